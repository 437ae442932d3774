// Customers with their values and forecasts: windows of a sorted table, and the same table as CSV that is safe in a spreadsheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_dictionary.h"
#include "results/prediction.h"

namespace lifeworth {

/// Row numbers of the prediction's table in the order asked for; equal values stay in the data's order.
std::vector<std::uint32_t> sorted_rows(const Prediction& prediction, const TextDictionary& names, CustomerColumn column, bool descending);

/// Rows offset … offset+limit of `order`, as JSON of core/README.md, "customers".
std::string customers_json(const Prediction& prediction, const TextDictionary& names, std::span<const std::uint32_t> order,
                           std::uint64_t offset, std::uint64_t limit);

/// The same rows as CSV lines; the header stands before offset 0.
std::string customers_csv(const Prediction& prediction, const TextDictionary& names, std::span<const std::uint32_t> order,
                          const Request& request, int digits);

}  // namespace lifeworth
