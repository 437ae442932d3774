#include "results/unsettled.h"

#include <array>

#include "models/prediction_profile.h"
#include "results/json_writer.h"

namespace lifeworth {
namespace {

/// Following a ridge takes seconds from here on, and so many customers who settle nothing are made up or all alike.
constexpr std::size_t most_histories = 50'000;

constexpr std::array<std::string_view, 5> limits = {"equal_rates", "equal_dropout", "nobody_leaves", "everybody_leaves", "leaves_at_once_or_never"};

void write_model(JsonWriter& json, PurchaseModel model, const LikelihoodRidge& ridge, double horizon) {
  json.object().field("code", purchase_model_codes[static_cast<std::size_t>(model)]).key("limits").array();
  for (const LimitFound& found : ridge.limits()) json.value(limits[static_cast<std::size_t>(found.limit)]);
  json.end().key("transactions");
  if (const auto profiled = ridge.range_of(base_transactions(horizon, 0))) json.list(std::array{profiled->range.low, profiled->range.high});
  else json.null();
  json.end();
}

}  // namespace

std::string unsettled_json(const Prediction& prediction) {
  const double horizon = (prediction.horizon_end - prediction.observation_end) / days_per_week;
  const auto& histories = prediction.histories.unique;
  JsonWriter json;
  json.object().field("kind", "unsettled").field("customers", prediction.table.rows.size()).key("models").array();
  for (const ModelOutcome& outcome : prediction.models)
    if (outcome.fit.failed == NoFit::no_maximum && histories.size() <= most_histories)
      write_model(json, outcome.fit.model, LikelihoodRidge(outcome.fit.model, histories), horizon);
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
