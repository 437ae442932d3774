#include "schema/table_layout.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/text.h"
#include "read/types.h"
#include "schema/recognise.h"

namespace lifeworth {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Titles and notes before a table are a few lines; GA4's comment block and filters of reports are the longest.
constexpr std::size_t longest_preamble = 60;

bool is_value(std::string_view text) { return WrittenDate::parse(text) || WrittenAmount::parse(text); }

std::string_view cell_at(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? trimmed(row[column]) : std::string_view();
}

/// Cells up to the last that is not empty.
std::size_t filled_width(const std::vector<std::string>& row) {
  std::size_t width = row.size();
  while (width > 0 && trimmed(row[width - 1]).empty()) --width;
  return width;
}

template <class Key>
std::size_t commonest(const Rows& rows, Key key) {
  std::map<std::size_t, std::size_t> counts;
  for (const auto& row : rows) ++counts[key(row)];
  std::size_t best = 0, most = 0;
  for (const auto& [width, count] : counts)
    if (count >= most && width >= 1) best = width, most = count;
  return best;
}

/// Cells of a usual row. Where titles and notes are as many as rows, the rows are what is wider.
std::size_t usual_width(const Rows& rows) {
  const auto size = [](const auto& row) { return row.size(); };
  const std::size_t width = commonest(rows, size);
  if (width > 1) return width;
  Rows wider;
  for (const auto& row : rows)
    if (row.size() > 1) wider.push_back(row);
  return wider.size() * 3 >= rows.size() && wider.size() >= 2 ? commonest(wider, size) : width;
}

/// Share of a column's filled cells, in these rows, that are dates or numbers.
double typed_share(std::span<const std::vector<std::string>> rows, std::size_t column) {
  std::size_t filled = 0, typed = 0;
  for (const auto& row : rows) {
    const std::string_view text = cell_at(row, column);
    filled += !text.empty();
    typed += !text.empty() && is_value(text);
  }
  return filled ? double(typed) / double(filled) : 0;
}

bool all_text(const std::vector<std::string>& row) {
  return std::ranges::none_of(row, [](const std::string& cell) { return is_value(trimmed(cell)); });
}

/// Whether a row is narrow beside the table: a title, a filter of the report, a comment.
bool is_narrow(const std::vector<std::string>& row, std::size_t width) {
  const std::size_t filled = filled_width(row);
  if (filled <= 1) return width > 1;
  return width >= 4 ? filled * 2 < width || (filled <= 2 && row.size() < width) : false;
}

/// A comment line, while "#1001" with a whole row behind it is an order number.
bool is_comment(const std::vector<std::string>& row, std::size_t width) {
  const std::string_view first = cell_at(row, 0);
  return first.starts_with('#') && row.size() != width;
}

/// Rows before the table. Among rows wide enough, one of names that fits the columns below better than the rows above it is the header.
std::size_t preamble_of(const Rows& rows, std::size_t width) {
  std::size_t first = 0;
  while (first < rows.size() && first < longest_preamble && (is_narrow(rows[first], width) || is_comment(rows[first], width))) ++first;
  if (first == rows.size() || width < 2) return 0;
  // Further lines of a preamble can be wide ("Report start: …, Report end: …"): the header is as wide as the rows and says more.
  for (std::size_t at = first; at < std::min(rows.size(), first + 12); ++at) {
    if (rows[at].size() != width || filled_width(rows[at]) * 2 < width) continue;
    if (at == first) return first;
    const bool before_is_narrower = std::ranges::all_of(std::span(rows).subspan(first, at - first), [&](const auto& row) {
      return row.size() != width && filled_width(row) < filled_width(rows[at]);
    });
    const bool names = all_text(rows[at]) && first_row_is_header(std::span(rows).subspan(at));
    return before_is_narrower && names ? at : first;
  }
  return first;
}

bool is_import_id(std::string_view cell) { return cell.find("{\"ImportId\":") != std::string_view::npos; }

/// Header lines, given that the first of `rows` is one. Qualtrics names the questions on three lines, the last of JSON; SurveyMonkey the
/// answers on a second one, under a header that leaves cells empty.
std::size_t header_lines(std::span<const std::vector<std::string>> rows) {
  for (std::size_t line = 1; line < std::min<std::size_t>(rows.size(), 4); ++line)
    if (std::ranges::any_of(rows[line], is_import_id)) return line + 1;
  if (rows.size() < 3 || !cell_at(rows[1], 0).empty() || !all_text(rows[1]) || filled_width(rows[1]) == 0) return 1;
  for (std::size_t column = 0; column < rows[0].size(); ++column)
    if (typed_share(rows.subspan(2), column) >= 0.8 && !cell_at(rows[0], column).empty()) return 2;
  return 1;
}

std::vector<std::string> names_of(std::span<const std::vector<std::string>> lines) {
  std::vector<std::string> names;
  for (const std::string& cell : lines[0]) names.emplace_back(trimmed(cell));
  const bool qualtrics = lines.size() >= 2 && std::ranges::any_of(lines.back(), is_import_id);
  if (lines.size() == 2 && !qualtrics) {
    names.resize(std::max(names.size(), lines[1].size()));
    std::string question;
    for (std::size_t column = 0; column < names.size(); ++column) {
      if (!names[column].empty()) question = names[column];
      const std::string_view answer = cell_at(lines[1], column);
      if (answer.empty()) continue;
      names[column] = question + " – " + std::string(answer);
    }
  }
  return names;
}

}  // namespace

