#include "read/utf8.h"

namespace lifeworth {
namespace {

// Sixteen bytes side by side; both compilers make SSE, NEON or WebAssembly SIMD of it.
using Lanes = signed char __attribute__((vector_size(16)));

Lanes lanes_at(const char* at) {
  Lanes lanes;
  std::memcpy(&lanes, at, sizeof lanes);
  return lanes;
}

/// All ones where a byte is NUL, Ctrl-Z or beyond ASCII (which is negative here).
Lanes not_plain(Lanes lanes) { return (lanes < 1) | (lanes == 0x1A); }

bool any(Lanes lanes) {
  std::uint64_t halves[2];
  std::memcpy(halves, &lanes, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

bool continues(char c) { return (c & 0xC0) == 0x80; }

}  // namespace

std::size_t plain_run(std::string_view bytes, std::size_t from) {
  std::size_t at = from;
  if (at + 8 <= bytes.size()) {  // most runs of text with accents are short
    const std::size_t plain = plain_of_eight(bytes.data() + at);
    if (plain < 8) return plain;
    at += 8;
  }
  for (; at + 64 <= bytes.size(); at += 64) {
    const char* p = bytes.data() + at;
    if (any(not_plain(lanes_at(p)) | not_plain(lanes_at(p + 16)) | not_plain(lanes_at(p + 32)) | not_plain(lanes_at(p + 48)))) break;
  }
  for (; at + 8 <= bytes.size(); at += 8)
    if (const std::size_t plain = plain_of_eight(bytes.data() + at); plain < 8) return at + plain - from;
  while (at < bytes.size() && static_cast<signed char>(bytes[at]) > 0 && bytes[at] != 0x1A) ++at;
  return at - from;
}

std::pair<std::size_t, Shape> utf8_character(std::string_view bytes) {
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

ValidRun valid_run(std::string_view bytes) {
  ValidRun run;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) {
      const std::size_t plain = plain_run(bytes, at);
      at += plain;
      if (plain == 0) {  // NUL or Ctrl-Z
        run.odd = true;
        ++at;
      }
    } else if (lead >= 0xC2 && lead < 0xE0 && at + 1 < bytes.size() && continues(bytes[at + 1])) {
      at += 2;
      ++run.characters;
    } else if (lead > 0xE0 && lead < 0xED && at + 2 < bytes.size() && continues(bytes[at + 1]) && continues(bytes[at + 2])) {
      at += 3;
      ++run.characters;
    } else {
      const auto [length, shape] = utf8_character(bytes.substr(at));
      if (shape != Shape::whole) break;
      if (lead == 0xEF && bytes.substr(at, 3) == "\xEF\xBB\xBF") run.odd = true;
      at += length;
      ++run.characters;
    }
  }
  run.bytes = at;
  return run;
}

char* write_utf8(char* at, std::uint32_t point) {
  if (point < 0x80) {
    *at++ = static_cast<char>(point);
    return at;
  }
  if (point < 0x800) {
    *at++ = static_cast<char>(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      *at++ = static_cast<char>(0xE0 | point >> 12);
    } else {
      *at++ = static_cast<char>(0xF0 | point >> 18);
      *at++ = static_cast<char>(0x80 | (point >> 12 & 0x3F));
    }
    *at++ = static_cast<char>(0x80 | (point >> 6 & 0x3F));
  }
  *at++ = static_cast<char>(0x80 | (point & 0x3F));
  return at;
}

void append_utf8(std::string& out, std::uint32_t point) {
  char bytes[4];
  out.append(bytes, write_utf8(bytes, point));
}

}  // namespace lifeworth
