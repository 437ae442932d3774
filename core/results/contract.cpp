#include "results/contract.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "metrics/mean_sums.h"
#include "metrics/share.h"
#include "results/contract_lives.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

constexpr std::array<std::string_view, 4> setting_words = {"contract", "no_contract", "unclear", "unclear"};
constexpr std::array<std::string_view, 3> chosen_words = {"person", "held_out", "likelihood"};
constexpr std::array<std::string_view, 3> titles = {"constant retention", "sBG", "BdW"};
constexpr std::array<std::array<std::string_view, 3>, 3> parameter_names = {{{"retention"}, {"alpha", "beta"}, {"gamma", "delta", "c"}}};

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

/// What a person must know beside the numbers.
std::vector<Sentence> caveats_of(const Loaded& loaded, const ContractSetting& setting, const ContractLives& lives, const Profits& profits) {
  std::vector<Sentence> caveats;
  const auto add = [&](Code code, std::vector<Argument> arguments = {}) { caveats.push_back({code, std::move(arguments)}); };
  const Contracts& contracts = lives.contracts;
  const bool live_only = std::ranges::any_of(loaded.files, [](const FileFacts& file) { return file.kind == RecordKind::subscriptions && file.note == "live_only"; });
  if (!setting.subscriptions.empty() && live_only) add(Code::export_live_only);
  if (4 * contracts.came_back > contracts.all.size()) add(Code::contract_many_came_back, {{"contracts", count(contracts.all.size())}, {"came_back", count(contracts.came_back)}});
  if (contracts.other_rhythm) add(Code::contract_other_rhythms, {{"customers", count(contracts.other_rhythm)}});
  if (lives.unknown_age) add(Code::contract_age_unknown, {{"contracts", count(lives.unknown_age)}, {"day", iso_text(setting.first_day)}});
  if (!setting.subscriptions.empty() && std::ranges::any_of(setting.subscriptions, [&](const Records* file) {
        return std::ranges::any_of(file->ends, [&](Day end) { return end != no_day && end > setting.observation_end; });
      }))
    add(Code::contract_later_ends, {{"day", iso_text(setting.observation_end)}});
  if (!setting.one_currency) add(Code::contract_two_currencies);
  else if (!lives.payment) add(Code::contract_without_amounts);
  else if (lives.unpaid && !profits.costs()) add(Code::contract_unpaid, {{"contracts", count(lives.unpaid)}});
  if (!setting.subscriptions.empty() && lives.payment) add(Code::contract_amount_a_period);
  caveats.insert(caveats.end(), profits.caveats().begin(), profits.caveats().end());
  if (lives.seen == 0) {
    add(Code::contract_too_few, {{"contracts", count(lives.contracts.all.size())}, {"needed", count(fewest_to_measure)}});
    return caveats;
  }
  if (contracts.ended() == 0) add(Code::contract_nobody_left, {{"contracts", count(contracts.all.size())}});
  else if (!lives.chosen) add(Code::contract_nobody_stayed);
  else {
    for (const TriedLife& tried : lives.models) {
      if (tried.fit || tried.fit.life.model == LifeModel::constant) continue;
      const bool sbg = tried.fit.life.model == LifeModel::sbg;
      if (tried.fit.failed == NoFit::too_few) add(Code::contract_few_periods, {{"model", std::string(titles[static_cast<std::size_t>(tried.fit.life.model)])}});
      else add(sbg ? Code::contract_sbg_unsettled : Code::contract_bdw_unsettled);
    }
    const TriedLife& chosen = lives.models[*lives.chosen];
    if (!lives.held_out) add(Code::contract_no_holdout, {{"day", iso_text(lives.calibration_end)}});
    if (chosen.infinite) add(Code::contract_infinite);
    else if (chosen.beyond > 0.1) add(Code::contract_beyond, {{"share", Figure{chosen.beyond, Unit::share}}, {"periods", std::int64_t{lives.seen}}});
  }
  return caveats;
}

