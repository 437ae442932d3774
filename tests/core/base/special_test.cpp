#include "base/special.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numbers>

#include "../support/second_road.h"

using namespace lifeworth;
using lifeworth::test::derivative;
using lifeworth::test::distance;

namespace {

/// Euler's integral (DLMF 15.6.1) by the trapezoidal rule in the logit of its variable; scaled by its largest term, so that it
/// neither overflows nor loses what is tiny.
double log_euler_integral(double a, double b, double c, double z) {
  // Slopes of the log integrand flatten to b on the left and c−b (+a) on the right; the peak is searched, then summed around.
  const auto log_integrand = [&](double s) {
    const double log_t = -std::log1p(std::exp(-s)), log_rest = -std::log1p(std::exp(s));
    return b * log_t + (c - b) * log_rest - a * std::log1p(z * std::exp(log_t));
  };
  constexpr double step = 0.005;
  const double from = -50 / b - std::log1p(z) - 20, to = 50 / (c - b) + 20;
  double top = -HUGE_VAL, sum = 0;
  for (double s = from; s < to; s += step) top = std::fmax(top, log_integrand(s));
  for (double s = from; s < to; s += step) sum += std::exp(log_integrand(s) - top);
  return top + std::log(sum * step) - (std::lgamma(b) + std::lgamma(c - b) - std::lgamma(c));
}

}  // namespace

TEST_CASE("2F1 of a negative argument has the elementary values of DLMF 15.4", "[correctness]") {
  // NIST Digital Library of Mathematical Functions: 15.4.1 (logarithm), 15.4.3 (arctangent), and with b = 1, c = 2 Euler's integral
  // 15.6.1 done by hand: (1 − (1+z)^(1−a)) / ((a−1) z).
  for (double z : {1e-9, 1e-3, 0.5, 1.0, 7.0, 8.0, 8.01, 17.0, 300.0, 1e4, 3.65e7, 1e12}) {
    const double tolerance = 2e-14;
    CAPTURE(z);
    CHECK(distance(hypergeometric_2f1_negative(1, 1, 2, z), std::log1p(z) / z) < tolerance);
    CHECK(distance(hypergeometric_2f1_negative(1, 0.5, 1.5, z), std::atan(std::sqrt(z)) / std::sqrt(z)) < tolerance);
    for (double a : {0.3, 2.0, 3.7, 41.0})
      CHECK(distance(hypergeometric_2f1_negative(a, 1, 2, z), -std::expm1((1 - a) * std::log1p(z)) / ((a - 1) * z)) < tolerance);
  }
}

TEST_CASE("2F1 of a negative argument is 1 at 0 and falls with z", "[consistency]") {
  CHECK(hypergeometric_2f1_negative(3, 0.8, 3.7, 0) == 1);
  double before = 1;
  for (double z : {1e-12, 1e-6, 0.1, 1.0, 10.0, 1e3, 1e5}) {
    const double value = hypergeometric_2f1_negative(3, 0.8, 3.7, z);
    CHECK(value < before);
    CHECK(value > 0);
    before = value;
  }
}

TEST_CASE("2F1 of a negative argument agrees with Euler's integral over the range purchase models ask for", "[consistency]") {
  struct Case {
    double a, b, c;
  };
  // (r+x+1, a; a+b+x) of customers who bought once, often, and every day for eight years; and parameters at odd places.
  const Case cases[] = {{1.243, 0.793, 3.219}, {3.243, 0.793, 5.219}, {31, 0.793, 33.2}, {3001, 0.8, 3003.7}, {3004, 0.5, 3001.2},
                        {2, 1, 3.5},           {60, 0.8, 4},          {12, 5, 9},        {301, 0.05, 300.1},  {6, 40, 600},
                        {1.2, 0.8, 1000.8},    {1.3, 1.3, 4},         {2, 1, 2.01},      {1.2, 6, 8},         {3001, 0.8, 3.2}};
  for (const Case& each : cases) {
    for (double z : {1e-8, 0.01, 0.9, 12.0, 400.0, 1e4, 3.65e6, 3.65e9}) {
      CAPTURE(each.a, each.b, each.c, z);
      const double expected = log_euler_integral(each.a, each.b, each.c, z);
      const double value = hypergeometric_2f1_negative(each.a, each.b, each.c, z);
      // The integral's own rounding grows with the logarithms it adds.
      CHECK(std::abs(std::log(value) - expected) < 1e-10);
    }
  }
}

TEST_CASE("2F1 of a negative argument obeys Gauss's contiguous relation in a", "[consistency]") {
  // DLMF 15.5.11: (c−a) F(a−1) + (2a−c+(b−a)z) F(a) + a(z−1) F(a+1) = 0, with z → −z.
  for (double a : {1.5, 8.0, 700.0, 3000.0}) {
    for (double z : {0.3, 25.0, 5000.0}) {
      const double b = 0.8, c = a + 2.1;
      const double below = (c - a) * hypergeometric_2f1_negative(a - 1, b, c, z);
      const double here = (2 * a - c - (b - a) * z) * hypergeometric_2f1_negative(a, b, c, z);
      const double above = a * (-z - 1) * hypergeometric_2f1_negative(a + 1, b, c, z);
      CAPTURE(a, z);
      CHECK(std::abs(below + here + above) < 1e-11 * (std::abs(here) + std::abs(above)));
    }
  }
}

