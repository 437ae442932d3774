#include "read/encoding_names.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

constexpr Encoding listed[] = {
    Encoding::utf8,         Encoding::windows_1252, Encoding::windows_1250, Encoding::windows_1251, Encoding::windows_1253, Encoding::windows_1254,
    Encoding::windows_1255, Encoding::windows_1256, Encoding::windows_1257, Encoding::iso_8859_2,   Encoding::iso_8859_15,  Encoding::macintosh,
    Encoding::ibm850,       Encoding::ibm437,       Encoding::ibm852,       Encoding::ibm866,       Encoding::koi8_r,       Encoding::shift_jis,
    Encoding::euc_jp,       Encoding::gb18030,      Encoding::big5,         Encoding::euc_kr,       Encoding::iso_2022_jp,  Encoding::utf16le,
    Encoding::utf16be,      Encoding::utf32le,      Encoding::utf32be};

struct Named {
  std::string_view name;
  Encoding encoding;
};
// Names without anything but letters and digits; a "cp", "x" or "iso" in front does not matter where it is not needed.
constexpr Named other_names[] = {
    {"ascii", Encoding::windows_1252},     {"usascii", Encoding::windows_1252},   {"ansi", Encoding::windows_1252},       {"latin1", Encoding::windows_1252},
    {"iso88591", Encoding::windows_1252},  {"cp1252", Encoding::windows_1252},    {"cp1250", Encoding::windows_1250},     {"cp1251", Encoding::windows_1251},
    {"cp1253", Encoding::windows_1253},    {"cp1254", Encoding::windows_1254},    {"iso88599", Encoding::windows_1254},   {"latin5", Encoding::windows_1254},
    {"cp1255", Encoding::windows_1255},    {"cp1256", Encoding::windows_1256},    {"cp1257", Encoding::windows_1257},     {"latin2", Encoding::iso_8859_2},
    {"latin9", Encoding::iso_8859_15},     {"mac", Encoding::macintosh},          {"macroman", Encoding::macintosh},      {"xmacroman", Encoding::macintosh},
    {"cp437", Encoding::ibm437},           {"437", Encoding::ibm437},             {"cp850", Encoding::ibm850},            {"cp858", Encoding::ibm850},
    {"850", Encoding::ibm850},             {"cp852", Encoding::ibm852},           {"852", Encoding::ibm852},              {"cp866", Encoding::ibm866},
    {"866", Encoding::ibm866},             {"koi8", Encoding::koi8_r},            {"sjis", Encoding::shift_jis},          {"cp932", Encoding::shift_jis},
    {"ms932", Encoding::shift_jis},        {"windows31j", Encoding::shift_jis},   {"gbk", Encoding::gb18030},             {"gb2312", Encoding::gb18030},
    {"cp936", Encoding::gb18030},          {"cp949", Encoding::euc_kr},           {"ksc56011987", Encoding::euc_kr},      {"windows949", Encoding::euc_kr},
    {"cp950", Encoding::big5},             {"big5hkscs", Encoding::big5},         {"utf16", Encoding::utf16le},           {"unicode", Encoding::utf16le},
    {"ucs2", Encoding::utf16le},           {"utf32", Encoding::utf32le},           {"utf8bom", Encoding::utf8},            {"utf8sig", Encoding::utf8},
    {"jis", Encoding::iso_2022_jp},        {"csiso2022jp", Encoding::iso_2022_jp}};

std::string bare(std::string_view name) {
  std::string kept;
  for (const char c : ascii_lowered(name))
    if ((c >= 'a' && c <= 'z') || is_digit(c)) kept += c;
  return kept;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  constexpr std::string_view names[] = {
      "utf-8",        "utf-16le",     "utf-16be",     "utf-32le",   "utf-32be",    "windows-1250", "windows-1251", "windows-1252", "windows-1253",
      "windows-1254", "windows-1255", "windows-1256", "windows-1257", "iso-8859-2", "iso-8859-15", "macintosh",    "ibm437",       "ibm850",
      "ibm852",       "ibm866",       "koi8-r",       "shift_jis",  "euc-jp",      "gb18030",      "euc-kr",       "big5",
      "iso-2022-jp"};
  static_assert(std::size(names) == static_cast<std::size_t>(Encoding::iso_2022_jp) + 1);
  return names[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> encoding_named(std::string_view name) {
  const std::string wanted = bare(name);
  for (const Encoding encoding : listed)
    if (bare(name_of(encoding)) == wanted) return encoding;
  const auto* found = std::ranges::find(other_names, std::string_view(wanted), &Named::name);
  return found == std::end(other_names) ? std::nullopt : std::optional(found->encoding);
}

std::span<const Encoding> all_encodings() { return listed; }

}  // namespace lifeworth
