// Who changed their answer, and what they spent before and after. In: answers, transactions. Out: customers who answered on two days and more, by the groups of their first
// and their last answer, with their spend in windows of equal length: the days just before the first answer and those just after the last one.
//
// Spend is net of refunds, each on its own day; an order is a purchase day. Both windows must lie wholly within the time the orders are known for, and the customer must have
// bought before the first answer; all others are counted by reason. What changes is told as Σ after ÷ Σ before − 1 of a whole group: the mean of single customers' ratios would be
// led by those who had spent next to nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "customers/transaction_log.h"
#include "metrics/scores.h"

namespace lifeworth {

/// Groups from the worst to the best. NPS: detractors, passives, promoters; the other measures have two.
std::size_t score_groups(const ScoreScale& scale);
std::size_t score_group(const ScoreScale& scale, int mark);

struct SpendChange {
  double before = 0, after = 0;  ///< minor units
  std::int32_t orders_before = 0, orders_after = 0;
};
/// `own`: a customer's transactions. Before the day `first`, after the day `last`, `window` days each.
SpendChange spend_change(std::span<const Transaction> own, Day first, Day last, int window);

/// The first purchase day; no_day where there is none.
Day first_purchase(std::span<const Transaction> own);

struct ChangedCustomer {
  std::uint32_t customer;
  Day first, last;         ///< of the answers
  std::uint8_t from, to;   ///< groups of these
  std::int32_t tenure;     ///< days from the first purchase to the first answer, > 0
  SpendChange spend;
};

enum class NotCompared : std::uint8_t { answered_once, not_in_orders, bought_later, too_early, too_late };
inline constexpr std::array<std::string_view, 5> not_compared_codes = {"answered_once", "not_in_orders", "bought_later", "too_early", "too_late"};

struct ScoreChanges {
  std::uint64_t answered = 0, twice = 0;         ///< customers; of them on two days and more
  std::array<std::uint64_t, not_compared_codes.size()> left_out{};  ///< by reason, the first that holds
  std::array<std::array<std::uint64_t, 3>, 3> transitions{};  ///< of all who answered twice: [from][to]
  int window = 0, usual_window = 0;              ///< days; usual: without a person's choice
  int gap = 0;                                   ///< days between first and last answer, the median of those who bought before
  std::uint64_t newer = 0;                       ///< of `customers`: first bought within the window before
  std::vector<ChangedCustomer> customers;        ///< those that are compared, by number
};

inline constexpr int shortest_window = 7, longest_window = 1830;

/// `answers`: sorted. The usual window is the median gap, or what half of the customers' time allows for where that is shorter; whole weeks, because days of the week differ.
ScoreChanges score_changes(const TransactionLog& log, std::span<const ScoreAnswer> answers, const ScoreScale& scale, Day observation_end, std::optional<int> window);

}  // namespace lifeworth
