#include "calculators.h"

#include "results/calculation.h"
#include "results/json_writer.h"

namespace lifeworth {

bool is_calculator_request(std::string_view request_json) { return is_calculation(request_json); }

std::string calculate(std::string_view request_json) {
  const auto request = parse_calculation(request_json);
  if (!request) return error_json(request.error());
  using Kind = CalculationRequest::Kind;
  switch (request->kind) {
    case Kind::calculators: return calculators_json();
    case Kind::calculation: return calculation_json(*request);
    case Kind::uncertainty: return uncertainty_json(*request);
    case Kind::solve: return solve_json(*request);
  }
  return {};
}

}  // namespace lifeworth
