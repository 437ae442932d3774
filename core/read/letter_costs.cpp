#include "read/letter_costs.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "read/code_pages.h"
#include "read/utf8.h"

namespace lifeworth {
namespace {

// Letters beyond ASCII by frequency: a digit gives the bits of those that follow it. The orders are those of published letter frequencies of
// each language, rounded to whole bits; the first list of a family is for files with names from everywhere.
constexpr std::u16string_view western =
    u"3é4áíóñüöäçè5àúãêôßå6øæõâîëï7ìòùûœ8šžÿ9ýðþ";
constexpr std::u16string_view spanish = u"2óíáé3ñú6ü9ç";
constexpr std::u16string_view french = u"1é4èàê5çôî6ûâù7ëïœ";
constexpr std::u16string_view german = u"2üäö3ß7é";
constexpr std::u16string_view portuguese = u"2ã3çáéí4óêõ5ôúâà8ü";
constexpr std::u16string_view english_and_dutch = u"2éë3ïöü5èáíóñç";
constexpr std::u16string_view italian = u"2àèéòù4ì8í";
constexpr std::u16string_view nordic = u"2äåöø4æ6éü";
constexpr std::u16string_view icelandic = u"3áíðó4þéúæö5ý";
constexpr std::u16string_view turkish = u"2ı3ü4şğç5öİ8âîû";
constexpr std::u16string_view central = u"4áéíóöüěščřžýúąęłśżćń6ůőűťďňźđäôľăşţâîß8ëçĺŕő";
constexpr std::u16string_view polish = u"2łó3ąęż4ść5ń6ź9éüöä";
constexpr std::u16string_view czech = u"2íáé3ěřšýž4čů5ú6ňóďť7ľôäĺŕ";
constexpr std::u16string_view hungarian = u"2áé3öó4őüí5úű";
constexpr std::u16string_view croatian = u"2čšž3ć5đ";
constexpr std::u16string_view romanian = u"2ăîâ3ţş";
constexpr std::u16string_view baltic = u"4ėšūžąįāēīčģķļņęų6õäöü8óćńśźżłøåæé";
constexpr std::u16string_view lithuanian = u"2ė3šųžįū4čąę";
constexpr std::u16string_view latvian = u"1ā3īēšū4ļņ5ž6čķģ";
constexpr std::u16string_view estonian = u"2äõ3üö6šž";
constexpr std::u16string_view russian = u"3оеаи4нтсрвл5кмдпу6яыьгзбчй7хжшю8цщэф9ёъ";
constexpr std::u16string_view ukrainian = u"3оаи4нітвере5слкудмп6ьяязгбчйхжї7шюцє8щф9ґ’";
constexpr std::u16string_view serbian = u"3аоие4нјртс5вкулдмп6гзбчш7жћњцх8ђљфџ";
constexpr std::u16string_view greek = u"3αοιετ4ςσνηυρ5πκμλωδγάίόέ6θχφβήύώ7ξζ9ψϊϋΐΰ";
constexpr std::u16string_view hebrew =
    u"3\u05D9\u05D5\u05D4\u05DC4\u05D0\u05E8\u05DE\u05EA\u05D1\u05E9\u05E0"
    u"5\u05DD\u05D3\u05D7\u05E7\u05E46\u05DB\u05E2\u05D2\u05D67\u05E1\u05DF\u05D8\u05E6\u05DA\u05E5\u05E3";
constexpr std::u16string_view arabic =
    u"2\u06273\u0644\u064A4\u0645\u0648\u0646\u0631\u062A\u0628\u0629"
    u"5\u0639\u062F\u0633\u0641\u0647\u062D\u06426\u0643\u062C\u0623\u0634\u0635\u0637"
    u"7\u062E\u0636\u0630\u062B\u0632\u0649\u06258\u063A\u0621\u0626\u0638\u0622\u0624";

constexpr std::u16string_view western_languages[] = {western, spanish, french, german, portuguese, italian, nordic, english_and_dutch, estonian, icelandic};
constexpr std::u16string_view central_languages[] = {central, polish, czech, hungarian, croatian, romanian};
constexpr std::u16string_view baltic_languages[] = {baltic, lithuanian, latvian, estonian};
constexpr std::u16string_view cyrillic_languages[] = {russian, ukrainian, serbian};

std::span<const std::u16string_view> languages_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::windows_1252:
    case Encoding::iso_8859_15:
    case Encoding::macintosh:
    case Encoding::ibm437:
    case Encoding::ibm850: return western_languages;
    case Encoding::windows_1250:
    case Encoding::iso_8859_2:
    case Encoding::ibm852: return central_languages;
    case Encoding::windows_1257: return baltic_languages;
    case Encoding::windows_1251: return cyrillic_languages;
    case Encoding::ibm866:
    case Encoding::koi8_r: return {&russian, 1};
    case Encoding::windows_1253: return {&greek, 1};
    case Encoding::windows_1254: return {&turkish, 1};
    case Encoding::windows_1255: return {&hebrew, 1};
    case Encoding::windows_1256: return {&arabic, 1};
    default: return {};
  }
}

