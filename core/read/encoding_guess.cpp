#include "read/encoding_guess.h"

#include <algorithm>
#include <cstdint>

#include "read/encoding.h"
#include "read/letter_costs.h"
#include "read/pair_sets.h"

namespace lifeworth {
namespace {

// How much rarer than Windows-1252 an encoding is among exports, in bits: what one letter says must not be enough, what a few names say must be.
constexpr int bits_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::windows_1252: return 0;
    case Encoding::windows_1250:
    case Encoding::windows_1251: return 9;
    case Encoding::iso_8859_15:
    case Encoding::windows_1254: return 7;
    case Encoding::windows_1253:
    case Encoding::windows_1255:
    case Encoding::windows_1256:
    case Encoding::windows_1257: return 10;
    case Encoding::macintosh:
    case Encoding::ibm850: return 11;
    case Encoding::iso_8859_2: return 10;
    case Encoding::ibm437: return 12;
    case Encoding::ibm852:
    case Encoding::ibm866:
    case Encoding::koi8_r: return 13;
    default: return 12;
  }
}

// Bits a high byte needs at random among 128 are 7, with what symbols inside words cost on top: nothing above this is a language.
constexpr std::int64_t readable_bits = 9;

struct Plausibility {
  std::size_t units = 0, common = 0, beyond_ascii = 0, broken = 0;
};

/// The bytes as units of UTF-16: delimiters, digits and line ends of two bytes; units of two bytes that are no ASCII side by side; what no text holds.
Plausibility plausibility(std::string_view bytes, bool little) {
  Plausibility found;
  bool high_half = false;
  for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    const unsigned unit = little ? first | second << 8 : first << 8 | second;
    ++found.units;
    if (high_half != (unit >= 0xDC00 && unit < 0xE000)) ++found.broken;
    high_half = unit >= 0xD800 && unit < 0xDC00;
    const bool line_end = unit == '\n' || unit == '\r';
    if (line_end || unit == '\t' || (unit >= ' ' && unit <= ';') || unit == '|') ++found.common;
    else if (unit < ' ' || (unit >= 0x7F && unit < 0xA0) || (unit >= 0xE000 && unit < 0xF900) || unit >= 0xFFFE) ++found.broken;
    if (unit > 0xFF && (std::min(first, second) < ' ' || std::max(first, second) >= 0x7F)) ++found.beyond_ascii;
  }
  return found;
}

/// UTF-16 without a mark. Latin text has a zero in every other byte; in other scripts only delimiters, digits and line ends have, while the letters are
/// pairs that two bytes of ASCII never make.
bool is_utf16(std::string_view sample, bool little) {
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i & 1] += sample[i] == 0;
  const std::size_t half = sample.size() / 2, mine = zeros[little ? 1 : 0], other = zeros[little ? 0 : 1];
  if (half < 2) return false;
  if (mine > half * 7 / 10 && other < half / 10 + 1) return true;
  if (mine < 3 || other * 20 > mine) return false;
  const Plausibility found = plausibility(sample, little);
  const std::size_t pairs = found.units - mine;
  return found.common * 50 >= found.units && found.broken * 100 <= found.units && found.beyond_ascii * 2 >= pairs;
}

/// ISO-2022-JP, as mail programs write it: nothing but ASCII bytes, in which escapes switch to pairs of JIS X 0208 and back.
bool is_iso_2022_jp(std::string_view bytes) {
  const auto behind = [&](std::size_t at, std::string_view start, std::string_view ends) {
    return bytes.substr(at).starts_with(start) && at + start.size() < bytes.size() && ends.contains(bytes[at + start.size()]);
  };
  const auto is_half = [](char c) { return c > ' ' && c < '\x7F'; };
  for (std::size_t at = bytes.find("\x1B$"); at != std::string_view::npos; at = bytes.find("\x1B$", at + 1)) {
    if (!behind(at, "\x1B$", "@B")) continue;
    const std::size_t pairs = at + 3, end = bytes.find('\x1B', pairs);
    if (end == std::string_view::npos) return false;
    if (!behind(end, "\x1B(", "BIJ") || (end - pairs) % 2 || !std::ranges::all_of(bytes.substr(pairs, end - pairs), is_half)) continue;
    return std::ranges::none_of(bytes, [](char c) { return static_cast<signed char>(c) < 0; });
  }
  return false;
}

EncodingGuess marked(std::string_view first) {
  constexpr std::string_view little_zeros("\xFF\xFE\0\0", 4), big_zeros("\0\0\xFE\xFF", 4);
  if (first.starts_with("\xEF\xBB\xBF")) return {Encoding::utf8, 3};
  if (first.starts_with(little_zeros)) return {Encoding::utf32le, 4};
  if (first.starts_with(big_zeros)) return {Encoding::utf32be, 4};
  if (first.starts_with("\xFF\xFE")) return {Encoding::utf16le, 2};
  if (first.starts_with("\xFE\xFF")) return {Encoding::utf16be, 2};
  return {};
}

}  // namespace

Encoding encoding_of_sample(std::string_view sample) {
  const auto high = std::ranges::count_if(sample, [](char c) { return static_cast<signed char>(c) < 0; });
  Encoding best = Encoding::windows_1252;
  std::int64_t least = letter_bits(sample, best);
  for (const Encoding encoding : all_encodings()) {
    if (encoding == Encoding::windows_1252) continue;
    const std::optional<std::int64_t> bits = decoded_by_host(encoding) ? pair_bits(sample, encoding) : letter_bits_if_any(sample, encoding);
    if (!bits || *bits > readable_bits * high || *bits + bits_of(encoding) >= least) continue;
    least = *bits + bits_of(encoding);
    best = encoding;
  }
  return best;
}

EncodingGuess guess_encoding(std::string_view first) {
  const EncodingGuess mark = marked(first);
  if (mark.mark_bytes > 0 && mark.encoding != Encoding::utf8) return mark;
  if (mark.mark_bytes == 0) {
    const std::string_view sample = first.substr(0, 65536);
    if (is_utf16(sample, true)) return {Encoding::utf16le};
    if (is_utf16(sample, false)) return {Encoding::utf16be};
    if (is_iso_2022_jp(first)) return {Encoding::iso_2022_jp};
  }
  Decoder decoder(mark);
  decoder.push(first);  // without an end: a character that is cut off there goes on in the file
  const auto better = decoder.better_guess();
  return {better ? better->encoding : decoder.found(), mark.mark_bytes};
}

EncodingGuess chosen_encoding(Encoding encoding, std::string_view first) {
  const EncodingGuess mark = marked(first);
  return {encoding, mark.encoding == encoding ? mark.mark_bytes : 0, true};
}

}  // namespace lifeworth
