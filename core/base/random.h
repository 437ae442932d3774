// Seeded random numbers, the same on every machine (std's distributions are not): SplitMix64 seeds xoshiro256++
// (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators"); gamma by Marsaglia & Tsang (2000).
#pragma once

#include <cstdint>

namespace lifeworth {

class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint64_t bits();
  /// In the open interval (0, 1).
  double uniform();
  /// In 0 … below − 1.
  std::uint64_t below(std::uint64_t below) { return static_cast<std::uint64_t>(uniform() * static_cast<double>(below)); }
  double normal();
  double exponential(double rate);
  /// Density ∝ x^(shape−1) e^(−rate·x).
  double gamma(double shape, double rate);
  double beta(double a, double b);

 private:
  std::uint64_t state_[4];
};

}  // namespace lifeworth
