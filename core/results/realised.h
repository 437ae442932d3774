// What customers have been worth so far, as JSON of core/README.md: "realised" and "cohorts".
#pragma once

#include <string>
#include <string_view>

#include "customers/customer_table.h"
#include "metrics/cohorts.h"
#include "schema/orders.h"

namespace lifeworth {

std::string realised_json(const TransactionLog& log, Day observation_end, std::string_view currency, int digits);
std::string cohorts_json(const TransactionLog& log, Day observation_end);

}  // namespace lifeworth
