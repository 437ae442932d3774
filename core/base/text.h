// Views on UTF-8 text: trimming and ASCII case. Nothing here knows a locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lifeworth {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

/// Without leading and trailing ASCII white space and no-break spaces (U+00A0, U+202F, U+FEFF).
std::string_view trimmed_slowly(std::string_view text);
inline std::string_view trimmed(std::string_view text) {
  // Nearly all cells: white space of one byte is below '!', of several ends with a byte beyond ASCII and begins with C2, E2 or EF.
  const auto plain = [](char c) { return c > ' '; };
  if (text.empty() || (plain(text.front()) && plain(text.back()))) return text;
  // Taken apart, the result needs no place in memory where the other one would have to be put, too: WebAssembly returns a view through memory.
  const std::string_view slowly = trimmed_slowly(text);
  return {slowly.data(), slowly.size()};
}

/// Whether a spreadsheet would run a cell that begins so, or might after trimming it (OWASP, CSV injection).
bool starts_formula(std::string_view text);

std::string ascii_lowered(std::string_view text);
std::string ascii_uppered(std::string_view text);

/// A header or a value made comparable: lower case, accents of Latin letters removed, runs of anything but letters and
/// digits as one space. "Fecha_de Creación " → "fecha de creacion".
std::string folded(std::string_view text);

}  // namespace lifeworth
