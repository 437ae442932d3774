#include "metrics/group_difference.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/counting_sort.h"
#include "base/special.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

struct Cell {
  double n = 0, sum = 0;
  double mean() const { return n > 0 ? sum / n : 0; }
};

/// Counts and sums by group (first: 1) and stratum.
struct Cells {
  std::array<std::vector<Cell>, 2> of;
  std::array<Cell, 2> all;

  Cells(std::span<const double> values, std::span<const Member> members, std::size_t strata) {
    for (auto& group : of) group.resize(strata);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isnan(values[i])) continue;
      Cell& cell = of[members[i].first][members[i].stratum];
      ++cell.n;
      cell.sum += values[i];
    }
    for (std::size_t group = 0; group < 2; ++group)
      for (const Cell& cell : of[group]) all[group].n += cell.n, all[group].sum += cell.sum;
  }

  bool enough() const { return all[0].n >= double(fewest_to_compare) && all[1].n >= double(fewest_to_compare); }
  GroupSummary summary(std::size_t group) const { return {static_cast<std::uint64_t>(all[group].n), all[group].mean(), 0}; }
};

/// What a stratum counts: n₁n₀/N.
struct Weights {
  std::vector<double> of;
  double sum = 0, members = 0, firsts = 0;

  /// `fewest`: of each group, for a stratum to count at all.
  Weights(const Cells& cells, double fewest) {
    for (std::size_t k = 0; k < cells.of[0].size(); ++k) {
      const double rest = cells.of[0][k].n, first = cells.of[1][k].n;
      const bool counts = rest >= fewest && first >= fewest;
      of.push_back(counts ? first * rest / (first + rest) : 0);
      sum += of.back();
      if (counts) members += first + rest, firsts += first;
    }
  }
  bool enough() const { return of.size() > 1 && firsts >= double(fewest_to_compare) && members - firsts >= double(fewest_to_compare); }

  double difference(const Cells& cells) const {
    double weighted = 0;
    for (std::size_t k = 0; k < of.size(); ++k) weighted += of[k] * (cells.of[1][k].mean() - cells.of[0][k].mean());
    return weighted / sum;
  }
};

/// A standardised difference and what its variance has from each group.
struct Effect {
  double value;
  std::array<double, 2> variance{};
  double members;

  /// The half width of the interval, and p.
  std::pair<double, double> uncertainty(const Cells& cells) const {
    const double all = variance[0] + variance[1];
    const double degrees = all * all / (variance[0] * variance[0] / (cells.all[0].n - 1) + variance[1] * variance[1] / (cells.all[1].n - 1));
    const double error = std::sqrt(all);
    return {student_t_quantile(0.975, degrees) * error, student_t_two_sided(value / error, degrees)};
  }
  Estimate scaled(double by, const Cells& cells) const {
    const double half = uncertainty(cells).first;
    return {by * value, Interval{by * (value - half), by * (value + half)}, static_cast<std::uint64_t>(members)};
  }
};

struct CellFactors {
  double mean, per_distance;
};

