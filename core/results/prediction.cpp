#include "results/prediction.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "base/money.h"
#include "base/special.h"
#include "metrics/mean_sums.h"

namespace lifeworth {
namespace {

/// Below this many customers the delta method is a little optimistic: simulations with 150 held the truth in 93–94 % of cases.
constexpr std::size_t few_customers = 200;

std::uint64_t repeaters_in(const CustomerTable& table) {
  return static_cast<std::uint64_t>(std::ranges::count_if(table.rows, [](const CustomerRow& row) { return row.frequency > 0; }));
}

/// Pearson's correlation of frequency and average spend; nothing when one of them does not vary.
std::optional<double> correlation(std::span<const gamma_gamma::Spender> spenders) {
  const double n = static_cast<double>(spenders.size());
  double x = 0, m = 0, xx = 0, mm = 0, xm = 0;
  for (const auto& spender : spenders) x += spender.x / n, m += spender.m / n;
  for (const auto& spender : spenders) {
    xx += (spender.x - x) * (spender.x - x);
    mm += (spender.m - m) * (spender.m - m);
    xm += (spender.x - x) * (spender.m - m);
  }
  if (!(xx > 0 && mm > 0)) return std::nullopt;
  return xm / std::sqrt(xx * mm);
}

/// Average spends of repeat buyers, `use(row number, spender)`; those whose repeat purchases are worth nothing are left out.
template <class Use>
void each_spender(const Prediction& prediction, Use&& use) {
  for (std::size_t i = 0; i < prediction.table.rows.size(); ++i) {
    const CustomerRow& row = prediction.table.rows[i];
    const double mean = mean_repeat_spend(row, prediction.minor_units);
    if (row.frequency > 0 && mean > 0) use(i, gamma_gamma::Spender{double(row.frequency), mean});
  }
}

double first_order_of(const CustomerRow& row) { return static_cast<double>(row.value - row.repeat_value); }

void fit_spend(Prediction& prediction) {
  std::vector<gamma_gamma::Spender> spenders;
  std::vector<double> first_orders;  // of the spenders
  spenders.reserve(prediction.repeaters), first_orders.reserve(prediction.repeaters);
  MeanSums all;
  for (const CustomerRow& row : prediction.table.rows) {
    all.add(first_order_of(row));
    if (row.frequency == 0) continue;
    const double mean = mean_repeat_spend(row, prediction.minor_units);
    if (mean > 0) spenders.push_back({double(row.frequency), mean}), first_orders.push_back(first_order_of(row));
    else ++prediction.spend_excluded;
  }
  prediction.spend = gamma_gamma::fit(spenders);
  prediction.first_orders.mean = where_it_holds(all.estimate());
  if (prediction.spend) {
    for (double& own : first_orders) own = (own - all.mean()) / static_cast<double>(all.n());
    prediction.first_orders.with_spend =
        product(prediction.spend.covariance, gamma_gamma::weighted_score(gamma_gamma::parameters_at(prediction.spend.log_theta), spenders, first_orders));
  }
  prediction.spend_correlation = correlation(spenders);
  const std::int64_t n = std::int64_t(spenders.size());
  auto& caveats = prediction.fit_caveats;
  if (prediction.spend.failed != NoFit::none) {
    caveats.push_back({prediction.spend.failed == NoFit::too_few ? Code::spend_too_few : Code::spend_no_maximum, {{"customers", n}}});
  } else if (prediction.spend.theta[1] - z_95 * prediction.spend.standard_error[1] <= 1) {
    caveats.push_back({Code::spend_infinite_mean, {{"q", prediction.spend.theta[1]}}});
  } else {
    prediction.has_money = true;
  }
  // A correlation beyond what chance gives at this n (two standard errors of zero correlation) and not tiny.
  if (prediction.spend_correlation && n > 30 && std::abs(*prediction.spend_correlation) > std::max(0.15, 2 / std::sqrt(double(n))))
    caveats.push_back({Code::spend_depends_on_frequency, {{"correlation", *prediction.spend_correlation}, {"n", n}}});
  if (prediction.spend_excluded) caveats.push_back({Code::spend_excluded, {{"count", std::int64_t(prediction.spend_excluded)}}});
}

/// Profit of first orders where there are costs, and how it and what stays of an order to come vary together and with the model of spend.
FirstOrders first_profits(Prediction& prediction, const Profits& profits, const OrderProfitInfluences& influences) {
  const CustomerTable own = customer_table(profits.log(), prediction.observation_end);
  MeanSums all;
  for (const CustomerRow& row : own.rows) all.add(first_order_of(row));
  FirstOrders first{where_it_holds(all.estimate()), {}, {}};
  std::vector<double> apart;  // each customer's influence on the mean
  for (const CustomerRow& row : own.rows) apart.push_back((first_order_of(row) - all.mean()) / static_cast<double>(all.n()));
  const std::array<const std::vector<double>*, 2> others = {&influences.margin, &influences.cost};
  for (std::size_t k = 0; k < 2; ++k) first.with_order[k] = covariance_of(apart, *others[k]);
  if (!prediction.spend) return first;
  std::vector<gamma_gamma::Spender> spenders;
  std::vector<std::size_t> rows;
  each_spender(prediction, [&](std::size_t row, const gamma_gamma::Spender& spender) { spenders.push_back(spender), rows.push_back(row); });
  const auto with_spend = [&](const std::vector<double>& influence) {
    if (influence.empty()) return Vector<3>{};
    std::vector<double> weights;
    for (const std::size_t row : rows) weights.push_back(influence[row]);
    return product(prediction.spend.covariance, gamma_gamma::weighted_score(gamma_gamma::parameters_at(prediction.spend.log_theta), spenders, weights));
  };
  first.with_spend = with_spend(apart);
  for (std::size_t k = 0; k < 2; ++k) prediction.order_profit.with_spend[k] = with_spend(*others[k]);
  return first;
}
/// Repeat purchases worth nothing tell nothing of the spend.
double telling_purchases(const CustomerRow& row, double mean) { return mean > 0 ? row.frequency : 0; }

/// One customer's forecast with its intervals, whatever becomes of the prediction it was made for.
struct CustomerForecaster {
  Forecaster purchases;
  BuysWithin buys_within;
  Fit<4> purchase_fit;
  std::optional<Fit<3>> spend;  ///< nothing without money
  OrderProfit profit;
  double minor_units;

