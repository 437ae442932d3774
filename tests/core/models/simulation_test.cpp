// Simulated customers do what the models say of them: how many purchases they make, when they are last seen, and what they spend.
#include "models/simulation.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/fit_checks.h"
#include "../support/shop.h"

using namespace lifeworth;

namespace {

constexpr double T = 60;

const std::vector<std::pair<PurchaseModel, PurchaseParameters>> worlds = {
    {PurchaseModel::bg_nbd, bg_nbd::Parameters{0.9, 9, 0.8, 2.9}},
    {PurchaseModel::mbg_nbd, mbg_cnbd_k::Parameters{0.9, 9, 0.8, 2.9, 1}},
    {PurchaseModel::pareto_nbd, pareto_nbd::Parameters{0.9, 9, 0.8, 30}},
    {PurchaseModel::mbg_cnbd_k, mbg_cnbd_k::Parameters{0.9, 3, 0.8, 2.9, 3}},
};

struct Mean {
  double sum = 0, squares = 0, n = 0;
  void add(double value, double customers) { sum += customers * value, squares += customers * value * value, n += customers; }
  double value() const { return sum / n; }
  double standard_error() const { return std::sqrt((squares / n - value() * value()) / n); }
};

}  // namespace

TEST_CASE("simulated customers buy as often as the models expect, and no others repeat", "[consistency]") {
  for (const auto& [model, parameters] : worlds) {
    Random random(5);
    const double customers = test::slow_build ? 20'000 : 200'000;
    // A ten-thousandth of the week: hardly any two purchases fall on one "day".
    const auto base = simulated_base(parameters, std::vector{History{0, 0, T, customers}}, 1e-4, random);
    Mean purchases, none;
    for (const History& history : base) {
      purchases.add(history.x, history.customers);
      none.add(history.x == 0, history.customers);
      CHECK(((history.x == 0) == (history.t_x == 0) && history.t_x <= T && history.T == T));
    }
    CHECK(purchases.n == customers);
    CHECK(std::abs(purchases.value() - expected_transactions(parameters, T)) < 4 * purchases.standard_error());
    const double expected_none = std::visit([](const auto& own) { return probability_mass(own, 0, T); }, parameters);
    CHECK(std::abs(none.value() - expected_none) < 4 * none.standard_error());
  }
}

TEST_CASE("a fit of simulated customers finds the parameters again", "[consistency]") {
  for (const auto& [model, parameters] : worlds) {
    Random random(6);
    const auto base = simulated_base(parameters, std::vector{History{0, 0, T, 20'000}, History{0, 0, T / 2, 20'000}}, 1e-4, random);
    PurchaseFit like;
    like.model = model;
    if (const auto* regular = regular_of(parameters)) like.k = regular->k;
    const PurchaseFit fit = fit_alike(like, base);
    REQUIRE(fit);
    const Vector<4> truth = std::visit([](const auto& own) {
      if constexpr (requires { own.s; }) return Vector<4>{own.r, own.alpha, own.s, own.beta};
      else return Vector<4>{own.r, own.alpha, own.a, own.b};
    }, parameters);
    for (std::size_t k = 0; k < 4; ++k) CHECK(std::abs(fit.log_theta[k] - std::log(truth[k])) < 4 * std::sqrt(fit.covariance[k][k]));
  }
}

TEST_CASE("purchases of one day count once, and days are whole", "[consistency]") {
  Random random(7);
  // Ten purchases a day, and nobody leaves.
  const PurchaseParameters busy = bg_nbd::Parameters{1e6, 1e6 / 70, 1e-6, 1e6};
  const auto base = simulated_base(busy, std::vector{History{0, 0, 10, 100}}, 1 / 7.0, random);
  for (const History& history : base) {
    CHECK(history.x >= 69);
    CHECK(history.x <= 70);
    CHECK(std::abs(history.t_x * 7 - std::round(history.t_x * 7)) < 1e-9);
  }
}

TEST_CASE("simulated spenders spend what gamma-gamma says, and keep their number of purchases", "[consistency]") {
  constexpr gamma_gamma::Parameters spend{6.0, 5.2, 26.0};
  Random random(8);
  const std::vector<gamma_gamma::Spender> like(test::slow_build ? 20'000 : 200'000, {3, 1});
  Mean spent;
  for (const auto& [x, m] : simulated_spenders(spend, like, random)) {
    REQUIRE(x == 3);
    spent.add(m, 1);
  }
  CHECK(std::abs(spent.value() - gamma_gamma::mean_spend(spend)) < 4 * spent.standard_error());
}

TEST_CASE("regular buyers' gaps are those of k ticks", "[consistency]") {
  Random random(9);
  const mbg_cnbd_k::Parameters regular{3, 6, 0.5, 5, 3};
  const auto base = simulated_base(regular, std::vector{History{0, 0, T, test::slow_build ? 10'000.0 : 50'000.0}}, 1e-4, random);
  Mean purchases;
  for (const History& history : base) purchases.add(history.x, history.customers);
  CHECK(std::abs(purchases.value() - mbg_cnbd_k::expected_transactions(regular, T)) < 4 * purchases.standard_error());
}
