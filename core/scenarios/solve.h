// "What retention gives me X?": the value of one input at which an output is what was asked for, all else as it is.
#pragma once

#include <optional>

#include "scenarios/scenario.h"

namespace lifeworth {

struct Solution {
  std::optional<double> input;  ///< the answer nearest to the present value; nothing when no value within the limits gives the target
  std::optional<Interval> reachable;  ///< what the output can be over the input's limits, as far as it is finite
};

/// Looks for sign changes on a grid over the input's limits and closes in on them by halving. Where an output
/// jumps over the target, the place of the jump is the answer; a change of sign through infinity is none.
Solution solve(const Calculator& calculator, const Scenario& scenario, std::size_t input, std::size_t output, double target, int digits);

}  // namespace lifeworth
