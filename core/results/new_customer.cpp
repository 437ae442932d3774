#include "results/new_customer.h"

#include <cmath>

#include "base/special.h"
#include "results/histories.h"

namespace lifeworth {
namespace {

/// A positive function of the purchase model's parameters; `interval_of` takes its value and the variance of its logarithm.
template <class Function>
Estimate estimate_of(const PurchaseFit& fit, Function&& f, Interval (*interval_of)(double, double) = log_interval) {
  const auto at = [&](const Vector<4>& log_theta) { return f(parameters_at(fit.model, log_theta)); };
  const double value = at(fit.log_theta);
  return {value, interval_of(value, quadratic_form(fit.covariance, log_gradient<4>(at, fit.log_theta))), fit.customers};
}

double variance_of(const Estimate& estimate) {
  const double sd = (estimate.interval->high - estimate.interval->low) / (2 * z_95);
  return sd * sd;
}

}  // namespace

NewCustomer new_customer(const PurchaseFit& purchases, const Fit<3>* spend, const FirstOrders& first_orders, const NewCustomerTerms& terms) {
  constexpr double weeks_per_year = 365 / days_per_week;
  const double weeks = terms.horizon_days / days_per_week;
  const auto active = [weeks](const PurchaseParameters& own) { return expected_time_active(own, weeks) / weeks_per_year; };
  const auto repeats = [weeks](const PurchaseParameters& own) { return expected_transactions(own, weeks); };
  const auto share_active = [weeks](const PurchaseParameters& own) { return expected_time_active(own, weeks) / weeks; };
  NewCustomer result{scaled(first_orders.mean, terms.margin), scaled(estimate_of(purchases, share_active, logit_interval), weeks / weeks_per_year),
                     estimate_of(purchases, [&](const PurchaseParameters& own) { return repeats(own) / active(own); }),
                     estimate_of(purchases, repeats), std::nullopt, std::nullopt, std::nullopt};
  if (!spend) return result;
  const gamma_gamma::Parameters spending = gamma_gamma::parameters_at(spend->log_theta);
  const double order = terms.margin * terms.minor_units * gamma_gamma::mean_spend(spending);
  const Vector<3> order_gradient = gamma_gamma::log_spend_gradient(spending, 0, 0);
  const double order_variance = quadratic_form(spend->covariance, order_gradient);
  result.repeat_order = {order, log_interval(order, order_variance), spend->customers};
  const auto discounted = [&](const Vector<4>& log_theta) {
    return discounted_transactions(parameters_at(purchases.model, log_theta), weeks, terms.discount_rate);
  };
  const double to_come = order * discounted(purchases.log_theta);
  const double to_come_variance = order_variance + quadratic_form(purchases.covariance, log_gradient<4>(discounted, purchases.log_theta));
  result.discounting = order * result.repeats.value - to_come;
  double together = 0;
  for (std::size_t k = 0; k < 3; ++k) together += terms.margin * order_gradient[k] * first_orders.with_spend[k];
  const double worth = result.first_order.value + to_come;
  result.worth = {worth, std::nullopt, purchases.customers};
  if (worth > 0 && result.first_order.interval)
    result.worth->interval =
        log_interval(worth, (variance_of(result.first_order) + to_come * to_come * to_come_variance + 2 * to_come * together) / (worth * worth));
  return result;
}

}  // namespace lifeworth
