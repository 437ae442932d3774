// What every reader gives: rows of text, one at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lifeworth {

enum class Damage : std::uint8_t { none, open_quote, broken_json };

/// One row as the file has it. The views hold only until the call returns.
struct Row {
  std::span<const std::string_view> cells;
  std::uint64_t line;  ///< physical line (1-based) on which the row begins
  Damage damage = Damage::none;
};

class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void row(const Row& row) = 0;
};

}  // namespace lifeworth
