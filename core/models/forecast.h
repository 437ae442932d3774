// Fits → what each customer and the whole base will do, with 95 % intervals by the delta method. Everything is positive, so
// variances are taken of logarithms: var(ln f) = gᵀΣg with g the derivatives of ln f by the ln-parameters and Σ their covariance.
// The purchase model and the spend model are fitted apart, so their variances add.
#pragma once

#include <cmath>
#include <span>
#include <vector>

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

template <std::size_t K>
Vector<K> product(const Matrix<K>& m, const Vector<K>& v) {
  Vector<K> result{};
  for (std::size_t i = 0; i < K; ++i)
    for (std::size_t j = 0; j < K; ++j) result[i] += m[i][j] * v[j];
  return result;
}

/// Derivatives of ln f by the ln-parameters, as central differences: f is smooth, so the error is of order h².
template <std::size_t K, class Function>
Vector<K> log_gradient(Function&& f, const Vector<K>& log_theta) {
  constexpr double h = 1e-4;
  Vector<K> gradient{};
  for (std::size_t k = 0; k < K; ++k) {
    Vector<K> up = log_theta, down = log_theta;
    up[k] += h, down[k] -= h;
    const double above = f(up), below = f(down);
    if (above > 0 && below > 0) gradient[k] = std::log(above / below) / (2 * h);
  }
  return gradient;
}

/// 95 % interval by the delta method on the logarithm: value · exp(±1.96 sd).
Interval log_interval(double value, double log_variance);

/// The same on the logit of a probability, so that it stays one; {1, 1} where it is 1 by construction.
Interval logit_interval(double probability, double log_variance);

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

/// Of a customer who is alive with probability p; `log_alive_gradient` of ln p.
HistoryForecast of_alive(double p, const Vector<4>& log_alive_gradient, const AliveOutlook& if_alive);

/// Forecasts of customers by their history, at a cost of a few logarithms each.
class Forecaster {
 public:
  /// `histories`: those that will be asked for. `horizon` in the fit's time unit; `discount_rate` continuous, per time unit; `ages` as for AliveTable.
  Forecaster(const PurchaseFit& fit, std::span<const History> histories, double horizon, double discount_rate, Moments moments = Moments::second,
             std::size_t ages = AliveTable::all_ages);
  HistoryForecast operator()(const History& history) const;

 private:
  AliveOutlook if_alive(const History& history) const;

  PurchaseParameters parameters_;
  std::vector<AliveTable> alive_;  ///< by the ticks since the last purchase; one table where there are none
};

/// `covariance` of the ln-parameters.
Interval p_alive_interval(const Matrix<4>& covariance, const HistoryForecast& forecast);

/// A sum over customers with its derivatives, so that the sum gets an interval of its own.
struct ForecastSum {
  double value = 0;
  Vector<4> by_purchase_parameters{};  ///< derivatives by the ln-parameters
  Vector<3> by_spend_parameters{};

  void add(double amount, const Vector<4>& log_gradient);
  void add(double amount, const Vector<4>& log_gradient, const Vector<3>& log_spend_gradient);
  /// Variance that comes from not knowing the parameters; `spend`: where there is money in it.
  double variance(const Fit<4>& purchases, const Fit<3>* spend = nullptr) const;
  /// Of n customers.
  Estimate estimate(std::uint64_t n, const Fit<4>& purchases, const Fit<3>* spend = nullptr) const;
};

}  // namespace lifeworth
