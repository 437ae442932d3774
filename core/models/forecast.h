// Fits → what each customer and the whole base will do, with 95 % intervals by the delta method. Everything is positive, so
// variances are taken of logarithms: var(ln f) = gᵀΣg with g the derivatives of ln f by the ln-parameters and Σ their covariance.
// The purchase model and the spend model are fitted apart, so their variances add.
#pragma once

#include <span>

#include "base/estimate.h"
#include "models/alive_table.h"
#include "models/gamma_gamma.h"
#include "models/purchase_model.h"

namespace lifeworth {

template <std::size_t K>
double quadratic_form(const Matrix<K>& m, const Vector<K>& v) {
  double sum = 0;
  for (std::size_t i = 0; i < K; ++i)
    for (std::size_t j = 0; j < K; ++j) sum += v[i] * m[i][j] * v[j];
  return sum;
}

/// value · exp(±1.96 sd).
Interval log_interval(double value, double log_variance);

/// What customers with one history will do over a horizon.
struct HistoryForecast {
  double p_alive;
  double transactions;             ///< expected
  double discounted_transactions;  ///< expected, discounted
  double variance;                 ///< of the number of transactions, given the parameters; meaningless with Moments::first
  Vector<4> log_alive_gradient;    ///< of ln p_alive by ln r, ln α, ln a, ln b
  Vector<4> log_transactions_gradient;
  Vector<4> log_discounted_gradient;
};

/// Forecasts of customers by their history, at a cost of a few logarithms each.
class Forecaster {
 public:
  /// `histories`: those that will be asked for. `horizon` in the fit's time unit; `discount_rate` continuous, per time unit.
  Forecaster(const PurchaseFit& fit, std::span<const History> histories, double horizon, double discount_rate, Moments moments = Moments::second);
  HistoryForecast operator()(const History& history) const;

 private:
  PurchaseParameters parameters_;
  AliveTable alive_;
};

/// 95 % interval of a probability by the delta method on its logit; {1, 1} where it is 1 by construction. `covariance` of the ln-parameters.
Interval p_alive_interval(const Matrix<4>& covariance, const HistoryForecast& forecast);

/// A sum over customers with its derivatives, so that the sum gets an interval of its own.
struct ForecastSum {
  double value = 0;
  Vector<4> by_purchase_parameters{};  ///< derivatives by the ln-parameters
  Vector<3> by_spend_parameters{};

  void add(double amount, const Vector<4>& log_gradient);
  void add(double amount, const Vector<4>& log_gradient, const Vector<3>& log_spend_gradient);
  /// Variance that comes from not knowing the parameters.
  double variance(const Fit<4>& purchases, const Fit<3>* spend) const;
};

}  // namespace lifeworth
