#include "metrics/repeat_curve.h"

#include <algorithm>

namespace lifeworth {
namespace {

/// Calls use(day) for each purchase day up to the observation end, earliest first, while it answers true.
template <class Use>
void each_purchase(const TransactionLog& log, std::uint32_t customer, Day observation_end, Use&& use) {
  for (const Transaction& transaction : log.of(customer)) {
    if (transaction.day > observation_end) return;
    if (!transaction.refund && !use(transaction.day)) return;
  }
}

}  // namespace

RepeatCurve repeat_curve(const TransactionLog& log, Day observation_end) {
  RepeatCurve curve;
  curve.steps.resize(RepeatCurve::longest);
  std::size_t begun = 0;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    std::size_t purchases = 0;
    Day last = 0;
    each_purchase(log, customer, observation_end, [&](Day day) {
      if (purchases > 0) {
        curve.gaps.add(day - last);
        if (purchases <= RepeatCurve::longest) curve.steps[purchases - 1].end(day - last, observation_end - last);
      }
      last = day;
      ++purchases;
      return true;
    });
    if (purchases == 0) continue;
    ++curve.customers;
    if (purchases <= RepeatCurve::longest) curve.steps[purchases - 1].go_on(observation_end - last);
    begun = std::max(begun, std::min(purchases, RepeatCurve::longest));
  }
  curve.steps.resize(begun);
  return curve;
}

ActiveLives active_lives(const TransactionLog& log, Day observation_end, Day within) {
  ActiveLives lives;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    bool bought = false, came_back = false;
    Day first = 0, last = 0;
    each_purchase(log, customer, observation_end, [&](Day day) {
      if (!bought) first = last = day;
      came_back = day - last > within;
      bought = true;
      if (!came_back) last = day;
      return !came_back;
    });
    if (!bought) continue;
    lives.came_back += came_back;
    if (observation_end - last > within) lives.lives.end(last - first + within + 1, observation_end - first);
    else lives.lives.go_on(observation_end - first);
  }
  return lives;
}

}  // namespace lifeworth
