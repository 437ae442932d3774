// "acquisition": spend by channel and month, what a new customer costs by four definitions, and when that is paid back.
#pragma once

#include <string>

#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "acquisition". `profits`: null where there are no orders; then only the spend is shown. Errors: no_spend; two_currencies among the files of spend.
Expected<std::string> acquisition_json(const Loaded& loaded, const Profits* profits, Day observation_end, const Request& request);

}  // namespace lifeworth
