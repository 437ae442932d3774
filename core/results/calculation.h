// Calculator requests → JSON answers; core/README.md documents them.
#pragma once

#include <string>

#include "results/calculation_request.h"

namespace lifeworth {

/// What there is: calculators with inputs, outputs, formulas and examples; currencies.
std::string calculators_json();

/// One to four scenarios: outputs, problems, meaning, levers, pictures.
std::string calculation_json(const CalculationRequest& request);

/// What the ranges of a scenario mean for its outputs.
std::string uncertainty_json(const CalculationRequest& request);

/// The input at which the output is the target.
std::string solve_json(const CalculationRequest& request);

}  // namespace lifeworth
