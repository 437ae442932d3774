// "score_changes": what customers spent before their first and after their last answer, by how the answer changed; beside the claims that are told of it, beside customers like them who
// never answered, and what it would pay to turn some round.
#pragma once

#include <string>

#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "score_changes". There are orders. Errors: survey_no_file; bad_request where the ends of the scale are the wrong way round.
Expected<std::string> score_changes_json(const Loaded& loaded, const Profits& profits, Day observation_end, const Request& request);

}  // namespace lifeworth
