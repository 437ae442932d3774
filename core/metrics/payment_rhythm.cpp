#include "metrics/payment_rhythm.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace lifeworth {
namespace {

using Fits = std::array<PeriodFit, billing_periods.size()>;

/// Days by which a gap misses one period.
Day off(Day from, Day to, BillingPeriod period) { return std::abs(to - periods_after(from, period, 1)); }

Fits fits_of(std::span<const Day> days) {
  Fits fits;
  for (std::size_t i = 1; i < days.size(); ++i) {
    for (const BillingPeriod period : billing_periods) {
      const Day missed = off(days[i - 1], days[i], period), tolerance = tolerance_of(period);
      if (missed > tolerance) continue;
      PeriodFit& fit = fits[static_cast<std::size_t>(period)];
      ++fit.gaps;
      fit.closeness += 1 - static_cast<double>(missed) / (tolerance + 1);
    }
  }
  return fits;
}

BillingPeriod closest(const Fits& fits) { return billing_periods[static_cast<std::size_t>(std::ranges::max_element(fits, {}, &PeriodFit::closeness) - fits.begin())]; }

}  // namespace

void purchase_days(const TransactionLog& log, std::uint32_t customer, Day observation_end, std::vector<Day>& days) {
  days.clear();
  for (const Transaction& transaction : log.of(customer)) {
    if (transaction.day > observation_end) return;
    if (!transaction.refund) days.push_back(transaction.day);
  }
}

std::optional<BillingPeriod> another_period(std::span<const Day> days, BillingPeriod period) {
  const Fits fits = fits_of(days);
  const auto keeps_to = [&](BillingPeriod each) { return 2 * fits[static_cast<std::size_t>(each)].gaps + 1 > days.size(); };
  const BillingPeriod own = closest(fits);
  const double ratio = days_of(own) / days_of(period);
  return !days.empty() && !keeps_to(period) && keeps_to(own) && (ratio > 1.5 || ratio < 1 / 1.5) ? std::optional(own) : std::nullopt;
}

bool keeps_to_another(std::span<const Day> days, BillingPeriod period) { return another_period(days, period).has_value(); }

PaymentRhythm payment_rhythm(const TransactionLog& log, Day observation_end) {
  PaymentRhythm rhythm;
  Fits all;
  std::array<std::uint64_t, billing_periods.size()> regular{};
  std::vector<Day> days;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    purchase_days(log, customer, observation_end, days);
    if (days.size() < 3) continue;
    const Fits own = fits_of(days);
    ++rhythm.customers;
    rhythm.gaps += days.size() - 1;
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].gaps += own[i].gaps;
      all[i].closeness += own[i].closeness;
      regular[i] += 4 * own[i].gaps >= 3 * (days.size() - 1);
    }
  }
  rhythm.period = closest(all);
  const auto chosen = static_cast<std::size_t>(rhythm.period);
  rhythm.fitting = all[chosen].gaps;
  rhythm.regular = regular[chosen];
  return rhythm;
}

Contractual contractual(const PaymentRhythm& rhythm) {
  if (rhythm.customers < fewest_with_rhythm) return Contractual::too_few;
  if (rhythm.share() < no_contract_share) return Contractual::no_contract;
  return rhythm.share() >= contract_share && rhythm.regular_share() >= contract_customers ? Contractual::contract : Contractual::unclear;
}

}  // namespace lifeworth
