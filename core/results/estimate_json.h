// Estimates → JSON: {"value", "low", "high", "n", "unit"}. Money goes out as whole minor units.
#pragma once

#include "base/estimate.h"
#include "base/unit.h"
#include "results/json_writer.h"

namespace lifeworth {

/// Writes the value of a key that was opened before.
void write_estimate(JsonWriter& json, const Estimate& estimate, Unit unit);

/// Null where there is none.
void write_estimate(JsonWriter& json, const std::optional<Estimate>& estimate, Unit unit);

/// A number in its unit: money is rounded to whole minor units.
void write_number(JsonWriter& json, double number, Unit unit);

}  // namespace lifeworth