void standardise(std::span<const double> values, std::span<const Member> members, const Cells& cells, GroupDifference& result) {
  std::array<double, 2> squares{};
  const std::array<double, 2> means = {cells.all[0].mean(), cells.all[1].mean()};
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) squares[members[i].first] += (values[i] - means[members[i].first]) * (values[i] - means[members[i].first]);
  const double n = cells.all[0].n + cells.all[1].n, degrees = n - 2, variance = (squares[0] + squares[1]) / degrees, s = std::sqrt(variance);
  // What rounding leaves of equal values is no spread.
  if (!(s > 1e-12 * std::fmax(std::abs(means[0]), std::abs(means[1])))) return;
  const Weights weights(cells, 2);
  const bool adjusts = weights.enough();
  Effect raw{(means[1] - means[0]) / s, {}, n}, adjusted{adjusts ? weights.difference(cells) / s : 0, {}, weights.members};
  // An influence is a part of the value's distance from its mean, and one of its square: what these are multiplied by is the same for a whole cell.
  std::array<std::vector<CellFactors>, 2> factors;
  for (const std::size_t first : {0, 1})
    for (std::size_t k = 0; k < weights.of.size(); ++k) {
      const Cell& cell = cells.of[first][k];
      const double sign = first ? 1 : -1, share = weights.of[k] > 0 ? weights.of[k] / weights.sum / std::sqrt(cell.n * (cell.n - 1)) : 0;
      factors[first].push_back({cell.mean(), adjusts ? sign * share / s : 0});
    }
  const double per_square = 1 / (2 * variance * n);
  const std::array<double, 2> per_distance = {-1 / (cells.all[0].n * s), 1 / (cells.all[1].n * s)};
  const std::array<double, 2> usual = {squares[0] / cells.all[0].n, squares[1] / cells.all[1].n};
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    const auto [first, stratum] = members[i];
    const double from_mean = values[i] - means[first], of_spread = (from_mean * from_mean - usual[first]) * per_square;
    const double influence = per_distance[first] * from_mean - raw.value * of_spread;
    raw.variance[first] += influence * influence;
    const auto& [mean, factor] = factors[first][stratum];
    const double within = factor * (values[i] - mean) - adjusted.value * of_spread;
    adjusted.variance[first] += within * within;
  }
  for (const std::size_t first : {0, 1}) raw.variance[first] *= cells.all[first].n / (cells.all[first].n - 1);
  const double correction = 1 - 3 / (4 * degrees - 1);
  if (raw.variance[0] + raw.variance[1] > 0) {
    result.raw = raw.scaled(correction, cells);
    result.p = raw.uncertainty(cells).second;
  }
  if (adjusts && adjusted.variance[0] + adjusted.variance[1] > 0) {
    result.adjusted = adjusted.scaled(correction, cells);
    result.p = adjusted.uncertainty(cells).second;
  }
}

/// Single precision as whole numbers in the same order: what ranks take of a value.
std::uint32_t rank_key(double value) {
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(value) + 0.0F);  // −0 and 0 are one value
  return bits & 0x8000'0000U ? ~bits : bits | 0x8000'0000U;
}

double median_of(const std::vector<std::uint32_t>& sorted) {
  if (sorted.empty()) return 0;
  const auto value = [](std::uint32_t key) { return double(std::bit_cast<float>(key & 0x8000'0000U ? key & 0x7fff'ffffU : ~key)); };
  return (value(sorted[(sorted.size() - 1) / 2]) + value(sorted[sorted.size() / 2])) / 2;
}

/// Σ over `own` of d and d², d the share of `others` below less the share above.
std::pair<double, double> dominance(const std::vector<std::uint32_t>& own, const std::vector<std::uint32_t>& others) {
  double sum = 0, squares = 0;
  std::size_t below = 0, not_above = 0;
  for (const std::uint32_t key : own) {
    while (below < others.size() && others[below] < key) ++below;
    while (not_above < others.size() && others[not_above] <= key) ++not_above;
    const double d = (double(below) - double(others.size() - not_above)) / double(others.size());
    sum += d;
    squares += d * d;
  }
  return {sum, squares};
}

void rank(std::span<const double> values, std::span<const Member> members, bool enough, GroupDifference& result) {
  std::array<std::vector<std::uint32_t>, 2> keys;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) keys[members[i].first].push_back(rank_key(values[i]));
  std::vector<std::uint32_t> room;
  for (auto& group : keys) counting_sort(group, room);
  result.rest.median = median_of(keys[0]);
  result.first.median = median_of(keys[1]);
  if (!enough || !result.raw) return;
  const auto [sum, squares] = dominance(keys[1], keys[0]);
  const auto [rest_sum, rest_squares] = dominance(keys[0], keys[1]);
  const double first = double(keys[1].size()), rest = double(keys[0].size()), delta = sum / first;
  const auto part = [delta](double of_squares, double n) { return (of_squares - n * delta * delta) / (n * (n - 1)); };
  const double variance = part(squares, first) + part(rest_squares, rest), zz = z_95 * z_95;
  Interval interval;
  if (std::abs(delta) == 1) {
    // Nobody overlaps: as if one of the smaller group did (Feng & Cliff 2004).
    const double fewest = std::fmin(first, rest), other = delta * (fewest - zz) / (fewest + zz);
    interval = {std::fmin(delta, other), std::fmax(delta, other)};
  } else {
    const double rest_of_one = 1 - delta * delta, half = z_95 * std::sqrt(variance) * std::sqrt(rest_of_one * rest_of_one + zz * variance);
    const double centre = delta * rest_of_one, scale = rest_of_one + zz * variance;
    interval = {std::fmax(-1, (centre - half) / scale), std::fmin(1, (centre + half) / scale)};
  }
  result.delta = {delta, interval, static_cast<std::uint64_t>(first + rest)};
}

