// The index of delimiters and line ends: vector instructions against their plain twin, and both against what the CSV grammar says.
#include "read/structure.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "base/random.h"

using lifeworth::Block;
using lifeworth::Dialect;
using lifeworth::index_structure;
using lifeworth::Random;
using lifeworth::ScalarBlock;
using lifeworth::Structure;

namespace {

std::vector<std::uint32_t> places(const Structure& structure) { return {structure.at.begin(), structure.at.begin() + std::ptrdiff_t(structure.count)}; }

std::vector<std::uint32_t> line_places(const Structure& structure) {
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < structure.line_count; ++i) places.push_back(structure.at[structure.lines[i]]);
  return places;
}

Structure indexed(std::string_view text, const Dialect& dialect = {}) {
  Structure structure;
  index_structure<Block>(text, dialect, structure);
  return structure;
}

}  // namespace

TEST_CASE("delimiters and line ends are indexed, delimiters inside quotes are not", "[correctness]") {
  const Structure structure = indexed("a,\"b,c;\",d\r\ne,f\n");
  CHECK(places(structure) == std::vector<std::uint32_t>{1, 8, 10, 11, 13, 15});
  CHECK(line_places(structure) == std::vector<std::uint32_t>{10, 11, 15});
  CHECK(structure.quotes);
  CHECK(structure.end == 16);
  CHECK_FALSE(indexed("a,b\n").quotes);
}

TEST_CASE("the index ends before the block with a quote out of place or a line end inside quotes", "[correctness]") {
  std::string text(64, 'x');
  text[10] = ',';
  CHECK(indexed(text + "a,6\" pipe\n" + std::string(64, 'y')).end == 64);
  CHECK(indexed(text + ",\"a\nb\",c\n" + std::string(64, 'y')).end == 64);
  CHECK(indexed(text + ",\"a\rb\",c\n" + std::string(64, 'y')).end == 64);
  CHECK(indexed(text + "\"a\"b\n" + std::string(64, 'y')).end == 64);
  CHECK(indexed(text + ",\"a\"\"b\",\n" + std::string(64, 'y')).end == 64 + 9 + 64);  // doubled quotes are in place
  CHECK(indexed(text + ",\"a\\\"b\",\n" + std::string(64, 'y'), {',', '"', '\\'}).end == 64);
}

TEST_CASE("vector instructions and plain loops index the same", "[consistency]") {
  Random random(64);
  constexpr std::string_view alphabet = "abc\",;\r\n'";
  std::size_t cut_short = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    // Mostly letters: quotes out of place end an index soon, and then little is compared.
    for (std::size_t length = random.below(600); length > 0; --length) text += random.below(9) ? 'z' : alphabet[random.below(alphabet.size())];
    const Dialect dialect{random.below(2) ? ',' : ';', random.below(4) ? '"' : '\'', 0, false};
    Structure plain;
    index_structure<ScalarBlock>(text, dialect, plain);
    const Structure fast = indexed(text, dialect);
    REQUIRE(places(fast) == places(plain));
    REQUIRE(line_places(fast) == line_places(plain));
    REQUIRE(fast.end == plain.end);
    REQUIRE(fast.quotes == plain.quotes);
    cut_short += fast.end < text.size();
  }
  CHECK(cut_short > 300);
  CHECK(cut_short < 2'700);
}
