#include "results/predictors.h"

#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "metrics/predictors.h"
#include "metrics/record_traits.h"
#include "results/estimate_json.h"
#include "results/prediction.h"

namespace lifeworth {
namespace {

/// Months that must lie before the day looked back to, and after it.
constexpr int fewest_months = 6;

struct LookBack {
  int months;
  Day known_until;
};

/// As long as wanted, or as the history allows; nothing where it is too short.
std::optional<LookBack> look_back(Day first, Day end, int wanted) {
  for (int months = wanted; months >= fewest_months; --months)
    if (const Day day = add_months(end, -months); day >= add_months(first, fewest_months)) return LookBack{months, day};
  return std::nullopt;
}

std::int64_t whole_months(Day first, Day end) {
  int months = month_index(end) - month_index(first);
  while (months > 0 && add_months(first, months) > end) --months;
  return months;
}

/// Purchases after the day, less the refunds that follow them: refunds of earlier purchases belong to what was before.
double spend_after(const TransactionLog& log, std::uint32_t customer, const LookBack& back, Day end) {
  Minor spend = 0;
  bool bought = false;
  for (const Transaction& transaction : log.of(customer)) {
    if (transaction.day <= back.known_until) continue;
    if (transaction.day > end) break;
    bought |= !transaction.refund;
    if (bought) spend += transaction.value;
  }
  return static_cast<double>(spend);
}

/// The customers of the day looked back to.
struct KnownThen {
  const TransactionLog& log;
  Day day;
  std::size_t customers;
};

/// Straight from the log: a table of a million customers takes as much as six measures.
template <class Of>
Measure from_rows(std::string_view name, const KnownThen& then, Of of) {
  return {name, [&then, of = std::move(of)] {
            std::vector<double> values;
            values.reserve(then.customers);
            each_customer(then.log, then.day, [&](const CustomerRow& row) { values.push_back(static_cast<double>(of(row))); });
            return values;
          }};
}

void add_counted(std::vector<Measure>& measures, const KnownThen& then) {
  const Measure value = from_rows("value", then, [](const CustomerRow& row) { return row.value; });
  const Measure purchase_days = from_rows("purchase_days", then, [](const CustomerRow& row) { return row.frequency + 1; });
  const Measure days_since_last = from_rows("days_since_last", then, [](const CustomerRow& row) { return row.age - row.recency; });
  measures.insert(measures.end(), {value, purchase_days, days_since_last});
  measures.push_back(from_rows("tenure", then, [](const CustomerRow& row) { return row.age; }));
  measures.push_back(from_rows("order_value", then, [](const CustomerRow& row) { return static_cast<double>(row.value) / (row.frequency + 1); }));
  measures.push_back({"rfm", [=] { return rfm_scores(days_since_last.values(), purchase_days.values(), value.values()); }});
}

Measure from_scores(std::string_view name, std::vector<float>&& scores) {
  return {name, [scores = std::move(scores)] { return std::vector<double>(scores.begin(), scores.end()); }};
}

/// What the model chosen on that day expected of the months after; caveats where there is none.
void add_expected(std::vector<Measure>& measures, Prediction then, std::vector<Sentence>& caveats) {
  const std::string day = iso_text(then.observation_end);
  if (!then.purchases()) {
    caveats.push_back({Code::predictors_no_model, {{"day", day}}});
    return;
  }
  if (then.has_money) measures.push_back(from_scores("clv", std::move(then.scores.clv)));
  else caveats.push_back({Code::predictors_no_spend, {{"day", day}}});
  measures.push_back(from_scores("transactions", std::move(then.scores.transactions)));
}

void add_recorded(std::vector<Measure>& measures, const RecordTraits& traits, const KnownThen& then) {
  const auto add = [&](std::string_view name, const std::vector<float>& values) {
    if (!values.empty()) measures.push_back(from_rows(name, then, [&values](const CustomerRow& row) { return values[row.customer]; }));
  };
  add("contacts", traits.contacts);
  add("score", traits.scores);
  add("contact_score", traits.contact_scores);
  add("handle_seconds", traits.handle_seconds);
}

/// Of data until the day alone, as somebody would have asked on that day; nothing is discounted, for what came is not either.
Prediction prediction_then(const Loaded& loaded, const LookBack& back) {
  PredictionSettings settings;
  settings.discount = 0;
  settings.horizon_months = back.months;
  settings.observation_end = back.known_until;
  return predict(loaded.log, settings, loaded.digits);
}

void write_measure(JsonWriter& json, const RatedMeasure& rated) {
  json.object().field("name", rated.name).field("known", rated.known);
  write_estimate(json.key("correlation"), rated.correlation, Unit::ratio);
  write_estimate(json.key("found"), rated.found, Unit::share);
  write_estimate(json.key("lift"), rated.lift, Unit::ratio);
  write_estimate(json.key("behind"), rated.behind, Unit::ratio);
  json.end();
}

void write_caveats(JsonWriter& json, const std::vector<Sentence>& caveats) { json.key("caveats").list(caveats).end(); }

}  // namespace

std::string predictors_json(const Loaded& loaded, Day observation_end, int months) {
  const Day first = loaded.log.first_day();
  const auto back = look_back(first, observation_end, months);
  JsonWriter json;
  json.object().field("kind", "predictors").field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.field("observation_end", iso_text(observation_end)).field("wanted_months", months).field("known_until", back ? std::optional(iso_text(back->known_until)) : std::nullopt);
  if (!back) {
    write_caveats(json, {{Code::predictors_too_short, {{"months", whole_months(first, observation_end)}, {"needed", std::int64_t{2 * fewest_months}}}}});
    return std::move(json).text();
  }
  std::vector<double> later;
  later.reserve(loaded.log.active_customers());
  each_customer(loaded.log, back->known_until, [&](const CustomerRow& row) { later.push_back(spend_after(loaded.log, row.customer, *back, observation_end)); });
  std::vector<Sentence> caveats;
  if (back->months < months)
    caveats.push_back({Code::predictors_shorter, {{"months", std::int64_t{back->months}}, {"wanted", std::int64_t{months}}, {"needed", std::int64_t{fewest_months}}}});
  const KnownThen known{loaded.log, back->known_until, later.size()};
  RecordTraits recorded;
  std::vector<Measure> measures;
  std::optional<std::string> model;
  if (can_be_rated(later)) {
    Prediction then = prediction_then(loaded, *back);
    if (then.purchases()) model = title_of(then.purchases());
    add_expected(measures, std::move(then), caveats);
    add_counted(measures, known);
    recorded = record_traits(loaded.records, loaded.log.customers(), back->known_until);
    add_recorded(measures, recorded, known);
  } else {
    caveats.push_back({Code::predictors_too_few, {{"day", iso_text(back->known_until)}, {"customers", std::int64_t(later.size())}, {"buyers", std::int64_t(buyers_in(later))},
                                                  {"needed", std::int64_t{fewest_to_rate}}, {"needed_buyers", std::int64_t{fewest_later_buyers}}}});
  }
  const Rating rating = rate(measures, later);
  json.field("months", back->months).field("customers", later.size()).field("buyers", buyers_in(later)).key("spend");
  write_number(json, std::accumulate(later.begin(), later.end(), 0.0), Unit::money);
  json.field("model", model).field("later_best", later_best(later)).key("measures").array();
  for (const RatedMeasure& rated : rating.measures) write_measure(json, rated);
  json.end().field("best", rating.best).field("clear", rating.clear);
  write_caveats(json, caveats);
  return std::move(json).text();
}

}  // namespace lifeworth
