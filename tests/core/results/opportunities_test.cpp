// "opportunities" as the page gets it: the paper's donors from a log of gifts, what happened when the last years are held back, and how often intervals hold the truth.
#include "results/opportunities.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "../support/literature.h"
#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::day;
using test::ResultJson;

namespace {

/// A gift in the middle of a year.
Order gift(std::uint32_t customer, int year, Minor amount = 5000) { return {customer, *day_of({year, 5, 17}), amount}; }

/// Donors who first gave in 1995 and then as the paper's matrix says: the last gift in the t_x-th year after, the others in the years before it.
TransactionLog donors() {
  std::vector<Order> orders;
  std::uint32_t customer = 0;
  for (const auto& row : test::rows_of(test::literature("donations_bgbb_rf_matrix.csv"))) {
    const int x = int(test::number(row[0])), t_x = int(test::number(row[1]));
    for (int i = 0; i < int(test::number(row[3])); ++i, ++customer) {
      orders.push_back(gift(customer, 1995));
      for (int year = 1; year < x; ++year) orders.push_back(gift(customer, 1995 + year));
      if (x) orders.push_back(gift(customer, 1995 + t_x));
    }
  }
  return TransactionLog(orders, customer);
}

constexpr bg_bb::Parameters truth{1.2, 0.75, 0.66, 2.78};

struct SimulatedShop {
  TransactionLog log;
  double transactions;      ///< expected of all over the years to come, given their histories
  std::uint64_t later = 0;  ///< taken in the last two years, by those won before
};

/// Eight years from 2015 on; customers come in the first three and give as BG/BB says, once a year at most.
SimulatedShop shop(std::uint64_t seed, std::uint32_t customers, int to_come) {
  Random random(seed);
  std::vector<Order> orders;
  double transactions = 0;
  std::uint64_t later = 0;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const int joined = int(customer % 3), n = 7 - joined;
    const double buys = random.beta(truth.alpha, truth.beta), leaves = random.beta(truth.gamma, truth.delta);
    const double nu = random.gamma(4.2, 26);
    const auto give = [&](int year) { orders.push_back(gift(customer, year, std::max<Minor>(1, std::llround(random.gamma(6, nu) * 100)))); };
    give(2015 + joined);
    int x = 0, t_x = 0;
    for (int t = 1; t <= n; ++t) {
      if (random.uniform() < leaves) break;
      if (random.uniform() > buys) continue;
      give(2015 + joined + t);
      ++x, t_x = t;
      later += joined + t > 5;
    }
    transactions += bg_bb::conditional_expected_transactions(truth, x, t_x, n, to_come);
  }
  return {TransactionLog(orders, customers), transactions, later};
}

/// What opportunities take of a prediction, without the other models.
Prediction bare(const TransactionLog& log, Day end, int months) {
  Prediction prediction;
  prediction.settings.horizon_months = months;
  prediction.observation_end = end;
  prediction.horizon_end = add_months(end, months);
  prediction.table = customer_table(log, end);
  return prediction;
}

bool holds(const Estimate& estimate, double value) { return estimate.interval && estimate.interval->low <= value && value <= estimate.interval->high; }

}  // namespace

TEST_CASE("the paper's donors, from a log of gifts: parameters, likelihood, the table of who gives again, and the total", "[correctness]") {
  const TransactionLog log = donors();
  const Day end = day("2001-12-31");
  Prediction prediction = bare(log, end, 60);
  const ResultJson json(opportunities_json(log, prediction, "USD", 2));
  CHECK(json.text("/period") == "year");
  CHECK(json.number("/opportunities") == 6);
  CHECK(json.number("/customers") == 11104);
  CHECK(json.number("/to_come") == 5);
  CHECK(json.text("/until") == "2006-12-31");
  // Fader, Hardie & Shang (2010), table 3.
  const double printed[] = {1.204, 0.750, 0.657, 2.783};
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(json.number("/fit/parameters/" + std::to_string(i) + "/value") - printed[i]) < 0.0006);
  CHECK(std::abs(json.number("/fit/log_likelihood") + 33225.6) < 0.05);
  CHECK(std::abs(json.number("/transactions/value") - 12884.2) < 0.5);
  CHECK(json.number("/transactions/low") < 12884);
  CHECK(json.number("/transactions/high") > 12885);
  // Their table 5: expected gifts in 2002–2006 by recency and frequency; and P(alive in 2002), table 6.
  REQUIRE(json.size("/groups") == 22);
  const auto group = [&](int x, int t_x) {
    for (std::size_t i = 0; i < 22; ++i) {
      const std::string at = "/groups/" + std::to_string(i);
      if (json.number(at + "/taken") == x && json.number(at + "/last") == t_x) return at;
    }
    return std::string();
  };
  CHECK(std::abs(json.number(group(6, 6) + "/expected/value") - 3.75) < 0.005);
  CHECK(std::abs(json.number(group(2, 4) + "/expected/value") - 1.06) < 0.005);
  CHECK(std::abs(json.number(group(0, 0) + "/expected/value") - 0.07) < 0.005);
  CHECK(std::abs(json.number(group(2, 4) + "/alive/value") - 0.59) < 0.005);
  CHECK(json.null("/clv"));  // no spend was fitted
}

