// Forecasts of customers who are alive, for millions of them. In: a model's parameters, the histories that will be asked for, the horizon. Out: forecasts with
// their derivatives by the ln-parameters, interpolated between some ages (age_table.h).
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

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
  /// What customers with x purchases, alive at each of some rising ages, will do.
  using Outlooks = std::function<std::vector<AliveOutlook>(double x, std::span<const double> ages)>;

  static constexpr std::size_t all_ages = lifeworth::all_ages;

  /// `scale`, `ages`: as for AgeTable. Forecasts differ from `outlooks`' own by less than 1e-10 of their size.
  AliveTable(const Outlooks& outlooks, double scale, std::span<const History> histories, std::size_t ages = all_ages);

  /// `x` and `T` of one of the histories, or with that x and a T between theirs.
  AliveOutlook at(double x, double T) const;

 private:
  /// ln transactions, ln discounted ones, ln second moment; then the two gradients.
  AgeTable<11> table_;
};

/// What a customer with x purchases, alive at T, will do under parameters exp(log_theta).
using ForecastIfAlive = std::function<AliveForecast(const Vector<4>& log_theta, double x, double T, Moments moments)>;

/// Its derivatives at log_theta as central differences: a forecast is smooth, so the error is of order h².
AliveTable::Outlooks by_differences(ForecastIfAlive forecast, const Vector<4>& log_theta, Moments moments);

}  // namespace lifeworth
