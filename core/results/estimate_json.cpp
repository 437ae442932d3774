#include "results/estimate_json.h"

#include <cmath>

namespace lifeworth {

void write_number(JsonWriter& json, double number, Unit unit) {
  // Beyond 2^53 minor units a double no longer holds each of them; such totals go out as they are.
  if (is_money(unit) && std::abs(number) < 9e15) json.value(static_cast<std::int64_t>(std::llround(number)));
  else json.value(number);
}

void write_estimate(JsonWriter& json, const Estimate& estimate, Unit unit) {
  json.object();
  write_number(json.key("value"), estimate.value, unit);
  if (estimate.interval) {
    write_number(json.key("low"), estimate.interval->low, unit);
    write_number(json.key("high"), estimate.interval->high, unit);
  } else {
    json.key("low").null().key("high").null();
  }
  json.field("n", estimate.n).field("unit", name_of(unit)).end();
}

void write_estimate(JsonWriter& json, const std::optional<Estimate>& estimate, Unit unit) {
  if (estimate) write_estimate(json, *estimate, unit);
  else json.null();
}

}  // namespace lifeworth
