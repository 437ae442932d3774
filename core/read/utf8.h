// UTF-8 (RFC 3629): how far a run of bytes is valid, and code points written as bytes. The scan goes through 64 bytes at once where they are plain ASCII.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace lifeworth {

enum class Shape { whole, cut, broken };

/// The character at the start of `bytes` (not empty, first byte ≥ 0x80): its length and whether it is valid, broken (length 1), or may still become
/// valid when more bytes come.
std::pair<std::size_t, Shape> utf8_character(std::string_view bytes);

/// Bytes that are plain (ASCII, neither NUL nor Ctrl-Z) at the start of eight.
inline std::size_t plain_of_eight(const char* bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101, tops = ones * 0x80;
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  const std::uint64_t other = word ^ ones * 0x1A;
  // The first byte that is zero or beyond ASCII shows up as the lowest top bit; what the borrow adds lies above it.
  const std::uint64_t odd = (word | ((word - ones) & ~word) | ((other - ones) & ~other)) & tops;
  return odd ? static_cast<std::size_t>(std::countr_zero(odd)) / 8 : 8;
}
static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");

/// Bytes from `from` on that are ASCII and neither NUL nor Ctrl-Z.
std::size_t plain_run(std::string_view bytes, std::size_t from);

struct ValidRun {
  std::size_t bytes = 0;       ///< valid UTF-8 from the start on
  std::size_t characters = 0;  ///< those of them beyond ASCII
  bool odd = false;            ///< there are NULs, Ctrl-Zs or byte-order marks among them
};
ValidRun valid_run(std::string_view bytes);

/// Writes at most 4 bytes and returns the end of them.
char* write_utf8(char* at, std::uint32_t point);
void append_utf8(std::string& out, std::uint32_t point);

}  // namespace lifeworth
