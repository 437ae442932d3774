// One rule of profit in everything that is called so: cohorts, averages, tiers, the whole base, what is to come.
#include "results/profits.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <string>

#include "../support/fit_checks.h"
#include "../support/session_run.h"
#include "../support/shop.h"
#include "base/random.h"
#include "base/special.h"
#include "results/prediction.h"
#include "sample/sample_orders.h"
#include "session.h"

using namespace lifeworth;
using support::Answer;

namespace {

/// The made-up shop with a column of costs that is `share` of each amount.
std::string sample_with_costs(double share) {
  const std::string csv = sample_csv({400, 3, true});
  Session session;
  session.peek(csv, true);
  session.map(support::keep_rows);
  session.push(csv);
  simdjson::dom::parser parser;
  simdjson::dom::element rows;
  const std::string json = session.finish();
  REQUIRE(parser.parse(json).get(rows) == simdjson::SUCCESS);
  const Answer reading(Session().peek(csv, true));
  const auto amount = std::size_t(reading.column("amount"));
  const auto line = [](simdjson::dom::element row) {
    std::string text;
    for (simdjson::dom::element cell : row.get_array().value_unsafe()) text += "\"" + std::string(cell.get_string().value_unsafe()) + "\",";
    return text;
  };
  std::string text = line(rows["header"].value_unsafe()) + "cost\n";
  for (simdjson::dom::element row : rows["rows"].get_array().value_unsafe()) {
    const double money = std::stod(std::string(row.at(amount).get_string().value_unsafe()));
    char cost[32];
    std::snprintf(cost, sizeof cost, "%.2f", money * share);
    text += line(row) + cost + "\n";
  }
  return text;
}

void load(Session& session, const std::string& text) {
  session.peek(text, true);
  session.push(text);
  REQUIRE(Answer(session.finish()).error().empty());
}

double number(const Answer& answer, const std::string& at) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  double value = 0;
  INFO(at);
  REQUIRE(parser.parse(answer.json()).get(root) == simdjson::SUCCESS);
  REQUIRE(root.at_pointer(at).get(value) == simdjson::SUCCESS);
  return value;
}

Records contacts_of(std::vector<std::uint32_t> customers, std::vector<Day> days) {
  Records records;
  records.kind = RecordKind::contacts;
  records.customers = std::move(customers);
  records.days = std::move(days);
  return records;
}

/// Answers stay where they were made.
struct Both {
  Answer first, second;
};

Loaded loaded_of(const std::vector<Order>& orders, const std::vector<Order>& costs, std::uint32_t customers, Records contacts) {
  Loaded loaded{{}, {}, TransactionLog(orders, customers), TransactionLog(costs, customers), {}, 2};
  loaded.records.push_back(std::move(contacts));
  return loaded;
}

}  // namespace

