// Which measure foretold later spend best. In: measures as they were known on a day, a number a customer, and what these customers spent afterwards. Out: for each
// how well its order went with the order of what came, how many of the later best it had at its top, and how far it is behind the best measure. These
// are orders that went together; what brings about spend cannot be read from them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/estimate.h"

namespace lifeworth {

struct Measure {
  std::string_view name;
  std::function<std::vector<double>()> values;  ///< by customer; NaN: not known. Asked for one measure at a time, some twice: of a million customers each takes 8 MB
};

struct RatedMeasure {
  std::string_view name;
  std::uint64_t known = 0;              ///< customers of whom it was known
  std::optional<Estimate> correlation;  ///< Spearman's, with later spend; nothing where too few are known, or all have the same
  std::optional<Estimate> found;        ///< of the best by later spend, the share that was at the top by the measure; at the bottom where the correlation is negative
  std::optional<Estimate> lift;         ///< the same ÷ what a list drawn by lot would find
  std::optional<Estimate> behind;       ///< |ρ| of the best measure less its own, over the customers of whom both are known; not of the best itself
};

struct Rating {
  std::vector<RatedMeasure> measures;  ///< strongest first; those without a correlation last
  /// Of those known of everybody the strongest, where it is beyond chance.
  std::optional<std::string_view> best;
  /// The best is beyond chance ahead of every other one known of everybody. That it was picked as the best needs no further correction (Gutmann & Maymin
  /// 1987, Annals of Statistics 15:456).
  bool clear = false;
};

/// Fewer customers, or fewer who spent anything later, give no correlation: its interval was tried by simulation down to these.
inline constexpr std::uint64_t fewest_to_rate = 50, fewest_later_buyers = 10;

/// Those who spent anything later.
std::uint64_t buyers_in(std::span<const double> later);
bool can_be_rated(std::span<const double> later);

/// The best by later spend are a fifth of the customers, or all who spent anything where those are fewer.
std::uint64_t later_best(std::span<const double> later);

Rating rate(std::span<const Measure> measures, std::span<const double> later);

/// The sum of three fifths, 1 to 5 each: how lately somebody bought, how often and for how much (Hughes 1994, Strategic Database Marketing). Equal
/// customers get equal fifths.
std::vector<double> rfm_scores(std::span<const double> days_since_last, std::span<const double> purchase_days, std::span<const double> value);

}  // namespace lifeworth
