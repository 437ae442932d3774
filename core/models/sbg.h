// sBG, the shifted-beta-geometric: how long contracts last. At the end of each period a customer leaves with an own probability
// θ ~ beta(α, β); those who leave easily go first, so the retention of a cohort rises although nobody changes. Fader & Hardie (2007),
// "How to Project Customer Retention", Journal of Interactive Marketing 21(1); residual lifetimes: Fader & Hardie (2010), "Customer-Base
// Valuation in a Contractual Setting", Marketing Science 29(1). In: how many of one or more cohorts were still there after 0, 1, 2 … renewals.
// Out: the fit, the curve, and discounted lifetimes, which are what a margin of 1 a period is worth. Time is in whole periods.
#pragma once

#include <optional>

#include "models/fit.h"
#include "models/renewals.h"

namespace lifeworth::sbg {

struct Parameters {
  double alpha, beta;
};

/// r(t) = (β+t−1)/(α+β+t−1): share of the customers of period t who renew into the next; t ≥ 1.
double retention(const Parameters& parameters, int t);

/// S(t) = r(1)…r(t): share of a cohort still there after t renewals; t ≥ 0.
double survival(const Parameters& parameters, int t);

/// P(T = t) = S(t−1)·(1−r(t)): share of a cohort that leaves at the end of period t; t ≥ 1.
double probability_mass(const Parameters& parameters, int t);

/// Σ_{t≥0} S(t)/(1+d)^t: the periods of a new customer, each paid at its beginning, the first one now. `discount` d ≥ 0 is a period's.
/// Infinite for d = 0 and α ≤ 1, where too many hardly ever leave.
double discounted_expected_lifetime(const Parameters& parameters, double discount);

/// Σ_{t≥1} [S(n+t)/S(n)]/(1+d)^t: the periods to come of a customer who has renewed n times. The period under way is not counted, and the next
/// renewal is uncertain and lies a whole period ahead. (The paper stands just before that renewal; its DERL is this times 1+d.) For
/// d = 0 it is (β+n)/(α−1), infinite where α ≤ 1.
double discounted_expected_residual_lifetime(const Parameters& parameters, int renewals, double discount);

/// How much of a base's residual value one constant retention hides: 1 − naive ÷ true. The base has cohorts of ages (renewals made) 0 … ages−1,
/// once equally large, of which S(age) is left. True: everyone's residual lifetime at the own age. Naive: r̄/(1+d−r̄) for everyone, with
/// the aggregate retention r̄ = Σ_{n=1..ages−1} S(n) ÷ Σ_{n=0..ages−2} S(n). `ages` ≥ 2; 1 where the true value is infinite.
double share_hidden_by_constant_retention(const Parameters& parameters, int ages, double discount);

/// The α, β whose retention in periods 1 and 2 is as given; nothing unless 0 < first < second < 1.
std::optional<Parameters> parameters_from_retention(double first, double second);

/// Log-likelihood of survivor series, any real numbers that never rise, with its derivatives by α, β.
Slope<2> log_likelihood(const Parameters& parameters, const Renewals& renewals);

/// Maximum likelihood. Survivors are numbers of customers, not shares: the standard errors rest on them. too_few: fewer than two periods,
/// nobody to begin with, or no survivor series (it rises, is negative or not finite). no_maximum: nobody was lost, nobody stayed, or
/// retention does not clearly rise, so that α and β run away together towards customers who are all alike.
Fit<2> fit(const Renewals& renewals);

Parameters parameters_at(const Vector<2>& log_theta);

}  // namespace lifeworth::sbg
