#include "base/random.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>


using lifeworth::Random;

namespace {

struct Moments {
  double mean = 0, variance = 0;
};

template <class Draw>
Moments moments_of(int n, Draw&& draw) {
  Moments moments;
  double squares = 0;
  for (int i = 0; i < n; ++i) {
    const double value = draw();
    moments.mean += value / n;
    squares += value * value / n;
  }
  moments.variance = squares - moments.mean * moments.mean;
  return moments;
}

/// Kolmogorov–Smirnov: largest distance of the empirical distribution from `cdf`, times √n; above 1.95 once in a thousand.
template <class Draw, class Cdf>
double kolmogorov(int n, Draw&& draw, Cdf&& cdf) {
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(draw());
  std::ranges::sort(values);
  double largest = 0;
  for (int i = 0; i < n; ++i) {
    const double at = cdf(values[std::size_t(i)]);
    largest = std::max({largest, std::abs(at - double(i) / n), std::abs(at - double(i + 1) / n)});
  }
  return largest * std::sqrt(double(n));
}

constexpr int draws = 20'000;

}  // namespace

TEST_CASE("the generator gives the reference sequence of SplitMix64 and xoshiro256++", "[correctness]") {
  // The state after seed 0 is the published start of SplitMix64: 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F,
  // 0xF88BB8A8724C81EC (Steele, Lea & Flood 2014; test values of Vigna's splitmix64.c). xoshiro256++ returns rotl(s0+s3, 23)+s0.
  const std::uint64_t s0 = 0xE220A8397B1DCDAFu, s3 = 0xF88BB8A8724C81ECu, sum = s0 + s3;
  CHECK(Random(0).bits() == (sum << 23 | sum >> 41) + s0);
}

TEST_CASE("one seed gives one sequence and another seed another", "[consistency]") {
  Random one(7), same(7), other(8);
  for (int i = 0; i < 100; ++i) {
    const auto bits = one.bits();
    CHECK(bits == same.bits());
    CHECK(bits != other.bits());
  }
}

TEST_CASE("uniform numbers are uniform and never 0 or 1", "[consistency]") {
  Random random(1);
  CHECK(kolmogorov(draws, [&] { return random.uniform(); }, [](double x) { return x; }) < 1.95);
  for (int i = 0; i < 100'000; ++i) {
    const double u = random.uniform();
    if (!(u > 0 && u < 1)) FAIL("outside (0, 1): " << u);
  }
}

TEST_CASE("below(n) gives each of n numbers equally often", "[consistency]") {
  Random random(2);
  std::vector<int> counts(7);
  for (int i = 0; i < draws; ++i) ++counts.at(random.below(7));
  double chi_squared = 0;
  for (int count : counts) chi_squared += (count - draws / 7.0) * (count - draws / 7.0) / (draws / 7.0);
  CHECK(chi_squared < 22.46);  // 6 degrees of freedom, once in a thousand
}

TEST_CASE("normal and exponential numbers follow their distributions", "[consistency]") {
  Random random(3);
  CHECK(kolmogorov(draws, [&] { return random.normal(); }, [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }) < 1.95);
  CHECK(kolmogorov(draws, [&] { return random.exponential(0.3); }, [](double x) { return -std::expm1(-0.3 * x); }) < 1.95);
}

TEST_CASE("gamma numbers have the moments of their shape and rate, also below shape 1", "[consistency]") {
  Random random(4);
  for (double shape : {0.1, 0.243, 1.0, 2.5, 300.0}) {
    const double rate = 4.4;
    const Moments moments = moments_of(draws, [&] { return random.gamma(shape, rate); });
    // Standard errors: of the mean √(var/n); of the variance var·√((2+6/shape)/n) (kurtosis of the gamma distribution).
    const double variance = shape / (rate * rate);
    CAPTURE(shape);
    CHECK(std::abs(moments.mean - shape / rate) < 4 * std::sqrt(variance / draws));
    CHECK(std::abs(moments.variance - variance) < 4 * variance * std::sqrt((2 + 6 / shape) / draws));
  }
}

TEST_CASE("gamma(1, rate) is exponential and gamma(½, ½) a squared normal", "[consistency]") {
  Random random(5);
  CHECK(kolmogorov(draws, [&] { return random.gamma(1, 2); }, [](double x) { return -std::expm1(-2 * x); }) < 1.95);
  CHECK(kolmogorov(draws, [&] { return random.gamma(0.5, 0.5); }, [](double x) { return std::erf(std::sqrt(x / 2)); }) < 1.95);
}

TEST_CASE("beta numbers have the moments of their parameters", "[consistency]") {
  Random random(6);
  const struct {
    double a, b;
  } cases[] = {{0.8, 2.9}, {0.05, 0.2}, {30, 2}};
  for (const auto& [a, b] : cases) {
    const Moments moments = moments_of(draws, [&] { return random.beta(a, b); });
    const double mean = a / (a + b), variance = mean * (1 - mean) / (a + b + 1);
    CAPTURE(a, b);
    CHECK(std::abs(moments.mean - mean) < 4 * std::sqrt(variance / draws));
    CHECK(std::abs(moments.variance / variance - 1) < 0.08);
  }
  // beta(a, 1) has the distribution function x^a.
  CHECK(kolmogorov(draws, [&] { return random.beta(0.7, 1); }, [](double x) { return std::pow(x, 0.7); }) < 1.95);
}
