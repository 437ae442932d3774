// "cohorts": customers by the month they joined: who bought again in which month, and what they brought by fixed ages.
#pragma once

#include <string>
#include <string_view>

#include "customers/transaction_log.h"

namespace lifeworth {

/// JSON of core/README.md, "cohorts". `margin`: the share of value that is profit; it is taken as known.
std::string cohorts_json(const TransactionLog& log, Day observation_end, double margin, std::string_view currency, int digits);

}  // namespace lifeworth
