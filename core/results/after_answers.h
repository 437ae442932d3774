// "after_answers": what customers did in the days after they had answered, by what they had answered; the happy ones beside the others, raw and among those who had spent alike
// before; and the happy ones who bought nothing.
#pragma once

#include <string>

#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "after_answers". There are orders. Errors: survey_no_file; bad_request where the ends of the scale are the wrong way round.
Expected<std::string> after_answers_json(const Loaded& loaded, Day observation_end, const Request& request);

}  // namespace lifeworth
