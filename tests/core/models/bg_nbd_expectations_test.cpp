// What BG/NBD expects: each quantity against a slower road written here.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "models/bg_nbd.h"

using namespace lifeworth;
using bg_nbd::Parameters;
using lifeworth::test::Customer;
using lifeworth::test::distance;

namespace {

constexpr Parameters cdnow{0.243, 4.414, 0.793, 2.426};
constexpr Parameters regular{6.5, 40, 1.6, 1.7};
const std::vector<Parameters> parameter_sets = {cdnow, regular, {0.9, 7.5, 0.8, 2.9}, {0.3, 0.9, 0.5, 0.4}};

const std::vector<Customer> customers = {{0, 0, 38.86}, {2, 30.43, 38.86}, {1, 1.71, 38.86}, {26, 30.86, 31}, {3, 5.5, 39}, {0, 0, 0}};

/// E over λ ~ gamma(r+x, α+T), p ~ beta(a, b+x): what is known of a customer who is alive at T.
template <class Function>
double posterior(const Parameters& p, double x, double T, Function&& f) {
  return test::expectation(test::gamma_nodes(p.r + x, p.alpha + T), test::beta_nodes(p.a, p.b + x), f);
}

/// Eq. 10 as printed (Fader, Hardie & Lee 2005), in long double; a ≠ 1.
double printed_conditional_expectation(const Parameters& parameters, const Customer& customer, double t) {
  const long double r = parameters.r, alpha = parameters.alpha, a = parameters.a, b = parameters.b, x = customer.x, T = customer.T;
  const long double gone = (alpha + T) / (alpha + T + t), total = a + b + x - 1;
  const long double alive = total / (a - 1) * (1 - std::pow(gone, r + x) * test::gauss_series(r + x, b + x, total, t / (alpha + T + t)));
  const long double odds = x > 0 ? a / (b + x - 1) * std::pow((alpha + T) / (alpha + customer.t_x), r + x) : 0;
  return static_cast<double>(alive / (1 + odds));
}

test::MassMoments masses(const Parameters& p, double t) {
  return test::moments_of("BG/NBD", 4000, [&](int n) { return bg_nbd::probability_mass(p, n, t); });
}

}  // namespace

TEST_CASE("P(alive) is the share of the likelihood in which the customer has not left", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Customer& c : customers) {
      if (c.x == 0) continue;
      const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + c.x), ps = test::beta_nodes(p.a, p.b, p.b + c.x);
      const double alive = test::expectation(lambdas, ps, [&](double lambda, double leave) {
        return std::pow(lambda, c.x) * std::pow(1 - leave, c.x) * std::exp(-lambda * c.T);
      });
      const double dead = test::expectation(lambdas, ps, [&](double lambda, double leave) {
        return leave * std::pow(lambda, c.x) * std::pow(1 - leave, c.x - 1) * std::exp(-lambda * c.t_x);
      });
      CAPTURE(p.r, c.x, c.t_x, c.T);
      CHECK(distance(bg_nbd::p_alive(p, c.x, c.t_x, c.T), alive / (alive + dead)) < 1e-8);
    }
  }
}

TEST_CASE("P(alive) is 1 for one-time buyers and stays between 0 and 1 for the extremes", "[consistency]") {
  CHECK(bg_nbd::p_alive(cdnow, 0, 0, 5000) == 1);
  const double gone = bg_nbd::p_alive(cdnow, 3000, 428, 5000), here = bg_nbd::p_alive(cdnow, 3000, 428, 428);
  CHECK((gone >= 0 && gone < 1e-300));
  // Just bought: odds of having left at that purchase are a : b+x−1.
  CHECK(distance(here, 1 / (1 + cdnow.a / (cdnow.b + 2999))) < 1e-14);
}

TEST_CASE("expected purchases if alive are E[(1 − e^(−λpt))/p] over the posterior", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Customer& c : customers) {
      for (double t : {0.5, 39.0, 520.0}) {
        CAPTURE(p.r, c.x, c.T, t);
        const double integral = posterior(p, c.x, c.T, [t](double lambda, double leave) { return -std::expm1(-lambda * leave * t) / leave; });
        CHECK(distance(bg_nbd::forecast_if_alive(p, c.x, c.T, t, 0).transactions, integral) < 1e-8);
      }
    }
  }
}

