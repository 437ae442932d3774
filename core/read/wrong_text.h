// Files of text that are no tables: web pages, XML, messages, stand-ins for a file. Told by how the decoded text begins.
#pragma once

#include <optional>
#include <string_view>

#include "base/sentence.h"

namespace lifeworth {

/// The refusal that names what it is; nothing when it may be a table or JSON. `text`: UTF-8, the first KiBs of the file.
std::optional<Error> refusal_by_beginning(std::string_view text);

}  // namespace lifeworth
