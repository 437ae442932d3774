#include "customers/customer_table.h"

#include <cmath>

namespace lifeworth {

CustomerTable customer_table(const TransactionLog& log, Day observation_end) {
  CustomerTable table;
  table.observation_end = observation_end;
  table.rows.reserve(log.customers());
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    if (log.of(customer).empty()) continue;  // all of the customer's rows were left out
    CustomerRow row{customer, 0, 0, -1, 0, 0, 0, 0, 0};
    for (const Transaction& transaction : log.of(customer)) {
      if (transaction.day > observation_end) break;
      row.value += transaction.value;
      if (!transaction.refund) {
        if (row.frequency < 0) row.first_day = transaction.day;
        row.last_day = transaction.day;
        ++row.frequency;
      } else {
        ++row.refunds;
      }
      // A refund belongs to the purchase before it; before the second purchase day that is the first one.
      if (row.frequency > 0) row.repeat_value += transaction.value;
    }
    if (row.frequency < 0) {
      const bool later = row.refunds == 0;
      if (later) ++table.not_yet;
      else ++table.without_purchase, table.without_purchase_value += row.value;
      continue;
    }
    row.recency = row.last_day - row.first_day;
    row.age = observation_end - row.first_day;
    table.rows.push_back(row);
  }
  return table;
}

double sum_of_log_gaps(const TransactionLog& log, const CustomerTable& table, Day end) {
  std::vector<std::uint64_t> gaps;  // by days: there are far more gaps than lengths of gaps
  for (const CustomerRow& row : table.rows) {
    Day before = row.first_day;
    for (const Transaction& transaction : log.of(row.customer)) {
      if (transaction.day > end) break;
      if (transaction.refund || transaction.day <= before) continue;
      const auto days = static_cast<std::size_t>(transaction.day - before);
      if (days >= gaps.size()) gaps.resize(days + 1);
      ++gaps[days];
      before = transaction.day;
    }
  }
  double sum = 0;
  for (std::size_t days = 2; days < gaps.size(); ++days) sum += static_cast<double>(gaps[days]) * std::log(static_cast<double>(days));
  return sum;
}

}  // namespace lifeworth
