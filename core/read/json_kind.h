// The beginning of a text → whether it is JSON, and in which shape records stand in it. Text that only begins as JSON does and then breaks is
// JSON too: the reader tells where. "[Report] June" is the title of a table, not JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/text_kind.h"

namespace lifeworth {

struct JsonShape {
  TextKind kind;
  std::string records_key;  ///< TextKind::json_object only, and never empty there
};

/// Nothing when the text is no JSON. `whole_text`: nothing comes behind it. A single value without a list of records in it (an object, a
/// number) is TextKind::json_lines: a list of one.
std::optional<JsonShape> json_shape(std::string_view text, bool whole_text);

/// The way to the list of records inside a top-level object, keys joined by dots as they are written: "orders" or another well-known name
/// first, then any other key with a list of objects that is not known to be part of one record (line_items), then a list deeper inside known
/// names ("data.orders.edges"). "" when there is none.
std::string find_records_key(std::string_view text);

/// How values one after the other are to be cut: by lines, so that one broken line costs one line, or by their brackets, because a value
/// spans lines or shares one.
enum class JsonLayout : std::uint8_t { undecided, lines, concatenated };
JsonLayout json_layout(std::string_view text, bool whole_text);

}  // namespace lifeworth