TEST_CASE("a margin alone is what it was: no field more, no number other, whatever costs of nothing are given", "[consistency]") {
  Session session;
  load(session, sample_csv({400, 3, true}));
  for (const char* kind : {"cohorts", "measured", "prediction", "tiers", "whole_base", "tiers_csv", "customers", "tracking"}) {
    const std::string begin = std::string(R"({"kind":")") + kind + R"(","margin":0.3)";
    INFO(kind);
    CHECK(session.compute(begin + "}") == session.compute(begin + R"(,"profit_by":"margin","cost_per_order":0,"cost_per_contact":0})"));
    CHECK(session.compute(begin + "}").find("\"costs\"") == std::string::npos);
  }
  // Without a column there is nothing to go by but the margin.
  CHECK(session.compute(R"({"kind":"cohorts","profit_by":"cost_column","margin":0.3})") == session.compute(R"({"kind":"cohorts","margin":0.3})"));
  CHECK(Answer(session.compute(R"({"kind":"cohorts","cost_per_order":-1})")).error() == "bad_request");
  CHECK(Answer(session.compute(R"({"kind":"realised","cost_per_order":1})")).error() == "bad_request");
}

TEST_CASE("costs of a share of each amount come to what the margin that is left does", "[consistency]") {
  Session plain, costed;
  load(plain, sample_csv({400, 3, true}));
  load(costed, sample_with_costs(0.7));
  const auto ask = [&](const std::string& kind, const std::string& more = "") {
    return Both{Answer(plain.compute(R"({"kind":")" + kind + R"(","margin":0.3)" + more + "}")), Answer(costed.compute(R"({"kind":")" + kind + "\"" + more + "}"))};
  };
  const auto near = [](const Both& both, const std::string& at, double within) {
    const double one = number(both.first, at), other = number(both.second, at);
    INFO(at << ": " << one << " by the margin, " << other << " by costs");
    CHECK(std::abs(one - other) <= within);
  };
  const auto cohorts = ask("cohorts");
  CHECK(cohorts.second.text("/costs/profit_by") == "cost_column");
  for (const char* at : {"/all/at_ages/3/profit/value", "/all/at_ages/3/profit/low", "/cohorts/2/at_ages/1/profit/value"}) near(cohorts, at, 2);
  const auto measured = ask("measured");
  for (const char* at : {"/quantities/profit_per_year/value", "/quantities/profit_year_1/high", "/quantities/order_value/value"}) near(measured, at, 2);
  const auto base = ask("whole_base", R"(,"base":5000)");
  near(base, "/mean/value", 2), near(base, "/mean/low", 2);
  const auto tiers = ask("tiers");
  near(tiers, "/threshold/value", 2);
  near(tiers, "/above/customers", 0);
  near(tiers, "/above/value_share", 1e-3);
  CHECK(tiers.second.is_null("/threshold_revenue"));
  const auto prediction = ask("prediction");
  near(prediction, "/base/clv/value", 1e-4 * number(prediction.first, "/base/clv/value"));
  near(prediction, "/new_customer/worth/value", 2);
  near(prediction, "/new_customer/first_order/value", 2);
  CHECK(std::abs(number(prediction.second, "/costs/margin/value") - 0.3) < 1e-4);
  // On the natural scale the interval has the same half-width, to first order.
  const double half = (number(prediction.first, "/base/clv/high") - number(prediction.first, "/base/clv/low")) / 2;
  const double own = (number(prediction.second, "/base/clv/high") - number(prediction.second, "/base/clv/low")) / 2;
  CHECK(std::abs(half / own - 1) < 0.02);
  // A person's margin counts before the column, unless the column is chosen.
  CHECK(costed.compute(R"({"kind":"measured","margin":0.3})") == plain.compute(R"({"kind":"measured","margin":0.3})"));
  CHECK(Answer(costed.compute(R"({"kind":"measured","margin":0.9,"profit_by":"cost_column"})")).whole("/quantities/profit_per_year/value") == measured.second.whole("/quantities/profit_per_year/value"));
}

TEST_CASE("a cost per order takes that much off every purchase so far and to come", "[correctness]") {
  Session session;
  load(session, sample_csv({400, 3, true}));
  const Answer without(session.compute(R"({"kind":"prediction","margin":0.3,"discount":0})")), with(session.compute(R"({"kind":"prediction","margin":0.3,"discount":0,"cost_per_order":2.5})"));
  const double expected = number(without, "/base/clv/value") - 250 * number(without, "/base/transactions/value");
  CHECK(std::abs(number(with, "/base/clv/value") - expected) < 2);
  CHECK(std::abs(number(with, "/new_customer/repeat_order/value") - (number(without, "/new_customer/repeat_order/value") - 250)) < 2);
  CHECK(std::abs(number(with, "/new_customer/first_order/value") - (number(without, "/new_customer/first_order/value") - 250)) < 2);
  CHECK(with.whole("/costs/cost_of_order") == 250);
  // An order that costs more than it leaves: less than nothing is to come, and the interval says so.
  const Answer loss(session.compute(R"({"kind":"prediction","margin":0.05,"cost_per_order":50})"));
  CHECK(number(loss, "/base/clv/high") < 0);
  CHECK(number(loss, "/base/clv/low") < number(loss, "/base/clv/value"));
  const Answer contacts(session.compute(R"({"kind":"prediction","margin":0.3,"cost_per_contact":4})"));
  CHECK(contacts.json().find("no_contacts_to_cost") != std::string::npos);
}

