// Gamma-gamma: likelihood and expectations against integrals over ν, derivatives against differences.
#include "models/gamma_gamma.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"

using namespace lifeworth;
using gamma_gamma::Parameters;
using gamma_gamma::Spender;
using lifeworth::test::distance;

namespace {

constexpr Parameters cdnow{6.25, 3.74, 15.44};
const std::vector<Parameters> parameter_sets = {cdnow, {1.3, 0.8, 4}, {40, 12, 2.5}};
const std::vector<Spender> spenders = {{1, 11.77}, {2, 22.355}, {7, 73.74}, {26, 40.0}, {3, 0.01}, {1, 900}};

/// Density of the mean of x transactions, each gamma(p, ν): the mean is gamma(px, νx).
double density_of_mean(const Parameters& p, const Spender& s, double nu) {
  const double shape = p.p * s.x, rate = nu * s.x;
  return std::exp(shape * std::log(rate) + (shape - 1) * std::log(s.m) - rate * s.m - std::lgamma(shape));
}

/// E[f(ν) · density] over ν ~ gamma(q, γ).
template <class Function>
double integral(const Parameters& p, const Spender& s, Function&& f) {
  double sum = 0;
  for (const auto& nu : test::gamma_nodes(p.q, p.gamma, p.q + p.p * s.x)) sum += nu.weight * f(nu.at) * density_of_mean(p, s, nu.at);
  return sum;
}

}  // namespace

TEST_CASE("the gamma-gamma likelihood is the density of the mean integrated over ν", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Spender& s : {spenders[0], spenders[1], spenders[2]}) {
      CAPTURE(p.p, s.x, s.m);
      const double expected = std::log(integral(p, s, [](double) { return 1.0; }));
      CHECK(std::abs(gamma_gamma::log_likelihood(p, std::vector{s}).value - expected) < 1e-8 * (1 + std::abs(expected)));
    }
  }
}

TEST_CASE("the gamma-gamma likelihood is a density: it integrates to 1 over the mean", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    double sum = 0;
    constexpr double step = 0.02;
    for (double y = -60; y < 60; y += step) sum += step * std::exp(y + gamma_gamma::log_likelihood(p, std::vector{Spender{3, std::exp(y)}}).value);
    CHECK(std::abs(sum - 1) < 1e-10);
  }
}

TEST_CASE("expected spend is E[p/ν] of a customer whose mean is known", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Spender& s : {spenders[0], spenders[1], spenders[2]}) {
      if (p.q + p.p * s.x <= 1.5) continue;  // no expectation
      CAPTURE(p.p, p.q, s.x, s.m);
      const double expected = integral(p, s, [&](double nu) { return p.p / nu; }) / integral(p, s, [](double) { return 1.0; });
      CHECK(distance(gamma_gamma::expected_spend(p, s.x, s.m), expected) < 1e-8);
    }
  }
}

TEST_CASE("a customer without repeat purchases is expected to spend the base's mean, which is infinite for q ≤ 1", "[consistency]") {
  double mean = 0;
  for (const auto& nu : test::gamma_nodes(cdnow.q, cdnow.gamma)) mean += nu.weight * cdnow.p / nu.at;
  CHECK(distance(gamma_gamma::mean_spend(cdnow), mean) < 1e-9);
  CHECK(gamma_gamma::expected_spend(cdnow, 0, 0) == gamma_gamma::mean_spend(cdnow));
  CHECK(std::isinf(gamma_gamma::mean_spend({6, 1, 15})));
}

TEST_CASE("expected spend is a weighted average of the base's mean and the customer's own", "[consistency]") {
  // Note 025, eq. 5: the weight of the own mean grows with x.
  const double base = gamma_gamma::mean_spend(cdnow);
  double before = base;
  for (double x : {1.0, 2.0, 5.0, 20.0, 1e6}) {
    const double here = gamma_gamma::expected_spend(cdnow, x, 90);
    CHECK(here > before);
    before = here;
  }
  CHECK(distance(before, 90) < 1e-4);
  CHECK(distance(gamma_gamma::expected_spend(cdnow, 4, base), base) < 1e-14);
}

