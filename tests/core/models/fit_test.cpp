// Fits: a maximum is a maximum, the road to it does not matter, and where there is none the fit says so and holds no numbers.
#include "models/fit.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/literature.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "models/bg_nbd.h"
#include "models/gamma_gamma.h"

using namespace lifeworth;
using bg_nbd::Parameters;
using lifeworth::test::distance;

namespace {

constexpr Parameters truth{0.9, 7.5, 0.8, 2.9};

double value_at(const Vector<4>& log_theta, const std::vector<History>& histories) {
  return bg_nbd::log_likelihood(bg_nbd::parameters_at(log_theta), histories).value;
}

/// ln-likelihood where everybody leaves with one probability (a, b → ∞ at a/(a+b) = p) or nobody differs in rate (r, α → ∞): what
/// the likelihood tends to far out. Found by moving far along each ridge from many places.
double highest_far_out(const std::vector<History>& histories) {
  double highest = -HUGE_VAL;
  for (double log_rate = -6; log_rate <= 2; log_rate += 0.5)
    for (double logit = -5; logit <= 3; logit += 0.5)
      for (double log_r : {-2.0, -1.0, 0.0, 1.0, 12.0})
        for (double log_b : {-1.0, 0.0, 1.0, 12.0})
          if (log_r == 12 || log_b == 12) highest = std::fmax(highest, value_at({log_r, log_r - log_rate, log_b + logit, log_b}, histories));
  return highest;
}

}  // namespace

TEST_CASE("no probed point is higher than a fit's maximum", "[consistency]") {
  for (std::uint64_t seed : {1, 2, 3, 4}) {
    const auto histories = test::simulated_histories(seed, truth, 500, 80);
    const auto fit = bg_nbd::fit(histories);
    REQUIRE(fit);
    CAPTURE(seed);
    test::check_no_probe_is_higher("BG/NBD", fit, seed + 100, 1000, [&](const Vector<4>& at) { return value_at(at, histories); });
    CHECK(distance(value_at(fit.log_theta, histories), fit.log_likelihood) < 1e-14);
  }
}

TEST_CASE("at the maximum the gradient is zero and the covariance is the inverse of the bend", "[consistency]") {
  const auto histories = test::simulated_histories(5, truth, 800, 80);
  const auto fit = bg_nbd::fit(histories);
  REQUIRE(fit);
  const auto slope = in_logarithms<4>(bg_nbd::log_likelihood(test::parameters_of<Parameters>(fit.theta), histories), fit.theta);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(std::abs(slope.gradient[i]) * std::sqrt(fit.covariance[i][i]) < 1e-5);  // in standard errors
    CHECK(distance(fit.standard_error[i], fit.theta[i] * std::sqrt(fit.covariance[i][i])) < 1e-12);
    for (std::size_t j = 0; j < 4; ++j) {
      double product = 0;
      for (std::size_t k = 0; k < 4; ++k) product -= slope.hessian[i][k] * fit.covariance[k][j];
      CHECK(std::abs(product - (i == j)) < 1e-6);
    }
  }
}

TEST_CASE("a BG/NBD fit in days is the fit in weeks with α·7 and Σx·ln 7 less", "[consistency]") {
  const auto weeks = test::simulated_histories(6, truth, 600, 80);
  test::check_days("BG/NBD", bg_nbd::fit(weeks), bg_nbd::fit(test::in_days(weeks)), test::shift_to_days(weeks), {1});
}

TEST_CASE("row order and merging equal customers do not change a fit", "[consistency]") {
  auto apart = test::simulated_histories(7, truth, 300, 80);
  for (History& h : apart) h.T = std::ceil(h.T / 4) * 4, h.t_x = std::ceil(h.t_x / 4) * 4;  // so that many are equal
  test::check_order_and_merging("BG/NBD", apart, 1e-6, [](const auto& histories) { return bg_nbd::fit(histories); });
}

