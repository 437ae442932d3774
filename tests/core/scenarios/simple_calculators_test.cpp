// The calculators that are a product or two: simple CLV, capacity, unhappy customers; and referrals, which are an annuity.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::Run;

namespace {

/// Whether an output moves the same way as an input, or against it, at random places.
void check_direction(std::string_view calculator, std::string_view output, std::string_view input, double low, double high, bool rises) {
  Random random(13);
  for (int draw = 0; draw < 50; ++draw) {
    const double one = between(random, low, high), other = between(random, low, high);
    CAPTURE(calculator, output, input, one, other);
    const double at_one = Run(calculator).with(input, one)[output], at_other = Run(calculator).with(input, other)[output];
    CHECK((one < other) == (rises ? at_one < at_other : at_one > at_other));
  }
}

}  // namespace

TEST_CASE("60 × 4 a year × 3 years is 720 of revenue, and at 40 % margin 288 of profit", "[scenarios][correctness]") {
  // mission.md §3.1; 720 is the published example.
  const Run run("simple_clv");
  CHECK(distance(run["revenue_clv"], 720'00) < 1e-14);
  CHECK(distance(run["clv"], 288'00) < 1e-14);
  CHECK(distance(run["profit_per_year"], 96'00) < 1e-14);
  const auto charts = run.charts();
  CHECK(distance(charts[0].series[1].points.back().second, run["clv"]) < 1e-14);
  CHECK(charts[0].series[1].points.back().first == 3);
  for (std::string_view input : {"order_value", "orders_per_year", "lifespan"}) check_direction("simple_clv", "clv", input, 0, 50, true);
  check_direction("simple_clv", "clv", "margin", 0, 1, true);
}

TEST_CASE("capacity is agents × hours × occupancy × 3600 ÷ handle time", "[scenarios][correctness]") {
  // mission.md §3.13: 10 agents, 40 hours, 85 % occupied, 6 minutes: 3400 contacts; 70 % of the paid time at the desk: 2380.
  CHECK(distance(Run("capacity").with("available", 1)["contacts_per_week"], 3400) < 1e-12);
  const Run run("capacity");
  CHECK(distance(run["contacts_per_week"], 2380) < 1e-12);
  CHECK(distance(run["customers_served"], 2380 * 52 / 3.) < 1e-12);
  CHECK(distance(run["customers_per_agent"], run["customers_served"] / 10) < 1e-12);
  CHECK(run.notes("note_no_queues"));
  CHECK(Run("capacity").with("occupancy", .95).notes("note_occupancy_high"));
  CHECK(std::isnan(Run("capacity").with("agents", 0)["customers_per_agent"]));
  CHECK(Run("capacity").with("agents", 0)["customers_served"] == 0);
  for (std::string_view input : {"agents", "paid_hours"}) check_direction("capacity", "customers_served", input, 0, 100, true);
  for (std::string_view input : {"handle_time", "contacts_per_customer"}) check_direction("capacity", "customers_served", input, 1, 100, false);
  // The picture shows the answer in its middle.
  CHECK(distance(run.charts()[0].series[0].points[10].second, run["customers_served"]) < 1e-12);
}

TEST_CASE("one complaint of 26 stands for 26 unhappy customers and what they take with them", "[scenarios][consistency]") {
  // 200·26 = 5200 unhappy, of whom 520 leave with 300 each; each tells 9 of whom .09 stay away: (.1 + .09)·300 = 57.
  const Run run("unhappy_customer");
  CHECK(distance(run["unhappy_customers"], 5200) < 1e-12);
  CHECK(distance(run["customers_lost"], 520) < 1e-12);
  CHECK(distance(run["cost_per_unhappy"], 57'00) < 1e-12);
  CHECK(distance(run["value_behind_complaint"], 1'482'00) < 1e-12);
  CHECK(distance(run["value_lost"], 296'400'00) < 1e-12);
  CHECK(distance(run["worth_of_listening"], 46'800'00) < 1e-12);
  CHECK(distance(Run("unhappy_customer").with("unhappy_per_complaint", 27)["value_lost"] / run["value_lost"], 27. / 26) < 1e-12);
  const auto charts = run.charts();
  const auto& bars = charts[0].series[0].points;
  CHECK(bars[0].second + bars[1].second == run["unhappy_customers"]);
  for (std::string_view input : {"complaints_per_year", "value_to_come", "people_told"}) check_direction("unhappy_customer", "value_lost", input, 0, 100, true);
}

TEST_CASE("what referrals are worth is the sum of each year's, discounted", "[scenarios][consistency]") {
  Random random(14);
  for (int draw = 0; draw < 200; ++draw) {
    const int years = static_cast<int>(random.below(30));
    const double discount = random.below(5) ? between(random, 0, 1) : 0, value = between(random, 0, 1000), cost = between(random, 0, 200), reward = between(random, 0, 50);
    const double referrals = between(random, 0, 5), conversion = between(random, 0, 1), anyway = between(random, 0, 1);
    Run run("referral_value");
    run.with("customer_value", value).with("referrals_per_year", referrals).with("referral_conversion", conversion).with("would_come_anyway", anyway);
    run.with("acquisition_cost", cost).with("reward", reward).with("lifespan", years).with("discount", discount);
    double sum = 0, brought = 0;
    for (int year = 1; year <= years; ++year) {
      brought += referrals * conversion;
      // Who would have come anyway brings no value of theirs, but saves what winning them would have cost.
      sum += referrals * conversion * ((1 - anyway) * (value + cost - reward) + anyway * (cost - reward)) / std::pow(1 + discount, year);
    }
    CAPTURE(years, discount);
    CHECK(std::abs(run["referral_value"] / 100 - sum) < 1e-10 * (std::abs(sum) + 1000));
    CHECK(std::abs(run["customers_brought"] - brought) < 1e-10);
    CHECK(std::abs(run["customers_brought_extra"] - brought * (1 - anyway)) < 1e-10);
    CHECK(std::abs(run["value_with_referrals"] - run["referral_value"] - value * 100) < 1e-6);
    double bars = 0;
    for (const auto& [x, y] : run.charts()[0].series[0].points) bars += y;
    CHECK(std::abs(bars - run["value_with_referrals"]) < 1e-6);
  }
}

TEST_CASE("a small discount is near none, also over parts of years", "[scenarios][consistency]") {
  const auto at = [](double discount) { return Run("referral_value").with("lifespan", 3.5).with("discount", discount)["referral_value"]; };
  CHECK(distance(at(1e-12), at(0)) < 1e-10);
  CHECK(at(.01) < at(0));
}

TEST_CASE("referrals that snowball, and rewards beyond what they bring, are spoken of", "[scenarios][consistency]") {
  CHECK(Run("referral_value").notes("note_referrals_one_step"));
  CHECK(Run("referral_value").with("referrals_per_year", 5).notes("note_referrals_snowball"));  // 5·.15·4·.7 = 2.1
  const Run dear = Run("referral_value").with("reward", 1000);
  CHECK(dear.notes("note_reward_too_high"));
  CHECK(std::isnan(dear["referral_share"]));
  check_direction("referral_value", "referral_value", "referral_conversion", 0, 1, true);
  check_direction("referral_value", "referral_value", "reward", 0, 100, false);
  check_direction("referral_value", "referral_value", "discount", 0, 1, false);
  check_direction("referral_value", "referral_value", "would_come_anyway", 0, 1, false);
}
