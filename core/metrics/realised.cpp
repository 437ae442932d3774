#include "metrics/realised.h"

#include <algorithm>

#include "metrics/mean_sums.h"

namespace lifeworth {

Estimate mean_of(std::span<const Minor> values) {
  MeanSums sums;
  for (const Minor value : values) sums.add(static_cast<double>(value));
  return sums.estimate();
}

Concentration concentration_of(std::vector<Minor> values) {
  std::ranges::sort(values, std::ranges::greater{});
  Concentration result;
  double total = 0;
  for (Minor value : values) total += static_cast<double>(value);
  if (values.empty() || total <= 0) return result;
  constexpr int percents[] = {1, 5, 10, 20};
  const std::size_t n = values.size();
  const auto first = [n](std::size_t percent) { return (n * percent + 99) / 100; };
  double sum = 0;
  std::size_t taken = 0;
  const auto take_to = [&](std::size_t count) {
    for (; taken < count; ++taken) sum += static_cast<double>(values[taken]);
    return sum / total;
  };
  result.curve.push_back({0, 0});
  for (std::size_t percent = 1; percent <= 100; ++percent) {
    const std::size_t count = first(percent);
    const double share = take_to(count);
    const double customers = static_cast<double>(count) / static_cast<double>(n);
    if (std::ranges::find(percents, int(percent)) != std::end(percents) && n * percent >= 100) result.top.push_back({int(percent), count, customers, share});
    if (result.curve.back().customers < customers) result.curve.push_back({customers, share});
  }
  return result;
}

}  // namespace lifeworth
