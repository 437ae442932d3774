// Items in order of a whole number they have, equal ones as they stood: counting sorts by 11 bits at a time, for items are millions and std::sort
// takes several times as long.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace lifeworth {

/// `room` is used for moving and may be used again. Small numbers take fewer passes.
template <class Item, class Number = std::identity>
void counting_sort(std::vector<Item>& items, std::vector<Item>& room, Number&& number = {}) {
  constexpr int bits = 11;
  room.resize(items.size());
  std::uint32_t most = 0;
  for (const Item& item : items) most = std::max(most, std::uint32_t{number(item)});
  for (int shift = 0; shift < 32 && most >> shift; shift += bits) {
    std::array<std::size_t, (1 << bits) + 1> next{};
    const auto digit = [&](const Item& item) { return number(item) >> shift & ((1U << bits) - 1); };
    for (const Item& item : items) ++next[digit(item) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (const Item& item : items) room[next[digit(item)]++] = item;
    items.swap(room);
  }
}

}  // namespace lifeworth
