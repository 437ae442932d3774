// The second road for all customers who, while alive, buy at a rate λ and leave at a rate κ, both of their own: BG/NBD and MBG/NBD (κ = λp), Pareto/NBD
// (κ = μ). What one of them does is elementary; here it is integrated over what is known of the two, by the trapezoidal rule in their logarithms.
#pragma once

#include <cmath>
#include <vector>

#include "second_road.h"

namespace lifeworth::test {

inline std::vector<Node> normalised(std::vector<Node> nodes) {
  double all = 0;
  for (const Node& node : nodes) all += node.weight;
  for (Node& node : nodes) node.weight /= all;
  return nodes;
}

/// As gamma_nodes, with no ln Γ of thousands, and however small the shape: down to e^(−50/shape) nothing is left out.
inline std::vector<Node> wide_gamma_nodes(double shape, double rate) {
  std::vector<Node> nodes;
  const double step = std::fmin(0.2, 0.6 / std::sqrt(shape)), width = 12 / std::sqrt(shape);
  for (double v = -50 / shape - width; v < std::log1p(60 / shape) + width; v += step) {
    const double weight = std::exp(shape * (v - std::expm1(v)));
    if (weight > 1e-24) nodes.push_back({shape / rate * std::exp(v), weight});
  }
  return normalised(nodes);
}

inline std::vector<Node> wide_beta_nodes(double a, double b) { return normalised(beta_nodes(a, b, 10)); }

/// ∫_0^t e^(−κu) du
inline double time_there(double kappa, double t) { return kappa * t < 1e-12 ? t : -std::expm1(-kappa * t) / kappa; }

/// Purchases, each worth e^(−δu), expected in the time t to come of a customer who is alive: E[λ ∫_0^t e^(−(κ+δ)u) du]. `lambdas`: nodes for λ ~
/// gamma(shape+1, rate), with λ's own factor in the density, so that E[λ f(λ)] = shape/rate · Σ weight f. t may be infinite.
template <class Leaving>
double purchases_of_the_alive(double mean_lambda, const std::vector<Node>& lambdas, const std::vector<Node>& leaving, double delta, double t, Leaving&& kappa) {
  return mean_lambda * expectation(lambdas, leaving, [&](double lambda, double leave) {
    const double rate = kappa(lambda, leave) + delta;
    return std::isinf(t) ? 1 / rate : time_there(rate, t);
  });
}

}  // namespace lifeworth::test
