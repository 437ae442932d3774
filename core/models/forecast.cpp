#include "models/forecast.h"

#include <cmath>

#include "base/special.h"
#include "models/regular_outlooks.h"

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
    : parameters_(parameters_of(fit)) {
  const double scale = time_scale(parameters_);
  if (const auto* regular = regular_of(parameters_)) {
    // The more regular, the longer purchases show as steps in time.
    const std::size_t points = ages + 4 * std::size_t(regular->k - 1);
    for (int ticks = 0; ticks < regular->k; ++ticks)
      alive_.emplace_back(
          [&](double x, std::span<const double> T) { return mbg_cnbd_k::outlooks_if_alive(*regular, x, ticks, T, horizon, discount_rate); }, scale, histories,
          points);
    return;
  }
  const auto forecast = [model = fit.model, horizon, discount_rate](const Vector<4>& log_theta, double x, double T, Moments wanted) {
    return forecast_if_alive(parameters_at(model, log_theta), {x, T, T, 1}, horizon, discount_rate, wanted);
  };
  alive_.emplace_back(by_differences(forecast, fit.log_theta, moments), scale, histories, ages);
}

/// Where purchases are regular, over how many ticks of the clock may have come since the last one.
AliveOutlook Forecaster::if_alive(const History& history) const {
  const auto* regular = regular_of(parameters_);
  if (!regular) return alive_.front().at(history.x, history.T);
  const auto ticks = mbg_cnbd_k::ticks_since(*regular, history.x, history.t_x, history.T);
  AliveOutlook all{};
  for (std::size_t j = 0; j < alive_.size(); ++j) {
    const auto& [share, by_log_r, by_log_alpha] = ticks[j];
    if (share == 0) continue;
    const auto [each, transactions_gradient, discounted_gradient] = alive_[j].at(history.x, history.T);
    const Vector<4> share_gradient = {by_log_r, by_log_alpha, 0, 0};
    all.forecast.transactions += share * each.transactions;
    all.forecast.discounted_transactions += share * each.discounted_transactions;
    all.forecast.second_factorial_moment += share * each.second_factorial_moment;
    for (std::size_t i = 0; i < 4; ++i) {
      all.log_transactions_gradient[i] += share * each.transactions * (share_gradient[i] + transactions_gradient[i]);
      all.log_discounted_gradient[i] += share * each.discounted_transactions * (share_gradient[i] + discounted_gradient[i]);
    }
  }
  for (std::size_t i = 0; i < 4; ++i) {
    if (all.forecast.transactions > 0) all.log_transactions_gradient[i] /= all.forecast.transactions;
    if (all.forecast.discounted_transactions > 0) all.log_discounted_gradient[i] /= all.forecast.discounted_transactions;
  }
  return all;
}

HistoryForecast of_alive(double p, const Vector<4>& log_alive_gradient, const AliveOutlook& alive) {
  const double mean = p * alive.forecast.transactions;
  return {p, mean, p * alive.forecast.discounted_transactions, p * (alive.forecast.second_factorial_moment + alive.forecast.transactions) - mean * mean,
          log_alive_gradient, sum_of(log_alive_gradient, alive.log_transactions_gradient), sum_of(log_alive_gradient, alive.log_discounted_gradient)};
}

HistoryForecast Forecaster::operator()(const History& history) const {
  const double p = p_alive(parameters_, history);
  return of_alive(p, log_alive_gradient(parameters_, history, p), if_alive(history));
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
