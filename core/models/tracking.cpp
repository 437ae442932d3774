#include "models/tracking.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "models/alive_table.h"
#include "models/forecast.h"

namespace lifeworth {
namespace {

/// Of a customer of an age: the number of repeat purchases so far.
struct SoFar {
  double mean, variance;
  Vector<4> gradient;  ///< of the mean, by the ln-parameters
};

/// What a customer just won does in a time T, over what it grows with where T is short: Tᵏ, k ticks making a purchase. That is smooth down to no time at
/// all. AliveTable takes any forecast by age.
AliveForecast per_time(const PurchaseFit& fit, const Vector<4>& log_theta, double T, Moments moments) {
  const PurchaseParameters parameters = parameters_at(fit.model, log_theta, fit.k);
  const History won{0, 0, 0, 1};
  const double growth = std::pow(T, fit.k), alive = p_alive(parameters, won) / growth;
  const AliveForecast all = forecast_if_alive(parameters, won, T, 0, moments);
  return {alive * all.transactions, alive * all.transactions, alive * all.second_factorial_moment / growth};
}

/// By age in days.
std::vector<SoFar> by_age(const PurchaseFit& fit, int oldest, double days_per_unit) {
  std::vector<History> ages;
  for (int days = 1; days <= oldest; ++days) ages.push_back({0, 0, days / days_per_unit, 1});
  const auto forecast = [&fit](const Vector<4>& log_theta, double, double T, Moments moments) { return per_time(fit, log_theta, T, moments); };
  // The more regular, the longer the first purchases show as steps.
  const std::size_t points = AliveTable::all_ages + 4 * std::size_t(fit.k - 1);
  const AliveTable table(by_differences(forecast, fit.log_theta, Moments::second), time_scale(parameters_of(fit)), ages, points);
  std::vector<SoFar> all = {{0, 0, {}}};
  for (const History& age : ages) {
    const auto [own, gradient, discounted] = table.at(0, age.T);
    const double growth = std::pow(age.T, fit.k), mean = own.transactions * growth;
    all.push_back({mean, own.second_factorial_moment * growth * growth + mean - mean * mean, gradient});
    for (double& slope : all.back().gradient) slope *= mean;
  }
  return all;
}

}  // namespace

std::vector<Estimate> tracked(const PurchaseFit& fit, std::span<const double> won, std::span<const int> ends, double days_per_unit) {
  std::vector<Estimate> course;
  if (ends.empty()) return course;
  const std::vector<SoFar> ages = by_age(fit, std::max(ends.back(), 0), days_per_unit);
  for (const int end : ends) {
    double customers = 0, mean = 0, variance = 0;
    Vector<4> gradient{};
    for (int day = 0; day <= end && day < static_cast<int>(won.size()); ++day) {
      const double n = won[static_cast<std::size_t>(day)];
      const SoFar& each = ages[static_cast<std::size_t>(end - day)];
      customers += n;
      mean += n * each.mean;
      variance += n * each.variance;
      for (std::size_t k = 0; k < gradient.size(); ++k) gradient[k] += n * each.gradient[k];
    }
    const double sd = std::sqrt(variance + quadratic_form(fit.covariance, gradient));
    course.push_back({mean, Interval{std::max(0.0, mean - z_95 * sd), mean + z_95 * sd}, static_cast<std::uint64_t>(customers)});
  }
  return course;
}

}  // namespace lifeworth
