#include "results/measured_beside.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "metrics/mean_sums.h"
#include "metrics/score_changes.h"
#include "metrics/share.h"
#include "metrics/spend_by_answer.h"
#include "results/acquisition.h"
#include "results/estimate_json.h"
#include "results/measured_contract.h"
#include "results/measured_source.h"
#include "results/score_changes_found.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

constexpr Day year = 365;
constexpr double days_per_year = 365.25;
/// Contacts of fewer days say little about a year.
constexpr Day fewest_days_of_contacts = 90;

/// What the files could have said, and why they do not.
struct Lacking {
  std::string_view quantity;
  Sentence sentence;
};

/// What the files say, source by source.
struct Measuring {
  const Loaded& loaded;
  const Prediction* prediction;  ///< null where there are no orders
  const Request& request;
  std::vector<MeasuredSource> sources;
  std::vector<Lacking> lacking;

  Day end() const { return prediction->observation_end; }

  /// Where there is something to say.
  void add(Sentence sentence, std::vector<MeasuredQuantity> quantities) {
    if (!quantities.empty()) sources.push_back({std::move(sentence), std::move(quantities)});
  }

  void worth() {
    std::vector<MeasuredQuantity> found;
    const auto& fresh = prediction->new_customer;
    if (fresh && fresh->worth && prediction->knows_profit()) found.push_back({"customer_value", *fresh->worth, Unit::money});
    if (fresh && prediction->knows_profit()) found.push_back({"value_to_come", prediction->mean_clv, Unit::money});
    if (const auto& margin = prediction->order_profit.measured_margin) found.push_back({"margin", *margin, Unit::share});
    add({Code::measured_worth, {{"months", std::int64_t{prediction->settings.horizon_months}}, {"day", iso_text(end())}}}, std::move(found));
  }

  void spend() {
    const auto cost = measured_cost(loaded, end());
    if (!cost) return;
    std::vector<MeasuredQuantity> found = {{"acquisition_spend", counted(cost->spend, static_cast<std::uint64_t>(cost->customers.value)), Unit::money}};
    found.push_back({"new_customers", cost->customers, Unit::customers});
    found.push_back({"acquisition_cost", cost->each, Unit::money});
    add({Code::measured_spend, {{"first", iso_text(cost->days.first)}, {"last", iso_text(cost->days.last)}}}, std::move(found));
  }

  Expected<void> answers() {
    if (!records_with_scores(loaded, request.file)) return {};
    const auto opened = survey_file(loaded, request.file, request.survey);
    if (!opened) return std::unexpected(opened.error());
    const SurveyAnswers& survey = opened->survey;
    const auto& scale = survey.scale.scale;
    if (!scale || scale->measure != SurveyMeasure::nps) return {};
    const std::vector<ScoreAnswer> last = last_answers(survey.answers, std::nullopt);
    if (!prediction) {
      shares_alone(last.empty() ? survey.answers : last, *scale, last.empty() ? Code::measured_answers_each : Code::measured_answers_alone);
      return {};
    }
    shares(last, *scale);
    changes(survey.answers, *scale, answered_of(*opened->records, loaded.log.customers()));
    return {};
  }

  /// Where nothing is known of customers but their answers.
  void shares_alone(const std::vector<ScoreAnswer>& answers, const ScoreScale& scale, Code code) {
    if (answers.size() < fewest_to_measure) return;
    const auto part = [&](std::size_t group) {
      const auto in_group = std::ranges::count(answers, group, [&](const ScoreAnswer& answer) { return score_group(scale, answer.mark); });
      return share_of(static_cast<std::uint64_t>(in_group), answers.size());
    };
    add({code, {{"answers", static_cast<std::int64_t>(answers.size())}}}, {{"promoters", part(2), Unit::share}, {"detractors", part(0), Unit::share}});
  }

  /// Of customers by their last answer: how many are in which group, and what each spent in the year before the observation end, of those who first bought before it.
  void shares(const std::vector<ScoreAnswer>& last, const ScoreScale& scale) {
    if (last.size() < fewest_to_measure) return;
    const SpendByAnswer by = spend_by_answer(loaded.log, last, scale, end());
    std::vector<MeasuredQuantity> found = {{"customers", counted(double(prediction->table.rows.size()), prediction->table.rows.size()), Unit::customers}};
    found.push_back({"promoters", share_of(by.customers[2], last.size()), Unit::share});
    found.push_back({"detractors", share_of(by.customers[0], last.size()), Unit::share});
    constexpr std::string_view spend_names[] = {"spend_detractor", "spend_passive"};
    for (std::size_t group = 0; group < 2; ++group) {
      if (const auto spend = by.a_year(group)) found.push_back({std::string(spend_names[group]), *spend, Unit::money_per_year});
      else too_few(spend_names[group], by.spent[group].n());
    }
    add({Code::measured_answers, {{"customers", static_cast<std::int64_t>(last.size())}, {"day", iso_text(end())}}}, std::move(found));
  }

