#include "models/purchase_model.h"

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

PurchaseParameters parameters_at(PurchaseModel model, const Vector<4>& log_theta) {
  switch (model) {
    case PurchaseModel::bg_nbd: return bg_nbd::parameters_at(log_theta);
    case PurchaseModel::mbg_nbd: return mbg_cnbd_k::parameters_at(log_theta, 1);
    case PurchaseModel::pareto_nbd: return pareto_nbd::parameters_at(log_theta);
  }
  std::unreachable();
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

AliveForecast forecast_if_alive(const PurchaseParameters& parameters, double x, double T, double t, double discount_rate, Moments moments) {
  const auto forecast = [&](const auto& own) {
    // With k = 1 nothing depends on when the customer bought last.
    if constexpr (requires { own.k; }) return forecast_if_alive(own, x, T, T, t, discount_rate, moments);
    else return forecast_if_alive(own, x, T, t, discount_rate, moments);
  };
  return std::visit(forecast, parameters);
}

}  // namespace lifeworth
