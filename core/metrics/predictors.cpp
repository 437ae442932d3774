#include "metrics/predictors.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "metrics/rank_correlation.h"

namespace lifeworth {
namespace {

/// The customers of whom a measure is known.
struct Known {
  std::vector<std::uint32_t> customers;
  std::vector<double> values, later;

  Known(std::span<const double> measure, std::span<const double> later_spend) {
    for (std::uint32_t i = 0; i < later_spend.size(); ++i) {
      if (std::isnan(measure[i])) continue;
      customers.push_back(i);
      values.push_back(measure[i]);
      later.push_back(later_spend[i]);
    }
  }
};

/// Where fewer than a fifth spent anything, the best are all who did.
Top top_by(std::span<const double> later) { return later_best(later) < later.size() / 5 ? Top::above_border : Top::of_all; }

/// Rates a measure over the customers of whom it is known; `later` are their ranks.
std::optional<RankCorrelation> rate_one(RatedMeasure& rated, const Ranks& measure, const Ranks& later, std::uint64_t best, Top top) {
  auto correlation = rank_correlation(measure, later);
  if (!correlation) return correlation;
  rated.correlation = correlation->estimate();
  rated.found = top_share(measure, correlation->value >= 0, later, best, top);
  rated.lift = scaled(*rated.found, static_cast<double>(later.size()) / static_cast<double>(best));
  return correlation;
}

bool beyond_chance(const Estimate& correlation) { return correlation.interval ? correlation.interval->low > 0 || correlation.interval->high < 0 : correlation.value != 0; }

double strength(const RatedMeasure& rated) { return rated.correlation ? std::abs(rated.correlation->value) : -1; }

/// A measure that is not known of everybody, and the best one over the same customers.
void rate_partial(RatedMeasure& rated, const Known& known, const Measure* best) {
  if (!can_be_rated(known.later)) return;
  const Ranks later(known.later);
  const auto own = rate_one(rated, Ranks(known.values), later, later_best(known.later), top_by(known.later));
  if (!own || !best) return;
  const std::vector<double> all = best->values();
  std::vector<double> theirs;
  for (const std::uint32_t customer : known.customers) theirs.push_back(all[customer]);
  if (const auto other = rank_correlation(Ranks(theirs), later)) rated.behind = strength_difference(*other, *own);
}

bool known_of_all(std::span<const double> measure) {
  return std::ranges::none_of(measure, [](double value) { return std::isnan(value); });
}

std::vector<std::uint8_t> fifths(std::span<const double> values) {
  std::vector<std::uint8_t> result;
  result.reserve(values.size());
  for (const double centred : Ranks(values).centred()) result.push_back(static_cast<std::uint8_t>(1 + std::min(4, static_cast<int>((centred + 0.5) * 5))));
  return result;
}

}  // namespace

std::uint64_t buyers_in(std::span<const double> later) {
  return static_cast<std::uint64_t>(std::ranges::count_if(later, [](double spend) { return spend > 0; }));
}

bool can_be_rated(std::span<const double> later) { return later.size() >= fewest_to_rate && buyers_in(later) >= fewest_later_buyers; }

std::uint64_t later_best(std::span<const double> later) { return std::min<std::uint64_t>(later.size() / 5, buyers_in(later)); }

Rating rate(std::span<const Measure> measures, std::span<const double> later) {
  Rating rating;
  std::vector<std::optional<RankCorrelation>> correlations(measures.size());
  std::vector<std::uint8_t> of_all(measures.size());
  std::optional<std::size_t> best;
  const Ranks later_ranks(later);
  const bool possible = can_be_rated(later);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    RatedMeasure& rated = rating.measures.emplace_back(measures[i].name, later.size());
    std::optional<Ranks> ranks;
    if (const std::vector<double> values = measures[i].values(); (of_all[i] = known_of_all(values)) && possible) ranks.emplace(values);
    if (!ranks) continue;
    correlations[i] = rate_one(rated, *ranks, later_ranks, later_best(later), top_by(later));
    if (correlations[i] && (!best || strength(rated) > strength(rating.measures[*best]))) best = i;
  }
  if (best && beyond_chance(*rating.measures[*best].correlation)) rating.best = measures[*best].name, rating.clear = true;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    RatedMeasure& rated = rating.measures[i];
    if (of_all[i]) {
      if (!rating.best || i == *best || !correlations[i]) continue;
      rated.behind = strength_difference(*correlations[*best], *correlations[i]);
      rating.clear = rating.clear && rated.behind->interval && rated.behind->interval->low > 0;
      continue;
    }
    const Known known(measures[i].values(), later);
    rated.known = known.customers.size();
    rate_partial(rated, known, rating.best ? &measures[*best] : nullptr);
  }
  std::ranges::stable_sort(rating.measures, std::ranges::greater{}, strength);
  return rating;
}

std::vector<double> rfm_scores(std::span<const double> days_since_last, std::span<const double> purchase_days, std::span<const double> value) {
  const auto recency = fifths(days_since_last), frequency = fifths(purchase_days), money = fifths(value);
  std::vector<double> scores;
  scores.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) scores.push_back(6 - recency[i] + frequency[i] + money[i]);
  return scores;
}

}  // namespace lifeworth
