// Where the table is in a file of rows: titles, notes and comments before it, the lines of its header, and, while rows come, what stands
// between and behind them that is no row of it: headers printed again, totals, notes, a second table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "read/row.h"

namespace lifeworth {

/// What the beginning of a file says about where its table is.
struct TableLayout {
  std::size_t preamble_rows = 0;    ///< rows before the header (blank lines are no rows)
  std::size_t header_rows = 0;      ///< 0 = the first row is data already
  std::vector<std::string> header;  ///< column names, trimmed, one where several lines make them; empty without a header
  std::size_t width = 0;            ///< cells of a usual row
  std::vector<bool> typed;          ///< per column: nearly all its cells are dates or numbers
};

/// From a file's first rows. `told_header_rows`: a person said that there is a header (1) or none (0).
TableLayout find_table(const std::vector<std::vector<std::string>>& rows, std::optional<bool> told_header);

/// Tells rows of the table from what stands between and behind them. Feed it every row after the header, in order.
class RowClassifier {
 public:
  explicit RowClassifier(const TableLayout& layout) : layout_(layout) {}

  /// `blank_lines`: how many blank lines the reader has counted so far; a second table comes after one.
  RowKind classify(const Row& row, std::uint64_t blank_lines) {
    // Nearly all rows: as wide as the table, and beginning with something that is neither a total, a comment nor the header's first name.
    const bool usual = row.cells.size() == layout_.width && !row.cells[0].empty() && !other_table_ && blank_lines == blank_lines_ && !note_before_ &&
                       !may_be_odd(row.cells[0].front());
    return usual ? RowKind::data : classify_slowly(row, blank_lines);
  }

 private:
  bool may_be_odd(char first) const;
  RowKind classify_slowly(const Row& row, std::uint64_t blank_lines);
  bool is_header(const Row& row) const;
  bool is_total(const Row& row) const;
  bool begins_other_table(const Row& row, std::size_t filled) const;

  const TableLayout& layout_;
  std::uint64_t blank_lines_ = 0;
  bool note_before_ = false, other_table_ = false;
};

}  // namespace lifeworth
