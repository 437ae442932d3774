// What may stand behind a date in its cell: a time of day and a zone. Neither moves the day that was written; they are looked at only so that
// a date with something else behind it (a range, a note) is not taken for a date. In: plain text. Out: whether it is a time.
// Forms: export catalogue, section 0.5; ISO 8601; RFC 2822 §3.3.
#pragma once

#include <string_view>

namespace lifeworth {

/// Whether `rest` (plain text, what follows the last digit of a date) is nothing, a time with or without a zone, or `Z`, `UTC`, an offset.
bool is_time_or_nothing(std::string_view rest);

/// Takes `10:15`, `10:15:30.5 PM` … off the start of `text`; false (and `text` as it was) when it starts with no time.
/// `bare`: digits alone (`101530`) count.
bool take_time(std::string_view& text, bool bare);

/// Whether `text` is nothing or names a time zone: `Z`, `+0200`, `GMT-3`, `CEST`, `Eastern Time (US & Canada)`, `[Europe/Berlin]`.
bool is_zone_or_nothing(std::string_view text);

}  // namespace lifeworth
