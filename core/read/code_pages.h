// One byte → one code point: the upper halves (0x80 to 0xFF) of the code pages that spreadsheets and old programs still write. The lower half of
// each is ASCII.
#pragma once

#include <array>
#include <cstdint>

#include "read/encoding_names.h"

namespace lifeworth {

using CodePage = std::array<char16_t, 128>;

constexpr char16_t no_character = 0xFFFD;

/// The code points of the bytes from 0x80 on, `no_character` where a page has none; nullptr for encodings of several bytes a character.
const CodePage* code_page(Encoding encoding);

/// Whether the page gives this code point to a byte only to fill it: no character, or a control code that no table has.
constexpr bool is_filler(char16_t point) { return point == no_character || (point >= 0x80 && point < 0xA0); }

}  // namespace lifeworth
