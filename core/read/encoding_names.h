// The encodings that can be read, by the names the page and scripts use: those of the WHATWG Encoding Standard where it has them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lifeworth {

enum class Encoding : std::uint8_t {
  utf8, utf16le, utf16be, utf32le, utf32be,
  windows_1250, windows_1251, windows_1252, windows_1253, windows_1254, windows_1255, windows_1256, windows_1257,
  iso_8859_2, iso_8859_15, macintosh, ibm437, ibm850, ibm852, ibm866, koi8_r,
  shift_jis, euc_jp, gb18030, euc_kr, big5, iso_2022_jp,
};

/// "utf-8", "windows-1252" …
std::string_view name_of(Encoding encoding);

/// The encoding of a name in any capitals, also by the other names in use ("latin1", "cp1252", "sjis"). ISO 8859-1 and -9 are read as the Windows
/// pages that hold them (1252, 1254), as browsers do.
std::optional<Encoding> encoding_named(std::string_view name);

/// All of them, the frequent ones first: what a person may choose from.
std::span<const Encoding> all_encodings();

/// Sets of two and more bytes a character whose tables the core does not carry: whoever holds the file turns them into UTF-8 (a browser's TextDecoder
/// knows each by its name) and pushes that.
constexpr bool decoded_by_host(Encoding encoding) { return encoding >= Encoding::shift_jis; }

}  // namespace lifeworth
