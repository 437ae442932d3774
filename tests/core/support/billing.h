// Made-up customers who pay by contract, as billing services charge them: on a due day, a day or two later at weekends, some days later when a card is
// tried again.
#pragma once

#include <vector>

#include "base/random.h"
#include "metrics/billing_period.h"
#include "models/sbg.h"
#include "schema/orders.h"

namespace lifeworth::test {

struct Billing {
  BillingPeriod period = BillingPeriod::month;
  double moved = 0.2;    ///< share of payments that come up to `moved_days` late
  Day moved_days = 2;
  double retried = 0.08; ///< share of payments that come `retry_days` / 2 … `retry_days` late
  Day retry_days = 7;
  double skipped = 0.02; ///< share of payments that never come although the contract goes on
};

/// Payments of one contract from `start` on until `end`, `lives` of them at most, to whoever wants their days.
template <class Pay>
void bill(Random& random, const Billing& billing, Day start, int lives, Day end, Pay&& pay) {
  for (int t = 0; t < lives; ++t) {
    Day day = periods_after(start, billing.period, t);
    if (t > 0 && random.uniform() < billing.skipped) continue;
    const double chance = t > 0 ? random.uniform() : 1;
    if (chance < billing.retried) day += billing.retry_days / 2 + Day(random.below(std::uint64_t(billing.retry_days / 2 + 1)));
    else if (chance < billing.retried + billing.moved) day += 1 + Day(random.below(std::uint64_t(billing.moved_days)));
    if (day <= end) pay(day);
  }
}

/// Periods that a contract lasts: θ ~ beta(α, β), then geometric.
inline int simulated_life(Random& random, const sbg::Parameters& truth, int longest) {
  const double leave = random.beta(truth.alpha, truth.beta);
  int periods = 1;
  while (periods < longest && random.uniform() >= leave) ++periods;
  return periods;
}

}  // namespace lifeworth::test
