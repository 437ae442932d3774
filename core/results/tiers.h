// Tiers as the page gets them: who exceeds a threshold of value, who is just under it, how those above differ from the others, and both as lists.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text_dictionary.h"
#include "metrics/tiers.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// The customers of one rule, kept while a person looks at them.
struct TierLists {
  TierRule rule;
  ProfitRule profit;
  const CustomerTable* table;  ///< of the revenue; who asks holds it, and says anew where it is: a prediction may have the same
  Day observation_end;
  CustomerTable profits;       ///< the same customers with profits for values; empty without costs
  std::optional<Tiers> tiers;  ///< nothing without customers, or with a margin of 0
  /// What tiers are made of.
  const CustomerTable& values() const { return profit.costs() ? profits : *table; }
  /// Row numbers of one tier, when they have been asked for: by value, largest first; equal ones in the data's order.
  std::optional<std::pair<Tier, std::vector<std::uint32_t>>> listed;
};

/// The rule of a request, its own value in minor units. With costs its values are profits, and of those nothing is taken off.
TierRule rule_of(const Request& request, int digits, const Profits& profits);

/// `table`: of the revenue. `before`: the last lists from the same log, if there are any; profits are taken from them where the observation ends on the same day.
TierLists tier_lists(const Profits& profits, const TierRule& rule, const CustomerTable& table, std::optional<TierLists> before = std::nullopt);

/// JSON of core/README.md, "tiers".
std::string tiers_json(const TierLists& lists, const Loaded& loaded, const Profits& profits);

/// Rows offset … offset+limit of a list, as JSON of core/README.md, "tiers_csv".
std::string tiers_csv_json(TierLists& lists, const TextDictionary& names, const Request& request, int digits);

}  // namespace lifeworth
