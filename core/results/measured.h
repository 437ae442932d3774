// What a calculator can take from an orders file: averages by year of life with intervals, and sentences about those the file cannot give.
#pragma once

#include <string>
#include <string_view>

#include "customers/transaction_log.h"

namespace lifeworth {

/// JSON of core/README.md, "measured". `margin`: the share of value that is profit; it is taken as known, intervals do not hold doubt about it.
std::string measured_json(const TransactionLog& log, Day observation_end, double margin, std::string_view currency, int digits);

}  // namespace lifeworth
