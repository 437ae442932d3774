// How a file is read and what was read from it → the JSON of core/README.md, "Reading" and "Summary".
#pragma once

#include <string>

#include "customers/transaction_log.h"
#include "schema/file_reader.h"
#include "schema/orders.h"

namespace lifeworth {

/// Roles that must be mapped and are not, as sentences.
std::vector<Sentence> missing_columns(const Reading& reading, const Mapping& mapping);

std::string reading_json(const Reading& reading, const Mapping& mapping);

/// Counts over all files of a session.
struct FileCounts {
  LineAccount lines;
  std::uint64_t repaired_bytes = 0;
};
std::string summary_json(const Orders& orders, const TransactionLog& log, const FileCounts& counts);

std::string left_out_json(const Orders& orders);

}  // namespace lifeworth
