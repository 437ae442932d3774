#include "schema/row_classifier.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

/// Words that by themselves begin the line of a sum, folded: English, Spanish, German, French, Portuguese, Italian, Dutch.
constexpr std::string_view total_words[] = {
    "total", "totals", "grand total", "grand totals", "subtotal", "subtotals", "sub total", "sum", "overall total", "report total",
    "report totals", "totales", "total general", "suma", "suma total", "gesamt", "gesamtsumme", "gesamtergebnis", "summe", "zwischensumme",
    "endsumme", "insgesamt", "teilergebnis", "totaux", "somme", "sous total", "totais", "total geral", "soma", "totale", "totali",
    "totale generale", "totale complessivo", "subtotale", "somma", "totaal", "eindtotaal"};

/// Three letters, lower case, as one number.
constexpr std::uint32_t letters(const char* text) {
  return std::uint32_t(static_cast<unsigned char>(ascii_lower(text[0]))) | std::uint32_t(static_cast<unsigned char>(ascii_lower(text[1]))) << 8 |
         std::uint32_t(static_cast<unsigned char>(ascii_lower(text[2]))) << 16;
}
/// The first three letters of those words.
constexpr std::uint32_t total_starts[] = {letters("tot"), letters("gra"), letters("sub"), letters("sum"), letters("ove"),
                                          letters("rep"), letters("ges"), letters("zwi"), letters("end"), letters("ins"),
                                          letters("tei"), letters("som"), letters("sou"), letters("ein")};

/// How the lines below a report begin, folded.
constexpr std::string_view note_starts[] = {"copyright",     "confidential", "generated", "report generated", "exported", "filtered by",
                                            "filters",       "end of report", "source",   "note",             "notes",    "nota",
                                            "notas",         "fuente",       "quelle",    "erstellt",         "all rights reserved", "disclaimer"};

bool is_value(CellKind kind) { return kind == CellKind::number || kind == CellKind::date; }

bool could_be_total(std::string_view text) {
  if (text.size() < 3) return false;
  const std::uint32_t start = letters(text.data());
  bool found = false;
  for (std::uint32_t other : total_starts) found |= start == other;
  return found && text.find('@') == std::string_view::npos;  // somebody@example.org
}

enum class Says : std::uint8_t { nothing, maybe, total };

/// "Total", "Total: Account", "Grand Totals (12 records)" say it; "Total North" and "North Total" may be names as well.
Says says_total(std::string_view cell) {
  if (cell.size() > 80) return Says::nothing;
  const bool starts = could_be_total(cell);
  const std::string tail = ascii_lowered(cell.substr(cell.size() > 9 ? cell.size() - 9 : 0));
  const bool ends = tail.ends_with(" total") || tail.ends_with(" ergebnis");
  if (!starts && !ends) return Says::nothing;
  const std::string text = folded(cell.substr(0, cell.find_first_of(":(=")));
  if (std::ranges::find(total_words, std::string_view(text)) != std::end(total_words)) return Says::total;
  if (ends) return Says::maybe;
  for (std::string_view word : total_words)
    if (text.size() > word.size() && text.starts_with(word) && text[word.size()] == ' ') return Says::maybe;
  return Says::nothing;
}

/// The same name but for blanks and capitals.
bool same_name(std::string_view cell, std::string_view name) {
  std::size_t i = 0, j = 0;
  const auto skip = [](std::string_view text, std::size_t& at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) ++at;
  };
  for (;;) {
    skip(cell, i), skip(name, j);
    if (i == cell.size() || j == name.size()) return i == cell.size() && j == name.size();
    if (ascii_lower(cell[i++]) != ascii_lower(name[j++])) return false;
  }
}

/// Words with blanks between them: three and more are a sentence.
std::size_t words_in(std::string_view text) { return 1 + std::size_t(std::ranges::count(text, ' ')); }

/// Cells that lines cut by another delimiter have: then a lonely cell is a row that got the wrong one.
bool has_other_delimiters(std::string_view cell, std::size_t width) {
  for (char delimiter : {',', ';', '\t', '|'})
    if (std::size_t(std::ranges::count(cell, delimiter)) + 1 == width) return true;
  return false;
}

}  // namespace

RowClassifier::RowClassifier(const TableLayout& layout) : layout_(layout) {
  for (std::uint32_t start : total_starts) odd_[start & 0xFF] = odd_[(start & 0xFF) - 32] = true;
  for (char c : {'#', ' ', '\t'}) odd_[static_cast<unsigned char>(c)] = true;
  const auto& header = layout.header;
  if (!header.empty()) {
    first_name_ = header[0].empty() && header.size() > 1 ? header[1] : header[0];
    if (!first_name_.empty()) {
      const char lower = ascii_lower(first_name_.front());
      odd_[static_cast<unsigned char>(lower)] = true;
      if (lower >= 'a' && lower <= 'z') odd_[static_cast<unsigned char>(lower - 32)] = true;
    }
  }
  has_date_ = std::ranges::find(layout.kinds, CellKind::date) != layout.kinds.end();
  has_typed_ = std::ranges::any_of(layout.kinds, is_value);
}

/// For a cell whose first byte may be that of something odd.
bool RowClassifier::begins_oddly(std::string_view cell) const {
  if (cell.size() > 1 && cell[0] == '#' && is_digit(cell[1])) return false;  // an order's number, in a row as wide as the table
  const char first = cell.front();
  return first == ' ' || first == '#' || first == '\t' || could_be_total(cell) || same_name(cell, first_name_);
}

