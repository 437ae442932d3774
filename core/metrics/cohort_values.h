// Transactions → what customers brought by fixed ages of their own: bought again, purchase days, value, cumulative, by the month they joined.
// Age is counted from each customer's own first purchase in whole months, and only customers who have reached an age enter its cell: else the
// young would look poorer than the old for nothing but being young.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "customers/transaction_log.h"
#include "metrics/mean_sums.h"

namespace lifeworth {

/// In months. An age of 12 takes in everything up to the day before the first anniversary.
inline constexpr std::array<int, 7> cohort_ages = {1, 3, 6, 12, 24, 36, 60};

struct CohortCell {
  std::uint64_t customers = 0;     ///< of the cohort, those who have reached the age; the means are theirs
  std::uint64_t bought_again = 0;  ///< of these, with a second purchase day by then
  MeanSums orders;                 ///< purchase days by then, the first included
  MeanSums value;                  ///< of these purchases; a refund reduces the purchase before it, also when it comes later
};

struct CohortValues {
  int month = 0;  ///< month_index of the first purchase
  std::uint64_t customers = 0;
  std::array<CohortCell, cohort_ages.size()> cells;
};

struct CohortTable {
  std::vector<CohortValues> cohorts;  ///< oldest first; months in which nobody joined are left out, as by cohorts_of
  CohortValues all;                   ///< everybody, whenever they joined; its month says nothing
};

CohortTable cohort_values(const TransactionLog& log, Day observation_end);

}  // namespace lifeworth