Estimate newcombe(const Cells& cells) {
  const auto count = [](double n) { return static_cast<std::uint64_t>(n); };
  const Estimate first = share_of(count(cells.all[1].sum), count(cells.all[1].n)), rest = share_of(count(cells.all[0].sum), count(cells.all[0].n));
  const double difference = first.value - rest.value;
  const double down = std::hypot(first.value - first.interval->low, rest.interval->high - rest.value);
  const double up = std::hypot(first.interval->high - first.value, rest.value - rest.interval->low);
  return {difference, Interval{difference - down, difference + up}, first.n + rest.n};
}

/// Of Σ w_k (p₁ₖ − p₀ₖ) ÷ Σ w_k.
double sato_variance(const Cells& cells, const Weights& weights, double difference) {
  double by_difference = 0, apart = 0;
  for (std::size_t k = 0; k < weights.of.size(); ++k) {
    if (weights.of[k] == 0) continue;
    const auto& [rest, first] = std::pair(cells.of[0][k], cells.of[1][k]);
    const double n = first.n + rest.n;
    by_difference += (first.n * first.n * rest.sum - rest.n * rest.n * first.sum + first.n * rest.n * (rest.n - first.n) / 2) / (n * n);
    apart += (first.sum * (rest.n - rest.sum) + rest.sum * (first.n - first.sum)) / (2 * n);
  }
  return (difference * by_difference + apart) / (weights.sum * weights.sum);
}

double normal_two_sided(double z) { return std::erfc(std::abs(z) / std::sqrt(2)); }

}  // namespace

GroupDifference difference_of_numbers(std::span<const double> values, std::span<const Member> members, std::size_t strata) {
  const Cells cells(values, members, strata);
  GroupDifference result;
  result.rest = cells.summary(0);
  result.first = cells.summary(1);
  if (cells.enough()) standardise(values, members, cells, result);
  rank(values, members, cells.enough(), result);
  return result;
}

GroupDifference difference_of_shares(std::span<const double> values, std::span<const Member> members, std::size_t strata) {
  const Cells cells(values, members, strata);
  GroupDifference result;
  result.rest = cells.summary(0);
  result.first = cells.summary(1);
  const double n = cells.all[0].n + cells.all[1].n, together = (cells.all[0].sum + cells.all[1].sum) / n;
  if (!cells.enough() || !(together > 0 && together < 1)) return result;
  result.raw = newcombe(cells);
  result.p = normal_two_sided(result.raw->value / std::sqrt(together * (1 - together) * (1 / cells.all[0].n + 1 / cells.all[1].n)));
  const Weights weights(cells, 1);
  if (!weights.enough()) return result;
  const double difference = weights.difference(cells), variance = sato_variance(cells, weights, difference);
  if (!(variance > 0)) return result;
  const double half = z_95 * std::sqrt(variance);
  result.adjusted = {difference, Interval{std::fmax(-1, difference - half), std::fmin(1, difference + half)}, static_cast<std::uint64_t>(weights.members)};
  result.p = normal_two_sided(difference / std::sqrt(variance));
  return result;
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
  std::vector<double> adjusted(p.size());
  double most = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    most = std::fmax(most, std::fmin(1, double(p.size() - rank) * p[order[rank]]));
    adjusted[order[rank]] = most;
  }
  return adjusted;
}

}  // namespace lifeworth
