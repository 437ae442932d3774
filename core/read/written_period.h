// A month or a week as tables of spend name it. In: one cell that is no date. Out: the first day of the period.
#pragma once

#include <optional>
#include <string_view>

#include "read/written_date.h"

namespace lifeworth {

/// 2025-01, 01/2025, 202501, Jan 2025, ene-25, 2025 January, enero de 2025, and weeks by ISO 8601 (2025-W01, from its Monday). Years 1900–2100; nothing for anything else, dates among it.
std::optional<WrittenDate> parse_period(std::string_view text);

}  // namespace lifeworth
