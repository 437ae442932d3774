// The MBG/CNBD-k likelihood and P(alive) against integrals over what they integrate out, the printed formula of MBG/NBD, and differences.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/infamous_customers.h"
#include "../support/second_road.h"
#include "../support/story_road.h"
#include "models/mbg_cnbd_k.h"

using namespace lifeworth;
using lifeworth::test::distance;
using lifeworth::test::log_beta;
using mbg_cnbd_k::Parameters;

namespace {

const std::vector<Parameters> parameter_sets = {{0.525, 6.183, 0.891, 1.614, 1}, {6.5, 40, 1, 1.7, 2}, {1.2, 2.5, 0.5, 0.4, 3}, {2, 1.4, 0.9, 3, 12}};

/// Times between purchases, and how long ago the last was.
struct Rhythm {
  std::vector<double> gaps;
  double since;

  History history() const {
    History h{static_cast<double>(gaps.size()), 0, 0, 1};
    for (double gap : gaps) h.t_x += gap;
    h.T = h.t_x + since;
    return h;
  }
  double log_gaps() const {
    double sum = 0;
    for (double gap : gaps) sum += std::log(gap);
    return sum;
  }
};

const std::vector<Rhythm> rhythms = {{{}, 38.86},    {{}, 0},         {{3.2, 4.1}, 8.43}, {{1.71}, 37.15}, {{5, 6, 5.5, 4.5, 7}, 5},
                                     {{2, 2, 2}, 0}, {{0.143}, 0.143}};

std::vector<History> histories() {
  std::vector<History> all;
  for (const Rhythm& rhythm : rhythms) all.push_back(rhythm.history());
  return all;
}

double log_gaps() {
  double sum = 0;
  for (const Rhythm& rhythm : rhythms) sum += rhythm.log_gaps();
  return sum;
}

struct Parts {
  double alive, dead;
};

/// A customer whose λ and p are known: each gap an Erlang-k density; survived every purchase and nothing due since, or left at the last one.
Parts individual(const Rhythm& rhythm, int k, double lambda, double p) {
  double gaps = 1;
  for (double gap : rhythm.gaps) gaps *= lambda * test::poisson(lambda * gap, k - 1);
  const double survived = std::pow(1 - p, static_cast<double>(rhythm.gaps.size()));
  return {gaps * survived * (1 - p) * test::nothing_due(lambda, rhythm.since, k), gaps * survived * p};
}

Parts integrated(const Parameters& p, const Rhythm& rhythm) {
  const double ticks = p.k * (static_cast<double>(rhythm.gaps.size()) + 1);
  const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + ticks), ps = test::beta_nodes(p.a, p.b, p.b + ticks);
  return {test::expectation(lambdas, ps, [&](double lambda, double leave) { return individual(rhythm, p.k, lambda, leave).alive; }),
          test::expectation(lambdas, ps, [&](double lambda, double leave) { return individual(rhythm, p.k, lambda, leave).dead; })};
}

/// Batislam, Denizel & Filiztekin 2007, eq. 4, as printed: MBG/NBD.
long double printed_log_likelihood(const Parameters& p, const History& h) {
  const long double r = p.r, alpha = p.alpha, a = p.a, b = p.b, x = h.x;
  const long double alive = log_beta(a, b + x + 1) - log_beta(a, b) - (r + x) * std::log(alpha + h.T);
  const long double dead = log_beta(a + 1, b + x) - log_beta(a, b) - (r + x) * std::log(alpha + h.t_x);
  return std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha) + std::fmax(alive, dead) + std::log1p(std::exp(-std::abs(alive - dead)));
}

}  // namespace

TEST_CASE("the MBG/CNBD-k likelihood is the individual likelihood of Erlang gaps integrated over λ and p", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    for (const Rhythm& rhythm : rhythms) {
      const Parts parts = integrated(p, rhythm);
      const double integral = std::log(parts.alive + parts.dead);
      const History h = rhythm.history();
      CAPTURE(p.k, h.x, h.t_x, h.T);
      CHECK(std::abs(mbg_cnbd_k::log_likelihood(p, std::vector{h}, rhythm.log_gaps()).value - integral) < 1e-9 * (1 + std::abs(integral)));
    }
}

TEST_CASE("P(alive) of MBG/CNBD-k is the share of the likelihood in which the customer has not left", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    for (const Rhythm& rhythm : rhythms) {
      const Parts parts = integrated(p, rhythm);
      const History h = rhythm.history();
      CAPTURE(p.k, h.x, h.t_x, h.T);
      CHECK(distance(mbg_cnbd_k::p_alive(p, h.x, h.t_x, h.T), parts.alive / (parts.alive + parts.dead)) < 1e-10);
    }
}

TEST_CASE("the MBG/NBD likelihood is the printed one, for daily buyers too", "[consistency]") {
  auto all = histories();
  for (const History& h : {History{3000, 428, 429, 1}, History{3000, 428, 5000, 1}, History{26, 30.86, 31, 1}}) all.push_back(h);
  for (const Parameters& p : {parameter_sets[0], Parameters{6.5, 40, 1, 1.7, 1}, Parameters{0.3, 0.01, 0.5, 0.4, 1}})
    for (const History& h : all) {
      const auto printed = static_cast<double>(printed_log_likelihood(p, h));
      CAPTURE(p.r, h.x, h.t_x, h.T);
      CHECK(std::abs(mbg_cnbd_k::log_likelihood(p, std::vector{h}, 0).value - printed) < 1e-12 * (1 + std::abs(printed)));
    }
}

