#include "results/measured_beside.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "metrics/mean_sums.h"
#include "metrics/score_changes.h"
#include "metrics/share.h"
#include "results/acquisition.h"
#include "results/estimate_json.h"
#include "results/score_changes.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

constexpr Day year = 365;
constexpr double days_per_year = 365.25;
/// Contacts of fewer days say little about a year.
constexpr Day fewest_days_of_contacts = 90;

struct Quantity {
  std::string_view name;
  Estimate estimate;
  Unit unit;
};

/// Numbers that one sentence explains.
struct Source {
  Sentence sentence;
  std::vector<Quantity> quantities;
};

/// Counted, and so without an interval.
Estimate counted(double number, std::uint64_t n) { return {number, std::nullopt, n}; }

/// What the files say, source by source.
struct Measuring {
  const Loaded& loaded;
  const Prediction& prediction;
  const Request& request;
  std::vector<Source> sources;

  Day end() const { return prediction.observation_end; }

  /// Where there is something to say.
  void add(Sentence sentence, std::vector<Quantity> quantities) {
    if (!quantities.empty()) sources.push_back({std::move(sentence), std::move(quantities)});
  }

  void worth() {
    std::vector<Quantity> found;
    const auto& fresh = prediction.new_customer;
    if (fresh && fresh->worth && prediction.knows_profit()) found.push_back({"customer_value", *fresh->worth, Unit::money});
    if (fresh && prediction.knows_profit()) found.push_back({"value_to_come", prediction.mean_clv, Unit::money});
    if (const auto& margin = prediction.order_profit.measured_margin) found.push_back({"margin", *margin, Unit::share});
    add({Code::measured_worth, {{"months", std::int64_t{prediction.settings.horizon_months}}, {"day", iso_text(end())}}}, std::move(found));
  }

  void spend() {
    const auto cost = measured_cost(loaded, end());
    if (!cost) return;
    std::vector<Quantity> found = {{"acquisition_spend", counted(cost->spend, static_cast<std::uint64_t>(cost->customers.value)), Unit::money}};
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
    shares(last_answers(survey.answers, std::nullopt), *scale);
    changes(survey.answers, *scale);
    return {};
  }

  /// Of customers by their last answer: how many are in which group, and what each spent in the year before the observation end, of those who first bought before it.
  void shares(const std::vector<ScoreAnswer>& last, const ScoreScale& scale) {
    if (last.size() < fewest_to_measure) return;
    std::array<std::uint64_t, 3> customers{};
    std::array<MeanSums, 3> spent;
    for (const ScoreAnswer& answer : last) {
      const std::size_t group = score_group(scale, answer.mark);
      ++customers[group];
      if (answer.customer >= loaded.log.customers()) continue;
      const auto own = loaded.log.of(answer.customer);
      const Day first = first_purchase(own);
      if (first != no_day && first <= end() - year) spent[group].add(spend_change(own, end() + 1, end() + 1, year).before);
    }
    std::vector<Quantity> found = {{"customers", counted(double(prediction.table.rows.size()), prediction.table.rows.size()), Unit::customers}};
    found.push_back({"promoters", share_of(customers[2], last.size()), Unit::share});
    found.push_back({"detractors", share_of(customers[0], last.size()), Unit::share});
    if (spent[0].n() >= fewest_to_measure) found.push_back({"spend_detractor", spent[0].estimate(), Unit::money_per_year});
    if (spent[1].n() >= fewest_to_measure) found.push_back({"spend_passive", spent[1].estimate(), Unit::money_per_year});
    add({Code::measured_answers, {{"customers", static_cast<std::int64_t>(last.size())}, {"day", iso_text(end())}}}, std::move(found));
  }

  void changes(std::span<const ScoreAnswer> all, const ScoreScale& scale) {
    const ScoreChanges changed = score_changes(loaded.log, all, scale, end(), std::nullopt);
    std::vector<Quantity> found;
    for (const ClaimedChange& claim : claimed_changes(changed, request.draws, request.seed))
      if (claim.own && claim.own->interval) found.push_back({claim.quantity, *claim.own, Unit::share});
    add({Code::measured_changes, {{"days", std::int64_t{changed.window}}}}, std::move(found));
  }

  void contacts() {
    MeanSums seconds;
    for (const Records& records : loaded.records) {
      if (records.kind != RecordKind::contacts) continue;
      const auto values = std::ranges::find(records.values, Role::handle_seconds, &Records::Values::role);
      if (values == records.values.end()) continue;
      for (const double each : values->numbers)
        if (each > 0) seconds.add(each);
    }
    if (seconds.n() >= fewest_to_measure) add({Code::measured_handle_time, {{"contacts", static_cast<std::int64_t>(seconds.n())}}}, {{"handle_time", seconds.estimate(), Unit::seconds}});
    const ContactDays days(loaded.records, loaded.log.customers());
    if (!days.any()) return;
    const Day until = std::min(days.last_day(), end()), from = std::max(days.first_day(), until - year + 1);
    if (until - from + 1 < fewest_days_of_contacts) return;
    MeanSums each;
    for (const CustomerRow& row : prediction.table.rows) {
      if (row.first_day > from) continue;
      const auto own = days.of(row.customer);
      each.add(double(std::ranges::upper_bound(own, until) - std::ranges::lower_bound(own, from)));
    }
    if (each.n() < fewest_to_measure) return;
    add({Code::measured_contacts, {{"customers", static_cast<std::int64_t>(each.n())}, {"first", iso_text(from)}, {"last", iso_text(until)}}},
        {{"contacts_per_customer", scaled(each.estimate(), days_per_year / double(until - from + 1)), Unit::per_year}});
  }
};

}  // namespace

Expected<std::string> measured_beside_json(const Loaded& loaded, const Prediction& prediction, const Request& request) {
  Measuring measuring{loaded, prediction, request, {}};
  measuring.worth();
  measuring.spend();
  if (auto answers = measuring.answers(); !answers) return std::unexpected(answers.error());
  measuring.contacts();
  JsonWriter json;
  json.object().field("kind", "measured_beside").field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.field("observation_end", iso_text(prediction.observation_end)).key("sources").array();
  for (const Source& source : measuring.sources) {
    json.object().field("sentence", source.sentence).key("quantities").object();
    for (const Quantity& each : source.quantities) write_estimate(json.key(each.name), each.estimate, each.unit);
    json.end().end();
  }
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
