#include "read/written_period.h"

#include <array>
#include <string>

#include "base/text.h"
#include "read/month_names.h"

namespace lifeworth {
namespace {

constexpr Day days_to_monday = 3;  // 1970-01-01 was a Thursday

/// What a period is made of, in order; blanks, hyphens, slashes, points, commas and apostrophes part them, and "de" and "of" join them.
struct Piece {
  std::string_view text;
  bool is_number;
};

bool is_gap(char c) { return c == ' ' || c == '-' || c == '/' || c == '.' || c == ',' || c == '\''; }

/// Nothing where there are others than two of them.
std::optional<std::array<Piece, 2>> two_pieces(std::string_view text) {
  std::array<Piece, 2> pieces{};
  std::size_t count = 0;
  while (!text.empty()) {
    if (is_gap(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    const bool number = is_digit(text.front());
    std::size_t size = 1;
    while (size < text.size() && !is_gap(text[size]) && is_digit(text[size]) == number) ++size;
    const std::string_view piece = text.substr(0, size);
    text.remove_prefix(size);
    if (!number && joins_date_parts(piece)) continue;
    if (count == pieces.size()) return std::nullopt;
    pieces[count++] = {piece, number};
  }
  return count == pieces.size() ? std::optional(pieces) : std::nullopt;
}

bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

int number_in(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

/// Of two digits only behind the name of a month: what 01/25 is cannot be told.
std::optional<int> year_of(const Piece& piece, bool behind_name) {
  if (!piece.is_number || (piece.text.size() != 4 && !(behind_name && piece.text.size() == 2))) return std::nullopt;
  return number_in(piece.text) + (piece.text.size() == 2 ? 2000 : 0);
}

std::optional<WrittenDate> written(Day day) { return WrittenDate::parse(iso_text(day)); }

std::optional<WrittenDate> first_of(std::optional<int> year, unsigned month) {
  const auto day = year && *year >= 1900 && *year <= 2100 && month >= 1 && month <= 12 ? day_of({*year, month, 1}) : std::nullopt;
  return day ? written(*day) : std::nullopt;
}

/// The Monday of a week; the first week of a year is the one that 4 January lies in (ISO 8601).
std::optional<WrittenDate> week_of(int year, int week) {
  const auto fourth = year >= 1900 && year <= 2100 && week >= 1 && week <= 53 ? day_of({year, 1, 4}) : std::nullopt;
  if (!fourth) return std::nullopt;
  const Day weekday = ((*fourth + days_to_monday) % 7 + 7) % 7;  // from Monday; days before 1970 are negative
  const Day monday = *fourth - weekday + 7 * (week - 1);
  // 28 December always lies in the last week.
  return monday <= *day_of({year, 12, 28}) ? written(monday) : std::nullopt;
}

}  // namespace

std::optional<WrittenDate> parse_period(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 5 || text.size() > 30) return std::nullopt;
  if (text.size() == 6 && is_number(text)) return first_of(number_in(text.substr(0, 4)), static_cast<unsigned>(number_in(text.substr(4))));
  if (const auto week = text.find_first_of("Ww"); week != text.npos && week >= 4 && text.size() == week + 3) {  // 2025-W01, 2025W01
    const std::string_view year = text.substr(0, 4), number = text.substr(week + 1), between = text.substr(4, week - 4);
    const bool plain = is_number(year) && is_number(number) && (between.empty() || between == "-" || between == " ");
    return plain ? week_of(number_in(year), number_in(number)) : std::nullopt;
  }
  const auto pieces = two_pieces(text);
  if (!pieces) return std::nullopt;
  const auto& [one, other] = *pieces;
  if (one.is_number && other.is_number) {
    if (one.text.size() == 4 && other.text.size() <= 2) return first_of(year_of(one, false), static_cast<unsigned>(number_in(other.text)));
    return other.text.size() == 4 && one.text.size() <= 2 ? first_of(year_of(other, false), static_cast<unsigned>(number_in(one.text))) : std::nullopt;
  }
  if (!one.is_number) return first_of(year_of(other, true), month_of(one.text));
  return first_of(year_of(one, false), month_of(other.text));
}

}  // namespace lifeworth
