// JSON text in chunks of any size → its records, one text each, cut without looking closer than their end needs. What stands around them
// (RFC 8259's brackets, commas, keys and colons) is checked here, byte by byte and without memory; the other values around are handed out too,
// for whoever reads the records to see whether they are JSON. The whole file is never in memory: at most one value is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/sentence.h"

namespace lifeworth {

/// A value longer than this is no record of an order; it would be a file whose brackets do not close.
inline constexpr std::size_t json_longest_record = std::size_t{64} << 20;

/// Where something stands: line and byte in it, both from 1.
struct JsonPlace {
  std::uint64_t line = 1, column = 1;
};

/// `entry`: the line on which the damaged entry begins; `place`: where it breaks.
Error broken_json(std::uint64_t entry, JsonPlace place);

class JsonScanner {
 public:
  struct Value {
    std::string_view text;  ///< holds until the call returns
    bool is_record;
    JsonPlace place;
    std::string_view path = {};  ///< keys under which it stands, joined by dots; nothing for a key itself
  };
  class Sink {
   public:
    virtual ~Sink() = default;
    /// What it returns as an error ends the scan.
    virtual Expected<void> value(const Value& value) = 0;
  };

  /// `array`: records are the members of the one list. `object`: those of the list under `records_key`, keys joined by dots when it stands
  /// deeper. `concatenated`: values one after the other, with white space, commas or record separators (RFC 7464) between them, or nothing.
  enum class Shape : std::uint8_t { array, object, concatenated };

  JsonScanner(Shape shape, std::string records_key, Sink& sink) : shape_(shape), records_key_(std::move(records_key)), sink_(sink) {}

  Expected<void> push(std::string_view text);
  Expected<void> finish();

 private:
  enum class Expect : std::uint8_t { document, member_or_close, member, key_or_close, key, colon, comma_or_close, nothing };
  enum class Taking : std::uint8_t { nothing, container, string, scalar };
  struct Frame {
    bool is_list;
    std::size_t path;  ///< length of the path of keys outside of it
  };

  bool around(char c);
  bool at_document(char c);
  bool at_member(char c);
  void close();
  void take(char c, bool is_record);
  const char* take_on(const char* from, const char* end);
  Expected<void> taken(const char* begin, const char* end);
  JsonPlace place(const char* at) const { return {line_, offset_ + static_cast<std::uint64_t>(at - chunk_) - line_begin_ + 1}; }

  const Shape shape_;
  const std::string records_key_;
  Sink& sink_;
  Expect expect_ = Expect::document;
  std::vector<Frame> frames_;
  std::string path_;

  // The value that is being taken.
  Taking taking_ = Taking::nothing;
  bool in_string_ = false, escaped_ = false, is_record_ = false, is_key_ = false;
  bool comma_ = false;  ///< between two concatenated values
  std::uint64_t depth_ = 0, values_ = 0;
  std::string kept_;  ///< what earlier chunks had of it
  JsonPlace begin_;

  const char* chunk_ = nullptr;
  std::uint64_t offset_ = 0, line_ = 1, line_begin_ = 0;  ///< offsets from the beginning of the text
};

}  // namespace lifeworth
