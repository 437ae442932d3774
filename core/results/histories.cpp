#include "results/histories.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace lifeworth {
namespace {

/// Puts rows in order of a number they have, rows with equal ones as they stood: a counting sort by its lower and its upper bits, for days and
/// purchases are small numbers and rows are many.
template <class Number>
void sort_by(Number&& number, std::vector<std::uint32_t>& rows, std::vector<std::uint32_t>& room) {
  constexpr int bits = 11;
  std::uint32_t most = 0;
  for (const std::uint32_t row : rows) most = std::max(most, number(row));
  for (int shift = 0; shift < 32 && most >> shift; shift += bits) {
    std::array<std::uint32_t, (1 << bits) + 1> next{};
    const auto digit = [&](std::uint32_t row) { return number(row) >> shift & ((1 << bits) - 1); };
    for (const std::uint32_t row : rows) ++next[digit(row) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (const std::uint32_t row : rows) room[next[digit(row)]++] = row;
    rows.swap(room);
  }
}

bool alike(const CustomerRow& u, const CustomerRow& v) { return u.frequency == v.frequency && u.recency == v.recency && u.age == v.age; }

}  // namespace

History history_of(const CustomerRow& row) { return {double(row.frequency), row.recency / days_per_week, row.age / days_per_week, 1}; }

Histories histories_of(const CustomerTable& table) {
  Histories histories;
  histories.rows.resize(table.rows.size());
  std::iota(histories.rows.begin(), histories.rows.end(), 0u);
  std::vector<std::uint32_t> room(histories.rows.size());
  for (const auto member : {&CustomerRow::age, &CustomerRow::recency, &CustomerRow::frequency})
    sort_by([&](std::uint32_t row) { return static_cast<std::uint32_t>(table.rows[row].*member); }, histories.rows, room);
  const CustomerRow* before = nullptr;
  for (const std::uint32_t row : histories.rows) {
    const CustomerRow& own = table.rows[row];
    if (before && alike(*before, own)) ++histories.unique.back().customers;
    else histories.unique.push_back(history_of(own));
    before = &own;
  }
  return histories;
}

}  // namespace lifeworth
