// A random sample of customers → totals and means of the whole base, with the finite-population correction, by strata where their sizes are known, and how
// many customers a wanted precision takes. In: a value a customer, whether they bought again, and their stratum. Cochran (1977), Sampling Techniques, 3rd ed.
//
// Simple random sampling (2.3–2.8): ȳ, total Nȳ, v(ȳ) = (1 − n/N) s²/n, Student's t with n − 1 degrees of freedom. Strata (5.3–5.6): ȳ_st = Σ W_h ȳ_h with
// W_h = N_h/N, v = Σ W_h² (1 − n_h/N_h) s_h²/n_h, Satterthwaite's degrees of freedom. A share is the mean of noughts and ones; its interval is the score's: the shares
// P at which what was seen is not more than z standard errors √(PQ/n · (N − n)/(N − 1)) away, which is Wilson's with n(N − 1)/(N − n) for n. Where a simple sample is
// put into strata afterwards, all this holds given how many fell into each (5A.9).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"

namespace lifeworth {

/// The sampled customers of one stratum; the whole sample where there are none.
struct Stratum {
  std::uint64_t base = 0;      ///< customers of the base in it, N_h; at least as many as were sampled
  std::vector<double> values;  ///< of the sampled customers
  std::uint64_t repeaters = 0; ///< of them, who bought again
};

struct WholeBase {
  Estimate mean, total;                  ///< n: sampled customers. No interval where a stratum with others in it has fewer than two
  Estimate repeat_share, repeat_buyers;
};

/// Every stratum of the base must have been sampled; `strata` is not empty.
WholeBase whole_base(std::span<const Stratum> strata);

/// Mean and standard deviation of a sample, two at least.
struct Spread {
  double mean, deviation;
};
std::optional<Spread> spread_of(std::span<const double> values);

/// Customers whose mean would be known to ± `precision` × mean (4.6): n₀ = (z s/(precision · mean))², n = n₀/(1 + n₀/N), rounded up. Without a base it
/// is taken as vast. Nothing where the mean is not above 0. `z`: 1.96 for 95 %.
std::optional<std::uint64_t> customers_needed(const Spread& spread, double precision, std::optional<std::uint64_t> base, double z);

}  // namespace lifeworth
