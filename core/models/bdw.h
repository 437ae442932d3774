// BdW, the beta-discrete-Weibull: contracts whose customers also change with time. As in sBG each customer has an own probability of leaving,
// θ ~ beta(γ, δ), but survives t renewals with (1−θ)^(t^c): for c > 1 the same customer grows more likely to leave, for c < 1 less so; c = 1
// is sBG. Fader, Hardie, Liu, Davin & Steenburgh (2018), "How to Project Customer Retention" Revisited: The Role of Duration Dependence,
// Journal of Interactive Marketing 43. In and out: as in sbg.h, with the paper's letters γ, δ, c.
#pragma once

#include "models/fit.h"
#include "models/renewals.h"

namespace lifeworth::bdw {

struct Parameters {
  double gamma, delta, c;
};

/// r(t) = B(γ, δ+t^c)/B(γ, δ+(t−1)^c): share of the customers of period t who renew into the next; t ≥ 1.
double retention(const Parameters& parameters, int t);

/// S(t) = B(γ, δ+t^c)/B(γ, δ): share of a cohort still there after t renewals; t ≥ 0.
double survival(const Parameters& parameters, int t);

/// P(T = t) = S(t−1)·(1−r(t)): share of a cohort that leaves at the end of period t; t ≥ 1.
double probability_mass(const Parameters& parameters, int t);

/// Σ_{t≥0} S(t)/(1+d)^t: the periods of a new customer, each paid at its beginning, the first one now. `discount` d ≥ 0 is a period's.
/// Infinite for d = 0 and cγ ≤ 1, where too many hardly ever leave.
double discounted_expected_lifetime(const Parameters& parameters, double discount);

/// Σ_{t≥1} [S(n+t)/S(n)]/(1+d)^t: the periods to come of a customer who has renewed n times, as in sbg.h.
double discounted_expected_residual_lifetime(const Parameters& parameters, int renewals, double discount);

/// Log-likelihood of survivor series, any real numbers that never rise, with its derivatives by γ, δ, c.
Slope<3> log_likelihood(const Parameters& parameters, const Renewals& renewals);

/// Maximum likelihood, on the conditions of sbg::fit. too_few: fewer than three periods. no_maximum also where the periods seen do not tell
/// customers who differ from customers who change: then sBG may still have one.
Fit<3> fit(const Renewals& renewals);

Parameters parameters_at(const Vector<3>& log_theta);

}  // namespace lifeworth::bdw