TEST_CASE("margin and contacts per order of the orders to come, by hand", "[correctness]") {
  const std::vector<Order> orders = {{0, 10, 10000}, {0, 40, 5000}, {1, 12, 5000}}, costs = {{0, 10, 6000}, {0, 40, 2000}, {1, 12, 4000}};
  const Loaded loaded = loaded_of(orders, costs, 2, contacts_of({0, 1, 1, 0}, {11, 12, 41, 90}));
  const Profits profits(loaded, {ProfitBy::cost_column, 1, 100, 500});
  OrderProfitInfluences influences;
  const OrderProfit order = order_profit(profits, customer_table(loaded.log, 60), influences);
  CHECK(order.costs);
  CHECK(std::abs(order.margin - 8000.0 / 20000) < 1e-12);
  // Contacts are known from day 11 on: three of them up to day 60, and two purchases.
  CHECK(std::abs(order.contacts_per_order->value - 1.5) < 1e-12);
  CHECK(std::abs(order.cost - (100 + 1.5 * 500)) < 1e-9);
  // Influences of the margin: (7000 − 0.4 · 15000) ÷ 20000 and its opposite.
  REQUIRE(influences.margin.size() == 2);
  CHECK(std::abs(influences.margin[0] - 0.05) < 1e-12);
  CHECK(std::abs(order.covariance[0][0] - 2 * (2 * 0.05 * 0.05)) < 1e-12);
  const Profits alone(loaded, {ProfitBy::margin, 0.4, 0, 500});
  CHECK_FALSE(order_profit(alone, customer_table(loaded.log, 60), influences).measured_margin);
}

TEST_CASE("the variance of margin and of contacts per order is the jackknife's", "[consistency]") {
  constexpr std::uint32_t customers = 400;
  const auto shop_without = [&](std::int64_t left_out) {
    Random own(5);
    std::vector<Order> orders, costs;
    std::vector<std::uint32_t> who;
    std::vector<Day> when;
    for (std::uint32_t customer = 0; customer < customers; ++customer)
      for (std::uint64_t i = 0, n = 1 + own.below(5); i < n; ++i) {
        const Day day = Day(i * 20 + own.below(20));
        const Minor amount = Minor(1000 + own.below(9000)), cost = Minor(double(amount) * (0.2 + 0.6 * own.uniform()));
        const std::uint64_t contacts = own.below(3);
        if (customer == left_out) continue;
        orders.push_back({customer, day, amount}), costs.push_back({customer, day, cost});
        for (std::uint64_t k = 0; k < contacts; ++k) who.push_back(customer), when.push_back(day);
      }
    // Nobody's contacts at both ends, so that the time that is known stays the same.
    who.push_back(nobody), when.push_back(0), who.push_back(nobody), when.push_back(100);
    return loaded_of(orders, costs, customers, contacts_of(who, when));
  };
  const auto measured = [&](const Loaded& loaded) {
    OrderProfitInfluences influences;
    return order_profit(Profits(loaded, {ProfitBy::cost_column, 1, 0, 300}), customer_table(loaded.log, 100), influences);
  };
  const Loaded whole = shop_without(-1);
  const OrderProfit all = measured(whole);
  Matrix<2> jackknife{};
  for (std::int64_t i = 0; i < customers; ++i) {
    const Loaded others = shop_without(i);
    const OrderProfit own = measured(others);
    const Vector<2> apart = {own.margin - all.margin, own.cost - all.cost};
    for (std::size_t j = 0; j < 2; ++j)
      for (std::size_t k = 0; k < 2; ++k) jackknife[j][k] += apart[j] * apart[k] * (customers - 1.0) / customers;
  }
  CHECK(std::abs(all.covariance[0][0] / jackknife[0][0] - 1) < 0.03);
  CHECK(std::abs(all.covariance[1][1] / jackknife[1][1] - 1) < 0.03);
  CHECK(std::abs(all.covariance[0][1] - jackknife[0][1]) < 0.03 * std::sqrt(jackknife[0][0] * jackknife[1][1]));
}

