// Short texts a word at a time, without a call, which WebAssembly's memcmp is.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace lifeworth {

/// The bytes at `at` as a number, low byte first on every machine we build for.
template <class Word>
Word load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Up to 7 letters in one word; texts of the same size that differ give different words.
inline std::uint64_t short_word(std::string_view text) {
  const std::size_t size = text.size();
  const auto letter = [text](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(text[at])}; };
  if (size >= 4) return load<std::uint32_t>(text.data()) | std::uint64_t{load<std::uint32_t>(text.data() + size - 4)} << 32;
  return size == 0 ? 0 : letter(0) | letter(size / 2) << 8 | letter(size - 1) << 16;
}

/// one == other, for texts that are mostly short and mostly equal.
inline bool same_text(std::string_view one, std::string_view other) {
  const std::size_t size = one.size();
  if (size != other.size()) return false;
  if (size < 8) return short_word(one) == short_word(other);
  for (std::size_t at = 0; at + 8 < size; at += 8)
    if (load<std::uint64_t>(one.data() + at) != load<std::uint64_t>(other.data() + at)) return false;
  return load<std::uint64_t>(one.data() + size - 8) == load<std::uint64_t>(other.data() + size - 8);
}

/// Whether one of eight letters is A–Z: bit 7 of each byte says "at least A" and "beyond Z", for bytes below 128.
inline bool has_capitals(std::uint64_t word) {
  constexpr std::uint64_t each = 0x0101010101010101u;
  const std::uint64_t seven = word & each * 0x7F;
  return (((seven + each * (0x80 - 'A')) ^ (seven + each * (0x7F - 'Z'))) & ~word & each * 0x80) != 0;
}

inline bool has_capitals(std::string_view text) {
  const std::size_t size = text.size();
  if (size < 8) return has_capitals(short_word(text));
  for (std::size_t at = 0; at + 8 < size; at += 8)
    if (has_capitals(load<std::uint64_t>(text.data() + at))) return true;
  return has_capitals(load<std::uint64_t>(text.data() + size - 8));
}

}  // namespace lifeworth
