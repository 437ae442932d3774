#include "models/forecast.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/special.h"

namespace lifeworth {
namespace {

/// Forecasts if alive depend on x and T alone; there are far fewer such pairs than histories.
struct Pair {
  double x, T;
  auto operator<=>(const Pair&) const = default;
};

struct AliveTable {
  std::vector<Pair> pairs;  // sorted
  std::vector<AliveForecast> forecasts;
  std::vector<Vector<4>> log_transactions_gradient, log_discounted_gradient;

  std::size_t index(Pair pair) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(pairs, pair) - pairs.begin());
  }
};

double log_ratio(double above, double below) { return above > 0 && below > 0 ? std::log(above / below) : 0; }

AliveTable alive_table(const Fit<4>& fit, std::span<const History> histories, double horizon, double discount_rate,
                       Moments moments) {
  AliveTable table;
  table.pairs.reserve(histories.size());
  for (const auto& h : histories) table.pairs.push_back({h.x, h.T});
  std::ranges::sort(table.pairs);
  const auto rest = std::ranges::unique(table.pairs);
  table.pairs.erase(rest.begin(), rest.end());
  // Derivatives by ln θ as central differences: the integrand is smooth, so the error is of order h².
  constexpr double h = 1e-4;
  const auto parameters = bg_nbd::parameters_at(fit.log_theta);
  for (const Pair& pair : table.pairs) {
    table.forecasts.push_back(bg_nbd::forecast_if_alive(parameters, pair.x, pair.T, horizon, discount_rate, moments));
    Vector<4> transactions{}, discounted{};
    for (std::size_t k = 0; k < 4; ++k) {
      Vector<4> up = fit.log_theta, down = fit.log_theta;
      up[k] += h;
      down[k] -= h;
      const auto above = bg_nbd::forecast_if_alive(bg_nbd::parameters_at(up), pair.x, pair.T, horizon, discount_rate, Moments::first);
      const auto below = bg_nbd::forecast_if_alive(bg_nbd::parameters_at(down), pair.x, pair.T, horizon, discount_rate, Moments::first);
      transactions[k] = log_ratio(above.transactions, below.transactions) / (2 * h);
      discounted[k] = log_ratio(above.discounted_transactions, below.discounted_transactions) / (2 * h);
    }
    table.log_transactions_gradient.push_back(transactions);
    table.log_discounted_gradient.push_back(discounted);
  }
  return table;
}

Vector<4> sum_of(const Vector<4>& u, const Vector<4>& v) { return {u[0] + v[0], u[1] + v[1], u[2] + v[2], u[3] + v[3]}; }

}  // namespace

Interval log_interval(double value, double log_variance) {
  const double factor = std::exp(z_95 * std::sqrt(log_variance));
  return {value / factor, value * factor};
}

std::vector<HistoryForecast> forecast(const Fit<4>& fit, std::span<const History> histories, double horizon, double discount_rate,
                                      Moments moments) {
  const AliveTable table = alive_table(fit, histories, horizon, discount_rate, moments);
  const auto parameters = bg_nbd::parameters_at(fit.log_theta);
  std::vector<HistoryForecast> forecasts;
  forecasts.reserve(histories.size());
  for (const auto& history : histories) {
    const std::size_t index = table.index({history.x, history.T});
    const auto& alive = table.forecasts[index];
    const double p = bg_nbd::p_alive(parameters, history.x, history.t_x, history.T);
    const double mean = p * alive.transactions;
    const auto gradient = bg_nbd::log_alive_gradient(parameters, history, p);
    forecasts.push_back({p, mean, p * alive.discounted_transactions,
                         p * (alive.second_factorial_moment + alive.transactions) - mean * mean, gradient,
                         sum_of(gradient, table.log_transactions_gradient[index]), sum_of(gradient, table.log_discounted_gradient[index])});
  }
  return forecasts;
}

Interval p_alive_interval(const Fit<4>& fit, const HistoryForecast& forecast) {
  const double p = forecast.p_alive;
  if (p >= 1) return {1, 1};
  // d logit p = d ln p / (1 − p)
  const double sd = std::sqrt(quadratic_form(fit.covariance, forecast.log_alive_gradient)) / (1 - p);
  const double logit = std::log(p / (1 - p));
  const auto probability = [](double at) { return 1 / (1 + std::exp(-at)); };
  return {probability(logit - z_95 * sd), probability(logit + z_95 * sd)};
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

}  // namespace lifeworth
