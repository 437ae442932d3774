// Pareto/NBD fits: the published ones, those of made-up customers, and data that settle nothing.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/literature.h"
#include "../support/second_road.h"
#include "base/random.h"
#include "models/pareto_nbd.h"

using namespace lifeworth;
using pareto_nbd::Parameters;
using test::distance;

namespace {

constexpr Parameters truth{0.9, 7.5, 0.7, 12};

/// The model's story by random numbers; customers join over the first half of T weeks.
std::vector<History> simulated(std::uint64_t seed, std::size_t customers, double T) {
  Random random(seed);
  std::vector<History> histories;
  for (std::size_t i = 0; i < customers; ++i) {
    History h{0, 0, T * (1 - 0.5 * random.uniform()), 1};
    const double lambda = random.gamma(truth.r, truth.alpha), mu = random.gamma(truth.s, truth.beta);
    const double last = std::fmin(h.T, random.exponential(mu));
    for (double t = random.exponential(lambda); t < last; t += random.exponential(lambda)) ++h.x, h.t_x = t;
    histories.push_back(h);
  }
  return histories;
}

Fit<4> fit_of(const std::vector<History>& histories) { return pareto_nbd::fit(histories); }

double value_at(const Vector<4>& log_theta, const std::vector<History>& histories) {
  return pareto_nbd::log_likelihood(pareto_nbd::parameters_at(log_theta), histories).value;
}

/// CDNOW in exact weeks: the table of it, rounded to two decimals, back to whole days.
std::vector<History> cdnow() {
  std::vector<History> histories;
  for (const auto& row : test::cdnow_histories()) histories.push_back({row.x, std::round(row.t_x * 7) / 7, std::round(row.T * 7) / 7, 1});
  return histories;
}

}  // namespace

TEST_CASE("the Pareto/NBD fit of CDNOW is the published one to every printed digit", "[correctness]") {
  // Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), table of estimates.
  const auto fit = pareto_nbd::fit(cdnow());
  REQUIRE(fit);
  CHECK(std::round(fit.theta[0] * 1e3) == 553);
  CHECK(std::round(fit.theta[1] * 1e3) == 10578);
  CHECK(std::round(fit.theta[2] * 1e3) == 606);
  CHECK(std::round(fit.theta[3] * 1e3) == 11669);
  CHECK(std::round(fit.log_likelihood * 10) == -95950);
}

TEST_CASE("what the CDNOW fit expects is what BTYD prints", "[correctness]") {
  // Dziurzynski, Wadsworth & McCarthy, BTYD (R package), "Buy 'Til You Die: A Walkthrough": a new customer in 52 weeks 1.4734; customer 1516, who
  // bought 26 times in 216 of 217 days: 25.46 in the next 52 weeks, alive with 0.9979.
  const auto fit = pareto_nbd::fit(cdnow());
  REQUIRE(fit);
  const Parameters p = pareto_nbd::parameters_at(fit.log_theta);
  CHECK(std::round(pareto_nbd::expected_transactions(p, 52) * 1e4) == 14734);
  CHECK(std::round(pareto_nbd::conditional_expected_transactions(p, 26, 216.0 / 7, 31, 52) * 1e2) == 2546);
  CHECK(std::round(pareto_nbd::p_alive(p, 26, 216.0 / 7, 31) * 1e4) == 9979);
}

TEST_CASE("no probed point is higher than a Pareto/NBD fit's maximum", "[consistency]") {
  for (std::uint64_t seed : {1, 2, 3}) {
    const auto histories = simulated(seed, 800, 80);
    const auto fit = pareto_nbd::fit(histories);
    CAPTURE(seed);
    REQUIRE(fit);
    test::check_no_probe_is_higher("Pareto/NBD", fit, seed + 100, 400, [&](const Vector<4>& at) { return value_at(at, histories); });
    CHECK(distance(value_at(fit.log_theta, histories), fit.log_likelihood) < 1e-14);
  }
}

TEST_CASE("many customers give back the parameters they were made with, at the top of the likelihood of all", "[consistency]") {
  // More than are fitted at once: first a sample of them, then all.
  const auto histories = simulated(11, 45'000, 80);
  const auto fit = pareto_nbd::fit(histories);
  REQUIRE(fit);
  CHECK(fit.customers == 45'000);
  const Vector<4> made = {truth.r, truth.alpha, truth.s, truth.beta};
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(fit.theta[i] - made[i]) < 4 * fit.standard_error[i]);
  const Slope<4> slope = in_logarithms<4>(pareto_nbd::log_likelihood(pareto_nbd::parameters_at(fit.log_theta), histories), fit.theta);
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(slope.gradient[i]) * std::sqrt(fit.covariance[i][i]) < 1e-5);
}

TEST_CASE("row order, merging and the unit of time do not change a Pareto/NBD fit", "[consistency]") {
  auto weeks = simulated(7, 1500, 80);
  for (History& h : weeks) h.T = std::ceil(h.T / 4) * 4, h.t_x = std::ceil(h.t_x / 4) * 4;  // so that many are equal
  REQUIRE(test::merged(weeks).size() < weeks.size() / 2);
  test::check_order_and_merging("Pareto/NBD", weeks, 1e-6, fit_of);
  const auto weekly = fit_of(weeks);
  test::check_days("Pareto/NBD", weekly, fit_of(test::in_days(weeks)), test::shift_to_days(weeks), {1, 3});
  std::ranges::reverse(weeks);
  CHECK(fit_of(weeks).theta == weekly.theta);
}

TEST_CASE("bases that Pareto/NBD cannot be fitted to are refused without numbers", "[input]") {
  const auto nobody = pareto_nbd::fit(std::vector<History>{{0, 0, 30, 500}, {0, 0, 12, 90}});
  CHECK(nobody.customers == 590);
  test::check_refused("Pareto/NBD", nobody, NoFit::nobody_repeats);
  for (const auto& histories : {std::vector<History>{}, std::vector<History>{{3, 5, 9, 9}}, std::vector<History>{{1, 5, 9, 4}, {0, 0, 9, 500}}})
    test::check_refused("Pareto/NBD", pareto_nbd::fit(histories), NoFit::too_few);
}

TEST_CASE("data that Pareto/NBD explains equally well in many ways have no maximum, and never NaN", "[input]") {
  const std::vector<std::vector<History>> flat = {
      {{0, 0, 0, 100}, {1, 0, 0, 10}},                     // all on the last day
      {{2, 20, 30, 50}},                                   // everybody the same
      {{1, 10, 30, 40}, {0, 0, 30, 60}},                   // one repeat or none
      {{2000, 1999, 2000, 30}},                            // daily buyers only
      {{3, 29, 30, 30}, {4, 30, 30, 30}, {5, 30, 30, 30}}  // nobody has left
  };
  for (std::size_t i = 0; i < flat.size(); ++i) {
    CAPTURE(i);
    test::check_refused("Pareto/NBD", pareto_nbd::fit(flat[i]), NoFit::no_maximum);
  }
}

TEST_CASE("fifty customers of CDNOW have a proper Pareto/NBD maximum or none", "[consistency]") {
  test::check_fifties("Pareto/NBD", cdnow(), 30, fit_of, value_at, [](const auto&, const auto&) {});
}
