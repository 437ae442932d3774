// Whether and when a customer buys next: against quadrature over what the models integrate out, closed forms, another quantity of the models, simulated
// customers, draws of the parameters and repeated samples.
#include "models/next_purchase.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "../support/pareto_nbd_road.h"
#include "../support/second_road.h"
#include "../support/shop.h"

using namespace lifeworth;
using lifeworth::test::distance;
using lifeworth::test::Node;

namespace {

constexpr double for_ever = std::numeric_limits<double>::infinity();
const std::vector<History> some_customers = {{0, 0, 0, 1}, {0, 0, 38.86, 1}, {1, 5, 30, 1}, {2, 30.43, 38.86, 1}, {6, 12, 52, 1}, {26, 30.86, 31, 1}};

/// What a customer whose own rates are known would have done: the likelihood of the history and alive, of the history, and of a purchase within t if alive.
struct Known {
  double alive, all, buys;
};

/// P(N ≥ 1 in (T, T+t] | x, t_x, T) by Bayes' rule over points of the two rates.
template <class Knowing>
double by_quadrature(const std::vector<Node>& firsts, const std::vector<Node>& seconds, Knowing&& knowing) {
  double buys = 0, all = 0;
  for (const Node& first : firsts)
    for (const Node& second : seconds) {
      const Known known = knowing(first.at, second.at);
      buys += first.weight * second.weight * known.alive * known.buys;
      all += first.weight * second.weight * known.all;
    }
  return buys / all;
}

double probability(const PurchaseParameters& p, const History& h, double t) { return p_alive(p, h) * buys_again_if_alive(p, h, t); }

/// A fit whose parameters and their covariance are given.
PurchaseFit given(PurchaseModel model, const Vector<4>& theta, int k = 1) {
  PurchaseFit fit;
  fit.k = k;
  fit.model = model, fit.failed = NoFit::none, fit.theta = theta, fit.customers = 1000;
  for (std::size_t i = 0; i < 4; ++i) fit.log_theta[i] = std::log(theta[i]), fit.covariance[i][i] = 0.01 * double(i + 1);
  return fit;
}

}  // namespace

TEST_CASE("the probability of a further purchase is that of the stories with known rates, integrated over them", "[consistency]") {
  for (const History& h : some_customers)
    for (const double t : {1.0, 26.0, 520.0}) {
      CAPTURE(h.x, h.t_x, h.T, t);
      const auto lambdas = test::gamma_nodes(0.7, 6, h.x + 30);
      const auto ps = test::beta_nodes(0.8, 2.5, h.x + 30);
      const auto flows = [&](double lambda) { return std::pow(lambda, h.x); };
      const auto bg = [&](double lambda, double p) {
        const double alive = flows(lambda) * std::pow(1 - p, h.x) * std::exp(-lambda * h.T);
        const double gone = h.x > 0 ? flows(lambda) * p * std::pow(1 - p, h.x - 1) * std::exp(-lambda * h.t_x) : 0;
        return Known{alive, alive + gone, -std::expm1(-lambda * t)};
      };
      const auto mbg = [&](double lambda, double p) {
        const double alive = flows(lambda) * std::pow(1 - p, h.x + 1) * std::exp(-lambda * h.T);
        return Known{alive, alive + flows(lambda) * p * std::pow(1 - p, h.x) * std::exp(-lambda * h.t_x), -std::expm1(-lambda * t)};
      };
      CHECK(distance(probability(bg_nbd::Parameters{0.7, 6, 0.8, 2.5}, h, t), by_quadrature(lambdas, ps, bg)) < 1e-9);
      CHECK(distance(probability(mbg_cnbd_k::Parameters{0.7, 6, 0.8, 2.5, 1}, h, t), by_quadrature(lambdas, ps, mbg)) < 1e-9);
      const auto mus = test::gamma_nodes(0.9, 11, 30);
      const auto pareto = [&](double lambda, double mu) {
        const double rate = lambda + mu, alive = flows(lambda) * std::exp(-rate * h.T);
        return Known{alive, alive + flows(lambda) * mu / rate * (std::exp(-rate * h.t_x) - std::exp(-rate * h.T)), -lambda / rate * std::expm1(-rate * t)};
      };
      CHECK(distance(probability(pareto_nbd::Parameters{0.7, 6, 0.9, 11}, h, t), by_quadrature(lambdas, mus, pareto)) < 1e-9);
    }
}

TEST_CASE("who is alive under Pareto/NBD is like a customer just won: buying again is not buying nothing", "[consistency]") {
  for (const auto& p : test::pareto_parameter_sets)
    for (const auto& c : test::infamous_customers)
      for (const double t : {1.0 / 7, 52.0, 5218.0}) {
        CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.T, t);
        const double nothing = probability_mass(pareto_nbd::Parameters{p.r + c.x, p.alpha + c.T, p.s, p.beta + c.T}, 0, t);
        CHECK(std::abs(buys_again_if_alive(p, c.x, c.T, t) + nothing - 1) < 1e-11);
      }
}

