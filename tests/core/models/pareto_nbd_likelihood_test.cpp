// The Pareto/NBD likelihood against integrals over what it integrates out, against the formula as printed, in long double, and against its
// own differences.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/pareto_nbd_road.h"
#include "../support/second_road.h"
#include "models/pareto_nbd.h"

using namespace lifeworth;
using pareto_nbd::Parameters;
using test::Customer;
using test::distance;

namespace {

constexpr Parameters cdnow{0.553, 10.578, 0.606, 11.669};
const std::vector<History> customers = {{0, 0, 38.86, 1},  {2, 30.43, 38.86, 1}, {1, 1.71, 38.86, 1}, {26, 30.86, 31, 1},
                                        {3, 5.5, 39.0, 1}, {11, 20, 20, 1},      {0, 0, 0, 1},        {1, 0.143, 0.143, 1}};

double likelihood_of(const Parameters& p, const Customer& c) { return pareto_nbd::log_likelihood(p, std::vector<History>{{c.x, c.t_x, c.T, 1}}).value; }

/// Note 009: for one customer whose λ and μ are known.
double individual_likelihood(const History& h, double lambda, double mu) {
  const double sum = lambda + mu;
  return std::pow(lambda, h.x) * (mu / sum * std::exp(-sum * h.t_x) + lambda / sum * std::exp(-sum * h.T));
}

/// Note 009, as printed: with two 2F1 and a branch for α < β.
double printed_log_likelihood(const Parameters& parameters, const History& h) {
  const long double r = parameters.r, alpha = parameters.alpha, s = parameters.s, beta = parameters.beta, x = h.x, power = r + s + x;
  const bool alpha_larger = alpha >= beta;
  const auto term = [&](long double t) {
    const long double larger = (alpha_larger ? alpha : beta) + t;
    return test::gauss_series(power, alpha_larger ? s + 1 : r + x, power + 1, std::abs(alpha - beta) / larger) / std::pow(larger, power);
  };
  const long double alive = std::pow(alpha + h.T, -(r + x)) * std::pow(beta + h.T, -s);
  return static_cast<double>(std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha) + s * std::log(beta) +
                             std::log(alive + s / power * (term(h.t_x) - term(h.T))));
}

std::vector<Parameters> moderate() { return {test::pareto_parameter_sets.begin(), test::pareto_parameter_sets.begin() + 3}; }

}  // namespace

TEST_CASE("the Pareto/NBD likelihood is the individual's integrated over λ and μ", "[consistency]") {
  for (const Parameters& p : moderate()) {
    for (const History& h : customers) {
      CAPTURE(p.r, p.alpha, p.s, p.beta, h.x, h.t_x, h.T);
      const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + h.x), mus = test::gamma_nodes(p.s, p.beta, p.s + 1);
      const double integral = test::expectation(lambdas, mus, [&](double lambda, double mu) { return individual_likelihood(h, lambda, mu); });
      const double value = pareto_nbd::log_likelihood(p, std::vector{h}).value;
      CHECK(std::abs(value - std::log(integral)) < 1e-9 * (1 + std::abs(std::log(integral))));
    }
  }
}

TEST_CASE("the Pareto/NBD likelihood is the printed formula, on both sides of α = β", "[consistency]") {
  for (Parameters p : moderate()) {
    for (const History& h : customers) {
      for (int side = 0; side < 2; ++side, std::swap(p.alpha, p.beta)) {
        const double printed = printed_log_likelihood(p, h);
        CAPTURE(p.r, p.alpha, p.s, p.beta, h.x, h.t_x, h.T);
        CHECK(std::abs(pareto_nbd::log_likelihood(p, std::vector{h}).value - printed) < 1e-12 * (1 + std::abs(printed)));
      }
    }
  }
}

TEST_CASE("infamous customers have the likelihood of the integral in long double", "[consistency]") {
  for (const Parameters& p : test::pareto_parameter_sets) {
    for (const Customer& c : test::infamous_customers) {
      CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.t_x, c.T);
      const double slow = test::slow_log_likelihood(p, c.x, c.t_x, c.T);
      REQUIRE(std::isfinite(slow));
      CHECK(std::abs(likelihood_of(p, c) - slow) < 2e-12 * (1 + std::abs(slow)));
    }
  }
}

TEST_CASE("the likelihood of infamous customers together is the sum of their own", "[consistency]") {
  // Together they share tables of times: the integral of one is then put together from the panels of the others.
  for (const Parameters& p : test::pareto_parameter_sets) {
    std::vector<History> together;
    double apart = 0, magnitude = 0;
    for (const Customer& c : test::infamous_customers) {
      together.push_back({c.x, c.t_x, c.T, 1});
      const double slow = test::slow_log_likelihood(p, c.x, c.t_x, c.T);
      apart += slow, magnitude += std::abs(slow);
    }
    CAPTURE(p.r, p.alpha, p.s, p.beta);
    CHECK(std::abs(pareto_nbd::log_likelihood(p, together).value - apart) < 1e-12 * magnitude);
  }
}

TEST_CASE("derivatives of infamous customers' likelihoods are finite", "[consistency]") {
  for (const Parameters& p : test::pareto_parameter_sets) {
    for (const Customer& c : test::infamous_customers) {
      CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.t_x, c.T);
      test::check_finite("Pareto/NBD", pareto_nbd::log_likelihood(p, std::vector<History>{{c.x, c.t_x, c.T, 1}}));
    }
  }
}

TEST_CASE("the Pareto/NBD gradient and Hessian are the differences of the value and of the gradient", "[consistency]") {
  std::vector<History> with_daily_buyers = customers;
  with_daily_buyers.push_back({3000, 428, 429, 1});
  with_daily_buyers.push_back({3000, 400, 5000, 2});
  for (const auto& histories : {customers, with_daily_buyers}) {
    CAPTURE(histories.size());
    for (const Parameters& p : moderate())
      test::check_derivatives<4>("Pareto/NBD", {p.r, p.alpha, p.s, p.beta}, [&](const Vector<4>& theta) {
        return pareto_nbd::log_likelihood(test::parameters_of<Parameters>(theta), histories);
      });
  }
}

TEST_CASE("weeks instead of days move the Pareto/NBD likelihood by Σx·ln 7, and α and β by 7", "[consistency]") {
  const Slope<4> weekly = pareto_nbd::log_likelihood(cdnow, customers);
  const Slope<4> daily = pareto_nbd::log_likelihood({cdnow.r, cdnow.alpha * 7, cdnow.s, cdnow.beta * 7}, test::in_days(customers));
  test::check_days("Pareto/NBD", weekly, daily, test::shift_to_days(customers), {1, 3}, 1e-12);
}

TEST_CASE("the order of rows changes no digit of the Pareto/NBD likelihood, and merging equal customers only the last", "[consistency]") {
  const std::vector<History> merged = {{2, 30.43, 38.86, 5}, {0, 0, 20, 3}};
  test::check_same("Pareto/NBD", pareto_nbd::log_likelihood(cdnow, merged), pareto_nbd::log_likelihood(cdnow, test::one_by_one(merged)));
  std::vector<History> backwards = customers;
  std::ranges::reverse(backwards);
  CHECK(pareto_nbd::log_likelihood(cdnow, backwards).value == pareto_nbd::log_likelihood(cdnow, customers).value);
  CHECK(pareto_nbd::log_likelihood(cdnow, {}).value == 0);
}
