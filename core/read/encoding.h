// Bytes → UTF-8, in chunks of any size. Byte-order marks decide first; else the bytes are UTF-8 as long as they are valid, and what is not is read as
// Windows-1252 (what a spreadsheet on Windows writes), byte by byte and counted, wherever it stands in the file; unless its letters speak for another
// code page. What they speak for is known from the first bytes (guess_encoding) or only at the end of the file (Decoder::better_guess).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/encoding_names.h"
#include "read/high_byte_sample.h"

namespace lifeworth {

struct EncodingGuess {
  Encoding encoding = Encoding::utf8;
  std::size_t mark_bytes = 0;  ///< length of the byte-order mark
  /// A person's word, or that of the whole file: no better guess is looked for, and Windows-1252 is that alone (else valid UTF-8 among it stands).
  bool settled = false;
};

/// From the first bytes (all that are at hand; a MiB is plenty): marks, zero bytes in every other place and line ends of two bytes (UTF-16 without a
/// mark), else what the bytes that are not UTF-8 look like. Encodings decoded by the host are named, too.
EncodingGuess guess_encoding(std::string_view first_bytes);

/// A person's choice: settled; a byte-order mark of that encoding is still no part of the text.
EncodingGuess chosen_encoding(Encoding encoding, std::string_view first_bytes);

class Decoder {
 public:
  explicit Decoder(EncodingGuess guess);

  /// The text of these bytes (and of an unfinished character before them). The view holds until the next call; it may lie in `bytes`. With an encoding
  /// decoded by the host, `bytes` are the UTF-8 that the host made. Left out of the text: byte-order marks that begin a line (files joined), NULs, and
  /// Ctrl-Z, the end mark of DOS, with the blanks behind it.
  std::string_view push(std::string_view bytes);
  /// The text of what is left at the end of the file.
  std::string_view finish();

  /// Bytes that are not UTF-8 and were read as Windows-1252, bytes that the code page has no character for, halves of UTF-16 pairs that stood alone.
  std::uint64_t repaired() const { return repaired_; }
  /// NULs and end marks in the middle of the text that were left out.
  std::uint64_t dropped() const { return dropped_; }

  /// What a decoder that begins behind a line end, in the middle of a file, counts up to its end.
  struct Part {
    std::uint64_t repaired = 0, dropped = 0, valid = 0;
  };
  /// The bytes to come are not the file's first: it has no mark here.
  void begin_part() { skip_ = 0; }
  Part part() const { return {repaired_, dropped_, valid_}; }
  /// Whether this decoder stands where a part may begin, and all that it would say at the end of the file follows from the counts.
  bool can_join(const Part& part) const;
  void join(const Part& part);

  /// What the bytes so far turned out to be: Windows-1252 when they were taken for UTF-8 and most that are not ASCII are not.
  Encoding found() const;
  /// At the end of the file: the encoding that fits the whole of it clearly better, with which it should be read again from its start.
  std::optional<EncodingGuess> better_guess() const;

 private:
  enum class Way : std::uint8_t { utf8, utf16, utf32, code_page };

  std::string_view decoded(std::string_view bytes, bool last);
  std::string_view push_utf8(std::string_view bytes, bool last);
  bool finish_carried(std::string_view& bytes, bool last);
  void repair(char byte);
  void seen(std::string_view bytes);
  std::string_view push_wide(std::string_view bytes, bool last);
  template <bool little>
  std::size_t write_utf16(std::string_view bytes, bool last, char*& to);
  std::size_t write_utf32(std::string_view bytes, char*& to);
  char* write_point(char* to, std::uint32_t point);
  std::string_view push_code_page(std::string_view bytes);
  std::string_view tidied(std::string_view text);
  void release_held();

  /// UTF-8 of a byte from 0x80 on: three bytes and how many of them count.
  struct Written {
    char bytes[3];
    std::uint8_t size;
  };

  EncodingGuess guess_;
  Way way_;
  std::size_t skip_;
  std::string carry_;  ///< an unfinished character (at most 3 bytes)
  std::string out_;
  std::array<Written, 128> page_{};
  std::array<bool, 128> filler_{};
  std::uint64_t repaired_ = 0;
  std::uint64_t valid_ = 0;  ///< characters beyond ASCII that are UTF-8
  HighByteSample sample_;
  bool sampling_ = false;

  // The text's odd bytes.
  bool odd_ = false;        ///< the decoded piece holds some
  bool line_start_ = true;
  std::string tidy_;
  std::string held_;        ///< Ctrl-Z and blanks behind it: the end of the text if nothing else comes
  std::uint64_t held_nulls_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace lifeworth
