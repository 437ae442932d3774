// How many purchases come in a time when they come at every k-th tick of a clock whose rate is known up to a gamma distribution, and the
// customer may leave after each with a probability known up to a beta distribution. Exact: sums of positive terms, no simulation.
#pragma once

namespace lifeworth {

/// A customer who is alive now.
struct Ticking {
  double shape, rate;  ///< λ ~ gamma(shape, rate)
  int due;             ///< ticks to the next purchase, 1 … k
  int k;               ///< ticks from each purchase to the next
  double a, b;         ///< p ~ beta(a, b)
};

struct Counts {
  double mean = 0;              ///< E[N]
  double factorial_moment = 0;  ///< E[N(N−1)]
};

/// How the mean changes with what is known of the customer.
struct CountsSlope {
  double by_shape = 0, by_log_rate = 0, by_a = 0, by_b = 0;
};

struct SlopedCounts {
  Counts counts;
  CountsSlope mean;
};

/// Moments of the number of purchases in the next t > 0. The work grows with the number of ticks that may come, up to some 4,096 purchases
/// where the shape is small; with √shape·(1+t/rate) where it is large.
Counts expected_counts(const Ticking& customer, double t);

/// The same with the mean's derivatives, by the same sums: about twice the work. Beyond those 4,096 purchases by differences.
SlopedCounts sloped_counts(const Ticking& customer, double t);

}  // namespace lifeworth
