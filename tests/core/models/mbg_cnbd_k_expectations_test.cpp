// What MBG/CNBD-k expects: each quantity against integrals over λ and p of what one customer does (support/story_road.h), and against
// customers who live the story by random numbers.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "../support/story_road.h"
#include "models/bg_nbd.h"
#include "models/mbg_cnbd_k.h"

using namespace lifeworth;
using lifeworth::test::Customer;
using lifeworth::test::distance;
using mbg_cnbd_k::Parameters;

namespace {

const std::vector<Parameters> parameter_sets = {{0.525, 6.183, 0.891, 1.614, 1}, {6.5, 40, 1, 1.7, 2}, {1.2, 2.5, 0.5, 0.4, 3}, {2, 1.4, 1.3, 3, 12}};

const std::vector<Customer> customers = {{0, 0, 0}, {0, 0, 38.86}, {2, 30.43, 38.86}, {1, 1.71, 38.86}, {26, 30.86, 31}, {4, 39, 39}};

/// Σ e^(−δu) over the purchases in (T, T+t], expected of a customer who is alive at T.
double purchases(const Parameters& p, const Customer& c, double t, double delta, std::size_t most = 3'000) {
  const auto moments = test::survival_moments(p.a, p.b + c.x + 1, most);
  return test::given_nothing_due(p.r + p.k * c.x, p.alpha + c.T, c.T - c.t_x, p.k,
                                 [&](double lambda, int j) { return test::purchases_to_come(lambda, moments, p.k, j, t, delta); });
}

/// The same for ever: g^(k−j) (1 + E[1−p] gᵏ + …) = E[g^(k−j) / (1 − (1−p) gᵏ)].
double purchases_for_ever(const Parameters& p, const Customer& c, double delta) {
  const auto ps = test::beta_nodes(p.a, p.b + c.x + 1, 30);
  double all = 0;
  for (const auto& leave : ps) all += leave.weight;
  return test::given_nothing_due(p.r + p.k * c.x, p.alpha + c.T, c.T - c.t_x, p.k, [&](double lambda, int j) {
    const double log_g = -std::log1p(delta / lambda);
    double sum = 0;
    for (const auto& leave : ps) sum += leave.weight / (-std::expm1(p.k * log_g) + leave.at * std::exp(p.k * log_g));
    return sum / all * std::exp((p.k - j) * log_g);
  });
}

/// Repeat purchases in (0, T] and after: the story with its own gamma gaps; leaving with probability p after each, the first included.
struct Life {
  History history{0, 0, 0, 1};
  double log_gaps = 0;
  double later = 0, discounted = 0;  // in (T, T+t]
};

Life life(Random& random, const Parameters& p, double T, double t, double delta) {
  Life life;
  life.history.T = T;
  const double lambda = random.gamma(p.r, p.alpha), leave = random.beta(p.a, p.b);
  for (double time = 0; random.uniform() > leave;) {
    const double gap = random.gamma(p.k, lambda);
    time += gap;
    if (time > T + t) break;
    if (time > T) {
      ++life.later;
      life.discounted += std::exp(-delta * (time - T));
    } else {
      ++life.history.x;
      life.history.t_x = time;
      life.log_gaps += std::log(gap);
    }
  }
  return life;
}

}  // namespace

TEST_CASE("purchases if alive are those of customers with known λ and p, integrated", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    for (const Customer& c : customers)
      for (double t : {2.0, 39.0, 520.0}) {
        CAPTURE(p.k, c.x, c.t_x, c.T, t);
        const auto forecast = mbg_cnbd_k::forecast_if_alive(p, c.x, c.t_x, c.T, t, 0);
        CHECK(distance(forecast.transactions, purchases(p, c, t, 0)) < 1e-11);
        CHECK(forecast.discounted_transactions == forecast.transactions);
      }
}

TEST_CASE("discounted purchases, over a year and for ever, are those of customers with known λ and p, integrated", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    for (const Customer& c : customers)
      for (double delta : {0.0018, 0.2}) {
        CAPTURE(p.k, c.x, c.t_x, c.T, delta);
        CHECK(distance(mbg_cnbd_k::forecast_if_alive(p, c.x, c.t_x, c.T, 52, delta).discounted_transactions, purchases(p, c, 52, delta)) < 1e-11);
        const double alive = mbg_cnbd_k::p_alive(p, c.x, c.t_x, c.T);
        CHECK(distance(mbg_cnbd_k::discounted_expected_residual_transactions(p, c.x, c.t_x, c.T, delta), alive * purchases_for_ever(p, c, delta)) < 1e-11);
      }
}

TEST_CASE("probability mass adds up to 1, and its moments are the forecast's", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    const double t = 30;
    const auto sums = test::moments_of("MBG/CNBD-k", 4000, [&](int n) { return mbg_cnbd_k::probability_mass(p, n, t); });
    CAPTURE(p.k);
    CHECK(std::abs(sums.all - 1) < 1e-11);
    CHECK(distance(mbg_cnbd_k::expected_transactions(p, t), sums.mean) < 1e-11);
    CHECK(distance(p.b / (p.a + p.b) * mbg_cnbd_k::forecast_if_alive(p, 0, 0, 0, t, 0).second_factorial_moment, sums.second) < 1e-11);
    CHECK(mbg_cnbd_k::probability_mass(p, 0, 0) == 1);
    CHECK(mbg_cnbd_k::probability_mass(p, 1, 0) == 0);
  }
}

