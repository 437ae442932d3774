// What customers have been worth so far: total, mean with interval, and who carries it.
#pragma once

#include <span>
#include <vector>

#include "base/money.h"
#include "base/estimate.h"

namespace lifeworth {

/// Mean of values with a 95 % interval by Student's t (needs two values; customer values are skewed, so the interval leans on
/// the central limit theorem).
Estimate mean_of(std::span<const Minor> values);

struct TopShare {
  int percent;            ///< of customers
  std::uint64_t customers;  ///< how many that are: ⌈percent · n⌉
  double customer_share;    ///< customers ÷ n
  double share;           ///< of the total value
};

struct CurvePoint {
  double customers;  ///< share of customers, best first, 0–1
  double value;      ///< share of value they carry
};

/// Shares of value held by the best 1, 5, 10 and 20 % of customers, as far as that is at least one whole customer; empty when the
/// total is not positive.
/// `values` are sorted by the call, largest first.
struct Concentration {
  std::vector<TopShare> top;
  std::vector<CurvePoint> curve;  ///< at most 101 points
};
Concentration concentration_of(std::vector<Minor> values);

}  // namespace lifeworth
