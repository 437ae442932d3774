#include "read/encoding.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "read/code_pages.h"
#include "read/encoding_guess.h"
#include "read/utf8.h"

namespace lifeworth {
namespace {

constexpr char end_mark = 0x1A;              // Ctrl-Z
constexpr std::size_t held_at_most = 65536;  // more blanks than that behind an end mark are text

/// Words between UTF-8 and other bytes: taken for a file of UTF-8 with damages when at least a third of what is not ASCII is valid. In texts of
/// one-byte sets hardly any two bytes are by chance, in those of two-byte sets about one in eight.
bool mostly_utf8(std::uint64_t valid, std::uint64_t broken) { return valid * 2 > broken; }

}  // namespace

Decoder::Decoder(EncodingGuess guess) : guess_(guess), skip_(guess.mark_bytes) {
  const CodePage* page = code_page(guess.encoding);
  const bool mixed = guess.encoding == Encoding::windows_1252 && !guess.settled;
  way_ = page && !mixed                                                                      ? Way::code_page
         : guess.encoding == Encoding::utf16le || guess.encoding == Encoding::utf16be ? Way::utf16
         : guess.encoding == Encoding::utf32le || guess.encoding == Encoding::utf32be ? Way::utf32
                                                                                       : Way::utf8;
  if (!page) page = code_page(Encoding::windows_1252);  // for repairs
  for (std::size_t i = 0; i < page->size(); ++i) {
    page_[i].size = static_cast<std::uint8_t>(write_utf8(page_[i].bytes, (*page)[i]) - page_[i].bytes);
    filler_[i] = is_filler((*page)[i]);
  }
}

std::string_view Decoder::push(std::string_view bytes) {
  const std::size_t skipped = std::min(skip_, bytes.size());
  skip_ -= skipped;
  bytes.remove_prefix(skipped);
  return tidied(decoded(bytes, false));
}

std::string_view Decoder::finish() {
  const std::string_view text = tidied(decoded({}, true));
  held_.clear();  // nothing came behind the end mark
  held_nulls_ = 0;
  return text;
}

std::string_view Decoder::decoded(std::string_view bytes, bool last) {
  out_.clear();
  odd_ = false;
  switch (way_) {
    case Way::utf8: return push_utf8(bytes, last);
    case Way::code_page: return push_code_page(bytes);
    default: return push_wide(bytes, last);
  }
}

void Decoder::seen(std::string_view bytes) {
  if (guess_.settled) return;
  if (sampling_) sample_.push(bytes);
  else sample_.remember(bytes);
}

void Decoder::repair(char byte) {
  const Written& written = page_[static_cast<unsigned char>(byte) - 0x80];
  out_.append(written.bytes, written.size);
  ++repaired_;
  sampling_ = true;
  seen({&byte, 1});
}

/// Ends the character that the last chunk broke off; false when all of `bytes` went into it and it still has no end.
bool Decoder::finish_carried(std::string_view& bytes, bool last) {
  while (!carry_.empty()) {
    std::string head = carry_;
    head.append(bytes.substr(0, 3));
    const auto [length, shape] = utf8_character(head);
    if (shape == Shape::cut && !last) {
      carry_ = std::move(head);
      return false;
    }
    if (shape != Shape::whole) {
      repair(carry_.front());
      carry_.erase(0, 1);
      continue;
    }
    const std::string_view whole = std::string_view(head).substr(0, length);
    odd_ |= whole == "\xEF\xBB\xBF";
    ++valid_;
    out_.append(whole);
    seen(whole);
    bytes.remove_prefix(length - carry_.size());
    carry_.clear();
  }
  return true;
}

std::string_view Decoder::push_utf8(std::string_view bytes, bool last) {
  if (!finish_carried(bytes, last)) return out_;
  while (!bytes.empty()) {
    const ValidRun run = valid_run(bytes);
    const std::string_view valid = bytes.substr(0, run.bytes);
    valid_ += run.characters;
    odd_ |= run.odd;
    seen(valid);
    bytes.remove_prefix(valid.size());
    if (!bytes.empty() && utf8_character(bytes).second == Shape::cut) {
      carry_ = bytes;
      bytes = {};
    }
    if (bytes.empty() && out_.empty()) return valid;  // the usual case: nothing is copied
    out_.append(valid);
    if (bytes.empty()) break;
    repair(bytes.front());
    bytes.remove_prefix(1);
  }
  return out_;
}

std::string_view Decoder::push_code_page(std::string_view bytes) {
  if (!guess_.settled) sample_.push(bytes);
  out_.resize_and_overwrite(bytes.size() * 3, [&](char* start, std::size_t) {
    char* to = start;
    for (std::size_t at = 0; at < bytes.size();) {
      if (at + 8 <= bytes.size()) {  // there is room for all eight: three bytes for each that is still to come
        const std::size_t plain = plain_of_eight(bytes.data() + at);
        std::memcpy(to, bytes.data() + at, 8);
        to += plain;
        at += plain;
        if (plain == 8) continue;
      }
      const auto byte = static_cast<unsigned char>(bytes[at++]);
      if (byte < 0x80) {
        odd_ |= byte == 0 || byte == end_mark;
        *to++ = static_cast<char>(byte);
      } else {
        const Written& written = page_[byte - 0x80];
        std::memcpy(to, written.bytes, 3);
        to += written.size;
        repaired_ += filler_[byte - 0x80];
      }
    }
    return static_cast<std::size_t>(to - start);
  });
  return out_;
}

/// UTF-16 and UTF-32. What is no character becomes U+FFFD and is counted.
std::string_view Decoder::push_wide(std::string_view bytes, bool last) {
  std::string joined;
  if (!carry_.empty()) {
    joined = std::move(carry_);
    joined.append(bytes);
    bytes = joined;
    carry_.clear();
  }
  std::size_t done = 0;
  out_.resize_and_overwrite(bytes.size() * 2, [&](char* start, std::size_t) {
    char* to = start;
    switch (guess_.encoding) {
      case Encoding::utf16le: done = write_utf16<true>(bytes, last, to); break;
      case Encoding::utf16be: done = write_utf16<false>(bytes, last, to); break;
      default: done = write_utf32(bytes, to);
    }
    return static_cast<std::size_t>(to - start);
  });
  if (last) repaired_ += done < bytes.size();  // part of a unit at the very end
  else carry_ = bytes.substr(done);
  return out_;
}

char* Decoder::write_point(char* to, std::uint32_t point) {
  if ((point >= 0xD800 && point < 0xE000) || point > 0x10FFFF) {
    point = no_character;
    ++repaired_;
  }
  odd_ |= point == 0 || point == std::uint32_t(end_mark) || point == 0xFEFF;
  return write_utf8(to, point);
}

template <bool little>
std::size_t Decoder::write_utf16(std::string_view bytes, bool last, char*& to) {
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    std::uint16_t value;
    std::memcpy(&value, bytes.data() + at, 2);
    return little ? value : std::byteswap(value);
  };
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    const std::uint32_t first = unit(at);
    if (first > std::uint32_t(end_mark) && first < 0x80) {
      *to++ = static_cast<char>(first);
      at += 2;
      continue;
    }
    if (first >= 0xD800 && first < 0xDC00) {
      if (at + 4 > bytes.size() && !last) break;
      const std::uint32_t second = at + 4 <= bytes.size() ? unit(at + 2) : 0;
      if (second >= 0xDC00 && second < 0xE000) {
        to = write_utf8(to, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        at += 4;
        continue;
      }
    }
    to = write_point(to, first);
    at += 2;
  }
  return at;
}

