// Hashes into rising order, several times as fast as sorting numbers that could be anything.
#pragma once

#include <cstdint>
#include <span>

namespace lifeworth {

/// In place. Equal texts have equal hashes, so what is said more than once then stands together.
void sort_hashes(std::span<std::uint64_t> hashes);

}  // namespace lifeworth