TEST_CASE("discounted purchases if alive are E[λ(1 − e^(−(λp+δ)t))/(λp+δ)] over the posterior", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (double delta : {0.00183, 0.2}) {
      const Customer c{2, 30.43, 38.86};
      const double t = 52;
      const double integral = posterior(p, c.x, c.T, [&](double lambda, double leave) {
        return -lambda * std::expm1(-(lambda * leave + delta) * t) / (lambda * leave + delta);
      });
      CHECK(distance(bg_nbd::forecast_if_alive(p, c.x, c.T, t, delta).discounted_transactions, integral) < 1e-8);
    }
  }
}

TEST_CASE("the conditional expectation is equation 10 of the paper", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    for (const Customer& c : customers)
      for (double t : {2.0, 39.0, 520.0}) {
        CAPTURE(p.r, c.x, c.t_x, c.T, t);
        CHECK(distance(bg_nbd::conditional_expected_transactions(p, c.x, c.t_x, c.T, t), printed_conditional_expectation(p, c, t)) < 1e-10);
      }
}

TEST_CASE("the expectation passes a = 1, where the printed formula divides by zero, without a step", "[consistency]") {
  const Customer c{2, 30.43, 38.86};
  const double below = bg_nbd::conditional_expected_transactions({0.243, 4.414, 1 - 1e-6, 2.426}, c.x, c.t_x, c.T, 39);
  const double at = bg_nbd::conditional_expected_transactions({0.243, 4.414, 1, 2.426}, c.x, c.t_x, c.T, 39);
  const double above = bg_nbd::conditional_expected_transactions({0.243, 4.414, 1 + 1e-6, 2.426}, c.x, c.t_x, c.T, 39);
  CHECK(below > at);
  CHECK(at > above);
  CHECK(std::abs(below + above - 2 * at) < 1e-11);
  CHECK(distance(bg_nbd::forecast_if_alive({0.243, 4.414, 1, 2.426}, c.x, c.T, 39, 0).transactions,
                 posterior({0.243, 4.414, 1, 2.426}, c.x, c.T, [](double lambda, double leave) { return -std::expm1(-39 * lambda * leave) / leave; })) < 1e-8);
}

TEST_CASE("a daily buyer over a century and a fast base from its first day get finite expectations", "[consistency]") {
  const double century = 5218;
  for (const Customer& c : {Customer{3000, 428, 429}, Customer{0, 0, 0}, Customer{1, 0.143, 0.143}}) {
    const double here = bg_nbd::conditional_expected_transactions(cdnow, c.x, c.t_x, c.T, century);
    const auto nodes = posterior(cdnow, c.x, c.T, [&](double lambda, double leave) { return -std::expm1(-lambda * leave * century) / leave; });
    CAPTURE(c.x, c.T);
    CHECK(distance(here, bg_nbd::p_alive(cdnow, c.x, c.t_x, c.T) * nodes) < 1e-8);
  }
}

TEST_CASE("a forecast without discount is the discounted one at rate 0, and discounting only takes away", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    const auto plain = bg_nbd::forecast_if_alive(p, 3, 39, 52, 0), discounted = bg_nbd::forecast_if_alive(p, 3, 39, 52, 0.01);
    CHECK(plain.discounted_transactions == plain.transactions);
    CHECK(discounted.transactions == plain.transactions);
    CHECK(discounted.discounted_transactions < plain.transactions);
    CHECK(discounted.discounted_transactions > plain.transactions * std::exp(-0.01 * 52));
  }
}

TEST_CASE("over a short time a customer buys at the mean rate, and over none not at all", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    const double rate = (p.r + 2) / (p.alpha + 39);
    CHECK(distance(bg_nbd::forecast_if_alive(p, 2, 39, 1e-7, 0).transactions, rate * 1e-7) < 1e-6);
    const auto none = bg_nbd::forecast_if_alive(p, 2, 39, 0, 0.1);
    CHECK(none.transactions == 0);
    CHECK(none.discounted_transactions == 0);
    CHECK(none.second_factorial_moment == 0);
    CHECK(bg_nbd::probability_mass(p, 0, 0) == 1);
    CHECK(bg_nbd::probability_mass(p, 1, 0) == 0);
  }
}

