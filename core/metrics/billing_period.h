// The periods that contracts are paid by, as the calendar counts them: a month after 31 January is the last of February. In: days. Out: due days, how far
// a payment may lie from one and still be on time, and how long it may be missing before the contract counts as ended.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/date.h"

namespace lifeworth {

enum class BillingPeriod : std::uint8_t { week, four_weeks, month, quarter, half_year, year };

inline constexpr std::array<BillingPeriod, 6> billing_periods = {BillingPeriod::week,    BillingPeriod::four_weeks, BillingPeriod::month,
                                                                 BillingPeriod::quarter, BillingPeriod::half_year,  BillingPeriod::year};
/// What requests and results call them.
inline constexpr std::array<std::string_view, billing_periods.size()> billing_period_codes = {"week", "four_weeks", "month", "quarter", "half_year", "year"};
constexpr std::string_view code_of(BillingPeriod period) { return billing_period_codes[static_cast<std::size_t>(period)]; }

/// The day so many periods after `from`; counted from it at once, so that the 31st comes back after a short month.
Day periods_after(Day from, BillingPeriod period, int periods);

/// Whole due days of a contract that began on `start` before `day`, the start not among them: the number of t ≥ 1 with periods_after(start, t) < day.
int due_days_before(Day start, BillingPeriod period, Day day);

/// Days by which a payment may lie before or after its due day and still be called regular: weekends, holidays, a first retry.
Day tolerance_of(BillingPeriod period);

/// Days that a payment may be overdue before the contract counts as ended: half a period, 30 at most, which is how long billing services retry a card.
Day grace_of(BillingPeriod period);

/// Of a mean year of 365 days, which discounting counts by.
double periods_a_year(BillingPeriod period);
double days_of(BillingPeriod period);

/// Whole periods of a year, as MRR counts them: 52 weeks, 13 times four weeks, 12 months … 1 year.
int whole_periods_a_year(BillingPeriod period);

}  // namespace lifeworth
