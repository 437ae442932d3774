// Shops of known truth: how their customers buy and leave, simulated orders, and what the true parameters expect of whoever bought so. Independent of models/simulation.h.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "fit_checks.h"
#include "results/prediction.h"
#include "shop.h"

namespace lifeworth::test {

/// How customers of a shop buy and leave.
struct World {
  PurchaseModel model;
  Vector<4> theta;
  int k = 1;  ///< ticks of the customer's clock a purchase

  PurchaseParameters parameters() const { return parameters_at(model, log_theta(), k); }
  Vector<4> log_theta() const { return logarithms_of(theta); }
};

/// Slow shops: a purchase in 30 weeks, so that days are fine enough for the continuous time of the models.
inline constexpr World bg{PurchaseModel::bg_nbd, {0.9, 26, 0.8, 2.9}}, mbg{PurchaseModel::mbg_nbd, {0.9, 26, 0.8, 2.9}}, pareto{PurchaseModel::pareto_nbd, {0.9, 26, 0.8, 60}},
    regular{PurchaseModel::mbg_cnbd_k, {0.9, 9, 0.8, 2.9}, 3};
inline constexpr gamma_gamma::Parameters spend{6.0, 4.2, 26.0};
inline constexpr Day days_observed = 1400, days_to_calibration = 1050;

/// Purchases of one customer in (0, T], as the world's story goes.
template <class Purchase>
void live(Random& random, const World& world, double T, Purchase&& purchase) {
  const double lambda = random.gamma(world.theta[0], world.theta[1]);
  if (world.model == PurchaseModel::pareto_nbd) {
    const double end = std::min(T, random.exponential(random.gamma(world.theta[2], world.theta[3])));
    buy(random, lambda, 0, end, purchase);
    return;
  }
  const double leave = random.beta(world.theta[2], world.theta[3]);
  const bool leaves_at_first = world.model == PurchaseModel::mbg_nbd || world.model == PurchaseModel::mbg_cnbd_k;
  if (leaves_at_first && random.uniform() < leave) return;
  if (world.k > 1) {
    for (double time = random.gamma(world.k, lambda); time <= T; time += random.gamma(world.k, lambda)) {
      purchase(time);
      if (random.uniform() < leave) return;
    }
    return;
  }
  buy(random, lambda, leave, T, purchase);
}

inline TransactionLog simulated_shop(const World& world, std::uint64_t seed, std::uint32_t customers) {
  Random random(seed);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double nu = random.gamma(spend.q, spend.gamma);
    const Day joined = Day(customer % 5) * 150;  // few different ages: quicker, and nothing else
    const auto buy_at = [&](double weeks) {
      orders.push_back({customer, joined + Day(weeks * 7), std::max<Minor>(1, std::llround(random.gamma(spend.p, nu) * 100))});
    };
    buy_at(0);
    live(random, world, (days_observed - joined) / 7.0, buy_at);
  }
  return TransactionLog(orders, customers);
}

struct Truth {
  double transactions = 0, clv = 0;
};

inline Truth true_totals(const World& world, const Prediction& prediction) {
  const PurchaseParameters purchases = world.parameters();
  const double horizon = (prediction.horizon_end - prediction.observation_end) / 7.0, rate = std::log1p(prediction.settings.discount) * 7 / 365;
  Truth truth;
  for (const CustomerRow& row : prediction.table.rows) {
    const double x = row.frequency, t_x = row.recency / 7.0, T = row.age / 7.0;
    const double alive = p_alive(purchases, {x, t_x, T, 1});
    const auto forecast = forecast_if_alive(purchases, {x, t_x, T, 1}, horizon, rate, Moments::first);
    const double mean = x > 0 ? double(row.repeat_value) / x / 100 : 0;
    truth.transactions += alive * forecast.transactions;
    truth.clv += prediction.settings.margin * alive * forecast.discounted_transactions * gamma_gamma::expected_spend(spend, x, mean) * 100;
  }
  return truth;
}

inline bool holds(const std::optional<Interval>& interval, double truth) { return interval && interval->low <= truth && truth <= interval->high; }

}  // namespace lifeworth::test