TEST_CASE("probability mass adds up to 1 and its mean and second factorial moment are the forecast's", "[consistency]") {
  for (const Parameters& p : {cdnow, Parameters{0.9, 7.5, 0.8, 2.9}, regular}) {
    const double t = 39;
    const auto sums = masses(p, t);
    CAPTURE(p.r);
    CHECK(std::abs(sums.all - 1) < 1e-11);
    CHECK(distance(bg_nbd::expected_transactions(p, t), sums.mean) < 1e-10);
    CHECK(distance(bg_nbd::forecast_if_alive(p, 0, 0, t, 0).second_factorial_moment, sums.second) < 1e-8);
  }
}

TEST_CASE("a customer alive at T is a new one with parameters r+x, α+T, a, b+x", "[consistency]") {
  const Parameters then{cdnow.r + 3, cdnow.alpha + 39, cdnow.a, cdnow.b + 3};
  const auto forecast = bg_nbd::forecast_if_alive(cdnow, 3, 39, 26, 0);
  CHECK(distance(forecast.transactions, bg_nbd::expected_transactions(then, 26)) < 1e-13);
  CHECK(distance(forecast.second_factorial_moment, masses(then, 26).second) < 1e-8);
}

TEST_CASE("probability mass is the individual's integrated over λ and p", "[consistency]") {
  // Paper §3: P(X(t) = n | λ, p) = (1−p)^n e^(−λt)(λt)^n/n! + p(1−p)^(n−1) [1 − Σ_{j<n} e^(−λt)(λt)^j/j!], the second for n > 0.
  const double t = 39;
  for (const Parameters& p : {cdnow, regular}) {
    const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + 12), ps = test::beta_nodes(p.a, p.b, p.b + 12);
    for (int n : {0, 1, 2, 12}) {
      const double integral = test::expectation(lambdas, ps, [&](double lambda, double leave) {
        double poisson = std::exp(-lambda * t), fewer = 0;
        for (int j = 0; j < n; ++j) fewer += poisson, poisson *= lambda * t / (j + 1);
        // Σ_{j≥n}: by its own terms where 1 − Σ_{j<n} would cancel.
        double more = 1 - fewer;
        if (lambda * t < n) {
          more = 0;
          double term = poisson;
          for (int j = n; term > more * 1e-17 && j < n + 400; ++j) more += term, term *= lambda * t / (j + 1);
        }
        const double survived = std::pow(1 - leave, n);
        return survived * poisson + (n > 0 ? leave * std::pow(1 - leave, n - 1) * more : 0);
      });
      CAPTURE(p.r, n);
      CHECK(distance(bg_nbd::probability_mass(p, n, t), integral) < 1e-8);
    }
  }
}

TEST_CASE("mean and second factorial moment are those of simulated customers", "[consistency]") {
  // The story of the paper told by random numbers; 40,000 customers, 4 standard errors.
  const Parameters p{0.9, 7.5, 0.8, 2.9};
  const double t = 52;
  Random random(11);
  const int customers_simulated = test::slow_build ? 8'000 : 40'000;
  double mean = 0, second = 0, mean_squares = 0, second_squares = 0;
  for (int i = 0; i < customers_simulated; ++i) {
    const double n = test::simulated_history(random, p, t).x;
    mean += n / customers_simulated, mean_squares += n * n / customers_simulated;
    second += n * (n - 1) / customers_simulated, second_squares += n * (n - 1) * n * (n - 1) / customers_simulated;
  }
  const auto forecast = bg_nbd::forecast_if_alive(p, 0, 0, t, 0);
  CHECK(std::abs(forecast.transactions - mean) < 4 * std::sqrt((mean_squares - mean * mean) / customers_simulated));
  CHECK(std::abs(forecast.second_factorial_moment - second) < 4 * std::sqrt((second_squares - second * second) / customers_simulated));
}
