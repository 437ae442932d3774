// What calculators can take from files beside the orders, and from the prediction: what a new customer costs, how answers divide and what those who gave them spend and
// changed, contacts, what contracts pay and how they last, and what customers are worth. Without orders, what subscriptions, answers and contacts say by themselves.
#pragma once

#include <string>

#include "results/prediction.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// What is known where there are orders.
struct OrdersKnown {
  const Prediction& prediction;
  const Profits& profits;
};

/// JSON of core/README.md, "measured_beside". `orders`: null where no file holds any. The survey is the request's file; where that has no scores, or is no NPS, nothing is
/// said of answers.
Expected<std::string> measured_beside_json(const Loaded& loaded, const OrdersKnown* orders, const Request& request);

}  // namespace lifeworth
