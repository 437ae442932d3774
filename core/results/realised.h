// What customers have been worth so far, as JSON of core/README.md: "realised".
#pragma once

#include <string>
#include <string_view>

#include "customers/customer_table.h"
#include "schema/orders.h"

namespace lifeworth {

std::string realised_json(const TransactionLog& log, Day observation_end, std::string_view currency, int digits);

}  // namespace lifeworth
