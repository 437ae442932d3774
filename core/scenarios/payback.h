// When a customer has paid back what it cost. Margin comes at the end of each month, the first one certain, the later ones if the customer
// is still there.
#pragma once

#include "scenarios/calculator.h"

namespace lifeworth {

/// Cost ÷ margin: nobody leaves, money has no price.
Duration<Month> payback_plain(Amount<Once> cost, Amount<Month> margin);

/// n with Σ_{t=1..n} margin·rᵗ⁻¹/(1+d)ᵗ = cost, from the closed form of the sum: ln(1 − cost(1+d−r)/margin) ÷ ln(r/(1+d)). `never` where
/// the whole sum stays below the cost. With d = 0 it is the payback with churn alone.
Duration<Month> payback_discounted(Amount<Once> cost, Amount<Month> margin, Rate<Month> retention, Rate<Month> discount);

/// The retention at which the whole sum margin/(1+d−r) is the cost; 0 where one margin is enough, `never` where no retention is.
template <class Period>
Rate<Period> break_even_retention(Amount<Once> cost, Amount<Period> margin, Rate<Period> discount) {
  if (!(cost.minor > 0)) return {0};
  const double retention = 1 + discount.of_one - margin.minor / cost.minor;
  return {retention >= 1 ? never : std::max(0.0, retention)};
}

}  // namespace lifeworth
