// MBG/CNBD-k: buying without a contract, by customers with a rhythm. Times between purchases are Erlang-k with rate λ ~ gamma(r, α): the
// greater k, the more regular; k = 1 is the MBG/NBD. After each purchase, and unlike in BG/NBD after the first one already, the customer
// leaves with probability p ~ beta(a, b), so that one-time buyers may have left.
// MBG/NBD: Batislam, Denizel & Filiztekin (2007), IJRM 24(3); Hoppe & Wagner (2007), Marketing JRM 3(2) (as CBG/NBD). MBG/CNBD-k: Platzer &
// Reutterer (2016), Marketing Science 35(5); Reutterer, Platzer & Schröder (2021), IJRM 38(1).
// In: frequency x, recency t_x, age T per customer (any one time unit). Out: fit and the six quantities.
//
// For k > 1 the papers approximate expectations. Here they are exact: given the j < k ticks of λ's clock since the last purchase, λ is gamma
// again, the number of ticks to come negative binomial, and E[(1−p)ⁿ] a ratio of Pochhammer symbols; all terms are positive. P(alive),
// transactions, probability mass are good to 1e-12 relative, discounted transactions to 1e-10, for k = 1 all as BG/NBD's.
#pragma once

#include <array>
#include <span>

#include "models/fit.h"
#include "models/newton.h"
#include "models/purchases.h"

namespace lifeworth::mbg_cnbd_k {

inline constexpr int most_regular = 12;

struct Parameters {
  double r, alpha, a, b;
  int k;  ///< 1 or more
};

/// Log-likelihood with its derivatives by r, α, a, b (Reutterer et al. 2021, eq. 3). `sum_of_log_gaps`: Σ ln(time between two purchases) over all
/// customers, in the unit of the histories; it compares different k and moves no parameter, so that equal (x, t_x, T) may be merged.
Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories, double sum_of_log_gaps);

/// Without the part that no parameter moves.
LogLikelihood log_likelihood_of(std::span<const History> histories, int k);
Starts starts(double log_mean_age, int k);

/// Maximum likelihood for a given k. Several starts; the result must have the curvature of a maximum.
Fit<4> fit(std::span<const History> histories, int k, double sum_of_log_gaps);

struct RegularFit {
  int k = 1;
  Fit<4> fit;
};

/// The k of 2 … 12 with the greatest likelihood; the search ends where it falls. A k for which there is no maximum is passed over; 2 with no fit where
/// none has one.
RegularFit fit_regular(std::span<const History> histories, double sum_of_log_gaps);

/// The same with k = 1 among them.
RegularFit fit_with_k(std::span<const History> histories, double sum_of_log_gaps);

Parameters parameters_at(const Vector<4>& log_theta, int k);

/// Probability that the customer is still alive at T; below 1 for one-time buyers, too.
double p_alive(const Parameters& parameters, double x, double t_x, double T);

/// Derivatives of ln p_alive by ln r, ln α, ln a, ln b; `p_alive` is the history's.
Vector<4> log_alive_gradient(const Parameters& parameters, const History& history, double p_alive);

/// Purchases expected in (0, t] of a customer just won, first purchase not counted.
double expected_transactions(const Parameters& parameters, double t);

/// How much of the time (0, t] a customer just won is expected to be there to buy. Who leaves at the first purchase is never there. For k > 1 an integral
/// over 1 − P(has left), good to 1e-10 relative where t is no more than thousands of purchases long.
double expected_time_active(const Parameters& parameters, double t);

/// What is known of the ticks of λ's clock since the last purchase of a customer who is alive: j = 0 … k−1 of them, the next purchase k−j away.
struct TicksSince {
  double share;                   ///< how likely these are
  double by_log_r, by_log_alpha;  ///< derivatives of ln share by ln r and ln α; a and b do not move it
};

/// The first k of them. P(j ticks) ∝ (s)_j/j! wʲ with s = r+kx and w = (T−t_x)/(α+T); given j, λ is gamma(s+j, α+T).
std::array<TicksSince, most_regular> ticks_since(const Parameters& parameters, double x, double t_x, double T);

/// Probability that a customer who is alive at T buys again in (T, T+t]: that as many ticks come as are wanting. t may be infinite.
double buys_again_if_alive(const Parameters& parameters, double x, double t_x, double T, double t);

struct BuysAgainSlope {
  double probability;
  double log_by_log_r, log_by_log_alpha;  ///< derivatives of ln probability; a and b do not move it
};

/// The same for k > 1 and a finite t, with its derivatives.
BuysAgainSlope buys_again_slope(const Parameters& parameters, double x, double t_x, double T, double t);

/// Expectation given x and t_x, and alive at T. `discount_rate` δ is continuous, per time unit. For k > 1 the work grows with the number of
/// purchases that may come (erlang_counts.h): microseconds for a year, up to a second for who bought 3,000 times and a century.
AliveForecast forecast_if_alive(const Parameters& parameters, double x, double t_x, double T, double t, double discount_rate,
                                Moments moments = Moments::second);

/// Purchases expected in (T, T+t] given the history: p_alive × forecast_if_alive.
double conditional_expected_transactions(const Parameters& parameters, double x, double t_x, double T, double t);

/// Σ over all purchases after T of e^(−δ·time from T to it), expected given the history; δ > 0 per time unit.
double discounted_expected_residual_transactions(const Parameters& parameters, double x, double t_x, double T, double discount_rate);

/// Probability of exactly n purchases in (0, t] by a customer just won, first purchase not counted.
double probability_mass(const Parameters& parameters, int n, double t);

}  // namespace lifeworth::mbg_cnbd_k
