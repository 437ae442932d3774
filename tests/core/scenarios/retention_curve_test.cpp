// The calculator around the sBG model: what it reads of the curve, and what it makes of the model. The model itself: models/sbg_test.cpp.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "../support/second_road.h"
#include "models/sbg.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::distance;
using lifeworth::test::Run;

namespace {

constexpr double empty = std::numeric_limits<double>::quiet_NaN();

Run curve(std::vector<double> left) {
  Run run("retention_curve");
  for (std::size_t i = 0; i < 7; ++i) run.with("left_" + std::to_string(i + 1), i < left.size() ? left[i] : empty);
  return run;
}

/// Σ over a long life, a margin of 1 at the beginning of each period a customer of some age lives from now on.
double residual(const sbg::Parameters& p, int age, double d, bool now) {
  long double sum = now ? 1 : 0, term = 1;
  for (int t = 1; t < 3000; ++t) term *= sbg::retention(p, age + t) / (1 + static_cast<long double>(d)), sum += term;
  return static_cast<double>(sum);
}

}  // namespace

TEST_CASE("the Regular and High-end segments have the published parameters and twelfth year", "[scenarios][correctness]") {
  // Fader & Hardie (2007): .704 and 1.182, and .668 and 3.806; 17.0 % and 37.8 % are projected to be left in year 12.
  const Run regular = Run("retention_curve").preset("regular_segment"), high_end = Run("retention_curve").preset("high_end_segment");
  CHECK(std::abs(regular["alpha"] - .704) < .0005);
  CHECK(std::abs(regular["beta"] - 1.182) < .0005);
  CHECK(std::abs(regular["left_after_12"] - .170) < .0005);
  CHECK(std::abs(high_end["alpha"] - .668) < .0005);
  CHECK(std::abs(high_end["beta"] - 3.806) < .0005);
  CHECK(std::abs(high_end["left_after_12"] - .378) < .0005);
  CHECK(distance(regular["retention_first"], .631) < .01);
}

TEST_CASE("one retention for the whole base hides 44.7 % of the Regular segment and 25.0 % of the High-end one", "[scenarios][consistency]") {
  CHECK(std::abs(Run("retention_curve").preset("regular_segment")["hidden_base"] - .447) < .0005);
  CHECK(std::abs(Run("retention_curve").preset("high_end_segment")["hidden_base"] - .250) < .0005);
}

TEST_CASE("a new customer and one of the base are worth their sums period by period", "[scenarios][consistency]") {
  for (std::string_view preset : {"regular_segment", "high_end_segment"}) {
    for (double month : {0.0, 1.0}) {
      const Run run = Run("retention_curve").preset(preset).with("period", month).with("discount", .3);
      const sbg::Parameters p{run["alpha"], run["beta"]};
      const double d = month == 1 ? std::pow(1.3, 1 / 12.) - 1 : .3;
      CAPTURE(preset, month);
      CHECK(distance(run["discount_per_period"], d) < 1e-12);
      CHECK(distance(run["new_customer_sbg"], 100'00 * residual(p, 0, d, true)) < 1e-9);

      // Eight cohorts, won in eight periods, once as large as each other.
      double alive = 0, worth = 0, at_risk = 0, kept = 0;
      for (int age = 0; age < 8; ++age) {
        const double left = sbg::survival(p, age);
        alive += left;
        worth += left * residual(p, age, d, false);
        if (age > 0) kept += left, at_risk += sbg::survival(p, age - 1);
      }
      const double retention = kept / at_risk;
      CHECK(distance(run["retention_aggregate"], retention) < 1e-12);
      CHECK(distance(run["base_customer_sbg"], 100'00 * worth / alive) < 1e-9);
      CHECK(distance(run["base_customer_constant"], 100'00 * retention / (1 + d - retention)) < 1e-12);
      CHECK(distance(run["new_customer_constant"], 100'00 * (1 + d) / (1 + d - run["retention_first"])) < 1e-12);
      CHECK(distance(run["hidden_base"], 1 - run["base_customer_constant"] / run["base_customer_sbg"]) < 1e-12);
      CHECK(distance(run["hidden_new"], 1 - run["new_customer_constant"] / run["new_customer_sbg"]) < 1e-12);
    }
  }
}

TEST_CASE("fewer periods give the fit of fewer periods, and the parameters say which curve they draw", "[scenarios][consistency]") {
  const Run four = curve({631, 468, 382, 326});
  const auto fit = sbg::fit(std::vector<double>{1000, 631, 468, 382, 326});
  REQUIRE(fit);
  CHECK(four["alpha"] == fit.theta[0]);
  CHECK(four["beta"] == fit.theta[1]);
  CHECK(four["alpha"] != Run("retention_curve")["alpha"]);
  const auto charts = four.charts();
  CHECK(charts[0].series[0].points.size() == 5);  // what was observed
  CHECK(distance(charts[0].series[1].points[12].second, four["left_after_12"]) < 1e-12);
  CHECK(distance(charts[0].series[2].points[2].second, four["retention_first"] * four["retention_first"]) < 1e-12);
}

TEST_CASE("margin scales every value and hides nothing", "[scenarios][consistency]") {
  const Run one("retention_curve"), seven = Run("retention_curve").with("margin_per_period", 700);
  for (std::string output : {"new_customer_sbg", "new_customer_constant", "base_customer_sbg", "base_customer_constant"}) CHECK(distance(seven[output], 7 * one[output]) < 1e-12);
  CHECK(seven["hidden_base"] == one["hidden_base"]);
}

TEST_CASE("a curve that rises, has a gap, or loses nobody is refused at its place", "[scenarios][input]") {
  CHECK(curve({631, 640, 382}).problem() == "left_2: curve_must_fall");
  CHECK(curve({1001, 640, 382}).problem() == "left_1: curve_must_fall");
  CHECK(curve({631, 468, empty, 326}).problem() == "left_4: curve_has_gap");
  CHECK(curve({631, 468, empty, empty, empty, empty, 241}).problem() == "left_7: curve_has_gap");
  CHECK(curve({1000, 900}).problem() == "left_1: curve_needs_losses");
  CHECK(curve({631, 468}).problem().empty());
  CHECK(curve({631, 631, 500}).problem().empty());
}

TEST_CASE("a curve that does not settle the model has no numbers", "[scenarios][input]") {
  for (const Run& run : {curve({800, 640, 512, 410}), curve({0, 0}), curve({900, 700, 400})}) {
    const Answer found = run.answer();
    CHECK(found.problems.empty());
    CHECK_FALSE(found.settled);
    CHECK_FALSE(found.usable());
    for (double output : found.outputs) CHECK(std::isnan(output));
  }
}
