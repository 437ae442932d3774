// Gamma-gamma: what a transaction is worth, customer by customer. Each transaction of a customer is gamma(p, ν) around a mean
// that differs between customers, ν ~ gamma(q, γ). Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025.
// In: frequency and mean of the repeat transactions, in major units. It assumes that spend does not depend on frequency.
#pragma once

#include <span>

#include "models/fit.h"

namespace lifeworth::gamma_gamma {

struct Parameters {
  double p, q, gamma;
};

struct Spender {
  double x;  ///< repeat transactions, ≥ 1
  double m;  ///< their mean value, > 0
};

/// Log-likelihood with its derivatives by p, q, γ (note 025, eq. 1a).
Slope<3> log_likelihood(const Parameters& parameters, std::span<const Spender> spenders);

Fit<3> fit(std::span<const Spender> spenders);

Parameters parameters_at(const Vector<3>& log_theta);

/// Σ of weight × derivatives of a spender's log-likelihood by ln p, ln q, ln γ. With a fit's covariance Σ of ln θ in front, and (fᵢ − mean f)/n for weights, it is how
/// the mean of another number f of the same customers varies together with the fit.
Vector<3> weighted_score(const Parameters& parameters, std::span<const Spender> spenders, std::span<const double> weights);

/// Mean transaction of the whole base, p·γ/(q−1); infinite for q ≤ 1.
double mean_spend(const Parameters& parameters);

/// Expected mean transaction of a customer with x repeat transactions of mean m (note 025, eq. 5): a weighted average of the
/// base's mean and the customer's own. x = 0 gives the base's.
double expected_spend(const Parameters& parameters, double x, double m);

/// Derivatives of ln expected_spend by ln p, ln q, ln γ.
Vector<3> log_spend_gradient(const Parameters& parameters, double x, double m);

}  // namespace lifeworth::gamma_gamma
