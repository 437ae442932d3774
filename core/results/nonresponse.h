// "nonresponse": what the score of all customers would be, those who never answered among them: weighted for what their orders tell, bounds for what they do not
// tell, and who answers at all.
#pragma once

#include <cstdint>
#include <string>

#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "nonresponse". Of `request` measure and scale count. `file`: its number in the session. There must be orders. Errors: those of "survey".
Expected<std::string> nonresponse_json(const Loaded& loaded, const SurveyRequest& request, std::uint64_t file);

}  // namespace lifeworth
