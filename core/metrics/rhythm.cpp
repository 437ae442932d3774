#include "metrics/rhythm.h"

#include <algorithm>
#include <vector>

namespace lifeworth {

Rhythm rhythm_of(std::span<const Day> days, Day end) {
  constexpr double unusual = 0.05;
  Rhythm rhythm;
  std::vector<Day> gaps;
  for (std::size_t i = 1; i < days.size(); ++i) gaps.push_back(days[i] - days[i - 1]);
  std::ranges::sort(gaps);
  const std::size_t n = gaps.size();
  rhythm.gaps = n;
  rhythm.silence = end - days.back();
  rhythm.longer = static_cast<std::size_t>(gaps.end() - std::ranges::upper_bound(gaps, rhythm.silence));
  rhythm.chance = double(rhythm.longer + 1) / double(n + 1);
  if (n > 0) {
    rhythm.longest = gaps.back();
    rhythm.median = (double(gaps[(n - 1) / 2]) + gaps[n / 2]) / 2;
  }
  rhythm.enough = n >= fewest_gaps;
  rhythm.late = rhythm.enough && (rhythm.longer == 0 || rhythm.chance <= unusual);
  return rhythm;
}

}  // namespace lifeworth
