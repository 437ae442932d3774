// Kaplan and Meier's curve: printed examples, a slow second road customer by customer, and how often the intervals hold.
#include "models/survival.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"

using namespace lifeworth;
using lifeworth::test::distance;
using survival::Duration;

namespace {

// Weeks of remission of 42 children with leukaemia under 6-mercaptopurine or placebo. Freireich et al. (1963), Blood 21; printed, with what
// follows from them, in Kalbfleisch & Prentice (1980), Cox & Oakes (1984) and Klein & Moeschberger (2003).
const std::vector<Duration> treated = {{6, true, 3}, {6, false}, {7, true}, {9, false}, {10, true}, {10, false}, {11, false}, {13, true}, {16, true},
    {17, false}, {19, false},
                                       {20, false}, {22, true}, {23, true}, {25, false}, {32, false, 2}, {34, false}, {35, false}};
const std::vector<Duration> placebo = {{1, true, 2}, {2, true, 2}, {3, true}, {4, true, 2}, {5, true, 2}, {8, true, 4}, {11, true, 2}, {12, true, 2},
    {15, true}, {17, true}, {22, true}, {23, true}};

/// Of all who are in sight at each age somebody leaves at, counted one by one.
double product_limit(const std::vector<Duration>& durations, double time) {
  std::vector<double> ages;
  for (const Duration& d : durations)
    if (d.ended && d.time <= time) ages.push_back(d.time);
  std::ranges::sort(ages);
  ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
  double left = 1;
  for (double age : ages) {
    double at_risk = 0, events = 0;
    for (const Duration& d : durations) {
      if (d.entry < age && d.time >= age) at_risk += d.customers;
      if (d.entry < age && d.time == age && d.ended) events += d.customers;
    }
    left *= 1 - events / at_risk;
  }
  return left;
}

/// Exponential lifetimes that end at `rate`, seen until a uniform time up to `longest`, rounded up to `step`; on request every other one
/// comes into sight late.
std::vector<Duration> simulated(Random& random, int customers, double rate, double longest, double step, bool late = false) {
  std::vector<Duration> durations;
  while (int(durations.size()) < customers) {
    const double life = random.exponential(rate), seen = longest * random.uniform(),
        entry = late && durations.size() % 2 == 1 ? .5 * longest * random.uniform() : -1;
    const double time = std::fmin(life, entry > 0 ? entry + seen : seen);
    if (time <= entry) continue;  // gone before it came into sight: never known of
    durations.push_back({step > 0 ? std::ceil(time / step) * step : time, life <= time, 1, entry < 0 ? -HUGE_VAL : entry});
  }
  return durations;
}

}  // namespace

TEST_CASE("Kaplan and Meier's own example has their curve", "[correctness]") {
  // Kaplan & Meier (1958), §2: deaths at 0.8, 3.1, 5.4, 9.2, losses at 1.0, 2.7, 7.0, 12.1.
  const auto curve = survival::kaplan_meier(std::vector<Duration>{{0.8, true}, {3.1, true}, {5.4, true}, {9.2, true}, {1.0, false}, {2.7, false},
      {7.0, false}, {12.1, false}});
  const std::vector<double> printed = {7. / 8, 7. / 10, 21. / 40, 21. / 80};
  REQUIRE(curve.points.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(distance(curve.points[i].survival, printed[i]) < 1e-15);
  CHECK(curve.known_until == 12.1);
}

TEST_CASE("remission under 6-mercaptopurine has the printed curve and standard errors", "[correctness]") {
  const auto curve = survival::kaplan_meier(treated);
  const std::vector<std::vector<double>> printed = {{6, 21, 3, .857, .0764}, {7, 17, 1, .807, .0869}, {10, 15, 1, .753, .0963}, {13, 12, 1, .690, .1068},
                                                    {16, 11, 1, .627, .1141}, {22, 7, 1, .538, .1282}, {23, 6, 1, .448, .1346}};
  REQUIRE(curve.points.size() == printed.size());
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const auto& p = curve.points[i];
    CAPTURE(p.time);
    CHECK((p.time == printed[i][0] && p.at_risk == printed[i][1] && p.events == printed[i][2]));
    CHECK(std::abs(p.survival - printed[i][3]) < 5.1e-4);
    CHECK(std::abs(p.standard_error - printed[i][4]) < 5.1e-5);
  }
  CHECK((curve.customers == 21 && curve.left_out == 0 && curve.known_until == 35));
}