namespace {

constexpr gamma_gamma::Parameters spend{6.0, 4.2, 26.0};
constexpr double contacts_an_order = 0.5;

/// A shop of BG/NBD, in which an order costs 30–70 % of its amount and half of the orders bring a contact.
Loaded costed_shop(std::uint64_t seed, std::uint32_t customers) {
  Random random(seed);
  std::vector<Order> orders, costs;
  std::vector<std::uint32_t> who;
  std::vector<Day> when;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double nu = random.gamma(spend.q, spend.gamma), lambda = random.gamma(0.9, 26), leave = random.beta(0.8, 2.9);
    const double troubled = 2 * contacts_an_order * random.uniform();
    const Day joined = Day(customer % 5) * 150;
    const auto buy_at = [&](double weeks) {
      const Day day = joined + Day(weeks * 7);
      const Minor amount = std::max<Minor>(1, std::llround(random.gamma(spend.p, nu) * 100));
      orders.push_back({customer, day, amount});
      costs.push_back({customer, day, std::llround(double(amount) * (0.3 + 0.4 * random.uniform()))});
      if (random.uniform() < troubled) who.push_back(customer), when.push_back(day);
    };
    buy_at(0);
    test::buy(random, lambda, leave, (1400 - joined) / 7.0, buy_at);
  }
  return loaded_of(orders, costs, customers, contacts_of(who, when));
}

}  // namespace

TEST_CASE("with measured costs the intervals of CLV and of a new customer's worth hold the truth as often as they say", "[consistency][slow]") {
  const int replicates = test::slow_build ? 15 : 120;
  const PurchaseParameters truth = parameters_at(PurchaseModel::bg_nbd, test::logarithms_of(Vector<4>{0.9, 26, 0.8, 2.9}));
  PredictionSettings settings;
  settings.model = PurchaseModel::bg_nbd;
  settings.profit_by = ProfitBy::cost_column;
  settings.cost_per_order = 1.5, settings.cost_per_contact = 4;
  int clv = 0, worth = 0, fitted = 0;
  for (int i = 0; i < replicates; ++i) {
    const Loaded loaded = costed_shop(9000 + std::uint64_t(i), 500);
    settings.observation_end = loaded.log.first_day() + 1400;
    settings.calibration_end = *settings.observation_end;  // nothing is held out
    const Profits profits(loaded, profit_rule(settings, loaded));
    const Prediction prediction = predict(loaded.log, settings, 2, std::nullopt, &profits);
    if (!prediction.purchases() || !prediction.knows_profit()) continue;
    ++fitted;
    const double horizon = (prediction.horizon_end - prediction.observation_end) / 7.0, rate = std::log1p(settings.discount) * 7 / 365;
    const double cost = 150 + 400 * contacts_an_order;
    double to_come = 0;
    for (const CustomerRow& row : prediction.table.rows) {
      const double x = row.frequency, T = row.age / 7.0;
      const double orders = p_alive(truth, {x, row.recency / 7.0, T, 1}) * forecast_if_alive(truth, {x, row.recency / 7.0, T, 1}, horizon, rate, Moments::first).discounted_transactions;
      to_come += orders * (0.5 * 100 * gamma_gamma::expected_spend(spend, x, x > 0 ? double(row.repeat_value) / x / 100 : 0) - cost);
    }
    const double new_one = (0.5 * 100 * gamma_gamma::mean_spend(spend) - cost) * (1 + discounted_transactions(truth, horizon, rate));
    const auto holds = [](const std::optional<Interval>& interval, double value) { return interval && interval->low <= value && value <= interval->high; };
    clv += holds(prediction.clv.interval, to_come);
    worth += holds(prediction.new_customer->worth->interval, new_one);
  }
  CHECK(fitted * 20 >= replicates * 19);
  const double n = fitted, allowance = 3.5 * std::sqrt(0.95 * 0.05 / n);
  INFO(clv << " and " << worth << " of " << n);
  CHECK(clv / n > 0.95 - allowance);
  CHECK(worth / n > 0.95 - allowance);
}