TEST_CASE("a year that has not ended gives no opportunity, and customers of it are counted apart", "[correctness]") {
  const SimulatedShop made = shop(3, 900, 1);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < 900; ++customer)
    for (const Transaction& each : made.log.of(customer)) orders.push_back({customer, each.day, each.value});
  for (std::uint32_t customer = 900; customer < 910; ++customer) orders.push_back(gift(customer, 2023));
  const TransactionLog log(orders, 910);
  const ResultJson json(opportunities_json(log, bare(log, day("2023-06-30"), 12), "EUR", 2));
  CHECK(json.number("/too_young") == 10);
  CHECK(json.number("/customers") == 900);
  CHECK(json.text("/last_day") == "2022-12-31");
  CHECK(json.number("/to_come") == 1);  // 2023: half of it has gone by, and none of it is known to the model
  CHECK(json.text("/until") == "2023-12-31");
  const ResultJson soon(opportunities_json(log, bare(log, day("2023-06-30"), 3), "EUR", 2));
  CHECK(soon.number("/to_come") == 0);
  CHECK(soon.null("/transactions"));
}

TEST_CASE("the base's value is the sum over customers of opportunities, their spend and the discount, one by one", "[consistency]") {
  const SimulatedShop made = shop(4, 1500, 3);
  PredictionSettings settings;
  settings.observation_end = day("2022-12-31");
  settings.horizon_months = 36;
  settings.margin = 0.4, settings.margin_given = true;
  const Prediction prediction = predict(made.log, settings, 2);
  REQUIRE(prediction.knows_profit());
  const auto outcome = discrete_outcome(made.log, prediction);
  REQUIRE((outcome && outcome->fit && outcome->clv));
  const bg_bb::Parameters own = bg_bb::parameters_at(outcome->fit.log_theta);
  double value = 0;
  for (const CustomerRow& row : prediction.table.rows) {
    const int n = 2022 - civil_of(row.first_day).year, x = row.frequency, t_x = civil_of(row.last_day).year - civil_of(row.first_day).year;
    const double spend = expected_spend(gamma_gamma::parameters_at(prediction.spend.log_theta), row, 100);
    for (int t = 1; t <= 3; ++t) {
      const double expected = bg_bb::conditional_expected_transactions(own, x, t_x, n, t) - bg_bb::conditional_expected_transactions(own, x, t_x, n, t - 1);
      value += 0.4 * 100 * spend * expected * std::pow(1.1, -t);
    }
  }
  CHECK(distance(outcome->clv->value, value) < 1e-9);
  CHECK((outcome->clv->interval->low < value && value < outcome->clv->interval->high));
}

TEST_CASE("shops whose customers come at any time have no opportunities to count", "[correctness]") {
  Random random(2);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < 200; ++customer)
    for (double time = random.uniform() * 300; time < 900; time += random.exponential(0.02)) orders.push_back({customer, 18'000 + Day(time), 1000});
  const TransactionLog log(orders, 200);
  const ResultJson json(opportunities_json(log, bare(log, log.last_day(), 12), "EUR", 2));
  CHECK(json.null("/period"));
}

TEST_CASE("95 % intervals of the base's purchases and of the held-out years hold the truth in about 95 of 100 simulated shops", "[consistency][slow]") {
  const int shops = test::slow_build ? 40 : 400;
  int fitted = 0, held_base = 0, held_later = 0;
  for (int i = 0; i < shops; ++i) {
    const SimulatedShop made = shop(1000 + std::uint64_t(i), 1500, 2);
    const auto outcome = discrete_outcome(made.log, bare(made.log, day("2022-12-31"), 24));
    REQUIRE(outcome);
    if (!outcome->fit || !outcome->held_out) continue;
    REQUIRE(outcome->held_out->opportunities == 2);
    REQUIRE(outcome->held_out->actual == made.later);
    ++fitted;
    held_base += holds(*outcome->transactions, made.transactions);
    held_later += holds(outcome->held_out->expected, double(made.later));
  }
  const double allowed = 3.5 * std::sqrt(0.05 * 0.95 / shops) + 0.01;
  INFO(held_base << " and " << held_later << " of " << fitted);
  REQUIRE(fitted > shops * 85 / 100);
  CHECK(std::abs(held_base / double(fitted) - 0.95) < allowed);
  CHECK(std::abs(held_later / double(fitted) - 0.95) < allowed);
}
