// Short texts a word at a time against the same letter by letter.
#include "base/text_words.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

using lifeworth::has_capitals;
using lifeworth::same_text;

namespace {

constexpr std::size_t sizes[] = {1, 2, 3, 4, 7, 8, 9, 15, 16, 21};

}  // namespace

TEST_CASE("exactly A to Z are capitals, in every place of a text", "[consistency]") {
  CHECK_FALSE(has_capitals(std::string_view()));
  for (std::size_t size : sizes)
    for (std::size_t at = 0; at < size; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, '@');
        text[at] = char(byte);
        REQUIRE(has_capitals(text) == (byte >= 'A' && byte <= 'Z'));
      }
}

TEST_CASE("texts are the same when every letter is", "[consistency]") {
  CHECK(same_text("", ""));
  CHECK_FALSE(same_text("", "a"));
  for (std::size_t size : sizes) {
    std::string one(size, '\0');
    for (std::size_t i = 0; i < size; ++i) one[i] = char('a' + i);
    CHECK(same_text(one, std::string(one)));
    CHECK_FALSE(same_text(one, one + "x"));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = one;
      other[at] ^= '\x80';
      REQUIRE_FALSE(same_text(one, other));
    }
  }
}
