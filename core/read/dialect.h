// How a text file is cut into cells, guessed from its beginning: the delimiter under which the rows agree best.
#pragma once

#include <string_view>

namespace lifeworth {

struct Dialect {
  char delimiter = ',';
  char quote = '"';
  bool operator==(const Dialect&) const = default;
};

struct DialectGuess {
  Dialect dialect;
  std::size_t skip_bytes = 0;  ///< a `sep=;` line before the table
};

/// From the first part of the text (a cut last row does no harm).
DialectGuess guess_dialect(std::string_view sample);

}  // namespace lifeworth
