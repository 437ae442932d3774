// Rows as the readers gave them, kept: what tests of the readers compare.
#pragma once

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/csv_reader.h"
#include "read/row.h"

namespace support {

struct KeptRow {
  std::vector<std::string> cells;
  std::uint64_t line = 0;
  lifeworth::Damage damage = lifeworth::Damage::none;
  bool operator==(const KeptRow&) const = default;

  friend std::ostream& operator<<(std::ostream& out, const KeptRow& row) {
    out << row.line << (row.damage == lifeworth::Damage::none ? ":" : "!");
    for (const std::string& cell : row.cells) out << "[" << cell << "]";
    return out;
  }
};

struct Kept : lifeworth::RowSink {
  std::vector<KeptRow> rows;
  std::uint64_t blank_lines = 0;
  void row(const lifeworth::Row& row) override { rows.push_back({{row.cells.begin(), row.cells.end()}, row.line, row.damage}); }
};

/// Pieces of `text` with cuts before the given places (rising).
inline std::vector<std::string> cut_at(std::string_view text, std::span<const std::size_t> places) {
  std::vector<std::string> pieces;
  std::size_t start = 0;
  for (std::size_t place : places) {
    pieces.emplace_back(text.substr(start, place - start));
    start = place;
  }
  pieces.emplace_back(text.substr(start));
  return pieces;
}

/// Pieces of `size` bytes; the last may be shorter.
inline std::vector<std::string> cut_every(std::string_view text, std::size_t size) {
  std::vector<std::string> pieces;
  for (std::size_t start = 0; start < text.size(); start += size) pieces.emplace_back(text.substr(start, size));
  return pieces;
}

/// All the ways of cutting that chunk independence is tested with: every single cut, then every size of chunk.
inline std::vector<std::vector<std::string>> all_cuts(std::string_view text) {
  std::vector<std::vector<std::string>> ways;
  for (std::size_t place = 0; place <= text.size(); ++place) ways.push_back(cut_at(text, std::span(&place, 1)));
  for (std::size_t size = 1; size <= text.size(); ++size) ways.push_back(cut_every(text, size));
  return ways;
}

inline Kept read_csv(std::span<const std::string> pieces, lifeworth::Dialect dialect = {}) {
  Kept kept;
  lifeworth::CsvReader reader(dialect, kept);
  for (const std::string& piece : pieces) reader.push(std::string(piece));  // a copy that dies: views must not outlive it
  reader.finish();
  kept.blank_lines = reader.blank_lines();
  return kept;
}

inline Kept read_csv(std::string_view text, lifeworth::Dialect dialect = {}) {
  const std::string whole(text);
  return read_csv(std::span(&whole, 1), dialect);
}

/// Only the cells.
inline std::vector<std::vector<std::string>> cells_of(const Kept& kept) {
  std::vector<std::vector<std::string>> cells;
  for (const KeptRow& row : kept.rows) cells.push_back(row.cells);
  return cells;
}

}  // namespace support
