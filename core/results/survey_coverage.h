// Who answered, of those who ever bought: their share of customers and of revenue, and how they differ from the rest, as JSON.
#pragma once

#include <span>

#include "metrics/scores.h"
#include "results/json_writer.h"
#include "results/reading_json.h"

namespace lifeworth {

/// Writes the value of "coverage": null where no file has orders, or nobody who answered is known.
void write_coverage(JsonWriter& json, const Loaded& loaded, std::span<const ScoreAnswer> answers);

}  // namespace lifeworth
