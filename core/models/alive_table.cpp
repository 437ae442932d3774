#include "models/alive_table.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lifeworth {
namespace {

/// Ages at which a forecast is worked out where there are more than this. Errors fall by a factor a point; at 24 they are rounding's for ages of many years.
constexpr std::size_t points = 24;

/// ln of what may be nothing (a horizon of no length, a moment that was not asked for); its exponential is 0, and it can be interpolated.
double log_or_none(double value) { return value > 0 ? std::log(value) : -1e4; }

}  // namespace

AliveTable::AliveTable(const Forecast& forecast, const Vector<4>& log_theta, double scale, std::span<const History> histories, Moments moments)
    : scale_(scale) {
  for (const History& history : histories) by_x_[history.x].T.push_back(history.T);
  for (auto& [x, ages] : by_x_) {
    std::ranges::sort(ages.T);
    const auto rest = std::ranges::unique(ages.T);
    ages.T.erase(rest.begin(), rest.end());
    if (ages.T.size() > points) {
      const double low = std::log(scale + ages.T.front()), high = std::log(scale + ages.T.back());
      ages.T.clear();
      for (std::size_t i = 0; i < points; ++i) {
        const double angle = (2 * double(i) + 1) / (2 * points) * std::numbers::pi;
        ages.position.push_back((low + high) / 2 - (high - low) / 2 * std::cos(angle));
        ages.weight.push_back((i % 2 ? -1 : 1) * std::sin(angle));
        ages.T.push_back(std::fmax(0, std::exp(ages.position.back()) - scale));
      }
    }
    for (const double T : ages.T) {
      const AliveForecast own = forecast(log_theta, x, T, moments);
      Values values = {log_or_none(own.transactions), log_or_none(own.discounted_transactions), log_or_none(own.second_factorial_moment)};
      // Derivatives by ln θ as central differences: the forecast is smooth, so the error is of order h².
      constexpr double h = 1e-4;
      for (std::size_t k = 0; k < 4; ++k) {
        Vector<4> up = log_theta, down = log_theta;
        up[k] += h, down[k] -= h;
        const AliveForecast above = forecast(up, x, T, Moments::first), below = forecast(down, x, T, Moments::first);
        const auto slope = [&](double high, double low) { return high > 0 && low > 0 ? std::log(high / low) / (2 * h) : 0; };
        values[3 + k] = slope(above.transactions, below.transactions);
        values[7 + k] = slope(above.discounted_transactions, below.discounted_transactions);
      }
      ages.values.push_back(values);
    }
  }
}

AliveOutlook AliveTable::at(double x, double T) const {
  const Ages& ages = by_x_.find(x)->second;
  Values sum{};
  const auto known = ages.position.empty() ? std::ranges::lower_bound(ages.T, T) : std::ranges::end(ages.T);
  if (known != ages.T.end()) {
    sum = ages.values[std::size_t(known - ages.T.begin())];
  } else {
    const double position = std::log(scale_ + T);
    double all = 0;
    for (std::size_t i = 0; i < ages.position.size(); ++i) {
      const double distance = position - ages.position[i];
      if (distance == 0) {
        sum = ages.values[i], all = 1;
        break;
      }
      const double share = ages.weight[i] / distance;
      all += share;
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += share * ages.values[i][k];
    }
    for (double& value : sum) value /= all;
  }
  return {{std::exp(sum[0]), std::exp(sum[1]), std::exp(sum[2])}, {sum[3], sum[4], sum[5], sum[6]}, {sum[7], sum[8], sum[9], sum[10]}};
}

}  // namespace lifeworth
