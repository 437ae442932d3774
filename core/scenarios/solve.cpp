#include "scenarios/solve.h"

#include <algorithm>
#include <cmath>

namespace lifeworth {
namespace {

/// Places to look at between the limits: evenly for shares; for what has no natural scale, by factors around the present value.
std::vector<double> grid(const InputAbout& about, Interval limit, double now) {
  constexpr int even = 400, per_side = 160;
  std::vector<double> places{limit.low, now, limit.high};
  const auto add = [&](double place) {
    if (place > limit.low && place < limit.high) places.push_back(place);
  };
  if (is_share(about.unit)) {
    const double to = std::min(limit.high, std::max(1.0, 2 * now));  // a change of spend may be 1,000 %, but is looked for near 100 %
    for (int i = 1; i < even; ++i) add(limit.low + (to - limit.low) * i / even);
  } else {
    const double unit = now != 0 ? std::abs(now) : 1;
    for (int i = -per_side; i <= per_side; ++i) {
      const double factor = unit * std::pow(10.0, i / 20.0);  // eight orders of magnitude to either side
      add(factor);
      add(-factor);
    }
  }
  std::ranges::sort(places);
  places.erase(std::ranges::unique(places).begin(), places.end());
  return places;
}

}  // namespace

Solution solve(const Calculator& calculator, const Scenario& scenario, std::size_t input, std::size_t output, double target, int digits) {
  Solution solution;
  const Answer now = answer(calculator, scenario.inputs);
  std::vector<double> values = now.values, outputs(calculator.outputs.size());
  Problems scratch;
  const auto at = [&](double place) {
    values[input] = place;
    reckon(calculator, values, outputs, scratch);
    return outputs[output];
  };
  if (!now.settled) return solution;
  const Interval limit = limits(calculator.inputs[input], digits);
  const double present = std::clamp(scenario.inputs[input], limit.low, limit.high);
  const auto take = [&](double found) {
    if (!solution.input || std::abs(found - present) < std::abs(*solution.input - present)) solution.input = found;
  };
  double before = unknown, value_before = unknown;
  for (const double place : grid(calculator.inputs[input], limit, present)) {
    const double value = at(place);
    if (std::isfinite(value)) {
      if (!solution.reachable) solution.reachable = Interval{value, value};
      solution.reachable->low = std::min(solution.reachable->low, value);
      solution.reachable->high = std::max(solution.reachable->high, value);
      if (value == target) take(place);
      else if (std::isfinite(value_before) && (value < target) != (value_before < target) && value_before != target) {
        double low = before, high = place, at_low = value_before, at_high = value;
        for (int step = 0; step < 100 && low < high; ++step) {
          const double middle = low + (high - low) / 2, value_middle = at(middle);
          if (middle <= low || middle >= high || !std::isfinite(value_middle)) break;
          if ((value_middle < target) == (at_low < target)) low = middle, at_low = value_middle;
          else high = middle, at_high = value_middle;
        }
        if (std::abs(at_high - at_low) <= std::abs(value - value_before)) take(std::abs(at_low - target) < std::abs(at_high - target) ? low : high);
      }
    }
    before = place;
    value_before = value;
  }
  return solution;
}

}  // namespace lifeworth
