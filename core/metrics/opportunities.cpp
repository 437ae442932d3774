#include "metrics/opportunities.h"

#include <utility>

namespace lifeworth {
namespace {

/// Months of a period; 0 for a week.
int months_of(BillingPeriod period) {
  switch (period) {
    case BillingPeriod::month: return 1;
    case BillingPeriod::quarter: return 3;
    case BillingPeriod::half_year: return 6;
    case BillingPeriod::year: return 12;
    default: return 0;
  }
}

constexpr Day week = 7, thursday_to_monday = 3;  // day 0 was a Thursday

/// Each purchase day of a customer, refunds left out.
template <class Each>
void each_purchase(const TransactionLog& log, const CustomerTable& table, const CustomerRow& row, Each&& each) {
  for (const Transaction& transaction : log.of(row.customer)) {
    if (transaction.day > table.observation_end) break;
    if (!transaction.refund && transaction.day >= row.first_day) each(transaction.day);
  }
}

/// Of one customer, day by day.
struct Usage {
  PeriodUse* use;
  int last = 0, days = 0;

  void add(Day day) {
    const int number = period_number(day, use->period);
    if (days && number == last) {
      ++days;
      return;
    }
    close();
    if (days) use->between += static_cast<std::uint64_t>(number - last), ++use->taken;
    last = number, days = 1;
  }
  void close() {
    if (!days) return;
    ++use->used;
    use->once += days == 1;
  }
};

}  // namespace

int period_number(Day day, BillingPeriod period) {
  if (const int months = months_of(period)) return month_index(day) / months;
  const Day since_monday = day + thursday_to_monday;
  return since_monday >= 0 ? since_monday / week : -((week - 1 - since_monday) / week);
}

Day first_day_of(int number, BillingPeriod period) {
  const int months = months_of(period) * number;
  if (!months_of(period)) return number * week - thursday_to_monday;
  return *day_of({months / 12, static_cast<unsigned>(months % 12) + 1, 1});
}

int last_whole_period(Day day, BillingPeriod period) {
  const int number = period_number(day, period);
  constexpr double hardly_anything = 0.03;
  const Day next = first_day_of(number + 1, period), left = next - 1 - day;
  return left <= hardly_anything * (next - first_day_of(number, period)) ? number : number - 1;
}

std::array<PeriodUse, opportunity_periods.size()> period_uses(const TransactionLog& log, const CustomerTable& table) {
  std::array<PeriodUse, opportunity_periods.size()> uses;
  for (std::size_t i = 0; i < uses.size(); ++i) uses[i].period = opportunity_periods[i];
  for (const CustomerRow& row : table.rows) {
    std::array<Usage, uses.size()> own;
    for (std::size_t i = 0; i < uses.size(); ++i) own[i].use = &uses[i];
    each_purchase(log, table, row, [&](Day day) {
      for (Usage& each : own) each.add(day);
    });
    for (Usage& each : own) each.close();
  }
  return uses;
}

std::optional<PeriodUse> fixed_times(const TransactionLog& log, const CustomerTable& table) {
  for (const PeriodUse& use : period_uses(log, table))
    if (use.between > 0 && double(use.once) >= once_share * double(use.used) && double(use.taken) >= taken_share * double(use.between)) return use;
  return std::nullopt;
}

std::vector<Opportunities> opportunities(const TransactionLog& log, const CustomerTable& table, BillingPeriod period, int last_period) {
  std::vector<Opportunities> all;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const CustomerRow& row = table.rows[i];
    const int first = period_number(row.first_day, period);
    if (first > last_period) continue;
    Opportunities own{static_cast<std::uint32_t>(i), 0, 0, last_period - first};
    each_purchase(log, table, row, [&](Day day) {
      const int number = period_number(day, period);
      if (number > last_period || number - first == own.last) return;
      ++own.taken;
      own.last = number - first;
    });
    all.push_back(own);
  }
  return all;
}

}  // namespace lifeworth
