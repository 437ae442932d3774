// Whether a file is text, told from its first bytes, or something that needs a sentence instead of a reader.
#pragma once

#include <optional>
#include <string_view>

#include "base/sentence.h"

namespace lifeworth {

/// Which reader a text needs; json_kind.h tells.
enum class TextKind : std::uint8_t { csv, json_array, json_object, json_lines };

/// Why these bytes cannot be read: empty, a known binary format, a web page or another
/// text that is no table, control bytes. Nothing when they may be a table or JSON.
std::optional<Error> refusal_of_bytes(std::string_view first_bytes, bool whole_file);

}  // namespace lifeworth
