// Break-even: the answers, put back in, give what was asked for.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"
#include "scenarios/margin_multiple.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::Run;

TEST_CASE("at the retention for a programme a customer is worth as much with it as without", "[scenarios][consistency]") {
  Random random(6);
  int reached = 0, beyond = 0;
  for (int draw = 0; draw < 500; ++draw) {
    Run run("break_even");
    const double margin = between(random, 10, 500), cost = between(random, 0, .6) * margin;
    const Rate<Year> now{between(random, 0, .98)}, discount{between(random, .001, .5)};
    run.with("margin_per_year", margin).with("programme_cost", cost).with("retention_per_year", now.of_one).with("discount", discount.of_one);
    const Rate<Year> needed{run["retention_for_programme"]};
    CAPTURE(margin, cost, now.of_one, discount.of_one, needed.of_one);
    if (needed.of_one == never) {
      ++beyond;
      CHECK(run["points_needed"] == never);
      CHECK(run.meaning() == "means_programme_never_pays");
      CHECK((margin - cost) * multiple_first_end(Rate<Year>{1}, discount) < margin * multiple_first_end(now, discount) * (1 + 1e-12));
    } else {
      ++reached;
      CHECK(distance((margin - cost) * multiple_first_end(needed, discount), margin * multiple_first_end(now, discount)) < 1e-9);
      CHECK(distance(run["points_needed"], needed.of_one - now.of_one) < 1e-9);
      CHECK(run["points_needed"] >= -1e-12);
    }
  }
  CHECK((reached > 50 && beyond > 50));
}

TEST_CASE("a programme that costs the whole margin never pays", "[scenarios][input]") {
  for (double discount : {0.0, .001, .1}) {
    CAPTURE(discount);
    const Run run = Run("break_even").with("programme_cost", 100).with("discount", discount);
    CHECK(run["retention_for_programme"] == never);
    CHECK(run["points_needed"] == never);
  }
}

TEST_CASE("at the retention for the cost of winning a customer its net value is zero", "[scenarios][consistency]") {
  Run run("break_even");
  const double needed = run["retention_for_cac"];
  CHECK(distance(needed, .7) < 1e-12);
  CHECK(std::abs(run.with("retention_per_year", needed)["net_clv"]) < 1e-6);
  CHECK(distance(run["clv"], 250'00) < 1e-12);
}

TEST_CASE("a programme of 5 of 100 a year needs 1.5 points from 80 % at a discount of 10 %", "[scenarios][consistency]") {
  // By hand: 100/.3 = 333.33 = 95/(1.1−r′), r′ = 1.1 − .285.
  const Run run("break_even");
  CHECK(distance(run["retention_for_programme"], .815) < 1e-12);
  CHECK(distance(run["clv"], 333'33.333333) < 1e-9);
  CHECK_FALSE(run.notes("note_below_cost"));
  CHECK(Run("break_even").with("acquisition_cost", 400).notes("note_below_cost"));
}

TEST_CASE("a value that does not end is refused at the retention", "[scenarios][input]") {
  CHECK(Run("break_even").with("retention_per_year", 1).with("discount", 0).problem() == "retention_per_year: sum_never_ends");
}

TEST_CASE("the curves with and without the programme meet in net value where the answers say", "[scenarios][consistency]") {
  const Run run("break_even");
  const auto charts = run.charts();
  const Series &without = charts[0].series[0], &with = charts[0].series[1];
  REQUIRE(without.points.size() == with.points.size());
  for (std::size_t i = 0; i < with.points.size(); ++i) {
    CHECK(with.points[i].second < without.points[i].second);
    CHECK((with.points[i].second > run["net_clv"]) == (with.points[i].first > run["retention_for_programme"]));
    if (std::abs(without.points[i].first - run["retention_for_cac"]) > 1e-9) CHECK((without.points[i].second > 0) == (without.points[i].first > run["retention_for_cac"]));
  }
}