enum class Kind : std::uint8_t { other, digit, small, capital, uncased };

bool is_letter(Kind kind) { return kind >= Kind::small; }

/// The small letter of a capital; the letter itself else. The blocks of Unicode that the pages reach into.
char16_t small_of(char16_t c) {
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x178) return 0xFF;
  if (c == 0x130) return c;  // İ is a letter of its own in the list
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1);
  if ((c >= 0x100 && c <= 0x177) || c == 0x490 || c == 0x218 || c == 0x21A) return c | 1;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  return c;
}

Kind kind_of(char16_t c) {
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return Kind::digit;
    return c >= 'a' && c <= 'z' ? Kind::small : c >= 'A' && c <= 'Z' ? Kind::capital : Kind::other;
  }
  if ((c >= 0x5D0 && c <= 0x5EA) || (c >= 0x620 && c <= 0x64A) || (c >= 0x671 && c <= 0x6D3)) return Kind::uncased;
  const bool letter = (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x386 && c <= 0x481 && c != 0x387) || (c >= 0x490 && c <= 0x52F);
  if (!letter) return Kind::other;
  return small_of(c) != c || c == 0x130 ? Kind::capital : Kind::small;
}

/// Greek and Hebrew letters that only end words.
bool is_final(char16_t c) { return c == u'ς' || c == 0x5DD || c == 0x5DF || c == 0x5DA || c == 0x5E5 || c == 0x5E3; }

bool one_of(char16_t c, std::u16string_view list) { return list.contains(c); }

struct Symbol {
  int alone;   ///< bits between digits, blanks and delimiters
  int behind;  ///< more with a letter before it
  int before;  ///< more with a letter after it
};

Symbol symbol_of(char16_t c) {
  if (is_filler(c)) return {30, 0, 0};
  if (c == 0x20AC) return {3, 4, 2};
  if (c == 0xA0) return {3, 0, 0};
  if (one_of(c, u"’”»…®™–—")) return {4, 0, 4};
  if (one_of(c, u"‘“„«¿¡•–—©£")) return {5, 4, 0};
  if (one_of(c, u"°ºª·´“")) return {5, 1, 3};
  if (one_of(c, u"²³½¼×±§¥")) return {7, 3, 6};
  if (c == 0xA4) return {11, 6, 6};  // nobody writes the currency sign itself
  if (c >= 0x2200 && c < 0x2600) return {13, 4, 4};  // mathematics and the boxes of DOS
  return {10, 4, 4};
}

/// What a page makes of each byte, and what each costs in one language.
struct Reader {
  std::array<char16_t, 256> point;
  std::array<Kind, 256> kind;
  std::array<Symbol, 256> symbol{};


  explicit Reader(const CodePage& page) {
    for (std::size_t i = 0; i < 256; ++i) {
      point[i] = i < 0x80 ? static_cast<char16_t>(i) : page[i - 0x80];
      kind[i] = kind_of(point[i]);
      if (i >= 0x80 && kind[i] == Kind::other) symbol[i] = symbol_of(point[i]);
    }
  }
};

constexpr int foreign_letter = 9;  ///< a letter that the language does not have

std::array<std::uint8_t, 256> costs_in(std::u16string_view language, const Reader& reader) {
  std::array<std::uint8_t, 256> costs;
  costs.fill(foreign_letter);
  int bits = 0;
  for (const char16_t letter : language) {
    if (letter >= '0' && letter <= '9') {
      bits = letter - '0';
      continue;
    }
    for (std::size_t i = 0x80; i < 256; ++i)
      if (reader.point[i] == letter || small_of(reader.point[i]) == letter) costs[i] = static_cast<std::uint8_t>(bits);
  }
  return costs;
}

unsigned at_or_blank(std::string_view text, std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : ' '; }

