// Who did not match when a file of records was joined with orders on the customer: those of the records who never ordered, or those with orders whom the
// records do not name. Out: a CSV, in pieces, with what is known of each.
#pragma once

#include <string>

#include "base/text_dictionary.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "unmatched_csv". Error: bad_request for a file that is not there or holds orders itself.
Expected<std::string> unmatched_csv_json(const Loaded& loaded, const TextDictionary& customers, const Request& request);

}  // namespace lifeworth
