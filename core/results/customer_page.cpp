#include "results/customer_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "metrics/rhythm.h"
#include "models/next_purchase.h"
#include "results/estimate_json.h"
#include "schema/cells.h"

namespace lifeworth {
namespace {

/// Of who has more, the latest are listed.
constexpr std::size_t listed_purchases = 1000;
/// A picture is no finer than this.
constexpr Day path_points = 200;
/// What the models say of later times rests on nothing that was seen.
constexpr Day farthest = 3650;

/// The customer's transactions until the observation end.
std::span<const Transaction> until(std::span<const Transaction> all, Day end) {
  return all.first(static_cast<std::size_t>(std::ranges::upper_bound(all, end, {}, &Transaction::day) - all.begin()));
}

Minor sum_until(std::span<const Transaction> all, Day end) {
  Minor sum = 0;
  for (const Transaction& each : until(all, end)) sum += each.value;
  return sum;
}

void write_purchases(JsonWriter& json, std::span<const Transaction> transactions) {
  const std::size_t listed = std::min(transactions.size(), listed_purchases);
  json.field("not_listed", transactions.size() - listed).key("purchases").array();
  for (const Transaction& each : transactions.last(listed))
    json.object().field("day", iso_text(each.day)).field("value", each.value).field("refund", each.refund).end();
  json.end();
}

Sentence rhythm_said(const Rhythm& rhythm) {
  std::vector<Argument> arguments = {{"days", std::int64_t(rhythm.silence)}, {"gaps", std::int64_t(rhythm.gaps)}};
  if (!rhythm.enough) {
    arguments.push_back({"needed", std::int64_t(fewest_gaps)});
    return {Code::rhythm_too_few, arguments};
  }
  arguments.push_back({"of", std::int64_t(rhythm.gaps + 1)});
  if (rhythm.longer == 0) return {Code::rhythm_late_beyond_all, arguments};
  arguments.push_back({"longer", std::int64_t(rhythm.longer)});
  arguments.push_back({"times", std::int64_t(rhythm.longer + 1)});
  return {rhythm.late ? Code::rhythm_late : Code::rhythm_usual, arguments};
}

void write_rhythm(JsonWriter& json, const Rhythm& rhythm) {
  const auto where = [](bool known, auto value) { return known ? std::optional(value) : std::nullopt; };
  json.object().field("late", rhythm.late).field("silence", rhythm.silence).field("gaps", rhythm.gaps).field("longer", rhythm.longer);
  json.field("median_gap", where(rhythm.gaps > 0, rhythm.median)).field("longest_gap", where(rhythm.gaps > 0, rhythm.longest));
  json.field("chance", where(rhythm.enough, rhythm.chance)).field("sentence", rhythm_said(rhythm)).end();
}

/// P(alive) day by day under the parameters of today's fit, as it would have been said from what was known on the day: of a purchase day before the
/// purchase and after it. Days are as many as a picture needs, with all purchase days where they are no more than that.
class AlivePath {
 public:
  AlivePath(const Prediction& prediction, std::span<const Day> purchases)
      : prediction_(prediction), parameters_(parameters_of(prediction.purchases())), purchases_(purchases) {}

  void write(JsonWriter& json) const {
    const Day first = purchases_.front(), end = prediction_.observation_end, step = std::max<Day>(1, (end - first + path_points - 1) / path_points);
    const bool each_purchase = purchases_.size() <= std::size_t(path_points);
    std::vector<Day> days;
    for (Day day = first; day < end; day += step) days.push_back(day);
    days.push_back(end);
    if (each_purchase) days.insert(days.end(), purchases_.begin(), purchases_.end());
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    json.array();
    for (const Day day : days) {
      const auto after = std::ranges::upper_bound(purchases_, day);
      const auto bought = static_cast<std::size_t>(after - purchases_.begin());
      if (each_purchase && bought > 1 && purchases_[bought - 1] == day) write_point(json, day, bought - 1);
      write_point(json, day, bought);
    }
    json.end();
  }

 private:
  /// [day, value, low, high], when `bought` purchases are known.
  void write_point(JsonWriter& json, Day day, std::size_t bought) const {
    if (!prediction_.knows_alive(double(bought - 1))) return;
    const History history{double(bought - 1), (purchases_[bought - 1] - purchases_[0]) / days_per_week, (day - purchases_[0]) / days_per_week, 1};
    const double alive = p_alive(parameters_, history);
    const Interval interval = logit_interval(alive, quadratic_form(prediction_.purchases().covariance, log_alive_gradient(parameters_, history, alive)));
    json.array().value(iso_text(day)).value(alive).value(interval.low).value(interval.high).end();
  }

