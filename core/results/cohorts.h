// "cohorts": customers by the month they joined: who bought again in which month, and what they brought by fixed ages.
#pragma once

#include <string>
#include <string_view>

#include "results/profits.h"

namespace lifeworth {

/// JSON of core/README.md, "cohorts". A margin is taken as known.
std::string cohorts_json(const Profits& profits, Day observation_end, std::string_view currency, int digits);

}  // namespace lifeworth
