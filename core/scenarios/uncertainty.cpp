#include "scenarios/uncertainty.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace lifeworth {
namespace {

constexpr std::size_t bins = 40;

Spread spread_of(std::vector<double>& draws) {
  if (draws.empty() || std::ranges::any_of(draws, [](double each) { return std::isnan(each); })) return {unknown, unknown, unknown};
  double found[3];
  std::size_t from = 0;
  constexpr double shares[] = {0.025, 0.5, 0.975};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto place = static_cast<std::size_t>(std::round(shares[i] * static_cast<double>(draws.size() - 1)));
    std::nth_element(draws.begin() + static_cast<std::ptrdiff_t>(from), draws.begin() + static_cast<std::ptrdiff_t>(place), draws.end());
    found[i] = draws[place];
    from = place;  // what stands before is smaller
  }
  return {found[0], found[1], found[2]};
}

Histogram histogram_of(std::vector<double> draws) {
  Histogram histogram;
  std::erase_if(draws, [](double each) { return std::isnan(each); });
  const auto finite_end = std::ranges::partition(draws, [](double each) { return std::isfinite(each); }).begin();
  histogram.above = static_cast<std::uint64_t>(draws.end() - finite_end);
  draws.erase(finite_end, draws.end());
  if (draws.empty()) return histogram;
  const auto at = [&](double share) {
    const auto place = draws.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(draws.size() - 1));
    std::nth_element(draws.begin(), place, draws.end());
    return *place;
  };
  const double low = at(0.005), high = at(0.995);
  histogram.from = low;
  if (!(high > low)) return histogram;
  histogram.width = (high - low) / bins;
  histogram.counts.assign(bins, 0);
  for (double each : draws) {
    if (each < low) ++histogram.below;
    else if (each > high) ++histogram.above;
    else ++histogram.counts[std::min(bins - 1, static_cast<std::size_t>((each - low) / histogram.width))];
  }
  return histogram;
}

}  // namespace

double draw(double value, Interval range, Interval limit, Unit unit, Random& random) {
  const double z = random.normal() / z_95;
  const auto between = [&](double low, double middle, double high) { return middle + z * (z < 0 ? middle - low : high - middle); };
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  double drawn;
  if (is_share(unit) && limit.low >= 0 && limit.high <= 1 && range.low > 0 && range.high < 1) drawn = 1 / (1 + std::exp(-between(logit(range.low), logit(value), logit(range.high))));
  else if (limit.low >= 0 && range.low > 0) drawn = std::exp(between(std::log(range.low), std::log(value), std::log(range.high)));
  else drawn = between(range.low, value, range.high);
  return std::clamp(drawn, limit.low, limit.high);
}

Uncertainty uncertainty(const Calculator& calculator, const Scenario& scenario, std::size_t output, std::uint64_t draws, std::uint64_t seed, int digits) {
  Uncertainty result;
  result.draws = draws;
  const std::size_t inputs = calculator.inputs.size(), outputs = calculator.outputs.size();
  const Answer centre = answer(calculator, scenario.inputs);
  result.outputs.assign(outputs, {unknown, unknown, unknown});
  if (!centre.settled) return result;
  std::vector<std::vector<double>> drawn(outputs);
  for (auto& each : drawn) each.reserve(draws);
  std::vector<double> values = centre.values, reckoned(outputs);
  std::vector<Interval> limit;
  for (const InputAbout& about : calculator.inputs) limit.push_back(limits(about, digits));
  Problems scratch;
  Random random(seed);
  for (std::uint64_t i = 0; i < draws; ++i) {
    for (std::size_t j = 0; j < inputs; ++j)
      if (const auto& range = scenario.ranges[j]) values[j] = draw(scenario.inputs[j], *range, limit[j], calculator.inputs[j].unit, random);
    if (calculator.redraw) calculator.redraw(std::span(centre.values).subspan(inputs), random, std::span(values).subspan(inputs));
    if (!reckon(calculator, values, reckoned, scratch)) {
      ++result.impossible;
      continue;
    }
    for (std::size_t k = 0; k < outputs; ++k) drawn[k].push_back(reckoned[k]);
  }
  result.histogram = histogram_of(drawn[output]);
  for (std::size_t k = 0; k < outputs; ++k) result.outputs[k] = spread_of(drawn[k]);
  return result;
}

}  // namespace lifeworth
