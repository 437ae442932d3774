// Payments, or subscriptions with a start and an end → contracts: when each began, how many times it has been renewed, whether it has ended, and what is paid each
// period. A contract is judged by what was known on the observation end alone, and a renewal counts as decided only when the customer has had all the time there
// is to pay: who pays early would otherwise be counted before those who do not pay, and retention would come out too high.
//
// From payments: the first is the beginning; one at least half a period after the last that counted is the next period's (a retry moves the due day with it), an
// earlier one belongs to the same period. Where the next is overdue by more than the grace the contract has ended with the period that was paid; a later
// payment begins another contract. From subscriptions: those of one customer that overlap, or follow each other within the grace, are one contract. One that ends
// in the middle of a period ends with that period.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "customers/transaction_log.h"
#include "metrics/billing_period.h"
#include "schema/records.h"

namespace lifeworth {

struct Contract {
  std::uint32_t customer;
  Day start;
  int renewals;       ///< made so far
  int decided;        ///< of these, those whose time to pay is over: what the curve is made of. Of an ended contract all
  bool ended;         ///< not renewed at the end of period renewals+1
  Day due;            ///< the next due day; of an ended contract the one that was missed
  double payment;     ///< a period, mean, net of refunds, in minor units; NaN where none is known
  bool leaving = false;   ///< cancelled, and paid until the due day: still active, and not to be renewed
  bool age_known = true;  ///< false: it may have begun before the file does
};

struct Contracts {
  BillingPeriod period = BillingPeriod::month;
  Day grace = 0;                ///< a payment may be so many days late; 0 of subscriptions, whose end is told
  Day observation_end = 0;
  std::vector<Contract> all;    ///< by customer, then by start
  std::uint64_t customers = 0;
  std::uint64_t other_rhythm = 0;  ///< customers left out: they pay by another period
  std::uint64_t came_back = 0;     ///< contracts that are not their customer's first

  std::uint64_t active() const;
  std::uint64_t ended() const;
  /// How many ends of periods of this contract would have been decided by now, had it gone on.
  int could_be_decided(const Contract& contract) const;
};

Contracts contracts_of(const TransactionLog& log, BillingPeriod period, Day observation_end);
/// Rows without a start, customer or sense (an end before the start) are passed over.
Contracts contracts_of(std::span<const Records* const> subscriptions, BillingPeriod period, Day observation_end);

/// A stretch from a start to an end.
struct Stretch {
  Day from, until;
};
/// Period that ended subscriptions went by: a year, or else a quarter, where three quarters of ten lengths or more are whole ones, otherwise a month; nothing
/// of fewer than ten.
std::optional<BillingPeriod> period_by_lengths(std::span<const Stretch> ended);

/// The same of all subscriptions of these files; a month of fewer than ten.
BillingPeriod period_of(std::span<const Records* const> subscriptions, Day observation_end);

/// Contracts of known age that lasted equally long: ended at the end of period `periods`, or known to have been renewed so many times.
struct ContractLength {
  int periods;
  bool ended;
  std::uint64_t contracts;
};
/// Shortest first.
std::vector<ContractLength> lengths_of(const Contracts& contracts);

}  // namespace lifeworth
