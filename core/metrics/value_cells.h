// What customers bring by fixed ages of their own, and how two groups of them compare where both are made up alike. In: transactions with their profit; sums of values by
// what customers are and by the month they joined. Out: values by age, and standardised means of both groups.
//
// Direct standardisation (Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, 19.3): Σ w_s m_s over strata s, w_s the stratum's share of all customers
// in any of them, so that either group is shown as if it were made up like both together. Variance Σ w_s² v_s/n_s, degrees of freedom by Satterthwaite (1946, Biometrics
// Bulletin 2:110). Strata: of customers who are alike in what is told of them, runs of calendar months of joining in which either group has `fewest_in_stratum` at least.
// Where one of the groups has fewer among such customers, there is nobody to compare with, and they are left out.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/estimate.h"
#include "customers/transaction_log.h"
#include "metrics/mean_sums.h"

namespace lifeworth {

/// In months.
inline constexpr std::array<int, 3> value_ages = {3, 6, 12};
/// Customers of either group that a stratum needs.
inline constexpr std::uint64_t fewest_in_stratum = 5;

/// The last day on which a customer can join and reach the age by the end of the observation.
Day last_to_reach(int months, Day observation_end);

/// Values × `factor` by each of value_ages of a customer who joined on that day; a refund reduces the purchase before it (metrics/cohort_values.h).
std::array<double, value_ages.size()> value_by_ages(const TransactionLog& profit, double factor, std::uint32_t customer, Day joined, Day observation_end);

using AgeSums = std::array<MeanSums, value_ages.size()>;
/// By block, customers alike in what is told of them, and within it by month of joining, oldest first. The last block holds those who are compared with nobody.
struct ValueCells {
  std::size_t months = 1;
  std::vector<AgeSums> sums;

  ValueCells() = default;
  ValueCells(std::size_t blocks, std::size_t months) : months(months), sums((blocks + 1) * months) {}
  MeanSums over_all(std::size_t age) const;
  void add(const ValueCells& others);
};

/// A mean with the variance of it.
struct MeanOfStrata {
  double value = 0, variance = 0, by_degrees = 0;  ///< the last: Σ of squared parts of the variance ÷ their degrees of freedom
  std::uint64_t n = 0;

  MeanOfStrata() = default;
  explicit MeanOfStrata(const MeanSums& sums) { add(sums, 1); }
  void add(const MeanSums& part, double weight);
  double degrees() const;
  Estimate estimate() const;
  /// Two-sided, of being 0; nothing without variance.
  std::optional<double> p() const;
};
MeanOfStrata difference(const MeanOfStrata& one, const MeanOfStrata& other);

struct Standardised {
  MeanOfStrata own, others;
  std::size_t strata = 0;
  bool holds = false;              ///< there is something to adjust by, and ten customers of either group at least are compared
  std::uint64_t own_left_out = 0;  ///< customers with nobody to compare with
};
/// Both have the same blocks and months.
Standardised standardised(const ValueCells& own, const ValueCells& others, std::size_t age);

/// Degrees of freedom of what is known well.
inline constexpr double no_limit_of_degrees = 1e9;
double two_sided(double t, double degrees);
double quantile_of_t(double degrees);

}  // namespace lifeworth
