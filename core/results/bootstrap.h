// A parametric bootstrap of what a prediction says of the whole base: shops are drawn from the fitted models, fitted again, and what each of their fits would have said of
// the customers at hand shows how far chance moves the prediction. Unlike the delta method it takes no curve for a straight line; it is slow, and made on request, some
// draws at a time. In: a prediction. Out: the JSON of core/README.md, "bootstrap". Efron & Tibshirani (1993), An Introduction to the Bootstrap, §6.5 and §13.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/estimate.h"
#include "models/gamma_gamma.h"
#include "results/prediction.h"

namespace lifeworth {

/// Below so many settled draws an interval's ends would rest on fewer than five of them.
inline constexpr std::uint64_t fewest_draws = 200;

class Bootstrap {
 public:
  /// Of the prediction's chosen model, which must fit. Each draw has random numbers of its own, so that they may be made a few at a time.
  Bootstrap(const Prediction& prediction, std::uint64_t seed);

  /// `prediction`: the same.
  void draw(const Prediction& prediction, std::uint64_t draws);

  const PredictionSettings& settings() const { return settings_; }
  std::uint64_t seed() const { return seed_; }
  std::uint64_t drawn() const { return drawn_; }
  std::uint64_t settled() const { return transactions_.size(); }  ///< drawn shops whose data settle the model of purchases

  /// The prediction's own values with the bootstrap's intervals; no interval from too few draws, or where more than one in twenty settled nothing. What those
  /// would have said is not known. Nothing where the prediction says nothing.
  std::optional<Estimate> transactions(const Prediction& prediction) const;
  std::optional<Estimate> clv(const Prediction& prediction) const;

  const std::vector<double>& drawn_transactions() const { return transactions_; }
  const std::vector<double>& drawn_clv() const { return clv_; }

 private:
  Estimate with_interval(Estimate estimate, const std::vector<double>& drawn) const;

  PredictionSettings settings_;
  std::uint64_t seed_, drawn_ = 0;
  std::vector<gamma_gamma::Spender> spenders_;
  std::vector<double> transactions_, clv_;  ///< what settled draws said of the base at hand
};

/// `drawn`: what drawn shops would have estimated, at least one, in any order. Percentiles corrected for bias (BC; Efron & Tibshirani 1993, §14.3 without acceleration): of
/// plain percentiles, reflected ones and these, these held the truth of small shops as often as they say.
Interval bootstrap_interval(double estimate, std::vector<double> drawn);

std::string bootstrap_json(const Bootstrap& bootstrap, const Prediction& prediction, std::uint64_t wanted, std::string_view currency, int digits);

}  // namespace lifeworth
