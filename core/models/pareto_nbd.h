// Pareto/NBD: buying without a contract, where customers may leave at any time. While alive a customer buys at a rate λ ~ gamma(r, α); the
// lifetime is exponential with a rate μ ~ gamma(s, β). Schmittlein, Morrison & Colombo (1987), "Counting Your Customers: Who Are They and
// What Will They Do Next?", Management Science 33(1). Formulas: Fader & Hardie (2005), "A Note on Deriving the Pareto/NBD Model and Related
// Expressions", note 009, each under the heading named below. In: frequency x, recency t_x, age T per customer (any one time unit). Out: fit
// and the quantities every model of purchases has.
#pragma once

#include <span>

#include "models/fit.h"
#include "models/newton.h"
#include "models/purchases.h"

namespace lifeworth::pareto_nbd {

struct Parameters {
  double r, alpha, s, beta;
};

/// Log-likelihood with its derivatives by r, α, s, β (note 009, "likelihood function", its integral not made a difference of two 2F1).
Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories);

LogLikelihood log_likelihood_of(std::span<const History> histories);
Starts starts(double log_mean_age);

/// Maximum likelihood. Several starts; the result must have the curvature of a maximum.
Fit<4> fit(std::span<const History> histories);

Parameters parameters_at(const Vector<4>& log_theta);

/// Probability that the customer is still alive at T (note 009, "P(alive)").
double p_alive(const Parameters& parameters, double x, double t_x, double T);

/// Derivatives of ln p_alive by ln r, ln α, ln s, ln β; `p_alive` is the history's.
Vector<4> log_alive_gradient(const Parameters& parameters, const History& history, double p_alive);

/// Purchases expected in (0, t] of a customer just won (note 009, "mean"), first purchase not counted.
double expected_transactions(const Parameters& parameters, double t);

/// How much of the time (0, t] a customer just won is expected to be there to buy: ∫ of the chance to be alive at u, (β/(β+u))^s.
double expected_time_active(const Parameters& parameters, double t);

/// Given alive at T, λ ~ gamma(r+x, α+T) and μ ~ gamma(s, β+T), independent of each other. `discount_rate` δ is continuous, per time unit. t may
/// be infinite with Moments::first; the expectations are then infinite where they have no bound: undiscounted ones for s ≤ 1.
AliveForecast forecast_if_alive(const Parameters& parameters, double x, double T, double t, double discount_rate,
                                Moments moments = Moments::second);

/// Probability that a customer who is alive at T buys again in (T, T+t]: ∫ of the rate of buying, while neither a purchase nor death has come. t may be infinite.
double buys_again_if_alive(const Parameters& parameters, double x, double T, double t);

/// Purchases expected in (T, T+t] given the history: p_alive × forecast_if_alive (note 009, "conditional expectation").
double conditional_expected_transactions(const Parameters& parameters, double x, double t_x, double T, double t);

/// DERT, purchases expected after T, each worth e^(−δ·time from T to it), with no horizon. Fader, Hardie & Lee (2005), "RFM and CLV: Using
/// Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research 42(4), where it is called DET and written with Tricomi's Ψ.
double discounted_expected_residual_transactions(const Parameters& parameters, double x, double t_x, double T, double discount_rate);

/// Probability of exactly n purchases in (0, t] by a customer just won (Fader & Hardie, "Deriving an Expression for P(X(t)=x)
/// Under the Pareto/NBD Model", note 012).
double probability_mass(const Parameters& parameters, int n, double t);

}  // namespace lifeworth::pareto_nbd
