#include "results/histories.h"

#include <numeric>

#include "base/counting_sort.h"

namespace lifeworth {
namespace {

/// What a history is made of.
struct Counts {
  std::int32_t frequency, recency, age;  ///< as in CustomerRow
};

template <class Row>
History history_from(const Row& row) {
  return {double(row.frequency), row.recency / days_per_week, row.age / days_per_week, 1};
}

/// `Row`: CustomerRow or Counts.
template <class Row>
Histories merged(const Blocks<Row>& rows) {
  Histories histories;
  histories.rows.resize(rows.size());
  std::iota(histories.rows.begin(), histories.rows.end(), 0u);
  std::vector<std::uint32_t> room;
  for (const auto member : {&Row::age, &Row::recency, &Row::frequency})
    counting_sort(histories.rows, room, [&](std::uint32_t row) { return static_cast<std::uint32_t>(rows[row].*member); });
  room = std::vector<std::uint32_t>();  // {} would keep it
  const auto repeats = [&](std::size_t at) {
    if (at == 0) return false;
    const Row &one = rows[histories.rows[at - 1]], &other = rows[histories.rows[at]];
    return one.frequency == other.frequency && one.recency == other.recency && one.age == other.age;
  };
  // Counted first: of a million histories, room that grows by doubling is twice what they need.
  std::size_t unique = 0;
  for (std::size_t at = 0; at < histories.rows.size(); ++at) unique += !repeats(at);
  histories.unique.reserve(unique);
  for (std::size_t at = 0; at < histories.rows.size(); ++at) {
    if (repeats(at)) ++histories.unique.back().customers;
    else histories.unique.push_back(history_from(rows[histories.rows[at]]));
  }
  return histories;
}

/// `log_days`: Σ ln(days) of the gaps.
void add_gaps(Histories& histories, double log_days) {
  double repeats = 0;
  for (const History& history : histories.unique) repeats += history.customers * history.x;
  histories.log_gaps = log_days - repeats * std::log(days_per_week);
}

}  // namespace

History history_of(const CustomerRow& row) { return history_from(row); }

Histories histories_of(const CustomerTable& table) { return merged(table.rows); }

Histories histories_of(const CustomerTable& table, const TransactionLog& log, Day end) {
  Histories histories = histories_of(table);
  add_gaps(histories, sum_of_log_gaps(log, table, end));
  return histories;
}

Histories histories_of(const TransactionLog& log, Day end, Day won_until) {
  Blocks<Counts> counts;
  GapLengths gaps;
  each_customer(log, end, [&](const CustomerRow& row) {
    if (row.first_day > won_until) return;
    counts.push_back({row.frequency, row.recency, row.age});
    gaps.add(log.of(row.customer), row.first_day, end);
  });
  Histories histories = merged(counts);
  add_gaps(histories, gaps.sum_of_logs());
  return histories;
}

}  // namespace lifeworth
