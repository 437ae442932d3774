// Bytes → UTF-8, in chunks of any size. Byte-order marks decide first; else the bytes are UTF-8, and what is not valid
// UTF-8 is read as Windows-1252 (what a spreadsheet on Windows writes), byte by byte and counted, wherever it stands in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lifeworth {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be };

struct EncodingGuess {
  Encoding encoding = Encoding::utf8;
  std::size_t mark_bytes = 0;  ///< length of the byte-order mark
};

/// From the first bytes: marks, else zero bytes in every other place (UTF-16 without a mark).
EncodingGuess guess_encoding(std::string_view first_bytes);

class Decoder {
 public:
  explicit Decoder(EncodingGuess guess) : encoding_(guess.encoding), skip_(guess.mark_bytes) {}

  /// The text of these bytes (and of an unfinished character before them). The view holds until the next call.
  std::string_view push(std::string_view bytes);
  /// The text of what is left at the end of the file.
  std::string_view finish();

  /// Bytes that were read as Windows-1252, or halves of UTF-16 pairs that stood alone.
  std::uint64_t repaired() const { return repaired_; }

 private:
  std::string_view push_utf8(std::string_view bytes, bool last);
  std::string_view push_utf16(std::string_view bytes, bool last);

  Encoding encoding_;
  std::size_t skip_;
  std::string carry_;  ///< an unfinished character (at most 3 bytes)
  std::string out_;
  std::uint64_t repaired_ = 0;
};

}  // namespace lifeworth
