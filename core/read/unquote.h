// A cell as it stands in a CSV file → what it says: without its quotes, with doubled and escaped ones undone.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "read/dialect.h"

namespace lifeworth {

class Unquoter {
 public:
  explicit Unquoter(const Dialect& dialect) : dialect_(dialect) {}

  /// The view lies in `cell`, or here until `forget`.
  std::string_view operator()(std::string_view cell) {
    const bool quoted = !cell.empty() && dialect_.quote && (cell.front() == dialect_.quote || (dialect_.spaced && cell.front() == ' '));
    if (!quoted) return cell;
    const std::string_view inner = unquoted(cell);
    return {inner.data(), inner.size()};  // as in trimmed()
  }
  void forget() {
    if (!rewritten_.empty()) rewritten_.clear();
  }

 private:
  std::string_view unquoted(std::string_view cell);

  Dialect dialect_;
  std::deque<std::string> rewritten_;  ///< a deque's texts stay where they are while it grows
};

}  // namespace lifeworth
