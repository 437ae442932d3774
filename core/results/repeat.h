// "repeat": who makes a second, third … purchase and after how long, the time between purchases, and how long customers stay active under
// a rule. Waiting times are counted in metrics, what they say of waits that are not over yet is Kaplan–Meier's.
#pragma once

#include <optional>
#include <string>

#include "customers/transaction_log.h"

namespace lifeworth {

/// JSON of core/README.md, "repeat". `active_days`: days without a purchase after which a customer counts as lost; nothing: as the gaps seen say.
std::string repeat_json(const TransactionLog& log, Day observation_end, std::optional<Day> active_days);

}  // namespace lifeworth
