#include "models/survival.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace lifeworth::survival {
namespace {

bool is_duration(const Duration& d) { return std::isfinite(d.time) && d.time >= 0 && d.customers > 0 && d.entry < d.time; }

/// Walks up the times at which anybody leaves, stays or comes into sight, and knows how many are at risk just before each.
class RiskSet {
 public:
  explicit RiskSet(std::span<const Duration> durations) {
    for (const Duration& d : durations)
      if (is_duration(d)) leaving_.push_back(d), entering_.push_back(d);
    std::ranges::sort(leaving_, {}, &Duration::time);
    std::ranges::sort(entering_, {}, &Duration::entry);
  }

  /// When the next leaves sight; infinite when nobody is left.
  double next() const { return left_ < leaving_.size() ? leaving_[left_].time : std::numeric_limits<double>::infinity(); }

  /// Moves to `time`, at most next().
  void go_to(double time) {
    enter(time, [](double entry, double now) { return entry < now; });
    events = gone_ = 0;
    for (; left_ < leaving_.size() && leaving_[left_].time == time; ++left_) {
      gone_ += leaving_[left_].customers;
      if (leaving_[left_].ended) events += leaving_[left_].customers;
    }
  }

  /// Moves to just after `time`.
  void pass(double time) {
    at_risk -= gone_;
    gone_ = 0;
    enter(time, [](double entry, double now) { return entry <= now; });
  }

  double at_risk = 0, events = 0;

 private:
  template <class Compare>
  void enter(double time, Compare&& is_in) {
    for (; entered_ < entering_.size() && is_in(entering_[entered_].entry, time); ++entered_) at_risk += entering_[entered_].customers;
  }

  std::vector<Duration> leaving_, entering_;
  std::size_t left_ = 0, entered_ = 0;
  double gone_ = 0;
};

/// exp(−e^(ln(−ln S) ± z·sd)) with sd = √Greenwood's sum ÷ |ln S|.
Interval log_log_interval(double survival, double greenwood) {
  const double log_survival = std::log(survival), factor = std::exp(z_95 * std::sqrt(greenwood) / -log_survival);
  return {std::exp(log_survival * factor), std::exp(log_survival / factor)};
}

}  // namespace

Curve kaplan_meier(std::span<const Duration> durations) {
  Curve curve;
  for (const Duration& d : durations) (is_duration(d) ? curve.customers : curve.left_out) += d.customers;
  RiskSet risk(durations);
  double survival = 1, greenwood = 0;
  for (double time = risk.next(); std::isfinite(time); time = risk.next()) {
    risk.go_to(time);
    const double rest = risk.at_risk - risk.events;
    if (rest == 0 && std::isfinite(risk.next())) break;
    curve.known_until = time;
    if (risk.events > 0) {
      survival *= rest / risk.at_risk;
      if (rest > 0) greenwood += risk.events / (risk.at_risk * rest);
      Point point{time, risk.at_risk, risk.events, survival, survival * std::sqrt(greenwood), std::nullopt};
      if (rest > 0) point.interval = log_log_interval(survival, greenwood);
      curve.points.push_back(point);
    }
    risk.pass(time);
    if (risk.at_risk == 0) break;
  }
  return curve;
}

std::optional<double> survival_at(const Curve& curve, double time) {
  const auto after = std::ranges::upper_bound(curve.points, time, {}, &Point::time);
  const double survival = after == curve.points.begin() ? 1 : std::prev(after)->survival;
  if (time > curve.known_until && survival > 0) return std::nullopt;
  return survival;
}

Median median_lifetime(const Curve& curve) {
  constexpr double half = 0.5 * (1 + 1e-12);  // a half that is a product of rounded ratios
  const auto first = [&](auto&& is_down) -> std::optional<double> {
    const auto point = std::ranges::find_if(curve.points, is_down);
    if (point == curve.points.end()) return std::nullopt;
    return point->time;
  };
  return {first([](const Point& p) { return p.survival <= half; }), first([](const Point& p) { return p.interval ? p.interval->low <= half : true; }),
          first([](const Point& p) { return p.interval && p.interval->high <= half; })};
}

std::optional<Quantile> quantile_of_leavers(const Curve& curve, double share, double until) {
  if (!survival_at(curve, until)) return std::nullopt;
  const auto end = std::ranges::upper_bound(curve.points, until, {}, &Point::time);
  if (end == curve.points.begin()) return std::nullopt;
  const Point& last = *std::prev(end);
  const double leave = 1 - last.survival, reached = share * (1 - 1e-12);
  std::optional<Quantile> quantile;
  std::optional<double> low, high;
  for (auto point = curve.points.begin(); point != end; ++point) {
    const double left = 1 - point->survival, left_share = left / leave;
    // Var(left ÷ leave), for Cov(S(t), S(u)) = S(t)·S(u)·(Greenwood's sum up to t), t ≤ u.
    const double own = point->standard_error * point->standard_error, total = last.standard_error * last.standard_error;
    const double common = point->survival > 0 ? own * last.survival / point->survival : 0;
    const double variance = (own + left_share * left_share * total - 2 * left_share * common) / (leave * leave);
    const double half = z_95 * std::sqrt(std::fmax(variance, 0));
    if (!low && left_share + half >= reached) low = point->time;
    if (!quantile && left_share >= reached) quantile = {point->time, std::nullopt, std::nullopt};
    if (!high && left_share - half >= reached) high = point->time;
  }
  if (quantile) quantile->low = low, quantile->high = high;
  return quantile;
}

std::optional<Estimate> restricted_mean(const Curve& curve, double horizon) {
  if (!(horizon >= 0) || !survival_at(curve, horizon)) return std::nullopt;
  // Backwards: the area under the curve from each event to the horizon, which is what that event's uncertainty is multiplied with.
  double area = 0, variance = 0, until = horizon;
  for (auto point = curve.points.rbegin(); point != curve.points.rend(); ++point) {
    if (point->time > horizon) continue;
    area += (until - point->time) * point->survival;
    until = point->time;
    if (point->survival > 0) variance += area * area * point->events / (point->at_risk * (point->at_risk - point->events));
  }
  area += until;
  Estimate mean{area, std::nullopt, static_cast<std::uint64_t>(std::llround(curve.customers))};
  const double half_width = z_95 * std::sqrt(variance);
  if (variance > 0) mean.interval = Interval{std::fmax(area - half_width, 0), std::fmin(area + half_width, horizon)};
  return mean;
}

std::optional<LogRank> log_rank(std::span<const Duration> first, std::span<const Duration> second) {
  RiskSet one(first), other(second);
  LogRank test{};
  double variance = 0;
  for (double time = std::fmin(one.next(), other.next()); std::isfinite(time); time = std::fmin(one.next(), other.next())) {
    one.go_to(time);
    other.go_to(time);
    const double events = one.events + other.events, at_risk = one.at_risk + other.at_risk;
    if (events > 0) {
      // Of the events at one time the first group's number is hypergeometric.
      const double share = one.at_risk / at_risk;
      test.observed_first += one.events, test.expected_first += events * share;
      test.observed_second += other.events, test.expected_second += events * (1 - share);
      if (at_risk > 1) variance += events * share * (1 - share) * (at_risk - events) / (at_risk - 1);
    }
    one.pass(time);
    other.pass(time);
  }
  if (!(variance > 0)) return std::nullopt;
  const double excess = test.observed_first - test.expected_first;
  test.chi_square = excess * excess / variance;
  test.p_value = std::erfc(std::sqrt(test.chi_square / 2));
  return test;
}

}  // namespace lifeworth::survival
