// BG/BB: buying without a contract where purchases can only happen at certain times, such as a yearly appeal, a season or a monthly box.
// At each opportunity a customer who is alive buys with probability p ~ beta(α, β); before each opportunity the customer leaves for good
// with probability θ ~ beta(γ, δ). Fader, Hardie & Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual Setting",
// Marketing Science 29(6). In: how often, and when last, each customer bought at the n opportunities so far. Out: fit and the six quantities.
// Time is counted in opportunities. While a customer is alive nothing but survival depends on θ, so that lifetimes are those of sBG with γ, δ.
#pragma once

#include <span>

#include "models/fit.h"
#include "models/purchases.h"

namespace lifeworth::bg_bb {

struct Parameters {
  double alpha, beta, gamma, delta;
};

/// Customers with equal histories, counted once. 0 ≤ x ≤ t_x ≤ n, and t_x is 0 exactly where x is.
struct History {
  int x;             ///< opportunities taken
  int t_x;           ///< number of the last opportunity taken, 0 for none
  int n;             ///< opportunities there were
  double customers;  ///< how many
};

/// Log-likelihood with its derivatives by α, β, γ, δ (paper §3: alive at n, or gone after t_x, t_x+1, … n−1).
Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories);

/// Maximum likelihood. Several starts; the result must have the curvature of a maximum.
Fit<4> fit(std::span<const History> histories);

Parameters parameters_at(const Vector<4>& log_theta);

/// Probability that the customer is alive at the next opportunity, n+1 (P(alive at n+1), Table 6).
double p_alive(const Parameters& parameters, int x, int t_x, int n);

/// Derivatives of ln p_alive by ln α, ln β, ln γ, ln δ.
Vector<4> log_alive_gradient(const Parameters& parameters, const History& history);

/// Purchases expected at the first n opportunities of a customer just won (E[X(n)], as a sum: no singularity at γ = 1).
double expected_transactions(const Parameters& parameters, int n);

/// What a customer who is alive at the next opportunity, n+1, will do at the next n_star. `discount` d is a period's: a purchase t
/// opportunities from now is worth 1/(1+d)^t.
AliveForecast forecast_if_alive(const Parameters& parameters, int x, int n, int n_star, double discount);

/// Purchases expected at the next n_star opportunities given the history: p_alive × forecast_if_alive (E[X(n, n+n*)|x, t_x, n], Table 5).
double conditional_expected_transactions(const Parameters& parameters, int x, int t_x, int n, int n_star);

/// Probability of exactly x purchases at the first n opportunities of a customer just won (P(X(n) = x)).
double probability_mass(const Parameters& parameters, int x, int n);

/// All purchases to come, each worth 1/(1+d)^t, t opportunities from now (DERT, eq. 14). `discount` d ≥ 0 is a period's; infinite for
/// d = 0 and γ ≤ 1, where too many hardly ever leave.
double discounted_expected_residual_transactions(const Parameters& parameters, int x, int t_x, int n, double discount);

/// What a customer's own p and θ are expected to be, given the history, dead or alive.
struct PosteriorMeans {
  double p, theta;
};
PosteriorMeans posterior_means(const Parameters& parameters, int x, int t_x, int n);

}  // namespace lifeworth::bg_bb
