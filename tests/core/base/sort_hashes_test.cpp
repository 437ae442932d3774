// Against the library's own sort.
#include "base/sort_hashes.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/text_dictionary.h"

TEST_CASE("hashes come into rising order, whatever they are", "[correctness]") {
  lifeworth::Random random(11);
  for (std::size_t size : {0, 1, 2, 3, 63, 64, 65, 1'000, 50'000}) {
    std::vector<std::uint64_t> hashes, same(size, 7), high(size, ~std::uint64_t{0}), low;
    for (std::size_t i = 0; i < size; ++i) {
      hashes.push_back(lifeworth::hash_of(std::to_string(random.below(size))));  // some of them again and again
      low.push_back(size - i);                                                  // all in one bucket
    }
    for (auto* list : {&hashes, &same, &high, &low}) {
      std::vector<std::uint64_t> sorted = *list;
      std::ranges::sort(sorted);
      lifeworth::sort_hashes(*list);
      REQUIRE(*list == sorted);
    }
  }
}
