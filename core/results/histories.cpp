#include "results/histories.h"

#include <numeric>

#include "base/counting_sort.h"

namespace lifeworth {
namespace {

bool alike(const CustomerRow& u, const CustomerRow& v) { return u.frequency == v.frequency && u.recency == v.recency && u.age == v.age; }

}  // namespace

History history_of(const CustomerRow& row) { return {double(row.frequency), row.recency / days_per_week, row.age / days_per_week, 1}; }

Histories histories_of(const CustomerTable& table) {
  Histories histories;
  histories.rows.resize(table.rows.size());
  std::iota(histories.rows.begin(), histories.rows.end(), 0u);
  std::vector<std::uint32_t> room;
  for (const auto member : {&CustomerRow::age, &CustomerRow::recency, &CustomerRow::frequency})
    counting_sort(histories.rows, room, [&](std::uint32_t row) { return static_cast<std::uint32_t>(table.rows[row].*member); });
  const CustomerRow* before = nullptr;
  for (const std::uint32_t row : histories.rows) {
    const CustomerRow& own = table.rows[row];
    if (before && alike(*before, own)) ++histories.unique.back().customers;
    else histories.unique.push_back(history_of(own));
    before = &own;
  }
  return histories;
}

Histories histories_of(const CustomerTable& table, const TransactionLog& log, Day end) {
  Histories histories = histories_of(table);
  double repeats = 0;
  for (const History& history : histories.unique) repeats += history.customers * history.x;
  histories.log_gaps = sum_of_log_gaps(log, table, end) - repeats * std::log(days_per_week);
  return histories;
}

}  // namespace lifeworth
