// How many customers are in which group of answers today, and what these spend in a year. In: each customer's last answer, transactions. Out: customers by group, and the mean of what each
// spent in the year up to a day, of those who first bought before that year. One number for all who ask: what turning a customer round brings, and the calculator of the same.
//
// Spend is net of refunds, each on its own day.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "customers/transaction_log.h"
#include "metrics/mean_sums.h"
#include "metrics/scores.h"

namespace lifeworth {

struct SpendByAnswer {
  std::uint64_t answered = 0;
  std::array<std::uint64_t, 3> customers{};  ///< of score_groups, worst first; whether they ever bought or not
  std::array<MeanSums, 3> spent;             ///< minor units a year
  bool has_refunds = false;

  /// Nothing below ten customers.
  std::optional<Estimate> a_year(std::size_t group) const;
};

/// `last`: one answer a customer.
SpendByAnswer spend_by_answer(const TransactionLog& log, std::span<const ScoreAnswer> last, const ScoreScale& scale, Day observation_end);

}  // namespace lifeworth
