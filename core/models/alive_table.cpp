#include "models/alive_table.h"

#include <cmath>
#include <utility>

namespace lifeworth {
namespace {

AgeTable<11>::Values values_of(const AliveOutlook& outlook) {
  const auto& [own, g, d] = outlook;
  return {log_or_none(own.transactions), log_or_none(own.discounted_transactions), log_or_none(own.second_factorial_moment), g[0], g[1], g[2], g[3],
          d[0], d[1], d[2], d[3]};
}

AliveOutlook outlook_by_differences(const ForecastIfAlive& forecast, const Vector<4>& log_theta, double x, double T, Moments moments) {
  AliveOutlook outlook{forecast(log_theta, x, T, moments), {}, {}};
  constexpr double h = 1e-4;
  const auto slope = [](double high, double low) { return high > 0 && low > 0 ? std::log(high / low) / (2 * h) : 0; };
  for (std::size_t k = 0; k < 4; ++k) {
    Vector<4> up = log_theta, down = log_theta;
    up[k] += h, down[k] -= h;
    const AliveForecast above = forecast(up, x, T, Moments::first), below = forecast(down, x, T, Moments::first);
    outlook.log_transactions_gradient[k] = slope(above.transactions, below.transactions);
    outlook.log_discounted_gradient[k] = slope(above.discounted_transactions, below.discounted_transactions);
  }
  return outlook;
}

}  // namespace

AliveTable::AliveTable(const Outlooks& outlooks, double scale, std::span<const History> histories, std::size_t points)
    : table_(
          [&](double x, std::span<const double> ages) {
            std::vector<AgeTable<11>::Values> values;
            for (const AliveOutlook& each : outlooks(x, ages)) values.push_back(values_of(each));
            return values;
          },
          scale, histories, points) {}

AliveOutlook AliveTable::at(double x, double T) const {
  const auto v = table_.at(x, T);
  return {{std::exp(v[0]), std::exp(v[1]), std::exp(v[2])}, {v[3], v[4], v[5], v[6]}, {v[7], v[8], v[9], v[10]}};
}

AliveTable::Outlooks by_differences(ForecastIfAlive forecast, const Vector<4>& log_theta, Moments moments) {
  return [forecast = std::move(forecast), log_theta, moments](double x, std::span<const double> ages) {
    std::vector<AliveOutlook> outlooks;
    for (const double T : ages) outlooks.push_back(outlook_by_differences(forecast, log_theta, x, T, moments));
    return outlooks;
  };
}

}  // namespace lifeworth
