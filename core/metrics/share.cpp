#include "metrics/share.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace lifeworth {

Estimate share_of(std::uint64_t count, std::uint64_t total) { return share_of_expected(static_cast<double>(count), static_cast<double>(total)); }

Estimate share_of_expected(double count, double n) {
  if (!(n > 0)) return {0, std::nullopt, 0};
  const double p = std::min(count / n, 1.0), zz = z_95 * z_95;
  const double centre = (p + zz / (2 * n)) / (1 + zz / n);
  const double half = z_95 / (1 + zz / n) * std::sqrt(p * (1 - p) / n + zz / (4 * n * n));
  // At 0 and 1 an end is the share itself; rounding must not put it beyond.
  return {p, Interval{std::clamp(centre - half, 0.0, p), std::clamp(centre + half, p, 1.0)}, static_cast<std::uint64_t>(n)};
}

}  // namespace lifeworth