TEST_CASE("median remission is 23 weeks against 8, and the log-rank test finds χ² = 16.79", "[correctness]") {
  const auto six = survival::median_lifetime(survival::kaplan_meier(treated)), none = survival::median_lifetime(survival::kaplan_meier(placebo));
  CHECK((six.value == 23 && none.value == 8));
  CHECK((six.low == 13 && !six.high));            // as SAS and R print them for the ln(−ln) scale
  CHECK((none.low == 4 && none.high == 11));
  const auto test = survival::log_rank(treated, placebo);
  REQUIRE(test);
  CHECK((test->observed_first == 9 && test->observed_second == 21));
  CHECK((std::abs(test->expected_first - 19.25) < .005 && std::abs(test->expected_second - 10.75) < .005));
  CHECK(std::abs(test->chi_square - 16.79) < .005);
  CHECK((test->p_value > 4e-5 && test->p_value < 4.3e-5));
}

TEST_CASE("the intervals are Kalbfleisch and Prentice's transformation of Greenwood's", "[consistency]") {
  for (const auto& p : survival::kaplan_meier(treated).points) {
    REQUIRE(p.interval);
    const double width = z_95 * p.standard_error / (p.survival * std::abs(std::log(p.survival)));
    CHECK(distance(std::log(-std::log(p.interval->low)), std::log(-std::log(p.survival)) + width) < 1e-12);
    CHECK(distance(std::log(-std::log(p.interval->high)), std::log(-std::log(p.survival)) - width) < 1e-12);
    CHECK((p.interval->low < p.survival && p.survival < p.interval->high));
  }
}

TEST_CASE("without censoring the curve is the share who last longer, with the binomial's standard error", "[consistency]") {
  const auto curve = survival::kaplan_meier(placebo);
  for (const auto& p : curve.points) {
    double longer = 0;
    for (const Duration& d : placebo) longer += d.time > p.time ? d.customers : 0;
    CHECK(distance(p.survival, longer / 21) < 1e-14);
    CHECK(distance(p.standard_error, std::sqrt(longer / 21 * (1 - longer / 21) / 21)) < 1e-13);
  }
  CHECK((curve.points.back().survival == 0 && !curve.points.back().interval));
  CHECK(survival::survival_at(curve, 1000) == 0);
  // And the mean is the mean, with the variance Σ(t−t̄)²/n².
  const auto mean = survival::restricted_mean(curve, 1000);
  REQUIRE(mean);
  double sum = 0, squares = 0;
  for (const Duration& d : placebo) sum += d.customers * d.time / 21;
  for (const Duration& d : placebo) squares += d.customers * (d.time - sum) * (d.time - sum) / (21 * 21);
  CHECK(distance(mean->value, sum) < 1e-14);
  REQUIRE(mean->interval);
  CHECK(distance(mean->interval->high - mean->value, z_95 * std::sqrt(squares)) < 1e-12);
  CHECK(mean->n == 21);
}

TEST_CASE("remission's mean up to 35 weeks is 23.29 with a standard error of 2.83", "[correctness]") {
  // Klein & Moeschberger (2003), example 4.1 continued.
  const auto mean = survival::restricted_mean(survival::kaplan_meier(treated), 35);
  REQUIRE(mean);
  CHECK(std::abs(mean->value - 23.29) < .005);
  CHECK(std::abs((mean->value - mean->interval->low) / z_95 - 2.83) < .005);
}

