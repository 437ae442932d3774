// What the tests ask of every model alike: derivatives against differences, maxima, refused fits, invariances, how often intervals hold. Each check takes
// the model's name, so that a failure says whose it is.
#pragma once

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/special.h"
#include "models/fit.h"
#include "models/purchases.h"
#include "second_road.h"

namespace lifeworth::test {

/// A model's parameters from their numbers, in the order of its declaration.
template <class Parameters, std::size_t K>
Parameters parameters_of(const Vector<K>& theta) {
  return std::apply([](auto... each) { return Parameters{each...}; }, theta);
}

template <std::size_t K>
Vector<K> logarithms_of(Vector<K> theta) {
  for (double& each : theta) each = std::log(each);
  return theta;
}

/// ∂f/∂θ_i by differences, the first of them ±h.
template <std::size_t K, class Function>
double partial(Function&& f, const Vector<K>& theta, std::size_t i, double h) {
  return derivative([&](double value) {
    Vector<K> moved = theta;
    moved[i] = value;
    return f(moved);
  }, theta[i], h);
}

/// The gradient is the differences of the value, the Hessian those of the gradient, and symmetric. `slope_at`: θ → Slope.
template <std::size_t K, class SlopeAt>
void check_derivatives(std::string_view model, const Vector<K>& theta, SlopeAt&& slope_at) {
  INFO(model);
  const Slope<K> slope = slope_at(theta);
  for (std::size_t i = 0; i < K; ++i) {
    const double h = theta[i] / 10, rise = partial([&](const Vector<K>& at) { return slope_at(at).value; }, theta, i, h);
    CAPTURE(theta, i);
    CHECK(std::abs(slope.gradient[i] - rise) < 1e-7 * (1 + std::abs(rise)));
    for (std::size_t j = 0; j < K; ++j) {
      const double bend = partial([&](const Vector<K>& at) { return slope_at(at).gradient[j]; }, theta, i, h);
      CAPTURE(j);
      CHECK(std::abs(slope.hessian[i][j] - bend) < 1e-7 * (1 + std::abs(bend)));
      CHECK(slope.hessian[i][j] == slope.hessian[j][i]);
    }
  }
}

/// Value, gradient and Hessian are finite.
template <std::size_t K>
void check_finite(std::string_view model, const Slope<K>& slope) {
  INFO(model);
  CHECK(std::isfinite(slope.value));
  for (std::size_t i = 0; i < K; ++i) {
    CHECK(std::isfinite(slope.gradient[i]));
    for (std::size_t j = 0; j < K; ++j) CHECK(std::isfinite(slope.hessian[i][j]));
  }
}

/// No random point from a thousandth of a step to a dozen away is higher than the maximum; a step is the standard error, but `least_step` at least and
/// 1 at most. `value_at`: ln θ → value, of which NaN is too high.
template <std::size_t K, class ValueAt>
void check_no_probe_is_higher(std::string_view model, const Fit<K>& fit, std::uint64_t seed, int probes, ValueAt&& value_at, double within = 1e-8,
                              double least_step = 0) {
  INFO(model);
  Random random(seed);
  double highest = -HUGE_VAL;
  for (int i = 0; i < probes && !std::isnan(highest); ++i) {
    const double reach = std::exp(-7 + 9.5 * random.uniform());
    Vector<K> probe = fit.log_theta;
    for (std::size_t k = 0; k < K; ++k) probe[k] += reach * std::clamp(std::sqrt(fit.covariance[k][k]), least_step, 1.) * random.normal();
    const double value = value_at(probe);
    if (!(value <= highest)) highest = value;
  }
  CHECK(highest <= fit.log_likelihood + within);
}

/// There is no fit, and no number in it that could be taken for one.
template <std::size_t K>
void check_holds_no_numbers(std::string_view model, const Fit<K>& fit) {
  INFO(model);
  CHECK_FALSE(fit);
  for (std::size_t i = 0; i < K; ++i) {
    CHECK(fit.theta[i] == 0);
    CHECK(fit.standard_error[i] == 0);
    CHECK(fit.log_theta[i] == 0);
    for (std::size_t j = 0; j < K; ++j) CHECK(fit.covariance[i][j] == 0);
  }
  CHECK(fit.log_likelihood == 0);
}

/// The same, and the reason is this.
template <std::size_t K>
void check_refused(std::string_view model, const Fit<K>& fit, NoFit why) {
  INFO(model);
  CHECK(fit.failed == why);
  check_holds_no_numbers(model, fit);
}

/// Samples of fifty customers have a maximum that no probe exceeds or are refused without numbers, and there are both. `also`: what else a fit must be.
template <class FitOf, class ValueOf, class Also>
void check_fifties(std::string_view model, const std::vector<History>& all, int samples, FitOf&& fit_of, ValueOf&& value_of, Also&& also) {
  Random random(31);
  int fitted = 0, failed = 0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<History> some;
    for (int i = 0; i < 50; ++i) some.push_back(all[random.below(all.size())]);
    const auto fit = fit_of(some);
    CAPTURE(model, sample);
    if (!fit) {
      ++failed;
      check_holds_no_numbers(model, fit);
      continue;
    }
    ++fitted;
    check_no_probe_is_higher(model, fit, 200 + std::uint64_t(sample), 200, [&](const auto& log_theta) { return value_of(log_theta, some); });
    also(fit, some);
  }
  CAPTURE(model, fitted, failed);
  CHECK(fitted > 0);
  CHECK(failed > 0);
}

