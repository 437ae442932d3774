// Lists in blocks: against a vector.
#include "base/blocks.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <vector>

using lifeworth::Blocks;

namespace {

/// A size that fits into no block without a rest.
struct Wide {
  std::uint64_t number;
  std::uint32_t more[3];
};

static_assert(std::random_access_iterator<decltype(Blocks<Wide>().begin())>);
static_assert(std::random_access_iterator<decltype(std::declval<const Blocks<Wide>&>().begin())>);

Blocks<Wide> counted(std::size_t size) {
  Blocks<Wide> blocks;
  for (std::size_t i = 0; i < size; ++i) blocks.push_back({i, {}});
  return blocks;
}

}  // namespace

TEST_CASE("a list in blocks is gone over as a vector is, however many blocks it has", "[consistency]") {
  constexpr std::size_t block = Blocks<Wide>::block_size;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, block - 1, block, block + 1, 3 * block + 7}) {
    CAPTURE(size);
    const Blocks<Wide> blocks = counted(size);
    REQUIRE(blocks.size() == size);
    REQUIRE(blocks.empty() == (size == 0));
    std::vector<std::uint64_t> seen;
    for (const Wide& each : blocks) seen.push_back(each.number);
    std::vector<std::uint64_t> expected(size);
    std::iota(expected.begin(), expected.end(), 0u);
    REQUIRE(seen == expected);
    REQUIRE(blocks.end() - blocks.begin() == std::ptrdiff_t(size));
    if (size) REQUIRE(blocks.back().number == size - 1);
    // Searched by halves, which jumps to and fro.
    for (const std::uint64_t wanted : {std::uint64_t{0}, std::uint64_t(size / 2), std::uint64_t(size)})
      REQUIRE(std::ranges::lower_bound(blocks, wanted, {}, &Wide::number) - blocks.begin() == std::ptrdiff_t(wanted));
  }
}

TEST_CASE("values are changed, sorted and counted through the iterators of a list in blocks", "[consistency]") {
  Blocks<Wide> blocks = counted(2 * Blocks<Wide>::block_size + 3);
  for (Wide& each : blocks) each.number = each.number * 7919 % 10'007;
  std::vector<std::uint64_t> expected;
  for (const Wide& each : blocks) expected.push_back(each.number);
  std::ranges::sort(expected);
  std::ranges::sort(blocks, {}, &Wide::number);
  REQUIRE(std::ranges::equal(blocks, expected, {}, &Wide::number));
  CHECK(std::ranges::count_if(blocks, [](const Wide& each) { return each.number < 100; }) == std::ranges::count_if(expected, [](std::uint64_t number) { return number < 100; }));
  auto it = blocks.begin() + 5;
  CHECK(((it++)->number == expected[5] && it->number == expected[6] && (--it)->number == expected[5] && it[2].number == expected[7] && it > blocks.begin()));
}

TEST_CASE("a list that is moved keeps its values where they are, and leaves an empty one", "[consistency]") {
  Blocks<Wide> blocks = counted(5000);
  const Wide* place = &blocks[4000];
  Blocks<Wide> moved = std::move(blocks);
  CHECK((moved.size() == 5000 && &moved[4000] == place));
  CHECK((blocks.empty() && blocks.begin() == blocks.end()));  // NOLINT: what is left is what is asked about
  moved = counted(3);
  CHECK((moved.size() == 3 && moved.back().number == 2));
}
