// One set of inputs of a calculator, and what comes of it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "scenarios/calculator.h"

namespace lifeworth {

struct Scenario {
  std::vector<double> inputs;                    ///< one each; money in minor units, NaN where an optional one is empty
  std::vector<std::optional<Interval>> ranges;   ///< 95 % ranges that a person or a measurement gave, beside the inputs
  bool has_range() const;
};

/// The lowest and highest value an input may take; money in minor units of a currency with `digits`.
Interval limits(const InputAbout& input, int digits);

struct Answer {
  std::vector<double> values;   ///< the inputs and what stands behind them
  std::vector<double> outputs;  ///< beside calculator.outputs; NaN where nothing can be said, infinity for never
  Problems problems;            ///< if any, there are no outputs
  bool settled = true;          ///< false: what stands behind the inputs (a fit) could not be found
  bool usable() const { return problems.empty() && settled; }
};

/// Limits are not looked at: inputs are taken to lie within.
Answer answer(const Calculator& calculator, std::span<const double> inputs);

/// Outputs for values that already have what stands behind them. False: impossible; outputs are then unknown.
bool reckon(const Calculator& calculator, std::span<const double> values, std::span<double> outputs, Problems& scratch);

}  // namespace lifeworth