TEST_CASE("with no end, a customer with λ and μ on one scale buys again with E[λ/(λ+μ)] = (r+x)/(r+x+s)", "[consistency]") {
  for (const double s : {0.05, 0.606, 1.0, 12.0})
    for (const double x : {0.0, 3.0, 3000.0}) {
      CAPTURE(s, x);
      const pareto_nbd::Parameters p{0.553, 9, s, 9};
      CHECK(distance(buys_again_if_alive(p, x, 40, for_ever), (p.r + x) / (p.r + x + s)) < 1e-12);
      CHECK(buys_again_if_alive(p, x, 40, 0) == 0);
    }
  // In the others nobody leaves between purchases.
  CHECK(buys_again_if_alive(bg_nbd::Parameters{0.2, 4, 0.8, 2.4}, {0, 0, 40, 1}, for_ever) == 1);
  CHECK(buys_again_if_alive(mbg_cnbd_k::Parameters{0.001, 4, 0.8, 2.4, 1}, {0, 0, 40, 1}, for_ever) == 1);
}

TEST_CASE("one purchase at least is no likelier than being alive, and no more than the purchases expected", "[consistency]") {
  const std::vector<PurchaseParameters> all = {bg_nbd::Parameters{0.243, 4.414, 0.793, 2.426}, mbg_cnbd_k::Parameters{0.525, 6.183, 0.891, 1.614, 1},
                                               pareto_nbd::Parameters{0.553, 10.578, 0.606, 11.669}};
  for (const auto& p : all)
    for (const auto& c : test::infamous_customers) {
      const History h{c.x, c.t_x, c.T, 1};
      double before = 0;
      for (const double t : {0.001, 1.0, 52.0, 520.0, 5218.0, for_ever}) {
        CAPTURE(p.index(), c.x, c.t_x, c.T, t);
        const double chance = probability(p, h, t);
        CHECK((chance >= before && chance <= p_alive(p, h)));
        if (t < for_ever) CHECK(chance <= p_alive(p, h) * forecast_if_alive(p, h, t, 0, Moments::first).transactions * (1 + 1e-12));
        before = chance;
      }
    }
}

TEST_CASE("by the time given, that share of those who buy again have done so", "[consistency]") {
  for (const double share : next_purchase_shares)
    for (const double x : {0.0, 1.0, 40.0}) {
      CAPTURE(share, x);
      // Where nobody leaves between purchases, times are Lomax's.
      const double lomax = (4.414 + 38.86) * (std::pow(1 - share, -1 / (0.243 + x)) - 1);
      CHECK(distance(time_of_next_purchase(bg_nbd::Parameters{0.243, 4.414, 0.793, 2.426}, {x, 0, 38.86, 1}, share), lomax) < 1e-10);
      const pareto_nbd::Parameters p{0.553, 10.578, 0.606, 11.669};
      const double t = time_of_next_purchase(p, {x, 0, 38.86, 1}, share);
      const double within = 1 - probability_mass(pareto_nbd::Parameters{p.r + x, p.alpha + 38.86, p.s, p.beta + 38.86}, 0, t);
      CHECK(distance(within, share * buys_again_if_alive(p, x, 38.86, for_ever)) < 1e-10);
    }
}

TEST_CASE("of simulated customers as many buy again within the horizon as the probabilities add up to", "[consistency]") {
  const bg_nbd::Parameters truth{0.9, 7.5, 0.8, 2.9};
  Random random(61);
  const int customers = test::slow_build ? 4'000 : 30'000;
  const double T = 40, t = 20;
  double expected = 0, variance = 0;
  int bought = 0;
  for (int i = 0; i < customers; ++i) {
    const double lambda = random.gamma(truth.r, truth.alpha), p = random.beta(truth.a, truth.b);
    History h{0, 0, T, 1};
    bool again = false;
    test::buy(random, lambda, p, T + t, [&](double time) {
      if (time <= T) ++h.x, h.t_x = time;
      else again = true;
    });
    const double chance = probability(truth, h, t);
    expected += chance, variance += chance * (1 - chance), bought += again;
  }
  CHECK(std::abs(bought - expected) < 3.5 * std::sqrt(variance));
}

