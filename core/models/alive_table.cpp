#include "models/alive_table.h"

#include <cmath>

namespace lifeworth {
namespace {

/// Derivatives by ln θ as central differences: the forecast is smooth, so the error is of order h².
AgeTable<11>::Values values_at(const AliveTable::Forecast& forecast, const Vector<4>& log_theta, double x, double T, Moments moments) {
  const AliveForecast own = forecast(log_theta, x, T, moments);
  AgeTable<11>::Values values = {log_or_none(own.transactions), log_or_none(own.discounted_transactions), log_or_none(own.second_factorial_moment)};
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

}  // namespace

AliveTable::AliveTable(const Forecast& forecast, const Vector<4>& log_theta, double scale, std::span<const History> histories, Moments moments,
                       std::size_t points)
    : table_([&](double x, double T) { return values_at(forecast, log_theta, x, T, moments); }, scale, histories, points) {}

AliveOutlook AliveTable::at(double x, double T) const {
  const auto v = table_.at(x, T);
  return {{std::exp(v[0]), std::exp(v[1]), std::exp(v[2])}, {v[3], v[4], v[5], v[6]}, {v[7], v[8], v[9], v[10]}};
}

}  // namespace lifeworth
