#include "metrics/resampling.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/special.h"
#include "metrics/mean_sums.h"

namespace lifeworth {
namespace {

/// The share of `sorted`, interpolated between neighbours (Hyndman & Fan's 6th definition).
double at_share(const std::vector<double>& sorted, double share) {
  const double place = std::clamp(share * double(sorted.size() + 1) - 1, 0.0, double(sorted.size() - 1));
  const auto below = static_cast<std::size_t>(place);
  return std::lerp(sorted[below], sorted[std::min(below + 1, sorted.size() - 1)], place - double(below));
}

struct Sums {
  double before = 0, after = 0;
};

/// −∞ of 0: nothing is above it on this scale.
double log_of(double ratio) { return ratio > 0 ? std::log(ratio) : -HUGE_VAL; }

}  // namespace

std::vector<std::uint32_t> dealt(std::size_t n, std::size_t groups, Random& random) {
  std::vector<std::uint32_t> group(n);
  for (std::size_t i = 0; i < n; ++i) group[i] = static_cast<std::uint32_t>(i % groups);
  if (n <= groups) return group;
  for (std::size_t i = n - 1; i > 0; --i) std::swap(group[i], group[random.below(i + 1)]);
  return group;
}

void draw_counts(std::vector<std::uint16_t>& counts, Random& random) {
  std::ranges::fill(counts, std::uint16_t{0});
  for (std::size_t i = 0; i < counts.size(); ++i) ++counts[random.below(counts.size())];
}

double degrees_of(double squares, double fourths, std::size_t n) {
  constexpr double fewest = 2;  // Student's t has no variance below
  return fourths > 0 ? std::clamp(2 * squares * squares / fourths, std::fmin(fewest, double(n) - 1), double(n) - 1) : double(n) - 1;
}

Interval expanded_interval(std::vector<double> drawn, double degrees, std::size_t n) {
  std::ranges::sort(drawn);
  const double z = student_t_quantile(0.975, degrees) * std::sqrt(double(n) / (double(n) - 1));
  const double tail = std::erfc(z / std::numbers::sqrt2) / 2;
  return {at_share(drawn, tail), at_share(drawn, 1 - tail)};
}

double p_by_interval(double apart, double towards, double degrees) {
  if (!(towards > 0) || !std::isfinite(towards)) return 1;
  return student_t_two_sided(student_t_quantile(0.975, degrees) * std::abs(apart) / towards, degrees);
}

std::optional<Resampled> ratio_of_sums(std::span<const double> before, std::span<const double> after, std::uint64_t draws, Random& random) {
  const std::size_t n = before.size();
  Sums all;
  std::uint64_t with_some = 0;
  for (std::size_t i = 0; i < n; ++i) all.before += before[i], all.after += after[i], with_some += before[i] > 0;
  if (!(all.before > 0)) return std::nullopt;
  Resampled result{{all.after / all.before, std::nullopt, n}};
  if (with_some < fewest_to_measure || draws == 0) return result;
  double squares = 0, fourths = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double u = (after[i] - result.estimate.value * before[i]) / all.before, square = u * u;
    squares += square, fourths += square * square;
  }
  if (!(squares > 0)) return result;
  std::vector<Sums> groups(std::min(n, most_groups));
  const std::vector<std::uint32_t> group = dealt(n, groups.size(), random);
  for (std::size_t i = 0; i < n; ++i) groups[group[i]].before += before[i], groups[group[i]].after += after[i];
  std::vector<double> drawn;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    Sums own;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const Sums& one = groups[random.below(groups.size())];
      own.before += one.before, own.after += one.after;
    }
    if (own.before > 0) drawn.push_back(own.after / own.before);
  }
  if (drawn.size() < draws - draws / 20) return result;  // refunds beyond what was bought: what these draws say is not known
  result.degrees = degrees_of(squares, fourths, n);
  result.estimate.interval = expanded_interval(std::move(drawn), result.degrees, n);
  return result;
}

std::optional<double> p_of_ratio(const Resampled& ratio, double told) {
  if (!ratio.estimate.interval) return std::nullopt;
  const auto& [low, high] = *ratio.estimate.interval;
  const double at = log_of(ratio.estimate.value), apart = at - log_of(told);
  return p_by_interval(apart, apart > 0 ? at - log_of(low) : log_of(high) - at, ratio.degrees);
}

std::optional<Compared> compared(const Resampled& ratio, const Resampled& other) {
  if (!ratio.estimate.interval || !other.estimate.interval || !(ratio.estimate.value > 0 && other.estimate.value > 0)) return std::nullopt;
  const double own = log_of(ratio.estimate.value), others = log_of(other.estimate.value), apart = own - others;
  const double down = std::hypot(own - log_of(ratio.estimate.interval->low), log_of(other.estimate.interval->high) - others);
  const double up = std::hypot(log_of(ratio.estimate.interval->high) - own, others - log_of(other.estimate.interval->low));
  return Compared{{std::exp(apart), Interval{std::exp(apart - down), std::exp(apart + up)}, ratio.estimate.n + other.estimate.n},
                  p_by_interval(apart, apart > 0 ? down : up, std::fmin(ratio.degrees, other.degrees))};
}

}  // namespace lifeworth
