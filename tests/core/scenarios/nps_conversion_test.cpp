// Moving customers up: NPS before and after, and the money, against customers counted group by group.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::Run;

TEST_CASE("NPS is the promoters' share less the detractors', in points", "[scenarios][correctness]") {
  // mission.md §3.5: 291 promoters, 476 passives, 395 detractors make −8.95; 330/480/350 are 7.23 points more.
  const auto nps = [](double promoters, double passives, double detractors) {
    const double all = promoters + passives + detractors;
    return Run("nps_conversion").with("promoters", promoters / all).with("detractors", detractors / all)["nps_before"];
  };
  CHECK(std::abs(nps(291, 476, 395) - -8.95) < .005);
  CHECK(std::abs(nps(330, 480, 350) - nps(291, 476, 395) - 7.23) < .005);
  CHECK(nps(1, 0, 0) == 100);
  CHECK(nps(0, 0, 1) == -100);
}

TEST_CASE("the example of 10,000 customers by hand", "[scenarios][consistency]") {
  // 2000 detractors spend 200: 200 become passives (+16 % instead of −36 %), 100 promoters (+25 % instead of −36 %); 175 of 3500 passives
  // who spend 240 become promoters (+25 %). 200·104 + 100·122 + 175·60 = 43,500.
  const Run run("nps_conversion");
  CHECK(distance(run["extra_revenue"], 43'500'00) < 1e-12);
  CHECK(distance(run["extra_profit"], 17'400'00) < 1e-12);
  CHECK(distance(run["customers_moved"], 475) < 1e-12);
  CHECK(distance(run["profit_per_move"], 17'400'00 / 475.) < 1e-12);
  CHECK(distance(run["nps_before"], 25) < 1e-12);
  CHECK(distance(run["nps_after"], 30.75) < 1e-12);
  CHECK(std::isnan(run["return_on_cost"]));  // nothing was spent
  const Run paid = Run("nps_conversion").with("programme_cost_total", 8'700);
  CHECK(distance(paid["net_gain"], 8'700'00) < 1e-12);
  CHECK(distance(paid["return_on_cost"], 2) < 1e-12);
}

TEST_CASE("the money of moving is what the groups spend with it less what they would spend without", "[scenarios][consistency]") {
  Random random(12);
  for (int draw = 0; draw < 300; ++draw) {
    const double customers = between(random, 10, 1e5), p = between(random, 0, .6), d = between(random, 0, .4), margin = between(random, 0, 1);
    const double half = between(random, 0, .5), full = between(random, 0, .5), rise = between(random, 0, 1);
    const double low = between(random, 0, 500), middle = between(random, 0, 500), gain_half = between(random, -1, 2), gain_full = between(random, -1, 2), stay = between(random, -1, 1);
    Run run("nps_conversion");
    run.with("customers", customers).with("promoters", p).with("detractors", d).with("margin", margin).with("spend_detractor", low).with("spend_passive", middle);
    run.with("detractors_to_passives", half).with("detractors_to_promoters", full).with("passives_to_promoters", rise);
    run.with("gain_to_passive", gain_half).with("gain_to_promoter", gain_full).with("change_if_stays", stay);
    const double detractors = customers * d, passives = customers * (1 - p - d);
    const double without = detractors * low * (1 + stay) + passives * middle;
    const double with = detractors * low * ((1 - half - full) * (1 + stay) + half * (1 + gain_half) + full * (1 + gain_full)) +
                        passives * middle * ((1 - rise) + rise * (1 + gain_full));
    CHECK(std::abs(run["extra_revenue"] / 100 - (with - without)) < 1e-9 * (with + without + 1));
    CHECK(std::abs(run["extra_profit"] / 100 - margin * (with - without)) < 1e-9 * (with + without + 1));
    const double after = (p * customers + detractors * full + passives * rise - detractors * (1 - half - full)) / customers;
    CHECK(std::abs(run["nps_after"] - 100 * after) < 1e-9);
    CHECK(run["nps_after"] >= run["nps_before"]);
    const auto charts = run.charts();
    double bars = 0;
    for (const auto& [x, y] : charts[0].series[0].points) bars += y;
    CHECK(std::abs(bars - run["extra_profit"]) < 1e-7 * (with + without + 1));
    for (std::size_t when : {0u, 1u}) {
      double groups = 0;
      for (const Series& series : charts[1].series) groups += series.points[when].second;
      CHECK(std::abs(groups - 1) < 1e-12);
    }
  }
}

TEST_CASE("shares of the same customers that come to more than all are refused", "[scenarios][input]") {
  CHECK(Run("nps_conversion").with("promoters", .6).with("detractors", .5).problem() == "detractors: shares_beyond_one");
  CHECK(Run("nps_conversion").with("detractors_to_passives", .6).with("detractors_to_promoters", .5).problem() == "detractors_to_promoters: shares_beyond_one");
  // Sums that are 1 in decimals may be a little more in binary.
  CHECK(Run("nps_conversion").with("promoters", .7).with("detractors", .3).problem().empty());
  CHECK(Run("nps_conversion").with("promoters", .9).with("detractors", .1).with("detractors_to_passives", .7).with("detractors_to_promoters", .3).problem().empty());
}

TEST_CASE("nobody moved has no profit per move", "[scenarios][input]") {
  Run run("nps_conversion");
  run.with("detractors_to_passives", 0).with("detractors_to_promoters", 0).with("passives_to_promoters", 0);
  CHECK(run["extra_revenue"] == 0);
  CHECK(std::isnan(run["profit_per_move"]));
  CHECK(run["nps_after"] == run["nps_before"]);
  CHECK(run.notes("note_nps_unsourced"));
}
