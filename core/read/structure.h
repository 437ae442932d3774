// Where a text's delimiters and line ends stand, outside quotes: the first half of reading CSV, sixty-four bytes a step. Whether a byte is inside
// quotes is the parity of the quotes before it (Langdale & Lemire 2019, "Parsing gigabytes of JSON per second", section 3.1); that is the truth only
// where every quote opens a cell at its start or closes it at its end, so the first quote that does neither ends the index.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/dialect.h"
#include "read/simd.h"

namespace lifeworth {

struct Structure {
  std::vector<std::uint32_t> at;     ///< the first `count`: offsets of delimiters and line ends (CR and LF each), rising
  std::vector<std::uint32_t> lines;  ///< the first `line_count`: which of them are line ends
  std::size_t count = 0, line_count = 0;
  bool quotes = false;               ///< whether there is any quote before `end`
  std::size_t end = 0;               ///< what stands before this offset is indexed: the whole text, or all up to where it says too little
};

/// Indexes a text that begins at the start of a record; at most 4 GiB. `structure` is filled anew.
template <class AnyBlock>
void index_structure(std::string_view text, const Dialect& dialect, Structure& structure);

extern template void index_structure<Block>(std::string_view, const Dialect&, Structure&);

}  // namespace lifeworth
