// Margin multiples: published values, closed forms against sums term by term, and what must rise with what.
#include "scenarios/margin_multiple.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::Run;

namespace {

/// Σ_{t≥from} kept^(t−power)/(1+d)^t, term by term.
double summed(double kept, double d, int from, int power) {
  long double term = std::pow(static_cast<long double>(kept), from - power) / std::pow(1 + static_cast<long double>(d), from), sum = 0;
  const long double ratio = kept / (1 + static_cast<long double>(d));
  for (int t = 0; t < 100'000 && term > sum * 1e-19L; ++t, term *= ratio) sum += term;
  return static_cast<double>(sum);
}

}  // namespace

TEST_CASE("margin multiples at a discount of 10 % are the published ones", "[scenarios][correctness]") {
  // r/(1+d−r) of Gupta & Lehmann (2005); values of mission.md §3.2.
  constexpr struct {
    double retention, multiple;
  } published[] = {{.60, 1.200}, {.70, 1.750}, {.80, 2.667}, {.85, 3.400}, {.90, 4.500}, {.95, 6.333}};
  for (const auto& [retention, multiple] : published) {
    CAPTURE(retention);
    Run run("margin_multiple");
    run.with("retention", retention);
    CHECK(std::abs(run["multiple_if_retained"] - multiple) < 5e-4);
    CHECK(std::abs(run["clv_if_retained"] - multiple * 100'00) < 5);  // of a margin of 100
  }
}

TEST_CASE("the three multiples are the sums they stand for, growth included", "[scenarios][consistency]") {
  Random random(1);
  for (int draw = 0; draw < 300; ++draw) {
    const Rate<Year> r{between(random, 0, 1)}, d{between(random, 0, 1)}, g{between(random, -.5, .5)};
    const double q = r.of_one * (1 + g.of_one);
    if (q / (1 + d.of_one) > .99) continue;
    CAPTURE(r.of_one, d.of_one, g.of_one);
    REQUIRE(sum_ends(r, d, g));
    CHECK(distance(multiple_if_retained(r, d, g), summed(q, d.of_one, 1, 0)) < 1e-12);
    CHECK(distance(multiple_first_now(r, d, g), summed(q, d.of_one, 0, 0)) < 1e-12);
    CHECK(distance(multiple_first_end(r, d, g), summed(q, d.of_one, 1, 1)) < 1e-12);
    CHECK(distance(multiple_first_now(r, d, g), 1 + multiple_if_retained(r, d, g)) < 1e-12);
    CHECK(distance(multiple_first_end(r, d, g), multiple_first_now(r, d, g) / (1 + d.of_one)) < 1e-12);
  }
}

TEST_CASE("expected lifetime is the sum of survival, the first period included", "[scenarios][consistency]") {
  for (double r : {0.0, .5, .8, .97, .99}) CHECK(distance(expected_lifetime<Year>({r}).value, summed(r, 0, 0, 0)) < 1e-12);
}

TEST_CASE("a sum that does not end is refused at the retention", "[scenarios][input]") {
  CHECK(Run("margin_multiple").with("retention", 1).with("discount", 0).problem() == "retention: sum_never_ends");
  CHECK(Run("margin_multiple").with("retention", .95).with("growth", .2).problem() == "retention: sum_never_ends");
  CHECK(Run("margin_multiple").with("retention", 1).with("growth", .1).problem() == "retention: sum_never_ends");  // 1.1 = 1 + d
  CHECK(Run("margin_multiple").with("retention", 1).problem().empty());                                            // a perpetuity
  CHECK(distance(Run("margin_multiple").with("retention", 1)["multiple_first_end"], 10) < 1e-12);
  CHECK(Run("margin_multiple").with("retention", 1)["lifetime"] == never);
  // A month's discount is smaller than a year's.
  CHECK(Run("margin_multiple").with("growth", .1).with("retention", .95).problem().empty());
  CHECK(Run("margin_multiple").with("growth", .1).with("retention", .95).with("period", 1).problem() == "retention: sum_never_ends");
}

TEST_CASE("in months, a discount of 1.01¹²−1 a year is 1 % a period", "[scenarios][consistency]") {
  Run months("margin_multiple"), years("margin_multiple");
  months.with("period", 1).with("discount", std::pow(1.01, 12) - 1);
  years.with("discount", .01);
  CHECK(distance(months["discount_per_period"], .01) < 1e-13);
  CHECK(distance(months["clv_first_now"], years["clv_first_now"]) < 1e-12);
  CHECK(months.meaning() == "means_margin_multiple_months");
  CHECK(years.meaning() == "means_margin_multiple");
}

TEST_CASE("net value is value less what the customer cost", "[scenarios][consistency]") {
  Run run("margin_multiple");
  run.with("acquisition_cost", 123.45);
  for (std::string variant : {"if_retained", "first_end", "first_now"}) CHECK(distance(run["net_clv_" + variant], run["clv_" + variant] - 123'45) < 1e-14);
  CHECK(run["clv_first_end"] == Run("margin_multiple")["clv_first_end"]);
}

TEST_CASE("value rises with margin, retention and growth and falls with discount", "[scenarios][consistency]") {
  Random random(2);
  for (int draw = 0; draw < 500; ++draw) {
    Run run("margin_multiple");
    run.with("period", static_cast<double>(random.below(2))).with("margin_per_period", between(random, 1, 500)).with("retention", between(random, .05, .9));
    run.with("discount", between(random, .05, .9)).with("growth", between(random, -.5, .05));
    if (!run.problem().empty()) continue;
    const std::string output = std::string("clv_") + (random.below(2) ? "if_retained" : "first_now");
    const double value = run[output];
    const auto moved = [&](std::string_view input, double by) {
      Run other("margin_multiple");
      other.scenario = run.scenario;
      other.scenario.inputs[other.input(input)] += by;
      return other.problem().empty() ? other[output] : never;
    };
    CAPTURE(draw, output, value);
    CHECK(moved("margin_per_period", 1) > value);
    CHECK(moved("retention", .001) > value);
    CHECK(moved("growth", .001) > value);
    CHECK(moved("discount", .001) < value);
  }
}

TEST_CASE("growth for ever is spoken of only where there is growth", "[scenarios][consistency]") {
  CHECK_FALSE(Run("margin_multiple").notes("note_growth_forever"));
  CHECK(Run("margin_multiple").with("growth", .01).notes("note_growth_forever"));
  CHECK(Run("margin_multiple").notes("note_constant_retention"));
}

TEST_CASE("the picture of value over retention goes through the answer", "[scenarios][consistency]") {
  const Run run = Run("margin_multiple").with("retention", .76);  // a place of its grid: 48/60 of .95
  const auto charts = run.charts();
  REQUIRE(charts.size() == 1);
  bool met = false;
  for (const auto& [x, y] : charts[0].series[1].points)
    if (std::abs(x - .76) < 1e-12) {
      met = true;
      CHECK(distance(y, run["clv_first_end"]) < 1e-12);
    }
  CHECK(met);
  CHECK(charts[0].guides[0].at == .76);
}
