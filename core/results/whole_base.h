// "whole_base": the customers of the file as a random sample of a base → its totals and means, by year of first purchase where the sizes are told, and how
// many customers a wanted precision takes.
#pragma once

#include <string>

#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "whole_base". Value is profit to date (customers/profit.h); a margin and costs that were typed are taken as known.
std::string whole_base_json(const Loaded& loaded, Day observation_end, const Profits& profits, const WholeBaseRequest& request);

}  // namespace lifeworth
