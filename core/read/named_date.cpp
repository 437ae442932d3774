#include "read/named_date.h"

#include <algorithm>

#include "base/text.h"
#include "read/month_names.h"
#include "read/time_of_day.h"

namespace lifeworth {
namespace {

bool is_word_byte(char c) { return (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::string_view word_at_start(std::string_view text) {
  return text.substr(0, std::size_t(std::ranges::find_if_not(text, is_word_byte) - text.begin()));
}

/// A number of one, two or four digits off the start; 0 digits where there is none.
unsigned take_number(std::string_view& text, unsigned& digits) {
  unsigned value = 0;
  digits = 0;
  while (digits < text.size() && digits < 5 && is_digit(text[digits])) value = value * 10 + unsigned(text[digits++] - '0');
  if (digits == 3 || digits == 5) digits = 0;
  text.remove_prefix(digits);
  return value;
}

/// 1st, 2nd, 1er, 31º, 31°: the ending of a numbered day.
void skip_ordinal(std::string_view& text) {
  for (std::string_view ending : {"st", "nd", "rd", "th", "er", "o", "\xC2\xBA", "\xC2\xAA", "\xC2\xB0"}) {
    if (text.size() < ending.size()) continue;
    const std::string_view start = text.substr(0, ending.size());
    const bool same = std::ranges::equal(start, ending, [](char a, char b) { return ascii_lower(a) == b; });
    if (same && (text.size() == ending.size() || !is_word_byte(text[ending.size()]))) return text.remove_prefix(ending.size());
  }
}

/// Signs and joining words between two parts; false where one part runs into the other or too much stands between.
bool skip_between(std::string_view& text) {
  std::size_t signs = 0;
  for (int words = 0; words < 3; ++words) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '-' || text.front() == '/' || text.front() == '.' || text.front() == ',')) {
      text.remove_prefix(1);
      if (++signs > 6) return false;
    }
    const std::string_view word = word_at_start(text);
    if (word.empty() || !joins_date_parts(word)) break;
    text.remove_prefix(word.size());
    ++signs;
  }
  return true;
}

unsigned take_month(std::string_view& text) {
  const std::string_view word = word_at_start(text);
  const unsigned month = month_of(word);
  if (month) text.remove_prefix(word.size());
  return month;
}

bool is_year(unsigned digits) { return digits == 4 || digits == 2; }

/// "10:00:00 UTC 2024" behind month and day, as asctime and Java write it: the year stands last.
bool take_time_and_year(std::string_view text, NamedDate& date) {
  if (text.size() < 10) return false;
  std::string_view year = text.substr(text.size() - 4);
  const std::string_view time = text.substr(0, text.size() - 5);
  date.back = take_number(year, date.back_digits);
  std::string_view rest = time;
  return date.back_digits == 4 && text[text.size() - 5] == ' ' && take_time(rest, false) && is_zone_or_nothing(rest);
}

/// What may stand behind the year. Behind two digits a colon makes it no year but an hour ("May 5 10:00:00").
bool ends(std::string_view rest, unsigned year_digits) {
  return (year_digits == 4 || !rest.starts_with(':')) && (rest.empty() || !is_digit(rest.front())) && is_time_or_nothing(rest);
}

std::optional<NamedDate> parse_parts(std::string_view text) {
  NamedDate date{};
  if (text.empty()) return std::nullopt;
  if (is_digit(text.front())) {
    date.front = take_number(text, date.front_digits);
    if (!date.front_digits) return std::nullopt;
    if (date.front_digits < 4) skip_ordinal(text);
    if (!skip_between(text) || !(date.month = take_month(text)) || !skip_between(text)) return std::nullopt;
    if (text.starts_with('\'')) text.remove_prefix(1);
    date.back = take_number(text, date.back_digits);
    const bool year_first = date.front_digits == 4;
    if (year_first ? date.back_digits != 1 && date.back_digits != 2 : !is_year(date.back_digits)) return std::nullopt;
    return ends(text, year_first ? 4 : date.back_digits) ? std::optional(date) : std::nullopt;
  }
  date.month_first = true;
  if (!(date.month = take_month(text)) || !skip_between(text)) return std::nullopt;
  date.front = take_number(text, date.front_digits);
  if (date.front_digits != 1 && date.front_digits != 2) return std::nullopt;
  skip_ordinal(text);
  const std::string_view behind_day = text;
  if (!skip_between(text)) return std::nullopt;
  if (text.starts_with('\'')) text.remove_prefix(1);
  const bool time_first = text.size() > 2 && (text[1] == ':' || text[2] == ':');
  if (time_first && behind_day.starts_with(' ')) return take_time_and_year(text, date) ? std::optional(date) : std::nullopt;
  date.back = take_number(text, date.back_digits);
  if (text.size() == behind_day.size() || !is_year(date.back_digits)) return std::nullopt;
  return ends(text, date.back_digits) ? std::optional(date) : std::nullopt;
}

}  // namespace

std::optional<NamedDate> parse_named_date(std::string_view text) {
  // A day of the week in front; "mar" is one too, unless no other month follows.
  std::string_view rest = text;
  for (int words = 0; words < 2; ++words) {
    const std::string_view word = word_at_start(rest);
    if (!is_weekday(word)) break;
    rest.remove_prefix(word.size());
    if (!skip_between(rest)) return std::nullopt;
    if (const auto date = parse_parts(rest)) return date;
  }
  const std::string_view article = word_at_start(text);  // "le 31 mars 2024", "el 31 de marzo de 2024"
  if (joins_date_parts(article)) {
    text.remove_prefix(article.size());
    if (!skip_between(text)) return std::nullopt;
  }
  return parse_parts(text);
}

}  // namespace lifeworth
