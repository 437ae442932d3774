// Tells the rows of a table from what stands between and behind them that is no row of it: headers printed again, totals, notes, a second table.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "read/row.h"
#include "schema/table_layout.h"

namespace lifeworth {

/// Feed it every row after the header, in order. Where evidence is weak a row is data.
class RowClassifier {
 public:
  /// The layout must outlive the classifier.
  explicit RowClassifier(const TableLayout& layout);

  /// `blank_lines`: how many blank lines the reader has counted so far; a second table comes after one.
  RowKind classify(const Row& row, std::uint64_t blank_lines) {
    return is_usual(row.cells, blank_lines) ? RowKind::data : classify_slowly(row, blank_lines);
  }

  /// Whether these are the cells of a row like nearly all, which is data and changes nothing for those behind it: as wide as the table, and beginning
  /// with something that is neither a total, a comment nor the header's first name.
  bool is_usual(const Cells& cells, std::uint64_t blank_lines) const {
    const std::string_view first = cells.empty() ? std::string_view() : cells[0];
    return cells.size() == layout_.width && !first.empty() && neutral(blank_lines) &&
           !(odd_[static_cast<unsigned char>(first.front())] && begins_oddly(first)) && !ends_like_total(first) &&
           !(cells.back().empty() && cells[cells.size() > 1].empty());
  }

  /// Whether the rows so far say nothing about the next one: it is told as the first row of a table would be.
  bool neutral(std::uint64_t blank_lines) const { return !other_table_ && !note_before_ && blank_lines == blank_lines_; }

 private:
  /// "North Total", "Nord Ergebnis": whether a blank stands where it does in those.
  static bool ends_like_total(std::string_view cell) {
    const std::size_t size = cell.size();
    return size > 6 && ((cell[size - 1] == 'l' && cell[size - 6] == ' ') || (cell[size - 1] == 's' && size > 9 && cell[size - 9] == ' '));
  }
  bool begins_oddly(std::string_view cell) const;
  RowKind classify_slowly(const Row& row, std::uint64_t blank_lines);
  bool is_header(const Row& row) const;
  bool is_total(const Row& row, std::size_t first_filled) const;
  bool is_note(const Row& row, std::size_t first_filled, bool after_gap) const;
  bool begins_other_table(const Row& row) const;
  bool is_row_of_table(const Row& row) const;

  const TableLayout& layout_;
  std::string_view first_name_;  ///< of the header, as it stands in the file
  std::array<bool, 256> odd_{};  ///< first bytes of rows that may be something else
  bool has_date_ = false, has_typed_ = false;
  std::uint64_t blank_lines_ = 0;
  std::size_t other_width_ = 0;
  bool note_before_ = false, other_table_ = false;
};

}  // namespace lifeworth
