#include "schema/table_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "base/text.h"

namespace lifeworth {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Titles and notes before a table are a few lines; GA4's comment block and the filters of reports are the longest.
constexpr std::size_t longest_preamble = 100;
/// Rows below a header that tell whether it is one.
constexpr std::size_t rows_that_tell = 200;

std::size_t filled_cells(const std::vector<std::string>& row) {
  return std::size_t(std::ranges::count_if(row, [](const std::string& cell) { return !trimmed(cell).empty(); }));
}

bool starts_comment(std::string_view first) {
  return first.starts_with('#') || first.starts_with("//") || first.starts_with("--") || first.starts_with(';');
}

/// What a line of units below the header says of a column: "(EUR)", "%", "days".
bool is_unit(std::string_view cell) {
  if (cell.empty() || cell.size() > 14) return false;
  const char first = cell.front(), last = cell.back();
  if ((first == '(' && last == ')') || (first == '[' && last == ']')) return true;
  constexpr std::string_view units[] = {
      "%", "$", "\xE2\x82\xAC", "\xC2\xA3", "usd", "eur", "gbp", "count", "number", "pcs", "units", "date", "text", "string", "int",
      "float", "decimal", "integer", "days", "hours", "min", "sec", "s", "ms", "kg", "g", "id", "yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy",
      "uuid", "datetime", "varchar", "fecha", "texto", "numero", "n\xC3\xBAmero", "datum", "anzahl", "st\xC3\xBC" "ck"};
  return std::ranges::find(units, ascii_lowered(cell)) != std::end(units);
}

/// The first rows with what is asked about them again and again.
class FirstLook {
 public:
  explicit FirstLook(const FirstRows& first)
      : rows_(std::span(first.rows).first(std::min(first.rows.size(), longest_preamble + rows_that_tell))), kinds_(kinds_of(rows_)) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      filled_.push_back(filled_cells(rows_[i]));
      gaps_.push_back(i < first.after_gap.size() && first.after_gap[i]);
      if (i > 0 && filled_[i - 1] == 0) gaps_[i] = true;
    }
    // Where blank lines are as usual as rows they part nothing.
    const auto gaps = std::ranges::count(gaps_, true);
    spaced_ = gaps >= 3 && std::size_t(gaps) * 3 >= rows_.size();
    if (spaced_) gaps_.assign(gaps_.size(), false);
  }

  /// The row of the header, or of the first data where there is none.
  std::size_t table_start() const {
    std::size_t best = 0;
    double best_score = -1e9;
    int hopeless = 0;  // in a row: inside the table every place has rows of it above
    for (std::size_t at = 0; at < std::min(rows_.size(), longest_preamble) && hopeless < 4; ++at) {
      if (filled_[at] == 0) continue;
      if (best_score > -1e9 && is_table(best) && begins_another(best, at)) break;
      const double score = score_of(at);
      if (score > best_score + 1e-9) best = at, best_score = score;
      hopeless = score < -5 ? hopeless + 1 : 0;
    }
    return best;
  }

  /// Cells of a usual row below a header at `at`.
  std::size_t width_below(std::size_t at) const {
    std::map<std::size_t, std::size_t> counts;
    std::size_t rows = 0;
    for (std::size_t i = at + 1; i < std::min(rows_.size(), at + 1 + rows_that_tell); ++i) {
      if (gaps_[i] && rows > 0) break;
      if (filled_[i] == 0) continue;
      ++counts[rows_[i].size()];
      ++rows;
    }
    std::size_t width = rows_[at].size(), most = 0;
    for (const auto& [cells, count] : counts)
      if (count > most || (count == most && cells == rows_[at].size())) width = cells, most = count;
    return width;
  }

  /// Behind the last row of the table that starts at `at`, as far as these rows go: a blank line with rows of another width behind it ends it.
  std::size_t table_end(std::size_t at, std::size_t width) const {
    std::size_t end = at + 1;
    for (; end < std::min(rows_.size(), at + 1 + rows_that_tell); ++end)
      if (gaps_[end] && filled_[end] > 0 && rows_[end].size() != width && end > at + 1) break;
    return end;
  }

  std::span<const std::vector<std::string>> rows() const { return rows_; }
  std::span<const std::vector<CellKind>> kinds() const { return kinds_; }
  bool spaced() const { return spaced_; }

 private:
  /// Whether a table surely starts here: names, and below them rows of values.
  bool is_table(std::size_t at) const {
    const std::size_t width = width_below(at), end = table_end(at, width);
    if (rows_[at].size() != width || end - at < 3 || width < 2) return false;
    const int evidence = header_evidence(rows_.subspan(at, end - at), std::span(kinds_).subspan(at, end - at));
    return evidence >= 2 || (evidence == 1 && (width >= 3 || column_kind(std::span(kinds_).subspan(at + 1, end - at - 1), 0) != CellKind::text));
  }

  /// Whether `at` stands behind the end of the table that starts at `table`.
  bool begins_another(std::size_t table, std::size_t at) const { return at >= table_end(table, width_below(table)); }

  double score_of(std::size_t at) const {
    const std::size_t width = width_below(at), end = table_end(at, width);
    const auto rows = rows_.subspan(at, end - at);
    const auto kinds = std::span(kinds_).subspan(at, end - at);
    double score = std::clamp(header_evidence(rows, kinds), -2, 4) + std::min(known_names(rows_[at]), 4);
    score += completeness(at, width);
    score += rows_[at].size() == width ? 1 : rows_[at].size() + 1 == width ? 0.5 : -1;
    const std::size_t below = std::size_t(std::ranges::count_if(rows.subspan(1), [&](const auto& row) { return row.size() == width; }));
    if (rows.size() > 1) score += 2 * double(below) / double(rows.size() - 1);
    score += 0.5 * std::log2(1 + double(below * width));
    return at == 0 ? score : score - cost_of_skipping(at, width, kinds.subspan(1));
  }

  /// A header names all columns, each once, in words.
  double completeness(std::size_t at, std::size_t width) const {
    const auto& row = rows_[at];
    const auto units = std::size_t(std::ranges::count_if(row, [](const std::string& cell) { return is_unit(trimmed(cell)); }));
    if (units * 2 > filled_[at] && width > 1) return -2;
    const double missing = 1 - double(std::min(filled_[at], width)) / double(std::max<std::size_t>(width, 1));
    if (missing > 0) return -2 * missing;
    const auto is_value = [](CellKind kind) { return kind != CellKind::text && kind != CellKind::empty; };
    if (cell_at(row, 0).starts_with("# ") || std::ranges::any_of(kinds_[at], is_value)) return 0;
    return 1;
  }

  /// What speaks against the rows before `at` being no rows of the table.
  double cost_of_skipping(std::size_t at, std::size_t width, std::span<const std::vector<CellKind>> below) const {
    std::vector<CellKind> columns;
    for (std::size_t column = 0; column < width; ++column) columns.push_back(column_kind(below, column));
    double most = 0, sum = 0;
    bool gap = false;
    for (std::size_t i = at; i-- > 0;) {
      gap = gap || gaps_[i + 1];
      const double cost = cost_of_row(i, width, gap, columns);
      most = std::max(most, cost);
      sum += cost;
    }
    return most + 0.05 * sum;
  }

  double cost_of_row(std::size_t i, std::size_t width, bool gap, const std::vector<CellKind>& columns) const {
    const auto& row = rows_[i];
    if (filled_[i] == 0) return 0;
    const std::string_view first = cell_at(row, 0);
    if (starts_comment(first) && row.size() != width) return 0;
    if (first.starts_with("# ") || first == "#") return 0.1;
    if (width < 2) return 6;
    if (filled_[i] == 1) return width >= 3 ? 0 : gap ? 0.2 : 0.6;
    if (row.size() == width && is_like_data(i, columns)) return 20;
    if (gap && (row.size() != width || filled_[i] < width || width == 2)) return 0.4;
    const bool narrow = filled_[i] * 2 <= width || (filled_[i] == 2 && width >= 4);
    if (narrow) return row.size() == width ? 0.5 : 0.3;
    if (row.size() != width) return 1.5;
    return filled_[i] < width ? 1.2 : 2.5;
  }

  /// A value where every row has one of its kind.
  bool is_like_data(std::size_t i, const std::vector<CellKind>& columns) const {
    std::size_t typed = 0, alike = 0;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      if (columns[column] == CellKind::text || columns[column] == CellKind::empty) continue;
      ++typed;
      alike += column < kinds_[i].size() && kinds_[i][column] == columns[column];
    }
    return typed > 0 && alike * 2 > typed;
  }

  std::span<const std::vector<std::string>> rows_;
  Kinds kinds_;
  std::vector<std::size_t> filled_;
  std::vector<bool> gaps_;
  bool spaced_ = false;
};

