// Transactions up to an observation end → one row per customer (the field's "cbs"): frequency, recency, age, monetary value. The
// same log gives the calibration table (an earlier end) and the full one.
#pragma once

#include <cstdint>
#include <vector>

#include "customers/transaction_log.h"

namespace lifeworth {

struct CustomerRow {
  std::uint32_t customer;    ///< number in the dictionary of customers
  Day first_day, last_day;   ///< first and last purchase day
  std::int32_t frequency;    ///< repeat purchase days: purchase days − 1
  std::int32_t recency;      ///< days from first to last purchase
  std::int32_t age;          ///< days from first purchase to the observation end
  Minor value;               ///< all transactions net of refunds
  Minor repeat_value;        ///< the repeat purchases net of the refunds that follow them
  std::int32_t refunds;      ///< refund days
};

struct CustomerTable {
  std::vector<CustomerRow> rows;  ///< in order of first appearance in the data
  Day observation_end = 0;
  std::uint64_t without_purchase = 0;  ///< customers with refunds only
  Minor without_purchase_value = 0;
  std::uint64_t not_yet = 0;           ///< customers whose first purchase lies after the end
};

/// Customers with a purchase on or before `observation_end`; later transactions are not looked at.
CustomerTable customer_table(const TransactionLog& log, Day observation_end);

/// Σ ln(days from one purchase day to the customer's next) over the table's customers, until `end`.
double sum_of_log_gaps(const TransactionLog& log, const CustomerTable& table, Day end);

}  // namespace lifeworth
