#include "metrics/cohorts.h"

namespace lifeworth {

std::vector<Cohort> cohorts_of(const TransactionLog& log, Day observation_end) {
  std::vector<Cohort> cohorts;
  const int first_month = month_index(log.first_day()), last_month = month_index(observation_end);
  if (last_month < first_month) return cohorts;
  const bool last_is_whole = month_index(observation_end + 1) > last_month;
  for (int month = first_month; month <= last_month; ++month) {
    const auto months = static_cast<std::size_t>(last_month - month + 1);
    cohorts.push_back({month, 0, std::vector<std::uint64_t>(months), months - (last_is_whole ? 0 : 1)});
  }
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    int joined = -1, counted = -1;
    for (const Transaction& transaction : log.of(customer)) {
      if (transaction.refund || transaction.day > observation_end) continue;
      const int month = month_index(transaction.day);
      if (joined < 0) {
        joined = month;
        ++cohorts[static_cast<std::size_t>(joined - first_month)].customers;
      }
      if (month == counted) continue;
      counted = month;
      ++cohorts[static_cast<std::size_t>(joined - first_month)].active[static_cast<std::size_t>(month - joined)];
    }
  }
  std::erase_if(cohorts, [](const Cohort& cohort) { return cohort.customers == 0; });
  return cohorts;
}

}  // namespace lifeworth
