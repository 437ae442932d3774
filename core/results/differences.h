// How one group of customers differs from the rest in all that is known of them, as JSON: what tiers and those who came back are shown by.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/customer_traits.h"
#include "metrics/group_difference.h"
#include "results/json_writer.h"

namespace lifeworth {

struct TraitDifference {
  Trait trait;  ///< without its values
  GroupDifference difference;
};

/// Members of strata, for traits that can be told apart from what these are of.
struct Strata {
  std::vector<Member> members;
  std::size_t count = 1;

  TraitDifference compared(Trait trait, std::span<const double> values) const;
  /// By its own values, which it gives up.
  TraitDifference compared(Trait trait) const;
};

/// Writes "columns", each with Holm's p among all of them. `first`: the name of the first group, the other is "rest"; `flag`: what a trait may be
/// besides, under the name `flag_name`.
void write_differences(JsonWriter& json, std::span<const TraitDifference> columns, std::string_view first, std::string_view flag_name, bool Trait::* flag);

}  // namespace lifeworth