/// 95 % intervals of ln θ hold the truth as often as they say, and `percent` of the samples can be fitted. `fit_one` makes one up and fits it.
template <std::size_t K, class FitOne>
void check_intervals(std::string_view model, const Vector<K>& truth, int samples, int percent, FitOne&& fit_one) {
  std::array<int, K> held{};
  int fitted = 0;
  for (int sample = 0; sample < samples; ++sample) {
    const Fit<K> fit = fit_one();
    if (!fit) continue;
    ++fitted;
    for (std::size_t i = 0; i < K; ++i) held[i] += std::abs(fit.log_theta[i] - std::log(truth[i])) <= z_95 * std::sqrt(fit.covariance[i][i]);
  }
  CAPTURE(model, samples, fitted, held);
  CHECK(fitted > samples * percent / 100);
  for (int each : held) CHECK(std::abs(each / double(fitted) - .95) < 3.5 * std::sqrt(.95 * .05 / fitted));
}

/// Customers with equal histories, one row each.
template <class AnyHistory>
std::vector<AnyHistory> one_by_one(const std::vector<AnyHistory>& counted) {
  std::vector<AnyHistory> rows;
  for (AnyHistory h : counted)
    for (int left = int(std::exchange(h.customers, 1)); left > 0; --left) rows.push_back(h);
  return rows;
}

inline std::vector<History> merged(const std::vector<History>& rows) {
  std::vector<History> counted;
  for (const History& h : rows) {
    const auto same = std::ranges::find_if(counted, [&](const History& each) { return each.x == h.x && each.t_x == h.t_x && each.T == h.T; });
    if (same == counted.end()) counted.push_back(h);
    else same->customers += h.customers;
  }
  return counted;
}

inline std::vector<History> in_days(std::vector<History> weeks) {
  for (History& h : weeks) h.t_x *= 7, h.T *= 7;
  return weeks;
}

/// Σx·ln 7: by how much a likelihood in weeks is higher than the same in days.
inline double shift_to_days(const std::vector<History>& histories) {
  double repeats = 0;
  for (const History& h : histories) repeats += h.customers * h.x;
  return repeats * std::log(7.0);
}

/// Two slopes are the same but for rounding.
template <std::size_t K>
void check_same(std::string_view model, const Slope<K>& one, const Slope<K>& other) {
  INFO(model);
  CHECK(distance(one.value, other.value) < 1e-13);
  for (std::size_t i = 0; i < K; ++i) CHECK(std::abs(one.gradient[i] - other.gradient[i]) < 1e-12);
}

/// A slope in days is that in weeks with `shift` taken off and, by the parameters that are times, a seventh of the gradient.
template <std::size_t K>
void check_days(std::string_view model, const Slope<K>& weeks, const Slope<K>& days, double shift, std::initializer_list<std::size_t> times, double within) {
  INFO(model);
  CHECK(std::abs(weeks.value - days.value - shift) < 1e-10);
  for (std::size_t i : times) CHECK(std::abs(weeks.gradient[i] / 7 - days.gradient[i]) < within);
}

/// A fit in days is that in weeks with `shift` taken off its likelihood and the parameters that are times, and their errors, times 7.
template <std::size_t K>
void check_days(std::string_view model, const Fit<K>& weeks, const Fit<K>& days, double shift, std::initializer_list<std::size_t> times) {
  INFO(model);
  REQUIRE(weeks);
  REQUIRE(days);
  for (std::size_t i = 0; i < K; ++i) {
    const double unit = std::ranges::find(times, i) == times.end() ? 1 : 7;
    CHECK(distance(days.theta[i], weeks.theta[i] * unit) < 1e-6);
    CHECK(distance(days.standard_error[i], weeks.standard_error[i] * unit) < 1e-5);
  }
  CHECK(std::abs(weeks.log_likelihood - days.log_likelihood - shift) < 1e-7);
}

/// Neither turning the rows round nor merging equal customers changes a fit by more than `within`, relative.
template <class FitOf>
void check_order_and_merging(std::string_view model, std::vector<History> rows, double within, FitOf&& fit_of) {
  INFO(model);
  const std::vector<History> counted = merged(rows);
  REQUIRE(counted.size() < rows.size());
  const auto fit = fit_of(rows);
  std::ranges::reverse(rows);
  REQUIRE(fit);
  for (const auto& other : {fit_of(rows), fit_of(counted)}) {
    REQUIRE(other);
    CHECK(other.customers == rows.size());
    for (std::size_t i = 0; i < fit.theta.size(); ++i) CHECK(distance(other.theta[i], fit.theta[i]) < within);
    CHECK(std::abs(other.log_likelihood - fit.log_likelihood) < 1e-8);
  }
}

/// Σ P(n), Σ n P(n) and Σ n(n−1) P(n) over n < end; fails at a P(n) that is no probability.
struct MassMoments {
  double all = 0, mean = 0, second = 0;
};
template <class Mass>
MassMoments moments_of(std::string_view model, int end, Mass&& mass_at) {
  MassMoments sums;
  for (int n = 0; n < end; ++n) {
    const double mass = mass_at(n);
    if (!(mass >= 0)) FAIL(model << ": P(" << n << ") = " << mass);
    sums.all += mass, sums.mean += n * mass, sums.second += double(n) * (n - 1) * mass;
  }
  return sums;
}

}  // namespace lifeworth::test
