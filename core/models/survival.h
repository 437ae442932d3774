// How long customers last, with nothing assumed about the shape: the product-limit estimate for durations some of which are not over yet.
// Kaplan & Meier (1958), "Nonparametric Estimation from Incomplete Observations", JASA 53; variance by Greenwood (1926); intervals on the
// scale of ln(−ln S), which stay between 0 and 1 (Kalbfleisch & Prentice 1980, §1.3). In: durations, and whether each ended or is only known
// to have lasted so long. Out: the curve, the median, the mean up to a horizon, and a test whether two groups last equally long.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"

namespace lifeworth::survival {

/// Customers with equal durations, counted once. Any one unit of time.
struct Duration {
  double time;           ///< how long it has lasted, ≥ 0
  bool ended;            ///< the event was seen; otherwise the customer is still there, or lost from sight
  double customers = 1;  ///< how many, a whole number
  /// Age at which the customer came into sight, where that was not the beginning (left truncation): at risk only after it.
  double entry = -std::numeric_limits<double>::infinity();
};

/// At each time at which somebody left. Who leaves sight at that same time is counted as at risk.
struct Point {
  double time;
  double at_risk;                    ///< customers in sight just before
  double events;                     ///< of these, who left
  double survival;                   ///< estimated share of all who last longer than `time`
  double standard_error;             ///< of `survival`, by Greenwood
  std::optional<Interval> interval;  ///< 95 %; nothing where nobody is left: then Greenwood's variance is no guide
};

struct Curve {
  std::vector<Point> points;
  double customers = 0;  ///< who carry the curve
  double left_out = 0;   ///< whose duration is none: not finite, negative, or over before it came into sight
  /// The curve is known up to here: the longest duration, or, where the next comes into sight only later, where nobody was at risk any more.
  double known_until = 0;
};

/// The product-limit estimate. Where all came into sight late it is a curve of those who lasted until the first did. Where all in sight leave
/// at once although others, not yet in sight, are known to last longer, it ends before: it would be 0 for ever.
Curve kaplan_meier(std::span<const Duration> durations);

/// S(time): 1 before the first event. Nothing beyond known_until, unless nobody is left.
std::optional<double> survival_at(const Curve& curve, double time);

/// The first time at which at most half are left, and the times at which the interval's lower and upper limit fall to a half
/// (Brookmeyer & Crowley 1982). Each is nothing where the curve does not come down so far.
struct Median {
  std::optional<double> value, low, high;
};
Median median_lifetime(const Curve& curve);

/// Of those who leave up to `until`, the share who have left by `time`, and the time by which `share` of them have: with the curve in place of counts, so that
/// who is only known to have lasted so long is not taken for one who leaves early. The interval is where the share's own (delta method, Greenwood's
/// covariances) holds `share`; an end is nothing where it lies beyond `until`. Nothing where the curve is not known so far or nobody leaves.
struct Quantile {
  double value;
  std::optional<double> low, high;
};
std::optional<Quantile> quantile_of_leavers(const Curve& curve, double share, double until);

/// Mean duration up to `horizon`, ∫₀^horizon S (Irwin 1949); interval by Greenwood's variance (Klein & Moeschberger 2003, §4.5). Nothing
/// where the curve is not known so far; no interval where nobody left. Too narrow where all came into sight late and the first are a handful:
/// what goes wrong with them moves the whole curve.
std::optional<Estimate> restricted_mean(const Curve& curve, double horizon);

/// Log-rank test (Mantel 1966; Peto & Peto 1972): do two groups leave at the same rate at each age? Under no difference χ² has one degree of freedom.
struct LogRank {
  double observed_first, expected_first;    ///< events of the first group, and what it would have had
  double observed_second, expected_second;
  double chi_square, p_value;
};
/// Nothing where nobody leaves while both groups are in sight. Left out is what kaplan_meier leaves out.
std::optional<LogRank> log_rank(std::span<const Duration> first, std::span<const Duration> second);

}  // namespace lifeworth::survival
