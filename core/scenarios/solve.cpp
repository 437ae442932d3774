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
  const auto reach = [&](double value) {
    if (!solution.reachable) solution.reachable = Interval{value, value};
    solution.reachable->low = std::min(solution.reachable->low, value);
    solution.reachable->high = std::max(solution.reachable->high, value);
  };
  // The last place from `from` towards `to` at which the output is as at `from`, found by halving.
  const auto edge = [&](double from, double to, auto&& is_as_at_from) {
    for (int step = 0; step < 100; ++step) {
      const double middle = from + (to - from) / 2;
      if (middle == from || middle == to) break;
      (is_as_at_from(at(middle)) ? from : to) = middle;
    }
    return from;
  };
  const auto look_between = [&](double one, double value_one, double other, double value_other) {
    if (value_one == target || value_other == target || (value_one < target) == (value_other < target)) return;
    const double low = edge(one, other, [&](double value) { return (value < target) == (value_one < target); });
    const double high = edge(other, low, [&](double value) { return (value < target) == (value_other < target); });
    const double at_low = at(low), at_high = at(high);
    if (std::abs(at_high - at_low) <= std::abs(value_other - value_one)) take(std::abs(at_low - target) < std::abs(at_high - target) ? low : high);
  };
  double before = unknown, value_before = unknown;
  for (const double place : grid(calculator.inputs[input], limit, present)) {
    const double value = at(place);
    const bool known = std::isfinite(value), known_before = std::isfinite(value_before);
    if (known) reach(value);
    if (value == target) take(place);
    if (known && known_before) look_between(before, value_before, place, value);
    else if (known != known_before && !std::isnan(before)) {  // the input's possible values end in between
      const double inner = known ? place : before, value_inner = known ? value : value_before;
      const double end = edge(inner, known ? before : place, [](double each) { return std::isfinite(each); });
      const double value_end = at(end);
      reach(value_end);
      if (value_end == target) take(end);
      look_between(inner, value_inner, end, value_end);
    }
    before = place;
    value_before = value;
  }
  return solution;
}

}  // namespace lifeworth
