#include "metrics/reliability.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/special.h"
#include "metrics/mean_sums.h"
#include "metrics/rank_correlation.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

double square(double number) { return number * number; }

/// Below a value, with half of those equal to it and of itself: counts of `values` in place of ranks.
std::vector<double> counts_below(std::span<const double> values) {
  std::vector<double> counts = Ranks(values).centred();
  for (double& count : counts) count = (count + 0.5) * static_cast<double>(values.size());
  return counts;
}

}  // namespace

std::vector<ReliabilityGroup> reliability(std::span<const double> predicted, std::span<const std::uint8_t> happened) {
  struct Sums {
    std::uint64_t n = 0, happened = 0;
    double predicted = 0, low = 1, high = 0;
  };
  const std::size_t n = predicted.size();
  std::vector<Sums> sums(std::clamp<std::size_t>(n / fewest_in_group, 1, most_groups));
  const std::vector<double> below = counts_below(predicted);
  for (std::size_t i = 0; i < n; ++i) {
    Sums& own = sums[std::min(sums.size() - 1, static_cast<std::size_t>(below[i] / static_cast<double>(n) * static_cast<double>(sums.size())))];
    ++own.n;
    own.happened += happened[i];
    own.predicted += predicted[i];
    own.low = std::fmin(own.low, predicted[i]), own.high = std::fmax(own.high, predicted[i]);
  }
  std::vector<ReliabilityGroup> groups;
  for (const Sums& own : sums)
    if (own.n) groups.push_back({own.low, own.high, own.predicted / static_cast<double>(own.n), share_of(own.happened, own.n)});
  return groups;
}

std::vector<double> squared_errors(std::span<const double> predicted, std::span<const std::uint8_t> happened) {
  std::vector<double> errors(predicted.size());
  for (std::size_t i = 0; i < errors.size(); ++i) errors[i] = square(predicted[i] - happened[i]);
  return errors;
}

std::vector<double> hindsight_errors(std::span<const std::uint32_t> groups, std::span<const std::uint8_t> happened) {
  struct Counts {
    double n = 0, happened = 0;
    double others(double own) const { return (happened - own) / (n - 1); }
  };
  Counts all;
  std::vector<Counts> by_group(groups.empty() ? 0 : std::ranges::max(groups) + 1);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (Counts* counts : {&all, &by_group[groups[i]]}) ++counts->n, counts->happened += happened[i];
  }
  std::vector<double> errors(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Counts& own = by_group[groups[i]];
    errors[i] = square((own.n > 1 ? own : all).others(happened[i]) - happened[i]);
  }
  return errors;
}

Estimate mean_error(std::span<const double> errors) {
  MeanSums sums;
  for (const double error : errors) sums.add(error);
  return where_it_holds(sums.estimate());
}

Estimate error_saved(std::span<const double> errors, std::span<const double> naive) {
  MeanSums sums;
  for (std::size_t i = 0; i < errors.size(); ++i) sums.add(naive[i] - errors[i]);
  return where_it_holds(sums.estimate());
}

std::optional<Estimate> concordance(std::span<const double> predicted, std::span<const std::uint8_t> happened) {
  // A customer's part is the share of those with the other outcome whom he or she is on the right side of.
  const std::vector<double> below = counts_below(predicted);
  std::array<std::vector<double>, 2> values;
  const auto came = static_cast<std::size_t>(std::ranges::count(happened, 1));
  values[0].reserve(happened.size() - came), values[1].reserve(came);
  for (std::size_t i = 0; i < predicted.size(); ++i) values[happened[i]].push_back(predicted[i]);
  if (std::min(values[0].size(), values[1].size()) < fewest_of_each) return std::nullopt;
  const std::array<std::vector<double>, 2> own_below = {counts_below(values[0]), counts_below(values[1])};
  std::array<std::size_t, 2> next{};
  std::array<MeanSums, 2> parts;
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    const std::size_t outcome = happened[i];
    const double others = static_cast<double>(values[1 - outcome].size()), others_below = below[i] - own_below[outcome][next[outcome]++];
    parts[outcome].add(outcome ? others_below / others : 1 - others_below / others);
  }
  constexpr double rounding = 1e-12;
  const double area = std::clamp(parts[1].mean(), 0.0, 1.0);
  double variance = 0;
  for (const MeanSums& part : parts) variance += part.variance() / static_cast<double>(part.n());
  if (!(variance > 0 && area > rounding && area < 1 - rounding)) return Estimate{area, std::nullopt, predicted.size()};
  const double half = z_95 * std::sqrt(variance) / (area * (1 - area)), logit = std::log(area / (1 - area));
  const auto share = [](double at) { return 1 / (1 + std::exp(-at)); };
  return Estimate{area, Interval{share(logit - half), share(logit + half)}, predicted.size()};
}

}  // namespace lifeworth
