// How two groups differ in one number or in one share: effect sizes with 95 % intervals, raw and within strata of a third thing (how long customers have
// been here). In: a value a customer (NaN: not known), its group and stratum. Differences, never causes.
//
// Numbers: Hedges' g = J·(m₁ − m₀)/s, s the pooled standard deviation, J = 1 − 3/(4·df − 1) (Hedges 1981, J. Educational Statistics 6:107). Its
// usual variance, 1/n₁ + 1/n₀ + g²/2N (Hedges & Olkin 1985), asks for normal values of equal spread, which customers' are not: here it is the
// delta method's, from each value's influence on m₁, m₀ and s, which comes to the usual one where those hold; with Welch's degrees of freedom.
// Adjusted: Σ w_k (m₁ₖ − m₀ₖ) ÷ Σ w_k in place of m₁ − m₀, over strata k, with w_k = n₁ₖn₀ₖ/Nₖ (Cochran 1954, Biometrics 10:417); the same s.
// Ranks: Cliff's δ = P(X₁ > X₀) − P(X₁ < X₀), with his unsymmetric interval (Cliff 1996; Feng & Cliff 2004, J. Modern Applied Statistical Methods 3:322).
// Shares: the difference p₁ − p₀ with Newcombe's interval (1998, Statistics in Medicine 17:873, method 10); adjusted: Mantel & Haenszel's, the same
// weights w_k, with the variance of Sato (1989; Greenland & Robins 1985, Biometrics 41:55), which holds for few large and for many small strata.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"

namespace lifeworth {

/// Whom a number belongs to: `first` is the group in question, strata count from 0.
struct Member {
  bool first;
  std::uint8_t stratum;
};

struct GroupSummary {
  std::uint64_t n = 0;  ///< members whose value is known
  double mean = 0;      ///< of a share, the share
  double median = 0;    ///< 0 of a share
};

struct GroupDifference {
  GroupSummary first, rest;
  /// g, or the difference of shares; nothing where a group has fewer than `fewest_to_compare` or all values are the same. n: values it rests on.
  std::optional<Estimate> raw;
  std::optional<Estimate> adjusted;  ///< nothing with one stratum, or where too few share strata; its n leaves out strata with one group only
  std::optional<Estimate> delta;     ///< Cliff's; not of shares
  std::optional<double> p;           ///< two-sided: of `adjusted`, else of `raw`
};

inline constexpr std::uint64_t fewest_to_compare = 10;

GroupDifference difference_of_numbers(std::span<const double> values, std::span<const Member> members, std::size_t strata);

/// Values are 0 or 1.
GroupDifference difference_of_shares(std::span<const double> values, std::span<const Member> members, std::size_t strata);

/// Holm's adjusted p values (1979, Scandinavian J. Statistics 6:65): those below 5 % can all be called differences at once, with at most 5 % risk that any
/// of them is chance, however they hang together.
std::vector<double> holm(std::span<const double> p);

}  // namespace lifeworth
