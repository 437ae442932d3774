#include "metrics/score_changes.h"

#include <algorithm>

namespace lifeworth {
namespace {

int median_of(std::vector<int> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

int usual_window(const std::vector<ChangedCustomer>& known, int gap, Day first_day, Day observation_end) {
  std::vector<int> reach;
  for (const ChangedCustomer& one : known) reach.push_back(std::min(one.first - first_day, observation_end - one.last));
  constexpr int week = 7;
  return std::clamp(std::min(gap, median_of(std::move(reach))) / week * week, shortest_window, longest_window);
}

}  // namespace

std::size_t score_groups(const ScoreScale& scale) { return scale.measure == SurveyMeasure::nps ? 3 : 2; }

std::size_t score_group(const ScoreScale& scale, int mark) {
  switch (scale.measure) {
    case SurveyMeasure::nps: return static_cast<std::size_t>(mark + 1);
    case SurveyMeasure::csat: return static_cast<std::size_t>(mark);
    case SurveyMeasure::ces_low:
    case SurveyMeasure::ces_high: return static_cast<std::size_t>(1 - mark);  // marked are the hard ones
  }
  return 0;
}

SpendChange spend_change(std::span<const Transaction> own, Day first, Day last, int window) {
  SpendChange change;
  auto each = std::ranges::lower_bound(own, first - window, {}, &Transaction::day);
  for (; each != own.end() && each->day < first; ++each) change.before += double(each->value), change.orders_before += !each->refund;
  each = std::ranges::upper_bound(each, own.end(), last, {}, &Transaction::day);
  for (; each != own.end() && each->day <= last + window; ++each) change.after += double(each->value), change.orders_after += !each->refund;
  return change;
}

Day first_purchase(std::span<const Transaction> own) {
  const auto first = std::ranges::find(own, false, &Transaction::refund);
  return first == own.end() ? no_day : first->day;
}

ScoreChanges score_changes(const TransactionLog& log, std::span<const ScoreAnswer> answers, const ScoreScale& scale, Day observation_end, std::optional<int> window) {
  ScoreChanges result;
  const auto leave_out = [&](NotCompared reason) { ++result.left_out[static_cast<std::size_t>(reason)]; };
  std::vector<ChangedCustomer> known;
  std::vector<int> gaps;
  for (std::size_t from = 0, to; from < answers.size() && answers[from].customer != nobody; from = to) {
    for (to = from + 1; to < answers.size() && answers[to].customer == answers[from].customer;) ++to;
    const ScoreAnswer &first = answers[from], &last = answers[to - 1];
    ++result.answered;
    if (first.day == last.day) {
      leave_out(NotCompared::answered_once);
      continue;
    }
    ++result.twice;
    const auto was = static_cast<std::uint8_t>(score_group(scale, first.mark)), is = static_cast<std::uint8_t>(score_group(scale, last.mark));
    ++result.transitions[was][is];
    const Day bought = first.customer < log.customers() ? first_purchase(log.of(first.customer)) : no_day;
    if (bought == no_day) leave_out(NotCompared::not_in_orders);
    else if (bought >= first.day) leave_out(NotCompared::bought_later);
    else {
      known.push_back({first.customer, first.day, last.day, was, is, first.day - bought, {}});
      gaps.push_back(last.day - first.day);
    }
  }
  if (known.empty()) return result;
  result.gap = median_of(std::move(gaps));
  result.usual_window = usual_window(known, result.gap, log.first_day(), observation_end);
  result.window = window.value_or(result.usual_window);
  for (ChangedCustomer& one : known) {
    if (one.first - result.window < log.first_day()) leave_out(NotCompared::too_early);
    else if (one.last + result.window > observation_end) leave_out(NotCompared::too_late);
    else {
      one.spend = spend_change(log.of(one.customer), one.first, one.last, result.window);
      result.newer += one.tenure < result.window;
      result.customers.push_back(one);
    }
  }
  return result;
}

}  // namespace lifeworth
