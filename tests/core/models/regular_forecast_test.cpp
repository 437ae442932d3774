// Forecasts of regular customers (MBG/CNBD-k, k > 1) from tables: against the model's own exact sums, against differences, against quadrature over λ,
// and against customers who live the story.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "../support/story_road.h"
#include "models/erlang_counts.h"
#include "models/forecast.h"
#include "models/next_purchase.h"
#include "models/tracking.h"

using namespace lifeworth;
using lifeworth::test::distance;
using mbg_cnbd_k::Parameters;

namespace {

constexpr double for_ever = std::numeric_limits<double>::infinity();

const std::vector<Parameters> worlds = {{0.9, 8, 0.8, 2.9, 2}, {1.4, 6, 0.8, 2.9, 3}, {6.5, 20, 1, 1.7, 3}, {2, 1.4, 1.3, 3, 6}, {1.1, 0.5, 0.5, 0.4, 12}};

Vector<4> log_theta_of(const Parameters& p) { return test::logarithms_of(Vector<4>{p.r, p.alpha, p.a, p.b}); }

PurchaseFit known(const Parameters& p) {
  PurchaseFit fit;
  fit.model = PurchaseModel::mbg_cnbd_k, fit.k = p.k, fit.failed = NoFit::none, fit.customers = 1000;
  fit.theta = {p.r, p.alpha, p.a, p.b}, fit.log_theta = log_theta_of(p);
  for (std::size_t i = 0; i < 4; ++i) fit.covariance[i][i] = 0.01;
  return fit;
}

/// Of one customer, by the model's own sums: without tables.
AliveForecast exactly(const Vector<4>& log_theta, int k, const History& h, double t, double delta) {
  const auto p = mbg_cnbd_k::parameters_at(log_theta, k);
  AliveForecast forecast = mbg_cnbd_k::forecast_if_alive(p, h.x, h.t_x, h.T, t, delta);
  const double alive = mbg_cnbd_k::p_alive(p, h.x, h.t_x, h.T);
  forecast.transactions *= alive, forecast.discounted_transactions *= alive, forecast.second_factorial_moment *= alive;
  return forecast;
}

/// Every age of years in days, for one-time, usual and frequent buyers who bought last just now, some weeks ago and long ago.
std::vector<History> many_ages() {
  std::vector<History> histories;
  for (const double x : {0.0, 1.0, 4.0, 40.0})
    for (int day = x > 0 ? int(x) * 3 : 0; day <= 1460; ++day)
      for (const double since : {0.0, 0.1, 0.8}) histories.push_back({x, x > 0 ? day / 7.0 * (1 - since) : 0, day / 7.0, 1});
  return histories;
}

}  // namespace

TEST_CASE("regular customers' forecasts at thousands of ages are the model's own sums", "[consistency]") {
  const std::vector<History> histories = many_ages();
  for (const Parameters& p : worlds)
    for (const double delta : {0.0, 0.0018}) {
      const Forecaster forecaster(known(p), histories, 52, delta);
      double worst = 0, worst_moment = 0;
      for (std::size_t i = 0; i < histories.size(); i += delta > 0 ? 997 : 211) {
        const auto own = exactly(log_theta_of(p), p.k, histories[i], 52, delta);
        const HistoryForecast each = forecaster(histories[i]);
        worst = std::fmax(worst, std::fmax(distance(each.transactions, own.transactions), distance(each.discounted_transactions, own.discounted_transactions)));
        const double variance = own.second_factorial_moment + own.transactions - own.transactions * own.transactions;
        worst_moment = std::fmax(worst_moment, distance(each.variance, variance));
      }
      CAPTURE(p.r, p.alpha, p.k, delta);
      CHECK(worst < 1e-8);
      CHECK(worst_moment < 1e-7);
    }
}

TEST_CASE("the gradients of regular customers' ln forecasts are differences of the model's own sums", "[consistency]") {
  const std::vector<History> histories = {{0, 0, 0, 1}, {0, 0, 30, 1}, {1, 2, 60, 1}, {4, 30, 40, 1}, {25, 79, 80, 1}};
  for (const Parameters& p : worlds) {
    const Forecaster forecaster(known(p), histories, 52, 0.0018);
    for (const History& h : histories) {
      const HistoryForecast each = forecaster(h);
      for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(p.k, h.x, h.T, i);
        const auto slope = [&](auto member) {
          return test::partial([&](const Vector<4>& at) { return std::log(exactly(at, p.k, h, 52, 0.0018).*member); }, log_theta_of(p), i, 0.1);
        };
        CHECK(std::abs(each.log_transactions_gradient[i] - slope(&AliveForecast::transactions)) < 1e-7);
        CHECK(std::abs(each.log_discounted_gradient[i] - slope(&AliveForecast::discounted_transactions)) < 1e-7);
      }
    }
  }
}

