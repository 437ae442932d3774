// JSON → what a calculator is asked. Inputs are as a person types them: money in major units, shares 0–1, choices as words; the core rounds
// money to whole minor units. What is not understood is an error; what is understood and cannot be (a retention of 120 %) is a problem of its
// input and part of the answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "scenarios/scenario.h"

namespace lifeworth {

/// What stands at the field of an input.
struct FieldProblem {
  std::size_t place;
  Sentence sentence;
};

struct TypedScenario {
  Scenario scenario;
  std::vector<FieldProblem> problems;
};

struct CalculationRequest {
  enum class Kind : std::uint8_t { calculators, calculation, uncertainty, solve } kind;
  const Calculator* calculator = nullptr;  ///< not for `calculators`
  CurrencyCode currency;                   ///< may be empty
  int digits = 2;                          ///< minor digits of the currency
  std::vector<TypedScenario> scenarios;    ///< 1–4; one for `uncertainty` and `solve`
  std::size_t output = 0;                  ///< that levers, histogram and solving are about
  std::size_t input = 0;                   ///< `solve`: what may change
  double target = 0;                       ///< `solve`: money in minor units
  std::uint64_t draws = 100'000, seed = 1; ///< `uncertainty`
};

/// Whether `kind` names a request that is answered here.
bool is_calculation(std::string_view json);

Expected<CalculationRequest> parse_calculation(std::string_view json);

}  // namespace lifeworth