bool is_import_id(std::string_view cell) { return cell.find("{\"ImportId\":") != std::string_view::npos; }

/// Qualtrics: the line of import ids is the last of the header's three (two in old exports). Its place; nothing elsewhere.
std::optional<std::size_t> import_id_row(std::span<const std::vector<std::string>> rows) {
  for (std::size_t i = 1; i < std::min<std::size_t>(rows.size(), 12); ++i)
    if (std::ranges::any_of(rows[i], is_import_id)) return i;
  return std::nullopt;
}

/// SurveyMonkey: a second line holds the answers, empty under what is known of the person, below questions that reach over several columns.
bool is_answer_line(std::span<const std::vector<std::string>> rows) {
  if (rows.size() < 3 || !cell_at(rows[1], 0).empty()) return false;
  std::size_t empty_left = 0;
  while (empty_left < rows[1].size() && cell_at(rows[1], empty_left).empty()) ++empty_left;
  if (empty_left == rows[1].size() || empty_left >= rows[0].size()) return false;
  for (std::size_t column = 0; column < empty_left; ++column)
    if (cell_at(rows[0], column).empty()) return false;
  if (cell_at(rows[2], 0).empty()) return false;
  bool under_nothing = false, says_so = false;
  for (std::size_t column = empty_left; column < rows[1].size(); ++column) {
    const std::string_view answer = cell_at(rows[1], column);
    under_nothing = under_nothing || (!answer.empty() && cell_at(rows[0], column).empty());
    says_so = says_so || answer == "Response" || answer == "Open-Ended Response";
  }
  return under_nothing || says_so;
}