/// "l’eau", "Women’s", "don’t": where an apostrophe stands inside words.
bool apostrophe_fits(std::string_view text, std::size_t at, const Reader& reader) {
  const auto letter = [&](std::size_t i) { return is_letter(reader.kind[at_or_blank(text, i)]); };
  const bool short_before = !letter(at - 2) || !letter(at - 3);
  const bool short_behind = !letter(at + 2) || !letter(at + 3);
  const unsigned before = at_or_blank(text, at - 1) | 0x20, behind = at_or_blank(text, at + 1) | 0x20;
  return (short_before && std::string_view("ldcjmnstuoq").contains(static_cast<char>(before))) ||
         (short_behind && std::string_view("strlvmd").contains(static_cast<char>(behind)));
}

/// What the place of a byte costs beyond the letter it is: the same in all languages of a page.
int place_cost(std::string_view text, std::size_t at, const Reader& reader) {
  const auto kind_at = [&](std::size_t i) { return reader.kind[at_or_blank(text, i)]; };  // before the start: i wraps around to a blank
  const unsigned byte = at_or_blank(text, at);
  const Kind kind = reader.kind[byte], before = kind_at(at - 1), behind = kind_at(at + 1);
  if (kind == Kind::other) {
    const Symbol symbol = reader.symbol[byte];
    if (!is_letter(before) || !is_letter(behind)) return symbol.alone + (is_letter(before) ? symbol.behind : is_letter(behind) ? symbol.before : 0);
    if (reader.point[byte] == 0x2019 && apostrophe_fits(text, at, reader)) return 2;
    return symbol.alone + (reader.point[byte] == 0xA0 ? 3 : 8);
  }
  const char16_t letter = reader.point[byte];
  const bool latin = letter < 0x370;
  int bits = 0;
  if (kind == Kind::capital) bits += before == Kind::small ? 7 : before == Kind::capital && latin ? 1 : 0;
  if (kind == Kind::small && before == Kind::capital) bits += behind == Kind::capital ? 6 : kind_at(at - 2) == Kind::capital ? 4 : 0;
  if (before == Kind::digit || behind == Kind::digit) bits += 5;
  if (latin && is_letter(before) && at_or_blank(text, at - 1) >= 0x80) bits += 3;  // accents seldom touch
  if (letter == u'õ' && (at_or_blank(text, at + 1) | 0x20) != 'e') bits += 5;      // Portuguese has it in -ões and -õe, Hungarian ő anywhere
  if (is_final(letter) ? is_letter(behind) : letter == u'σ' && !is_letter(behind)) bits += 8;
  const auto other_script = [&](std::size_t i) {
    const unsigned neighbour = at_or_blank(text, i);
    return is_letter(reader.kind[neighbour]) && (reader.point[neighbour] < 0x370) != latin;
  };
  if (other_script(at - 1)) bits += 8;
  if (other_script(at + 1)) bits += 8;
  return bits;
}

}  // namespace

std::int64_t letter_bits(std::string_view sample, Encoding encoding) { return letter_bits_if_any(sample, encoding).value_or(0); }

std::optional<std::int64_t> letter_bits_if_any(std::string_view sample, Encoding encoding) {
  const CodePage* page = code_page(encoding);
  const auto languages = languages_of(encoding);
  if (!page || languages.empty()) return std::nullopt;
  const Reader reader(*page);
  std::array<std::uint32_t, 256> counts{};
  std::int64_t shared = 0;
  for (std::size_t at = 0; at < sample.size(); ++at) {
    const auto byte = static_cast<unsigned char>(sample[at]);
    if (byte < 0x80) continue;
    if (encoding == Encoding::windows_1252) {
      // The decoder takes valid UTF-8 among Windows-1252 for what it is; so must the comparison.
      if (const auto [length, shape] = utf8_character(sample.substr(at)); shape == Shape::whole) {
        shared += 5;
        at += length - 1;
        continue;
      }
    }
    shared += place_cost(sample, at, reader);
    if (is_letter(reader.kind[byte])) ++counts[byte];
  }
  std::int64_t least = INT64_MAX;
  for (const std::u16string_view language : languages) {
    const auto costs = costs_in(language, reader);
    std::int64_t bits = shared + (language == icelandic ? 8 : 0);  // its ð, þ and ý are the ğ, ş and ı of a far more frequent language
    for (std::size_t i = 0x80; i < 256; ++i) bits += std::int64_t(costs[i]) * counts[i];
    least = std::min(least, bits);
  }
  return least;
}

}  // namespace lifeworth