TEST_CASE("the gamma-gamma gradient and Hessian are the differences of the value and of the gradient", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    const Slope<3> slope = gamma_gamma::log_likelihood(p, spenders);
    const double theta[3] = {p.p, p.q, p.gamma};
    const auto slope_with = [&](std::size_t i, double value) {
      double moved[3] = {p.p, p.q, p.gamma};
      moved[i] = value;
      return gamma_gamma::log_likelihood({moved[0], moved[1], moved[2]}, spenders);
    };
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(p.p, i);
      const double by_differences = test::derivative([&](double at) { return slope_with(i, at).value; }, theta[i], theta[i] / 10);
      CHECK(std::abs(slope.gradient[i] - by_differences) < 1e-7 * (1 + std::abs(by_differences)));
      for (std::size_t j = 0; j < 3; ++j) {
        const double bend = test::derivative([&](double at) { return slope_with(i, at).gradient[j]; }, theta[i], theta[i] / 10);
        CHECK(std::abs(slope.hessian[i][j] - bend) < 1e-7 * (1 + std::abs(bend)));
      }
    }
  }
}

TEST_CASE("the gradient of ln expected spend is its differences in ln p, ln q, ln γ", "[consistency]") {
  for (double x : {0.0, 1.0, 9.0}) {
    const Vector<3> gradient = gamma_gamma::log_spend_gradient(cdnow, x, x == 0 ? 0 : 22.35);
    for (std::size_t k = 0; k < 3; ++k) {
      const auto log_spend = [&](double shift) {
        double theta[3] = {cdnow.p, cdnow.q, cdnow.gamma};
        theta[k] *= std::exp(shift);
        return std::log(gamma_gamma::expected_spend({theta[0], theta[1], theta[2]}, x, x == 0 ? 0 : 22.35));
      };
      CHECK(std::abs(gradient[k] - test::derivative(log_spend, 0, 0.05)) < 1e-9);
    }
  }
}

TEST_CASE("dollars and yen give one gamma-gamma fit, with γ in its own money", "[consistency]") {
  Random random(21);
  std::vector<Spender> dollars, yen;
  for (int i = 0; i < 400; ++i) {
    const Spender s = test::simulated_spender(random, cdnow, 1 + double(random.below(6)));
    dollars.push_back(s);
    yen.push_back({s.x, s.m * 150});
  }
  const auto one = gamma_gamma::fit(dollars), other = gamma_gamma::fit(yen);
  REQUIRE(one);
  REQUIRE(other);
  CHECK(distance(other.theta[0], one.theta[0]) < 1e-6);
  CHECK(distance(other.theta[1], one.theta[1]) < 1e-6);
  CHECK(distance(other.theta[2], one.theta[2] * 150) < 1e-6);
  CHECK(distance(other.standard_error[2], one.standard_error[2] * 150) < 1e-5);
  CHECK(std::abs(one.log_likelihood - other.log_likelihood - 400 * std::log(150.0)) < 1e-6);
  // The likelihood reported is that of the parameters reported.
  CHECK(std::abs(gamma_gamma::log_likelihood({one.theta[0], one.theta[1], one.theta[2]}, dollars).value - one.log_likelihood) < 1e-8);
}

TEST_CASE("a gamma-gamma fit needs spenders who differ", "[input]") {
  const auto check_empty = [](const Fit<3>& fit) {
    CHECK_FALSE(fit);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(fit.theta[i] == 0);
      CHECK(fit.standard_error[i] == 0);
      CHECK(fit.log_theta[i] == 0);
      for (std::size_t j = 0; j < 3; ++j) CHECK(fit.covariance[i][j] == 0);
    }
    CHECK(fit.log_likelihood == 0);
  };
  const auto none = gamma_gamma::fit({});
  CHECK(none.failed == NoFit::too_few);
  check_empty(none);
  const auto equal = gamma_gamma::fit(std::vector<Spender>(300, Spender{2, 25}));  // everybody spends the same: p and q run away
  CHECK(equal.failed == NoFit::no_maximum);
  check_empty(equal);
  CHECK(equal.customers == 300);
}
