// The BG/NBD likelihood against integrals over what it integrates out, against the formula as printed, and against its own
// differences.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "models/bg_nbd.h"

using namespace lifeworth;
using bg_nbd::Parameters;
using lifeworth::test::distance;

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

long double log_beta(long double u, long double v) { return std::lgamma(u) + std::lgamma(v) - std::lgamma(u + v); }

/// Paper eq. 6, as printed.
long double printed_log_likelihood(const Parameters& p, const History& h) {
  const long double r = p.r, alpha = p.alpha, a = p.a, b = p.b, x = h.x;
  const long double front = std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha);
  const long double alive = std::exp(log_beta(a, b + x) - log_beta(a, b) - (r + x) * std::log(alpha + h.T));
  const long double dead = x == 0 ? 0 : std::exp(log_beta(a + 1, b + x - 1) - log_beta(a, b) - (r + x) * std::log(alpha + h.t_x));
  return front + std::log(alive + dead);
}

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
  for (const Parameters& p : parameter_sets) {
    const Slope<4> slope = bg_nbd::log_likelihood(p, customers);
    const double theta[4] = {p.r, p.alpha, p.a, p.b};
    const auto slope_with = [&](std::size_t i, double value) {
      double moved[4] = {p.r, p.alpha, p.a, p.b};
      moved[i] = value;
      return bg_nbd::log_likelihood({moved[0], moved[1], moved[2], moved[3]}, customers);
    };
    for (std::size_t i = 0; i < 4; ++i) {
      CAPTURE(p.r, i);
      const double h = theta[i] / 10;
      const double slope_by_differences = test::derivative([&](double at) { return slope_with(i, at).value; }, theta[i], h);
      CHECK(std::abs(slope.gradient[i] - slope_by_differences) < 1e-7 * (1 + std::abs(slope_by_differences)));
      for (std::size_t j = 0; j < 4; ++j) {
        const double bend = test::derivative([&](double at) { return slope_with(i, at).gradient[j]; }, theta[i], h);
        CAPTURE(j);
        CHECK(std::abs(slope.hessian[i][j] - bend) < 1e-7 * (1 + std::abs(bend)));
        CHECK(slope.hessian[i][j] == slope.hessian[j][i]);
      }
    }
  }
}

TEST_CASE("the derivatives by ln θ are the differences of the likelihood in ln θ", "[consistency]") {
  const double theta[4] = {cdnow.r, cdnow.alpha, cdnow.a, cdnow.b};
  const Slope<4> slope = in_logarithms<4>(bg_nbd::log_likelihood(cdnow, customers), {theta[0], theta[1], theta[2], theta[3]});
  for (std::size_t i = 0; i < 4; ++i) {
    const auto gradient_at = [&](double log_value) {
      Vector<4> moved = {theta[0], theta[1], theta[2], theta[3]};
      moved[i] = std::exp(log_value);
      return in_logarithms<4>(bg_nbd::log_likelihood({moved[0], moved[1], moved[2], moved[3]}, customers), moved);
    };
    const double log_theta = std::log(theta[i]);
    CHECK(std::abs(slope.gradient[i] - test::derivative([&](double at) { return gradient_at(at).value; }, log_theta, 0.1)) < 1e-7);
    for (std::size_t j = 0; j < 4; ++j)
      CHECK(std::abs(slope.hessian[i][j] - test::derivative([&](double at) { return gradient_at(at).gradient[j]; }, log_theta, 0.1)) < 1e-6);
  }
}

TEST_CASE("weeks instead of days move the BG/NBD likelihood by Σx·ln 7 and α by 7", "[consistency]") {
  std::vector<History> days = customers;
  double repeats = 0;
  for (History& h : days) h.t_x *= 7, h.T *= 7, repeats += h.x;
  const Parameters in_days{cdnow.r, cdnow.alpha * 7, cdnow.a, cdnow.b};
  const Slope<4> weekly = bg_nbd::log_likelihood(cdnow, customers), daily = bg_nbd::log_likelihood(in_days, days);
  CHECK(std::abs(weekly.value - daily.value - repeats * std::log(7.0)) < 1e-10);
  CHECK(std::abs(weekly.gradient[1] / 7 - daily.gradient[1]) < 1e-12);
}

TEST_CASE("a history counted five times is five customers", "[consistency]") {
  const std::vector<History> merged = {{2, 30.43, 38.86, 5}, {0, 0, 20, 3}};
  std::vector<History> apart;
  for (const History& h : merged)
    for (int i = 0; i < int(h.customers); ++i) apart.push_back({h.x, h.t_x, h.T, 1});
  const Slope<4> one = bg_nbd::log_likelihood(cdnow, merged), many = bg_nbd::log_likelihood(cdnow, apart);
  CHECK(distance(one.value, many.value) < 1e-13);
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(one.gradient[i] - many.gradient[i]) < 1e-12);
}
