// Transactions → whether customers pay by a calendar: of the gaps between purchase days, how many are one billing period long, and how many customers keep to
// it. Payments of a contract do; purchases at random, however often they come, do not: of exponential gaps no more than (2·tolerance+1)/period/e fall within
// the tolerance of one period, 16 % of weeks and 9 % of months. A skipped payment is a gap of two periods and counts against.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "customers/transaction_log.h"
#include "metrics/billing_period.h"

namespace lifeworth {

/// Gaps that are one period long, of one customer or of all.
struct PeriodFit {
  std::uint64_t gaps = 0;
  double closeness = 0;  ///< Σ (1 − days off ÷ (tolerance+1)): of four weeks and a month, whose tolerances overlap, the one that is meant has more
};

/// The period a customer pays by where it is not `period`: more than half of the gaps are that long, and no more than half are one `period` long. Four weeks and a
/// month are not told apart by so few: a late payment makes one look like the other. `days` rise.
std::optional<BillingPeriod> another_period(std::span<const Day> days, BillingPeriod period);
bool keeps_to_another(std::span<const Day> days, BillingPeriod period);

struct PaymentRhythm {
  std::uint64_t customers = 0;  ///< with three purchase days or more; all below is of them
  std::uint64_t gaps = 0;
  BillingPeriod period = BillingPeriod::month;  ///< the one that more gaps keep to than to any other
  std::uint64_t fitting = 0;                    ///< gaps of that period
  std::uint64_t regular = 0;                    ///< customers of whose gaps three quarters or more are

  double share() const { return gaps ? static_cast<double>(fitting) / static_cast<double>(gaps) : 0; }
  double regular_share() const { return customers ? static_cast<double>(regular) / static_cast<double>(customers) : 0; }
};

PaymentRhythm payment_rhythm(const TransactionLog& log, Day observation_end);

enum class Contractual : std::uint8_t { contract, no_contract, unclear, too_few };

/// Fewer customers with three purchase days do not tell.
inline constexpr std::uint64_t fewest_with_rhythm = 10;
/// In simulated shops of 150 customers (tests/core/metrics/payment_rhythm_test.cpp) billing in which 8 % of payments come days late by a retry, 20 % a day or two late
/// and 2 % never kept 82–99 % of the gaps and 73 % of the customers or more; purchases at random kept 18 % at most, those of steady habits 35 % (Erlang-4) and 47 % (Erlang-8, by
/// weeks), and of these customers hardly any.
inline constexpr double contract_share = 0.65, contract_customers = 0.5, no_contract_share = 0.45;

/// `contract` from both shares on; `no_contract` where fewer gaps than `no_contract_share` keep to any period; between them it is not clear.
Contractual contractual(const PaymentRhythm& rhythm);

/// Purchase days of a customer until the observation end, into `days`.
void purchase_days(const TransactionLog& log, std::uint32_t customer, Day observation_end, std::vector<Day>& days);

}  // namespace lifeworth
