#include "results/differences.h"

#include <utility>

#include "results/estimate_json.h"

namespace lifeworth {
namespace {

void write_group(JsonWriter& json, std::string_view name, const GroupSummary& group, const Trait& trait) {
  json.key(name).object().field("n", group.n).key("mean");
  if (group.n) write_number(json, group.mean, trait.unit);
  else json.null();
  json.key("median");
  if (group.n && !trait.share) write_number(json, group.median, trait.unit);
  else json.null();
  json.end();
}

}  // namespace

TraitDifference Strata::compared(Trait trait, std::span<const double> values) const {
  const auto compare = trait.share ? difference_of_shares : difference_of_numbers;
  GroupDifference difference = compare(values, members, count);
  return {std::move(trait), std::move(difference)};
}

TraitDifference Strata::compared(Trait trait) const {
  const std::vector<double> values = std::exchange(trait.values, {});
  return compared(std::move(trait), values);
}

void write_differences(JsonWriter& json, std::span<const TraitDifference> columns, std::string_view first, std::string_view flag_name, bool Trait::* flag) {
  std::vector<double> p;
  for (const TraitDifference& column : columns)
    if (column.difference.p) p.push_back(*column.difference.p);
  const std::vector<double> together = holm(p);
  auto next = together.begin();
  json.key("columns").array();
  for (const auto& [trait, difference] : columns) {
    const Unit unit = trait.share ? Unit::share : Unit::ratio;
    json.object().field("name", trait.name).field("unit", name_of(trait.unit)).field(flag_name, trait.*flag);
    json.field("effect", trait.share ? "difference_of_shares" : "hedges_g");
    write_group(json, first, difference.first, trait);
    write_group(json, "rest", difference.rest, trait);
    write_estimate(json.key("raw"), difference.raw, unit);
    write_estimate(json.key("adjusted"), difference.adjusted, unit);
    write_estimate(json.key("cliffs_delta"), difference.delta, Unit::ratio);
    json.key("p");
    if (difference.p) json.value(*difference.p).field("p_holm", *next).field("clear", *next < 0.05), ++next;
    else json.null().key("p_holm").null().field("clear", false);
    json.end();
  }
  json.end();
}

}  // namespace lifeworth
