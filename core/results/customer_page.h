// One customer as the page gets it: what was bought when, whether the silence since is unusual, and what the model in use says of him or her.
#pragma once

#include <string>
#include <string_view>

#include "base/text_dictionary.h"
#include "results/prediction.h"

namespace lifeworth {

/// JSON of core/README.md, "customer". `name`: as shown or as a file has it. Refused where nobody has that name, or no purchase until the observation end.
Expected<std::string> customer_json(const Prediction& prediction, const TransactionLog& log, const TextDictionary& names, std::string_view name,
                                    std::string_view currency, int digits, const Profits& profits);

}  // namespace lifeworth
