#include "models/next_purchase.h"

#include <cmath>
#include <limits>

namespace lifeworth {
namespace {

constexpr double for_ever = std::numeric_limits<double>::infinity();

/// Derivatives of ln f by ln θ of a function of the model's parameters.
template <class Function>
Vector<4> gradient_of(const PurchaseFit& fit, Function&& f) {
  return log_gradient<4>([&](const Vector<4>& log_theta) { return f(parameters_at(fit.model, log_theta)); }, fit.log_theta);
}

}  // namespace

double time_of_next_purchase(const PurchaseParameters& parameters, double x, double T, double share) {
  const double wanted = share * buys_again_if_alive(parameters, x, T, for_ever);
  // The probability rises with ln t; halved until two neighbours are left.
  double low = std::log(1e-12), high = std::log(1e200);
  for (int step = 0; step < 200 && high - low > 1e-13 * (1 + std::abs(high)); ++step) {
    const double middle = (low + high) / 2;
    (buys_again_if_alive(parameters, x, T, std::exp(middle)) < wanted ? low : high) = middle;
  }
  return std::exp((low + high) / 2);
}

BuysWithin::BuysWithin(const PurchaseFit& fit, std::span<const History> histories, double horizon, std::size_t ages)
    : parameters_(parameters_at(fit.model, fit.log_theta)),
      if_alive_(
          [&](double x, double T) {
            const auto buys = [&](const PurchaseParameters& at) { return buys_again_if_alive(at, x, T, horizon); };
            const Vector<4> gradient = gradient_of(fit, buys);
            return AgeTable<5>::Values{log_or_none(buys(parameters_)), gradient[0], gradient[1], gradient[2], gradient[3]};
          },
          time_scale(parameters_), histories, ages) {}

BuysAgain BuysWithin::operator()(const History& history, double p_alive, const Vector<4>& log_alive_gradient) const {
  const auto v = if_alive_.at(history.x, history.T);
  BuysAgain buys{p_alive * std::fmin(1, std::exp(v[0])), log_alive_gradient};
  for (std::size_t k = 0; k < 4; ++k) buys.log_gradient[k] += v[k + 1];
  return buys;
}

BuysAgain BuysWithin::operator()(const History& history) const {
  const double alive = p_alive(parameters_, history);
  return (*this)(history, alive, log_alive_gradient(parameters_, history, alive));
}

NextPurchase next_purchase(const PurchaseFit& fit, const History& history, double horizon) {
  const PurchaseParameters parameters = parameters_at(fit.model, fit.log_theta);
  const double alive = p_alive(parameters, history);
  const Vector<4> alive_gradient = log_alive_gradient(parameters, history, alive);
  const auto probability = [&](double t) {
    const auto if_alive = [&](const PurchaseParameters& at) { return buys_again_if_alive(at, history.x, history.T, t); };
    Vector<4> gradient = gradient_of(fit, if_alive);
    for (std::size_t k = 0; k < 4; ++k) gradient[k] += alive_gradient[k];
    const double p = alive * if_alive(parameters);
    return Estimate{p, logit_interval(p, quadratic_form(fit.covariance, gradient)), fit.customers};
  };
  NextPurchase next{probability(horizon), probability(for_ever), {}};
  for (std::size_t i = 0; i < next_purchase_shares.size(); ++i) {
    const auto reached = [&](const PurchaseParameters& at) { return time_of_next_purchase(at, history.x, history.T, next_purchase_shares[i]); };
    const double value = reached(parameters);
    next.times[i] = {value, log_interval(value, quadratic_form(fit.covariance, gradient_of(fit, reached))), fit.customers};
  }
  return next;
}

}  // namespace lifeworth
