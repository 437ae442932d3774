#include "results/comeback.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "base/special.h"
#include "metrics/rank_correlation.h"
#include "metrics/reliability.h"
#include "metrics/share.h"
#include "results/differences.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// Strata of like probability. What a trait has through the probability alone fades with the square of their number.
constexpr std::size_t fewest_in_stratum = 50, most_strata = 100;

/// Those known at the calibration end, by row of the table of that day, and who of them came back.
struct HeldOutBase {
  std::vector<std::uint8_t> came, once;

  explicit HeldOutBase(const HoldoutData& data) : came(data.actual.size()), once(data.actual.size()) {
    for (std::size_t i = 0; i < came.size(); ++i) came[i] = data.actual[i] > 0;
    data.histories.each([&](const History& history, std::span<const std::uint32_t> rows) {
      for (const std::uint32_t row : rows) once[row] = history.x == 0;
    });
  }
  std::uint64_t size() const { return came.size(); }
  std::uint64_t came_back() const { return static_cast<std::uint64_t>(std::ranges::count(came, 1)); }
  bool can_be_judged() const { return std::min(came_back(), size() - came_back()) >= fewest_of_each; }
};

/// How many of some customers come back, by a model.
struct ExpectedToCome {
  ForecastSum sum;
  double spread = 0;  ///< variance of what they do, given the parameters
  std::uint64_t customers = 0;

  void add(const BuysAgain& each, std::size_t n) {
    const double p = each.probability;
    sum.add(static_cast<double>(n) * p, each.log_gradient);
    spread += static_cast<double>(n) * p * (1 - p);
    customers += n;
  }
  /// As a share, with a prediction interval for the actual one.
  std::optional<Estimate> share(const PurchaseFit& fit) const {
    if (!customers) return std::nullopt;
    const double n = static_cast<double>(customers), half = z_95 * std::sqrt(spread + sum.variance(fit));
    return Estimate{sum.value / n, Interval{std::fmax(0, sum.value - half) / n, std::fmin(n, sum.value + half) / n}, customers};
  }
};

/// What a model, fitted to what was known, gave each customer.
struct Foretold {
  std::vector<double> probabilities;  ///< beside the rows at the calibration end
  std::optional<Estimate> all, once;
};

Foretold foretold_by(const PurchaseFit& fit, const HoldoutData& data) {
  const BuysWithin buys(fit, data.histories.unique, (data.end - data.calibration_end) / days_per_week);
  Foretold result{std::vector<double>(data.actual.size()), std::nullopt, std::nullopt};
  ExpectedToCome all, once;
  data.histories.each([&](const History& history, std::span<const std::uint32_t> rows) {
    const BuysAgain each = buys(history);
    for (const std::uint32_t row : rows) result.probabilities[row] = each.probability;
    all.add(each, rows.size());
    if (history.x == 0) once.add(each, rows.size());
  });
  result.all = all.share(fit);
  result.once = once.share(fit);
  return result;
}

void write_share(JsonWriter& json, std::string_view name, const std::optional<Estimate>& share) { write_estimate(json.key(name), share, Unit::share); }

Estimate share_who_came(const HeldOutBase& base, bool only_once) {
  std::uint64_t n = 0, came = 0;
  for (std::size_t i = 0; i < base.size(); ++i)
    if (!only_once || base.once[i]) ++n, came += base.came[i];
  return share_of(came, n);
}

/// Simple rules, each told afterwards how often it happened in each of its groups.
constexpr std::array<std::string_view, 4> naive_names = {"everybody", "purchase_days", "days_since_last", "both"};

std::vector<std::uint32_t> naive_groups(const TransactionLog& log, Day end, std::size_t customers, std::size_t which) {
  constexpr std::uint32_t fifths = 5;
  const bool by_purchases = which == 1 || which == 3, by_silence = which == 2 || which == 3;
  std::vector<double> silences;
  std::vector<std::uint32_t> groups;
  silences.reserve(customers), groups.reserve(customers);
  each_customer(log, end, [&](const CustomerRow& row) {
    const auto days = static_cast<std::uint32_t>(row.frequency) + 1;
    const std::uint32_t purchases = days < 5 ? days : days < 10 ? 5 : 6;  // 1, 2, 3, 4, 5–9, 10 and more
    groups.push_back(by_purchases ? purchases * fifths : 0);
    silences.push_back(row.age - row.recency);
  });
  if (!by_silence) return groups;
  const std::vector<double> places = Ranks(silences).centred();
  for (std::size_t i = 0; i < customers; ++i) groups[i] += std::min(fifths - 1, static_cast<std::uint32_t>((places[i] + 0.5) * fifths));
  return groups;
}

/// One after the other: a million customers have 8 MB of probabilities by each. The chosen model's are returned; none where it had no fit.
std::vector<double> write_models(JsonWriter& json, const Prediction& prediction, const HoldoutData& data, const HeldOutBase& base, bool judged) {
  std::vector<double> chosen;
  json.key("models").array();
  for (std::size_t i = 0; i < prediction.models.size(); ++i) {
    const ModelOutcome& outcome = prediction.models[i];
    std::optional<Foretold> own;
    if (outcome.calibration) own = foretold_by(outcome.calibration, data);
    // Of the model as it was fitted then: k may have been another.
    const PurchaseFit& then = outcome.calibration ? outcome.calibration : outcome.fit;
    json.object().field("code", purchase_model_codes[static_cast<std::size_t>(then.model)]).field("title", title_of(then)).field("chosen", i == prediction.chosen);
    write_share(json, "expected", own ? own->all : std::nullopt);
    write_share(json, "once", own ? own->once : std::nullopt);
    const bool rated = own && judged;
    write_estimate(json.key("brier"), rated ? std::optional(mean_error(squared_errors(own->probabilities, base.came))) : std::nullopt, Unit::ratio);
    write_share(json, "concordance", rated ? concordance(own->probabilities, base.came) : std::nullopt);
    json.end();
    if (own && i == prediction.chosen) chosen = std::move(own->probabilities);
  }
  json.end();
  return chosen;
}

