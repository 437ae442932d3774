#include "customers/customer_table.h"

#include <cmath>

namespace lifeworth {

CustomerRow customer_row(const TransactionLog& log, std::uint32_t customer, Day observation_end) {
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
  if (row.frequency < 0) return row;
  row.recency = row.last_day - row.first_day;
  row.age = observation_end - row.first_day;
  return row;
}

CustomerTable customer_table(const TransactionLog& log, Day observation_end) {
  Blocks<CustomerRow> rows;
  CustomerTable table = each_customer(log, observation_end, [&](const CustomerRow& row) { rows.push_back(row); });
  table.rows = std::move(rows);
  return table;
}

void GapLengths::add(std::span<const Transaction> transactions, Day first_day, Day end) {
  Day before = first_day;
  for (const Transaction& transaction : transactions) {
    if (transaction.day > end) break;
    if (transaction.refund || transaction.day <= before) continue;
    const auto days = static_cast<std::size_t>(transaction.day - before);
    if (days >= gaps_.size()) gaps_.resize(days + 1);
    ++gaps_[days];
    before = transaction.day;
  }
}

double GapLengths::sum_of_logs() const {
  double sum = 0;
  for (std::size_t days = 2; days < gaps_.size(); ++days) sum += static_cast<double>(gaps_[days]) * std::log(static_cast<double>(days));
  return sum;
}

double sum_of_log_gaps(const TransactionLog& log, const CustomerTable& table, Day end) {
  GapLengths gaps;
  for (const CustomerRow& row : table.rows) gaps.add(log.of(row.customer), row.first_day, end);
  return gaps.sum_of_logs();
}

}  // namespace lifeworth