TEST_CASE("of several tops the highest is found, though the first two climbs end on lower ones", "[consistency]") {
  // Three bells in ln θ of heights 1, 2 and 5.
  const auto bells = [](const Vector<1>& at) {
    double sum = 0, first = 0, second = 0;
    for (const auto& [centre, height] : {std::pair{-4.0, 1.0}, {0.0, 2.0}, {4.0, 5.0}}) {
      const double from = at[0] - centre, bell = height * std::exp(-10 * from * from);
      sum += bell, first += -20 * from * bell, second += (400 * from * from - 20) * bell;
    }
    return Slope<1>{std::log(sum), {first / sum}, {{{second / sum - first * first / (sum * sum)}}}};
  };
  const std::array<Vector<1>, 4> starts = {{{-4.1}, {0.1}, {4.1}, {-3.9}}};
  for (const Fit<1>& fit : {fit_from<1>(bells, starts, 100), fit_from_sketch<1>(bells, bells, starts, 100)}) {
    REQUIRE(fit);
    CHECK(std::abs(fit.log_theta[0] - 4) < 1e-6);
    CHECK(std::abs(fit.log_likelihood - std::log(5.0)) < 1e-9);
  }
}

TEST_CASE("where nobody repeats the fit says so and holds no numbers", "[input]") {
  const auto fit = bg_nbd::fit(std::vector<History>{{0, 0, 30, 500}, {0, 0, 12, 90}});
  CHECK(fit.customers == 590);
  test::check_refused("BG/NBD", fit, NoFit::nobody_repeats);
}

TEST_CASE("too few customers or repeat buyers are refused without numbers", "[input]") {
  for (const auto& histories : {std::vector<History>{}, std::vector<History>{{3, 5, 9, 9}}, std::vector<History>{{1, 5, 9, 4}, {0, 0, 9, 500}}})
    test::check_refused("BG/NBD", bg_nbd::fit(histories), NoFit::too_few);
}

TEST_CASE("data that explain themselves equally well in many ways have no maximum, and never NaN", "[input]") {
  const std::vector<std::vector<History>> flat = {
      {{0, 0, 0, 100}},                                   // all on the last day
      {{2, 20, 30, 50}},                                  // everybody the same
      {{1, 0, 0, 20}, {0, 0, 0, 20}},                     // repeats at time 0
      {{1, 10, 30, 40}, {0, 0, 30, 60}},                  // one repeat or none
      {{2000, 1999, 2000, 30}},                           // daily buyers only
      {{3, 29, 30, 30}, {4, 30, 30, 30}, {5, 30, 30, 30}}  // nobody has left
  };
  for (std::size_t i = 0; i < flat.size(); ++i) {
    CAPTURE(i);
    const auto fit = bg_nbd::fit(flat[i]);
    if (!fit) {
      test::check_holds_no_numbers("BG/NBD", fit);
      continue;
    }
    for (std::size_t k = 0; k < 4; ++k) CHECK((std::isfinite(fit.theta[k]) && std::isfinite(fit.standard_error[k])));
    test::check_no_probe_is_higher("BG/NBD", fit, 9, 300, [&](const Vector<4>& at) { return value_at(at, flat[i]); });
  }
  CHECK_FALSE(bg_nbd::fit(flat[0]));
  CHECK_FALSE(bg_nbd::fit(flat[1]));
}

TEST_CASE("fifty customers of CDNOW have a proper maximum or none", "[consistency]") {
  const auto check_proper = [](const Fit<4>& fit, const std::vector<History>& some) {
    for (std::size_t k = 0; k < 4; ++k) {
      CHECK(std::abs(fit.log_theta[k]) < 10);
      CHECK((fit.standard_error[k] > 0 && std::isfinite(fit.standard_error[k])));
    }
    CHECK(highest_far_out(some) <= fit.log_likelihood + 1e-8);
  };
  const auto fit_of = [](const auto& some) { return bg_nbd::fit(some); };
  test::check_fifties("BG/NBD", test::cdnow_histories(), test::slow_build ? 15 : 60, fit_of, value_at, check_proper);
}
