#include "base/sort_hashes.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace lifeworth {
namespace {

constexpr int bits = 8;  // of a hash, at a time
constexpr std::size_t few = 64;

/// By the bits from `shift` down; those above are the same everywhere.
void sort_from(std::span<std::uint64_t> hashes, int shift) {
  if (hashes.size() <= few || shift < 0) {
    std::ranges::sort(hashes);
    return;
  }
  constexpr std::size_t buckets = std::size_t{1} << bits;
  const auto bucket_of = [shift](std::uint64_t hash) { return static_cast<std::size_t>(hash >> shift) % buckets; };
  std::array<std::size_t, buckets> next{}, ends;
  for (const std::uint64_t hash : hashes) ++next[bucket_of(hash)];
  std::inclusive_scan(next.begin(), next.end(), ends.begin());
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) next[bucket] = ends[bucket] - next[bucket];
  for (std::size_t bucket = 0, begin = 0; bucket < buckets; begin = ends[bucket++]) {
    while (next[bucket] < ends[bucket]) {
      // The one that stands here moves home, and the one that stood there is next, until one is at home here.
      std::uint64_t hash = hashes[next[bucket]];
      for (std::size_t home = bucket_of(hash); home != bucket; home = bucket_of(hash)) std::swap(hash, hashes[next[home]++]);
      hashes[next[bucket]++] = hash;
    }
    sort_from(hashes.subspan(begin, ends[bucket] - begin), shift - bits);
  }
}

}  // namespace

// All bits of a hash are as good as thrown by dice, so its first ones tell nearly where it belongs: into one of many buckets of equal size
// (American flag sort: McIlroy, Bostic & McIlroy 1993), until a bucket holds few.
void sort_hashes(std::span<std::uint64_t> hashes) { sort_from(hashes, 64 - bits); }

}  // namespace lifeworth