TEST_CASE("intervals of the next purchase agree with draws of the parameters", "[consistency]") {
  struct Spread {
    double mean = 0, squares = 0;
    void add(double value, int draws) { mean += value / draws, squares += value * value / draws; }
    double sd() const { return std::sqrt(squares - mean * mean); }
  };
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  const History history{2, 20, 30, 1};
  const int draws = test::slow_build ? 100 : 400;
  for (const PurchaseFit& fit : {given(PurchaseModel::bg_nbd, {0.9, 7.5, 0.8, 2.9}), given(PurchaseModel::mbg_nbd, {0.9, 7.5, 0.8, 2.9}),
                                 given(PurchaseModel::pareto_nbd, {0.9, 7.5, 0.8, 12})}) {
    const NextPurchase next = next_purchase(fit, history, 26);
    Random random(62);
    Spread within, ever, median;
    for (int draw = 0; draw < draws; ++draw) {
      Vector<4> log_theta = fit.log_theta;
      for (std::size_t k = 0; k < 4; ++k) log_theta[k] += random.normal() * std::sqrt(fit.covariance[k][k]);
      const auto p = parameters_at(fit.model, log_theta);
      within.add(logit(probability(p, history, 26)), draws);
      ever.add(logit(probability(p, history, for_ever)), draws);
      median.add(std::log(time_of_next_purchase(p, history, 0.5)), draws);
    }
    const double tolerance = 4 / std::sqrt(2.0 * draws) + 0.05;
    const auto logit_sd = [&](const Estimate& e) { return (logit(e.interval->high) - logit(e.interval->low)) / (2 * 1.959963984540054); };
    const auto& time = next.times[1];
    CAPTURE(int(fit.model));
    CHECK(std::abs(logit_sd(next.within) / within.sd() - 1) < tolerance);
    CHECK(std::abs(logit_sd(next.ever) / ever.sd() - 1) < tolerance);
    CHECK(std::abs(std::log(time.interval->high / time.interval->low) / (2 * 1.959963984540054) / median.sd() - 1) < tolerance);
    CHECK(next.within.n == 1000);
  }
}

TEST_CASE("95 % intervals of one customer's probability hold the truth in about 95 % of simulated samples", "[consistency]") {
  const bg_nbd::Parameters truth{0.9, 7.5, 0.8, 2.9};
  const History customer{3, 30, 45, 1};
  const double known = probability(truth, customer, 26);
  const double known_time = time_of_next_purchase(truth, customer, 0.5);
  const int samples = test::slow_build ? 20 : 200;
  int held = 0, held_time = 0, fitted = 0;
  for (int sample = 0; sample < samples; ++sample) {
    const auto histories = test::simulated_histories(1000 + std::uint64_t(sample), truth, 600, 80);
    const PurchaseFit fit{bg_nbd::fit(histories), PurchaseModel::bg_nbd};
    if (!fit) continue;
    ++fitted;
    const NextPurchase next = next_purchase(fit, customer, 26);
    held += next.within.interval->low <= known && known <= next.within.interval->high;
    held_time += next.times[1].interval->low <= known_time && known_time <= next.times[1].interval->high;
  }
  // 3.5 standard errors of a share of 95 %.
  const double allowed = 3.5 * std::sqrt(0.05 * 0.95 / samples) + 0.01;
  REQUIRE(fitted >= samples * 9 / 10);
  CHECK(std::abs(held / double(fitted) - 0.95) < allowed);
  CHECK(std::abs(held_time / double(fitted) - 0.95) < allowed);
}

TEST_CASE("for many customers: the same probability and interval as for one, between the ages that were worked out", "[consistency]") {
  std::vector<History> histories;
  for (const double x : {0.0, 1.0, 3.0, 40.0})
    for (int day = 0; day < 1'500; day += 7) histories.push_back({x, x > 0 ? day / 14.0 : 0, day / 7.0, 1});
  const std::vector<PurchaseFit> fits = {given(PurchaseModel::bg_nbd, {0.243, 4.414, 0.793, 2.426}), given(PurchaseModel::mbg_nbd, {0.6, 6.2, 0.5, 1.1}),
                                         given(PurchaseModel::pareto_nbd, {0.553, 10.578, 0.606, 11.669}), given(PurchaseModel::mbg_cnbd_k, {0.6, 2.1, 0.5, 1.1}, 3)};
  for (const PurchaseFit& fit : fits)
    for (const double horizon : {1.0, 52.0}) {
      const BuysWithin many(fit, histories, horizon);
      double worst = 0;
      for (std::size_t i = 0; i < histories.size(); i += 11) {
        const Estimate one = next_purchase(fit, histories[i], horizon).within;
        const BuysAgain own = many(histories[i]);
        const Interval interval = logit_interval(own.probability, quadratic_form(fit.covariance, own.log_gradient));
        for (const double each : {distance(own.probability, one.value), distance(interval.low, one.interval->low), distance(interval.high, one.interval->high)})
          worst = std::fmax(worst, each);
      }
      CAPTURE(int(fit.model), horizon);
      CHECK(worst < 1e-8);
    }
}
