#include "metrics/day_counts.h"

#include <algorithm>
#include <numeric>

namespace lifeworth {

void DayCounts::add(Day days) {
  if (days >= size()) counts_.resize(static_cast<std::size_t>(days) + 1);
  ++counts_[static_cast<std::size_t>(days)];
  ++total_;
}

std::uint64_t DayCounts::at_least(Day days) const {
  const auto from = std::min(static_cast<std::size_t>(std::max(days, 0)), counts_.size());
  return std::accumulate(counts_.begin() + static_cast<std::ptrdiff_t>(from), counts_.end(), std::uint64_t{0});
}

std::optional<Day> DayCounts::quantile(double share) const {
  const double wanted = share * static_cast<double>(total_) * (1 - 1e-12);  // 0.9 of 10 is 9, whatever the product is rounded to
  std::uint64_t so_far = 0;
  for (Day days = 0; days < size(); ++days) {
    so_far += at(days);
    if (so_far > 0 && static_cast<double>(so_far) >= wanted) return days;
  }
  return std::nullopt;
}

void Waits::end(Day days, Day watched) {
  ended_.add(days);
  watched_.add(watched);
}

void Waits::go_on(Day watched) {
  going_on_.add(watched);
  watched_.add(watched);
}

std::vector<Wait> Waits::lengths() const {
  std::vector<Wait> lengths;
  for (Day days = 0; days < std::max(ended_.size(), going_on_.size()); ++days) {
    if (const auto count = ended_.at(days)) lengths.push_back({days, true, count});
    if (const auto count = going_on_.at(days)) lengths.push_back({days, false, count});
  }
  return lengths;
}

std::optional<Day> Waits::watched_by(std::uint64_t fewest) const {
  std::uint64_t so_far = 0;
  for (Day days = watched_.size(); days-- > 0;)
    if ((so_far += watched_.at(days)) >= fewest && so_far > 0) return days;
  return std::nullopt;
}

}  // namespace lifeworth
