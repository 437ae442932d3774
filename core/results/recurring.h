// "recurring": monthly recurring revenue of contracts, what moved it month by month, and churn, GRR, NRR and quick ratio with intervals, by rules a person may
// switch where vendors differ.
#pragma once

#include <string>

#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "recurring". Of files with orders or subscriptions; refused as contract_setting says.
Expected<std::string> recurring_json(const Loaded& loaded, const Request& request);

}  // namespace lifeworth
