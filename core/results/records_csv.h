// What was read → the generic table of its kind as CSV, in pieces, which this core recognises and reads again to the same effect. A row is a row that was
// used; numbers of orders and tickets are not in it, for only their hashes are ever known.
#pragma once

#include <string>

#include "base/text_dictionary.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// Rows offset … offset+limit of `request.file`, as JSON of core/README.md, "records_csv". All files with orders are one table: an order that stood in
/// several of them was read once. Orders come by customer, then by day; other records as they stood in the file. Error: bad_request for a file that is
/// not there.
Expected<std::string> records_csv_json(const Loaded& loaded, const TextDictionary& customers, const Request& request);

}  // namespace lifeworth