/// What one constant retention would make of the contracts on hand, beside the model in use.
std::optional<Sentence> hidden(const ContractSetting& setting, const ContractLives& lives, int digits) {
  if (!lives.chosen || *lives.chosen == 0 || !lives.models[0].fit) return std::nullopt;
  const TriedLife &constant = lives.models[0], &chosen = lives.models[*lives.chosen];
  const auto& own = chosen.base ? chosen.base : chosen.base_within;
  const auto& flat = chosen.base ? constant.base : constant.base_within;
  if (!own || !flat || !(own->value > 0)) return std::nullopt;
  const auto cash = [&](double value) { return Figure{std::round(value), Unit::money, setting.currency, digits}; };
  const double less = 1 - flat->value / own->value;
  return Sentence{less >= 0 ? Code::contract_constant_hides : Code::contract_constant_adds,
                  {{"retention", Figure{constant.fit.theta[0], Unit::share}}, {"constant", cash(flat->value)}, {"model", std::string(titles[*lives.chosen])}, {"own", cash(own->value)},
                   {"share", Figure{std::abs(less), Unit::share}}}};
}

void write_setting(JsonWriter& json, const ContractSetting& setting) {
  const auto by = [](bool person) { return person ? "person" : "guess"; };
  const std::string_view found = setting_words[static_cast<std::size_t>(setting.guess)];
  json.key("setting").object().field("value", !setting.by_person ? found : setting.contract ? "contract" : "no_contract").field("by", by(setting.by_person));
  json.field("guess", found).field("reason", setting.reason).end();
  json.key("period").object().field("value", code_of(setting.period)).field("by", by(setting.period_by_person)).end();
  json.field("source", setting.subscriptions.empty() ? "orders" : "subscriptions").key("rhythm");
  if (!setting.rhythm) {
    json.null();
    return;
  }
  const PaymentRhythm& rhythm = *setting.rhythm;
  json.object().field("customers", rhythm.customers).field("gaps", rhythm.gaps).field("period", code_of(rhythm.period));
  json.field("fitting", rhythm.fitting).field("regular", rhythm.regular).end();
}

void write_periods(JsonWriter& json, const ContractLives& lives) {
  json.key("periods").array();
  for (int t = 1; t <= lives.seen; ++t) {
    const Renewals::Period& period = lives.renewals.periods[static_cast<std::size_t>(t) - 1];
    json.object().field("period", t).field("could", std::llround(period.could)).field("renewed", std::llround(period.did));
    write_estimate(json.key("retention"), share_of_expected(period.did, period.could), Unit::share);
    write_estimate(json.key("left"), lives.share_left(t), Unit::share);
    json.end();
  }
  json.end();
}

void write_lasting(JsonWriter& json, const ContractLives& lives) {
  const survival::Median median = survival::median_lifetime(lives.curve);
  const bool known = median.value && *median.value <= lives.seen;
  const auto n = static_cast<std::uint64_t>(lives.curve.customers);
  json.key("median_periods").object().field("value", known ? median.value : std::nullopt).field("low", known ? median.low : std::nullopt);
  json.field("high", known ? median.high : std::nullopt).field("n", n).field("unit", name_of(Unit::periods)).end();
  write_estimate(json.key("mean_periods"), survival::restricted_mean(lives.curve, lives.seen), Unit::periods);
  json.field("mean_within", lives.seen);
  double could = 0, did = 0;
  for (const Renewals::Period& period : lives.renewals.periods) could += period.could, did += period.did;
  write_estimate(json.key("churn"), could > 0 ? std::optional(share_of_expected(could - did, could)) : std::nullopt, Unit::share_per_period);
}

void write_model(JsonWriter& json, const ContractLives& lives, std::size_t place) {
  const TriedLife& tried = lives.models[place];
  const auto model = static_cast<std::size_t>(tried.fit.life.model);
  json.object().field("code", life_model_codes[model]).field("title", titles[model]).field("chosen", lives.chosen == place).key("fit");
  if (tried.fit) {
    json.object().field("log_likelihood", tried.fit.log_likelihood).field("customers", tried.fit.customers).key("parameters").array();
    for (std::size_t k = 0; k <= model; ++k)
      json.object().field("name", parameter_names[model][k]).field("value", tried.fit.theta[k]).field("standard_error", tried.fit.standard_error[k]).end();
    json.end().end();
  } else json.null();
  json.key("akaike").value(tried.fit ? tried.fit.akaike() : NAN).key("schwarz").value(tried.fit ? tried.fit.schwarz() : NAN).key("held_out");
  if (tried.held) {
    write_estimate(json.object().key("expected"), tried.held->expected, Unit::customers);
    json.field("log_score", tried.held->log_score).end();
  } else json.null();
  json.key("curve").list(tried.curve);
  write_estimate(json.key("periods"), tried.periods, Unit::periods);
  write_estimate(json.key("base"), tried.base, Unit::money);
  write_estimate(json.key("base_within"), tried.base_within, Unit::money);
  json.end();
}