TEST_CASE("2F1 of a negative argument keeps its digits for vast a and c, whose series and steps would be millions long", "[consistency]") {
  for (const double c : {2e5, 2.4e6, 1e9})
    for (const double b : {1e-3, 30.0, 0.5 * c, c - 5})
      for (const double a : {1e-4, 0.7, 40.0})
        for (const double z : {20.0, 300.0}) {
          CAPTURE(a, b, c, z);
          const auto series = static_cast<double>(test::gauss_series(static_cast<long double>(c) - b, a, c, static_cast<long double>(z) / (1 + z)));
          CHECK(test::distance(hypergeometric_2f1_negative(a, b, c, z), series * std::pow(1 + z, -a)) < 1e-9);
        }
  // 2F1(a, 1; 2; −z) = (1 − (1+z)^(1−a)) / ((a−1) z)
  for (const double a : {2e4, 1e6, 9e6})
    for (const double z : {1.0, 1e6, 1e17}) {
      CAPTURE(a, z);
      CHECK(test::distance(hypergeometric_2f1_negative(a, 1, 2, z), 1 / ((a - 1) * z)) < 1e-9);
    }
}

TEST_CASE("digamma and trigamma have their values at 1 and 1/2 and their recurrences elsewhere", "[correctness]") {
  // Abramowitz & Stegun 6.3.2, 6.3.3, 6.4.2, 6.4.4; recurrences 6.3.5 and 6.4.6.
  constexpr double pi = std::numbers::pi, euler = std::numbers::egamma;
  CHECK(distance(digamma(1), -euler) < 1e-14);
  CHECK(distance(digamma(0.5), -euler - 2 * std::numbers::ln2) < 1e-14);
  CHECK(distance(trigamma(1), pi * pi / 6) < 1e-14);
  CHECK(distance(trigamma(0.5), pi * pi / 2) < 1e-14);
  for (double x : {1e-4, 0.2, 3.3, 60.0, 4e5}) {
    CAPTURE(x);
    CHECK(std::abs(digamma(x + 1) - digamma(x) - 1 / x) < 1e-13 * (1 + 1 / x + std::abs(digamma(x))));
    CHECK(std::abs(trigamma(x) - trigamma(x + 1) - 1 / (x * x)) < 1e-13 * trigamma(x));
  }
}

TEST_CASE("digamma and trigamma are the derivatives of ln Γ", "[consistency]") {
  for (double x : {0.3, 2.0, 17.5}) {
    CHECK(distance(derivative([](double at) { return log_gamma(at); }, x, x / 8), digamma(x)) < 1e-9);
    CHECK(distance(derivative([](double at) { return digamma(at); }, x, x / 8), trigamma(x)) < 1e-9);
  }
}

TEST_CASE("Student's quantiles are those of the printed tables", "[correctness]") {
  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, column .975; three decimals.
  const struct {
    double degrees, quantile;
  } table[] = {{1, 12.706}, {2, 4.303}, {5, 2.571}, {10, 2.228}, {30, 2.042}, {100, 1.984}};
  for (const auto& [degrees, quantile] : table) CHECK(std::abs(student_t_quantile(0.975, degrees) - quantile) < 0.00051);
  CHECK(std::abs(student_t_quantile(0.975, 1e9) - z_95) < 1e-7);
  // One degree is Cauchy's: tan(π(p−½)); two: (2p−1)/√(2p(1−p)) (Abramowitz & Stegun 26.7.3-4).
  CHECK(distance(student_t_quantile(0.975, 1), std::tan(std::numbers::pi * 0.475)) < 1e-12);
  CHECK(distance(student_t_quantile(0.975, 2), 0.95 / std::sqrt(2 * 0.975 * 0.025)) < 1e-12);
}

TEST_CASE("the logarithm of a ratio of beta functions is that of its product form, for whole v", "[consistency]") {
  // B(a, b+v)/B(a, b) = Π_{j<v} (b+j)/(a+b+j); v and a exchange places.
  for (double a : {1e-8, .067, .7, 1.0, 12.0, 3e3, 1e8}) {
    for (double b : {1e-9, .3, 1.0, 5.0, 11.5, 700.0, 1e8}) {
      long double log_product = 0;
      for (int v = 1; v <= 300; ++v) {
        log_product -= std::log1p(a / (static_cast<long double>(b) + (v - 1)));
        if (v > 3 && v % 50 != 0) continue;
        CAPTURE(a, b, v);
        CHECK(distance(log_beta_ratio(a, b, v), static_cast<double>(log_product)) < 1e-12);
        CHECK(distance(log_beta_ratio(v, b, a), static_cast<double>(log_product)) < 1e-12);
      }
    }
  }
}

TEST_CASE("the logarithm of a ratio of beta functions is −∫ of digamma's difference, for any v", "[consistency]") {
  for (double a : {.4, 3.0, 250.0}) {
    for (double b : {.2, 2.0, 90.0}) {
      for (double v : {1e-8, 1e-3, .37, 8.5, 1e4}) {
        // In v = b·(e^y − 1) the integrand is smooth; Simpson's rule with 4,000 steps.
        const double to = std::log1p(v / b), step = to / 4000;
        const auto slope = [&](double y) { return (digamma(b * std::exp(y)) - digamma(a + b * std::exp(y))) * b * std::exp(y); };
        double sum = slope(0) + slope(to);
        for (int i = 1; i < 4000; ++i) sum += (i % 2 == 1 ? 4 : 2) * slope(i * step);
        CAPTURE(a, b, v);
        CHECK(distance(log_beta_ratio(a, b, v), sum * step / 3) < 1e-10);
      }
    }
  }
}

TEST_CASE("the logarithm of a ratio of beta functions is 0 for v = 0 and −a·ln v far out", "[consistency]") {
  CHECK(log_beta_ratio(.7, 1.2, 0) == 0);
  for (double v : {1e18, 1e200, 1e307}) CHECK(distance(log_beta_ratio(1.5, 2, v), std::lgamma(3.5) - std::lgamma(2.) - 1.5 * std::log(v)) < 1e-14);
  CHECK(log_beta_ratio(1.5, 2, HUGE_VAL) == -HUGE_VAL);
}
