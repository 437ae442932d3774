#include "models/alive_table.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lifeworth {
namespace {

/// ln of what may be nothing (a horizon of no length, a moment that was not asked for); its exponential is 0, and it can be interpolated.
double log_or_none(double value) { return value > 0 ? std::log(value) : -1e4; }

}  // namespace

AliveTable::AliveTable(const Forecast& forecast, const Vector<4>& log_theta, double scale, std::span<const History> histories, Moments moments,
                       std::size_t points)
    : scale_(scale) {
  for (const History& history : histories) by_x_[history.x].T.push_back(history.T);
  for (auto& [x, ages] : by_x_) {
    std::ranges::sort(ages.T);
    const auto rest = std::ranges::unique(ages.T);
    ages.T.erase(rest.begin(), rest.end());
    if (ages.T.size() > points) place_points(ages, points);
    for (const double T : ages.T) ages.values.push_back(values_at(forecast, log_theta, x, T, moments));
  }
}

/// Chebyshev's points in ln(scale + T), with their barycentric weights, instead of all ages.
void AliveTable::place_points(Ages& ages, std::size_t points) const {
  const double low = std::log(scale_ + ages.T.front()), high = std::log(scale_ + ages.T.back());
  ages.T.clear();
  for (std::size_t i = 0; i < points; ++i) {
    const double angle = (2 * double(i) + 1) / (2 * double(points)) * std::numbers::pi;
    ages.position.push_back((low + high) / 2 - (high - low) / 2 * std::cos(angle));
    ages.weight.push_back((i % 2 ? -1 : 1) * std::sin(angle));
    ages.T.push_back(std::fmax(0, std::exp(ages.position.back()) - scale_));
  }
}

/// Derivatives by ln θ as central differences: the forecast is smooth, so the error is of order h².
AliveTable::Values AliveTable::values_at(const Forecast& forecast, const Vector<4>& log_theta, double x, double T, Moments moments) {
  const AliveForecast own = forecast(log_theta, x, T, moments);
  Values values = {log_or_none(own.transactions), log_or_none(own.discounted_transactions), log_or_none(own.second_factorial_moment)};
  constexpr double h = 1e-4;
  const auto slope = [](double high, double low) { return high > 0 && low > 0 ? std::log(high / low) / (2 * h) : 0; };
  for (std::size_t k = 0; k < 4; ++k) {
    Vector<4> up = log_theta, down = log_theta;
    up[k] += h, down[k] -= h;
    const AliveForecast above = forecast(up, x, T, Moments::first), below = forecast(down, x, T, Moments::first);
    values[3 + k] = slope(above.transactions, below.transactions);
    values[7 + k] = slope(above.discounted_transactions, below.discounted_transactions);
  }
  return values;
}

AliveTable::Values AliveTable::interpolated(const Ages& ages, double T) const {
  const double position = std::log(scale_ + T);
  Values sum{};
  double all = 0;
  for (std::size_t i = 0; i < ages.position.size(); ++i) {
    const double distance = position - ages.position[i];
    if (distance == 0) return ages.values[i];
    const double share = ages.weight[i] / distance;
    all += share;
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += share * ages.values[i][k];
  }
  for (double& value : sum) value /= all;
  return sum;
}

AliveOutlook AliveTable::at(double x, double T) const {
  const Ages& ages = by_x_.find(x)->second;
  const auto known = ages.position.empty() ? std::ranges::lower_bound(ages.T, T) : ages.T.end();
  const Values v = known != ages.T.end() ? ages.values[std::size_t(known - ages.T.begin())] : interpolated(ages, T);
  return {{std::exp(v[0]), std::exp(v[1]), std::exp(v[2])}, {v[3], v[4], v[5], v[6]}, {v[7], v[8], v[9], v[10]}};
}

}  // namespace lifeworth
