// A Prediction → the JSON of core/README.md, "prediction".
#include "results/estimate_json.h"
#include "results/prediction.h"

namespace lifeworth {
namespace {

template <std::size_t K>
void write_fit(JsonWriter& json, std::string_view name, std::string_view model, std::string_view unit, const Fit<K>& fit,
               const std::array<std::string_view, K>& names) {
  json.key(name);
  if (!fit) {
    json.null();
    return;
  }
  json.object().field("model", model).field("unit", unit).field("log_likelihood", fit.log_likelihood).field("customers", fit.customers);
  json.key("parameters").array();
  for (std::size_t i = 0; i < K; ++i)
    json.object().field("name", names[i]).field("value", fit.theta[i]).field("standard_error", fit.standard_error[i]).end();
  json.end().end();
}

constexpr std::array<std::string_view, 4> purchase_names = {"r", "alpha", "a", "b"};
constexpr std::array<std::string_view, 3> spend_names = {"p", "q", "gamma"};

void write_holdout(JsonWriter& json, const Prediction& prediction) {
  json.key("holdout");
  if (!prediction.holdout) {
    json.null();
    return;
  }
  const Holdout& holdout = *prediction.holdout;
  json.object().field("calibration_end", iso_text(holdout.calibration_end)).field("end", iso_text(holdout.end));
  json.field("actual", holdout.actual).key("expected");
  write_estimate(json, holdout.expected, Unit::transactions);
  write_fit(json, "fit", "BG/NBD", "week", holdout.purchases, purchase_names);
  json.end();
}

}  // namespace

std::string prediction_json(const Prediction& prediction, std::string_view currency, int digits) {
  JsonWriter json;
  const PredictionSettings& settings = prediction.settings;
  json.object().field("kind", "prediction").field("currency", currency).field("minor_digits", digits);
  json.field("margin", settings.margin).field("discount", settings.discount).field("horizon_months", settings.horizon_months);
  json.field("observation_end", iso_text(prediction.observation_end)).field("horizon_end", iso_text(prediction.horizon_end));
  json.field("customers", prediction.table.rows.size()).field("repeat_buyers", prediction.repeaters);
  write_fit(json, "purchases", "BG/NBD", "week", prediction.purchases, purchase_names);
  write_fit(json, "spend", "gamma-gamma", currency, prediction.spend, spend_names);
  json.key("spend_correlation");
  if (prediction.spend_correlation) json.value(*prediction.spend_correlation);
  else json.null();
  json.key("base");
  if (prediction.purchases) {
    json.object();
    write_estimate(json.key("alive"), prediction.alive, Unit::customers);
    write_estimate(json.key("transactions"), prediction.transactions, Unit::transactions);
    for (const auto& [name, estimate] : {std::pair("clv", &prediction.clv), std::pair("mean_clv", &prediction.mean_clv)}) {
      json.key(name);
      if (prediction.has_money) write_estimate(json, *estimate, Unit::money);
      else json.null();
    }
    json.end();
  } else {
    json.null();
  }
  write_holdout(json, prediction);
  json.key("caveats").array();
  for (const Sentence& caveat : prediction.fit_caveats) json.value(caveat);
  for (const Sentence& caveat : prediction.forecast_caveats) json.value(caveat);
  json.end().key("holdout_skipped");
  if (prediction.holdout_skipped) json.value(*prediction.holdout_skipped);
  else json.null();
  json.end();
  return std::move(json).text();
}

}  // namespace lifeworth
