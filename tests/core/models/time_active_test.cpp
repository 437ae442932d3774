// How long a customer just won is there to buy: each model's integral over time against the individual's, integrated over what customers are like.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "models/purchase_model.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

constexpr double century = 5218;

/// E[min(lifetime, t)] of a lifetime with an exponential rate; t where the rate is as good as nothing.
double time_at(double rate, double t) { return rate * t < 1e-300 ? t : -std::expm1(-rate * t) / rate; }

const std::vector<double> times = {0.5, 26, 52, 520, century};

}  // namespace

TEST_CASE("BG/NBD's time active is E[(1 − e^(−λpt))/(λp)], also with p once more for MBG/NBD", "[consistency]") {
  for (const bg_nbd::Parameters& p : {bg_nbd::Parameters{0.243, 4.414, 0.793, 2.426}, {6.5, 40, 1.6, 1.7}, {0.3, 0.5, 1, 3}, {3, 400, 0.5, 0.5}}) {
    const auto lambdas = test::gamma_nodes(p.r, p.alpha), ps = test::beta_nodes(p.a, p.b);
    for (const double t : times) {
      CAPTURE(p.r, p.alpha, p.a, p.b, t);
      const auto time = [&](double lambda, double leaves) { return time_at(lambda * leaves, t); };
      CHECK(distance(bg_nbd::expected_time_active(p, t), test::expectation(lambdas, ps, time)) < 1e-10);
      const auto stayed = [&](double lambda, double leaves) { return (1 - leaves) * time(lambda, leaves); };
      CHECK(distance(mbg_cnbd_k::expected_time_active({p.r, p.alpha, p.a, p.b, 1}, t), test::expectation(lambdas, ps, stayed)) < 1e-10);
    }
  }
}

TEST_CASE("Pareto/NBD's time active is E[(1 − e^(−μt))/μ], also at s = 1, and its purchases are that at the mean rate", "[consistency]") {
  for (const pareto_nbd::Parameters& p : {pareto_nbd::Parameters{0.553, 10.578, 0.606, 11.669}, {1, 10, 1, 30}, {3, 5, 4, 5}, {0.2, 2, 0.1, 300}}) {
    const auto rates = test::gamma_nodes(p.s, p.beta);
    for (const double t : times) {
      double time = 0;
      for (const test::Node& rate : rates) time += rate.weight * time_at(rate.at, t);
      CAPTURE(p.s, p.beta, t);
      CHECK(distance(pareto_nbd::expected_time_active(p, t), time) < 1e-10);
      CHECK(distance(p.r / p.alpha * pareto_nbd::expected_time_active(p, t), pareto_nbd::expected_transactions(p, t)) < 1e-13);
    }
  }
}

TEST_CASE("nobody is active longer than there was time, and over a short time all who came to stay are", "[consistency]") {
  for (const PurchaseModel model : purchase_models) {
    const PurchaseParameters own = parameters_at(model, {std::log(0.9), std::log(26.0), std::log(0.8), std::log(2.9)});
    const double stays = p_alive(own, {0, 0, 0, 1});
    CHECK(distance(expected_time_active(own, 1e-6), stays * 1e-6) < 1e-6);
    CHECK(expected_time_active(own, 0) == 0);
    double before = 0;
    for (const double t : times) {
      const double active = expected_time_active(own, t);
      CHECK((active > before && active < stays * t));
      before = active;
    }
  }
}
