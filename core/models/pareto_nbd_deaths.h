// The integral over the time of death that Pareto/NBD's likelihood and P(alive) share (note 009): s (α+τ)^−(r+x) (β+τ)^−(s+1) for τ
// between the last purchase and the observation end. Every part of it is positive. As the difference of two 2F1, which is how it is
// printed, it loses all digits where the two are nearly equal, and each is infinite for frequent buyers.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/pareto_nbd.h"
#include "models/quadrature.h"

namespace lifeworth::pareto_nbd {

/// A time of death τ at which the integrand is taken.
struct Death {
  double weight;                             ///< the integrand × what the node stands for, see at_deaths
  double alpha_and_time, beta_and_time;      ///< α+τ, β+τ
  double log_alpha_growth, log_beta_growth;  ///< ln (α+τ)/(α+from), ln (β+τ)/(β+from)
};

/// Calls each(Death) so that Σ weight is the integral over (from, to), in units of (α+from)^−(r+x) (β+from)^−s, and Σ weight·g that of g times
/// the integrand. Nodes lie in ln(min(α, β)+τ), where both powers are smooth however small α and β are.
template <class Each>
void at_deaths(const Parameters& p, double x, double from, double to, Each&& each) {
  const double power = p.r + x, alpha_from = p.alpha + from, beta_from = p.beta + from;
  const bool alpha_nearer = p.alpha <= p.beta;
  const double nearer_from = std::min(alpha_from, beta_from), other_from = std::max(alpha_from, beta_from);
  const double apart = std::abs(p.alpha - p.beta) / other_from, share = nearer_from / other_from;  // they add up to 1
  double begin = from, log_begin = 0;  // of the panel; the logarithm is of its growth since `from`
  while (begin < to) {
    const double since = begin - from;
    const double reach = std::min({panel_exponent / power * (alpha_from + since), panel_exponent / (p.s + 1) * (beta_from + since),
                                   panel_growth * (nearer_from + since)});
    const double end = std::min(begin + reach, to);
    const double log_end = std::log1p((end - from) / nearer_from);
    over_panel(log_end - log_begin, (end - begin) / reach, [&](double y, double weight) {
      const double log_nearer = log_begin + y, nearer = std::exp(log_nearer);
      const double other = apart + share * nearer, log_other = std::log(other);
      const double log_alpha = alpha_nearer ? log_nearer : log_other, log_beta = alpha_nearer ? log_other : log_nearer;
      const double alpha_and_time = alpha_from * (alpha_nearer ? nearer : other), beta_and_time = beta_from * (alpha_nearer ? other : nearer);
      const double density = p.s * nearer * nearer_from / beta_and_time * std::exp(-power * log_alpha - p.s * log_beta);
      each(Death{weight * density, alpha_and_time, beta_and_time, log_alpha, log_beta});
    });
    if (end == to || end == begin) return;  // the latter: nothing lies between the two in a double
    if (power * std::log1p((end - from) / alpha_from) + p.s * std::log1p((end - from) / beta_from) > negligible_exponent) return;
    begin = end;
    log_begin = log_end;
  }
}

}  // namespace lifeworth::pareto_nbd
