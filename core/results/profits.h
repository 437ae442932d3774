// Settings + what was read → what profit is here, for whatever counts or expects it. Without costs profit is a share of revenue and nothing is built for it.
#pragma once

#include <optional>
#include <vector>

#include "customers/profit.h"
#include "models/forecast.h"
#include "results/histories.h"
#include "results/json_writer.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// What the settings ask for: money in minor units; by the column of costs where there is one, unless a margin is given or chosen.
ProfitRule profit_rule(const PredictionSettings& settings, const Loaded& loaded);

/// Transactions whose value × factor is profit.
class Profits {
 public:
  /// By a margin alone.
  Profits(const TransactionLog& revenue, double margin) : rule_{ProfitBy::margin, margin, 0, 0}, revenue_(&revenue) {}
  Profits(const Loaded& loaded, const ProfitRule& rule);

  const ProfitRule& rule() const { return rule_; }
  bool costs() const { return own_.has_value(); }
  const TransactionLog& log() const { return own_ ? *own_ : *revenue_; }
  double factor() const { return own_ ? 1 : rule_.margin; }
  const TransactionLog& revenue() const { return *revenue_; }
  /// What was sold cost, where the rule goes by it.
  const TransactionLog* column() const { return rule_.by == ProfitBy::cost_column ? column_ : nullptr; }
  const ContactDays& contacts() const { return contacts_; }
  /// How profit is to be read: what the costs leave out.
  const std::vector<Sentence>& caveats() const { return caveats_; }

 private:
  ProfitRule rule_;
  const TransactionLog* revenue_;
  const TransactionLog* column_ = nullptr;
  std::optional<TransactionLog> own_;
  ContactDays contacts_;
  std::vector<Sentence> caveats_;
};

/// What stays of an order to come, and how well that is known: margin × its value − cost. Margin and contacts per order are ratios over the base's customers
/// (Cochran 1977, Sampling Techniques, 2.11 and 6.4); they vary together with each other and with the model of spend.
struct OrderProfit {
  double margin = 1;
  double cost = 0;                       ///< minor units: cost per order + cost per contact × contacts per order
  bool known = true;                     ///< false: there is no revenue to measure the margin by
  bool costs = false;                    ///< profit may be negative: intervals are on the natural scale
  std::optional<Estimate> measured_margin;     ///< by the column of costs
  std::optional<Estimate> contacts_per_order;
  Matrix<2> covariance{};                ///< of margin and cost
  std::array<Vector<3>, 2> with_spend{}; ///< of margin and cost with the spend model's ln-parameters
};

/// How much each customer moves margin and cost, (numerator − ratio × denominator) ÷ Σ denominators, by row of the table; empty where they are taken as known.
struct OrderProfitInfluences {
  std::vector<double> margin, cost;
};

/// Covariance of two statistics by their influences; 0 where one of them is taken as known.
double covariance_of(const std::vector<double>& u, const std::vector<double>& v);

/// `table`: of the revenue, up to the observation end.
OrderProfit order_profit(const Profits& profits, const CustomerTable& table, OrderProfitInfluences& influences);

/// 95 % of what may be negative: value ± 1.96 sd.
Interval natural_interval(double value, double variance);

/// Profit of orders to come, added up over customers, with what its interval needs.
struct ProfitSum {
  ForecastSum revenue;  ///< minor units, discounted
  ForecastSum orders;   ///< discounted

  /// Orders of one customer with what each brings, in minor units.
  void add(double discounted_orders, const Vector<4>& log_orders_gradient, double spend, const Vector<3>& log_spend_gradient) {
    revenue.add(discounted_orders * spend, log_orders_gradient, log_spend_gradient);
    orders.add(discounted_orders, log_orders_gradient);
  }
  double value(const OrderProfit& order) const { return order.margin * revenue.value - order.cost * orders.value; }
  /// Of `value` by the delta method; the models' ln-parameters have these covariances.
  double variance(const OrderProfit& order, const Matrix<4>& purchases, const Matrix<3>& spend) const;
  /// Of n customers, by these fits.
  Estimate estimate(std::uint64_t n, const OrderProfit& order, const Fit<4>& purchases, const Fit<3>& spend) const;
};

/// {"profit_by", "margin", "cost_per_order", …}: core/README.md, "costs". Writes nothing where there are no costs.
void write_costs(JsonWriter& json, const Profits& profits, const OrderProfit* order = nullptr);

}  // namespace lifeworth
