// What every reader gives: rows of text, one at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lifeworth {

enum class Damage : std::uint8_t { none, open_quote, broken_json };

/// What a row is to the table around it.
enum class RowKind : std::uint8_t {
  data,
  blank,            ///< nothing but delimiters and blanks
  repeated_header,  ///< the header printed again
  total,            ///< a sum over other rows
  note,             ///< a title, comment or footer: text that is no row
  other_table       ///< belongs to a second table further down
};

/// One row as the file has it. The views hold only until the call returns.
struct Row {
  std::span<const std::string_view> cells;
  std::uint64_t line;  ///< physical line (1-based) on which the row begins
  Damage damage = Damage::none;
  RowKind kind = RowKind::data;
};

class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void row(const Row& row) = 0;
};

}  // namespace lifeworth
