#include "results/opportunities.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/special.h"
#include "metrics/share.h"
#include "models/bg_bb_forecast.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// A table of all histories of more opportunities than this would not be read.
constexpr int most_in_table = 12;

std::vector<bg_bb::History> plain(const std::vector<DiscreteHistory>& all) {
  std::vector<bg_bb::History> histories;
  for (const DiscreteHistory& each : all) histories.push_back(each.history);
  return histories;
}

int last_known(const DiscreteOutcome& outcome, const Prediction& prediction) {
  const BillingPeriod period = outcome.use.period;
  if (prediction.settings.calibration_end) return last_whole_period(prediction.calibration_end, period);
  return outcome.last_period - std::max(1, (outcome.most_opportunities + 2) / 4);  // a quarter of them
}

/// `all`: the opportunities until the last period.
std::optional<HeldOutOpportunities> held_out_of(const TransactionLog& log, const Prediction& prediction, const DiscreteOutcome& outcome, const std::vector<Opportunities>& all) {
  HeldOutOpportunities held{last_known(outcome, prediction), 0, 0, {}, 0};
  held.opportunities = outcome.last_period - held.known_until;
  if (held.opportunities < 1) return std::nullopt;
  const auto then = opportunities(log, prediction.table, outcome.use.period, held.known_until);
  const auto histories = discrete_histories(then);
  const Fit<4> fit = bg_bb::fit(plain(histories));
  if (!fit) return std::nullopt;
  bg_bb::Forecaster forecaster(fit, held.opportunities, 0);
  ForecastSum sum;
  double spread = 0;  // of what customers do, given the parameters
  std::uint64_t customers = 0;
  for (const auto& [history, rows] : histories) {
    const HistoryForecast each = forecaster(history);
    sum.add(history.customers * each.transactions, each.log_transactions_gradient);
    spread += history.customers * each.variance;
    customers += rows.size();
    if (history.n > 0) held.naive += history.customers * history.x / history.n * held.opportunities;
  }
  // Both are in the table's order, and whoever was a customer then is one at the end.
  auto now = all.begin();
  for (const Opportunities& each : then) {
    while (now->row != each.row) ++now;
    held.actual += static_cast<std::uint64_t>(now->taken - each.taken);
  }
  const double half = z_95 * std::sqrt(spread + sum.variance(fit));
  held.expected = {sum.value, Interval{std::fmax(0, sum.value - half), sum.value + half}, customers};
  return held;
}

/// Whole periods from the last one on that end within the horizon.
int periods_to_come(const DiscreteOutcome& outcome, Day horizon_end) {
  return std::max(0, last_whole_period(horizon_end, outcome.use.period) - outcome.last_period);
}

/// What a period to come is worth less than the one before.
double discount_of(const Prediction& prediction, BillingPeriod period) { return std::pow(1 + prediction.settings.discount, 1 / periods_a_year(period)) - 1; }

void add_forecasts(DiscreteOutcome& outcome, const Prediction& prediction) {
  bg_bb::Forecaster forecaster(outcome.fit, outcome.to_come, discount_of(prediction, outcome.use.period));
  ForecastSum alive, transactions;
  ProfitSum clv;
  const auto spend = gamma_gamma::parameters_at(prediction.spend.log_theta);
  std::uint64_t n = 0;
  for (const auto& [history, rows] : outcome.histories) {
    const HistoryForecast each = forecaster(history);
    n += rows.size();
    alive.add(history.customers * each.p_alive, each.log_alive_gradient);
    if (!outcome.to_come) continue;
    transactions.add(history.customers * each.transactions, each.log_transactions_gradient);
    if (!prediction.knows_profit()) continue;
    for (const std::uint32_t row : rows) {
      const auto [mean, gradient] = spend_forecast(spend, prediction.table.rows[row], prediction.minor_units);
      clv.add(each.discounted_transactions, each.log_discounted_gradient, prediction.minor_units * mean, gradient);
    }
  }
  outcome.alive = at_most(double(n), alive.estimate(n, outcome.fit));
  if (!outcome.to_come) return;
  outcome.transactions = transactions.estimate(n, outcome.fit);
  if (prediction.knows_profit()) outcome.clv = clv.estimate(n, prediction.order_profit, outcome.fit, prediction.spend);
}

/// Each history of the customers who had as many opportunities as most had: what is known of them and expected.
void write_groups(JsonWriter& json, const DiscreteOutcome& outcome) {
  std::map<int, double> customers;
  for (const DiscreteHistory& each : outcome.histories) customers[each.history.n] += each.history.customers;
  customers.erase(0);
  const auto most = std::ranges::max_element(customers, {}, [](const auto& entry) { return entry.second; });
  json.key("opportunities_of_most").value(most == customers.end() ? 0 : most->first).key("groups").array();
  if (most != customers.end() && most->first <= most_in_table) {
    bg_bb::Forecaster forecaster(outcome.fit, outcome.to_come, 0);
    for (const auto& [history, rows] : outcome.histories) {
      if (history.n != most->first) continue;
      const HistoryForecast each = forecaster(history);
      json.object().field("taken", history.x).field("last", history.t_x).field("customers", rows.size());
      write_estimate(json.key("alive"), Estimate{each.p_alive, p_alive_interval(outcome.fit.covariance, each), rows.size()}, Unit::share);
      const Interval interval = log_interval(each.transactions, quadratic_form(outcome.fit.covariance, each.log_transactions_gradient));
      write_estimate(json.key("expected"), outcome.to_come ? std::optional(Estimate{each.transactions, interval, rows.size()}) : std::nullopt, Unit::transactions);
      json.end();
    }
  }
  json.end();
}

