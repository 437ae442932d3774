#include "scenarios/levers.h"

#include <algorithm>
#include <cmath>

namespace lifeworth {
namespace {

/// How far the output moves; a side that cannot be said moves nothing.
double swing(const Pull& pull, double now) {
  const auto moved = [now](double to) { return std::isfinite(to) ? std::abs(to - now) : 0; };
  return std::max({moved(pull.low), moved(pull.high), std::isfinite(pull.low - pull.high) ? std::abs(pull.low - pull.high) : 0});
}

}  // namespace

std::vector<Lever> levers(const Calculator& calculator, const Scenario& scenario, std::size_t output, int digits) {
  std::vector<Lever> result;
  const Answer now = answer(calculator, scenario.inputs);
  if (!now.usable() || !std::isfinite(now.outputs[output])) return result;
  std::vector<double> values = now.values, outputs(calculator.outputs.size());
  Problems scratch;
  for (std::size_t i = 0; i < calculator.inputs.size(); ++i) {
    const InputAbout& about = calculator.inputs[i];
    if (about.unit == Unit::choice || about.counted || std::isnan(values[i])) continue;
    const auto pull = [&](double low, double high) {
      const auto at = [&](double input) {
        values[i] = input;
        reckon(calculator, values, outputs, scratch);
        return outputs[output];
      };
      const Pull pulled{low, high, at(low), at(high)};
      values[i] = now.values[i];
      return pulled;
    };
    const Interval limit = limits(about, digits);
    const double value = values[i], step = std::abs(value) * lever_step;
    Lever lever{static_cast<int>(i), pull(std::max(limit.low, value - step), std::min(limit.high, value + step)), std::nullopt};
    if (const auto& range = scenario.ranges[i]) lever.own = pull(range->low, range->high);
    if (step > 0 || lever.own) result.push_back(lever);
  }
  // Rounded, so that levers of one length keep the order of the inputs.
  const auto largest = [&](const Lever& lever) {
    const double most = std::max(swing(lever.step, now.outputs[output]), lever.own ? swing(*lever.own, now.outputs[output]) : 0);
    return static_cast<float>(most);
  };
  std::ranges::stable_sort(result, std::greater(), largest);
  return result;
}

}  // namespace lifeworth
