// Which encoding the surroundings of the bytes beyond ASCII speak for. Every candidate is given the bits that its best-fitting language needs to write
// the sample (the logarithm of its likelihood); the cheapest wins, if it beats Windows-1252 by more than chance.
#pragma once

#include <string_view>

#include "read/encoding_names.h"

namespace lifeworth {

/// `sample`: pieces of a file that is not UTF-8, with line ends between them (HighByteSample). Windows-1252 when nothing speaks against it.
Encoding encoding_of_sample(std::string_view sample);

}  // namespace lifeworth
