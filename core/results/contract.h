// "contract": whether customers have contracts, with its reason; and where they have, how long contracts last and what new ones and those on hand are worth.
#pragma once

#include <string>

#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// JSON of core/README.md, "contract". Of files with orders or subscriptions; refused as contract_setting says. `profits` of the orders; null where there are none.
Expected<std::string> contract_json(const Loaded& loaded, const PredictionSettings& settings, const ContractRequest& request, const Profits* profits);

}  // namespace lifeworth
