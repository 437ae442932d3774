// "referrals": who was recommended by whom, which share of referrals comes from promoters, and what referred customers are worth beside the others.
#pragma once

#include <string>

#include "base/text_dictionary.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "referrals". `names`: of the session's customers; `profits`: null where there are no orders. Errors: those of survey_file.
Expected<std::string> referrals_json(const Loaded& loaded, const TextDictionary& names, const Profits* profits, Day observation_end, const Request& request);

}  // namespace lifeworth
