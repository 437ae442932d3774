// "5 % more retention": the value of a customer over a profile of five years and more, and the three readings of five percent.
#include "scenarios/retention_profit.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"
#include "scenarios/margin_multiple.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::Run;

namespace {

/// Year by year, to the last digit that counts.
double summed_value(const Profile& profile, double cost, double r, double d) {
  long double sum = -cost, weight = 1 / (1 + static_cast<long double>(d));
  for (int year = 1; year <= 8000; ++year, weight *= r / (1 + static_cast<long double>(d))) sum += weight * profile.in_year(year);
  return static_cast<double>(sum);
}

Profile random_profile(Random& random) {
  Profile profile{{}, between(random, -.3, .04)};
  for (double& profit : profile.profit) profit = between(random, -20, 100);
  return profile;
}

/// Per cent by which a number grows.
double growth(double from, double to) { return 100 * (to / from - 1); }

}  // namespace

TEST_CASE("the credit-card example is worth 300 and, with five points more retention, 525: +75 %", "[scenarios][correctness]") {
  // Reichheld & Sasser (1990): losses of 10 % → 5 % a year. The profile is read off a bar chart, so within 1 of each value.
  const Run run = Run("retention_profit").preset("credit_card");
  CHECK(std::abs(run["value_now"] - 300'00) < 1'00);
  CHECK(std::abs(run["value_after_points"] - 525'00) < 1'00);
  CHECK(std::abs(run["gain_points"] - .75) < .005);
  CHECK(distance(run["lifetime_now"], 10) < 1e-12);
  CHECK(distance(run["lifetime_after_points"], 20) < 1e-12);
  // At losses of 20 % the study has 134.
  CHECK(std::abs(Run("retention_profit").with("retention_per_year", .8)["value_now"] - 134'00) < 5'00);
}

TEST_CASE("the three readings of five percent are those of the table", "[scenarios][correctness]") {
  // mission.md §3.9, margin multiple at a discount of 10 %; per cent.
  constexpr struct {
    double from, points_life, points_value, relative_value, losses_value;
  } table[] = {{.60, 14, 20, 12, 7.6}, {.70, 20, 22, 15, 6.1}, {.80, 33, 28, 21, 4.7}, {.85, 50, 32, 27, 4.0}, {.90, 100, 41, 35, 3.1}};
  for (const auto& row : table) {
    CAPTURE(row.from);
    Run readings("retention_profit");
    readings.with("retention_per_year", row.from).with("change", .05);
    const auto value_growth = [&](std::string_view reading) {
      Run before("margin_multiple"), after("margin_multiple");
      before.with("retention", row.from);
      after.with("retention", readings["retention_after_" + std::string(reading)]);
      return growth(before["clv_if_retained"], after["clv_if_retained"]);
    };
    CHECK(std::abs(growth(readings["lifetime_now"], readings["lifetime_after_points"]) - row.points_life) < .5);
    CHECK(std::abs(value_growth("points") - row.points_value) < .5);
    CHECK(std::abs(value_growth("relative") - row.relative_value) < .5);
    CHECK(std::abs(value_growth("fewer_losses") - row.losses_value) < .05);
  }
}

TEST_CASE("the readings are five points, five percent of retention, and five percent of losses", "[scenarios][consistency]") {
  const Run run = Run("retention_profit").with("retention_per_year", .6).with("change", .1);
  CHECK(distance(run["retention_after_points"], .7) < 1e-14);
  CHECK(distance(run["retention_after_relative"], .66) < 1e-14);
  CHECK(distance(run["retention_after_fewer_losses"], .64) < 1e-14);
}

TEST_CASE("no change gains nothing", "[scenarios][consistency]") {
  const Run run = Run("retention_profit").with("change", 0);
  for (std::string output : {"gain", "company_year_1", "company_year_5", "company_year_10", "company_ceiling"})
    for (std::string reading : {"points", "relative", "fewer_losses"}) CHECK(std::abs(run[output + "_" + reading]) < 1e-12);
  CHECK(run["years_to_target_points"] == never);
  CHECK(Run("retention_profit").with("change", 0).with("target_gain", 0)["years_to_target_points"] == 0);
}

TEST_CASE("the value of a profile is its sum year by year", "[scenarios][consistency]") {
  Random random(7);
  for (int draw = 0; draw < 100; ++draw) {
    const Profile profile = random_profile(random);
    const double cost = between(random, 0, 200), r = between(random, 0, .95), d = between(random, 0, .3);
    CAPTURE(profile.later_change, cost, r, d);
    const double truth = summed_value(profile, cost, r, d);
    CHECK(std::abs(customer_value(profile, {cost}, {r}, {d}).minor - truth) < 1e-10 * (std::abs(truth) + 1000));
  }
}

TEST_CASE("a level profit is the plain margin multiple", "[scenarios][consistency]") {
  for (double r : {.1, .6, .9})
    CHECK(distance(customer_value({{40, 40, 40, 40, 40}, 0}, {25}, {r}, {.1}).minor, 40 * multiple_first_end(Rate<Year>{r}, Rate<Year>{.1}) - 25) < 1e-12);
  Run level = Run("retention_profit").preset("level_profit");
  CHECK(distance(level["value_now"], Run("margin_multiple").with("retention", .8)["clv_first_end"]) < 1e-12);
}

TEST_CASE("years after the fifth change by one rate", "[scenarios][consistency]") {
  const Profile profile{{1, 2, 3, 4, 5}, .1};
  for (int year = 1; year <= 5; ++year) CHECK(profile.in_year(year) == year);
  CHECK(distance(profile.in_year(7), 5 * 1.21) < 1e-14);
}

TEST_CASE("savings, referrals and premium add up year by year to the fifth", "[scenarios][consistency]") {
  Run by_components("retention_profit"), by_profile("retention_profit");
  by_components.with("savings_growth", 1).with("referral_growth", 2).with("premium_growth", .5);
  for (int year = 2; year <= 5; ++year) {
    const std::string name = "profit_year_" + std::to_string(year);
    by_profile.with(name, by_profile.value(name) / 100 + 3.5 * (year - 1));
  }
  for (std::string output : {"value_now", "value_after_points", "company_year_5_relative", "company_ceiling_fewer_losses"})
    CHECK(distance(by_components[output], by_profile[output]) < 1e-12);
}

TEST_CASE("the value of a customer rises with retention where later years are no worse, and falls with discount and cost", "[scenarios][consistency]") {
  Random random(8);
  for (int draw = 0; draw < 500; ++draw) {
    Profile profile{{}, between(random, 0, .03)};
    double profit = between(random, 1, 30);
    for (double& each : profile.profit) each = profit, profit += between(random, 0, 10);
    const double cost = between(random, 0, 100), r = between(random, .1, .9), d = between(random, 0, .3);
    const double value = customer_value(profile, {cost}, {r}, {d}).minor;
    CHECK(customer_value(profile, {cost}, {r + .001}, {d}).minor > value);
    CHECK(customer_value(profile, {cost}, {r}, {d + .001}).minor < value);
    CHECK(customer_value(profile, {cost + 1}, {r}, {d}).minor < value);
    profile.profit[4] += 1;
    CHECK(customer_value(profile, {cost}, {r}, {d}).minor > value);
  }
}

TEST_CASE("a reading beyond all customers stays empty and is spoken of", "[scenarios][input]") {
  const Run run = Run("retention_profit").with("retention_per_year", .97);
  CHECK(std::isnan(run["gain_points"]));  // 102 %
  CHECK(std::isnan(run["gain_relative"]));
  CHECK(run["gain_fewer_losses"] > 0);
  CHECK(run.notes("note_retention_beyond_one"));
  CHECK(run.meaning() == "means_no_gain");
  CHECK_FALSE(Run("retention_profit").notes("note_retention_beyond_one"));
}

TEST_CASE("a gain over nothing or a loss is not given as a share", "[scenarios][input]") {
  const Run run = Run("retention_profit").with("acquisition_cost", 1000);
  CHECK(run["value_now"] < 0);
  CHECK(std::isnan(run["gain_points"]));
  CHECK(run["value_after_points"] > run["value_now"]);
  CHECK(run.meaning() == "means_no_gain");
  CHECK(run.notes("note_worth_nothing_now"));
}

TEST_CASE("a target above the ceiling is never reached, and the sentence says so", "[scenarios][consistency]") {
  const Run run = Run("retention_profit").preset("level_profit");  // the ceiling is +33 %
  CHECK(run["years_to_target_points"] == never);
  CHECK(run.meaning() == "means_retention_profit_never");
  CHECK(Run("retention_profit").meaning() == "means_retention_profit");
}

TEST_CASE("profits that grow faster than customers leave are refused", "[scenarios][input]") {
  CHECK(Run("retention_profit").with("later_change", .2).problem() == "retention_per_year: sum_never_ends");
  CHECK(Run("retention_profit").with("later_change", .12).with("discount", .1).problem() == "later_change: company_never_settles");
}