bool RowClassifier::is_header(const Row& row) const {
  const std::span names(layout_.header);
  if (names.empty()) return false;
  const auto same = [&](std::span<const std::string> header) { return std::ranges::equal(row.cells, header, same_name); };
  return same(names) || (names[0].empty() && same(names.subspan(1)));
}

/// A sum begins with the word and has nothing where every row has something: mostly the date, or the customer.
bool RowClassifier::is_total(const Row& row, std::size_t at) const {
  if (at > 2) return false;
  const Says says = says_total(trimmed(row.cells[at]));
  if (says == Says::nothing) return false;
  bool other_text = false, lacks = at < layout_.typed.size() && layout_.typed[at], has_date = false;
  for (std::size_t column = 0; column < std::max(row.cells.size(), layout_.kinds.size()); ++column) {
    if (column == at) continue;
    const CellKind kind = column < row.cells.size() ? kind_of(row.cells[column]) : CellKind::empty;
    const CellKind usual = column < layout_.kinds.size() ? layout_.kinds[column] : CellKind::empty;
    has_date = has_date || (usual == CellKind::date && kind == CellKind::date);
    // A currency beside the sum is none of the words that rows have.
    other_text = other_text || kind == CellKind::email || (kind == CellKind::text && trimmed(row.cells[column]).size() != 3);
    if (kind != CellKind::empty || usual == CellKind::empty) continue;
    lacks = lacks || usual == CellKind::date || (layout_.always[column] && column > 0) || column < at;
  }
  if (has_date) return false;
  if (says == Says::maybe) return lacks && !other_text;
  return lacks || !other_text;
}

/// Titles, comments and footers: one lonely cell in a table of three columns and more, or a comment.
bool RowClassifier::is_note(const Row& row, std::size_t first_filled, bool after_gap) const {
  const std::string_view text = trimmed(row.cells[first_filled]);
  const bool whole_width = row.cells.size() == layout_.width;
  if (text.front() == '#' && first_filled == 0 && !whole_width) return true;
  for (std::size_t column = first_filled + 1; column < row.cells.size(); ++column)
    if (!trimmed(row.cells[column]).empty()) return false;
  if (row.cells.size() == 1) {
    if (layout_.width < 3) return text.starts_with("# ");
    const CellKind kind = kind_of(text);  // a row that was cut off may have only its customer or date left
    return kind != CellKind::email && !(kind == layout_.kinds[0] && is_value(kind)) && !has_other_delimiters(text, layout_.width);
  }
  // A footer padded to the width of the table; rows may have only their first cell, too.
  if (first_filled > 0 || layout_.width < 3) return false;
  const std::string start = folded(text.substr(0, 40));
  for (std::string_view word : note_starts)
    if (start.starts_with(word) && (start.size() == word.size() || start[word.size()] == ' ')) return words_in(text) >= 2;
  if (text.starts_with("\xC2\xA9") || text.starts_with("(c) ")) return true;
  if (is_value(kind_of(text))) return false;
  return (after_gap && words_in(text) >= 3) || (!layout_.typed.empty() && layout_.typed[0] && words_in(text) >= 3);
}

/// Behind a blank line or a note: a row of names that is no row of this table, because it is not as wide or has words where this one has values.
bool RowClassifier::begins_other_table(const Row& row) const {
  for (std::string_view cell : row.cells) {
    const CellKind kind = kind_of(cell);
    if (kind != CellKind::text) return false;
  }
  return row.cells.size() >= 2 && has_typed_;  // in a table of words a row of words is a row
}

/// As wide as the table, with a value of the column's kind wherever it has values.
bool RowClassifier::is_row_of_table(const Row& row) const {
  if (!has_typed_ || row.cells.size() != layout_.width) return false;
  for (std::size_t column = 0; column < row.cells.size(); ++column) {
    const CellKind usual = layout_.kinds[column], kind = kind_of(row.cells[column]);
    if (is_value(usual) && kind != usual && !(kind == CellKind::empty && !layout_.always[column])) return false;
  }
  return true;
}

RowKind RowClassifier::classify_slowly(const Row& row, std::uint64_t blank_lines) {
  const bool after_gap = note_before_ || (blank_lines != blank_lines_ && !layout_.spaced);
  blank_lines_ = blank_lines;
  note_before_ = false;
  if (row.damage != Damage::none) return RowKind::data;
  std::size_t first = 0;
  while (first < row.cells.size() && trimmed(row.cells[first]).empty()) ++first;
  if (first == row.cells.size()) {
    note_before_ = true;
    return RowKind::blank;
  }
  if (is_header(row)) {
    other_table_ = false;
    return RowKind::repeated_header;
  }
  if (other_table_) {
    // Only a row that can be none of the other table's brings this one back.
    if (other_width_ == layout_.width || !is_row_of_table(row)) return RowKind::other_table;
    other_table_ = false;
  }
  if (layout_.width < 2) return RowKind::data;
  RowKind kind = RowKind::data;
  if (is_total(row, first)) {
    kind = RowKind::total;
  } else if (is_note(row, first, after_gap)) {
    kind = RowKind::note;
  } else if (after_gap && begins_other_table(row)) {
    other_table_ = true;
    other_width_ = row.cells.size();
    return RowKind::other_table;
  }
  note_before_ = kind != RowKind::data;
  return kind;
}

}  // namespace lifeworth
