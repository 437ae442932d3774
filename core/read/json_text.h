// One JSON value as text → its grammar walked, strictly RFC 8259 and nothing more. simdjson finds where the tokens stand, checks UTF-8 and
// control characters in strings, and undoes escapes; the walk here says whether the tokens make a value and hands each to a handler.
// It keeps its own stack, so no nesting runs through the machine's, and numbers stay the text that was written.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lifeworth {

/// Objects in lists in objects …: RFC 8259 §9 lets a parser set a limit. No export comes near this one.
inline constexpr std::size_t json_deepest = 4096;

/// Behind the number that begins at `from` (RFC 8259 §6), or nothing when there is none. Some byte that is no digit must follow.
const char* json_number_end(const char* from);

/// The first quote or backslash from `at` on: eight bytes at a time, since that is where most of the text is.
inline const char* json_string_turn(const char* at, const char* end) {
  constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
  const auto has_zero = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
  for (; end - at >= 8; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    const std::uint64_t found = has_zero(word ^ (ones * '"')) | has_zero(word ^ (ones * '\\'));
    if (found) return at + std::countr_zero(found) / 8;  // both builds are little-endian: the lowest byte found is right; those above it need not be
  }
  while (at != end && *at != '"' && *at != '\\') ++at;
  return at;
}

enum class JsonVerdict : std::uint8_t { valid, broken, too_deep };

class JsonText {
 public:
  JsonText();
  ~JsonText();
  JsonText(const JsonText&) = delete;
  JsonText& operator=(const JsonText&) = delete;

  /// Walks the value. The handler is told `open(is_object, place)`, `close(place)`, `key(text)` and `value(text)` in the order of the text;
  /// null is an empty value; lone surrogates in escapes are U+FFFD. What it was told counts only if the verdict is valid; the views hold until
  /// the next walk.
  template <class Handler>
  JsonVerdict walk(std::string_view json, Handler& handler);

  /// Where the last walk stopped, as an offset into its text.
  std::size_t fault() const { return fault_; }
  /// Part of the last text, for handlers that want a value as it was written.
  std::string_view part(std::size_t begin, std::size_t end) const { return {text_ + begin, end - begin}; }

 private:
  struct Tokens;  // keeps simdjson out of this header

  bool find_tokens(std::string_view json);
  bool unescape(std::size_t quote, std::string_view& out);
  bool string_at(std::size_t quote, std::string_view& out);
  bool scalar_at(std::size_t place, std::string_view& out) const;
  JsonVerdict stop(std::size_t place, JsonVerdict verdict = JsonVerdict::broken) {
    fault_ = place;
    return verdict;
  }

  std::unique_ptr<Tokens> tokens_;
  const char* text_ = nullptr;
  std::size_t size_ = 0, count_ = 0, fault_ = 0;
  const std::uint32_t* places_ = nullptr;
  std::vector<char> open_;
};

/// A handler for values that only have to be valid.
struct JsonUnread {
  void open(bool, std::size_t) {}
  void close(std::size_t) {}
  void key(std::string_view) {}
  void value(std::string_view) {}
};

inline bool JsonText::string_at(std::size_t quote, std::string_view& out) {
  const char* const begin = text_ + quote + 1;
  const char* const end = json_string_turn(begin, text_ + size_);  // the closing quote is there: find_tokens saw to it
  if (*end == '\\') return unescape(quote, out);
  out = {begin, static_cast<std::size_t>(end - begin)};
  return true;
}

template <class Handler>
JsonVerdict JsonText::walk(std::string_view json, Handler& handler) {
  if (!find_tokens(json)) return JsonVerdict::broken;
  enum class Expect : std::uint8_t { value, value_or_close, key, key_or_close, comma_or_close, nothing } expect = Expect::value;
  open_.clear();
  std::string_view out;
  for (std::size_t i = 0; i < count_; ++i) {
    const std::size_t place = places_[i];
    const char c = text_[place];
    switch (expect) {
      case Expect::value_or_close:
      case Expect::value:
        if (c == '"') {
          if (!string_at(place, out)) return stop(place);
          handler.value(out);
        } else if (c == '{' || c == '[') {
          if (open_.size() == json_deepest) return stop(place, JsonVerdict::too_deep);
          open_.push_back(c);
          handler.open(c == '{', place);
          expect = c == '{' ? Expect::key_or_close : Expect::value_or_close;
          continue;
        } else if (c == ']' && expect == Expect::value_or_close) {
          open_.pop_back();
          handler.close(place);
        } else if (scalar_at(place, out)) {
          handler.value(out);
        } else {
          return stop(place);
        }
        break;
      case Expect::key_or_close:
      case Expect::key:
        if (c == '"') {
          if (!string_at(place, out)) return stop(place);
          if (++i == count_) return stop(size_);
          if (text_[places_[i]] != ':') return stop(places_[i]);
          handler.key(out);
          expect = Expect::value;
          continue;
        }
        if (c != '}' || expect == Expect::key) return stop(place);
        open_.pop_back();
        handler.close(place);
        break;
      case Expect::comma_or_close:
        if (c == ',') {
          expect = open_.back() == '{' ? Expect::key : Expect::value;
          continue;
        }
        if (c != (open_.back() == '{' ? '}' : ']')) return stop(place);
        open_.pop_back();
        handler.close(place);
        break;
      case Expect::nothing: return stop(place);
    }
    expect = open_.empty() ? Expect::nothing : Expect::comma_or_close;
  }
  return expect == Expect::nothing ? JsonVerdict::valid : stop(size_);
}

}  // namespace lifeworth
