// Maximum of a smooth function of a few parameters: Newton's method with a ridge added where the curvature is not yet that of a
// maximum (Levenberg 1944; Nocedal & Wright, Numerical Optimization, §3.4). Works in logarithms of positive parameters. A small
// gradient alone is not taken for a maximum: the curvature must say so too.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace lifeworth {

template <std::size_t K>
using Vector = std::array<double, K>;
template <std::size_t K>
using Matrix = std::array<std::array<double, K>, K>;

/// A function's value with first and second derivatives.
template <std::size_t K>
struct Slope {
  double value = 0;
  Vector<K> gradient{};
  Matrix<K> hessian{};
};

/// Derivatives with respect to θ made derivatives with respect to ln θ.
template <std::size_t K>
Slope<K> in_logarithms(Slope<K> slope, const Vector<K>& theta) {
  for (std::size_t i = 0; i < K; ++i) {
    for (std::size_t j = 0; j < K; ++j) slope.hessian[i][j] *= theta[i] * theta[j];
    slope.hessian[i][i] += slope.gradient[i] * theta[i];
  }
  for (std::size_t i = 0; i < K; ++i) slope.gradient[i] *= theta[i];
  return slope;
}

/// Inverse of a symmetric positive definite matrix; nothing when it is not one (Cholesky).
template <std::size_t K>
std::optional<Matrix<K>> inverse(const Matrix<K>& m) {
  Matrix<K> lower{};
  for (std::size_t i = 0; i < K; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = m[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= lower[i][k] * lower[j][k];
      if (i == j) {
        if (!(sum > 1e-13 * std::abs(m[i][i]))) return std::nullopt;
        lower[i][i] = std::sqrt(sum);
      } else {
        lower[i][j] = sum / lower[j][j];
      }
    }
  }
  Matrix<K> result{};
  for (std::size_t column = 0; column < K; ++column) {
    Vector<K> x{};
    for (std::size_t i = 0; i < K; ++i) {
      double sum = i == column ? 1 : 0;
      for (std::size_t k = 0; k < i; ++k) sum -= lower[i][k] * x[k];
      x[i] = sum / lower[i][i];
    }
    for (std::size_t i = K; i-- > 0;) {
      double sum = x[i];
      for (std::size_t k = i + 1; k < K; ++k) sum -= lower[k][i] * x[k];
      x[i] = sum / lower[i][i];
    }
    for (std::size_t i = 0; i < K; ++i) result[i][column] = x[i];
  }
  return result;
}

template <std::size_t K>
struct Maximum {
  Vector<K> log_theta;
  Slope<K> slope;         ///< at the point, with respect to ln θ
  Matrix<K> covariance;   ///< of ln θ: inverse of the negative Hessian
  int iterations;
};

/// A parameter this far from where data of any scale would put it has run away: the likelihood has no interior maximum.
inline constexpr double far_in_logarithms = 16;

/// Near a maximum Newton's method arrives within a few steps. Who has gained less than this of a logarithm of likelihood, which no data can tell
/// from nothing, in so many steps without arriving creeps along a ridge without end.
inline constexpr int patience = 16;
inline constexpr double worth_climbing = 1e-4;

/// Climbs from `point` (logarithms), which becomes the last one that was reached. Nothing when it does not arrive at a point with the curvature of
/// a maximum.
template <std::size_t K, class Function>
std::optional<Maximum<K>> maximise_from(Vector<K>& point, Function&& function) {
  Slope<K> slope = function(point);
  double ridge = 0, before = slope.value;
  for (int iteration = 0; iteration < 200; ++iteration) {
    if (!std::isfinite(slope.value)) return std::nullopt;
    if (iteration % patience == patience - 1) {
      if (slope.value - before < worth_climbing) return std::nullopt;
      before = slope.value;
    }
    Matrix<K> curvature;
    double scale = 0;
    for (std::size_t i = 0; i < K; ++i) scale = std::fmax(scale, std::abs(slope.hessian[i][i]));
    for (std::size_t i = 0; i < K; ++i)
      for (std::size_t j = 0; j < K; ++j) curvature[i][j] = -slope.hessian[i][j] + (i == j ? ridge : 0);
    const auto inverted = inverse(curvature);
    if (!inverted) {
      ridge = ridge > 0 ? ridge * 4 : 1e-4 * scale + 1e-8;
      if (ridge > 1e8 * (scale + 1)) return std::nullopt;
      continue;
    }
    Vector<K> step{};
    double gain = 0, longest = 0;  // gain: Newton decrement², twice what the step promises
    for (std::size_t i = 0; i < K; ++i) {
      for (std::size_t j = 0; j < K; ++j) step[i] += (*inverted)[i][j] * slope.gradient[j];
      gain += step[i] * slope.gradient[i];
      longest = std::fmax(longest, std::abs(step[i]));
    }
    const double rounding = 1e-13 * (1 + std::abs(slope.value));
    if (ridge == 0 && longest < 1e-7 && gain < std::fmax(rounding, 1e-9)) return Maximum<K>{point, slope, *inverted, iteration};
    const double shrink = longest > 2 ? 2 / longest : 1;
    Vector<K> next = point;
    for (std::size_t i = 0; i < K; ++i) next[i] += shrink * step[i];
    for (double parameter : next)
      if (std::abs(parameter) > far_in_logarithms) return std::nullopt;
    const Slope<K> there = function(next);
    if (std::isfinite(there.value) && there.value >= slope.value - rounding) {
      point = next;
      slope = there;
      ridge = ridge > 1e-3 * (1e-4 * scale + 1e-8) ? ridge / 8 : 0;
    } else {
      ridge = ridge > 0 ? ridge * 4 : 1e-4 * scale + 1e-8;
    }
  }
  return std::nullopt;
}

template <std::size_t K, class Function>
std::optional<Maximum<K>> maximise(Function&& function, Vector<K> start) {
  return maximise_from<K>(start, function);
}

}  // namespace lifeworth
