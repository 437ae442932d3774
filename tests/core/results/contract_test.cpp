// "contract" as the page gets it: the published two-segment table through a file of orders, a file of subscriptions, what a person chooses, what the data do not
// say, and how often intervals hold the truth.
#include "results/contract.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "../support/billing.h"
#include "../support/literature.h"
#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"
#include "models/sbg.h"
#include "results/contract_lives.h"
#include "sample/sample_orders.h"
#include "session.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::ResultJson;

namespace {

struct Read {
  Session session;
  explicit Read(const std::string& csv, const char* change = "") {
    session.peek(csv, true);
    if (*change) REQUIRE_FALSE(session.map(change).starts_with(R"({"error")"));
    session.push(csv);
    INFO(csv.substr(0, 200));
    REQUIRE(session.finish().starts_with(R"({"kind":"summary")"));
  }
  ResultJson ask(const std::string& fields = "") { return ResultJson(session.compute(R"({"kind":"contract")" + fields + "}")); }
};

/// Orders of a thousand contracts of 120.00 a year from 1 January 2000, of which so many are left after each year.
std::string orders_of(const std::vector<double>& survivors) {
  std::string csv = "customer,date,amount\n";
  for (std::size_t year = 0; year < survivors.size(); ++year)
    for (int customer = 0; customer < int(survivors[year]); ++customer)
      csv += "c" + std::to_string(customer) + "," + std::to_string(2000 + year) + "-01-01,120.00\n";
  return csv;
}

std::vector<double> segment(std::size_t column, std::size_t last) {
  std::vector<double> survivors;
  for (const auto& row : test::rows_of(test::literature("retention_two_segment.csv")))
    if (survivors.size() <= last) survivors.push_back(test::number(row[column]));
  return survivors;
}

/// A shop of monthly contracts by sBG, whose customers join over its whole time.
Loaded billed(std::uint64_t seed, const sbg::Parameters& truth, std::uint32_t customers, int months, const test::Billing& billing) {
  Random random(seed);
  const Day first = 18'262, end = add_months(first, months);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const Day start = first + Day(random.below(std::uint64_t(end - first)));
    const Minor payment = 500 + Minor(random.gamma(4, 4.0 / 1500));
    test::bill(random, billing, start, test::simulated_life(random, truth, months + 1), end, [&](Day day) { orders.push_back({customer, day, payment}); });
  }
  TransactionLog log(orders, customers);
  Orders read;
  read.currency = "EUR";
  read.files.emplace_back();
  return {{}, std::move(read), std::move(log), {}, {}, 2};
}

}  // namespace

