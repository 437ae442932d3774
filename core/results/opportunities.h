// BG/BB beside the other models, for shops that sell at fixed times: purchases are counted by calendar period instead of by day. In: transactions and the
// prediction made of them, whose spend and profit it takes. Out: the JSON of core/README.md, "opportunities".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/opportunities.h"
#include "models/bg_bb.h"
#include "results/prediction.h"

namespace lifeworth {

/// Customers with equal histories, and their rows of the table.
struct DiscreteHistory {
  bg_bb::History history;
  std::vector<std::uint32_t> rows;
};

/// Ordered by n, x, t_x.
std::vector<DiscreteHistory> discrete_histories(const std::vector<Opportunities>& all);

/// How a fit to what was known at the end of a period did over the periods after it.
struct HeldOutOpportunities {
  int known_until;             ///< number of the period
  int opportunities;           ///< after it
  std::uint64_t actual;        ///< opportunities taken of them, by those who were customers
  Estimate expected;           ///< with a prediction interval
  double naive;                ///< if everybody went on taking the same share
};

struct DiscreteOutcome {
  PeriodUse use;
  int last_period;                          ///< the last that had ended
  std::vector<DiscreteHistory> histories;
  std::uint64_t too_young = 0;              ///< customers won after it
  int most_opportunities = 0;               ///< of the earliest customers
  Fit<4> fit;
  std::optional<HeldOutOpportunities> held_out;
  int to_come = 0;                          ///< whole periods within the horizon
  std::optional<Estimate> alive;            ///< customers who are there at the next opportunity
  std::optional<Estimate> transactions, clv;  ///< of all customers over these; money in minor units
};

/// Nothing where purchases come at any time.
std::optional<DiscreteOutcome> discrete_outcome(const TransactionLog& log, const Prediction& prediction);

std::string opportunities_json(const TransactionLog& log, const Prediction& prediction, std::string_view currency, int digits);

}  // namespace lifeworth
