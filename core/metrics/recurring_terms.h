// Subscriptions, or payments by the calendar → stretches of days in which a customer pays so much a year, and the months for which it is known who was there.
//
// Subscriptions: a row runs from its start until its end, which it does not run on any more, and pays its amount each period: of its billing interval if it
// has one, so many of them as it says, else of the period that the name of its plan tells, else that the lengths of its plan's ended rows tell, else the file's. A customer's row that begins
// within the grace after the last ended follows it without a gap.
//
// Payments, as contracts_of: the first is the beginning; one at least half a period after the last that counted begins the next period, an earlier one adds to the
// same; overdue by more than the grace the customer has left with the period that was paid. All that is paid for a period runs for the whole of it. A
// customer who keeps to another period than the commonest goes by that; one with a single payment goes by what the name of the plan tells.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "customers/transaction_log.h"
#include "metrics/billing_period.h"
#include "metrics/recurring.h"
#include "schema/records.h"

namespace lifeworth {

/// Where vendors differ.
struct RecurringRules {
  bool refunds_count = false;     ///< what is given back lowers the period it falls in, down to nothing
  bool past_due_churned = false;  ///< a payment later than what weekends and first retries make of it is a loss and a return; so is a gap of more than a day
  bool one_period = false;        ///< subscriptions: all amounts are for the period of the file
};

struct RecurringTerms {
  std::vector<RecurringTerm> all;  ///< by customer, then by their first day
  /// Month indices: the first at whose beginning it is known who is there, and the last that is over and decided. There may be none between them.
  int first_month = 0, last_month = -1;
  std::array<std::uint64_t, billing_periods.size()> by_period{};  ///< rows; of payments customers
  std::uint64_t rows = 0;          ///< subscriptions that are in it
  std::uint64_t silent_rows = 0;   ///< of these, those that do not say by which period they are billed
  std::uint64_t ended_rows = 0;    ///< of these, those that ended by the observation end
  bool some_differ = false;        ///< some rows tell a period that is not the file's, whether it is gone by or not
  bool refunds = false;            ///< payments: some money was given back
  std::uint64_t left_out = 0;      ///< payments: customers of a longer period that too few keep to for the bridge to begin so much later
  std::uint64_t paid_once = 0;     ///< payments: customers with a single payment and no plan that tells its period, where others keep to a longer one
};

RecurringTerms recurring_terms(std::span<const Records* const> subscriptions, BillingPeriod period, bool period_by_person, const RecurringRules& rules, Day observation_end);
/// `by_plan`: the period that the name of each customer's first plan tells, if it does; empty where no column names plans.
RecurringTerms recurring_terms(const TransactionLog& log, BillingPeriod period, const RecurringRules& rules, Day observation_end, std::span<const std::optional<BillingPeriod>> by_plan = {});

}  // namespace lifeworth
