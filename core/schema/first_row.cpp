#include "schema/first_row.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/types.h"
#include "schema/cells.h"
#include "schema/header_words.h"

namespace lifeworth {

std::string_view cell_at(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? trimmed(row[column]) : std::string_view();
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

bool is_date(std::string_view text) {
  const auto date = WrittenDate::parse(text);
  return date && !date->is_number() && (date->day(DateOrder::dmy) || date->day(DateOrder::mdy) || date->day(DateOrder::ymd));
}

namespace {

CellKind kind_at(const std::vector<CellKind>& row, std::size_t column) { return column < row.size() ? row[column] : CellKind::empty; }

/// The cell as a whole number without sign or marks; −1 for anything else.
int plain_number(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  if (text.empty() || text.size() > 4 || !std::ranges::all_of(text, is_digit)) return -1;
  int number = 0;
  for (char c : text) number = number * 10 + (c - '0');
  return number;
}

/// Numbers that count on one by one: years or months as names of columns.
bool counts_on(const std::vector<std::string>& row) {
  int before = -1, numbers = 0;
  for (const std::string& cell : row) {
    const int number = plain_number(cell);
    if (number < 0) {
      if (kind_of(cell) == CellKind::number || kind_of(cell) == CellKind::date) return false;
      continue;
    }
    if (numbers > 0 && number != before + 1) return false;
    before = number;
    ++numbers;
  }
  return numbers >= 3 || (numbers == 2 && before >= 1950 && before <= 2100);
}

bool names_a_role(std::string_view cell, double least) {
  return std::ranges::any_of(all_roles(), [&](Role role) { return header_score(role, cell) > least; });
}

constexpr std::size_t rows_that_tell = 200;

}  // namespace

CellKind kind_of(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  if (is_missing(text)) return CellKind::empty;
  if (is_date(text)) return CellKind::date;
  if (WrittenAmount::parse(text)) return CellKind::number;
  // "10,34%" is no amount of money, but a number all the same.
  if (text.ends_with('%') && WrittenAmount::parse(text.substr(0, text.size() - 1))) return CellKind::number;
  return is_email(text) ? CellKind::email : CellKind::text;
}

Kinds kinds_of(std::span<const std::vector<std::string>> rows) {
  Kinds kinds(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    kinds[row].reserve(rows[row].size());
    for (const std::string& cell : rows[row]) kinds[row].push_back(kind_of(cell));
  }
  return kinds;
}

CellKind column_kind(std::span<const std::vector<CellKind>> rows, std::size_t column) {
  std::array<std::size_t, 5> counts{};
  for (const auto& row : rows) ++counts[std::size_t(kind_at(row, column))];
  const std::size_t filled = rows.size() - counts[0];
  if (filled == 0) return CellKind::empty;
  for (CellKind kind : {CellKind::date, CellKind::number, CellKind::email})
    if (counts[std::size_t(kind)] * 10 >= filled * 8) return kind;
  // Days and sums of one column may be written so that some read as one and some as the other.
  const std::size_t values = counts[std::size_t(CellKind::date)] + counts[std::size_t(CellKind::number)];
  return values * 10 >= filled * 8 ? CellKind::number : CellKind::text;
}

int header_evidence(std::span<const std::vector<std::string>> rows, std::span<const std::vector<CellKind>> kinds) {
  if (rows.size() < 2) return 0;
  const auto below = kinds.subspan(1, std::min(kinds.size() - 1, rows_that_tell));
  const bool numbers_are_names = counts_on(rows[0]) && !counts_on(rows[1]);
  int names = 0, values = 0;
  for (std::size_t column = 0; column < rows[0].size(); ++column) {
    const CellKind first = kind_at(kinds[0], column), others = column_kind(below, column);
    const bool typed = others == CellKind::number || others == CellKind::date;
    if (first == CellKind::empty) continue;
    if (first == CellKind::text) names += typed || others == CellKind::email;
    else if (first == CellKind::number && numbers_are_names) names += typed;
    else if (first == CellKind::date && others == CellKind::number) ++names;  // months over sums
    else ++values;
  }
  return names - values;
}

int known_names(const std::vector<std::string>& row) {
  int known = 0;
  for (const std::string& cell : row) known += cell.size() < 60 && names_a_role(cell, 0.75);
  return known;
}

bool first_row_is_header(std::span<const std::vector<std::string>> rows) {
  return first_row_is_header(rows, kinds_of(rows.first(std::min(rows.size(), rows_that_tell + 1))));
}

bool first_row_is_header(std::span<const std::vector<std::string>> rows, std::span<const std::vector<CellKind>> kinds) {
  if (rows.empty()) return false;
  const auto& names = rows[0];
  const auto is_value = [](CellKind kind) { return kind == CellKind::date || kind == CellKind::number || kind == CellKind::email; };
  const auto values = std::ranges::count_if(kinds[0], is_value);
  if (rows.size() == 1) return values == 0;
  if (const int evidence = header_evidence(rows, kinds); evidence != 0) return evidence > 0;
  if (values > 0) return false;
  if (std::ranges::any_of(names, [](const std::string& cell) { return names_a_role(cell, 0); })) return true;
  // All text: a header's names are words, all there, all different, and do not come again below.
  for (std::size_t column = 0; column < names.size(); ++column) {
    const std::string_view name = trimmed(names[column]);
    if (name.empty() || std::ranges::any_of(name, is_digit)) return false;
    for (std::size_t other = 0; other < column; ++other)
      if (trimmed(names[other]) == name) return false;
    for (const auto& row : rows.subspan(1))
      if (column < row.size() && trimmed(row[column]) == name) return false;
  }
  return true;
}

}  // namespace lifeworth
