// Transactions → how long customers wait from one purchase to the next: those who made the kth purchase, and after how many days the
// (k+1)th came, or that it had not come when the observation ended. And, under a stated rule, how long customers stay active.
// Only waiting times are made here; shares of them that hold for waits not yet over are an estimate (models/survival, in results/repeat).
#pragma once

#include <cstdint>
#include <vector>

#include "customers/transaction_log.h"
#include "metrics/day_counts.h"

namespace lifeworth {

struct RepeatCurve {
  static constexpr std::size_t longest = 9;  ///< steps that are followed one by one: up to the 10th purchase

  std::uint64_t customers = 0;  ///< with a purchase up to the observation end
  std::vector<Waits> steps;     ///< [k−1]: from the kth purchase day to the next; ends with the last that anybody began
  DayCounts gaps;               ///< days between any two purchases that follow each other, of all steps
};

/// Purchase days are what counts, as everywhere: two orders of a day are one. What comes after the observation end is not looked at.
RepeatCurve repeat_curve(const TransactionLog& log, Day observation_end);

/// How long customers are active when "active" means: bought within the last `within` days. The wait is from the first purchase to the first day
/// on which that no longer holds, so that on any day it only depends on what was known by then. Who buys again after it has lapsed
/// all the same, and is counted as having come back.
struct ActiveLives {
  Waits lives;
  std::uint64_t came_back = 0;  ///< of lives.ended(), those with a purchase after they had lapsed
};
ActiveLives active_lives(const TransactionLog& log, Day observation_end, Day within);

}  // namespace lifeworth
