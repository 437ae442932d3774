// A prediction → what can be said by models whose parameters the data do not settle: which simpler customers explain the data as well, and the range of the
// purchases to come that all explanations leave open. In: a prediction. Out: the JSON of core/README.md, "unsettled".
// It takes a second or so for thousands of customers, and is asked for only where a fit found no maximum.
#pragma once

#include <string>

#include "results/prediction.h"

namespace lifeworth {

std::string unsettled_json(const Prediction& prediction);

}  // namespace lifeworth