std::size_t Decoder::write_utf32(std::string_view bytes, char*& to) {
  std::size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    std::uint32_t point;
    std::memcpy(&point, bytes.data() + at, 4);
    to = write_point(to, guess_.encoding == Encoding::utf32le ? point : std::byteswap(point));
  }
  return at;
}

void Decoder::release_held() {
  std::string_view held = held_;
  if (line_start_) held.remove_prefix(1), ++dropped_;  // the seam of two files
  tidy_.append(held);
  if (!held.empty()) line_start_ = held.back() == '\n' || held.back() == '\r';
  held_.clear();
  dropped_ += held_nulls_;
  held_nulls_ = 0;
}

std::string_view Decoder::tidied(std::string_view text) {
  const auto ends_line = [](std::string_view run) { return run.back() == '\n' || run.back() == '\r'; };
  if (!odd_ && held_.empty()) {
    if (!text.empty()) line_start_ = ends_line(text);
    return text;
  }
  tidy_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (!held_.empty()) {
      if (c == 0 || c == end_mark || c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        if (c == 0) ++held_nulls_;
        else held_ += c;
        ++at;
        if (held_.size() < held_at_most) continue;
        release_held();
        continue;
      }
      release_held();
    }
    if (c == 0) {
      ++dropped_;
      ++at;
    } else if (c == end_mark) {
      held_ = c;
      ++at;
    } else if (line_start_ && text.substr(at, 3) == "\xEF\xBB\xBF") {
      at += 3;
    } else {
      const std::size_t run = std::max<std::size_t>(plain_run(text, at), 1);  // a byte beyond ASCII is taken by itself
      tidy_.append(text.substr(at, run));
      line_start_ = ends_line(text.substr(at, run));
      at += run;
    }
  }
  return tidy_;
}

/// A part's sample of high bytes is not handed over: there must be no need of it.
bool Decoder::can_join(const Part& part) const {
  if (skip_ > 0 || !carry_.empty() || !held_.empty() || !line_start_) return false;
  if (way_ != Way::utf8 && way_ != Way::code_page) return false;
  return guess_.settled || sample_.full() || (way_ == Way::utf8 && repaired_ == 0 && part.repaired == 0);
}

void Decoder::join(const Part& part) {
  repaired_ += part.repaired;
  dropped_ += part.dropped;
  valid_ += part.valid;
}

Encoding Decoder::found() const {
  const bool guessed_1252 = guess_.encoding == Encoding::windows_1252 && !guess_.settled;
  if (way_ != Way::utf8 || decoded_by_host(guess_.encoding)) return guess_.encoding;
  if (repaired_ > 0) return mostly_utf8(valid_, repaired_) ? Encoding::utf8 : Encoding::windows_1252;
  return guessed_1252 && valid_ == 0 ? Encoding::windows_1252 : Encoding::utf8;
}

std::optional<EncodingGuess> Decoder::better_guess() const {
  if (guess_.settled || sample_.text().empty() || decoded_by_host(guess_.encoding)) return std::nullopt;
  if (way_ == Way::utf8 && mostly_utf8(valid_, repaired_)) return std::nullopt;
  const Encoding read = way_ == Way::utf8 ? Encoding::windows_1252 : guess_.encoding;
  const Encoding best = encoding_of_sample(sample_.text());
  if (best == read) return std::nullopt;
  return EncodingGuess{best, guess_.mark_bytes, true};
}

}  // namespace lifeworth
