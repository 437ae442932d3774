// Dates whose month is a word: "31 de marzo de 2024", "Mar 31, 2024", "31-Mar-24", "2024-Mar-31", "Sun Mar 31 10:00:00 UTC 2024". In: plain text.
// Out: the numbers as they stand. Forms: export catalogue, section 0.5; RFC 2822 §3.3; C's asctime.
#pragma once

#include <optional>
#include <string_view>

namespace lifeworth {

/// The parts of a date with a named month. Of `front` and `back`, which stand before and behind the day or the month, one is the year.
struct NamedDate {
  unsigned month;
  unsigned front, back;              ///< in the order they are written
  unsigned front_digits, back_digits;
  bool month_first;                  ///< "Mar 31, 2024": `front` is the day
};

/// Nothing where the text is no such date, or something other than a time stands behind it.
std::optional<NamedDate> parse_named_date(std::string_view plain);

}  // namespace lifeworth
