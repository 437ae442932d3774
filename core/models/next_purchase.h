// When a customer will buy next, if at all. In: a fit, a customer's history, a horizon. Out: the probability of a further purchase, and by
// when it comes if it comes, with 95 % intervals by the delta method.
// No mean time is given: in these models rates differ so much between customers that it is infinite for whoever has bought little.
#pragma once

#include <array>

#include "base/estimate.h"
#include "models/age_table.h"
#include "models/forecast.h"
#include "models/purchase_model.h"

namespace lifeworth {

/// Of those who buy again, the share that has done so by the times given.
inline constexpr std::array<double, 3> next_purchase_shares = {0.25, 0.5, 0.75};

struct NextPurchase {
  Estimate within;  ///< probability of one purchase at least in (T, T+horizon]
  Estimate ever;    ///< of one at all
  std::array<Estimate, next_purchase_shares.size()> times;  ///< from T, in the fit's time unit; by then so many of those who buy again have
};

NextPurchase next_purchase(const PurchaseFit& fit, const History& history, double horizon);

/// A probability with the derivatives of its logarithm by the ln-parameters.
struct BuysAgain {
  double probability;
  Vector<4> log_gradient;
};

/// NextPurchase::within of millions of customers, at a cost of some divisions each.
class BuysWithin {
 public:
  /// `histories`: those that will be asked for; `horizon` in the fit's time unit; `ages` as for AgeTable.
  BuysWithin(const PurchaseFit& fit, std::span<const History> histories, double horizon, std::size_t ages = all_ages);
  /// `alive`: that customer's P(alive) and its gradient, which the models' forecasts have.
  BuysAgain operator()(const History& history, double p_alive, const Vector<4>& log_alive_gradient) const;
  BuysAgain operator()(const History& history) const;

 private:
  PurchaseParameters parameters_;
  double horizon_;
  AgeTable<5> if_alive_;  ///< ln of the probability, its gradient; empty where customers are regular: theirs depend on when they bought last, too
};

/// Time after T by which `share` (0–1) of those customers have bought again who are alive at T and ever do.
double time_of_next_purchase(const PurchaseParameters& parameters, const History& history, double share);

}  // namespace lifeworth
