#include "results/tracking.h"

#include <algorithm>
#include <numeric>

#include "models/tracking.h"
#include "results/json_writer.h"

namespace lifeworth {
namespace {

constexpr Day week = 7;
/// A picture is no finer than this where periods of at most four weeks allow it.
constexpr int most_periods = 104, longest_period = 4;

/// What is followed: the customers won until `last`, on their days.
struct Followed {
  std::vector<double> won;                 ///< by day since the first
  std::vector<std::uint64_t> repeats;      ///< purchase days after the own first, by day, until the end
};

Followed followed(const TransactionLog& log, const CustomerTable& table, Day first, Day last) {
  const auto days = static_cast<std::size_t>(table.observation_end - first) + 1;
  Followed all{std::vector<double>(days), std::vector<std::uint64_t>(days)};
  for (const CustomerRow& row : table.rows) {
    if (row.first_day > last) continue;
    ++all.won[static_cast<std::size_t>(row.first_day - first)];
    if (row.frequency == 0) continue;
    for (const Transaction& transaction : log.of(row.customer))
      if (!transaction.refund && transaction.day > row.first_day && transaction.day <= table.observation_end)
        ++all.repeats[static_cast<std::size_t>(transaction.day - first)];
  }
  return all;
}

/// From totals to what each period added.
template <class Total>
std::vector<Total> per_period(std::vector<Total> totals) {
  std::adjacent_difference(totals.begin(), totals.end(), totals.begin());
  return totals;
}

/// As a place on an axis of weeks: the whole day counts.
double weeks_until(const Tracking& tracking, Day end) { return (end - tracking.first_day + 1) / double(week); }

}  // namespace

Tracking tracking_of(const TransactionLog& log, const Prediction& prediction) {
  Tracking tracking;
  tracking.expected.resize(prediction.models.size());
  const auto& rows = prediction.table.rows;
  if (rows.empty()) return tracking;
  // Where anything was held out, a model that cannot be fitted without it is not shown fitted with it.
  const bool held_out = std::ranges::any_of(prediction.models, [](const ModelOutcome& outcome) { return bool(outcome.calibration); });
  if (held_out) tracking.calibration_end = prediction.calibration_end;
  tracking.first_day = std::ranges::min(rows, {}, &CustomerRow::first_day).first_day;
  const Followed all = followed(log, prediction.table, tracking.first_day, tracking.calibration_end.value_or(prediction.observation_end));
  tracking.customers = static_cast<std::uint64_t>(std::accumulate(all.won.begin(), all.won.end(), 0.0));
  const auto weeks = static_cast<int>(all.won.size()) / week;
  tracking.weeks_a_period = std::clamp((weeks + most_periods - 1) / most_periods, 1, longest_period);
  std::vector<int> ends;
  std::uint64_t repeats = 0;
  for (int day = 0; day < static_cast<int>(all.repeats.size()); ++day) {
    repeats += all.repeats[static_cast<std::size_t>(day)];
    if ((day + 1) % (tracking.weeks_a_period * week)) continue;
    ends.push_back(day);
    tracking.ends.push_back(tracking.first_day + day);
    tracking.actual.push_back(repeats);
  }
  for (std::size_t i = 0; i < prediction.models.size(); ++i) {
    const PurchaseFit& fit = held_out ? prediction.models[i].calibration : prediction.models[i].fit;
    if (fit) tracking.expected[i] = tracked(fit, all.won, ends, week);
  }
  return tracking;
}

std::string tracking_json(const TransactionLog& log, const Prediction& prediction) {
  const Tracking tracking = tracking_of(log, prediction);
  JsonWriter json;
  json.object().field("kind", "tracking").field("customers", tracking.customers);
  json.field("first_day", tracking.customers ? std::optional(iso_text(tracking.first_day)) : std::nullopt);
  json.field("calibration_end", tracking.calibration_end ? std::optional(iso_text(*tracking.calibration_end)) : std::nullopt);
  json.field("calibration_weeks", tracking.calibration_end ? std::optional(weeks_until(tracking, *tracking.calibration_end)) : std::nullopt);
  json.field("weeks_a_period", tracking.weeks_a_period).key("ends").array();
  for (const Day end : tracking.ends) json.value(iso_text(end));
  json.end().key("weeks").array();
  for (const Day end : tracking.ends) json.value(weeks_until(tracking, end));
  json.end().key("actual").list(tracking.actual).key("actual_in_period").list(per_period(tracking.actual)).key("models").array();
  for (std::size_t i = 0; i < tracking.expected.size(); ++i) {
    const std::vector<Estimate>& expected = tracking.expected[i];
    std::vector<double> means;
    json.object().field("code", purchase_model_codes[static_cast<std::size_t>(prediction.models[i].fit.model)]).key("expected").array();
    for (const auto& [value, interval, n] : expected) {
      json.list(std::array{value, interval->low, interval->high});
      means.push_back(value);
    }
    json.end().key("expected_in_period").list(per_period(means)).end();
  }
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
