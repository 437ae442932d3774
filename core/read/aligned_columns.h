// Text whose columns stand under one another with blanks between, as printers, terminals and old programs write tables.
#pragma once

#include <string_view>

namespace lifeworth {

/// Whether the first lines are such a table of three columns and more. Only for text that no delimiter cuts: padded cells of CSV are aligned, too.
bool columns_are_aligned(std::string_view text);

}  // namespace lifeworth
