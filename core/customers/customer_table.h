// Transactions up to an observation end → one row per customer (the field's "cbs"): frequency, recency, age, monetary value. The
// same log gives the calibration table (an earlier end) and the full one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/blocks.h"
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
  Blocks<CustomerRow> rows;  ///< in order of first appearance in the data
  Day observation_end = 0;
  std::uint64_t without_purchase = 0;  ///< customers with refunds only
  Minor without_purchase_value = 0;
  std::uint64_t not_yet = 0;           ///< customers whose first purchase lies after the end
};

/// One customer as of `observation_end`; without a purchase until then the frequency is −1.
CustomerRow customer_row(const TransactionLog& log, std::uint32_t customer, Day observation_end);

/// The rows of the table one after the other, `use(row)`, where nobody needs them all at once. What is returned is the table without them.
template <class Use>
CustomerTable each_customer(const TransactionLog& log, Day observation_end, Use&& use) {
  CustomerTable rest;
  rest.observation_end = observation_end;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    if (log.of(customer).empty()) continue;  // all of the customer's rows were left out
    const CustomerRow row = customer_row(log, customer, observation_end);
    if (row.frequency >= 0) use(row);
    else if (row.refunds == 0) ++rest.not_yet;
    else ++rest.without_purchase, rest.without_purchase_value += row.value;
  }
  return rest;
}

/// Customers with a purchase on or before `observation_end`; later transactions are not looked at.
CustomerTable customer_table(const TransactionLog& log, Day observation_end);

/// How long customers wait from one purchase day to the next: how often how many days, for there are far more gaps than lengths of gaps.
class GapLengths {
 public:
  /// A customer's transactions until `end`; `first_day`: of the first purchase.
  void add(std::span<const Transaction> transactions, Day first_day, Day end);
  /// Σ ln(days).
  double sum_of_logs() const;

 private:
  std::vector<std::uint64_t> gaps_;  ///< by days
};

/// Σ ln(days from one purchase day to the customer's next) over the table's customers, until `end`.
double sum_of_log_gaps(const TransactionLog& log, const CustomerTable& table, Day end);

}  // namespace lifeworth
