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
  room = {};
  const auto repeats = [&](std::size_t at) { return at > 0 && alike(table.rows[histories.rows[at - 1]], table.rows[histories.rows[at]]); };
  // Counted first: of a million histories, room that grows by doubling is twice what they need.
  std::size_t unique = 0;
  for (std::size_t at = 0; at < histories.rows.size(); ++at) unique += !repeats(at);
  histories.unique.reserve(unique);
  for (std::size_t at = 0; at < histories.rows.size(); ++at) {
    if (repeats(at)) ++histories.unique.back().customers;
    else histories.unique.push_back(history_of(table.rows[histories.rows[at]]));
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
