// A prediction → what a customer just won is worth over its horizon, in the parts the words "lifetime value" are made of: the first order, then
// repeat orders a year × years active × what a repeat order brings, less what discounting takes. In: fits and the customers' first orders. Out: the parts, and
// their sum, with intervals.
#pragma once

#include <optional>

#include "base/estimate.h"
#include "models/forecast.h"
#include "models/gamma_gamma.h"
#include "results/profits.h"

namespace lifeworth {

struct NewCustomer {
  Estimate first_order;           ///< profit, minor units: mean of the customers' first purchase days net of the refunds that followed. n: customers
  Estimate years_active;          ///< of the horizon; in a model without a contract a customer is active until leaving unseen
  Estimate repeats_per_year;      ///< purchase days per year active
  Estimate repeats;               ///< repeats_per_year × years_active
  std::optional<Estimate> repeat_order;  ///< profit, minor units; nothing without a model of spend, as the rest
  std::optional<double> discounting;     ///< minor units taken from the repeats' worth
  std::optional<Estimate> worth;         ///< first_order + repeats × repeat_order − discounting
};

/// What is asked of the fits: days of horizon, and a discount rate per week, continuous.
struct NewCustomerTerms {
  double horizon_days, discount_rate;
  double margin, minor_units;
  const OrderProfit* costs = nullptr;  ///< where there are any; the margin above does not count then
};

/// Customers' first purchase days, minor units: their revenue, or where there are costs their profit.
struct FirstOrders {
  Estimate mean;
  Vector<3> with_spend{};  ///< how the mean varies together with the spend model's ln-parameters: who spends much on the first order does on the next, too
  std::array<double, 2> with_order{};  ///< and together with the margin and the cost of an order to come, where those are measured
};

/// `spend`: null where there is none.
NewCustomer new_customer(const PurchaseFit& purchases, const Fit<3>* spend, const FirstOrders& first_orders, const NewCustomerTerms& terms);

}  // namespace lifeworth
