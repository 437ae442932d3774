// Words in dates: months and days of the week in English, Spanish, French, German and Portuguese. In: a word as written, in any case, with its
// accents, without them or with them behind their letters. Out: what it stands for. Names and abbreviations as in the Unicode CLDR.
#pragma once

#include <string_view>

namespace lifeworth {

/// 1–12; 0 when the word names no month. "Mar", "mrz", "sept", "setiembre", "FÉVR", "août".
unsigned month_of(std::string_view word);

/// Whether the word names a day of the week. "mar" (mardi, martes) does, and names a month as well.
bool is_weekday(std::string_view word);

/// Whether the word may stand between the parts of a date: "31 *de* marzo *de* 2024", "31st *of* March", "*le* 31 mars", "*den* 31. März".
bool joins_date_parts(std::string_view word);

}  // namespace lifeworth
