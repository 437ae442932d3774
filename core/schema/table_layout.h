// Where the table is in the first rows of a file: titles, notes and comments before it, the lines of its header, and what its columns hold. What
// stands between and behind its rows is told by row_classifier.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/first_row.h"

namespace lifeworth {

/// What the beginning of a file says about where its table is.
struct TableLayout {
  std::size_t preamble_rows = 0;    ///< rows before the header (blank lines are no rows)
  std::size_t header_rows = 0;      ///< 0 = the first row is data already
  std::vector<std::string> header;  ///< column names, trimmed, one where several lines make them; empty without a header
  std::vector<std::string> labels;  ///< what a further header line says of the columns: the questions of a survey; may be empty
  std::size_t width = 0;            ///< cells of a usual row
  std::vector<bool> typed;          ///< per column: nearly all its cells are dates or numbers
  std::vector<CellKind> kinds;      ///< per column: what most of its cells are
  std::vector<bool> always;         ///< per column: nearly all rows fill it
  bool spaced = false;              ///< blank lines stand between the rows themselves, and say nothing
};

/// Rows at the beginning of a file, and which of them have a blank line before them.
struct FirstRows {
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> after_gap;  ///< may be shorter than `rows`: the rest have none
};

/// `told_header`: a person said that there is a header or none.
TableLayout find_table(const FirstRows& first, std::optional<bool> told_header);

}  // namespace lifeworth
