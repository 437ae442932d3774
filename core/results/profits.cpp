#include "results/profits.h"

#include <algorithm>
#include <cmath>

#include "base/money.h"
#include "base/special.h"
#include "metrics/customer_years.h"
#include "metrics/mean_sums.h"
#include "results/estimate_json.h"
#include "schema/header_words.h"

namespace lifeworth {
namespace {

constexpr std::array<std::string_view, 2> by_names = {"margin", "cost_column"};

Minor in_minor(double major, int digits) { return std::llround(major * static_cast<double>(power_of_ten(digits))); }

Sentence contacts_known(const ContactDays& contacts) {
  return {Code::contacts_known, {{"first", iso_text(contacts.first_day())}, {"last", iso_text(contacts.last_day())}}};
}

/// One part a customer of the table; `of(row)` gives it.
template <class Of>
RatioSums ratio_over(const CustomerTable& table, Of&& of) {
  RatioSums sums;
  for (const CustomerRow& row : table.rows) sums.add(of(row));
  return sums;
}

/// How much each customer moves the ratio.
template <class Of>
std::vector<double> influences_on(const RatioSums& sums, const CustomerTable& table, Of&& of) {
  std::vector<double> influences;
  influences.reserve(table.rows.size());
  for (const CustomerRow& row : table.rows) {
    const RatioPart part = of(row);
    influences.push_back((part.numerator - sums.ratio() * part.denominator) / sums.denominators());
  }
  return influences;
}

double sum_until(std::span<const Transaction> transactions, Day end) {
  Minor sum = 0;
  for (const Transaction& each : transactions)
    if (each.day <= end) sum += each.value;
  return static_cast<double>(sum);
}

void measure_margin(const Profits& profits, const CustomerTable& table, OrderProfit& order, OrderProfitInfluences& influences) {
  const auto kept = [&](const CustomerRow& row) {
    const auto revenue = static_cast<double>(row.value);
    return RatioPart{revenue - sum_until(profits.column()->of(row.customer), table.observation_end), revenue};
  };
  const RatioSums sums = ratio_over(table, kept);
  order.known = sums.denominators() > 0;
  if (!order.known) return;
  order.margin = sums.ratio();
  order.measured_margin = where_it_holds(ratio_of(sums));
  influences.margin = influences_on(sums, table, kept);
}

/// Over the time of which contacts are known: from the first of anybody's to the last, or to the observation end.
void measure_contacts(const Profits& profits, const CustomerTable& table, OrderProfit& order, OrderProfitInfluences& influences) {
  const ContactDays& contacts = profits.contacts();
  const Day from = contacts.first_day(), until = std::min(contacts.last_day(), table.observation_end);
  const auto within = [&](Day day) { return day >= from && day <= until; };
  const auto part_of = [&](const CustomerRow& row) {
    const auto days = profits.revenue().of(row.customer);
    const auto bought = std::ranges::count_if(days, [&](const Transaction& each) { return !each.refund && within(each.day); });
    return RatioPart{double(std::ranges::count_if(contacts.of(row.customer), within)), double(bought)};
  };
  const RatioSums sums = ratio_over(table, part_of);
  if (!(sums.denominators() > 0)) return;
  const auto each = static_cast<double>(profits.rule().cost_per_contact);
  order.contacts_per_order = where_it_holds(ratio_of(sums));
  order.cost += each * sums.ratio();
  influences.cost = influences_on(sums, table, part_of);
  for (double& own : influences.cost) own *= each;
}

}  // namespace

ProfitRule profit_rule(const PredictionSettings& settings, const Loaded& loaded) {
  const bool by_column = settings.profit_by ? *settings.profit_by == ProfitBy::cost_column : !settings.margin_given && !names_fees(loaded.orders.costs.column);
  return {by_column && loaded.costs ? ProfitBy::cost_column : ProfitBy::margin, settings.margin, in_minor(settings.cost_per_order, loaded.digits),
          in_minor(settings.cost_per_contact, loaded.digits)};
}

Profits::Profits(const Loaded& loaded, const ProfitRule& rule) : rule_(rule), revenue_(&loaded.log), column_(loaded.costs ? &*loaded.costs : nullptr) {
  if (!rule_.costs()) return;
  if (column()) caveats_.push_back({Code::profit_by_cost_column, {{"column", loaded.orders.costs.column}}});
  if (rule_.cost_per_contact != 0) {
    contacts_ = ContactDays(loaded.records, loaded.log.customers());
    if (contacts_.any()) caveats_.push_back(contacts_known(contacts_));
    else caveats_.push_back({Code::no_contacts_to_cost});
  }
  own_ = profit_log(loaded.log, column(), contacts_, rule_);
}

double covariance_of(const std::vector<double>& u, const std::vector<double>& v) {
  if (u.size() < 2 || v.size() != u.size()) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < u.size(); ++i) sum += u[i] * v[i];
  const auto n = static_cast<double>(u.size());
  return sum * n / (n - 1);
}

