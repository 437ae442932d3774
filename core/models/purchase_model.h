// The models of buying without a contract behind one door, for whoever asks all of them the same. In: which model, and what it was fitted to. Out:
// its fit, and what it says of a customer.
#pragma once

#include <array>
#include <span>
#include <variant>

#include "models/bg_nbd.h"
#include "models/fit.h"
#include "models/mbg_cnbd_k.h"
#include "models/pareto_nbd.h"
#include "models/purchases.h"

namespace lifeworth {

enum class PurchaseModel : std::uint8_t { bg_nbd, mbg_nbd, pareto_nbd };
inline constexpr std::array purchase_models = {PurchaseModel::bg_nbd, PurchaseModel::mbg_nbd, PurchaseModel::pareto_nbd};

/// Whether a customer who has bought only once may have left. BG/NBD lets customers leave after a repeat purchase alone, so that its P(alive) of
/// one-time buyers is 1 by construction.
constexpr bool lets_one_time_buyers_leave(PurchaseModel model) { return model != PurchaseModel::bg_nbd; }

struct PurchaseFit : Fit<4> {
  PurchaseModel model = PurchaseModel::bg_nbd;
};

PurchaseFit fit_purchases(PurchaseModel model, std::span<const History> histories);

/// What a fit of this model climbs, and from where. The histories must outlive the former; `log_mean_age` as in CustomerBase.
LogLikelihood log_likelihood_of(PurchaseModel model, std::span<const History> histories);
Starts starts(PurchaseModel model, double log_mean_age);

/// The models' densities are of the same thing, the times of all purchases, so that they can be compared.
double log_likelihood(const PurchaseFit& fit, std::span<const History> histories);

using PurchaseParameters = std::variant<bg_nbd::Parameters, mbg_cnbd_k::Parameters, pareto_nbd::Parameters>;
PurchaseParameters parameters_at(PurchaseModel model, const Vector<4>& log_theta);

/// The shortest time over which expectations change with a customer's age: α, or Pareto/NBD's β where that is shorter. In ln(scale + age) they are smooth.
double time_scale(const PurchaseParameters& parameters);

// As in the models' own namespaces.
double p_alive(const PurchaseParameters& parameters, const History& history);
Vector<4> log_alive_gradient(const PurchaseParameters& parameters, const History& history, double p_alive);
double expected_transactions(const PurchaseParameters& parameters, double t);
double expected_time_active(const PurchaseParameters& parameters, double t);
/// Of a customer just won, who with MBG/NBD may have left at once: expected, discounted.
double discounted_transactions(const PurchaseParameters& parameters, double t, double discount_rate);
/// Probability that a customer who is alive at T buys again in (T, T+t]; t may be infinite.
double buys_again_if_alive(const PurchaseParameters& parameters, double x, double T, double t);
AliveForecast forecast_if_alive(const PurchaseParameters& parameters, double x, double T, double t, double discount_rate, Moments moments);

}  // namespace lifeworth
