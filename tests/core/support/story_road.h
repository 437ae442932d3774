// The second road for customers who buy at every k-th tick of a clock of rate λ and leave with probability p after each purchase: what a customer
// with known λ does, with Poisson's probabilities, to be integrated over λ; E[(1−p)ⁿ] by integration over p. k = 1: BG/NBD and MBG/NBD.
#pragma once

#include <cmath>
#include <vector>

#include "second_road.h"

namespace lifeworth::test {

/// e^(−mean) mean^m / m!
inline double poisson(double mean, int m) { return mean == 0 ? m == 0 : std::exp(m * std::log(mean) - mean - std::lgamma(m + 1.0)); }

/// P(fewer than k ticks in `gap`).
inline double nothing_due(double lambda, double gap, int k) {
  double sum = 0;
  for (int j = 0; j < k; ++j) sum += poisson(lambda * gap, j);
  return sum;
}

/// P(M ≥ m) for m = 0, 1, …, summed from the far end.
inline std::vector<double> poisson_tails(double mean) {
  const auto mode = static_cast<std::size_t>(mean), end = mode + static_cast<std::size_t>(14 * std::sqrt(mean) + 80);
  std::vector<double> tails(end + 1);
  tails[mode] = 1;
  for (std::size_t m = mode; m > 0; --m) tails[m - 1] = tails[m] * static_cast<double>(m) / mean;
  for (std::size_t m = mode; m < end; ++m) tails[m + 1] = tails[m] * mean / static_cast<double>(m + 1);
  double all = 0;
  for (std::size_t m = end + 1; m-- > 0;) tails[m] = all += tails[m];
  for (double& tail : tails) tail /= all;
  return tails;
}

/// E[(1−p)ⁿ] for n = 0 … `size` − 1.
inline std::vector<double> survival_moments(double a, double b, std::size_t size) {
  std::vector<double> moments(size);
  double all = 0;
  for (const Node& p : beta_nodes(a, b, 30)) {
    all += p.weight;
    double power = p.weight;
    for (std::size_t n = 0; n < size && power > 1e-25; ++n, power *= 1 - p.at) moments[n] += power;
  }
  for (double& moment : moments) moment /= all;
  return moments;
}

/// E over λ ~ gamma(shape, rate), given that fewer than k ticks came in `gap`, of f(λ, j ticks in it). Both sums on the same points.
template <class Function>
double given_nothing_due(double shape, double rate, double gap, int k, Function&& f) {
  double sum = 0, all = 0;
  for (const Node& lambda : gamma_nodes(shape, rate, 2 * shape + 40 * k))
    for (int j = 0; j < k && (j == 0 || gap > 0); ++j) {
      // Poisson's probability without its e^(−λ·gap), which is in the rate.
      const double share = lambda.weight * std::pow(lambda.at * gap, j) / std::tgamma(j + 1.0);
      all += share;
      if (share > 0) sum += share * f(lambda.at, j);
    }
  return sum / all;
}

/// Σ e^(−δu) expected of the purchases in (0, t) of an alive customer with j ticks behind him: the n-th comes with the (kn−j)-th tick, and E[e^(−δu)] over
/// those that come in time is g^m P(M ≥ m), g = λ/(λ+δ), M Poisson with mean (λ+δ)t.
inline double purchases_to_come(double lambda, const std::vector<double>& moments, int k, int j, double t, double delta) {
  const auto tails = poisson_tails((lambda + delta) * t);
  const double log_g = -std::log1p(delta / lambda);
  double sum = 0;
  for (std::size_t n = 1, due = static_cast<std::size_t>(k - j); due < tails.size() && n <= moments.size(); ++n, due += static_cast<std::size_t>(k))
    sum += moments[n - 1] * tails[due] * (delta == 0 ? 1 : std::exp(static_cast<double>(due) * log_g));
  return sum;
}

}  // namespace lifeworth::test