  const Prediction& prediction_;
  PurchaseParameters parameters_;
  std::span<const Day> purchases_;
};

/// Times of which each part may lie too far off to be said.
void write_times(JsonWriter& json, const NextPurchase& next, Day end) {
  const auto sayable = [](double weeks) { return weeks * days_per_week <= farthest ? std::optional(weeks * days_per_week) : std::nullopt; };
  json.field("within_days", farthest).key("times").array();
  for (std::size_t i = 0; i < next.times.size(); ++i) {
    const auto& [value, interval, n] = next.times[i];
    const auto days = sayable(value);
    json.object().field("share", next_purchase_shares[i]).field("day", days ? std::optional(iso_text(end + Day(std::ceil(*days)))) : std::nullopt);
    json.key("days").object().field("value", days).field("low", sayable(interval->low)).field("high", sayable(interval->high)).field("n", n);
    json.field("unit", name_of(Unit::days)).end().end();
  }
  json.end();
}

void write_forecast(JsonWriter& json, const Prediction& prediction, const CustomerRow& row, std::span<const Day> purchases) {
  const PurchaseFit& fit = prediction.purchases();
  const CustomerForecast forecast = prediction.forecast_of(row);
  const auto estimate = [&](const Forecasted& each) { return Estimate{each.value, each.interval, fit.customers}; };
  const bool knows = prediction.knows_alive(row.frequency);
  const double horizon = (prediction.horizon_end - prediction.observation_end) / days_per_week;
  const NextPurchase next = next_purchase(fit, history_of(row), horizon);
  json.object();
  write_estimate(json.key("p_alive"), knows ? std::optional(estimate(forecast.p_alive)) : std::nullopt, Unit::share);
  write_estimate(json.key("transactions"), estimate(forecast.transactions), Unit::transactions);
  write_estimate(json.key("clv"), forecast.clv ? std::optional(estimate(*forecast.clv)) : std::nullopt, Unit::money);
  write_estimate(json.key("buys"), next.within, Unit::share);
  // Where nobody can be told to have left, all come back in the end by construction.
  write_estimate(json.key("buys_ever"), knows ? std::optional(next.ever) : std::nullopt, Unit::share);
  json.key("next_purchase").object();
  write_times(json, next, prediction.observation_end);
  json.end().key("alive");
  AlivePath(prediction, purchases).write(json);
  json.end();
}

}  // namespace

Expected<std::string> customer_json(const Prediction& prediction, const TransactionLog& log, const TextDictionary& names, std::string_view name,
                                    std::string_view currency, int digits, const Profits& profits) {
  const auto number = customer_known_as(names, name);
  if (!number || *number >= log.customers() || log.of(*number).empty())
    return std::unexpected(Error{Code::customer_unknown, {{"customer", std::string(name)}}});
  const auto& rows = prediction.table.rows;  // by customer
  const auto found = std::ranges::lower_bound(rows, *number, {}, &CustomerRow::customer);
  if (found == rows.end() || found->customer != *number)
    return std::unexpected(Error{Code::customer_without_purchase, {{"day", iso_text(prediction.observation_end)}}});
  const CustomerRow& row = *found;
  const auto transactions = until(log.of(*number), prediction.observation_end);
  std::vector<Day> purchases;
  for (const Transaction& each : transactions)
    if (!each.refund) purchases.push_back(each.day);

  JsonWriter json;
  json.object().field("kind", "customer").field("customer", names[*number]).field("currency", currency).field("minor_digits", digits);
  json.field("observation_end", iso_text(prediction.observation_end)).field("horizon_end", iso_text(prediction.horizon_end));
  json.field("margin", prediction.settings.margin);
  write_costs(json, profits, &prediction.order_profit);
  json.field("orders", row.frequency + 1).field("first_day", iso_text(row.first_day)).field("last_day", iso_text(row.last_day)).field("age", row.age);
  json.field("value", row.value).field("refunds", row.refunds);
  if (profits.costs()) json.field("profit", sum_until(profits.log().of(*number), prediction.observation_end));
  write_purchases(json, transactions);
  write_rhythm(json.key("rhythm"), rhythm_of(purchases, prediction.observation_end));
  const bool predicted = static_cast<bool>(prediction.forecast_of);
  json.field("model", predicted ? std::optional(purchase_model_codes[std::size_t(prediction.purchases().model)]) : std::nullopt).key("forecast");
  if (predicted) write_forecast(json, prediction, row, purchases);
  else json.null();
  json.key("caveats").array();
  if (predicted && !prediction.knows_alive(row.frequency)) json.value(Sentence{Code::alive_unknown_once});
  if (!predicted || !prediction.knows_profit())
    for (const Sentence& caveat : prediction.fit_caveats) json.value(caveat);
  if (predicted)
    for (const Sentence& caveat : prediction.forecast_caveats)
      if (caveat.code != Code::one_time_buyers) json.value(caveat);  // that one is about all of them
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
