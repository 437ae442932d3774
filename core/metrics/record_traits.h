// What other files (surveys, tickets) say of each customer, matched on the customer. In: their records. Out: numbers by the log's number of a customer.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "schema/records.h"

namespace lifeworth {

/// Empty where no file has any; NaN: not known of this customer.
struct RecordTraits {
  std::vector<float> contacts;        ///< how many, of all files
  std::vector<float> scores;          ///< mean of the answers to the first survey that has any: two surveys may have two scales
  std::vector<float> contact_scores;  ///< mean of the scores of contacts, of the first file that has any
  std::vector<float> handle_seconds;  ///< mean of a contact, of the first file that has any
};

/// `customers`: how many the log has. `until`: records of later days, and of none, are not looked at.
RecordTraits record_traits(std::span<const Records> records, std::size_t customers, std::optional<Day> until = std::nullopt);

}  // namespace lifeworth
