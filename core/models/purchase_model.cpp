#include "models/purchase_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lifeworth {

PurchaseFit fit_purchases(PurchaseModel model, std::span<const History> histories, double sum_of_log_gaps) {
  switch (model) {
    case PurchaseModel::bg_nbd: return {bg_nbd::fit(histories), model};
    case PurchaseModel::mbg_nbd: return {mbg_cnbd_k::fit(histories, 1, 0), model};
    case PurchaseModel::pareto_nbd: return {pareto_nbd::fit(histories), model};
    case PurchaseModel::mbg_cnbd_k: {
      const auto [k, fit] = mbg_cnbd_k::fit_regular(histories, sum_of_log_gaps);
      return {fit, model, k};
    }
  }
  std::unreachable();
}

PurchaseFit fit_alike(const PurchaseFit& fit, std::span<const History> histories) {
  if (fit.model == PurchaseModel::mbg_cnbd_k) return {mbg_cnbd_k::fit(histories, fit.k, 0), fit.model, fit.k};
  return fit_purchases(fit.model, histories, 0);
}

LogLikelihood log_likelihood_of(PurchaseModel model, std::span<const History> histories) {
  switch (model) {
    case PurchaseModel::bg_nbd: return bg_nbd::log_likelihood_of(histories);
    case PurchaseModel::mbg_nbd: return mbg_cnbd_k::log_likelihood_of(histories, 1);
    case PurchaseModel::pareto_nbd: return pareto_nbd::log_likelihood_of(histories);
    case PurchaseModel::mbg_cnbd_k: return mbg_cnbd_k::log_likelihood_of(histories, 2);
  }
  std::unreachable();
}

Starts starts(PurchaseModel model, double log_mean_age) {
  switch (model) {
    case PurchaseModel::bg_nbd: return bg_nbd::starts(log_mean_age);
    case PurchaseModel::mbg_nbd: return mbg_cnbd_k::starts(log_mean_age, 1);
    case PurchaseModel::pareto_nbd: return pareto_nbd::starts(log_mean_age);
    case PurchaseModel::mbg_cnbd_k: return mbg_cnbd_k::starts(log_mean_age, 2);
  }
  std::unreachable();
}

PurchaseParameters parameters_at(PurchaseModel model, const Vector<4>& log_theta, int k) {
  switch (model) {
    case PurchaseModel::bg_nbd: return bg_nbd::parameters_at(log_theta);
    case PurchaseModel::mbg_nbd: return mbg_cnbd_k::parameters_at(log_theta, 1);
    case PurchaseModel::pareto_nbd: return pareto_nbd::parameters_at(log_theta);
    case PurchaseModel::mbg_cnbd_k: return mbg_cnbd_k::parameters_at(log_theta, k);
  }
  std::unreachable();
}

PurchaseParameters parameters_of(const PurchaseFit& fit) { return parameters_at(fit.model, fit.log_theta, fit.k); }

const mbg_cnbd_k::Parameters* regular_of(const PurchaseParameters& parameters) {
  const auto* own = std::get_if<mbg_cnbd_k::Parameters>(&parameters);
  return own && own->k > 1 ? own : nullptr;
}

double time_scale(const PurchaseParameters& parameters) {
  const auto scale = [](const auto& own) {
    if constexpr (requires { own.beta; }) return std::min(own.alpha, own.beta);
    else return own.alpha;
  };
  return std::visit(scale, parameters);
}

double log_likelihood(const PurchaseFit& fit, std::span<const History> histories, double sum_of_log_gaps) {
  const auto value = [&](const auto& own) {
    if constexpr (requires { own.k; }) return log_likelihood(own, histories, sum_of_log_gaps).value;
    else return log_likelihood(own, histories).value;
  };
  return std::visit(value, parameters_of(fit));
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
  const History won{0, 0, 0, 1};
  return p_alive(parameters, won) * forecast_if_alive(parameters, won, t, discount_rate, Moments::first).discounted_transactions;
}

double buys_again_if_alive(const PurchaseParameters& parameters, const History& history, double t) {
  const auto& [x, t_x, T, customers] = history;
  const auto chance = [&](const auto& own) {
    if constexpr (requires { own.s; }) return buys_again_if_alive(own, x, T, t);
    else if constexpr (requires { own.k; }) return buys_again_if_alive(own, x, t_x, T, t);
    // Nobody leaves between two purchases: the next one is a matter of the rate alone, λ ~ gamma(r+x, α+T).
    else return -std::expm1(-(own.r + x) * std::log1p(t / (own.alpha + T)));
  };
  return std::visit(chance, parameters);
}

AliveForecast forecast_if_alive(const PurchaseParameters& parameters, const History& history, double t, double discount_rate, Moments moments) {
  const auto& [x, t_x, T, customers] = history;
  const auto forecast = [&](const auto& own) {
    if constexpr (requires { own.k; }) return forecast_if_alive(own, x, t_x, T, t, discount_rate, moments);
    else return forecast_if_alive(own, x, T, t, discount_rate, moments);
  };
  return std::visit(forecast, parameters);
}

}  // namespace lifeworth
