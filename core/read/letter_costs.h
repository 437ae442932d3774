// How well a text of one byte a character reads as some language in a code page: frequent letters of the language cost few bits, symbols inside
// words, capitals behind small letters and bytes without a character many.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "read/encoding_names.h"

namespace lifeworth {

/// Bits for the bytes beyond ASCII in the cheapest language of the page. With Windows-1252, valid UTF-8 in the sample is read as that.
std::int64_t letter_bits(std::string_view sample, Encoding encoding);

/// The same; nothing for encodings that are no code page.
std::optional<std::int64_t> letter_bits_if_any(std::string_view sample, Encoding encoding);

}  // namespace lifeworth
