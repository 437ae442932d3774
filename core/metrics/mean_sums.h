// Numbers → their mean with an interval, keeping none of them: there may be one for each of millions of customers.
#pragma once

#include <cstdint>
#include <optional>

#include "base/estimate.h"

namespace lifeworth {

/// Below this many customers intervals of such skewed values would not hold.
inline constexpr std::uint64_t fewest_to_measure = 10;

/// Without the interval where too few carry it.
inline Estimate where_it_holds(Estimate estimate) {
  if (estimate.n < fewest_to_measure) estimate.interval.reset();
  return estimate;
}

/// The same of what differs from customer to customer: where it happened to be alike for all of them (nobody of 17 bought), a variance of 0 tells nothing of the next one, and an interval
/// without width would claim to know. Prices that are all one price are another matter.
inline Estimate where_it_varies(Estimate estimate) {
  if (estimate.interval && !(estimate.interval->high > estimate.interval->low)) estimate.interval.reset();
  return where_it_holds(estimate);
}

/// Mean and variance: squares are summed around the mean so far (Welford 1962, Technometrics 4:3), since those of money would cancel; groups are put
/// together afterwards (Chan, Golub & LeVeque 1983, The American Statistician 37).
class MeanSums {
 public:
  void add(double number);
  void add(const MeanSums& others);
  std::uint64_t n() const { return n_; }
  double mean() const { return n_ ? sum_ / static_cast<double>(n_) : 0; }  ///< exact as long as the sum is: mean_ is rounded at each step
  /// Of the numbers, with n − 1; 0 of fewer than two.
  double variance() const { return n_ > 1 ? squares_ / static_cast<double>(n_ - 1) : 0; }
  /// 95 %, with Student's t; the interval needs two numbers, and with skewed ones leans on the central limit theorem.
  Estimate estimate() const;

 private:
  std::uint64_t n_ = 0;
  double sum_ = 0, mean_ = 0, squares_ = 0;
};

}  // namespace lifeworth
