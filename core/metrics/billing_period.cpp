#include "metrics/billing_period.h"

#include <algorithm>

namespace lifeworth {
namespace {

struct Measure {
  int days, months;  ///< one of them
  Day tolerance, grace;
};
constexpr std::array<Measure, billing_periods.size()> measures = {{{7, 0, 1, 3}, {28, 0, 2, 14}, {0, 1, 3, 15}, {0, 3, 5, 30}, {0, 6, 7, 30}, {0, 12, 10, 30}}};

constexpr const Measure& measure(BillingPeriod period) { return measures[static_cast<std::size_t>(period)]; }

}  // namespace

Day periods_after(Day from, BillingPeriod period, int periods) {
  const auto& [days, months, tolerance, grace] = measure(period);
  return months ? add_months(from, months * periods) : from + days * periods;
}

int due_days_before(Day start, BillingPeriod period, Day day) {
  // A little less than fit, and then one by one.
  int periods = std::max(0, static_cast<int>((day - start) / (days_of(period) * 1.03)) - 1);
  while (periods_after(start, period, periods + 1) < day) ++periods;
  return periods;
}

Day tolerance_of(BillingPeriod period) { return measure(period).tolerance; }
Day grace_of(BillingPeriod period) { return measure(period).grace; }
double days_of(BillingPeriod period) { return measure(period).months ? measure(period).months * 365.0 / 12 : measure(period).days; }
double periods_a_year(BillingPeriod period) { return 365 / days_of(period); }
int whole_periods_a_year(BillingPeriod period) { return measure(period).months ? 12 / measure(period).months : 364 / measure(period).days; }

}  // namespace lifeworth
