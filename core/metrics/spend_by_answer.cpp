#include "metrics/spend_by_answer.h"

#include "metrics/score_changes.h"

namespace lifeworth {

std::optional<Estimate> SpendByAnswer::a_year(std::size_t group) const {
  if (spent[group].n() < fewest_to_measure) return std::nullopt;
  const Estimate mean = where_it_varies(spent[group].estimate());
  return has_refunds ? mean : at_least(0, mean);
}

SpendByAnswer spend_by_answer(const TransactionLog& log, std::span<const ScoreAnswer> last, const ScoreScale& scale, Day observation_end) {
  constexpr Day year = 365;
  SpendByAnswer result;
  result.has_refunds = log.refunds() > 0;
  for (const ScoreAnswer& answer : last) {
    const std::size_t group = score_group(scale, answer.mark);
    ++result.answered, ++result.customers[group];
    if (answer.customer >= log.customers()) continue;
    const auto own = log.of(answer.customer);
    const Day first = first_purchase(own);
    if (first != no_day && first <= observation_end - year) result.spent[group].add(spend_change(own, observation_end + 1, observation_end + 1, year).before);
  }
  return result;
}

}  // namespace lifeworth
