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
/// Of 600 simulated shops of 150 customers 9 (BG/NBD), 51 (MBG/NBD) and 68 (Pareto/NBD) lay beyond, always in b or β, and the 95 % interval of the base's
/// purchases held the truth in 6, 49 and 67 of them; of 500 customers in one shop of 200 at most. For these the profile likelihood speaks.
inline constexpr double flat_standard_error = 2.0;

/// Two climbs that end at heights no farther apart than this have found one top, and two roads to a top are enough. Lower tops beside the highest one
/// are rare, but there are: in 2 of 600 such shops with MBG/NBD.
inline constexpr double one_top = 1e-6;

/// The best of several climbs, made a Fit; no_maximum when none arrives or the top is flat.
template <std::size_t K, std::size_t Starts, class Function>
Fit<K> fit_from(Function&& function, const std::array<Vector<K>, Starts>& starts, std::uint64_t customers) {
  Fit<K> fit;
  fit.customers = customers;
  std::optional<Maximum<K>> best;
  for (const Vector<K>& start : starts) {
    const auto found = maximise<K>(function, start);
    if (!found) continue;
    const double above = best ? found->slope.value - best->slope.value : HUGE_VAL;
    if (above > 1e-9) best = found;
    if (std::abs(above) < one_top) break;
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
  double height = -HUGE_VAL, highest_top = -HUGE_VAL;
  for (Vector<K> point : starts) {
    const auto top = maximise_from<K>(point, sketch);
    const double reached = top ? top->slope.value : sketch(point).value;
    if (reached > height) height = reached, highest[0] = point;
    if (!top) continue;
    if (std::abs(reached - highest_top) < one_top) break;
    highest_top = std::fmax(highest_top, reached);
  }
  return fit_from<K>(function, highest, customers);
}

}  // namespace lifeworth