TEST_CASE("the published two segments, from a file of yearly payments", "[correctness]") {
  // Fader & Hardie (2007), Table 1 and p. 82: sBG on years 0–7.
  const struct {
    std::size_t column;
    double alpha, beta, left_12;
  } segments[] = {{1, .7041, 1.1820, .170}, {2, .6681, 3.8061, .378}};
  for (const auto& [column, alpha, beta, left_12] : segments) {
    const std::vector<double> survivors = segment(column, 7);
    Read read(orders_of(survivors));
    const ResultJson json = read.ask(R"(,"observation_end":"2007-03-01","life_model":"sbg","discount":0.1,"margin":0.5)");
    CHECK(json.text("/setting/value") == "contract");
    CHECK(json.text("/setting/by") == "guess");
    CHECK(json.text("/setting/reason/code") == "contract_by_rhythm");
    CHECK(json.text("/period/value") == "year");
    CHECK(json.text("/source") == "orders");
    CHECK(json.number("/contract/contracts") == 1000);
    CHECK(json.number("/contract/active") == survivors[7]);
    CHECK(json.number("/contract/ended") == 1000 - survivors[7]);
    REQUIRE(json.size("/contract/periods") == 7);
    for (int t = 1; t <= 7; ++t) {
      const std::string at = "/contract/periods/" + std::to_string(t - 1);
      const double left = survivors[std::size_t(t)] / 1000, retention = survivors[std::size_t(t)] / survivors[std::size_t(t) - 1];
      CHECK(distance(json.number(at + "/left/value"), left) < 1e-12);
      CHECK(distance(json.number(at + "/retention/value"), retention) < 1e-12);
      // Nothing is censored before: Greenwood is the binomial's variance, on the scale of ln(−ln S).
      const double spread = z_95 * std::sqrt((1 - left) / (1000 * left)) / -std::log(left);
      CHECK(distance(json.number(at + "/left/low"), std::pow(left, std::exp(spread))) < 1e-9);
    }
    CHECK(json.text("/contract/models/1/code") == "sbg");
    CHECK(std::abs(json.number("/contract/models/1/fit/parameters/0/value") - alpha) < 5e-5);
    CHECK(std::abs(json.number("/contract/models/1/fit/parameters/1/value") - beta) < 5e-5);
    CHECK(std::abs(json.number("/contract/models/1/curve/12") - left_12) < 5e-4);
    const double periods = sbg::discounted_expected_lifetime({alpha, beta}, 0.1);
    CHECK(distance(json.number("/contract/new_periods/value"), periods) < 2e-4);
    CHECK(json.number("/contract/payment/value") == 6000);
    CHECK(distance(json.number("/contract/new_worth/value"), 6000 * periods) < 2e-4);
    // Those left have renewed seven times; the next payment is due on 1 January 2008, 306 days ahead.
    const double residual = sbg::discounted_expected_residual_lifetime({alpha, beta}, 7, 0.1) * std::pow(1.1, 1 - 306 / 365.0);
    CHECK(distance(json.number("/contract/base/value"), survivors[7] * 6000 * residual) < 2e-4);
    CHECK(distance(json.number("/contract/base_within/value"), survivors[7] * 6000 * (beta + 7) / (alpha + beta + 7) * std::pow(1.1, -306 / 365.0)) < 2e-4);
    // One due day lies within the year; for ever, and undiscounted, the mean is infinite where α ≤ 1 (sBG's survival falls as t^−α).
    CHECK(distance(json.number("/contract/remaining_within/value"), (beta + 7) / (alpha + beta + 7)) < 2e-4);
    CHECK(json.null("/contract/remaining_periods"));
    CHECK(json.text("/contract/hidden/code") == "contract_constant_hides");
    CHECK(json.number("/contract/base/low") < json.number("/contract/base/value"));
    CHECK(json.number("/contract/base/n") == survivors[7]);
  }
}

TEST_CASE("what orders cost is taken off the payments of contracts: by hand, and in proportion in all that they are worth", "[correctness]") {
  const std::vector<double> survivors = segment(1, 7);
  const std::string same = R"(,"observation_end":"2007-03-01","life_model":"sbg","discount":0.1)";
  Read read(orders_of(survivors));
  const ResultJson plain = read.ask(same + R"(,"margin":0.5)");
  const ResultJson costs = read.ask(same + R"(,"margin":0.5,"cost_per_order":20)");
  CHECK(costs.number("/contract/payment/value") == 4000);  // half of 120.00, less 20.00
  CHECK(costs.number("/costs/cost_per_order") == 2000);
  for (const std::string at : {"/contract/base/value", "/contract/base/low", "/contract/base_within/value", "/contract/new_worth/value", "/contract/models/0/base/high"})
    CHECK(std::abs(costs.number(at) - plain.number(at) * 4 / 6) < 1);
  CHECK(costs.number("/contract/active") == plain.number("/contract/active"));
  CHECK(costs.number("/contract/new_periods/value") == plain.number("/contract/new_periods/value"));

  std::string csv = orders_of(survivors);
  for (std::size_t at = csv.find("120.00"); at != std::string::npos; at = csv.find("120.00", at + 12)) csv.replace(at, 6, "120.00,30.00");
  csv.replace(0, csv.find('\n'), "customer,date,amount,cost");
  Read with_column(csv);
  const ResultJson column = with_column.ask(same);
  CHECK(column.text("/costs/profit_by") == "cost_column");
  CHECK(column.number("/contract/payment/value") == 9000);
  CHECK(std::abs(column.number("/contract/base/value") - plain.number("/contract/base/value") * 9 / 6) < 1);
}

