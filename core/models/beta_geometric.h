// What BG/NBD and MBG/CNBD-k have in common: purchases come at every k-th tick of a clock with rate λ ~ gamma(r, α), and a customer leaves with
// probability p ~ beta(a, b) whenever there is a chance to. They differ in k and in whether the first purchase is such a chance. In:
// histories (any one time unit). Out: likelihood, fit, P(alive), and what a customer who is alive is worth for ever.
// Fader, Hardie & Lee (2005), Marketing Science 24(2); Batislam, Denizel & Filiztekin (2007), IJRM 24(3); Platzer & Reutterer (2016),
// Marketing Science 35(5); Reutterer, Platzer & Schröder (2021), IJRM 38(1).
#pragma once

#include <span>

#include "models/fit.h"
#include "models/newton.h"
#include "models/purchases.h"

namespace lifeworth::beta_geometric {

struct Parameters {
  double r, alpha, a, b;
};

struct Story {
  int k;                 ///< ticks from purchase to purchase: intertransaction times are Erlang-k
  bool leaves_at_first;  ///< whether customers can leave right after the first purchase
};

/// Log-likelihood with its derivatives by r, α, a, b; without Σ (k−1) ln(gap) − x ln Γ(k), which no parameter moves.
Slope<4> log_likelihood(const Parameters& parameters, Story story, std::span<const History> histories);

LogLikelihood log_likelihood_of(Story story, std::span<const History> histories);
Starts starts(Story story, double log_mean_age);

/// Maximum likelihood. Several starts; the result must have the curvature of a maximum.
Fit<4> fit(Story story, std::span<const History> histories);

double p_alive(const Parameters& parameters, Story story, double x, double t_x, double T);

/// Derivatives of ln p_alive by ln r, ln α, ln a, ln b; `p_alive` is the history's.
Vector<4> log_alive_gradient(const Parameters& parameters, Story story, const History& history, double p_alive);

/// Σ over all purchases after T of e^(−δ·time to it), expected of a customer who is alive at T.
double discounted_for_ever_if_alive(const Parameters& parameters, Story story, double x, double t_x, double T, double discount_rate);

}  // namespace lifeworth::beta_geometric
