// The slow road for Pareto/NBD: its integral over the time of death in long double, by the double exponential rule (Takahasi & Mori 1974)
// in time itself, cut into tenfold steps.
#pragma once

#include <boost/math/quadrature/tanh_sinh.hpp>
#include <cmath>
#include <vector>

#include "infamous_customers.h"
#include "models/pareto_nbd.h"
#include "second_road.h"

namespace lifeworth::test {

/// ∫_{t_x}^T s (α+τ)^−(r+x) (β+τ)^−(s+1) dτ ÷ [(α+t_x)^−(r+x) (β+t_x)^−s].
inline long double death_integral(const pareto_nbd::Parameters& p, double x, double t_x, double T) {
  const long double power = static_cast<long double>(p.r) + x, s = p.s, alpha = static_cast<long double>(p.alpha) + t_x;
  const long double beta = static_cast<long double>(p.beta) + t_x, passed = static_cast<long double>(T) - t_x;
  if (passed == 0) return 0;
  const auto density = [&](long double u) { return s / (beta + u) * std::exp(-power * std::log1p(u / alpha) - s * std::log1p(u / beta)); };
  static boost::math::quadrature::tanh_sinh<long double> rule(12);
  const long double scale = 1 / (power / alpha + (s + 1) / beta);
  long double sum = 0;
  for (long double from = 0, to = scale; from < passed; from = to, to *= 10) {
    const long double part = rule.integrate(density, from, std::fmin(to, passed), 1e-17L);
    sum += part;
    if (part < sum * 1e-24L) break;
  }
  return sum;
}

inline long double log_growth(double from, double passed) { return std::log1p(static_cast<long double>(passed) / from); }

inline double slow_p_alive(const pareto_nbd::Parameters& p, double x, double t_x, double T) {
  const long double alive = std::exp(-(static_cast<long double>(p.r) + x) * log_growth(p.alpha + t_x, T - t_x) - p.s * log_growth(p.beta + t_x, T - t_x));
  return static_cast<double>(alive / (alive + death_integral(p, x, t_x, T)));
}

/// Of one customer.
inline double slow_log_likelihood(const pareto_nbd::Parameters& p, double x, double t_x, double T) {
  const long double r = p.r, alpha = p.alpha, s = p.s, beta = p.beta;
  const long double alive = std::exp(-(r + x) * log_growth(p.alpha + t_x, T - t_x) - s * log_growth(p.beta + t_x, T - t_x));
  return static_cast<double>(std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha) - (r + x) * std::log(alpha + t_x) -
                             s * std::log1p(t_x / beta) + std::log(alive + death_integral(p, x, t_x, T)));
}

inline const std::vector<pareto_nbd::Parameters> pareto_parameter_sets = {
    {0.553, 10.578, 0.606, 11.669},  // CDNOW
    {1.7, 6, 1, 6},                  // s = 1, α = β
    {6.5, 40, 3.5, 2.5},             // α > β
    {0.02, 1e-4, 0.03, 2e3},         // hardly any heterogeneity in common, α ≪ β
    {0.9, 3e5, 0.4, 0.05},           // α ≫ β
    {800, 900, 60, 4000},            // customers nearly alike
};

}  // namespace lifeworth::test
