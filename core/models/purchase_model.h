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

/// MBG/CNBD-k here is that of k ≥ 2, of customers with a rhythm; k = 1 is MBG/NBD.
enum class PurchaseModel : std::uint8_t { bg_nbd, mbg_nbd, pareto_nbd, mbg_cnbd_k };
inline constexpr std::array purchase_models = {PurchaseModel::bg_nbd, PurchaseModel::mbg_nbd, PurchaseModel::pareto_nbd, PurchaseModel::mbg_cnbd_k};

/// Whether a customer who has bought only once may have left. BG/NBD lets customers leave after a repeat purchase alone, so that its P(alive) of
/// one-time buyers is 1 by construction.
constexpr bool lets_one_time_buyers_leave(PurchaseModel model) { return model != PurchaseModel::bg_nbd; }

struct PurchaseFit : Fit<4> {
  PurchaseModel model = PurchaseModel::bg_nbd;
  int k = 1;  ///< of MBG/CNBD-k, estimated with the rest: ticks of the customer's clock from purchase to purchase
};

/// `sum_of_log_gaps`: Σ ln(time between two purchases) over all customers, in the unit of the histories. It moves no parameter, but tells k from k.
PurchaseFit fit_purchases(PurchaseModel model, std::span<const History> histories, double sum_of_log_gaps);

/// The same model fitted to other histories; of MBG/CNBD-k the one with the same k. Its log-likelihood lacks what no parameter moves.
PurchaseFit fit_alike(const PurchaseFit& fit, std::span<const History> histories);

/// What a fit of this model climbs, MBG/CNBD-k with k = 2, and from where. The histories must outlive the former; `log_mean_age` as in CustomerBase.
LogLikelihood log_likelihood_of(PurchaseModel model, std::span<const History> histories);
Starts starts(PurchaseModel model, double log_mean_age);

/// The models' densities are of the same thing, the times of all purchases, so that they can be compared.
double log_likelihood(const PurchaseFit& fit, std::span<const History> histories, double sum_of_log_gaps);

using PurchaseParameters = std::variant<bg_nbd::Parameters, mbg_cnbd_k::Parameters, pareto_nbd::Parameters>;
/// `k`: of MBG/CNBD-k.
PurchaseParameters parameters_at(PurchaseModel model, const Vector<4>& log_theta, int k = 1);
PurchaseParameters parameters_of(const PurchaseFit& fit);

/// Customers with a rhythm, k > 1: what they will do depends on when they bought last. Null of all others.
const mbg_cnbd_k::Parameters* regular_of(const PurchaseParameters& parameters);

/// The shortest time over which expectations change with a customer's age: α, or Pareto/NBD's β where that is shorter. In ln(scale + age) they are smooth.
double time_scale(const PurchaseParameters& parameters);

// As in the models' own namespaces.
double p_alive(const PurchaseParameters& parameters, const History& history);
Vector<4> log_alive_gradient(const PurchaseParameters& parameters, const History& history, double p_alive);
double expected_transactions(const PurchaseParameters& parameters, double t);
double expected_time_active(const PurchaseParameters& parameters, double t);
/// Of a customer just won, who with MBG/NBD and MBG/CNBD-k may have left at once: expected, discounted.
double discounted_transactions(const PurchaseParameters& parameters, double t, double discount_rate);
/// Probability that a customer who is alive at T buys again in (T, T+t]; t may be infinite.
double buys_again_if_alive(const PurchaseParameters& parameters, const History& history, double t);
AliveForecast forecast_if_alive(const PurchaseParameters& parameters, const History& history, double t, double discount_rate, Moments moments);

}  // namespace lifeworth