TEST_CASE("the MBG/CNBD-k gradient and Hessian are the differences of the value and of the gradient", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    CAPTURE(p.k);
    test::check_derivatives<4>("MBG/CNBD-k", {p.r, p.alpha, p.a, p.b}, [&](const Vector<4>& theta) {
      return mbg_cnbd_k::log_likelihood({theta[0], theta[1], theta[2], theta[3], p.k}, histories(), log_gaps());
    });
  }
}

TEST_CASE("the gradient of ln P(alive) is its differences in ln θ", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    for (const Rhythm& rhythm : rhythms) {
      const History h = rhythm.history();
      const auto gradient = mbg_cnbd_k::log_alive_gradient(p, h, mbg_cnbd_k::p_alive(p, h.x, h.t_x, h.T));
      const Vector<4> log_theta = test::logarithms_of<4>({p.r, p.alpha, p.a, p.b});
      const auto log_alive = [&](const Vector<4>& at) { return std::log(mbg_cnbd_k::p_alive(mbg_cnbd_k::parameters_at(at, p.k), h.x, h.t_x, h.T)); };
      for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(p.k, h.x, h.T, i);
        CHECK(std::abs(gradient[i] - test::partial(log_alive, log_theta, i, 0.1)) < 1e-8);
      }
    }
}

TEST_CASE("one-time buyers may have left: surely the longer nothing comes, and just now with a : b", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    CHECK(distance(mbg_cnbd_k::p_alive(p, 0, 0, 0), p.b / (p.a + p.b)) < 1e-14);
    double before = 1;
    for (double T : {0.0, 10.0, 40.0, 500.0}) {
      const double alive = mbg_cnbd_k::p_alive(p, 0, 0, T);
      CHECK(alive < before);
      before = alive;
    }
  }
}

TEST_CASE("who buys like clockwork and is late is less alive the more regular buyers are", "[consistency]") {
  // Ten purchases five weeks apart, then twelve weeks of nothing; the rate of the ticks k times that of the purchases.
  double before = 1;
  for (int k : {1, 2, 4, 8}) {
    const double alive = mbg_cnbd_k::p_alive({2, 10.0 / k, 0.5, 4, k}, 10, 50, 62);
    CHECK(alive < before);
    before = alive;
  }
}

TEST_CASE("weeks instead of days move the MBG/CNBD-k likelihood by Σx·ln 7 and α by 7", "[consistency]") {
  const auto weeks = histories();
  const double shift = test::shift_to_days(weeks);
  for (const Parameters& p : parameter_sets) {
    const Slope<4> weekly = mbg_cnbd_k::log_likelihood(p, weeks, log_gaps());
    const Slope<4> daily = mbg_cnbd_k::log_likelihood({p.r, p.alpha * 7, p.a, p.b, p.k}, test::in_days(weeks), log_gaps() + shift);
    test::check_days("MBG/CNBD-k", weekly, daily, shift, {1}, 1e-11);
  }
}

TEST_CASE("the order of customers and merging equal ones change nothing in MBG/CNBD-k", "[consistency]") {
  const Parameters p = parameter_sets[2];
  auto merged = histories();
  merged[2].customers = 3;
  auto apart = test::one_by_one(merged);
  std::ranges::reverse(apart);
  test::check_same("MBG/CNBD-k", mbg_cnbd_k::log_likelihood(p, merged, 4), mbg_cnbd_k::log_likelihood(p, apart, 4));
}

TEST_CASE("infamous customers have finite MBG/CNBD-k likelihoods and a P(alive) from long double", "[consistency]") {
  for (int k : {1, 2, 12})
    for (const Parameters& p : {Parameters{0.5, 4, 0.9, 2.4, k}, Parameters{0.05, 1e-3, 1, 1e-3, k}, Parameters{60, 1e5, 20, 300, k}})
      for (const test::Customer& c : test::infamous_customers) {
        const History h{c.x, c.t_x, c.T, 1};
        CAPTURE(k, p.r, h.x, h.t_x, h.T);
        test::check_finite("MBG/CNBD-k", mbg_cnbd_k::log_likelihood(p, std::vector{h}, 0));
        const long double s = static_cast<long double>(p.r) + k * h.x, since = static_cast<long double>(p.alpha) + h.T;
        long double term = 1, waiting = 1;
        for (int j = 1; j < k; ++j) waiting += term *= (s + j - 1) / j * (h.T - h.t_x) / since;
        const long double left = std::log(p.a / (static_cast<long double>(p.b) + h.x)) + s * std::log(since / (static_cast<long double>(p.alpha) + h.t_x));
        const auto alive = static_cast<double>(1 / (1 + std::exp(left - std::log(waiting))));
        CHECK(std::abs(mbg_cnbd_k::p_alive(p, h.x, h.t_x, h.T) - alive) <= 1e-10 * alive);
      }
}
