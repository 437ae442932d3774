#include "models/purchase_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lifeworth {

PurchaseFit fit_purchases(PurchaseModel model, std::span<const History> histories) {
  switch (model) {
    case PurchaseModel::bg_nbd: return {bg_nbd::fit(histories), model};
    case PurchaseModel::mbg_nbd: return {mbg_cnbd_k::fit(histories, 1, 0), model};
    case PurchaseModel::pareto_nbd: return {pareto_nbd::fit(histories), model};
  }
  std::unreachable();
}

LogLikelihood log_likelihood_of(PurchaseModel model, std::span<const History> histories) {
  switch (model) {
    case PurchaseModel::bg_nbd: return bg_nbd::log_likelihood_of(histories);
    case PurchaseModel::mbg_nbd: return mbg_cnbd_k::log_likelihood_of(histories, 1);
    case PurchaseModel::pareto_nbd: return pareto_nbd::log_likelihood_of(histories);
  }
  std::unreachable();
}

Starts starts(PurchaseModel model, double log_mean_age) {
  switch (model) {
    case PurchaseModel::bg_nbd: return bg_nbd::starts(log_mean_age);
    case PurchaseModel::mbg_nbd: return mbg_cnbd_k::starts(log_mean_age, 1);
    case PurchaseModel::pareto_nbd: return pareto_nbd::starts(log_mean_age);
  }
  std::unreachable();
}

PurchaseParameters parameters_at(PurchaseModel model, const Vector<4>& log_theta) {
  switch (model) {
    case PurchaseModel::bg_nbd: return bg_nbd::parameters_at(log_theta);
    case PurchaseModel::mbg_nbd: return mbg_cnbd_k::parameters_at(log_theta, 1);
    case PurchaseModel::pareto_nbd: return pareto_nbd::parameters_at(log_theta);
  }
  std::unreachable();
}

double time_scale(const PurchaseParameters& parameters) {
  const auto scale = [](const auto& own) {
    if constexpr (requires { own.beta; }) return std::min(own.alpha, own.beta);
    else return own.alpha;
  };
  return std::visit(scale, parameters);
}

double log_likelihood(const PurchaseFit& fit, std::span<const History> histories) {
  switch (fit.model) {
    case PurchaseModel::bg_nbd: return log_likelihood(bg_nbd::parameters_at(fit.log_theta), histories).value;
    case PurchaseModel::mbg_nbd: return log_likelihood(mbg_cnbd_k::parameters_at(fit.log_theta, 1), histories, 0).value;
    case PurchaseModel::pareto_nbd: return log_likelihood(pareto_nbd::parameters_at(fit.log_theta), histories).value;
  }
  std::unreachable();
}

double p_alive(const PurchaseParameters& parameters, const History& history) {
  return std::visit([&](const auto& own) { return p_alive(own, history.x, history.t_x, history.T); }, parameters);
}

Vector<4> log_alive_gradient(const PurchaseParameters& parameters, const History& history, double p_alive) {
  return std::visit([&](const auto& own) { return log_alive_gradient(own, history, p_alive); }, parameters);
}

double expected_transactions(const PurchaseParameters& parameters, double t) {
  return std::visit([&](const auto& own) { return expected_transactions(own, t); }, parameters);
}

double expected_time_active(const PurchaseParameters& parameters, double t) {
  return std::visit([&](const auto& own) { return expected_time_active(own, t); }, parameters);
}

double discounted_transactions(const PurchaseParameters& parameters, double t, double discount_rate) {
  return p_alive(parameters, {0, 0, 0, 1}) * forecast_if_alive(parameters, 0, 0, t, discount_rate, Moments::first).discounted_transactions;
}

double buys_again_if_alive(const PurchaseParameters& parameters, double x, double T, double t) {
  const auto chance = [&](const auto& own) {
    if constexpr (requires { own.s; }) return buys_again_if_alive(own, x, T, t);
    // Nobody leaves between two purchases: the next one is a matter of the rate alone, λ ~ gamma(r+x, α+T).
    else return -std::expm1(-(own.r + x) * std::log1p(t / (own.alpha + T)));
  };
  return std::visit(chance, parameters);
}

AliveForecast forecast_if_alive(const PurchaseParameters& parameters, double x, double T, double t, double discount_rate, Moments moments) {
  const auto forecast = [&](const auto& own) {
    // With k = 1 nothing depends on when the customer bought last.
    if constexpr (requires { own.k; }) return forecast_if_alive(own, x, T, T, t, discount_rate, moments);
    else return forecast_if_alive(own, x, T, t, discount_rate, moments);
  };
  return std::visit(forecast, parameters);
}

}  // namespace lifeworth
