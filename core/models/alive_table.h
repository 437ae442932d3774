// Forecasts of customers who are alive, for millions of them. In: a model's parameters, the histories that will be asked for, the horizon. Out: forecasts with
// their derivatives by the ln-parameters, interpolated between some ages (age_table.h).
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "models/age_table.h"
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

  static constexpr std::size_t all_ages = lifeworth::all_ages;

  /// `scale`, `ages`: as for AgeTable. Forecasts differ from `forecast`'s own by less than 1e-10 of their size.
  AliveTable(const Forecast& forecast, const Vector<4>& log_theta, double scale, std::span<const History> histories, Moments moments,
             std::size_t ages = all_ages);

  /// `x` and `T` of one of the histories, or with that x and a T between theirs.
  AliveOutlook at(double x, double T) const;

 private:
  /// ln transactions, ln discounted ones, ln second moment; then the two gradients.
  AgeTable<11> table_;
};

}  // namespace lifeworth