TEST_CASE("sBG is chosen for a curve that rises, by what it foresaw, and a person may choose another", "[consistency]") {
  Read read(orders_of(segment(1, 12)));
  const ResultJson json = read.ask(R"(,"observation_end":"2012-03-01")");
  CHECK(json.text("/contract/chosen_by") == "held_out");
  CHECK(json.text("/contract/holdout/calibration_end") == "2009-02-14");
  CHECK(json.number("/contract/holdout/contracts") == 207);
  CHECK(json.number("/contract/holdout/left") == 173);
  const auto score = [&](int model) { return json.number("/contract/models/" + std::to_string(model) + "/held_out/log_score"); };
  CHECK(score(1) > score(0) + 5);
  CHECK(json.number("/contract/models/1/held_out/expected/low") < 173);
  CHECK(json.number("/contract/models/1/held_out/expected/high") > 173);
  CHECK(json.number("/contract/models/0/held_out/expected/high") < 173);  // constant retention foresees far fewer
  const ResultJson constant = read.ask(R"(,"observation_end":"2012-03-01","life_model":"constant")");
  CHECK(constant.text("/contract/chosen_by") == "person");
  CHECK(constant.null("/contract/hidden"));
  CHECK(constant.number("/contract/base/value") == json.number("/contract/models/0/base/value"));
  const ResultJson undiscounted = read.ask(R"(,"observation_end":"2012-03-01","life_model":"sbg","discount":0)");
  CHECK(undiscounted.null("/contract/new_worth"));
  CHECK(undiscounted.has_code("/contract/caveats", "contract_infinite"));
  CHECK(undiscounted.number("/contract/new_within/value") > 0);
}

TEST_CASE("the made-up shop has no contracts, and says why; a person may say it has", "[correctness]") {
  Read read(sample_csv({400, 3, true}));
  const ResultJson json = read.ask();
  CHECK(json.text("/setting/value") == "no_contract");
  CHECK(json.text("/setting/reason/code") == "no_contract_by_rhythm");
  CHECK(json.null("/contract"));
  const ResultJson chosen = read.ask(R"(,"setting":"contract","period":"month")");
  CHECK(chosen.text("/setting/value") == "contract");
  CHECK(chosen.text("/setting/by") == "person");
  CHECK(chosen.text("/setting/guess") == "no_contract");
  CHECK(chosen.text("/setting/reason/code") == "no_contract_by_rhythm");
  CHECK(chosen.text("/period/by") == "person");
  CHECK(chosen.number("/contract/contracts") > 400);
  CHECK(chosen.has_code("/contract/caveats", "contract_many_came_back"));
  for (const char* wrong : {R"(,"setting":"yes")", R"(,"period":"day")", R"(,"life_model":"bg_nbd")", R"(,"model":"sbg")", R"(,"margin":2)", R"(,"observation_end":"1999-01-01")"})
    CHECK(read.session.compute(std::string(R"({"kind":"contract")") + wrong + "}").starts_with(R"({"error")"));
}

TEST_CASE("a file of subscriptions needs no orders, and is a contract by what it is", "[correctness]") {
  std::string csv = "customer,start,end,monthly amount,currency,plan\n";
  for (int i = 0; i < 60; ++i) {
    const Day start = *parse_iso_day("2023-01-10") + i * 10;
    csv += "c" + std::to_string(i) + "," + iso_text(start) + "," + (i % 3 == 0 ? iso_text(add_months(start, 1 + i % 4)) : std::string()) + ",20.00,EUR,Basic\n";
  }
  Read read(csv);
  const ResultJson json = read.ask(R"(,"observation_end":"2025-03-01","margin":0.5)");
  CHECK(json.text("/setting/reason/code") == "contract_by_subscriptions");
  CHECK(json.text("/source") == "subscriptions");
  CHECK(json.null("/rhythm"));
  CHECK(json.text("/period/value") == "month");
  CHECK(json.text("/currency") == "EUR");
  CHECK(json.number("/contract/contracts") == 60);
  CHECK(json.number("/contract/ended") == 20);
  CHECK(json.number("/contract/payment/value") == 1000);
  CHECK(json.number("/contract/periods/0/could") == 60);
  CHECK(json.number("/contract/periods/0/renewed") == 55);  // five of twenty ended with the first month
  // A second road: each end of a period asked of each row of the file. Those still there at their last one are not asked again.
  double left = 1;
  const Day end = *parse_iso_day("2025-03-01");
  for (int t = 1; t <= int(json.size("/contract/periods")); ++t) {
    int could = 0, renewed = 0;
    for (int i = 0; i < 60; ++i) {
      const Day start = *parse_iso_day("2023-01-10") + i * 10;
      const int paid = i % 3 == 0 ? 1 + i % 4 : 1000;
      if (add_months(start, t) >= end || t > paid) continue;
      ++could;
      renewed += t < paid;
    }
    const std::string at = "/contract/periods/" + std::to_string(t - 1);
    CHECK(json.number(at + "/could") == could);
    CHECK(json.number(at + "/renewed") == renewed);
    left *= double(renewed) / could;
    CHECK(distance(json.number(at + "/left/value"), left) < 1e-12);
  }
  CHECK(json.number("/contract/periods/7/could") < json.number("/contract/periods/6/could"));  // some are too young: censored
  // By default what comes after the last start is not yet known.
  const ResultJson early = read.ask();
  CHECK(early.text("/observation_end") == "2024-08-22");
  const ResultJson without = read.ask(R"(,"setting":"no_contract")");
  CHECK(without.null("/contract"));
  CHECK(read.session.compute(R"({"kind":"prediction"})").find("no_orders") != std::string::npos);
  CHECK(read.session.compute(R"({"kind":"contract","observation_end":"2022-01-01"})").find("observation_before_data") != std::string::npos);
  CHECK(read.session.compute(R"({"kind":"contract","observation_end":"2032-01-01"})").find("observation_after_data") != std::string::npos);
}

