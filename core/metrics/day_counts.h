// How often each number of whole days came, and waits of whole days that may not be over yet. Days are few where customers are millions:
// counting them by length is linear, and an estimate that follows meets each length once.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.h"

namespace lifeworth {

class DayCounts {
 public:
  /// `days` ≥ 0.
  void add(Day days);
  std::uint64_t total() const { return total_; }
  std::uint64_t at(Day days) const { return days < size() ? counts_[static_cast<std::size_t>(days)] : 0; }
  std::uint64_t at_least(Day days) const;
  /// The fewest days that at least this share (0–1) of all do not exceed; nothing when there are none.
  std::optional<Day> quantile(double share) const;
  /// One more than the largest number of days.
  Day size() const { return static_cast<Day>(counts_.size()); }

 private:
  std::vector<std::uint64_t> counts_;
  std::uint64_t total_ = 0;
};

/// Customers who waited equally long.
struct Wait {
  Day days;
  bool ended;  ///< what was waited for came then; otherwise the observation ended first
  std::uint64_t customers;
};

class Waits {
 public:
  /// It came after `days`; the observation ended `watched` days after the wait began.
  void end(Day days, Day watched);
  /// It had not come when the observation ended.
  void go_on(Day watched);

  std::uint64_t customers() const { return watched_.total(); }
  std::uint64_t ended() const { return ended_.total(); }
  /// By length, shortest first.
  std::vector<Wait> lengths() const;
  /// Customers who could have been seen to wait so long, whether they did or not.
  std::uint64_t watched(Day days) const { return watched_.at_least(days); }
  /// The longest time for which at least `fewest` customers were watched; nothing when there are fewer.
  std::optional<Day> watched_by(std::uint64_t fewest) const;

 private:
  DayCounts ended_, going_on_, watched_;
};

}  // namespace lifeworth
