// Which input moves the result most: each is moved alone, by a tenth and over its own range. Largest swing first: the bars of a tornado.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/scenario.h"

namespace lifeworth {

/// How much `levers` moves each input, relative to its value.
inline constexpr double lever_step = 0.1;

struct Pull {
  double low_input, high_input;
  double low, high;  ///< the output at these; NaN where that is impossible or unknown
};

struct Lever {
  int place;
  Pull step;                     ///< ±10 % of the value, cut at the input's limits
  std::optional<Pull> own;       ///< over its 95 % range
};

/// Levers of one output. Choices, counts of what happened, empty inputs and zeros (10 % of nothing) without a range are no levers.
std::vector<Lever> levers(const Calculator& calculator, const Scenario& scenario, std::size_t output, int digits);

}  // namespace lifeworth
