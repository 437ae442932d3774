#include "metrics/rhythm.h"

#include <algorithm>

namespace lifeworth {
namespace {

double chance_of(std::size_t longer, std::size_t gaps) { return double(longer + 1) / double(gaps + 1); }

bool is_late(std::size_t longer, std::size_t gaps) {
  constexpr double unusual = 0.05;
  return gaps >= fewest_gaps && (longer == 0 || chance_of(longer, gaps) <= unusual);
}

}  // namespace

Rhythm rhythm_of(std::span<const Day> days, Day end) {
  Rhythm rhythm;
  std::vector<Day> gaps;
  for (std::size_t i = 1; i < days.size(); ++i) gaps.push_back(days[i] - days[i - 1]);
  std::ranges::sort(gaps);
  const std::size_t n = gaps.size();
  rhythm.gaps = n;
  rhythm.silence = end - days.back();
  rhythm.longer = static_cast<std::size_t>(gaps.end() - std::ranges::upper_bound(gaps, rhythm.silence));
  rhythm.chance = chance_of(rhythm.longer, n);
  if (n > 0) {
    rhythm.longest = gaps.back();
    rhythm.median = (double(gaps[(n - 1) / 2]) + gaps[n / 2]) / 2;
  }
  rhythm.enough = n >= fewest_gaps;
  rhythm.late = is_late(rhythm.longer, n);
  return rhythm;
}

std::vector<Lateness> lateness_of(const TransactionLog& log, const CustomerTable& table) {
  std::vector<Lateness> all(table.rows.size(), Lateness::too_few_gaps);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const CustomerRow& row = table.rows[i];
    const auto gaps = static_cast<std::size_t>(row.frequency);
    if (gaps < fewest_gaps) continue;
    const Day silence = table.observation_end - row.last_day;
    std::size_t longer = 0;
    Day before = row.first_day;
    for (const Transaction& transaction : log.of(row.customer)) {
      if (transaction.day > row.last_day) break;
      if (transaction.refund) continue;
      longer += transaction.day - before > silence;
      before = transaction.day;
    }
    all[i] = is_late(longer, gaps) ? Lateness::late : Lateness::on_time;
  }
  return all;
}

}  // namespace lifeworth
