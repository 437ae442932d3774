// How a text file is cut into cells, guessed from its beginning: the delimiter and quote under which the rows agree best.
#pragma once

#include <string_view>

namespace lifeworth {

struct Dialect {
  char delimiter = ',';
  char quote = '"';      ///< 0: none
  char escape = 0;       ///< the letter that makes a quote inside quotes a letter, besides doubling it: a backslash, or 0
  bool spaced = false;   ///< blanks between a delimiter and a quote are not part of the cell
  bool operator==(const Dialect&) const = default;
};

/// What a person may choose as the delimiter.
inline constexpr std::string_view delimiters = ",;\t|:~^ \x1F\x01";

struct DialectGuess {
  Dialect dialect;
  std::size_t skip_bytes = 0;  ///< a `sep=;` line before the table
  bool wrapped = false;        ///< whole rows stand in quotes: each is one cell that holds the row
};

/// From the first part of the text (a cut last row does no harm).
DialectGuess guess_dialect(std::string_view sample);

}  // namespace lifeworth
