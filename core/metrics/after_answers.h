// What customers did in the days after they had answered, by what they had answered. In: answers, transactions, contacts. Out: one answer a customer, the last one whose
// windows lie wholly within the time the orders are known for: as many days before the answer as after it. Customers who had bought before they answered; all others are counted by reason.
//
// Who answered well may have been a good customer before: the spend before the answer is kept, so that those can be compared who spent alike until then.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/score_changes.h"

namespace lifeworth {

struct AfterAnswer {
  std::uint32_t customer;
  Day day;
  std::int8_t score;        ///< in steps of the scale
  std::uint8_t group;       ///< of score_groups
  bool refunded;            ///< something came back in the days after
  bool later_known;         ///< as many days once more are known
  std::int32_t contacts;    ///< in the days after
  SpendChange spend;        ///< in the window before and the window after
  SpendChange later;        ///< `after`: in as many days once more
};

enum class NotFollowed : std::uint8_t { not_in_orders, bought_later, too_early, too_late };
inline constexpr std::array<std::string_view, 4> not_followed_codes = {"not_in_orders", "bought_later", "too_early", "too_late"};

struct AfterAnswers {
  std::uint64_t answered = 0;  ///< customers
  std::array<std::uint64_t, not_followed_codes.size()> left_out{};
  std::vector<AfterAnswer> customers;  ///< by number
};

/// A contact by the customer's number and its day.
struct Contact {
  std::uint32_t customer;
  Day day;
  auto operator<=>(const Contact&) const = default;
};

/// `answers` and `contacts`: sorted. `window`: days, ≥ 1.
AfterAnswers after_answers(const TransactionLog& log, std::span<const ScoreAnswer> answers, std::span<const Contact> contacts, const ScoreScale& scale, Day observation_end, int window);

}  // namespace lifeworth
