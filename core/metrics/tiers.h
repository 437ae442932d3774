// Customers and a rule ("with us for three years and above the average") → who exceeds the threshold, who is just under it, and what those would
// need. In: the customer table; the value of a customer is margin × revenue net of refunds, or of a table of profits those, with a margin of 1. These are counts of the customers at hand; only a threshold
// that is a mean, a median or a quantile estimates something, and only that has an interval.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/estimate.h"
#include "customers/customer_table.h"

namespace lifeworth {

enum class ThresholdBy : std::uint8_t { mean, median, quantile, value };

struct TierRule {
  ThresholdBy threshold = ThresholdBy::mean;
  double quantile = 0.8;   ///< 0–1; for `quantile`
  double own_value = 0;    ///< minor units of value; for `value`
  int tenure_months = 0;   ///< from the first purchase to the observation end, at least; 0: no condition
  double distance = 0.1;   ///< just under: at least (1 − distance) × threshold, 0–1
  double margin = 1;       ///< of revenue, above 0
  bool operator==(const TierRule&) const = default;
};

enum class Tier : std::uint8_t {
  above,       ///< value above the threshold, and the tenure
  just_under,  ///< the tenure, and a value within the distance below the threshold
  under,       ///< the tenure, and less
  too_new,     ///< not the tenure, whatever the value
};

struct Tiers {
  std::vector<Tier> of;    ///< by row of the table
  Estimate threshold;      ///< minor units of value; over all customers of the table, whatever their tenure
  double revenue = 0;      ///< the threshold as revenue
  Minor limit = 0;         ///< revenue above this exceeds it: the same as a whole number, so that equal customers stay equal

  std::uint64_t above = 0, just_under = 0, under = 0, too_new = 0;
  std::uint64_t too_new_above = 0;            ///< of the too new, those whose value exceeds the threshold already
  Minor above_revenue = 0, total_revenue = 0;

  /// Those just under; nothing where the threshold is not above 0, for a share of it says nothing then.
  struct Cliff {
    double from;            ///< minor units of value
    Minor missing = 0;      ///< revenue that all of them would need to exceed the threshold
    Minor most = 0;         ///< that one of them would need
    std::uint64_t one_order = 0;  ///< of them, those for whom one more order of their own mean value would do
  };
  std::optional<Cliff> cliff;

  /// Revenue that a row lacks to exceed the threshold.
  Minor missing(const CustomerRow& row) const { return limit + 1 - row.value; }
};

/// The table must have a row.
Tiers tiers_of(const CustomerTable& table, const TierRule& rule);

/// The q-quantile of sorted values, interpolated between neighbours (Hyndman & Fan 1996, The American Statistician 50:361, definition 7). Its interval
/// takes the order statistics l and u with P(l ≤ B < u) ≥ 95 % for B ~ binomial(n, q), which holds for any distribution (Conover 1999, Practical
/// Nonparametric Statistics, 3.2); none where so few values do not reach so far.
Estimate quantile_of(const std::vector<Minor>& sorted, double q);

/// How many customers with the tenure have how much value. The threshold lies between two bins; a bin holds values above its left edge up to its right
/// one, the first also its left edge.
struct TierHistogram {
  double from = 0, width = 0;  ///< minor units of value
  std::vector<std::uint64_t> counts;
  std::size_t first_above = 0;  ///< the bin that begins at the threshold
  std::uint64_t below = 0, above = 0;  ///< the few far out that would leave no room for the rest
};
TierHistogram tier_histogram(const CustomerTable& table, const TierRule& rule, const Tiers& tiers);

}  // namespace lifeworth