void write_contracts(JsonWriter& json, const Loaded& loaded, const ContractSetting& setting, const PredictionSettings& settings, const ContractLives& lives, const Profits& profits) {
  const Contracts& contracts = lives.contracts;
  json.object().field("contracts", contracts.all.size()).field("customers", contracts.customers).field("active", contracts.active()).field("ended", contracts.ended());
  json.field("leaving", lives.leaving).field("came_back", contracts.came_back).field("unknown_age", lives.unknown_age).field("other_rhythm", contracts.other_rhythm);
  json.field("grace_days", contracts.grace).field("discount_per_period", lives.discount).field("horizon_end", iso_text(lives.horizon_end));
  write_periods(json, lives);
  write_lasting(json, lives);
  write_estimate(json.key("payment"), lives.payment ? std::optional(scaled(*lives.payment, settings.margin)) : std::nullopt, Unit::money_per_period);
  json.key("holdout");
  if (lives.held_out)
    json.object().field("calibration_end", iso_text(lives.calibration_end)).field("contracts", lives.held_contracts).field("left", lives.held_left).field("decisions", lives.held_decisions).end();
  else json.null();
  json.key("models").array();
  for (std::size_t place = 0; place < lives.models.size(); ++place) write_model(json, lives, place);
  json.end().field("chosen_by", chosen_words[static_cast<std::size_t>(lives.chosen_by)]);
  const auto chosen = lives.chosen ? std::optional(lives.models[*lives.chosen]) : std::nullopt;
  write_estimate(json.key("new_periods"), chosen ? chosen->periods : std::nullopt, Unit::periods);
  write_estimate(json.key("remaining_periods"), chosen ? chosen->remaining : std::nullopt, Unit::periods);
  write_estimate(json.key("remaining_within"), chosen ? chosen->remaining_within : std::nullopt, Unit::periods);
  write_estimate(json.key("new_worth"), chosen ? chosen->new_worth : std::nullopt, Unit::money);
  write_estimate(json.key("new_within"), chosen ? chosen->new_within : std::nullopt, Unit::money);
  write_estimate(json.key("base"), chosen ? chosen->base : std::nullopt, Unit::money);
  write_estimate(json.key("base_within"), chosen ? chosen->base_within : std::nullopt, Unit::money);
  json.field("hidden", hidden(setting, lives, minor_digits(setting.currency))).key("caveats").list(caveats_of(loaded, setting, lives, profits)).end();
}

}  // namespace

Expected<std::string> contract_json(const Loaded& loaded, const PredictionSettings& settings, const ContractRequest& request, const Profits* of_orders) {
  const auto setting = contract_setting(loaded, settings, request);
  if (!setting) return std::unexpected(setting.error());
  // A row of a subscription is no order, and profit is its margin.
  const Profits by_margin(loaded.log, settings.margin);
  const Profits& profits = setting->subscriptions.empty() && of_orders ? *of_orders : by_margin;
  JsonWriter json;
  json.object().field("kind", "contract").field("currency", setting->currency).field("minor_digits", minor_digits(setting->currency));
  json.field("first_day", iso_text(setting->first_day)).field("observation_end", iso_text(setting->observation_end)).field("margin", settings.margin);
  write_costs(json, profits);
  write_setting(json, *setting);
  json.key("contract");
  if (setting->contract) {
    PredictionSettings kept = settings;
    kept.margin = profits.factor();
    write_contracts(json, loaded, *setting, kept, contract_lives(*setting, profits.log(), kept, request.life_model), profits);
  } else json.null();
  json.end();
  return std::move(json).text();
}

}  // namespace lifeworth
