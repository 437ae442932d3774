#include "read/encoding.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace lifeworth {
namespace {

// Windows-1252, 0x80…0x9F (WHATWG Encoding Standard); the other bytes are their own code points.
constexpr std::uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | point >> 6));
    out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
  } else if (point < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | point >> 12));
    out.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | point >> 18));
    out.push_back(static_cast<char>(0x80 | (point >> 12 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
  }
}

std::size_t ascii_run(std::string_view bytes, std::size_t from) {
  std::size_t at = from;
  for (std::uint64_t word; at + 8 <= bytes.size(); at += 8) {
    std::memcpy(&word, bytes.data() + at, 8);
    if (word & 0x8080808080808080u) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at - from;
}

enum class Shape { whole, cut, broken };

/// The UTF-8 character at the start of `bytes` (first byte ≥ 0x80): its length and whether it is valid (RFC 3629), broken,
/// or may still become valid when more bytes come.
std::pair<std::size_t, Shape> character(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (length == 0) return {1, Shape::broken};
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= bytes.size()) return {bytes.size(), Shape::cut};
    unsigned low = 0x80, high = 0xBF;
    if (i == 1) {  // overlong forms, surrogates and what lies beyond U+10FFFF
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (byte(i) < low || byte(i) > high) return {1, Shape::broken};
  }
  return {length, Shape::whole};
}

/// Bytes at the start of `bytes` that are valid UTF-8.
std::size_t valid_run(std::string_view bytes) {
  std::size_t at = 0;
  for (;;) {
    at += ascii_run(bytes, at);
    if (at == bytes.size()) return at;
    const auto [length, shape] = character(bytes.substr(at));
    if (shape != Shape::whole) return at;
    at += length;
  }
}

}  // namespace

EncodingGuess guess_encoding(std::string_view first) {
  if (first.starts_with("\xEF\xBB\xBF")) return {Encoding::utf8, 3};
  if (first.starts_with("\xFF\xFE")) return {Encoding::utf16le, 2};
  if (first.starts_with("\xFE\xFF")) return {Encoding::utf16be, 2};
  const std::string_view sample = first.substr(0, 4096);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i & 1] += sample[i] == 0;
  const std::size_t half = sample.size() / 2;
  if (half >= 2 && zeros[1] > half * 7 / 10 && zeros[0] < half / 10 + 1) return {Encoding::utf16le, 0};
  if (half >= 2 && zeros[0] > half * 7 / 10 && zeros[1] < half / 10 + 1) return {Encoding::utf16be, 0};
  return {};
}

std::string_view Decoder::push(std::string_view bytes) {
  const std::size_t skipped = std::min(skip_, bytes.size());
  skip_ -= skipped;
  bytes.remove_prefix(skipped);
  return encoding_ == Encoding::utf8 ? push_utf8(bytes, false) : push_utf16(bytes, false);
}

std::string_view Decoder::finish() { return encoding_ == Encoding::utf8 ? push_utf8({}, true) : push_utf16({}, true); }

std::string_view Decoder::push_utf8(std::string_view bytes, bool last) {
  out_.clear();
  if (carry_.empty()) {
    const std::size_t valid = valid_run(bytes);
    if (valid == bytes.size()) return bytes;  // the usual case: nothing is copied
    out_.append(bytes.substr(0, valid));
    bytes.remove_prefix(valid);
  }
  std::string joined = std::move(carry_);
  carry_.clear();
  joined.append(bytes);
  std::string_view rest = joined;
  while (!rest.empty()) {
    const std::size_t valid = valid_run(rest);
    out_.append(rest.substr(0, valid));
    rest.remove_prefix(valid);
    if (rest.empty()) break;
    if (character(rest).second == Shape::cut && !last) {
      carry_ = rest;
      break;
    }
    const auto byte = static_cast<unsigned char>(rest.front());
    append_utf8(out_, byte < 0xA0 ? windows_1252[byte - 0x80] : byte);
    ++repaired_;
    rest.remove_prefix(1);
  }
  return out_;
}

std::string_view Decoder::push_utf16(std::string_view bytes, bool last) {
  out_.clear();
  std::string joined = std::move(carry_);
  carry_.clear();
  joined.append(bytes);
  const std::string_view in = joined;
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const auto first = static_cast<unsigned char>(in[at]), second = static_cast<unsigned char>(in[at + 1]);
    return encoding_ == Encoding::utf16le ? first | second << 8 : first << 8 | second;
  };
  std::size_t at = 0;
  while (at + 2 <= in.size()) {
    std::uint32_t point = unit(at);
    const bool high = point >= 0xD800 && point < 0xDC00;
    if (high && at + 4 > in.size() && !last) break;
    at += 2;
    if (high && at + 2 <= in.size() && unit(at) >= 0xDC00 && unit(at) < 0xE000) {
      point = 0x10000 + ((point - 0xD800) << 10) + (unit(at) - 0xDC00);
      at += 2;
    } else if (point >= 0xD800 && point < 0xE000) {
      point = 0xFFFD;
      ++repaired_;
    }
    append_utf8(out_, point);
  }
  if (last && at < in.size()) ++repaired_;  // half a unit at the very end
  if (!last) carry_ = in.substr(at);
  return out_;
}

}  // namespace lifeworth