TEST_CASE("the curve with ties, weights and late entries is the count of who was in sight, one by one", "[consistency]") {
  Random random(61);
  for (int sample = 0; sample < 60; ++sample) {
    auto durations = simulated(random, 30 + sample, .1, 20, sample % 3 == 0 ? 0 : 1, sample % 2 == 1);
    for (Duration& d : durations) d.customers = double(1 + random.below(3));
    const auto curve = survival::kaplan_meier(durations);
    for (double time : {0., 1., 3.5, 7., 12., 19.}) {
      const auto here = survival::survival_at(curve, time);
      if (time > curve.known_until && curve.points.back().survival > 0) CHECK_FALSE(here);
      else CHECK(std::abs(*here - product_limit(durations, time)) < 1e-12);
    }
    // The mean is the area of steps of a thousandth.
    const double horizon = std::fmin(curve.known_until, 9);
    double area = 0;
    for (int i = 0; i < 900; ++i) area += horizon / 900 * *survival::survival_at(curve, horizon * (i + .5) / 900);
    CHECK(std::abs(survival::restricted_mean(curve, horizon)->value - area) < .02);
  }
}

TEST_CASE("the log-rank test is that of the 2×2 tables at each time, and the same for the groups exchanged", "[consistency]") {
  Random random(62);
  for (int sample = 0; sample < 30; ++sample) {
    const auto one = simulated(random, 40, .1, 20, 1, sample % 2 == 1), other = simulated(random, 25, .2, 20, 1);
    double expected = 0, observed = 0, variance = 0;
    for (int time = 1; time <= 31; ++time) {
      double n[2] = {0, 0}, d[2] = {0, 0};
      for (int group = 0; group < 2; ++group) {
        for (const Duration& each : group == 0 ? one : other) {
          n[group] += each.entry < time && each.time >= time;
          d[group] += each.entry < time && each.time == time && each.ended;
        }
      }
      const double all = n[0] + n[1], events = d[0] + d[1];
      if (events == 0) continue;
      observed += d[0], expected += events * n[0] / all;
      if (all > 1) variance += events * (all - events) * n[0] * n[1] / (all * all * (all - 1));
    }
    const auto test = survival::log_rank(one, other), turned = survival::log_rank(other, one);
    REQUIRE(test);
    REQUIRE(turned);
    CHECK(test->observed_first == observed);
    CHECK(distance(test->expected_first, expected) < 1e-12);
    CHECK(distance(test->chi_square, (observed - expected) * (observed - expected) / variance) < 1e-9);
    CHECK(distance(turned->chi_square, test->chi_square) < 1e-9);
    CHECK(distance(test->p_value, std::erfc(std::sqrt(test->chi_square / 2))) < 1e-12);
  }
}

TEST_CASE("neither order nor merging changes a curve, and time may be counted in any unit", "[consistency]") {
  std::vector<Duration> apart;
  for (const Duration& d : treated)
    for (int i = 0; i < int(d.customers); ++i) apart.push_back({d.time * 7, d.ended});
  std::ranges::reverse(apart);
  const auto weeks = survival::kaplan_meier(treated), days = survival::kaplan_meier(apart);
  REQUIRE(weeks.points.size() == days.points.size());
  for (std::size_t i = 0; i < weeks.points.size(); ++i) {
    CHECK(weeks.points[i].time * 7 == days.points[i].time);
    CHECK((weeks.points[i].survival == days.points[i].survival && weeks.points[i].standard_error == days.points[i].standard_error));
  }
  CHECK(distance(survival::restricted_mean(days, 35 * 7)->value, survival::restricted_mean(weeks, 35)->value * 7) < 1e-14);
}