TEST_CASE("probability mass of MBG/CNBD-k is the individual's integrated over λ and p", "[consistency]") {
  const double t = 20;
  for (const Parameters& p : parameter_sets) {
    const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + 60), ps = test::beta_nodes(p.a, p.b, 30);
    for (int n : {0, 1, 4}) {
      const double integral = test::expectation(lambdas, ps, [&](double lambda, double leave) {
        double exactly = 0, fewer = 0;
        for (int m = 0; m < p.k * n; ++m) fewer += test::poisson(lambda * t, m);
        for (int m = p.k * n; m < p.k * (n + 1); ++m) exactly += test::poisson(lambda * t, m);
        return std::pow(1 - leave, n) * ((1 - leave) * exactly + leave * (1 - fewer));
      });
      CAPTURE(p.k, n);
      CHECK(std::abs(mbg_cnbd_k::probability_mass(p, n, t) - integral) < 1e-11);
    }
  }
}

TEST_CASE("who stays after the first purchase of an MBG/NBD buys like a BG/NBD customer with b+1", "[consistency]") {
  const Parameters p = parameter_sets[0];
  const bg_nbd::Parameters stayed{p.r, p.alpha, p.a, p.b + 1};
  for (double t : {1.0, 39.0, 520.0}) {
    CHECK(distance(mbg_cnbd_k::expected_transactions(p, t), p.b / (p.a + p.b) * bg_nbd::expected_transactions(stayed, t)) < 1e-13);
    for (int n : {1, 3, 40})
      CHECK(distance(mbg_cnbd_k::probability_mass(p, n, t), p.b / (p.a + p.b) * bg_nbd::probability_mass(stayed, n, t)) < 1e-12);
  }
}

TEST_CASE("customers who bought 3,000 times are integrals over λ and p over a century, too", "[consistency]") {
  const double century = 5218;
  for (const Parameters& p : {Parameters{0.525, 6.183, 1, 1.614, 1}, Parameters{0.6, 2.3, 1, 1.6, 2}, Parameters{2, 0.5, 0.8, 2.5, 12}})
    for (const Customer& c : {Customer{3000, 428, 428}, Customer{3000, 428, 428.3}}) {
      if (c.T > c.t_x && p.k > 2) continue;  // twelve times as long
      if (test::slow_build && p.k > 1) continue;
      CAPTURE(p.k, p.alpha, c.x, c.T);
      const auto forecast = mbg_cnbd_k::forecast_if_alive(p, c.x, c.t_x, c.T, century, 0.0018);
      CHECK(distance(forecast.transactions, purchases(p, c, century, 0, 80'000)) < 1e-11);
      CHECK(distance(forecast.discounted_transactions, purchases(p, c, century, 0.0018, 80'000)) < 1e-11);
      CHECK(std::isfinite(forecast.second_factorial_moment));
    }
}

TEST_CASE("customers of whom nothing is known where α is tiny are integrals over λ and p, too", "[consistency]") {
  for (const Parameters& p : {Parameters{0.3, 0.01, 0.5, 0.4, 3}, Parameters{1.5, 0.02, 1, 2.5, 12}, Parameters{0.3, 0.01, 2.5, 0.4, 2}}) {
    CAPTURE(p.k);
    CHECK(distance(mbg_cnbd_k::forecast_if_alive(p, 0, 0, 0, 26, 0).transactions, purchases(p, {0, 0, 0}, 26, 0, 80'000)) < 1e-11);
    CHECK(distance(mbg_cnbd_k::forecast_if_alive(p, 0, 0, 0, 26, 0.02).discounted_transactions, purchases(p, {0, 0, 0}, 26, 0.02, 80'000)) < 1e-11);
  }
}

TEST_CASE("the second moment of thousands of purchases is that of their probabilities", "[consistency]") {
  const Parameters p{0.3, 0.01, 2.5, 0.4, 2};
  const double second = test::moments_of("MBG/CNBD-k", 100'000, [&](int n) { return mbg_cnbd_k::probability_mass(p, n, 26); }).second;
  CHECK(distance(p.b / (p.a + p.b) * mbg_cnbd_k::forecast_if_alive(p, 0, 0, 0, 26, 0).second_factorial_moment, second) < 1e-9);
}

TEST_CASE("forecasts of regular customers are those of simulated lives with the same histories", "[consistency]") {
  // What comes after T, in groups of histories, against the sum of what was expected; 4 standard errors.
  for (const Parameters& p : {Parameters{1.2, 3, 0.8, 2.9, 3}, Parameters{0.9, 7.5, 0.8, 2.9, 1}}) {
    Random random(17);
    const double T = 40, t = 26, delta = 0.02;
    struct Group {
      double n = 0, sum = 0, squares = 0, discounted = 0, discounted_squares = 0;
    } groups[4];
    const int lives = test::slow_build ? 4'000 : 20'000;
    for (int i = 0; i < lives; ++i) {
      const Life lived = life(random, p, T, t, delta);
      const History& h = lived.history;
      Group& group = groups[h.x == 0 ? 0 : h.x > 4 ? 3 : h.T - h.t_x > 12 ? 1 : 2];
      const double alive = mbg_cnbd_k::p_alive(p, h.x, h.t_x, h.T);
      const auto forecast = mbg_cnbd_k::forecast_if_alive(p, h.x, h.t_x, h.T, t, delta, Moments::first);
      const double surprise = lived.later - alive * forecast.transactions, discounted = lived.discounted - alive * forecast.discounted_transactions;
      ++group.n;
      group.sum += surprise;
      group.squares += surprise * surprise;
      group.discounted += discounted;
      group.discounted_squares += discounted * discounted;
    }
    for (const Group& group : groups) {
      CAPTURE(p.k, group.n);
      CHECK(group.n > lives / 50);
      CHECK(std::abs(group.sum) < 4 * std::sqrt(group.squares));
      CHECK(std::abs(group.discounted) < 4 * std::sqrt(group.discounted_squares));
    }
  }
}
