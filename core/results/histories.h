// Customers → their histories in weeks, equal ones counted once: what models of buying without a contract are fitted to.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "customers/customer_table.h"
#include "models/purchases.h"

namespace lifeworth {

/// Days in the fits' time unit, the week.
inline constexpr double days_per_week = 7;

History history_of(const CustomerRow& row);

struct Histories {
  std::vector<History> unique;         ///< by x, t_x, T
  std::vector<std::uint32_t> rows;     ///< of the table, in the order of their histories
  double log_gaps = NAN;               ///< Σ ln(weeks from one purchase to the next); not known without the log

  /// `use(history, rows)` for each history and the rows that have it.
  template <class Use>
  void each(Use&& use) const {
    std::size_t first = 0;
    for (const History& history : unique) {
      const auto customers = static_cast<std::size_t>(history.customers);
      use(history, std::span(rows).subspan(first, customers));
      first += customers;
    }
  }
};

Histories histories_of(const CustomerTable& table);
/// The same with the gaps between the purchases that the table has seen, until `end`.
Histories histories_of(const CustomerTable& table, const TransactionLog& log, Day end);
/// Straight from the log, as they are at `end`, of customers who had bought by `won_until`, which is no later: the rows are those of the table at `won_until`. A table of
/// a million customers takes half as much again as their histories.
Histories histories_of(const TransactionLog& log, Day end, Day won_until);

}  // namespace lifeworth
