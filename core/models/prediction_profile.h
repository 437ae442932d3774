// What the data say of a prediction where they do not settle the parameters. The likelihood then rises, or stays flat, along a ridge that leads to infinite
// or zero parameters: no curvature gives standard errors, yet along the ridge many predictions hardly change. In: a model, histories, a prediction.
// Out: the values it takes over all parameters whose log-likelihood is within χ²₁(0.95)/2 of the highest, and where the ridge leads. With many
// customers and a maximum the range is the delta method's interval.
// Kreutz, Raue & Timmer (2012), "Likelihood based observability analysis and confidence intervals for predictions of dynamic models", BMC Systems
// Biology 6:120 (prediction profile likelihood); Raue et al. (2009), Bioinformatics 25:15 (practically non-identifiable parameters).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "models/level_set.h"
#include "models/purchase_model.h"

namespace lifeworth {

/// Where a ridge may lead: to customers that are simpler than the model allows for.
enum class Limit : std::uint8_t {
  equal_rates,              ///< all buy at one rate: r, α → ∞ at one r/α
  equal_dropout,            ///< all are equally likely to leave: a, b → ∞ at one a/b; s, β → ∞ at one s/β
  nobody_leaves,            ///< a/b → 0; s/β → 0
  everybody_leaves,         ///< at the first chance: a/b → ∞. BG/NBD alone; under the others nobody would buy again
  leaves_at_once_or_never,  ///< a, b → 0 at one a/b; β → 0 and s → 0 at one β^s
};

struct LimitFound {
  Limit limit;
  double below;  ///< by how much its log-likelihood is below the highest; 0 where the likelihood rises towards this limit
};

/// Logarithm of a positive prediction about customers, with its derivatives by the ln-parameters. `at`: model and parameters, no more of a fit.
/// `base`: whom it is about; fewer that stand for all in a first search.
using LogPrediction = std::function<Tilt(const PurchaseFit& at, std::span<const History> base)>;

/// Σ over the base of the purchases expected within the horizon, each worth e^(−δ·time to it); units as for Forecaster.
LogPrediction base_transactions(double horizon, double discount_rate);

// The same of a customer with this history, and the probability that he or she is alive.
LogPrediction transactions_of(const History& history, double horizon, double discount_rate);
LogPrediction p_alive_of(const History& history);

struct ProfiledPrediction {
  double at_highest;  ///< at the highest likelihood: of many values nearly as likely, no best guess
  Interval range;     ///< 95 %
};

/// Not of MBG/CNBD-k with k > 1, which is told of only where its fit has a maximum: where that is wanting MBG/NBD, its k = 1, says what these data leave open.
class LikelihoodRidge {
 public:
  /// `histories`, which must outlive this, are those whose fit found no maximum; others will do that are not refused (too_little_to_fit).
  LikelihoodRidge(PurchaseModel model, std::span<const History> histories);

  double log_likelihood() const { return all_.summit.height; }  ///< the highest

  /// Limits that the data cannot tell from the best explanation, by the measure used for predictions; the likeliest first.
  const std::vector<LimitFound>& limits() const { return limits_; }

  /// Nothing where the data do not bound the prediction: it still moves where parameters are as good as infinite.
  std::optional<ProfiledPrediction> range_of(const LogPrediction& prediction) const;

 private:
  /// Histories and their likelihood in the search's coordinates.
  struct Landscape {
    std::span<const History> histories;
    Height height;
    Summit summit;
  };

  Landscape landscape_of(std::span<const History> histories) const;
  void explore();
  void find_limits();
  ReadingAt reading_of(const LogPrediction& prediction, std::span<const History> base) const;
  Extreme extreme(const LogPrediction& prediction, int sign) const;

  PurchaseModel model_;
  double log_mean_age_;
  Matrix<4> by_coordinates_{};        ///< derivatives of ln θ by the coordinates
  std::vector<History> sample_;       ///< empty where there are not many histories
  Landscape sketch_, all_;            ///< the same where there is no sample
  std::vector<Vector<4>> entrances_;  ///< where to begin: points that are likely enough, reached from all sides
  std::vector<Summit> at_edges_;      ///< the highest point of each limit, on the sketch
  std::vector<LimitFound> limits_;
};

}  // namespace lifeworth
