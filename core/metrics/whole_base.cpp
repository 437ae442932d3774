#include "metrics/whole_base.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

/// A mean over strata with what its interval takes.
struct StratifiedMean {
  double value = 0, variance = 0;
  double fourth = 0;   ///< Σ of the strata's squared variances by their degrees of freedom
  bool known = true;   ///< the variance of each stratum can be told

  /// A stratum's mean, with s² of it.
  void add(double weight, double mean, std::optional<double> squared_deviation, double n, double base) {
    value += weight * mean;
    if (n >= base) return;  // all of it was seen
    if (!squared_deviation) {
      known = false;
      return;
    }
    const double own = weight * weight * (1 - n / base) * *squared_deviation / n;
    variance += own;
    fourth += own * own / (n - 1);
  }

  Estimate estimate(std::uint64_t n) const {
    if (!known) return {value, std::nullopt, n};
    const double half = variance > 0 ? student_t_quantile(0.975, variance * variance / fourth) * std::sqrt(variance) : 0;
    return {value, Interval{value - half, value + half}, n};
  }
};

/// The share's interval by the n that a simple sample of a vast base would need for the same variance; no end lies beyond what was seen itself.
Estimate share_estimate(const StratifiedMean& share, double simple_n, double seen, double unseen, double base, std::uint64_t n) {
  Estimate estimate{share.value, std::nullopt, n};
  if (!share.known) return estimate;
  if (simple_n == HUGE_VAL) {
    estimate.interval = Interval{share.value, share.value};
    return estimate;
  }
  const Interval score = *share_of_expected(share.value * simple_n, simple_n).interval;
  estimate.interval = Interval{std::min(share.value, std::max(score.low, seen / base)), std::max(share.value, std::min(score.high, 1 - unseen / base))};
  return estimate;
}

}  // namespace

std::optional<Spread> spread_of(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double value : values) sum += value;
  for (const double value : values) squares += (value - sum / n) * (value - sum / n);
  return Spread{sum / n, std::sqrt(squares / (n - 1))};
}

WholeBase whole_base(std::span<const Stratum> strata) {
  double base = 0, repeaters = 0;
  std::uint64_t sampled = 0;
  for (const Stratum& stratum : strata) base += static_cast<double>(stratum.base), sampled += stratum.values.size(), repeaters += static_cast<double>(stratum.repeaters);
  StratifiedMean value, share;
  for (const Stratum& stratum : strata) {
    const double n = static_cast<double>(stratum.values.size()), own = static_cast<double>(stratum.base), p = static_cast<double>(stratum.repeaters) / n;
    const auto spread = spread_of(stratum.values);
    double mean = 0;
    for (const double each : stratum.values) mean += each / n;
    value.add(own / base, mean, spread ? std::optional(spread->deviation * spread->deviation) : std::nullopt, n, own);
    share.add(own / base, p, n > 1 ? std::optional(p * (1 - p) * n / (n - 1)) : std::nullopt, n, own);
  }
  const double n = static_cast<double>(sampled), corrected = n < base ? n * (base - 1) / (base - n) : HUGE_VAL;
  // With strata n is what their variance comes to; where nobody or everybody in each of them bought again that is 0, and the sample stands as a simple one.
  const bool simple = strata.size() == 1 || share.variance == 0;
  const double simple_n = simple ? corrected : share.value * (1 - share.value) / share.variance;
  WholeBase result;
  result.mean = value.estimate(sampled);
  result.total = scaled(result.mean, base);
  result.repeat_share = share_estimate(share, simple_n, repeaters, n - repeaters, base, sampled);
  result.repeat_buyers = scaled(result.repeat_share, base);
  return result;
}

std::optional<std::uint64_t> customers_needed(const Spread& spread, double precision, std::optional<std::uint64_t> base, double z) {
  if (!(spread.mean > 0 && precision > 0)) return std::nullopt;
  const double root = z * spread.deviation / (precision * spread.mean), vast = root * root;
  const double needed = std::ceil(base ? vast / (1 + vast / static_cast<double>(*base)) : vast);
  if (!(needed < 1e15)) return std::nullopt;
  return std::max<std::uint64_t>(2, static_cast<std::uint64_t>(needed));
}

}  // namespace lifeworth
