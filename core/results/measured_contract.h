// What calculators take where customers have contracts: what each pays, who does not renew, and how many of a cohort are left. In: all that was read, profits. Out: numbers that stand in for
// those of orders, where a customer is kept who buys again within a year, for a contract's end is seen.
#pragma once

#include <optional>

#include "metrics/billing_period.h"
#include "results/contract_setting.h"
#include "results/measured_source.h"
#include "results/profits.h"

namespace lifeworth {

struct MeasuredContract {
  BillingPeriod period;
  CurrencyCode currency;
  std::vector<MeasuredSource> sources;
};

/// Nothing where customers have no contracts, or too few of them to measure. `of_orders`: null where there are none.
std::optional<MeasuredContract> measured_contract(const Loaded& loaded, const PredictionSettings& settings, const ContractRequest& request, const Profits* of_orders);

/// Of contracts that have been there for so many ends of periods, how many were left after each.
struct Survivors {
  std::uint64_t contracts = 0;
  std::vector<std::uint64_t> left;  ///< [t−1]: after t renewals
};
/// Of all cohorts by their age the one that saw the most renewals decided, `most` periods at most: nobody in it has been here for too short a time, so that these are counts, and not estimates.
Survivors survivors_of(const Contracts& contracts, int most);

}  // namespace lifeworth