TEST_CASE("expected counts come with the slopes that differences have, for few ticks, in a window of many, and beyond those that are counted", "[consistency]") {
  for (const Ticking& c : {Ticking{0.4, 3, 2, 3, 0.8, 2.9}, Ticking{900, 30, 1, 2, 0.8, 40}, Ticking{0.3, 0.01, 1, 3, 1, 3}})
    for (const double t : {0.5, 52.0}) {
      CAPTURE(c.shape, c.rate, t);
      const auto [counts, slope] = sloped_counts(c, t);
      const Counts plain = expected_counts(c, t);
      CHECK(distance(counts.mean, plain.mean) < 1e-14);
      CHECK(distance(counts.factorial_moment, plain.factorial_moment) < 1e-14);
      const auto difference = [&](double Ticking::*of) {
        return test::derivative([&](double moved) {
          Ticking there = c;
          there.*of = std::exp(moved);
          return expected_counts(there, t).mean;
        }, std::log(c.*of), 0.02);
      };
      CHECK(std::abs(slope.by_shape * c.shape - difference(&Ticking::shape)) < 2e-7 * counts.mean);
      CHECK(std::abs(slope.by_log_rate - difference(&Ticking::rate)) < 2e-7 * counts.mean);
      CHECK(std::abs(slope.by_a * c.a - difference(&Ticking::a)) < 2e-7 * counts.mean);
      CHECK(std::abs(slope.by_b * c.b - difference(&Ticking::b)) < 2e-7 * counts.mean);
    }
}

TEST_CASE("a regular customer buys again when the ticks that are wanting come: Poisson's probability, integrated over λ", "[consistency]") {
  for (const Parameters& p : worlds)
    for (const History& h : {History{0, 0, 0, 1}, History{0, 0, 38, 1}, History{2, 30, 38, 1}, History{6, 12, 13, 1}})
      for (const double t : {0.5, 8.0, 104.0}) {
        CAPTURE(p.k, h.x, h.t_x, h.T, t);
        const double integral = test::given_nothing_due(p.r + p.k * h.x, p.alpha + h.T, h.T - h.t_x, p.k,
                                                        [&](double lambda, int j) { return 1 - test::nothing_due(lambda, t, p.k - j); });
        CHECK(std::abs(buys_again_if_alive(p, h, t) - integral) < 1e-10);
        CHECK(buys_again_if_alive(p, h, for_ever) == 1);
      }
}

TEST_CASE("by the time given, that share of the regular customers who buy again have done so", "[consistency]") {
  for (const Parameters& p : worlds)
    for (const double share : next_purchase_shares) {
      const History h{2, 30, 38, 1};
      CAPTURE(p.k, share);
      CHECK(distance(buys_again_if_alive(p, h, time_of_next_purchase(p, h, share)), share) < 1e-9);
    }
}

TEST_CASE("a regular customer's time active is the time until the purchase after which the customer leaves, integrated over λ and p", "[consistency]") {
  for (const Parameters& p : worlds)
    for (const double t : {0.5, 26.0, 104.0}) {
      const std::vector<double> stays = test::survival_moments(p.a, p.b, 3'000);
      double active = 0, all = 0;
      for (const test::Node& lambda : test::gamma_nodes(p.r, p.alpha, p.r + 60)) {
        const auto tails = test::poisson_tails(lambda.at * t);
        const auto tail = [&](std::size_t m) { return m < tails.size() ? tails[m] : 0; };
        // E[min(time of the m-th tick, t)]
        const auto until = [&](std::size_t m) { return double(m) / lambda.at * tail(m + 1) + t * (1 - tail(m)); };
        const auto k = std::size_t(p.k);
        double own = 0;
        for (std::size_t n = 0; n * k <= tails.size() && n + 1 < stays.size(); ++n) own += stays[n + 1] * (until((n + 1) * k) - until(n * k));
        active += lambda.weight * own, all += lambda.weight;
      }
      CAPTURE(p.k, t);
      CHECK(distance(mbg_cnbd_k::expected_time_active(p, t), active / all) < 1e-8);
    }
}

TEST_CASE("the expected course of regular customers is the sum of what is expected of each, from the first day on", "[consistency]") {
  for (const Parameters& p : worlds) {
    const std::vector<int> ends = {1, 2, 9, 100, 1000};
    const auto course = tracked(known(p), std::vector<double>{1, 0, 5}, ends, 7);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      CAPTURE(p.k, ends[i]);
      const double sum = mbg_cnbd_k::expected_transactions(p, ends[i] / 7.0) + (ends[i] > 2 ? 5 * mbg_cnbd_k::expected_transactions(p, (ends[i] - 2) / 7.0) : 0);
      CHECK(distance(course[i].value, sum) < 1e-6);
    }
  }
}

TEST_CASE("of simulated regular customers as many buy again, and as often, as was expected of their histories", "[consistency]") {
  const Parameters truth{1.4, 6, 0.8, 2.9, 3};
  Random random(71);
  const double T = 60, t = 20;
  double chances = 0, chances_variance = 0, expected = 0, expected_variance = 0;
  int again = 0, bought = 0;
  const int customers = test::slow_build ? 2'000 : 20'000;
  for (int i = 0; i < customers; ++i) {
    History h{0, 0, T, 1};
    int later = 0;
    const double lambda = random.gamma(truth.r, truth.alpha), leave = random.beta(truth.a, truth.b);
    for (double time = 0; random.uniform() > leave;) {
      time += random.gamma(truth.k, lambda);
      if (time > T + t) break;
      if (time > T) ++later;
      else ++h.x, h.t_x = time;
    }
    const double alive = p_alive(truth, h), chance = alive * buys_again_if_alive(truth, h, t);
    const AliveForecast own = forecast_if_alive(truth, h, t, 0, Moments::second);
    const double mean = alive * own.transactions;
    chances += chance, chances_variance += chance * (1 - chance), again += later > 0;
    expected += mean, expected_variance += alive * (own.second_factorial_moment + own.transactions) - mean * mean, bought += later;
  }
  CHECK(std::abs(again - chances) < 3.5 * std::sqrt(chances_variance));
  CHECK(std::abs(bought - expected) < 3.5 * std::sqrt(expected_variance));
}
