// What ranges of the inputs mean for the outputs: Monte Carlo. A 95 % range low … value … high is read as a distribution with these as its 2.5 %, 50 % and
// 97.5 % quantiles: normal to either side of the value, on the logarithm of what is positive and on the logit of a share (as the intervals of measured
// inputs are), cut at the input's limits. Inputs vary independently of each other.
#pragma once

#include <vector>

#include "base/random.h"
#include "scenarios/scenario.h"

namespace lifeworth {

/// One draw of an input with a 95 % range; `limit` cuts it.
double draw(double value, Interval range, Interval limit, Unit unit, Random& random);

struct Spread {
  double low, median, high;   ///< 2.5 %, 50 % and 97.5 % of the draws; infinity: never. NaN when the output is unknown in any draw
};

struct Histogram {
  double from = 0, width = 0;          ///< of the middle 99 % of the finite draws
  std::vector<std::uint32_t> counts;   ///< bins from `from` on
  std::uint64_t below = 0, above = 0;  ///< draws beside the bins; never counts as above
};

struct Uncertainty {
  std::vector<Spread> outputs;  ///< beside calculator.outputs
  Histogram histogram;          ///< of the output asked for
  std::uint64_t draws = 0;
  std::uint64_t impossible = 0;  ///< draws whose inputs do not go together; left out and counted
};

/// `draws` in all; the same seed gives the same answer everywhere.
Uncertainty uncertainty(const Calculator& calculator, const Scenario& scenario, std::size_t output, std::uint64_t draws, std::uint64_t seed, int digits);

}  // namespace lifeworth
