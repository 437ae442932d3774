// The surroundings of the bytes beyond ASCII, kept while a file streams by: what a guess of its encoding needs, 32 KiB at most, wherever in the file
// they stand. The same sample comes of any cutting into chunks.
#pragma once

#include <string>
#include <string_view>

namespace lifeworth {

class HighByteSample {
 public:
  /// Bytes of plain ASCII kept before and after each run of high bytes.
  static constexpr std::size_t around = 8;

  /// The next bytes of the file, taken into the sample where they surround high bytes.
  void push(std::string_view bytes) {
    if (!full()) take(bytes);
  }
  /// The next bytes of the file, of which nothing is taken: only what may surround a later high byte.
  void remember(std::string_view bytes);

  bool full() const { return text_.size() >= limit; }

  /// Pieces of the file as it was, with a line end between those that did not touch.
  std::string_view text() const { return text_; }

 private:
  static constexpr std::size_t limit = 32768;

  void take(std::string_view bytes);

  std::string text_;
  std::string before_;      ///< the last ASCII bytes, not yet in the sample
  std::size_t after_ = 0;   ///< ASCII bytes still to take behind a high byte
  bool gap_ = false;        ///< bytes were left out since
};

}  // namespace lifeworth
