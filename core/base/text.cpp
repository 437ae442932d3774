#include "base/text.h"

namespace lifeworth {
namespace {

/// Bytes of white space at the start of `text`; 0 when it starts with something else.
std::size_t space_at_start(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xEF\xBB\xBF")) return 3;
  return 0;
}

std::size_t space_at_end(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text.back();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.ends_with("\xC2\xA0")) return 2;
  if (text.ends_with("\xE2\x80\xAF") || text.ends_with("\xEF\xBB\xBF")) return 3;
  return 0;
}

/// The ASCII letter under a two-byte Latin-1 letter (lead byte C3); 0 when there is none.
char base_letter(unsigned char second) {
  // U+00C0…U+00FF in order; a space stands for letters and signs without a base letter.
  constexpr std::string_view letters =
      "aaaaaaaceeeeiiii nooooo ouuuuy saaaaaaaceeeeiiii nooooo ouuuuy y";
  const std::size_t index = second - 0x80u;
  return index < letters.size() && letters[index] != ' ' ? letters[index] : char(0);
}

/// An accent written behind its letter (U+0300…U+036F), as file systems and texts of macOS have them.
bool is_combining_accent(std::string_view text) {
  if (text.size() < 2) return false;
  const auto lead = static_cast<unsigned char>(text[0]), trail = static_cast<unsigned char>(text[1]);
  return lead == 0xCC || (lead == 0xCD && trail <= 0xAF);
}

}  // namespace

std::string_view trimmed_slowly(std::string_view text) {
  while (const std::size_t n = space_at_start(text)) text.remove_prefix(n);
  while (const std::size_t n = space_at_end(text)) text.remove_suffix(n);
  return text;
}

bool starts_formula(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::string_view starters("=+-@\t\r\n", 7);
  if (starters.find(text.front()) != std::string_view::npos || text.front() == '\0') return true;
  for (std::string_view wide : {"＝", "＋", "－", "＠"})
    if (text.starts_with(wide)) return true;
  return false;
}

std::string ascii_lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

std::string ascii_uppered(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? char(c - 32) : c;
  return upper;
}

std::string folded(std::string_view text) {
  std::string out;
  const auto letter = [&](char c) { out.push_back(c); };
  const auto gap = [&] {
    if (!out.empty() && out.back() != ' ') out.push_back(' ');
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xC3 && i + 1 < text.size()) {
      const char base = base_letter(static_cast<unsigned char>(text[++i]));
      if (base) letter(base); else gap();
    } else if (byte == 0xC2 && i + 1 < text.size()) {  // U+0080…U+00BF: signs and the no-break space
      ++i;
      gap();
    } else if (is_combining_accent(text.substr(i))) {
      ++i;
    } else if (byte >= 0x80) {
      letter(text[i]);
    } else if (is_digit(text[i]) || (ascii_lower(text[i]) >= 'a' && ascii_lower(text[i]) <= 'z')) {
      letter(ascii_lower(text[i]));
    } else {
      gap();
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace lifeworth
