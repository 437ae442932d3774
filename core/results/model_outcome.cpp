#include "results/model_outcome.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/special.h"
#include "models/forecast.h"

namespace lifeworth {
namespace {

/// MBG/CNBD-k's k is estimated, too.
double parameters_in(const PurchaseFit& fit) { return fit.model == PurchaseModel::mbg_cnbd_k ? 5 : 4; }

double horizon_of(const HoldoutData& data) { return (data.end - data.calibration_end) / days_per_week; }

double naive_rate(const History& history) { return history.T > 0 ? history.x / history.T : 0; }

/// Root of the mean squared difference between what customers did and `expected(history)` of them.
template <class Expected>
double error_of(const HoldoutData& data, Expected&& expected) {
  double squares = 0;
  data.histories.each([&](const History& history, std::span<const std::uint32_t> rows) {
    const double mean = expected(history);
    for (const std::uint32_t row : rows) squares += (data.actual[row] - mean) * (data.actual[row] - mean);
  });
  return std::sqrt(squares / static_cast<double>(data.actual.size()));
}

/// But for the score; nothing where nothing could be fitted.
std::optional<HeldOut> held_out_by(const PurchaseFit& fit, const HoldoutData& data) {
  if (!fit) return std::nullopt;
  const Forecaster forecaster(fit, data.histories.unique, horizon_of(data), 0);
  ForecastSum sum;
  double spread = 0;  // of what customers do, given the parameters
  const auto expected = [&](const History& history) {
    const HistoryForecast each = forecaster(history);
    sum.add(history.customers * each.transactions, each.log_transactions_gradient);
    spread += history.customers * each.variance;
    return each.transactions;
  };
  const double error = error_of(data, expected);
  const double sd = std::sqrt(spread + sum.variance(fit));
  return HeldOut{{sum.value, Interval{std::max(0.0, sum.value - z_95 * sd), sum.value + z_95 * sd}, data.actual.size()}, error, std::nullopt};
}

}  // namespace

HoldoutData hold_out(const TransactionLog& log, Day calibration_end, const CustomerTable& at_end) {
  HoldoutData data{calibration_end, at_end.observation_end, histories_of(log, calibration_end, calibration_end), {}, 0, 0};
  // Both tables are in the log's order, and whoever was a customer then is one at the end.
  data.actual.reserve(data.histories.rows.size());
  for (const CustomerRow& row : at_end.rows)
    if (row.first_day <= calibration_end) data.actual.push_back(row.frequency);
  data.histories.each([&](const History& then, std::span<const std::uint32_t> rows) {
    for (const std::uint32_t row : rows) data.total += static_cast<std::uint64_t>(data.actual[row] -= static_cast<std::int32_t>(then.x));
    if (then.x > 0) data.repeaters += rows.size();
  });
  return data;
}

ModelOutcome outcome_of(PurchaseModel model, const Histories& histories) { return {fit_purchases(model, histories.unique, histories.log_gaps), {}, std::nullopt, std::nullopt}; }

std::vector<ModelOutcome> outcomes_of(const Histories& histories) {
  std::vector<ModelOutcome> outcomes;
  double irregular = -HUGE_VAL;
  for (const PurchaseModel model : purchase_models) {
    ModelOutcome outcome = outcome_of(model, histories);
    if (model == PurchaseModel::mbg_nbd && outcome.fit) irregular = outcome.fit.log_likelihood;
    if (model == PurchaseModel::mbg_cnbd_k && !(outcome.fit && outcome.fit.log_likelihood > irregular)) continue;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

void check(std::span<ModelOutcome> outcomes, const TransactionLog& log, HoldoutData data) {
  const auto height = [](const ModelOutcome& outcome, const Histories& histories) { return log_likelihood(outcome.calibration, histories.unique, histories.log_gaps); };
  for (ModelOutcome& outcome : outcomes) {
    outcome.calibration = fit_purchases(outcome.fit.model, data.histories.unique, data.histories.log_gaps);
    outcome.held_out = held_out_by(outcome.calibration, data);
    if (outcome.held_out) outcome.held_out->log_score = -height(outcome, data.histories);
  }
  data.histories = {};
  const Histories later = histories_of(log, data.end, data.calibration_end);
  for (ModelOutcome& outcome : outcomes)
    if (outcome.held_out) *outcome.held_out->log_score += height(outcome, later);
}

std::optional<ModelForecast> forecast_by(const PurchaseFit& fit, const Histories& histories, double horizon) {
  if (!fit) return std::nullopt;
  const Forecaster forecaster(fit, histories.unique, horizon, 0, Moments::first);
  ForecastSum all, once, alive_once;
  double customers = 0, bought_once = 0;
  for (const History& history : histories.unique) {
    const HistoryForecast each = forecaster(history);
    all.add(history.customers * each.transactions, each.log_transactions_gradient);
    customers += history.customers;
    if (history.x > 0) continue;
    bought_once += history.customers;
    once.add(history.customers * each.transactions, each.log_transactions_gradient);
    alive_once.add(history.customers * each.p_alive, each.log_alive_gradient);
  }
  const auto estimate = [&](const ForecastSum& sum, double n) { return sum.estimate(static_cast<std::uint64_t>(n), fit); };
  ModelForecast forecast{estimate(all, customers), estimate(once, bought_once), std::nullopt};
  if (lets_one_time_buyers_leave(fit.model)) forecast.alive_once = at_most(bought_once, estimate(alive_once, bought_once));
  return forecast;
}

HeldOut naive_check(const HoldoutData& data) {
  const double horizon = horizon_of(data);
  const double error = error_of(data, [&](const History& history) { return naive_rate(history) * horizon; });
  return {{naive_transactions(data.histories.unique, horizon), std::nullopt, data.actual.size()}, error, std::nullopt};
}

double naive_transactions(std::span<const History> histories, double horizon) {
  double sum = 0;
  for (const History& history : histories) sum += history.customers * naive_rate(history) * horizon;
  return sum;
}

std::optional<std::size_t> best_of(std::span<const ModelOutcome> outcomes) {
  std::optional<std::size_t> best;
  const bool checked = std::ranges::any_of(outcomes, [](const ModelOutcome& outcome) { return outcome.fit && outcome.held_out; });
  const auto merit = [checked](const ModelOutcome& outcome) { return checked ? *outcome.held_out->log_score : outcome.fit.log_likelihood; };
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].fit || (checked && !outcomes[i].held_out)) continue;
    if (!best || merit(outcomes[i]) > merit(outcomes[*best])) best = i;
  }
  return best;
}

double akaike(const PurchaseFit& fit) { return 2 * parameters_in(fit) - 2 * fit.log_likelihood; }
double schwarz(const PurchaseFit& fit) { return parameters_in(fit) * std::log(static_cast<double>(fit.customers)) - 2 * fit.log_likelihood; }

}  // namespace lifeworth