  /// Effects of one kind, or none: what is told of some and measured of others cannot be set off against each other. What swings back by itself is none of them.
  void changes(std::span<const ScoreAnswer> all, const ScoreScale& scale, const std::vector<bool>& answered) {
    const ScoreChanges changed = score_changes(loaded.log, all, scale, end(), std::nullopt);
    const auto effects = corrected_changes(loaded.log, changed, answered, request.draws, request.seed);
    const bool whole = std::ranges::all_of(effects, [](const CorrectedChange& effect) { return effect.beyond.has_value(); });
    std::vector<MeasuredQuantity> found;
    for (const auto& [quantity, customers, beyond] : effects) {
      const Argument n{"customers", static_cast<std::int64_t>(customers)}, needed{"needed", static_cast<std::int64_t>(fewest_to_measure)};
      if (whole) found.push_back({std::string(quantity), at_least(-1, *beyond), Unit::share});
      else if (beyond) lacking.push_back({quantity, {Code::measured_effect_alone, {{"change", Figure{beyond->value, Unit::share}}, n}}});
      else if (customers < fewest_to_measure) too_few(quantity, customers);
      else lacking.push_back({quantity, {Code::measured_effect_raw, {n, needed}}});
    }
    add({Code::measured_changes, {{"days", std::int64_t{changed.window}}}}, std::move(found));
  }

  void too_few(std::string_view quantity, std::uint64_t n) {
    lacking.push_back({quantity, {Code::measured_lacking, {{"customers", static_cast<std::int64_t>(n)}, {"needed", static_cast<std::int64_t>(fewest_to_measure)}}}});
  }

  void handle_time() {
    MeanSums seconds;
    for (const Records& records : loaded.records) {
      if (records.kind != RecordKind::contacts) continue;
      const auto values = std::ranges::find(records.values, Role::handle_seconds, &Records::Values::role);
      if (values == records.values.end()) continue;
      for (const double each : values->numbers)
        if (each > 0) seconds.add(each);
    }
    if (seconds.n() >= fewest_to_measure) add({Code::measured_handle_time, {{"contacts", static_cast<std::int64_t>(seconds.n())}}}, {{"handle_time", at_least(0, where_it_varies(seconds.estimate())), Unit::seconds}});
  }

  void contacts() {
    const ContactDays days(loaded.records, loaded.log.customers());
    if (!days.any()) return;
    const Day until = std::min(days.last_day(), end()), from = std::max(days.first_day(), until - year + 1);
    if (until - from + 1 < fewest_days_of_contacts) return;
    MeanSums each;
    for (const CustomerRow& row : prediction->table.rows) {
      if (row.first_day > from) continue;
      const auto own = days.of(row.customer);
      each.add(double(std::ranges::upper_bound(own, until) - std::ranges::lower_bound(own, from)));
    }
    if (each.n() < fewest_to_measure) return;
    add({Code::measured_contacts, {{"customers", static_cast<std::int64_t>(each.n())}, {"first", iso_text(from)}, {"last", iso_text(until)}}},
        {{"contacts_per_customer", scaled(at_least(0, where_it_varies(each.estimate())), days_per_year / double(until - from + 1)), Unit::per_year}});
  }
};

}  // namespace

Expected<std::string> measured_beside_json(const Loaded& loaded, const OrdersKnown* orders, const Request& request) {
  Measuring measuring{loaded, orders ? &orders->prediction : nullptr, request, {}, {}};
  if (orders) measuring.worth();
  if (orders) measuring.spend();
  if (auto answers = measuring.answers(); !answers) return std::unexpected(answers.error());
  measuring.handle_time();
  if (orders) measuring.contacts();
  const auto contract = measured_contract(loaded, orders ? orders->prediction.settings : request.settings, request.contract, orders ? &orders->profits : nullptr);
  if (contract) measuring.sources.insert(measuring.sources.end(), contract->sources.begin(), contract->sources.end());
  const CurrencyCode currency = orders || !contract ? loaded.orders.currency : contract->currency;
  JsonWriter json;
  json.object().field("kind", "measured_beside").field("currency", currency).field("minor_digits", minor_digits(currency)).key("sources").array();
  for (const MeasuredSource& source : measuring.sources) {
    json.object().field("sentence", source.sentence).key("quantities").object();
    for (const MeasuredQuantity& each : source.quantities) write_estimate(json.key(each.name), each.estimate, each.unit);
    json.end().end();
  }
  json.end().key("lacking").array();
  for (const Lacking& each : measuring.lacking) json.object().field("quantity", each.quantity).field("sentence", each.sentence).end();
  // Where contracts are measured, what `measured` says of customers without any holds no longer.
  json.end().field("period", contract ? std::optional(code_of(contract->period)) : std::nullopt).key("instead_of").array();
  if (contract)
    for (const Code code : {Code::measured_no_contract, Code::measured_no_lifespan, Code::measured_needs_years}) json.value(wording(code).code);
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