TEST_CASE("a billing service's invoices are contracts by their format where their rhythm does not speak against it", "[correctness]") {
  std::ifstream file(test::in_project("core/formats/recurly-invoices/sample.csv"), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  const std::string few = std::move(text).str(), header = few.substr(0, few.find('\n') + 1);
  CHECK(Read(few).ask().text("/setting/reason/code") == "contract_by_invoices");
  CHECK(Read(few).ask().text("/setting/value") == "contract");
  // The same columns with purchases at random.
  std::vector<std::string> names;
  std::istringstream cells(header.substr(0, header.find_last_not_of("\r\n") + 1));
  for (std::string cell; std::getline(cells, cell, ',');) names.push_back(cell);
  std::string random = header;
  Random dice(5);
  int invoice = 1;
  for (int customer = 0; customer < 40; ++customer) {
    Day day = *parse_iso_day("2022-01-01");
    for (int i = 0; i < 12; ++i, day += 1 + Day(dice.exponential(1.0 / 40))) {
      for (std::size_t column = 0; column < names.size(); ++column) {
        const std::string& name = names[column];
        random += column ? "," : "";
        if (name == "account_code") random += "a" + std::to_string(customer);
        if (name == "invoice_number" || name == "id") random += std::to_string(invoice);
        if (name == "billed_date") random += iso_text(day);
        if (name == "invoice_total") random += "10.00";
        if (name == "currency") random += "USD";
        if (name == "status") random += "paid";
      }
      random += "\n", ++invoice;
    }
  }
  const ResultJson json = Read(random).ask();
  CHECK(json.text("/setting/value") == "unclear");
  CHECK(json.text("/setting/reason/code") == "contract_file_against_rhythm");
  CHECK(json.null("/contract"));
}

TEST_CASE("what the data cannot say is said in words", "[input]") {
  std::string all_there = "customer,start,end,monthly amount\n", all_gone = all_there, few = all_there;
  for (int i = 0; i < 30; ++i) {
    const std::string row = "c" + std::to_string(i) + ",2024-01-" + std::to_string(10 + i % 20);
    all_there += row + ",,20.00\n";
    all_gone += row + ",2024-02-0" + std::to_string(1 + i % 9) + ",20.00\n";
    if (i < 6) few += row + ",2024-05-01,20.00\n";
  }
  const char* subscriptions = R"({"kind":"subscriptions"})";
  const std::string late = R"(,"observation_end":"2024-09-01")";
  const ResultJson there = Read(all_there, subscriptions).ask(late), gone = Read(all_gone, subscriptions).ask(late), six = Read(few, subscriptions).ask(late);
  CHECK(there.has_code("/contract/caveats", "contract_nobody_left"));
  CHECK(there.null("/contract/base"));
  CHECK(there.number("/contract/periods/6/left/value") == 1);
  CHECK(there.number("/contract/periods/6/left/low") < 0.9);  // Wilson: thirty who all stayed
  CHECK(gone.has_code("/contract/caveats", "contract_nobody_stayed"));
  CHECK(six.has_code("/contract/caveats", "contract_too_few"));
  CHECK(six.size("/contract/models") == 0);
  CHECK(six.null("/contract/new_worth"));
}

TEST_CASE("customers who are all alike: sBG has no maximum, which is told, and constant retention is used", "[consistency]") {
  std::string csv = "customer,start,end,monthly amount\n";
  int customer = 0;
  double left = 6561;
  for (int month = 1; month <= 8; ++month, left *= 2.0 / 3)
    for (int i = 0; i < int(std::lround(left / 3)); ++i) csv += "c" + std::to_string(customer++) + ",2024-01-01," + iso_text(add_months(*parse_iso_day("2024-01-01"), month)) + ",10\n";
  for (int i = 0; i < int(std::lround(left)); ++i) csv += "c" + std::to_string(customer++) + ",2024-01-01,,10\n";
  const ResultJson json = Read(csv).ask(R"(,"observation_end":"2024-09-02")");
  CHECK(json.has_code("/contract/caveats", "contract_sbg_unsettled"));
  CHECK(json.null("/contract/models/1/fit"));
  CHECK(json.at("/contract/models/0/chosen").get_bool().value_unsafe());
}

namespace {

struct Coverage {
  int shops = 0, periods = 0, worth = 0, base = 0, held = 0, left = 0, detected = 0, unfitted = 0;
};

/// Of what the true parameters say: the lifetime, the worth of a new contract, that of those on hand (given their ages), who is left at the end of the held-out time.
Coverage coverage(std::uint64_t first_seed, int shops, std::uint32_t customers, const sbg::Parameters& truth, const test::Billing& billing) {
  Coverage all;
  PredictionSettings settings;
  for (int i = 0; i < shops; ++i) {
    const Loaded loaded = billed(first_seed + std::uint64_t(i), truth, customers, 36, billing);
    const auto setting = contract_setting(loaded, settings, {});
    REQUIRE(setting);
    all.detected += setting->contract && setting->period == BillingPeriod::month;
    const ContractLives lives = contract_lives(*setting, loaded.log, settings, LifeModel::sbg);
    const TriedLife& tried = lives.models[1];
    if (!tried.fit || !tried.held) {
      ++all.unfitted;
      continue;
    }
    ++all.shops;
    const auto holds = [](const std::optional<Estimate>& estimate, double value) { return estimate && estimate->interval && estimate->interval->low <= value && value <= estimate->interval->high; };
    const double d = lives.discount, periods = sbg::discounted_expected_lifetime(truth, d);
    double base = 0;
    for (const Contract& contract : lives.contracts.all) {
      if (contract.ended) continue;
      const double ahead = std::max(0, contract.due - lives.contracts.observation_end) / (365 / 12.0);
      base += contract.payment * sbg::discounted_expected_residual_lifetime(truth, contract.renewals, d) * std::pow(1 + d, 1 - ahead);
    }
    all.periods += holds(tried.periods, periods);
    all.worth += holds(tried.new_worth, 2000 * periods);
    all.base += holds(tried.base, base);
    all.held += holds(tried.held->expected, double(lives.held_left));
    all.left += holds(lives.share_left(6), sbg::survival(truth, 6));
  }
  return all;
}

void check(const Coverage& all, double errors) {
  const double n = all.shops, allowed = errors * std::sqrt(0.95 * 0.05 / n);
  INFO("of " << n << " shops: lifetime " << all.periods << ", worth " << all.worth << ", base " << all.base << ", held out " << all.held << ", curve " << all.left << ", without a fit " << all.unfitted);
  for (const int held : {all.periods, all.worth, all.base, all.held, all.left}) CHECK(held / n > 0.95 - allowed);
  CHECK(all.left / n < 0.95 + allowed + 0.01);
  CHECK(all.periods / n < 0.95 + allowed + 0.02);
}

}  // namespace

TEST_CASE("95 % intervals of lifetime, worth, the base, the held-out count and the curve hold the truth as often as they say", "[consistency][slow]") {
  const Coverage all = coverage(700, test::slow_build ? 15 : 120, 800, {1.2, 6}, {BillingPeriod::month, 0.2, 2, 0.08, 7, 0});
  CHECK(all.detected == all.shops + all.unfitted);
  CHECK(all.unfitted * 10 <= all.shops);
  check(all, 3.5);
}

TEST_CASE("a thousand simulated shops of contracts: coverage of all intervals", "[.study]") {
  for (const std::uint32_t customers : {300u, 800u, 3000u}) {
    const Coverage all = coverage(50'000, 1000, customers, {1.2, 6}, {BillingPeriod::month, 0.2, 2, 0.08, 7, 0});
    std::printf("%u contracts: %d shops, %d more without a fit: lifetime %d, worth %d, base %d, held out %d, curve %d\n", customers, all.shops, all.unfitted, all.periods, all.worth, all.base,
                all.held, all.left);
    if (customers > 300) check(all, 4);
  }
}