/// A second line with the units of the columns.
bool is_unit_line(std::span<const std::vector<std::string>> rows, std::span<const std::vector<CellKind>> kinds) {
  if (rows.size() < 3) return false;
  std::size_t filled = 0, units = 0, typed = 0, words = 0;
  for (std::size_t column = 0; column < rows[1].size(); ++column) {
    const std::string_view cell = cell_at(rows[1], column);
    const CellKind below = column_kind(kinds.subspan(2), column);
    const bool is_typed = below == CellKind::number || below == CellKind::date;
    typed += is_typed;
    if (cell.empty()) continue;
    ++filled;
    units += is_unit(cell);
    words += is_typed && kinds[1][column] == CellKind::text;
    if (kinds[1][column] != CellKind::text) return false;
  }
  return typed > 0 && words > 0 && words * 2 >= typed && units * 2 > filled;
}

/// Header lines, given that the first of `rows` is one.
std::size_t header_lines(std::span<const std::vector<std::string>> rows, std::span<const std::vector<CellKind>> kinds) {
  if (const auto ids = import_id_row(rows); ids && *ids < 4) return *ids + 1;
  return is_answer_line(rows) || is_unit_line(rows, kinds) ? 2 : 1;
}

std::vector<std::string> names_of(std::span<const std::vector<std::string>> lines) {
  std::vector<std::string> names;
  for (const std::string& cell : lines[0]) names.emplace_back(trimmed(cell));
  if (lines.size() != 2 || std::ranges::any_of(lines[1], is_import_id) || !cell_at(lines[1], 0).empty()) return names;
  const auto is_answer = [](const std::string& cell) { return !trimmed(cell).empty() && !is_unit(trimmed(cell)); };
  if (std::ranges::none_of(lines[1], is_answer)) return names;
  names.resize(std::max(names.size(), lines[1].size()));
  std::string question;
  for (std::size_t column = 0; column < names.size(); ++column) {
    if (!names[column].empty()) question = names[column];
    const std::string_view answer = cell_at(lines[1], column);
    if (!answer.empty()) names[column] = question + " – " + std::string(answer);
  }
  return names;
}