  CustomerForecast operator()(const CustomerRow& row) const {
    const HistoryForecast each = purchases(history_of(row));
    const BuysAgain buys = buys_within(history_of(row), each.p_alive, each.log_alive_gradient);
    const auto log_variance = [&](const Vector<4>& gradient) { return quadratic_form(purchase_fit.covariance, gradient); };
    CustomerForecast forecast{{each.p_alive, p_alive_interval(purchase_fit.covariance, each)},
                              {each.transactions, log_interval(each.transactions, log_variance(each.log_transactions_gradient))},
                              std::nullopt,
                              {buys.probability, logit_interval(buys.probability, log_variance(buys.log_gradient))}};
    if (!spend) return forecast;
    const auto [mean, gradient] = spend_forecast(gamma_gamma::parameters_at(spend->log_theta), row, minor_units);
    ProfitSum clv;
    clv.add(each.discounted_transactions, each.log_discounted_gradient, minor_units * mean, gradient);
    const Estimate worth = clv.estimate(1, profit, purchase_fit, *spend);
    forecast.clv = {worth.value, worth.interval.value_or(Interval{worth.value, worth.value})};
    return forecast;
  }
};

/// Scores of every customer and their sums.
void score_customers(Prediction& prediction, const Forecaster& forecaster, const BuysWithin& buys_within) {
  const std::uint64_t n = prediction.table.rows.size();
  const auto spend = gamma_gamma::parameters_at(prediction.spend.log_theta);
  ForecastSum alive, transactions;
  ProfitSum clv;
  const OrderProfit& profit = prediction.order_profit;
  std::uint64_t known = 0;  // customers of whom the model can say whether they are still active
  CustomerScores& scores = prediction.scores;
  scores.p_alive.resize(n), scores.transactions.resize(n), scores.clv.resize(prediction.knows_profit() ? n : 0), scores.buys.resize(n);
  prediction.histories.each([&](const History& history, std::span<const std::uint32_t> rows) {
    const HistoryForecast each = forecaster(history);
    // A number that no data can change is not shown.
    if (prediction.knows_alive(history.x)) {
      alive.add(history.customers * each.p_alive, each.log_alive_gradient);
      known += rows.size();
    }
    transactions.add(history.customers * each.transactions, each.log_transactions_gradient);
    const auto buys = float(buys_within(history, each.p_alive, each.log_alive_gradient).probability);
    for (const std::uint32_t row : rows) {
      scores.p_alive[row] = float(each.p_alive), scores.transactions[row] = float(each.transactions), scores.buys[row] = buys;
      if (!prediction.knows_profit()) continue;
      const auto [mean, gradient] = spend_forecast(spend, prediction.table.rows[row], prediction.minor_units);
      scores.clv[row] = float(each.discounted_transactions * (profit.margin * prediction.minor_units * mean - profit.cost));
      clv.add(each.discounted_transactions, each.log_discounted_gradient, prediction.minor_units * mean, gradient);
    }
  });
  const PurchaseFit& purchases = prediction.purchases();
  prediction.alive = at_most(double(known), alive.estimate(known, purchases));
  prediction.transactions = transactions.estimate(n, purchases);
  prediction.clv = clv.estimate(n, profit, purchases, prediction.spend);
  prediction.mean_clv = scaled(prediction.clv, 1 / static_cast<double>(n));
}

/// Holds back what came after the calibration end.
void check_models(Prediction& prediction, const TransactionLog& log) {
  const Day begin = log.first_day(), end = prediction.observation_end, calibration_end = prediction.calibration_end;
  prediction.naive_held_out.reset();
  prediction.holdout_skipped.reset();
  for (ModelOutcome& outcome : prediction.models) outcome.held_out.reset(), outcome.calibration = {};
  if (calibration_end < begin || calibration_end >= end) {
    prediction.holdout_skipped = Sentence{Code::calibration_out_of_range, {{"first", iso_text(begin)}, {"last", iso_text(std::max(begin, end - 1))}}};
    return;
  }
  HoldoutData data = hold_out(log, calibration_end, prediction.table);
  const std::uint64_t repeaters = data.repeaters;
  prediction.actual = data.total;
  if (!data.actual.empty()) prediction.naive_held_out = naive_check(data);
  check(prediction.models, log, std::move(data));
  for (const ModelOutcome& outcome : prediction.models)
    if (!outcome.held_out) prediction.holdout_skipped = purchases_failure(outcome.calibration, repeaters);
}

/// The part of a prediction that depends on the observation end alone, but for the histories: they are made anew when they are needed next, for a million of them
/// take the room that the check needs for others.
Prediction fitted(const TransactionLog& log, Day observation_end, int digits) {
  Prediction prediction;
  prediction.observation_end = observation_end;
  prediction.minor_units = static_cast<double>(power_of_ten(digits));
  prediction.table = customer_table(log, observation_end);
  prediction.repeaters = repeaters_in(prediction.table);
  prediction.late = lateness_of(log, prediction.table);
  prediction.models = outcomes_of(histories_of(prediction.table, log, observation_end));
  const auto fits = [](const ModelOutcome& outcome) { return bool(outcome.fit); };
  if (std::ranges::any_of(prediction.models, fits)) fit_spend(prediction);
  else prediction.fit_caveats.push_back(*purchases_failure(prediction.models.front().fit, prediction.repeaters));
  return prediction;
}

/// The model a person asked for, if it can be fitted, or the one to go by.
void choose(Prediction& prediction, std::optional<PurchaseModel> asked) {
  prediction.chosen = best_of(prediction.models).value_or(0);
  prediction.chosen_by_person = false;
  for (std::size_t i = 0; i < prediction.models.size(); ++i) {
    const PurchaseFit& fit = prediction.models[i].fit;
    if (asked == fit.model && fit) prediction.chosen = i, prediction.chosen_by_person = true;
  }
}

void add_forecast_caveats(Prediction& prediction) {
  const std::size_t customers = prediction.table.rows.size();
  auto& caveats = prediction.forecast_caveats;
  if (customers < few_customers) caveats.push_back({Code::few_customers, {{"n", std::int64_t(customers)}}});
  const std::uint64_t once = customers - prediction.repeaters;
  if (once && !lets_one_time_buyers_leave(prediction.purchases().model)) caveats.push_back({Code::one_time_buyers, {{"count", std::int64_t(once)}}});
  caveats.push_back({Code::parameter_interval});
}

Day calibration_end_of(const TransactionLog& log, const PredictionSettings& settings, Day observation_end) {
  return settings.calibration_end.value_or(log.first_day() + (observation_end - log.first_day()) * 3 / 4);
}

}  // namespace

std::optional<Sentence> purchases_failure(const Fit<4>& fit, std::uint64_t repeaters) {
  const std::vector<Argument> counts = {{"customers", std::int64_t(fit.customers)}, {"repeaters", std::int64_t(repeaters)}};
  switch (fit.failed) {
    case NoFit::none:
    case NoFit::not_tried: return std::nullopt;
    case NoFit::too_few: return Sentence{Code::fit_too_few, counts};
    case NoFit::nobody_repeats: return Sentence{Code::fit_nobody_repeats, counts};
    case NoFit::no_maximum: return Sentence{Code::fit_no_maximum, counts};
  }
  return std::nullopt;
}

SpendForecast spend_forecast(const gamma_gamma::Parameters& spend, const CustomerRow& row, double minor_units) {
  const double mean = mean_repeat_spend(row, minor_units);
  const double x = telling_purchases(row, mean);
  return {gamma_gamma::expected_spend(spend, x, mean), gamma_gamma::log_spend_gradient(spend, x, mean)};
}

double mean_repeat_spend(const CustomerRow& row, double minor_units) {
  return row.frequency > 0 ? static_cast<double>(row.repeat_value) / row.frequency / minor_units : 0;
}

double expected_spend(const gamma_gamma::Parameters& spend, const CustomerRow& row, double minor_units) {
  const double mean = mean_repeat_spend(row, minor_units);
  return gamma_gamma::expected_spend(spend, telling_purchases(row, mean), mean);
}

double weekly_discount(const PredictionSettings& settings) { return std::log1p(settings.discount) * days_per_week / 365; }

Prediction predict(const TransactionLog& log, const PredictionSettings& settings, int digits, std::optional<Prediction> before, const Profits* profits) {
  const Day observation_end = settings.observation_end.value_or(log.last_day());
  const Day calibration_end = calibration_end_of(log, settings, observation_end);
  const bool same_end = before && before->observation_end == observation_end;
  const bool same_check = same_end && before->calibration_end == calibration_end;
  const bool same_horizon = same_end && before->settings.horizon_months == settings.horizon_months;
  if (!same_end) before.reset();
  Prediction prediction = same_end ? std::move(*before) : fitted(log, observation_end, digits);
  prediction.settings = settings;
  prediction.calibration_end = calibration_end;
  prediction.horizon_end = add_months(observation_end, settings.horizon_months);
  prediction.forecast_caveats.clear();
  if (!same_check) {
    prediction.histories = {};
    check_models(prediction, log);
    prediction.histories = histories_of(prediction.table, log, observation_end);
  }
  choose(prediction, settings.model);
  const double horizon = (prediction.horizon_end - observation_end) / days_per_week;
  if (!same_horizon) {
    for (ModelOutcome& outcome : prediction.models) outcome.forecast = forecast_by(outcome.fit, prediction.histories, horizon);
    prediction.naive_transactions = naive_transactions(prediction.histories.unique, horizon);
  }
  OrderProfitInfluences influences;
  prediction.order_profit = profits ? order_profit(*profits, prediction.table, influences) : OrderProfit{};
  if (!profits) prediction.order_profit.margin = settings.margin;
  const bool costs = prediction.order_profit.costs;
  if (const PurchaseFit& purchases = prediction.purchases()) {
    const FirstOrders first_orders = costs ? first_profits(prediction, *profits, influences) : prediction.first_orders;
    const double discount_rate = weekly_discount(settings);
    const Forecaster forecaster(purchases, prediction.histories.unique, horizon, discount_rate, Moments::first);
    const BuysWithin buys_within(purchases, prediction.histories.unique, horizon);
    score_customers(prediction, forecaster, buys_within);
    const bool money = prediction.knows_profit();
    prediction.forecast_of = CustomerForecaster{forecaster, buys_within, purchases, money ? std::optional(prediction.spend) : std::nullopt,
                                                prediction.order_profit, prediction.minor_units};
    prediction.new_customer = new_customer(purchases, money ? &prediction.spend : nullptr, first_orders,
                                           {double(prediction.horizon_end - observation_end), discount_rate, settings.margin, prediction.minor_units, costs ? &prediction.order_profit : nullptr});
    add_forecast_caveats(prediction);
    if (profits) prediction.forecast_caveats.insert(prediction.forecast_caveats.end(), profits->caveats().begin(), profits->caveats().end());
    if (!prediction.order_profit.known) prediction.forecast_caveats.push_back({Code::no_revenue_to_cost});
  }
  return prediction;
}

}  // namespace lifeworth
