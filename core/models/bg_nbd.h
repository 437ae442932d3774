// BG/NBD: buying without a contract. Purchases come at a rate λ ~ gamma(r, α) while a customer is alive; after each purchase
// the customer leaves with probability p ~ beta(a, b). Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way,
// Marketing Science 24(2). In: frequency x, recency t_x, age T per customer (any one time unit). Out: fit and the six quantities.
#pragma once

#include <span>

#include "models/fit.h"
#include "models/newton.h"
#include "models/purchases.h"

namespace lifeworth::bg_nbd {

struct Parameters {
  double r, alpha, a, b;
};

/// Log-likelihood with its derivatives by r, α, a, b (paper eq. 6 in the stable form of its appendix).
Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories);

LogLikelihood log_likelihood_of(std::span<const History> histories);
Starts starts(double log_mean_age);

/// Maximum likelihood. Several starts; the result must have the curvature of a maximum.
Fit<4> fit(std::span<const History> histories);

Parameters parameters_at(const Vector<4>& log_theta);

/// Probability that the customer is still alive at T (eq. 9; Fader, Hardie & Lee 2008 note 021). 1 for one-time buyers by construction.
double p_alive(const Parameters& parameters, double x, double t_x, double T);

/// Derivatives of ln p_alive by ln r, ln α, ln a, ln b; `p_alive` is the history's.
Vector<4> log_alive_gradient(const Parameters& parameters, const History& history, double p_alive);

/// Purchases expected in (0, t] of a customer just won (eq. 9 of the paper), first purchase not counted.
double expected_transactions(const Parameters& parameters, double t);

/// How much of the time (0, t] a customer just won is expected to be there to buy: ∫ of the chance to be alive at u, E[e^(−λpu)] = 2F1(r, a; a+b; −u/α).
double expected_time_active(const Parameters& parameters, double t);

/// Expectation over λ and p given x and alive at T, as ∫ over time of the purchase rate (eq. 10 without its subtraction of nearly equal
/// numbers and without its singularity at a = 1). `discount_rate` δ is continuous, per time unit.
AliveForecast forecast_if_alive(const Parameters& parameters, double x, double T, double t, double discount_rate,
                                Moments moments = Moments::second);

/// Purchases expected in (T, T+t] given the history: p_alive × forecast_if_alive.
double conditional_expected_transactions(const Parameters& parameters, double x, double t_x, double T, double t);

/// Σ over all purchases after T of e^(−δ·time from T to it), expected given the history; δ > 0 per time unit. p_alive × E[λ/(λp+δ)], where
/// E is over what is known of λ and p of a customer alive at T (cf. Fader, Hardie & Lee 2005, "RFM and CLV", Journal of Marketing Research 42(4)).
double discounted_expected_residual_transactions(const Parameters& parameters, double x, double t_x, double T, double discount_rate);

/// Probability of exactly n purchases in (0, t] by a customer just won (eq. 8).
double probability_mass(const Parameters& parameters, int n, double t);

}  // namespace lifeworth::bg_nbd