/// R writes the names of rows into a first column that its header does not name. Then the header's names fit the columns one to the right.
bool lacks_first_name(std::span<const std::vector<std::string>> rows, std::span<const std::vector<CellKind>> kinds, std::size_t width) {
  if (rows.size() < 2 || width < 2 || rows[0].size() + 1 != width) return false;
  std::size_t fitting = 0, counted = 0, last_filled = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    fitting += rows[i].size() == width;
    last_filled += !cell_at(rows[i], width - 1).empty();
    counted += cell_at(rows[i], 0) == std::to_string(i);
  }
  const std::size_t all = rows.size() - 1;
  if (fitting * 20 < all * 19 || last_filled * 2 < all) return false;  // rows that end with a delimiter have an empty last cell
  if (counted * 2 > all) return true;
  const auto fit = [&](std::size_t shift) {
    int score = 0;
    for (std::size_t column = 0; column < rows[0].size(); ++column) {
      const CellKind kind = column_kind(kinds.subspan(1), column + shift);
      const std::string name = folded(rows[0][column]);
      const auto has = [&](std::string_view word) { return name.find(word) != std::string::npos; };
      if (has("mail") || has("correo")) score += kind == CellKind::email ? 2 : -1;
      if (has("date") || has("fecha") || has("datum")) score += kind == CellKind::date ? 2 : -1;
      if (has("amount") || has("total") || has("revenue") || has("importe") || has("betrag")) score += kind == CellKind::number ? 2 : -1;
    }
    return score;
  };
  return fit(1) > fit(0) + 1;
}

}  // namespace

TableLayout find_table(const FirstRows& first, std::optional<bool> told_header) {
  TableLayout layout;
  if (first.rows.empty()) return layout;
  const FirstLook look(first);
  std::size_t start = look.table_start();
  if (const auto ids = import_id_row(look.rows())) start = *ids >= 2 ? *ids - 2 : 0;
  layout.preamble_rows = start;
  layout.width = look.width_below(start);
  layout.spaced = look.spaced();
  const std::size_t end = look.table_end(start, layout.width);
  const auto rows = look.rows().subspan(start, end - start);
  const auto kinds = look.kinds().subspan(start, end - start);
  const bool import_ids = import_id_row(rows).has_value();
  if (told_header.value_or(import_ids || first_row_is_header(rows, kinds))) {
    layout.header_rows = header_lines(rows, kinds);
    layout.header = names_of(rows.first(layout.header_rows));
    if (import_ids && layout.header_rows > 2) layout.labels = rows[1];
    if (lacks_first_name(rows, kinds, layout.width)) layout.header.insert(layout.header.begin(), "");
  }
  const auto below = kinds.subspan(std::min(layout.header_rows, kinds.size()));
  for (std::size_t column = 0; column < std::max(layout.width, layout.header.size()); ++column) {
    layout.kinds.push_back(column_kind(below, column));
    layout.typed.push_back(layout.kinds.back() == CellKind::number || layout.kinds.back() == CellKind::date);
    const auto filled = std::ranges::count_if(below, [&](const auto& row) { return column < row.size() && row[column] != CellKind::empty; });
    layout.always.push_back(!below.empty() && std::size_t(filled) * 10 >= below.size() * 8);
  }
  return layout;
}

}  // namespace lifeworth
