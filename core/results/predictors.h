// "predictors": which measure, as it was known some months ago, best foretold what customers spent since. Rates what was counted, what the chosen model
// expected then, and what other files said until then.
#pragma once

#include <string>

#include "results/reading_json.h"

namespace lifeworth {

/// JSON of core/README.md, "predictors". `months`: how long the time after is to be; shorter where the history is.
std::string predictors_json(const Loaded& loaded, Day observation_end, int months);

}  // namespace lifeworth
