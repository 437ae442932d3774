// What a calculator can take from an orders file: averages by year of life with intervals, and sentences about those the file cannot give.
#pragma once

#include <string>
#include <string_view>

#include "results/profits.h"

namespace lifeworth {

/// JSON of core/README.md, "measured". A margin is taken as known, intervals do not hold doubt about it; costs are counted as they were.
std::string measured_json(const Profits& profits, Day observation_end, std::string_view currency, int digits);

}  // namespace lifeworth
