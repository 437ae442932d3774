#include "metrics/share.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace lifeworth {

Estimate share_of(std::uint64_t count, std::uint64_t total) {
  if (total == 0) return {0, std::nullopt, 0};
  const double n = static_cast<double>(total), p = static_cast<double>(count) / n, zz = z_95 * z_95;
  const double centre = (p + zz / (2 * n)) / (1 + zz / n);
  const double half = z_95 / (1 + zz / n) * std::sqrt(p * (1 - p) / n + zz / (4 * n * n));
  return {p, Interval{std::max(0.0, centre - half), std::min(1.0, centre + half)}, total};
}

}  // namespace lifeworth
