// Purchases that come at most once a calendar period, such as gifts to a yearly appeal or boxes that may be skipped → opportunities taken and let pass, which
// is what BG/BB counts (Fader, Hardie & Shang 2010, Marketing Science 29(6)). In: transactions. Out: the period, if there is one, and each customer's opportunities.
// An opportunity is a calendar period after that of the first purchase, whenever in it a purchase comes; periods that have not ended do not count.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "customers/customer_table.h"
#include "metrics/billing_period.h"

namespace lifeworth {

/// Longest first: who gives once a year gives at most once a month, too.
inline constexpr std::array opportunity_periods = {BillingPeriod::year, BillingPeriod::half_year, BillingPeriod::quarter, BillingPeriod::month, BillingPeriod::week};

/// The number of a calendar period, equal for its days and one more for the next's: weeks begin on Monday, months on their 1st, years on 1 January.
int period_number(Day day, BillingPeriod period);
Day first_day_of(int number, BillingPeriod period);

/// The last period that has ended by the end of the day, or of which hardly anything is left: a year's last ten days, a quarter's last two. The last purchase in a file
/// seldom falls on the last day of a year.
int last_whole_period(Day day, BillingPeriod period);

/// How customers use the periods of one length.
struct PeriodUse {
  BillingPeriod period = BillingPeriod::year;
  std::uint64_t used = 0;    ///< periods of a customer with a purchase
  std::uint64_t once = 0;    ///< of them, with a single purchase day
  std::uint64_t between = 0; ///< periods after a customer's first with a purchase, up to the last one
  std::uint64_t taken = 0;   ///< of them, with a purchase
};

/// In the order of opportunity_periods.
std::array<PeriodUse, opportunity_periods.size()> period_uses(const TransactionLog& log, const CustomerTable& table);

/// Purchases at random that come in two fifths of a customer's periods come twice in one of four of those they come in, and even those of steady habits
/// (Erlang-4) in one of twenty, so that shops that do not sell at fixed times do not have both shares (tests/core/metrics/opportunities_test.cpp).
inline constexpr double once_share = 0.99, taken_share = 0.4;

/// The longest period with both shares; nothing where purchases come at any time.
std::optional<PeriodUse> fixed_times(const TransactionLog& log, const CustomerTable& table);

struct Opportunities {
  std::uint32_t row;  ///< of the table
  int taken;          ///< opportunities with a purchase
  int last;           ///< number of the last one taken, from 1; 0 for none
  int all;            ///< opportunities there were
};

/// Until the end of a period; customers whose first period is a later one are not among them.
std::vector<Opportunities> opportunities(const TransactionLog& log, const CustomerTable& table, BillingPeriod period, int last_period);

}  // namespace lifeworth
