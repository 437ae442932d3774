// Repeat purchases as they came, beside what each model expected of the same customers, week by week: over the time it was fitted to and over what came
// after. In: transactions and the prediction made of them. Out: numbers, and the JSON of core/README.md, "tracking".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/prediction.h"

namespace lifeworth {

struct Tracking {
  std::uint64_t customers = 0;             ///< who are followed
  Day first_day = 0;                       ///< the first purchase of all
  std::optional<Day> calibration_end;      ///< nothing where the models were fitted to all
  int weeks_a_period = 1;
  std::vector<Day> ends;                   ///< of whole periods
  std::vector<std::uint64_t> actual;       ///< repeat purchase days until then
  std::vector<std::vector<Estimate>> expected;  ///< beside prediction.models; empty where a model does not fit
};

Tracking tracking_of(const TransactionLog& log, const Prediction& prediction);

std::string tracking_json(const TransactionLog& log, const Prediction& prediction);

}  // namespace lifeworth
