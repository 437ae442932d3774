#include "results/new_customer.h"

#include <cmath>
#include <utility>

#include "base/special.h"
#include "results/histories.h"

namespace lifeworth {
namespace {

/// A positive function of the purchase model's parameters; `interval_of` takes its value and the variance of its logarithm.
template <class Function>
Estimate estimate_of(const PurchaseFit& fit, Function&& f, Interval (*interval_of)(double, double) = log_interval) {
  const auto at = [&](const Vector<4>& log_theta) { return f(parameters_at(fit.model, log_theta, fit.k)); };
  const double value = at(fit.log_theta);
  return {value, interval_of(value, quadratic_form(fit.covariance, log_gradient<4>(at, fit.log_theta))), fit.customers};
}

double variance_of(const Estimate& estimate) {
  const double sd = (estimate.interval->high - estimate.interval->low) / (2 * z_95);
  return sd * sd;
}

/// Of profit that may be negative: revenue and orders with their derivatives, on the natural scale.
void add_worth_with_costs(NewCustomer& result, const PurchaseFit& purchases, const Fit<3>& spend, const FirstOrders& first_orders, const NewCustomerTerms& terms, double repeats,
                          const Vector<4>& log_repeats_gradient) {
  const OrderProfit& profit = *terms.costs;
  const gamma_gamma::Parameters spending = gamma_gamma::parameters_at(spend.log_theta);
  const double order = terms.minor_units * gamma_gamma::mean_spend(spending), stays = profit.margin * order - profit.cost;
  const auto sums_of = [&](double count, const Vector<4>& gradient) {
    ProfitSum sum;
    sum.add(count, gradient, order, gamma_gamma::log_spend_gradient(spending, 0, 0));
    return sum;
  };
  const auto variance_of_profit = [&](const ProfitSum& sum) { return sum.variance(profit, purchases.covariance, spend.covariance); };
  result.repeat_order = {stays, natural_interval(stays, variance_of_profit(sums_of(1, {}))), spend.customers};
  result.discounting = stays * (result.repeats.value - repeats);
  const auto to_come = sums_of(repeats, log_repeats_gradient);
  double together = to_come.revenue.value * first_orders.with_order[0] - to_come.orders.value * first_orders.with_order[1];
  for (std::size_t k = 0; k < 3; ++k) together += profit.margin * to_come.revenue.by_spend_parameters[k] * first_orders.with_spend[k];
  const double worth = result.first_order.value + stays * repeats;
  result.worth = {worth, std::nullopt, purchases.customers};
  if (result.first_order.interval) result.worth->interval = natural_interval(worth, variance_of(result.first_order) + variance_of_profit(to_come) + 2 * together);
}

void add_worth(NewCustomer& result, const PurchaseFit& purchases, const Fit<3>& spend, const FirstOrders& first_orders, const NewCustomerTerms& terms, double repeats,
               const Vector<4>& log_repeats_gradient) {
  const gamma_gamma::Parameters spending = gamma_gamma::parameters_at(spend.log_theta);
  const double order = terms.margin * terms.minor_units * gamma_gamma::mean_spend(spending);
  const Vector<3> order_gradient = gamma_gamma::log_spend_gradient(spending, 0, 0);
  const double order_variance = quadratic_form(spend.covariance, order_gradient);
  result.repeat_order = {order, log_interval(order, order_variance), spend.customers};
  const double to_come = order * repeats;
  const double to_come_variance = order_variance + quadratic_form(purchases.covariance, log_repeats_gradient);
  result.discounting = order * result.repeats.value - to_come;
  double together = 0;
  for (std::size_t k = 0; k < 3; ++k) together += terms.margin * order_gradient[k] * first_orders.with_spend[k];
  const double worth = result.first_order.value + to_come;
  result.worth = {worth, std::nullopt, purchases.customers};
  if (worth > 0 && result.first_order.interval)
    result.worth->interval =
        log_interval(worth, (variance_of(result.first_order) + to_come * to_come * to_come_variance + 2 * to_come * together) / (worth * worth));
}

}  // namespace

NewCustomer new_customer(const PurchaseFit& purchases, const Fit<3>* spend, const FirstOrders& first_orders, const NewCustomerTerms& terms) {
  constexpr double weeks_per_year = 365 / days_per_week;
  const double weeks = terms.horizon_days / days_per_week;
  const auto active = [weeks](const PurchaseParameters& own) { return expected_time_active(own, weeks) / weeks_per_year; };
  const auto repeats = [weeks](const PurchaseParameters& own) { return expected_transactions(own, weeks); };
  const auto share_active = [weeks](const PurchaseParameters& own) { return expected_time_active(own, weeks) / weeks; };
  NewCustomer result{scaled(first_orders.mean, terms.costs ? 1 : terms.margin), scaled(estimate_of(purchases, share_active, logit_interval), weeks / weeks_per_year),
                     estimate_of(purchases, [&](const PurchaseParameters& own) { return repeats(own) / active(own); }),
                     estimate_of(purchases, repeats), std::nullopt, std::nullopt, std::nullopt};
  if (!spend) return result;
  const auto discounted = [&](const Vector<4>& log_theta) {
    return discounted_transactions(parameters_at(purchases.model, log_theta, purchases.k), weeks, terms.discount_rate);
  };
  const double to_come = discounted(purchases.log_theta);
  const auto add = terms.costs ? add_worth_with_costs : add_worth;
  add(result, purchases, *spend, first_orders, terms, to_come, log_gradient<4>(discounted, purchases.log_theta));
  return result;
}

}  // namespace lifeworth