void write_reliability(JsonWriter& json, const TransactionLog& log, Day end, const HeldOutBase& base, std::span<const double> probabilities) {
  json.key("groups").array();
  for (const ReliabilityGroup& group : reliability(probabilities, base.came)) {
    json.object().field("from", group.low).field("to", group.high).field("predicted", group.predicted);
    write_share(json, "came", group.actual);
    json.end();
  }
  const std::vector<double> errors = squared_errors(probabilities, base.came);
  json.end().key("naive").array();
  for (std::size_t which = 0; which < naive_names.size(); ++which) {
    const std::vector<double> naive = hindsight_errors(naive_groups(log, end, base.size(), which), base.came);
    json.object().field("name", naive_names[which]);
    write_estimate(json.key("brier"), mean_error(naive), Unit::ratio);
    write_estimate(json.key("saved"), error_saved(errors, naive), Unit::ratio);
    json.end();
  }
  json.end();
}

/// Customers with like probabilities; equal ones stay together.
Strata like_probability(const HeldOutBase& base, std::span<const double> probabilities) {
  Strata strata;
  strata.count = std::clamp<std::size_t>(base.size() / fewest_in_stratum, 1, most_strata);
  strata.members.reserve(base.size());
  const std::vector<double> places = Ranks(probabilities).centred();
  for (std::size_t i = 0; i < base.size(); ++i) {
    const auto place = static_cast<std::size_t>((places[i] + 0.5) * static_cast<double>(strata.count));
    strata.members.push_back({base.came[i] != 0, static_cast<std::uint8_t>(std::min(strata.count - 1, place))});
  }
  return strata;
}

/// What the customer's own rhythm says, beside the other traits.
std::vector<Trait> rhythm_traits(const TransactionLog& log, const CustomerTable& table) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  Trait late{.name = "late", .unit = Unit::share, .share = true}, silence{.name = "silence_by_gap", .unit = Unit::ratio, .of_history = true};
  for (const Lateness each : lateness_of(log, table)) late.values.push_back(each == Lateness::too_few_gaps ? unknown : each == Lateness::late);
  for (const CustomerRow& row : table.rows) silence.values.push_back(row.frequency > 0 ? double(row.age - row.recency) * row.frequency / row.recency : unknown);
  return {std::move(silence), std::move(late)};
}

std::vector<TraitDifference> signs_of(const Loaded& loaded, Day end, const Strata& strata) {
  std::vector<TraitDifference> signs;
  const auto add = [&](Trait trait) { signs.push_back(strata.compared(std::move(trait))); };
  const CustomerTable table = customer_table(loaded.log, end);
  CustomerTraits(loaded.log, table, loaded.records, end).each(add);
  for (Trait& trait : rhythm_traits(loaded.log, table)) add(std::move(trait));
  return signs;
}

}  // namespace

std::string comeback_json(const Loaded& loaded, const Prediction& prediction) {
  const bool held_out = std::ranges::any_of(prediction.models, [](const ModelOutcome& outcome) { return bool(outcome.calibration); });
  JsonWriter json;
  json.object().field("kind", "comeback").field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.field("end", iso_text(prediction.observation_end)).field("calibration_end", held_out ? std::optional(iso_text(prediction.calibration_end)) : std::nullopt);
  std::vector<Sentence> caveats;
  if (prediction.holdout_skipped && !prediction.held_out()) caveats.push_back(*prediction.holdout_skipped);
  if (!held_out) {
    json.key("caveats").list(caveats).end();
    return std::move(json).text();
  }
  std::optional<HoldoutData> data = hold_out(loaded.log, prediction.calibration_end, prediction.table);
  const HeldOutBase base(*data);
  const bool enough = base.can_be_judged();
  if (!enough)
    caveats.push_back({Code::comeback_too_few, {{"day", iso_text(prediction.calibration_end)}, {"customers", std::int64_t(base.size())}, {"came", std::int64_t(base.came_back())},
                                                {"rest", std::int64_t(base.size() - base.came_back())}, {"needed", std::int64_t{fewest_of_each}}}});
  json.field("customers", base.size());
  write_share(json, "came", share_who_came(base, false));
  write_share(json, "once", share_who_came(base, true));
  std::vector<double> probabilities = write_models(json, prediction, *data, base, enough);
  data.reset();
  const bool judged = !probabilities.empty() && enough;
  json.field("judged", judged);
  if (judged) {
    write_reliability(json, loaded.log, prediction.calibration_end, base, probabilities);
    const Strata strata = like_probability(base, probabilities);
    probabilities = std::vector<double>();  // {} would keep its room, and the signs need a table
    if (strata.count < 2) caveats.push_back({Code::comeback_not_adjusted, {{"needed", std::int64_t{fewest_in_stratum}}, {"customers", std::int64_t(base.size())}}});
    json.field("strata", strata.count);
    write_differences(json, signs_of(loaded, prediction.calibration_end, strata), "came", "known_to_model", &Trait::of_history);
  }
  json.key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
