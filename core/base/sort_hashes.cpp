#include "base/sort_hashes.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

namespace lifeworth {
namespace {

constexpr std::size_t usual_bucket = 64;
constexpr int most_bucket_bits = 16;

}  // namespace

void sort_hashes(std::span<std::uint64_t> hashes) {
  // All bits of a hash are as good as thrown by dice, so its first ones tell nearly where it belongs: into one of many buckets of equal size
  // (American flag sort: McIlroy, Bostic & McIlroy 1993), which then lie in the nearest cache.
  const int bits = std::clamp(int(std::bit_width(hashes.size() / usual_bucket)), 1, most_bucket_bits);
  const auto bucket_of = [bits](std::uint64_t hash) { return static_cast<std::size_t>(hash >> (64 - bits)); };
  std::vector<std::size_t> ends((std::size_t{1} << bits) + 1);
  for (const std::uint64_t hash : hashes) ++ends[bucket_of(hash) + 1];
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
  for (std::size_t bucket = 0; bucket < next.size(); ++bucket) {
    while (next[bucket] < ends[bucket + 1]) {
      // The one that stands here moves home, and the one that stood there is next, until one is at home here.
      std::uint64_t hash = hashes[next[bucket]];
      for (std::size_t home = bucket_of(hash); home != bucket; home = bucket_of(hash)) std::swap(hash, hashes[next[home]++]);
      hashes[next[bucket]++] = hash;
    }
    std::ranges::sort(hashes.subspan(ends[bucket], ends[bucket + 1] - ends[bucket]));
  }
}

}  // namespace lifeworth
