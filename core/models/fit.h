// What a fit gives: parameters with standard errors, or the reason why the data do not settle them. Never both.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

#include "models/newton.h"

namespace lifeworth {

enum class NoFit : std::uint8_t {
  none,
  not_tried,       ///< no fit was made
  too_few,         ///< too few customers or repeat buyers to fit anything
  nobody_repeats,  ///< no repeat purchase at all
  no_maximum,      ///< the likelihood rises towards infinite parameters or is flat: many different customers explain the data equally
};

template <std::size_t K>
struct Fit {
  NoFit failed = NoFit::not_tried;
  Vector<K> theta{};           ///< parameters
  Vector<K> standard_error{};  ///< of the parameters (Hessian, delta method from ln θ)
  Vector<K> log_theta{};
  Matrix<K> covariance{};      ///< of ln θ
  double log_likelihood = 0;
  std::uint64_t customers = 0;
  int iterations = 0;

  explicit operator bool() const { return failed == NoFit::none; }
};

/// Standard errors of ln θ beyond this mean an interval over a factor of more than 3,000 for a parameter: a flat ridge.
inline constexpr double flat_standard_error = 2.0;

/// The best of several climbs, made a Fit; no_maximum when none arrives or the top is flat.
template <std::size_t K, std::size_t Starts, class Function>
Fit<K> fit_from(Function&& function, const std::array<Vector<K>, Starts>& starts, std::uint64_t customers) {
  Fit<K> fit;
  fit.customers = customers;
  std::optional<Maximum<K>> best;
  int arrived = 0;
  for (const Vector<K>& start : starts) {
    const auto found = maximise<K>(function, start);
    if (!found) continue;
    ++arrived;
    if (!best || found->slope.value > best->slope.value + 1e-9) best = found;
    if (arrived == 2) break;  // two roads to a top are enough
  }
  fit.failed = NoFit::no_maximum;
  if (!best) return fit;
  for (std::size_t i = 0; i < K; ++i)
    if (!(std::sqrt(best->covariance[i][i]) < flat_standard_error)) return fit;
  for (std::size_t i = 0; i < K; ++i) {
    fit.theta[i] = std::exp(best->log_theta[i]);
    fit.standard_error[i] = fit.theta[i] * std::sqrt(best->covariance[i][i]);
  }
  fit.failed = NoFit::none;
  fit.log_theta = best->log_theta;
  fit.covariance = best->covariance;
  fit.log_likelihood = best->slope.value;
  fit.iterations = best->iterations;
  return fit;
}

/// The same for so many observations that `function` takes long: `sketch` is the function of a sample of them. The climbs from several starts are
/// made on the sketch, and from the highest point they reach, maximum or not, one on all.
template <std::size_t K, std::size_t Starts, class Sketch, class Function>
Fit<K> fit_from_sketch(Sketch&& sketch, Function&& function, const std::array<Vector<K>, Starts>& starts, std::uint64_t customers) {
  std::array<Vector<K>, 1> highest = {starts[0]};
  double height = -HUGE_VAL;
  int arrived = 0;
  for (Vector<K> point : starts) {
    arrived += maximise_from<K>(point, sketch).has_value();
    const double reached = sketch(point).value;
    if (reached > height) height = reached, highest[0] = point;
    if (arrived == 2) break;
  }
  return fit_from<K>(function, highest, customers);
}

}  // namespace lifeworth
