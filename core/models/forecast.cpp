#include "models/forecast.h"

#include <cmath>

#include "base/special.h"

namespace lifeworth {
namespace {

Vector<4> sum_of(const Vector<4>& u, const Vector<4>& v) { return {u[0] + v[0], u[1] + v[1], u[2] + v[2], u[3] + v[3]}; }

}  // namespace

Interval log_interval(double value, double log_variance) {
  const double factor = std::exp(z_95 * std::sqrt(log_variance));
  return {value / factor, value * factor};
}

Interval logit_interval(double probability, double log_variance) {
  if (probability >= 1) return {1, 1};
  // d logit p = d ln p / (1 − p)
  const double sd = std::sqrt(log_variance) / (1 - probability), logit = std::log(probability / (1 - probability));
  const auto share = [](double at) { return 1 / (1 + std::exp(-at)); };
  return {share(logit - z_95 * sd), share(logit + z_95 * sd)};
}

Forecaster::Forecaster(const PurchaseFit& fit, std::span<const History> histories, double horizon, double discount_rate, Moments moments,
                       std::size_t ages)
    : parameters_(parameters_at(fit.model, fit.log_theta)),
      alive_(
          [model = fit.model, horizon, discount_rate](const Vector<4>& log_theta, double x, double T, Moments wanted) {
            return forecast_if_alive(parameters_at(model, log_theta), x, T, horizon, discount_rate, wanted);
          },
          fit.log_theta, time_scale(parameters_), histories, moments, ages) {}

HistoryForecast Forecaster::operator()(const History& history) const {
  const AliveOutlook alive = alive_.at(history.x, history.T);
  const double p = p_alive(parameters_, history);
  const double mean = p * alive.forecast.transactions;
  const auto gradient = log_alive_gradient(parameters_, history, p);
  return {p, mean, p * alive.forecast.discounted_transactions, p * (alive.forecast.second_factorial_moment + alive.forecast.transactions) - mean * mean,
          gradient, sum_of(gradient, alive.log_transactions_gradient), sum_of(gradient, alive.log_discounted_gradient)};
}

Interval p_alive_interval(const Matrix<4>& covariance, const HistoryForecast& forecast) {
  return logit_interval(forecast.p_alive, quadratic_form(covariance, forecast.log_alive_gradient));
}

void ForecastSum::add(double amount, const Vector<4>& log_gradient) {
  value += amount;
  for (std::size_t k = 0; k < 4; ++k) by_purchase_parameters[k] += amount * log_gradient[k];
}

void ForecastSum::add(double amount, const Vector<4>& log_gradient, const Vector<3>& log_spend_gradient) {
  add(amount, log_gradient);
  for (std::size_t k = 0; k < 3; ++k) by_spend_parameters[k] += amount * log_spend_gradient[k];
}

double ForecastSum::variance(const Fit<4>& purchases, const Fit<3>* spend) const {
  return quadratic_form(purchases.covariance, by_purchase_parameters) + (spend ? quadratic_form(spend->covariance, by_spend_parameters) : 0);
}

Estimate ForecastSum::estimate(std::uint64_t n, const Fit<4>& purchases, const Fit<3>* spend) const {
  if (!(value > 0)) return {value, std::nullopt, n};
  return {value, log_interval(value, variance(purchases, spend) / (value * value)), n};
}

}  // namespace lifeworth
