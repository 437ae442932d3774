// Files that are no text, told by their first bytes as the formats' own specifications give them; never by a name's extension.
#pragma once

#include <optional>
#include <string_view>

#include "base/sentence.h"

namespace lifeworth {

/// The refusal that names the format; nothing when no format is known by these bytes. A table of text that begins with the same letters ("BM,…",
/// "Rar!;…") is not taken for one: marks made of letters count only with bytes around them that text does not have.
std::optional<Error> refusal_by_magic(std::string_view first_bytes);

}  // namespace lifeworth
