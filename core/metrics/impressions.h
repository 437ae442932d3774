// What customers who answer several times make of it: which of their answers goes with what they spend next, how long a bad and a good one can be seen in what they spend, and how alike
// the answers of one customer are. In: answers, transactions. "Bad outweighs good" (Baumeister, Bratslavsky, Finkenauer & Vohs 2001, Review of General Psychology 5:323) is told of
// impressions; here it is asked of spend.
//
// Spend is net of refunds, each on its own day. Nothing here says that an answer made the difference.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/estimate.h"
#include "customers/transaction_log.h"
#include "metrics/mean_sums.h"
#include "metrics/scores.h"

namespace lifeworth {

/// A customer with two answers or more up to a day; the higher the better, whichever way the scale runs.
struct Impressions {
  std::uint32_t customer;
  std::uint32_t answers;
  double last, mean, worst, best;
  double spent_after;  ///< in the window after the last of them, minor units
};

/// Of customers who bought before the last of their answers that has a whole window after it, and had answered before that one. `answers`: sorted.
std::vector<Impressions> impressions_of(const TransactionLog& log, std::span<const ScoreAnswer> answers, const ScoreScale& scale, Day observation_end, int window);

// ------------------------------------------------------------------ after a bad and after a good answer

inline constexpr int days_of_month = 30;

/// Why a customer's spend cannot be followed around any answer; of the latest answer.
enum class NotAround : std::uint8_t { not_in_orders, too_new, too_early, too_late };
inline constexpr std::array<std::string_view, 4> not_around_codes = {"not_in_orders", "too_new", "too_early", "too_late"};

/// Customers of one group of answers: what each spent in 30 days, before the answer on average and in each of the months after it.
struct Aftermath {
  MeanSums before;
  std::vector<MeanSums> after;    ///< by month
  std::vector<MeanSums> change;   ///< after − before, customer by customer
  MeanSums whole;                 ///< the same of all months together
};

struct Aftermaths {
  std::uint64_t answered = 0, followed = 0;
  std::array<std::uint64_t, not_around_codes.size()> left_out{};
  std::vector<Aftermath> groups;  ///< of score_groups, worst first
};

/// Each customer's first answer before which they had been customers for a window at least, and which has a window known before and after it. `months`: of 30 days; a window is as
/// many. A customer is in one group.
Aftermaths aftermaths(const TransactionLog& log, std::span<const ScoreAnswer> answers, const ScoreScale& scale, Day observation_end, int months);

/// Σ weight × mean of independent groups, with Student's t and Welch & Satterthwaite's degrees of freedom (Welch 1947, Biometrika 34:28).
struct Contrast {
  Estimate estimate;
  double p = 1;  ///< two-sided, of 0
};
struct Weighted {
  const MeanSums* sums;
  double weight;
};
/// Nothing where a group has fewer than `fewest_to_measure`, or nobody varies.
std::optional<Contrast> contrast(std::span<const Weighted> groups);

// ------------------------------------------------------------------ how alike the answers of one customer are

struct ConsistencyRow {
  int answers;            ///< that each has; of the last row so many or more
  std::uint64_t customers = 0;
  Estimate without_bad;   ///< share with no answer of the worst group
  double by_chance = 0;   ///< the same if answers of one customer had nothing to do with each other
};

struct Consistency {
  std::uint64_t customers = 0, answers = 0;  ///< of customers with two and more
  Estimate without_bad;
  std::optional<Estimate> spread;  ///< standard deviation of one customer's answers, in points of the scale
  /// Intraclass correlation of a single answer, ICC(1): the part of the answers' variance that lies between customers (Shrout & Fleiss 1979, Psychological Bulletin 86:420; for unequal
  /// numbers of answers Searle, Casella & McCulloch 1992, Variance Components, 3.6).
  std::optional<Estimate> alike;
  std::vector<ConsistencyRow> rows;
};

/// Intervals of spread and likeness: jackknife over customers (Arvesen 1969, Annals of Mathematical Statistics 40:2076) of ln spread and of Fisher's z of the correlation.
Consistency consistency_of(std::span<const ScoreAnswer> answers, const ScoreScale& scale);

}  // namespace lifeworth
