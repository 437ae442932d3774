// Customers by the calendar month of their first purchase, and how many of each cohort bought again in later months.
// Non-contractual: who does not buy in a month has not necessarily left.
#pragma once

#include <cstdint>
#include <vector>

#include "customers/customer_table.h"

namespace lifeworth {

struct Cohort {
  int month;                           ///< month_index of the first purchase
  std::uint64_t customers;
  std::vector<std::uint64_t> active;   ///< [k]: customers with a purchase k calendar months later; [0] = customers
  std::size_t whole_months;            ///< entries of `active` whose month had ended by the observation end
};

/// Oldest cohort first. Months after the observation end are not listed; the last one may be incomplete (`whole_months`).
std::vector<Cohort> cohorts_of(const TransactionLog& log, Day observation_end);

}  // namespace lifeworth
