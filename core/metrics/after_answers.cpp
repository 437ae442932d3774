#include "metrics/after_answers.h"

#include <algorithm>

namespace lifeworth {
namespace {

std::int32_t contacts_between(std::span<const Contact> contacts, std::uint32_t customer, Day from, Day to) {
  const auto first = std::ranges::lower_bound(contacts, Contact{customer, from}), last = std::ranges::upper_bound(contacts, Contact{customer, to});
  return static_cast<std::int32_t>(last - first);
}

bool refunded_between(std::span<const Transaction> own, Day from, Day to) {
  return std::ranges::any_of(own, [&](const Transaction& each) { return each.refund && each.day >= from && each.day <= to; });
}

}  // namespace

AfterAnswers after_answers(const TransactionLog& log, std::span<const ScoreAnswer> answers, std::span<const Contact> contacts, const ScoreScale& scale, Day observation_end, int window) {
  AfterAnswers result;
  const auto leave_out = [&](NotFollowed reason) { ++result.left_out[static_cast<std::size_t>(reason)]; };
  for (std::size_t from = 0, to; from < answers.size() && answers[from].customer != nobody; from = to) {
    for (to = from + 1; to < answers.size() && answers[to].customer == answers[from].customer;) ++to;
    ++result.answered;
    const std::uint32_t customer = answers[from].customer;
    const auto own = customer < log.customers() ? log.of(customer) : std::span<const Transaction>{};
    const Day bought = first_purchase(own);
    // The last answer that has its days after it; an earlier one than that may still lack those before.
    std::size_t last = to;
    while (last > from && answers[last - 1].day + window > observation_end) --last;
    if (bought == no_day) leave_out(NotFollowed::not_in_orders);
    else if (last == from) leave_out(NotFollowed::too_late);
    else if (const ScoreAnswer& answer = answers[last - 1]; bought >= answer.day) leave_out(NotFollowed::bought_later);
    else if (answer.day - window < log.first_day()) leave_out(NotFollowed::too_early);
    else {
      const Day begin = answer.day + 1, end = answer.day + window;
      result.customers.push_back({customer, answer.day, answer.score, static_cast<std::uint8_t>(score_group(scale, answer.mark)), refunded_between(own, begin, end), end + window <= observation_end,
                                  contacts_between(contacts, customer, begin, end), spend_change(own, answer.day, answer.day, window), spend_change(own, answer.day, end, window)});
    }
  }
  return result;
}

}  // namespace lifeworth
