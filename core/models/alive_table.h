// Forecasts of customers who are alive, for millions of them: the same few purchases x at thousands of ages T. For one x the forecast is a smooth
// function of T, so it is worked out at some ages and interpolated between them. In: a model's parameters, the histories that will be asked for, the horizon. Out: forecasts
// with their derivatives by the ln-parameters. Interpolation at Chebyshev's points by the barycentric formula (Berrut & Trefethen 2004, SIAM Review 46:3).
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "models/newton.h"
#include "models/purchases.h"

namespace lifeworth {

struct AliveOutlook {
  AliveForecast forecast;
  Vector<4> log_transactions_gradient;  ///< of ln forecast.transactions by the ln-parameters
  Vector<4> log_discounted_gradient;
};

class AliveTable {
 public:
  /// What a customer with x purchases, alive at T, will do under parameters exp(log_theta).
  using Forecast = std::function<AliveForecast(const Vector<4>& log_theta, double x, double T, Moments moments)>;

  /// Ages at which a forecast is worked out where there are more than this. Errors fall by a factor a point; at 24 they are rounding's for ages of many years.
  static constexpr std::size_t all_ages = 24;

  /// `scale`: a time over which forecasts change with age, such as α. Forecasts differ from `forecast`'s own by less than 1e-10 of their size; with
  /// fewer `ages` than all_ages they cost less.
  AliveTable(const Forecast& forecast, const Vector<4>& log_theta, double scale, std::span<const History> histories, Moments moments,
             std::size_t ages = all_ages);

  /// `x` and `T` of one of the histories, or with that x and a T between theirs.
  AliveOutlook at(double x, double T) const;

 private:
  /// ln transactions, ln discounted ones, ln second moment; then the two gradients.
  using Values = std::array<double, 11>;
  struct Ages {
    std::vector<double> T, position, weight;  ///< position: ln(scale + T), in which interpolation is done
    std::vector<Values> values;
  };

  void place_points(Ages& ages, std::size_t points) const;
  static Values values_at(const Forecast& forecast, const Vector<4>& log_theta, double x, double T, Moments moments);
  Values interpolated(const Ages& ages, double T) const;

  double scale_;
  std::map<double, Ages> by_x_;
};

}  // namespace lifeworth
