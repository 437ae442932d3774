#include "read/plain_text.h"

#include <utility>

#include "base/text.h"

namespace lifeworth {
namespace {

/// The entities of HTML that shops write into their "formatted" amounts.
constexpr std::pair<std::string_view, char32_t> entities[] = {
    {"euro", 0x20AC}, {"pound", 0xA3}, {"yen", 0xA5},     {"dollar", '$'},   {"nbsp", 0xA0},   {"thinsp", 0x2009}, {"ensp", 0x2002},
    {"emsp", 0x2003}, {"minus", 0x2212}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"rsquo", 0x2019}, {"apos", '\''},    {"quot", '"'}};

/// Takes one character of UTF-8; bytes that are none are given one by one.
char32_t take(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(0);
  const auto trail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  if (lead >= 0xC2 && lead < 0xE0 && trail(1)) {
    const char32_t character = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    return text.remove_prefix(2), character;
  }
  if (lead >= 0xE0 && lead < 0xF0 && trail(1) && trail(2)) {
    const char32_t character = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    return text.remove_prefix(3), character;
  }
  return text.remove_prefix(1), lead;
}

constexpr char32_t nothing = 0x110000;

/// The plain sign for a character; itself where it has none.
char32_t plain(char32_t c, PlainText::For purpose) {
  if (c >= '\t' && c <= '\r') return ' ';
  if (c < 0x80) return c;
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) return ' ';
  if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF) return nothing;
  if (c == 0x2212 || c == 0x2010 || c == 0x2011 || c == 0xFE63) return '-';
  if (c >= 0x2012 && c <= 0x2014) return purpose == PlainText::For::date ? '-' : char32_t(PlainText::dash);
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xB4) return '\'';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  if (c == 0xFFE1) return 0xA3;
  if (c == 0xFFE5) return 0xA5;
  if (c == 0xFFE6) return 0x20A9;
  return c;
}

}  // namespace

void PlainText::add(char32_t character, For purpose) {
  const char32_t c = plain(character, purpose);
  if (c == nothing || size_ > longest) return;
  const auto put = [&](char32_t byte) { buffer_[size_++] = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// Reads an entity behind its `&`; gives how many bytes it took, 0 when it is none.
std::size_t PlainText::add_entity(std::string_view text, For purpose) {
  const std::size_t end = text.substr(0, 10).find(';');
  if (end == std::string_view::npos) return 0;
  std::string_view name = text.substr(0, end);
  if (!name.starts_with('#')) {
    for (const auto& [known, character] : entities)
      if (name == known) return add(character, purpose), end + 1;
    return 0;
  }
  const bool hex = name.size() > 1 && ascii_lower(name[1]) == 'x';
  name.remove_prefix(hex ? 2 : 1);
  char32_t character = 0;
  for (const char c : name) {
    const char lower = ascii_lower(c);
    if (!is_digit(c) && !(hex && lower >= 'a' && lower <= 'f')) return 0;
    character = character * (hex ? 16 : 10) + char32_t(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  if (name.empty() || character < ' ' || character > 0xFFFF) return 0;
  return add(character, purpose), end + 1;
}

PlainText::PlainText(std::string_view cell, For purpose) {
  cell = trimmed(cell);
  if (cell.size() > 2 * longest) return;
  while (!cell.empty()) {
    const char first = cell.front();
    if (first == '&' && purpose == For::amount) {
      if (const std::size_t taken = add_entity(cell.substr(1), purpose)) {
        cell.remove_prefix(taken + 1);
        continue;
      }
    }
    if (static_cast<unsigned char>(first) >= 0x80) {
      add(take(cell), purpose);
      continue;
    }
    if ((first >= 0 && first < '\t') || (first > '\r' && first < ' ') || first == '\x7F') return;
    add(static_cast<char32_t>(first), purpose);
    cell.remove_prefix(1);
  }
  if (size_ > longest) return;
  std::string_view text = trimmed({buffer_, size_});
  if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"')) text = trimmed(text.substr(2, text.size() - 3));
  if (text.size() > 1 && text.front() == '\'') text.remove_prefix(1);
  text_ = text;
}

}  // namespace lifeworth
