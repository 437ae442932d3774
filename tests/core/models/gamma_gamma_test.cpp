// Gamma-gamma: likelihood and expectations against integrals over ν, derivatives against differences.
#include "models/gamma_gamma.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
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

TEST_CASE("a weighted score is the slope of the weighted likelihood, and with weights 1 that of the likelihood", "[consistency]") {
  const std::vector<gamma_gamma::Spender> four = {{1, 20}, {3, 55.5}, {3, 8}, {40, 31}};
  const std::vector<double> weights = {1, 2, 5, 3};
  std::vector<gamma_gamma::Spender> repeated;
  for (std::size_t i = 0; i < four.size(); ++i)
    for (int k = 0; k < weights[i]; ++k) repeated.push_back(four[i]);
  const gamma_gamma::Parameters theta{6.25, 3.74, 15.44};
  const Vector<3> score = gamma_gamma::weighted_score(theta, four, weights);
  const Slope<3> slope = in_logarithms<3>(gamma_gamma::log_likelihood(theta, repeated), {theta.p, theta.q, theta.gamma});
  for (std::size_t k = 0; k < 3; ++k) CHECK(test::distance(score[k], slope.gradient[k]) < 1e-12);
}

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
  for (const Parameters& p : parameter_sets)
    test::check_derivatives<3>("gamma-gamma", {p.p, p.q, p.gamma}, [](const Vector<3>& theta) {
      return gamma_gamma::log_likelihood(test::parameters_of<Parameters>(theta), spenders);
    });
}

TEST_CASE("the gradient of ln expected spend is its differences in ln p, ln q, ln γ", "[consistency]") {
  for (double x : {0.0, 1.0, 9.0}) {
    const double own_mean = x == 0 ? 0 : 22.35;
    const Vector<3> gradient = gamma_gamma::log_spend_gradient(cdnow, x, own_mean), log_theta = test::logarithms_of<3>({cdnow.p, cdnow.q, cdnow.gamma});
    const auto log_spend = [&](const Vector<3>& at) { return std::log(gamma_gamma::expected_spend(gamma_gamma::parameters_at(at), x, own_mean)); };
    for (std::size_t k = 0; k < 3; ++k) CHECK(std::abs(gradient[k] - test::partial(log_spend, log_theta, k, 0.05)) < 1e-9);
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
  CHECK(std::abs(gamma_gamma::log_likelihood(test::parameters_of<Parameters>(one.theta), dollars).value - one.log_likelihood) < 1e-8);
}

TEST_CASE("many spenders are fitted to a sample first, and arrive at the top of the whole likelihood", "[consistency]") {
  Random random(22);
  std::vector<Spender> all;
  for (int i = 0; i < 60'000; ++i) all.push_back(test::simulated_spender(random, cdnow, 1 + double(random.below(6))));
  const auto fit = gamma_gamma::fit(all);
  REQUIRE(fit);
  CHECK(fit.customers == all.size());
  const auto slope = gamma_gamma::log_likelihood({fit.theta[0], fit.theta[1], fit.theta[2]}, all);
  const double truth[] = {cdnow.p, cdnow.q, cdnow.gamma};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(std::abs(slope.gradient[i] * fit.standard_error[i]) < 1e-3);  // a step of a thousandth of a standard error, where it is steepest
    CHECK(std::abs(fit.theta[i] - truth[i]) < 4 * fit.standard_error[i]);
  }
  CHECK(std::abs(slope.value - fit.log_likelihood) < 1e-6);
}

TEST_CASE("a gamma-gamma fit needs spenders who differ", "[input]") {
  test::check_refused("gamma-gamma", gamma_gamma::fit({}), NoFit::too_few);
  const auto equal = gamma_gamma::fit(std::vector<Spender>(300, Spender{2, 25}));  // everybody spends the same: p and q run away
  test::check_refused("gamma-gamma", equal, NoFit::no_maximum);
  CHECK(equal.customers == 300);
}
