// What one source of the files gives to calculators: numbers by name, and the sentence that explains them.
#pragma once

#include <string>
#include <vector>

#include "base/estimate.h"
#include "base/sentence.h"
#include "base/unit.h"

namespace lifeworth {

struct MeasuredQuantity {
  std::string name;
  Estimate estimate;
  Unit unit;
};

struct MeasuredSource {
  Sentence sentence;
  std::vector<MeasuredQuantity> quantities;
};

/// Counted, and so without an interval.
inline Estimate counted(double number, std::uint64_t n) { return {number, std::nullopt, n}; }

}  // namespace lifeworth