OrderProfit order_profit(const Profits& profits, const CustomerTable& table, OrderProfitInfluences& influences) {
  OrderProfit order;
  order.margin = profits.rule().margin;
  if (!profits.costs()) return order;
  order.costs = true;
  order.cost = static_cast<double>(profits.rule().cost_per_order);
  if (profits.column()) measure_margin(profits, table, order, influences);
  if (profits.contacts().any()) measure_contacts(profits, table, order, influences);
  const double together = covariance_of(influences.margin, influences.cost);
  order.covariance = {{{covariance_of(influences.margin, influences.margin), together}, {together, covariance_of(influences.cost, influences.cost)}}};
  return order;
}

Interval natural_interval(double value, double variance) {
  const double half = z_95 * std::sqrt(std::fmax(0, variance));
  return {value - half, value + half};
}

double ProfitSum::variance(const OrderProfit& order, const Matrix<4>& purchases, const Matrix<3>& spend) const {
  Vector<4> by_purchases;
  for (std::size_t k = 0; k < 4; ++k) by_purchases[k] = order.margin * revenue.by_purchase_parameters[k] - order.cost * orders.by_purchase_parameters[k];
  double with_spend = 0;
  for (std::size_t k = 0; k < 3; ++k)
    with_spend += order.margin * revenue.by_spend_parameters[k] * (revenue.value * order.with_spend[0][k] - orders.value * order.with_spend[1][k]);
  return quadratic_form(purchases, by_purchases) + order.margin * order.margin * quadratic_form(spend, revenue.by_spend_parameters) +
         quadratic_form(order.covariance, Vector<2>{revenue.value, -orders.value}) + 2 * with_spend;
}

Estimate ProfitSum::estimate(std::uint64_t n, const OrderProfit& order, const Fit<4>& purchases, const Fit<3>& spend) const {
  if (!order.costs) return scaled(revenue.estimate(n, purchases, &spend), order.margin);
  return {value(order), natural_interval(value(order), variance(order, purchases.covariance, spend.covariance)), n};
}

void write_costs(JsonWriter& json, const Profits& profits, const OrderProfit* order) {
  if (!profits.costs()) return;
  const ProfitRule& rule = profits.rule();
  json.key("costs").object().field("profit_by", by_names[static_cast<std::size_t>(rule.by)]);
  json.field("cost_per_order", rule.cost_per_order).field("cost_per_contact", rule.cost_per_contact);
  if (order) {
    write_estimate(json.key("margin"), rule.by == ProfitBy::margin ? std::optional(Estimate{rule.margin, std::nullopt, 0}) : order->measured_margin, Unit::share);
    write_estimate(json.key("contacts_per_order"), order->contacts_per_order, Unit::ratio);
    write_number(json.key("cost_of_order"), order->cost, Unit::money);
  }
  json.end();
}

}  // namespace lifeworth
