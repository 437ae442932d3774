// "impressions": which of a customer's answers goes with what comes, how long a bad and a good one can be seen in spend, and how alike one customer's answers are.
#pragma once

#include <optional>
#include <string>

#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "impressions". `observation_end`: nothing where there are no orders, and so nothing but how alike answers are. Errors: survey_no_file; bad_request where the ends of the scale are the wrong way round.
Expected<std::string> impressions_json(const Loaded& loaded, std::optional<Day> observation_end, const Request& request);

}  // namespace lifeworth
