#include "results/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/special.h"
#include "models/simulation.h"
#include "results/estimate_json.h"
#include "results/json_writer.h"

namespace lifeworth {
namespace {

/// Forecasts of a draw are needed to a millionth, not to ten digits.
constexpr std::size_t few_ages = 10;

constexpr double day = 1 / days_per_week;

/// The share of `sorted`, interpolated between neighbours (Hyndman & Fan's 6th definition, which leaves room beyond the extremes).
double at_share(const std::vector<double>& sorted, double share) {
  const double place = std::clamp(share * double(sorted.size() + 1) - 1, 0.0, double(sorted.size() - 1));
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - double(below));
}

struct BaseTotals {
  double transactions = 0;
  std::optional<double> clv;  ///< minor units; nothing where the spend has no mean
};

struct DrawnProfit {
  double margin, cost;
};

/// What was measured of them may have come out otherwise.
DrawnProfit drawn_profit(const OrderProfit& own, Random& random) {
  const auto& [by_margin, by_cost] = own.covariance;
  const double sd = std::sqrt(by_margin[0]), together = sd > 0 ? by_margin[1] / sd : 0, first = random.normal(), second = random.normal();
  return {own.margin + sd * first, own.cost + together * first + std::sqrt(std::fmax(0, by_cost[1] - together * together)) * second};
}

/// What another fit says of the customers at hand.
BaseTotals base_by(const Prediction& prediction, const PurchaseFit& purchases, const Fit<3>& spend, Random& random) {
  const double horizon = (prediction.horizon_end - prediction.observation_end) / days_per_week;
  const Forecaster forecaster(purchases, prediction.histories.unique, horizon, weekly_discount(prediction.settings), Moments::first, few_ages);
  const auto spending = gamma_gamma::parameters_at(spend.log_theta);
  BaseTotals totals;
  double revenue = 0, orders = 0;
  prediction.histories.each([&](const History& history, std::span<const std::uint32_t> rows) {
    const HistoryForecast each = forecaster(history);
    totals.transactions += history.customers * each.transactions;
    if (!spend) return;
    double spent = 0;
    for (const std::uint32_t row : rows) spent += expected_spend(spending, prediction.table.rows[row], prediction.minor_units);
    revenue += each.discounted_transactions * spent;
    orders += history.customers * each.discounted_transactions;
  });
  const auto [margin, cost] = drawn_profit(prediction.order_profit, random);
  if (spend && spending.q > 1) totals.clv = margin * prediction.minor_units * revenue - cost * orders;
  return totals;
}

}  // namespace

Interval bootstrap_interval(double estimate, std::vector<double> drawn) {
  std::ranges::sort(drawn);
  // Draws that lie mostly to one side of the estimate tell that estimates do so to the truth.
  const auto below = static_cast<double>(std::ranges::lower_bound(drawn, estimate) - drawn.begin());
  const double n = static_cast<double>(drawn.size());
  const double bias = student_t_quantile((below + 0.5) / (n + 1), HUGE_VAL);  // of infinite degrees: the normal one
  const auto share = [&](double z) { return std::erfc(-(2 * bias + z) / std::numbers::sqrt2) / 2; };
  return {at_share(drawn, share(-z_95)), at_share(drawn, share(z_95))};
}

Bootstrap::Bootstrap(const Prediction& prediction, std::uint64_t seed) : settings_(prediction.settings), seed_(seed) {
  if (!prediction.knows_profit()) return;
  for (const CustomerRow& row : prediction.table.rows)
    if (const double mean = mean_repeat_spend(row, prediction.minor_units); mean > 0) spenders_.push_back({double(row.frequency), mean});
}

void Bootstrap::draw(const Prediction& prediction, std::uint64_t draws) {
  const PurchaseParameters purchases = parameters_at(prediction.purchases().model, prediction.purchases().log_theta);
  for (; draws > 0; --draws) {
    Random random(seed_ + 0x9e3779b97f4a7c15 * ++drawn_);
    const PurchaseFit fit = fit_alike(prediction.purchases(), simulated_base(purchases, prediction.histories.unique, day, random));
    if (!fit) continue;
    Fit<3> spend;
    if (prediction.knows_profit()) spend = gamma_gamma::fit(simulated_spenders(gamma_gamma::parameters_at(prediction.spend.log_theta), spenders_, random));
    const auto [transactions, clv] = base_by(prediction, fit, spend, random);
    transactions_.push_back(transactions);
    if (clv) clv_.push_back(*clv);
  }
}

Estimate Bootstrap::with_interval(Estimate estimate, const std::vector<double>& drawn) const {
  estimate.interval.reset();
  if (drawn_ >= fewest_draws && drawn.size() >= drawn_ - drawn_ / 20) estimate.interval = bootstrap_interval(estimate.value, drawn);
  return estimate;
}

std::optional<Estimate> Bootstrap::transactions(const Prediction& prediction) const {
  if (!prediction.purchases()) return std::nullopt;
  return with_interval(prediction.transactions, transactions_);
}

std::optional<Estimate> Bootstrap::clv(const Prediction& prediction) const {
  if (!prediction.purchases() || !prediction.knows_profit()) return std::nullopt;
  return with_interval(prediction.clv, clv_);
}

std::string bootstrap_json(const Bootstrap& bootstrap, const Prediction& prediction, std::uint64_t wanted, std::string_view currency, int digits) {
  JsonWriter json;
  json.object().field("kind", "bootstrap").field("currency", currency).field("minor_digits", digits).field("drawn", bootstrap.drawn()).field("wanted", wanted);
  json.field("settled", bootstrap.settled());
  json.key("transactions");
  write_estimate(json, bootstrap.transactions(prediction), Unit::transactions);
  json.key("clv");
  write_estimate(json, bootstrap.clv(prediction), Unit::money);
  json.end();
  return std::move(json).text();
}

}  // namespace lifeworth
