// "survey": what a file of answers says: NPS, satisfaction or effort with its interval, over time, by segment, and who answered.
#pragma once

#include <cstdint>
#include <string>

#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "survey". `file`: its number in the session. Errors: survey_no_file; bad_request where the ends of the scale are the wrong way round.
Expected<std::string> survey_json(const Loaded& loaded, const SurveyRequest& request, std::uint64_t file);

}  // namespace lifeworth
