// The slow and obvious roads: integrals over what the models integrate out, by the trapezoidal rule on the whole line, which converges
// exponentially for analytic integrands (Trefethen & Weideman 2014, SIAM Review 56:3).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace lifeworth::test {

/// A point of a density and its weight; the weights of a density add up to 1.
struct Node {
  double at, weight;
};

/// A customer of a model of buying without a contract: repeat purchases, time of the last and of the observation's end.
struct Customer {
  double x, t_x, T;
};

inline long double log_beta(long double u, long double v) { return std::lgamma(u) + std::lgamma(v) - std::lgamma(u + v); }

/// Points for E[f(λ)], λ ~ gamma(shape, rate), by λ = e^y. `sharpest`: a shape at least that of the sharpest integrand in λ.
inline std::vector<Node> gamma_nodes(double shape, double rate, double sharpest = 0) {
  std::vector<Node> nodes;
  const double log_constant = shape * std::log(rate) - std::lgamma(shape), centre = std::log(shape / rate);
  const double step = std::fmin(0.25, 0.7 / std::sqrt(std::fmax(shape, sharpest)));
  const double width = 12 / std::sqrt(shape);
  for (double y = centre - std::fmin(40 / shape + width, 600); y < centre + std::log1p(60 / shape) + width; y += step) {
    const double weight = std::exp(log_constant + shape * y - rate * std::exp(y)) * step;
    if (weight > 1e-24) nodes.push_back({std::exp(y), weight});
  }
  return nodes;
}

/// Points for E[f(p)], p ~ beta(a, b), by p = 1/(1+e^−s).
inline std::vector<Node> beta_nodes(double a, double b, double sharpest = 0) {
  std::vector<Node> nodes;
  const double log_constant = std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b);
  const double step = std::fmin(0.25, 0.7 / std::sqrt(std::fmax(std::fmin(a, b), sharpest)));
  const auto tail = [](double power) { return power < 0.1 ? 40 / power : std::log(std::expm1(40 / power)); };  // (1+e^s)^−power = e^−40
  const double mode = std::log(a / b);
  for (double s = std::fmin(0, mode) - tail(a) - 2; s < std::fmax(0, mode) + tail(b) + 2; s += step) {
    const double log_p = -std::log1p(std::exp(-s)), log_rest = -std::log1p(std::exp(s));
    const double weight = std::exp(log_constant + a * log_p + b * log_rest) * step;
    if (weight > 1e-24) nodes.push_back({std::exp(log_p), weight});
  }
  return nodes;
}

/// E[f(λ, p)] for independent λ and p.
template <class Function>
double expectation(const std::vector<Node>& lambdas, const std::vector<Node>& ps, Function&& f) {
  double sum = 0;
  for (const Node& lambda : lambdas) {
    double row = 0;
    for (const Node& p : ps) row += p.weight * f(lambda.at, p.at);
    sum += lambda.weight * row;
  }
  return sum;
}

/// Derivative at x by Richardson's extrapolation of central differences (Ridders 1982).
template <class Function>
double derivative(Function&& f, double x, double h) {
  std::array<std::array<double, 6>, 6> table{};
  double best = 0, error = HUGE_VAL;
  for (std::size_t i = 0; i < table.size(); ++i, h /= 1.6) {
    table[i][0] = (f(x + h) - f(x - h)) / (2 * h);
    double factor = 1.6 * 1.6;
    for (std::size_t j = 1; j <= i; ++j, factor *= 1.6 * 1.6) {
      table[i][j] = (table[i][j - 1] * factor - table[i - 1][j - 1]) / (factor - 1);
      const double doubt = std::fmax(std::abs(table[i][j] - table[i][j - 1]), std::abs(table[i][j] - table[i - 1][j - 1]));
      if (doubt < error) error = doubt, best = table[i][j];
    }
  }
  return best;
}

/// 2F1(a, b; c; z) by its series, 0 ≤ z < 1.
inline long double gauss_series(long double a, long double b, long double c, long double z) {
  long double term = 1, sum = 1;
  for (int n = 0; n < 2'000'000; ++n) {
    term *= (a + n) / (c + n) * ((b + n) / (n + 1)) * z;
    sum += term;
    if (std::abs(term) < std::abs(sum) * 1e-22L && n > 10) break;
  }
  return sum;
}

/// Relative distance; absolute where the truth is 0.
inline double distance(double value, double truth) { return truth == 0 ? std::abs(value) : std::abs(value / truth - 1); }

}  // namespace lifeworth::test
