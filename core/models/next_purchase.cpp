#include "models/next_purchase.h"

#include <cmath>
#include <limits>

namespace lifeworth {
namespace {

constexpr double for_ever = std::numeric_limits<double>::infinity();

/// Derivatives of ln f by ln θ of a function of the model's parameters.
template <class Function>
Vector<4> gradient_of(const PurchaseFit& fit, Function&& f) {
  return log_gradient<4>([&](const Vector<4>& log_theta) { return f(parameters_at(fit.model, log_theta, fit.k)); }, fit.log_theta);
}

}  // namespace

double time_of_next_purchase(const PurchaseParameters& parameters, const History& history, double share) {
  const double wanted = share * buys_again_if_alive(parameters, history, for_ever);
  // The probability rises with ln t; halved until two neighbours are left.
  double low = std::log(1e-12), high = std::log(1e200);
  for (int step = 0; step < 200 && high - low > 1e-13 * (1 + std::abs(high)); ++step) {
    const double middle = (low + high) / 2;
    (buys_again_if_alive(parameters, history, std::exp(middle)) < wanted ? low : high) = middle;
  }
  return std::exp((low + high) / 2);
}

BuysWithin::BuysWithin(const PurchaseFit& fit, std::span<const History> histories, double horizon, std::size_t ages)
    : parameters_(parameters_of(fit)),
      horizon_(horizon),
      if_alive_(
          [&](double x, std::span<const double> all) {
            std::vector<AgeTable<5>::Values> values;
            for (const double T : all) {
              const auto buys = [&](const PurchaseParameters& at) { return buys_again_if_alive(at, {x, T, T, 1}, horizon); };
              const Vector<4> gradient = gradient_of(fit, buys);
              values.push_back({log_or_none(buys(parameters_)), gradient[0], gradient[1], gradient[2], gradient[3]});
            }
            return values;
          },
          time_scale(parameters_), regular_of(parameters_) ? std::span<const History>() : histories, ages) {}

BuysAgain BuysWithin::operator()(const History& history, double p_alive, const Vector<4>& log_alive_gradient) const {
  if (const auto* regular = regular_of(parameters_)) {
    const auto& [x, t_x, T, customers] = history;
    const auto [if_alive, by_log_r, by_log_alpha] = mbg_cnbd_k::buys_again_slope(*regular, x, t_x, T, horizon_);
    return {p_alive * if_alive, {log_alive_gradient[0] + by_log_r, log_alive_gradient[1] + by_log_alpha, log_alive_gradient[2], log_alive_gradient[3]}};
  }
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
  const PurchaseParameters parameters = parameters_of(fit);
  const double alive = p_alive(parameters, history);
  const Vector<4> alive_gradient = log_alive_gradient(parameters, history, alive);
  const auto probability = [&](double t) {
    const auto if_alive = [&](const PurchaseParameters& at) { return buys_again_if_alive(at, history, t); };
    Vector<4> gradient = gradient_of(fit, if_alive);
    for (std::size_t k = 0; k < 4; ++k) gradient[k] += alive_gradient[k];
    const double p = alive * if_alive(parameters);
    return Estimate{p, logit_interval(p, quadratic_form(fit.covariance, gradient)), fit.customers};
  };
  NextPurchase next{probability(horizon), probability(for_ever), {}};
  for (std::size_t i = 0; i < next_purchase_shares.size(); ++i) {
    const auto reached = [&](const PurchaseParameters& at) { return time_of_next_purchase(at, history, next_purchase_shares[i]); };
    const double value = reached(parameters);
    next.times[i] = {value, log_interval(value, quadratic_form(fit.covariance, gradient_of(fit, reached))), fit.customers};
  }
  return next;
}

}  // namespace lifeworth