TableLayout find_table(const Rows& rows, std::optional<bool> told_header) {
  TableLayout layout;
  layout.width = usual_width(rows);
  layout.preamble_rows = preamble_of(rows, layout.width);
  const auto table = std::span(rows).subspan(layout.preamble_rows);
  if (told_header.value_or(first_row_is_header(table)) && !table.empty()) {
    layout.header_rows = header_lines(table);
    layout.header = names_of(table.first(layout.header_rows));
  }
  const auto below = table.subspan(std::min(layout.header_rows, table.size()));
  for (std::size_t column = 0; column < std::max(layout.width, layout.header.size()); ++column) layout.typed.push_back(typed_share(below, column) >= 0.8);
  return layout;
}

namespace {

/// Words that begin the line of a sum, folded.
constexpr std::string_view total_words[] = {"total", "totals", "grand total", "grand totals", "subtotal", "sub total", "sum", "summe", "gesamt", "gesamtsumme", "suma",
                                            "totales", "total general", "total geral", "somme", "totaux", "report total"};

}  // namespace

bool RowClassifier::may_be_odd(char first) const {
  const char lower = ascii_lower(first);
  return first == '#' || first == ' ' || lower == 't' || lower == 's' || lower == 'g' || lower == 'r' ||
         (!layout_.header.empty() && !layout_.header[0].empty() && first == layout_.header[0].front());
}

bool RowClassifier::is_header(const Row& row) const {
  const auto& header = layout_.header;
  return !header.empty() && row.cells.size() == header.size() &&
         std::ranges::equal(row.cells, header, [](std::string_view cell, const std::string& name) { return trimmed(cell) == name; });
}

/// A sum over rows begins with the word and has no value where every row has one: mostly the date.
bool RowClassifier::is_total(const Row& row) const {
  std::size_t at = 0;
  while (at < row.cells.size() && trimmed(row.cells[at]).empty()) ++at;
  if (at == row.cells.size() || at > 2) return false;
  const std::string_view cell = trimmed(row.cells[at]);
  if (cell.size() > 60) return false;
  const std::string text = folded(cell.substr(0, cell.find(':')));
  const bool whole = std::ranges::find(total_words, std::string_view(text)) != std::end(total_words);
  const bool counted = text.starts_with("grand total");  // "Grand Totals (12 records)"
  if (!whole && !counted) return false;
  if (cell.find(':') != std::string_view::npos || counted) return true;
  // The columns of a total that hold neither its word nor a number.
  bool other_text = false;
  for (std::size_t column = at + 1; column < row.cells.size(); ++column) {
    const std::string_view other = trimmed(row.cells[column]);
    other_text = other_text || (!other.empty() && !is_value(other) && other != "--" && other != "-");
  }
  const bool typed_word = at < layout_.typed.size() && layout_.typed[at];
  bool empty_typed = false;
  for (std::size_t column = 0; column < layout_.typed.size(); ++column)
    empty_typed = empty_typed || (layout_.typed[column] && (column >= row.cells.size() || trimmed(row.cells[column]).empty()));
  return typed_word || empty_typed || !other_text;
}

/// Behind a blank line or a note: a row of names that is no row of this table, because it is not as wide or has words where this one has values.
bool RowClassifier::begins_other_table(const Row& row, std::size_t filled) const {
  if (filled < 2 || std::ranges::any_of(row.cells, [](std::string_view cell) { return is_value(trimmed(cell)); })) return false;
  if (row.cells.size() != layout_.width && filled == row.cells.size()) return true;
  std::size_t words_for_values = 0, typed = 0;
  for (std::size_t column = 0; column < layout_.typed.size(); ++column) {
    typed += layout_.typed[column];
    words_for_values += layout_.typed[column] && column < row.cells.size() && !trimmed(row.cells[column]).empty();
  }
  return typed > 0 && words_for_values == typed && filled == row.cells.size();
}

RowKind RowClassifier::classify_slowly(const Row& row, std::uint64_t blank_lines) {
  const bool after_gap = note_before_ || blank_lines != blank_lines_;
  blank_lines_ = blank_lines;
  note_before_ = false;
  if (row.damage != Damage::none) return RowKind::data;
  std::size_t filled = 0;
  for (std::string_view cell : row.cells) filled += !trimmed(cell).empty();
  if (filled == 0) {
    note_before_ = true;
    return row.cells.size() > 1 || layout_.width > 1 ? RowKind::blank : RowKind::data;
  }
  if (is_header(row)) {
    other_table_ = false;
    return RowKind::repeated_header;
  }
  if (other_table_) return RowKind::other_table;
  if (layout_.width < 2) return RowKind::data;
  if (is_total(row)) {
    note_before_ = true;
    return RowKind::total;
  }
  const std::string_view first = trimmed(row.cells[0]);
  const bool comment = first.starts_with('#') && row.cells.size() != layout_.width;
  // One lonely cell in a table of three columns and more is a title or a footer; a cut row has at least a delimiter.
  if (comment || (row.cells.size() == 1 && layout_.width >= 3)) {
    note_before_ = true;
    return RowKind::note;
  }
  if (after_gap && begins_other_table(row, filled)) {
    other_table_ = true;
    return RowKind::other_table;
  }
  return RowKind::data;
}

}  // namespace lifeworth
