// What a steady margin is worth while customers stay: closed forms of Σ margin·retentionᵗ/(1+discount)ᵗ.
// Source: Gupta & Lehmann (2003), "Customers as Assets", J. Interactive Marketing 17:1; (2005), Managing Customers as Investments. Growth of the
// margin replaces retention r by r(1+g) in the sum.
#pragma once

#include "scenarios/quantities.h"

namespace lifeworth {

/// r(1+g): what is left of one margin, per period.
template <class Period>
constexpr double kept(Rate<Period> retention, Rate<Period> growth) {
  return retention.of_one * (1 + growth.of_one);
}

/// Whether the sum of margins ends; all multiples below need it.
template <class Period>
constexpr bool sum_ends(Rate<Period> retention, Rate<Period> discount, Rate<Period> growth = {}) {
  return kept(retention, growth) < 1 + discount.of_one;
}

/// First margin one period from now, if the customer is still there: Σ_{t≥1} (r(1+g))ᵗ/(1+d)ᵗ.
template <class Period>
constexpr double multiple_if_retained(Rate<Period> retention, Rate<Period> discount, Rate<Period> growth = {}) {
  const double q = kept(retention, growth);
  return q / (1 + discount.of_one - q);
}

/// First margin now and certain: Σ_{t≥0} (r(1+g))ᵗ/(1+d)ᵗ.
template <class Period>
constexpr double multiple_first_now(Rate<Period> retention, Rate<Period> discount, Rate<Period> growth = {}) {
  return (1 + discount.of_one) / (1 + discount.of_one - kept(retention, growth));
}

/// First margin certain, at the end of the first period: Σ_{t≥1} (r(1+g))ᵗ⁻¹/(1+d)ᵗ.
template <class Period>
constexpr double multiple_first_end(Rate<Period> retention, Rate<Period> discount, Rate<Period> growth = {}) {
  return 1 / (1 + discount.of_one - kept(retention, growth));
}

/// Expected number of periods a customer stays, the first included, at constant retention: 1/(1−r).
template <class Period>
constexpr Duration<Period> expected_lifetime(Rate<Period> retention) {
  return {1 / (1 - retention.of_one)};
}

}  // namespace lifeworth
