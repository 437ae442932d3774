// A Prediction → the JSON of core/README.md, "prediction".
#include <algorithm>
#include <cmath>

#include "results/estimate_json.h"
#include "results/prediction.h"

namespace lifeworth {
namespace {

struct ModelWords {
  std::string_view title;
  std::array<std::string_view, 4> parameters;
};

const ModelWords& words_of(PurchaseModel model) {
  static constexpr std::array<ModelWords, purchase_models.size()> words = {{{"BG/NBD", {"r", "alpha", "a", "b"}},
                                                                            {"MBG/NBD", {"r", "alpha", "a", "b"}},
                                                                            {"Pareto/NBD", {"r", "alpha", "s", "beta"}},
                                                                            {"MBG/CNBD-k", {"r", "alpha", "a", "b"}}}};
  return words[static_cast<std::size_t>(model)];
}

constexpr std::array<std::string_view, 3> spend_names = {"p", "q", "gamma"};

template <std::size_t K>
void write_fit(JsonWriter& json, std::string_view model, std::optional<int> k, std::string_view unit, const Fit<K>& fit,
               const std::array<std::string_view, K>& names) {
  if (!fit) {
    json.null();
    return;
  }
  json.object().field("model", model).field("k", k).field("unit", unit).field("log_likelihood", fit.log_likelihood).field("customers", fit.customers);
  json.key("parameters").array();
  for (std::size_t i = 0; i < K; ++i)
    json.object().field("name", names[i]).field("value", fit.theta[i]).field("standard_error", fit.standard_error[i]).end();
  json.end().end();
}

void write_fit(JsonWriter& json, const PurchaseFit& fit) {
  const std::optional<int> k = fit.model == PurchaseModel::mbg_cnbd_k ? std::optional(fit.k) : std::nullopt;
  write_fit(json, title_of(fit), k, "week", fit, words_of(fit.model).parameters);
}

void write_holdout(JsonWriter& json, const Prediction& prediction) {
  json.key("holdout");
  if (!prediction.held_out()) {
    json.null();
    return;
  }
  json.object().field("calibration_end", iso_text(prediction.calibration_end)).field("end", iso_text(prediction.observation_end));
  json.field("actual", prediction.actual).key("expected");
  write_estimate(json, prediction.held_out()->expected, Unit::transactions);
  json.key("fit");
  write_fit(json, prediction.models[prediction.chosen].calibration);
  json.end();
}

void write_held_out(JsonWriter& json, const std::optional<HeldOut>& held_out) {
  json.key("held_out");
  if (!held_out) {
    json.null();
    return;
  }
  write_estimate(json.object().key("expected"), held_out->expected, Unit::transactions);
  json.field("root_mean_square", held_out->root_mean_square).field("log_score", held_out->log_score).end();
}

/// Every model that was tried, what it says and how it did.
void write_models(JsonWriter& json, const Prediction& prediction) {
  json.key("models").array();
  for (std::size_t i = 0; i < prediction.models.size(); ++i) {
    const auto& [fit, calibration, held_out, forecast] = prediction.models[i];
    json.object().field("code", purchase_model_codes[static_cast<std::size_t>(fit.model)]).field("title", title_of(fit)).field("chosen", i == prediction.chosen && fit).key("fit");
    write_fit(json, fit);
    json.key("akaike").value(fit ? akaike(fit) : NAN).key("schwarz").value(fit ? schwarz(fit) : NAN);
    write_estimate(json.key("transactions"), forecast ? std::optional(forecast->transactions) : std::nullopt, Unit::transactions);
    write_estimate(json.key("once"), forecast ? std::optional(forecast->once) : std::nullopt, Unit::transactions);
    write_estimate(json.key("alive_once"), forecast ? forecast->alive_once : std::nullopt, Unit::customers);
    write_held_out(json, held_out);
    json.end();
  }
  json.end().field("chosen_by", prediction.chosen_by_person ? "person" : prediction.held_out() ? "held_out" : "likelihood");
  json.key("naive").object().field("transactions", prediction.naive_transactions);
  write_held_out(json, prediction.naive_held_out);
  json.end();
}

void write_new_customer(JsonWriter& json, const std::optional<NewCustomer>& own) {
  json.key("new_customer");
  if (!own) {
    json.null();
    return;
  }
  write_estimate(json.object().key("first_order"), own->first_order, Unit::money);
  write_estimate(json.key("repeats_per_year"), own->repeats_per_year, Unit::per_year);
  write_estimate(json.key("years_active"), own->years_active, Unit::years);
  write_estimate(json.key("repeats"), own->repeats, Unit::transactions);
  write_estimate(json.key("repeat_order"), own->repeat_order, Unit::money);
  json.key("discounting");
  if (own->discounting) write_number(json, *own->discounting, Unit::money);
  else json.null();
  write_estimate(json.key("worth"), own->worth, Unit::money);
  json.end();
}

}  // namespace

std::string title_of(const PurchaseFit& fit) {
  std::string title(words_of(fit.model).title);
  if (fit.model == PurchaseModel::mbg_cnbd_k) title += ", k = " + std::to_string(fit.k);
  return title;
}

std::string prediction_json(const Prediction& prediction, std::string_view currency, int digits, const Profits* profits) {
  JsonWriter json;
  const PredictionSettings& settings = prediction.settings;
  json.object().field("kind", "prediction").field("currency", currency).field("minor_digits", digits);
  json.field("margin", settings.margin).field("discount", settings.discount).field("horizon_months", settings.horizon_months);
  json.field("observation_end", iso_text(prediction.observation_end)).field("horizon_end", iso_text(prediction.horizon_end));
  if (profits) write_costs(json, *profits, &prediction.order_profit);
  json.field("customers", prediction.table.rows.size()).field("repeat_buyers", prediction.repeaters);
  json.key("purchases");
  write_fit(json, prediction.purchases());
  json.key("spend");
  write_fit(json, "gamma-gamma", std::nullopt, currency, prediction.spend, spend_names);
  const auto how_many = [&](Lateness each) { return std::ranges::count(prediction.late, each); };
  json.key("late").object().field("customers", how_many(Lateness::late)).field("judged", how_many(Lateness::late) + how_many(Lateness::on_time)).end();
  json.field("spend_correlation", prediction.spend_correlation).key("base");
  if (prediction.purchases()) {
    json.object();
    write_estimate(json.key("alive"), prediction.alive, Unit::customers);
    write_estimate(json.key("transactions"), prediction.transactions, Unit::transactions);
    const auto money = [&](const Estimate& estimate) { return prediction.knows_profit() ? std::optional(estimate) : std::nullopt; };
    write_estimate(json.key("clv"), money(prediction.clv), Unit::money);
    write_estimate(json.key("mean_clv"), money(prediction.mean_clv), Unit::money);
    json.end();
  } else {
    json.null();
  }
  write_new_customer(json, prediction.new_customer);
  write_holdout(json, prediction);
  write_models(json, prediction);
  json.key("caveats").array();
  for (const Sentence& caveat : prediction.fit_caveats) json.value(caveat);
  for (const Sentence& caveat : prediction.forecast_caveats) json.value(caveat);
  json.end().field("holdout_skipped", prediction.held_out() ? std::nullopt : prediction.holdout_skipped).end();
  return std::move(json).text();
}

}  // namespace lifeworth
