// Bytes to UTF-8: validity by RFC 3629 and Unicode table 3-7, byte-order marks, UTF-16, Windows-1252 by the WHATWG table.
#include "read/encoding.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../support/rows.h"
#include "read/utf8.h"

using namespace std::string_literals;
using lifeworth::Decoder;
using lifeworth::Encoding;
using lifeworth::EncodingGuess;
using lifeworth::guess_encoding;

namespace {

struct Decoded {
  std::string text;
  std::uint64_t repaired;
  bool operator==(const Decoded&) const = default;
};

Decoded decoded(std::span<const std::string> pieces, EncodingGuess guess) {
  Decoder decoder(guess);
  std::string text;
  for (const std::string& piece : pieces) text += decoder.push(std::string(piece));
  text += decoder.finish();
  return {text, decoder.repaired()};
}

/// Marks are heeded, nothing else is guessed.
Decoded decoded(const std::string& bytes) {
  const EncodingGuess guess = guess_encoding(bytes);
  const bool wide = guess.encoding >= Encoding::utf16le && guess.encoding <= Encoding::utf32be;
  return decoded(std::span(&bytes, 1), wide ? guess : EncodingGuess{Encoding::utf8, guess.mark_bytes});
}

/// UTF-16 of a text of code points, by the definition.
std::string utf16(std::u32string_view points, bool big_endian) {
  std::string bytes;
  const auto unit = [&](char32_t u) {
    const char high = char(u >> 8), low = char(u & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  };
  for (char32_t point : points) {
    if (point < 0x10000) unit(point);
    else unit(0xD800 + ((point - 0x10000) >> 10)), unit(0xDC00 + ((point - 0x10000) & 0x3FF));
  }
  return bytes;
}

}  // namespace

TEST_CASE("valid UTF-8 of every length passes unchanged, at the edges of each length", "[correctness]") {
  const std::string edges =
      "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"s;
  CHECK(decoded(edges) == Decoded{edges, 0});
}

TEST_CASE("overlong forms, surrogates and what lies beyond U+10FFFF are not UTF-8: each byte is read as Windows-1252", "[correctness]") {
  CHECK(decoded("\xC0\xAF") == Decoded{"\u00C0\u00AF", 2});
  CHECK(decoded("\xC1\xBF") == Decoded{"\u00C1\u00BF", 2});
  CHECK(decoded("\xE0\x9F\xBF") == Decoded{"\u00E0\u0178\u00BF", 3});
  CHECK(decoded("\xF0\x8F\xBF\xBF") == Decoded{"\u00F0\u008F\u00BF\u00BF"s, 4});
  CHECK(decoded("\xED\xA0\x80") == Decoded{"\u00ED\u00A0\u20AC", 3});
  CHECK(decoded("\xED\xBF\xBF") == Decoded{"\u00ED\u00BF\u00BF", 3});
  CHECK(decoded("\xF4\x90\x80\x80") == Decoded{"\u00F4\u0090\u20AC\u20AC", 4});
  CHECK(decoded("\xF5\xFB\xFE") == Decoded{"\u00F5\u00FB\u00FE", 3});
  CHECK(decoded("a\xFF") == Decoded{"a\u00FF", 1});
}

TEST_CASE("all two-byte sequences: valid exactly for leads C2 to DF and trails 80 to BF", "[correctness][slow]") {
  for (unsigned lead = 0x80; lead < 0x100; ++lead)
    for (unsigned trail = 0x80; trail < 0x100; ++trail) {
      const std::string bytes = {'x', char(lead), char(trail), 'y'};
      const bool valid = lead >= 0xC2 && lead <= 0xDF && trail <= 0xBF;
      INFO(lead << " " << trail);
      REQUIRE(decoded(bytes).repaired == (valid ? 0u : 2u));
      if (valid) REQUIRE(decoded(bytes).text == bytes);
    }
}

TEST_CASE("a character cut off by other text or by the end of the file costs its own bytes only", "[input]") {
  CHECK(decoded("\xE2\x82,\xF0\x9F\x98;\xC3") == Decoded{"\u00E2\u201A,\u00F0\u0178\u02DC;\u00C3", 6});
  CHECK(decoded("\xE2\x82\xE2\x82\xAC") == Decoded{"\u00E2\u201A\u20AC", 2});
  CHECK(decoded("\x80\x80\xE2\x82\xAC") == Decoded{"\u20AC\u20AC\u20AC", 2});
}

TEST_CASE("Windows-1252 is read from its first accent on, wherever in the file it stands", "[correctness]") {
  const std::string plain(5000, 'a');
  for (std::size_t at : {0u, 1u, 7u, 8u, 9u, 4999u}) {
    std::string bytes = plain;
    bytes[at] = '\x80';
    CHECK(decoded(bytes) == Decoded{plain.substr(0, at) + "\u20AC" + plain.substr(at + 1), 1});
  }
  CHECK(decoded("Mu\xF1oz;caf\xE9;\x93quoted\x94;50 \x80;\x8A\x9F") == Decoded{"Mu\u00F1oz;caf\u00E9;\u201Cquoted\u201D;50 \u20AC;\u0160\u0178", 7});
  // The five bytes that Windows-1252 leaves free stand for themselves (WHATWG Encoding, index windows-1252).
  CHECK(decoded("\x81\x8D\x8F\x90\x9D") == Decoded{"\u0081\u008D\u008F\u0090\u009D", 5});
}

TEST_CASE("byte-order marks decide and are no part of the text", "[correctness]") {
  CHECK(decoded("\xEF\xBB\xBF" "a,\u00E9") == Decoded{"a,\u00E9", 0});
  const std::u32string_view text = U"id;a\u00F1o;\u20AC;\U0001F600\n";
  const std::string utf8 = "id;a\u00F1o;\u20AC;\U0001F600\n";
  CHECK(decoded("\xFF\xFE" + utf16(text, false)) == Decoded{utf8, 0});
  CHECK(decoded("\xFE\xFF" + utf16(text, true)) == Decoded{utf8, 0});
  CHECK(guess_encoding("\xEF\xBB\xBF").mark_bytes == 3);
  CHECK(guess_encoding("\xEF\xBB").mark_bytes == 0);
}

TEST_CASE("UTF-16 without a mark is known by its zero bytes", "[input]") {
  const std::u32string_view text = U"email;date;total\nx@example.org;2024-01-05;1,50 \u20AC\n";
  const std::string utf8 = "email;date;total\nx@example.org;2024-01-05;1,50 \u20AC\n";
  CHECK(guess_encoding(utf16(text, false)).encoding == Encoding::utf16le);
  CHECK(guess_encoding(utf16(text, true)).encoding == Encoding::utf16be);
  CHECK(decoded(utf16(text, false)) == Decoded{utf8, 0});
  CHECK(decoded(utf16(text, true)) == Decoded{utf8, 0});
  CHECK(guess_encoding("a\0b,c"s).encoding == Encoding::utf8);
  CHECK(guess_encoding("").encoding == Encoding::utf8);
}

TEST_CASE("halves of UTF-16 pairs and half units become replacement characters or are counted", "[input]") {
  const std::string mark = "\xFF\xFE";
  CHECK(decoded(mark + "\x3D\xD8" + "a\0"s) == Decoded{"\uFFFD" "a", 1});         // a high half, then a letter
  CHECK(decoded(mark + "\x00\xDE"s + "a\0"s) == Decoded{"\uFFFD" "a", 1});         // a low half alone
  CHECK(decoded(mark + "\x3D\xD8"s) == Decoded{"\uFFFD", 1});                     // a high half at the end
  CHECK(decoded(mark + "\x3D\xD8\x3D\xD8\x00\xDE"s) == Decoded{"\uFFFD\U0001F600", 1});
  CHECK(decoded(mark + "a\0b"s) == Decoded{"a", 1});                              // half a unit at the end
}

TEST_CASE("UTF-32 with a mark", "[correctness]") {
  CHECK(decoded("\xFF\xFE\0\0a\0\0\0\0\xF6\x01\0"s) == Decoded{"a\U0001F600", 0});
  CHECK(decoded("\0\0\xFE\xFF\0\0\0a\0\x01\xF6\0"s) == Decoded{"a\U0001F600", 0});
  CHECK(decoded("\xFF\xFE\0\0\0\xD8\0\0\0\0\x11\0a\0"s) == Decoded{"\uFFFD\uFFFD", 3});  // half a pair, beyond U+10FFFF, half a unit
}

TEST_CASE("UTF-16 without a mark in scripts that have hardly a zero byte is known by its delimiters and line ends", "[input]") {
  const std::u32string_view texts[] = {
      U"Клиент\tГород\tСумма\r\nИванов Сергей\tМосква\t1250,00\r\nПетрова Анна\tКазань\t990,00\r\n",
      U"顧客名\t都市\t金額\n佐藤太郎\t東京都新宿区西新宿二丁目\t1200\n鈴木花子\t大阪府大阪市北区梅田\t980\n",
      U"고객,도시,금액\n김민수,서울특별시,1200\n이영희,부산광역시,980\n",
      U"Πελάτης;Πόλη;Ποσό\nΓιώργος;Αθήνα;12,50 €\n", U"id\tname\ttotal\n1\tAña\t12,50 €\n"};
  for (const auto text : texts) {
    CHECK(guess_encoding(utf16(text, false)).encoding == Encoding::utf16le);
    CHECK(guess_encoding(utf16(text, true)).encoding == Encoding::utf16be);
  }
  std::string holes = "customer,date,total\n";  // ASCII with NULs in it is not
  for (int i = 0; i < 50; ++i) holes += "x\0,2024-01-05,1.50\n"s;
  CHECK(guess_encoding(holes).encoding == Encoding::utf8);
}

TEST_CASE("the end mark of DOS, with blanks and zeros behind it, is no text; nor are zeros between letters", "[input]") {
  CHECK(decoded("a,b\n1,2\n\x1A"s) == Decoded{"a,b\n1,2\n", 0});
  CHECK(decoded("a,b\n1,2\x1A\x1A \0\0\r\n"s) == Decoded{"a,b\n1,2", 0});
  CHECK(decoded("a,b\n1,2\n"s + std::string(5000, '\0')) == Decoded{"a,b\n1,2\n", 0});
  CHECK(decoded("a\x1A,b\n"s) == Decoded{"a\x1A,b\n", 0});          // something follows: no end
  CHECK(decoded("a\n\x1A" "b\n"s) == Decoded{"a\nb\n", 0});          // the seam of two files
  Decoder decoder({});
  CHECK(decoder.push("x\0y\0"s) == "xy");
  CHECK(decoder.dropped() == 2);
}

TEST_CASE("a byte-order mark that begins a line is dropped, elsewhere it is a character", "[input]") {
  CHECK(decoded("\uFEFFa\n\uFEFF" "b\r\n\uFEFF" "c,\uFEFF" "d") == Decoded{"a\nb\r\nc,\uFEFF" "d", 0});
  CHECK(decoded("\xFF\xFE" + utf16(U"a\n\uFEFFb\uFEFF", false)) == Decoded{"a\nb\uFEFF", 0});
}

TEST_CASE("valid UTF-8 is handed through as it lies there, also when the chunk ends inside a character", "[consistency]") {
  Decoder decoder({});
  const std::string bytes = "caf\u00E9,\u20AC\n";
  CHECK(decoder.push(bytes).data() == bytes.data());
  const std::string_view cut = std::string_view(bytes).substr(0, 7);  // two of the three bytes of the euro sign
  CHECK(decoder.push(cut).data() == cut.data());
  CHECK(decoder.push(std::string_view(bytes).substr(7)) == "\u20AC\n");
}

TEST_CASE("runs of plain bytes end where they should at every place around the widths of the scan", "[consistency]") {
  for (std::size_t size = 0; size < 200; ++size)
    for (const char odd : {'\x80', '\xFF', '\0', '\x1A'}) {
      std::string bytes(size + 3, '~');
      bytes[size] = odd;
      REQUIRE(lifeworth::plain_run(bytes, 0) == size);
      if (size > 1) REQUIRE(lifeworth::plain_run(bytes, 1) == size - 1);
    }
}

TEST_CASE("decoding never depends on the cuts", "[consistency]") {
  const std::string documents[] = {
      "\xEF\xBB\xBF" "a\u00E9,\u20AC\U0001F600\n",
      "caf\xE9,\xE2\x82,\x80\xF0\x9F\x98\x80,\xF0\x9F\x98",
      "\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xC3",
      "plain words and then \xF1 and \xC3\xB1 and \xC3",
      "\xFF\xFE" + utf16(U"a\u20AC\U0001F600\U0010FFFFz", false),
      "\xFE\xFF" + utf16(U"a\u20AC\U0001F600\U0010FFFFz", true) + "\xD8",
      "\xFF\xFE\x3D\xD8\x3D\xD8\x00\xDE\x00\xDE" "x\0\x3D\xD8"s,
      "\xFF\xFE\0\0a\0\0\0\0\xF6\x01\0z\0"s,
      "a\0b\n\x1A" "c\n\uFEFF" "d\x1A \0e\n\x1A \0"s,
  };
  for (const std::string& bytes : documents) {
    const EncodingGuess guess = guess_encoding(bytes);
    const Decoded whole = decoded(std::span(&bytes, 1), guess);
    for (const auto& pieces : support::all_cuts(bytes)) REQUIRE(decoded(pieces, guess) == whole);
  }
}
