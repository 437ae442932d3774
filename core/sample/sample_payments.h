// A made-up business with subscriptions, so that the page has contracts to show and the tests something to recover: three plans by the month and one by the year. After each payment a customer
// leaves with a chance of their own, drawn once (sBG: Fader & Hardie 2007, with the sample's parameters); some come back, some change to the next plan up or down, and a few get a payment back. Deterministic: one seed, one file.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "models/sbg.h"
#include "sample/sample_orders.h"

namespace lifeworth {

struct SamplePlan {
  std::string_view name;
  Minor price;
  int months;  ///< that a payment is for
};
inline constexpr std::array<SamplePlan, 4> sample_plans = {{{"Starter monthly", 1900, 1}, {"Team monthly", 4900, 1}, {"Studio monthly", 9900, 1}, {"Team yearly", 49000, 12}}};

/// Chances to leave with a payment: of plans by the month, and by the year.
inline constexpr sbg::Parameters sample_monthly_leaving{0.9, 14}, sample_yearly_leaving{1.2, 4};
/// Chance that a customer who stays, by the month, goes one plan up; and down.
inline constexpr double sample_upgrades = 0.012, sample_downgrades = 0.006;

/// Share of those who leave a plan by the month who come back, after so many months without a payment.
inline constexpr double sample_returning = 0.1;
inline constexpr int sample_shortest_pause = 2, sample_longest_pause = 5;
/// Share of payments that are given back some days later.
inline constexpr double sample_payments_given_back = 0.006;

struct SamplePayment {
  std::uint32_t customer;
  Day day;
  std::uint8_t plan;  ///< in sample_plans
  bool given_back;    ///< its amount is negative
};

/// Three years of payments from 2023-01-01; customers begin all through them. Sorted by day.
std::vector<SamplePayment> sample_payments(const SampleOptions& options);

/// The same as a CSV export: payment_id, customer_id, payment_date, amount, currency, plan.
std::string sample_payments_csv(const SampleOptions& options);

}  // namespace lifeworth
