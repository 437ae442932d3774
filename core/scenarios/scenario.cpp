#include "scenarios/scenario.h"

#include <algorithm>

#include "base/money.h"

namespace lifeworth {

bool Scenario::has_range() const {
  return std::ranges::any_of(ranges, [](const auto& range) { return range.has_value(); });
}

Interval limits(const InputAbout& input, int digits) {
  const double scale = is_money(input.unit) ? static_cast<double>(power_of_ten(digits)) : 1;
  return {input.lowest * scale, input.highest * scale};
}

bool reckon(const Calculator& calculator, std::span<const double> values, std::span<double> outputs, Problems& scratch) {
  std::ranges::fill(outputs, unknown);
  scratch.clear();
  calculator.check(Values(values), scratch);
  if (!scratch.empty()) return false;
  Outcome outcome(outputs);
  calculator.evaluate(Values(values), outcome);
  return true;
}

Answer answer(const Calculator& calculator, std::span<const double> inputs) {
  Answer answer;
  answer.values.assign(inputs.begin(), inputs.end());
  answer.values.resize(inputs.size() + static_cast<std::size_t>(calculator.behind), unknown);
  answer.outputs.resize(calculator.outputs.size(), unknown);
  calculator.check(Values(answer.values), answer.problems);
  if (!answer.problems.empty()) return answer;
  if (calculator.prepare && !calculator.prepare(inputs, std::span(answer.values).subspan(inputs.size()))) {
    answer.settled = false;
    return answer;
  }
  Outcome outcome(answer.outputs);
  calculator.evaluate(Values(answer.values), outcome);
  return answer;
}

}  // namespace lifeworth