void write_fit(JsonWriter& json, const Fit<4>& fit) {
  constexpr std::array<std::string_view, 4> names = {"alpha", "beta", "gamma", "delta"};
  json.key("fit");
  if (!fit) {
    json.null();
    return;
  }
  json.object().field("log_likelihood", fit.log_likelihood).field("customers", fit.customers).key("parameters").array();
  for (std::size_t i = 0; i < 4; ++i) json.object().field("name", names[i]).field("value", fit.theta[i]).field("standard_error", fit.standard_error[i]).end();
  json.end().end();
}

void write_held_out(JsonWriter& json, const DiscreteOutcome& outcome) {
  json.key("held_out");
  if (!outcome.held_out) {
    json.null();
    return;
  }
  const BillingPeriod period = outcome.use.period;
  const auto& [known_until, count, actual, expected, naive] = *outcome.held_out;
  json.object().field("known_until", iso_text(first_day_of(known_until + 1, period) - 1)).field("until", iso_text(first_day_of(outcome.last_period + 1, period) - 1));
  json.field("opportunities", count).field("actual", actual).field("naive", naive);
  write_estimate(json.key("expected"), expected, Unit::transactions);
  json.end();
}

}  // namespace

std::vector<DiscreteHistory> discrete_histories(const std::vector<Opportunities>& all) {
  std::map<std::tuple<int, int, int>, std::vector<std::uint32_t>> rows;
  for (const Opportunities& each : all) rows[{each.all, each.taken, each.last}].push_back(each.row);
  std::vector<DiscreteHistory> histories;
  for (auto& [key, own] : rows) {
    const auto& [n, x, t_x] = key;
    const double customers = static_cast<double>(own.size());
    histories.push_back({{x, t_x, n, customers}, std::move(own)});
  }
  return histories;
}

std::optional<DiscreteOutcome> discrete_outcome(const TransactionLog& log, const Prediction& prediction) {
  const auto use = fixed_times(log, prediction.table);
  if (!use) return std::nullopt;
  DiscreteOutcome outcome;
  outcome.use = *use;
  outcome.last_period = last_whole_period(prediction.observation_end, use->period);
  const auto all = opportunities(log, prediction.table, use->period, outcome.last_period);
  outcome.too_young = prediction.table.rows.size() - all.size();
  for (const Opportunities& each : all) outcome.most_opportunities = std::max(outcome.most_opportunities, each.all);
  outcome.histories = discrete_histories(all);
  outcome.fit = bg_bb::fit(plain(outcome.histories));
  outcome.to_come = periods_to_come(outcome, prediction.horizon_end);
  if (!outcome.fit) return outcome;
  add_forecasts(outcome, prediction);
  outcome.held_out = held_out_of(log, prediction, outcome, all);
  return outcome;
}

std::string opportunities_json(const TransactionLog& log, const Prediction& prediction, std::string_view currency, int digits) {
  JsonWriter json;
  json.object().field("kind", "opportunities").field("currency", currency).field("minor_digits", digits);
  const auto outcome = discrete_outcome(log, prediction);
  if (!outcome) {
    json.key("period").null().end();
    return std::move(json).text();
  }
  const BillingPeriod period = outcome->use.period;
  json.field("period", code_of(period));
  write_estimate(json.key("once"), share_of(outcome->use.once, outcome->use.used), Unit::share);
  write_estimate(json.key("taken"), share_of(outcome->use.taken, outcome->use.between), Unit::share);
  json.field("last_day", iso_text(first_day_of(outcome->last_period + 1, period) - 1)).field("opportunities", outcome->most_opportunities);
  json.field("customers", prediction.table.rows.size() - outcome->too_young).field("too_young", outcome->too_young);
  write_fit(json, outcome->fit);
  json.key("failure").value(purchases_failure(outcome->fit, prediction.repeaters));
  json.field("to_come", outcome->to_come).field("until", iso_text(first_day_of(outcome->last_period + outcome->to_come + 1, period) - 1));
  write_estimate(json.key("alive"), outcome->alive, Unit::customers);
  write_estimate(json.key("transactions"), outcome->transactions, Unit::transactions);
  write_estimate(json.key("clv"), outcome->clv, Unit::money);
  write_held_out(json, *outcome);
  if (outcome->fit) write_groups(json, *outcome);
  else json.field("opportunities_of_most", 0).key("groups").array().end();
  json.end();
  return std::move(json).text();
}

}  // namespace lifeworth