TEST_CASE("the intervals of curve, median and mean hold the truth as often as they say", "[consistency]") {
  Random random(63);
  const double rate = .1;
  const int samples = test::slow_build ? 300 : 2000;
  for (bool late : {false, true}) {
    int curve_holds = 0, median_holds = 0, mean_holds = 0, tried = 0, rejected = 0;
    for (int sample = 0; sample < samples; ++sample) {
      const auto durations = simulated(random, 200, rate, 30, 0, late);
      const auto curve = survival::kaplan_meier(durations);
      REQUIRE(curve.known_until > 12);
      ++tried;
      const auto last = std::prev(std::ranges::upper_bound(curve.points, 6., {}, &survival::Point::time));
      curve_holds += last->interval->low <= std::exp(-6 * rate) && std::exp(-6 * rate) <= last->interval->high;
      const auto median = survival::median_lifetime(curve);
      const double truth = std::log(2) / rate;
      median_holds += (!median.low || *median.low <= truth) && (!median.high || truth <= *median.high);
      const auto mean = survival::restricted_mean(curve, 12);
      const double area = -std::expm1(-12 * rate) / rate;
      mean_holds += mean->interval->low <= area && area <= mean->interval->high;
      const auto test = survival::log_rank(durations, simulated(random, 150, rate, 20, 0));
      rejected += test->p_value < .05;
    }
    CAPTURE(late, tried, curve_holds, median_holds, mean_holds, rejected);
    const double slack = 3.5 * std::sqrt(.95 * .05 / tried) + .01;  // a point for what large-sample intervals are off by at 200
    for (int each : {curve_holds, median_holds, mean_holds}) CHECK(std::abs(each / double(tried) - .95) < slack);
    CHECK(std::abs(rejected / double(tried) - .05) < slack);
  }
}

TEST_CASE("a curve ends where nobody is in sight", "[input]") {
  // Four lost by 5; the next comes into sight at 8.
  const auto gap = survival::kaplan_meier(std::vector<Duration>{{2, true}, {3, false}, {5, false, 2}, {9, true, 1, 8}, {12, true, 1, 8}});
  CHECK((gap.known_until == 5 && gap.points.size() == 1));
  CHECK(survival::survival_at(gap, 5) == .75);
  CHECK_FALSE(survival::survival_at(gap, 5.1));
  CHECK_FALSE(survival::restricted_mean(gap, 6));
  // All in sight leave at 5 while another, in sight only from 8, lasts to 12: not 0 for ever.
  const auto early = survival::kaplan_meier(std::vector<Duration>{{2, true}, {5, true, 3}, {12, true, 1, 8}});
  CHECK((early.known_until == 2 && early.points.size() == 1));
  // In sight from 5 on, at risk just after it: no gap.
  const auto handed_over = survival::kaplan_meier(std::vector<Duration>{{2, true}, {5, false, 3}, {12, true, 2, 5}, {13, false, 1, 5}});
  CHECK((handed_over.known_until == 13 && handed_over.points.size() == 2));
  CHECK(distance(handed_over.points[1].survival, .75 / 3) < 1e-15);
}

TEST_CASE("what is no duration is counted and left out", "[input]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto curve = survival::kaplan_meier(std::vector<Duration>{{4, true, 2}, {7, false}, {-1, true}, {nan, true, 2}, {HUGE_VAL, false}, {3, true, 1, 3},
      {3, true, 1, nan}, {0, true}});
  CHECK((curve.customers == 4 && curve.left_out == 6));
  CHECK((curve.points.size() == 2 && curve.points[0].time == 0 && curve.points[0].survival == .75));
}

TEST_CASE("no durations, no events and no second group have no answer but the known", "[input]") {
  const auto nobody = survival::kaplan_meier({});
  CHECK((nobody.points.empty() && nobody.known_until == 0 && survival::survival_at(nobody, 0) == 1 && !survival::survival_at(nobody, 1)));
  CHECK_FALSE(survival::median_lifetime(nobody).value);
  const auto loyal = survival::kaplan_meier(std::vector<Duration>{{10, false, 50}});
  CHECK((loyal.points.empty() && survival::survival_at(loyal, 10) == 1));
  const auto mean = survival::restricted_mean(loyal, 8);
  REQUIRE(mean);
  CHECK((mean->value == 8 && !mean->interval && mean->n == 50));
  CHECK_FALSE(survival::restricted_mean(loyal, 11));
  CHECK_FALSE(survival::restricted_mean(loyal, -1));
  CHECK_FALSE(survival::log_rank(treated, {}));
  CHECK_FALSE(survival::log_rank(std::vector<Duration>{{10, false, 50}}, std::vector<Duration>{{12, false, 50}}));
}
