// "comeback": who bought again in the time that was held out, against the probability that the models gave each customer beforehand; and by which signs
// known beforehand those who came back differ from those who did not, also among customers to whom the model gave like probabilities.
#pragma once

#include <string>

#include "results/prediction.h"
#include "results/reading_json.h"

namespace lifeworth {

/// JSON of core/README.md, "comeback". `prediction`: of the loaded log.
std::string comeback_json(const Loaded& loaded, const Prediction& prediction);

}  // namespace lifeworth
