// The BG/NBD likelihood against integrals over what it integrates out, against the formula as printed, and against its own
// differences.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/second_road.h"
#include "models/bg_nbd.h"

using namespace lifeworth;
using bg_nbd::Parameters;
using lifeworth::test::distance;
using lifeworth::test::log_beta;

namespace {

constexpr Parameters cdnow{0.243, 4.414, 0.793, 2.426};
constexpr Parameters steep{6.5, 40, 1, 1.7};      // a = 1
constexpr Parameters uneven{0.3, 0.9, 0.5, 0.4};

const std::vector<Parameters> parameter_sets = {cdnow, steep, uneven};
const std::vector<History> customers = {{0, 0, 38.86, 1},  {2, 30.43, 38.86, 1}, {1, 1.71, 38.86, 1}, {26, 30.86, 31, 1},
                                        {3, 5.5, 39.0, 1}, {11, 20, 20, 1},      {0, 0, 0, 1},        {1, 0.143, 0.143, 1}};

/// Paper eq. 3, for one customer whose λ and p are known: λ^x (1−p)^x e^(−λT) + p λ^x (1−p)^(x−1) e^(−λ t_x), the second for x > 0.
double individual_likelihood(const History& h, double lambda, double p) {
  const double alive = std::pow(lambda * (1 - p), h.x) * std::exp(-lambda * h.T);
  if (h.x == 0) return alive;
  return alive + p * std::pow(lambda, h.x) * std::pow(1 - p, h.x - 1) * std::exp(-lambda * h.t_x);
}

/// Paper eq. 6, as printed.
long double printed_log_likelihood(const Parameters& p, const History& h) {
  const long double r = p.r, alpha = p.alpha, a = p.a, b = p.b, x = h.x;
  const long double front = std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha);
  const long double alive = std::exp(log_beta(a, b + x) - log_beta(a, b) - (r + x) * std::log(alpha + h.T));
  const long double dead = x == 0 ? 0 : std::exp(log_beta(a + 1, b + x - 1) - log_beta(a, b) - (r + x) * std::log(alpha + h.t_x));
  return front + std::log(alive + dead);
}

Slope<4> slope_at(const Vector<4>& theta) { return bg_nbd::log_likelihood(test::parameters_of<Parameters>(theta), customers); }

}  // namespace

TEST_CASE("the BG/NBD likelihood is the paper's individual likelihood integrated over λ and p", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const History& h : customers) {
      CAPTURE(p.r, p.alpha, p.a, p.b, h.x, h.t_x, h.T);
      const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + h.x), ps = test::beta_nodes(p.a, p.b, p.b + h.x);
      const double integral = test::expectation(lambdas, ps, [&](double lambda, double leave) { return individual_likelihood(h, lambda, leave); });
      CHECK(std::abs(bg_nbd::log_likelihood(p, std::vector{h}).value - std::log(integral)) < 1e-9 * (1 + std::abs(std::log(integral))));
    }
  }
}

TEST_CASE("the BG/NBD likelihood is equation 6 of the paper in long double", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const History& h : customers) {
      const auto printed = static_cast<double>(printed_log_likelihood(p, h));
      CAPTURE(p.r, h.x, h.t_x, h.T);
      CHECK(std::abs(bg_nbd::log_likelihood(p, std::vector{h}).value - printed) < 1e-12 * (1 + std::abs(printed)));
    }
  }
}

TEST_CASE("the BG/NBD likelihood of a daily buyer is finite where the printed formula leaves the range of a double", "[consistency]") {
  const History daily{3000, 428, 429, 1}, gone{3000, 428, 5000, 1};
  for (const History& h : {daily, gone}) {
    const double value = bg_nbd::log_likelihood(cdnow, std::vector{h}).value;
    CHECK(std::isfinite(value));
    // ln(α + T) − ln(α + t_x) times 3,000 is about 7,000: only one of the two terms can matter.
    const double alive = std::lgamma(cdnow.r + h.x) - std::lgamma(cdnow.r) + cdnow.r * std::log(cdnow.alpha) +
                         static_cast<double>(log_beta(cdnow.a, cdnow.b + h.x) - log_beta(cdnow.a, cdnow.b));
    const double share = cdnow.a / (cdnow.b + h.x - 1);
    const double at_T = -(cdnow.r + h.x) * std::log(cdnow.alpha + h.T), at_last = std::log(share) - (cdnow.r + h.x) * std::log(cdnow.alpha + h.t_x);
    const double high = std::max(at_T, at_last), low = std::min(at_T, at_last);
    CHECK(distance(value, alive + high + std::log1p(std::exp(low - high))) < 1e-13);
  }
}

TEST_CASE("the BG/NBD gradient and Hessian are the differences of the value and of the gradient", "[consistency]") {
  for (const Parameters& p : parameter_sets) test::check_derivatives<4>("BG/NBD", {p.r, p.alpha, p.a, p.b}, slope_at);
}

TEST_CASE("the derivatives by ln θ are the differences of the likelihood in ln θ", "[consistency]") {
  const Vector<4> theta = {cdnow.r, cdnow.alpha, cdnow.a, cdnow.b}, log_theta = test::logarithms_of(theta);
  const Slope<4> slope = in_logarithms<4>(slope_at(theta), theta);
  const auto slope_in_logarithms = [](Vector<4> at) {
    for (double& each : at) each = std::exp(each);
    return in_logarithms<4>(slope_at(at), at);
  };
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(std::abs(slope.gradient[i] - test::partial([&](const Vector<4>& at) { return slope_in_logarithms(at).value; }, log_theta, i, 0.1)) < 1e-7);
    for (std::size_t j = 0; j < 4; ++j)
      CHECK(std::abs(slope.hessian[i][j] - test::partial([&](const Vector<4>& at) { return slope_in_logarithms(at).gradient[j]; }, log_theta, i, 0.1)) < 1e-6);
  }
}

TEST_CASE("weeks instead of days move the BG/NBD likelihood by Σx·ln 7 and α by 7", "[consistency]") {
  const Slope<4> weekly = bg_nbd::log_likelihood(cdnow, customers);
  const Slope<4> daily = bg_nbd::log_likelihood({cdnow.r, cdnow.alpha * 7, cdnow.a, cdnow.b}, test::in_days(customers));
  test::check_days("BG/NBD", weekly, daily, test::shift_to_days(customers), {1}, 1e-12);
}

TEST_CASE("a history counted five times is five customers", "[consistency]") {
  const std::vector<History> merged = {{2, 30.43, 38.86, 5}, {0, 0, 20, 3}};
  test::check_same("BG/NBD", bg_nbd::log_likelihood(cdnow, merged), bg_nbd::log_likelihood(cdnow, test::one_by_one(merged)));
}
