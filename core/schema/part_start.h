// Where, in bytes from the middle of a CSV file, a row seems to begin. In: the bytes and how the file is read. Out: an offset, or nothing. It may be
// wrong, as a line inside a quoted cell can look like any row: whoever reads the file up to there knows (FileReader::can_join).
#pragma once

#include <optional>
#include <string_view>

#include "schema/file_reader.h"

namespace lifeworth {

/// `order_id`: its column; then an order begins there, too, and not only a further line of one.
std::optional<std::size_t> part_start(std::string_view bytes, const Reading& reading, std::optional<std::size_t> order_id);

}  // namespace lifeworth
