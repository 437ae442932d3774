// Three models of lives of contracts behind one door: each the same as its own file says, values against sums, intervals against derivatives by hand.
#include "models/contract_life.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "base/special.h"
#include "models/bdw.h"
#include "models/sbg.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

/// The first seven years of a curve that rises.
const Renewals regular(std::vector<double>{1000, 631, 468, 382, 326, 289, 262, 241});

}  // namespace

TEST_CASE("constant retention is all renewals over all who could, its interval by hand", "[correctness]") {
  const LifeFit fit = fit_life(LifeModel::constant, regular);
  REQUIRE(fit);
  const double could = 1000 + 631 + 468 + 382 + 326 + 289 + 262, did = could - 1000 + 241, r = did / could;
  CHECK(distance(fit.theta[0], r) < 1e-14);
  CHECK(distance(fit.log_likelihood, did * std::log(r) + (could - did) * std::log(1 - r)) < 1e-14);
  CHECK(distance(fit.life.retention(5), r) < 1e-14);
  CHECK(distance(fit.life.lifetime(0.1), 1.1 / (1.1 - r)) < 1e-13);
  // d ln(1.1/(1.1 − r)) = dr/(1.1 − r), var r = r(1−r)/n.
  const Uncertain lifetime = uncertain(fit, [](const Life& life) { return life.lifetime(0.1); });
  CHECK(distance(lifetime.log_variance, r * (1 - r) / could / ((1.1 - r) * (1.1 - r))) < 1e-6);
  const auto interval = lifetime.estimate(1000).interval;
  REQUIRE(interval);
  CHECK(distance(interval->high, lifetime.value * std::exp(z_95 * std::sqrt(lifetime.log_variance))) < 1e-12);
}

TEST_CASE("sBG and BdW come through as they are", "[consistency]") {
  const LifeFit s = fit_life(LifeModel::sbg, regular), b = fit_life(LifeModel::bdw, regular);
  REQUIRE(s);
  REQUIRE(b);
  const Fit<2> own = sbg::fit(regular);
  CHECK(s.log_likelihood == own.log_likelihood);
  CHECK(s.theta[1] == own.theta[1]);
  CHECK(s.akaike() == 4 - 2 * own.log_likelihood);
  CHECK(distance(s.schwarz(), 2 * std::log(1000.0) - 2 * own.log_likelihood) < 1e-14);
  const sbg::Parameters theta{own.theta[0], own.theta[1]};
  CHECK(distance(s.life.residual(3, 0.1), sbg::discounted_expected_residual_lifetime(theta, 3, 0.1)) < 1e-12);
  CHECK(distance(s.life.survival(9)[9], sbg::survival(theta, 9)) < 1e-12);
  CHECK(distance(b.life.survival(9)[9], bdw::survival({b.theta[0], b.theta[1], b.theta[2]}, 9)) < 1e-12);
  CHECK(b.log_likelihood >= s.log_likelihood - 1e-9);  // sBG is BdW with c = 1
  CHECK(distance(log_score(s.life, regular), own.log_likelihood) < 1e-12);
}

TEST_CASE("nobody left, nobody stayed, nobody there: no fit", "[input]") {
  CHECK(fit_life(LifeModel::constant, Renewals(std::vector<double>{10, 10, 10})).failed == NoFit::no_maximum);
  CHECK(fit_life(LifeModel::constant, Renewals(std::vector<double>{10, 0})).failed == NoFit::no_maximum);
  CHECK(fit_life(LifeModel::constant, Renewals(std::vector<double>{10})).failed == NoFit::too_few);
  CHECK(fit_life(LifeModel::sbg, Renewals(std::vector<double>{100, 80, 64, 51})).failed == NoFit::no_maximum);  // customers all alike
}

TEST_CASE("the value of those on hand is the sum over their payments, term by term", "[consistency]") {
  const double d = 0.01;
  for (const LifeModel model : life_models) {
    const LifeFit fit = fit_life(model, regular);
    const std::vector<ContractGroup> groups = {{0, 4, 10}, {2, 5, 30}, {2, 6, 20}};
    double within = 0, for_ever = 0;
    for (const auto& [renewals, payments, weight] : groups) {
      const auto left = fit.life.survival(renewals + 20'000);
      for (int t = 1; t <= 20'000; ++t) {
        const double term = weight * left[std::size_t(renewals + t)] / left[std::size_t(renewals)] * std::pow(1 + d, -t);
        for_ever += term;
        if (t <= payments) within += term;
      }
    }
    INFO("model " << int(model));
    CHECK(distance(residual_value_within(fit.life, groups, d), within) < 1e-12);
    CHECK(distance(residual_value(fit.life, groups, d), for_ever) < 1e-9);
  }
}

TEST_CASE("who is expected to be left, with the customers' chance and the parameters'", "[consistency]") {
  const LifeFit fit = fit_life(LifeModel::constant, regular);
  const double r = fit.theta[0];
  const Estimate left = expected_left(fit, {{1, 2, 300}, {4, 0, 50}});
  CHECK(distance(left.value, 300 * r * r + 50) < 1e-12);
  CHECK(left.n == 350);
  const double chance = 300 * r * r * (1 - r * r), parameters = std::pow(600 * r, 2) * fit.standard_error[0] * fit.standard_error[0];
  CHECK(distance(left.interval->high - left.value, z_95 * std::sqrt(chance + parameters)) < 1e-6);
}

TEST_CASE("without discount too loyal a base is worth infinitely much, and has no interval", "[correctness]") {
  const LifeFit fit = fit_life(LifeModel::sbg, regular);
  REQUIRE(fit.theta[0] < 1);
  const Uncertain lifetime = uncertain(fit, [](const Life& life) { return life.lifetime(0); });
  CHECK(std::isinf(lifetime.value));
  CHECK_FALSE(lifetime.estimate(1000).interval);
}
