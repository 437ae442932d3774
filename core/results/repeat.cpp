#include "results/repeat.h"

#include <algorithm>
#include <array>
#include <vector>

#include "metrics/mean_sums.h"
#include "metrics/repeat_curve.h"
#include "metrics/share.h"
#include "models/survival.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// Days by which the next purchase is looked for, and ages at which customers are looked at.
constexpr std::array<Day, 4> horizons = {30, 90, 180, 365};
constexpr std::array<Day, 8> ages = {30, 90, 180, 365, 730, 1095, 1460, 1825};
constexpr std::array<double, 5> quantiles = {0.1, 0.25, 0.5, 0.75, 0.9};
/// Of the gaps seen, the share that the rule for "active" calls usual.
constexpr double usual_gaps = 0.9;
/// A picture is no finer than this.
constexpr Day curve_points = 200;

/// Waits with the curve that they give.
struct Followed {
  explicit Followed(const Waits& own) : waits(own) {
    std::vector<survival::Duration> durations;
    for (const auto& [days, ended, customers] : own.lengths()) durations.push_back({double(days), ended, double(customers)});
    curve = survival::kaplan_meier(durations);
  }

  const Waits& waits;
  survival::Curve curve;
};

/// Share that still waits after `days`; nothing where fewer than ten could have been seen to. Where nobody or everybody ended, Greenwood's
/// variance is 0 or none, and the interval is the plain share's over those watched so long.
std::optional<Estimate> still_waiting(const Followed& followed, Day days) {
  const std::uint64_t watched = followed.waits.watched(days);
  const auto share = survival::survival_at(followed.curve, days);
  if (watched < fewest_to_measure || !share) return std::nullopt;
  Estimate estimate{*share, std::nullopt, followed.waits.customers()};
  const auto after = std::ranges::upper_bound(followed.curve.points, double(days), {}, &survival::Point::time);
  if (after != followed.curve.points.begin()) estimate.interval = std::prev(after)->interval;
  if (*share == 0 || *share == 1) estimate.interval = share_of(*share == 0 ? 0 : watched, watched).interval;
  return estimate;
}

std::optional<Estimate> over_by(const Followed& followed, Day days) {
  auto estimate = still_waiting(followed, days);
  if (!estimate) return estimate;
  estimate->value = 1 - estimate->value;
  if (const auto interval = estimate->interval) estimate->interval = {1 - interval->high, 1 - interval->low};
  return estimate;
}

/// A time of which each part may lie beyond what was seen.
void write_days(JsonWriter& json, std::optional<double> value, std::optional<double> low, std::optional<double> high, std::uint64_t n) {
  json.object().field("value", value).field("low", low).field("high", high).field("n", n).field("unit", name_of(Unit::days)).end();
}

void write_median(JsonWriter& json, const Followed& followed) {
  const survival::Median median = survival::median_lifetime(followed.curve);
  write_days(json, median.value, median.value ? median.low : std::nullopt, median.value ? median.high : std::nullopt, followed.waits.customers());
}

/// How long those wait who buy again, as far as ten were watched.
void write_gaps(JsonWriter& json, const Followed& followed) {
  const auto watched = followed.waits.watched_by(fewest_to_measure);
  if (!watched) {
    json.null();
    return;
  }
  // Where nobody was at risk any more before that, the curve is known only so far.
  const bool settled = survival::survival_at(followed.curve, *watched).has_value();
  const double until = settled ? double(*watched) : followed.curve.known_until;
  double bought = 0;
  for (const survival::Point& point : followed.curve.points) bought += point.time <= until ? point.events : 0;
  if (bought < double(fewest_to_measure)) {
    json.null();
    return;
  }
  const auto n = static_cast<std::uint64_t>(bought);
  json.object().field("within_days", until).key("quantiles").array();
  for (const double share : quantiles) {
    const auto quantile = survival::quantile_of_leavers(followed.curve, share, until);
    json.object().field("share", share).key("days");
    if (quantile) write_days(json, quantile->value, quantile->low, quantile->high, n);
    else json.null();
    json.end();
  }
  json.end().end();
}

void write_step(JsonWriter& json, std::size_t purchase, const Waits& waits) {
  const Followed followed(waits);
  json.object().field("purchase", purchase).field("customers", waits.customers()).field("bought", waits.ended()).key("within").array();
  for (const Day days : horizons) write_estimate(json, over_by(followed, days), Unit::share);
  json.end();
  write_median(json.key("median_days"), followed);
  write_gaps(json.key("gaps"), followed);
  json.end();
}

/// Share active on each day, or on as many as a picture can show. Nobody is lost before the day after the rule's own days: the curve has that day.
void write_curve(JsonWriter& json, const Followed& followed, Day until, Day within) {
  std::vector<Day> days;
  for (Day i = 0; i <= curve_points; ++i) days.push_back(static_cast<Day>(std::int64_t{until} * i / curve_points));
  if (within < until) days.push_back(within + 1);
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  json.array();
  for (const Day day : days) {
    const auto active = still_waiting(followed, day);
    if (!active) break;
    json.array().value(day).value(active->value);
    // Until then everybody is active by definition: nothing is uncertain.
    if (active->interval && day > within) json.value(active->interval->low).value(active->interval->high);
    else json.null().null();
    json.end();
  }
  json.end();
}

void write_activity(JsonWriter& json, const ActiveLives& active, Day within) {
  const Followed followed(active.lives);
  const Day watched = active.lives.watched_by(fewest_to_measure).value_or(0);
  const bool settled = survival::survival_at(followed.curve, watched).has_value();
  const Day until = settled ? watched : static_cast<Day>(followed.curve.known_until);
  json.object().field("active_days", within);
  write_curve(json.key("curve"), followed, until, within);
  json.key("at_ages").array();
  for (const Day age : ages) {
    auto share = age > within ? still_waiting(followed, age) : std::nullopt;
    if (!share) continue;
    json.object().field("days", age);
    write_estimate(json.key("active"), *share, Unit::share);
    json.end();
  }
  json.end();
  write_median(json.key("median_days"), followed);
  write_estimate(json.key("mean_days"), survival::restricted_mean(followed.curve, until), Unit::days);
  json.field("mean_within_days", until).field("lapsed", active.lives.ended());
  write_estimate(json.key("came_back"), active.lives.ended() ? std::optional(share_of(active.came_back, active.lives.ended())) : std::nullopt, Unit::share);
  json.end();
}

/// The rule in words, or why there is none.
Sentence rule_of(const RepeatCurve& curve, std::optional<Day> chosen, std::optional<Day> within) {
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  if (curve.customers < fewest_to_measure) return {Code::repeat_too_few, {{"customers", count(curve.customers)}, {"needed", count(fewest_to_measure)}}};
  if (!within) return {Code::activity_needs_gaps, {{"gaps", count(curve.gaps.total())}, {"needed", count(fewest_to_measure)}}};
  if (chosen) return {Code::activity_chosen, {{"days", std::int64_t(*chosen)}}};
  return {Code::activity_inferred, {{"days", std::int64_t(*within)}, {"gaps", count(curve.gaps.total())}}};
}

}  // namespace

std::string repeat_json(const TransactionLog& log, Day observation_end, std::optional<Day> active_days) {
  const RepeatCurve curve = repeat_curve(log, observation_end);
  const auto steps = std::ranges::find_if(curve.steps, [](const Waits& waits) { return waits.customers() < fewest_to_measure; }) - curve.steps.begin();
  const auto inferred = curve.gaps.total() >= fewest_to_measure ? curve.gaps.quantile(usual_gaps) : std::nullopt;
  const auto within = active_days ? active_days : inferred;
  JsonWriter json;
  json.object().field("kind", "repeat").field("observation_end", iso_text(observation_end)).field("customers", curve.customers).key("within_days").list(horizons).key("steps").array();
  for (std::ptrdiff_t step = 0; step < steps; ++step) write_step(json, static_cast<std::size_t>(step) + 2, curve.steps[static_cast<std::size_t>(step)]);
  json.end().key("caveats").array();
  if (steps == 0) json.value(Sentence{Code::repeat_too_few, {{"customers", std::int64_t(curve.customers)}, {"needed", std::int64_t(fewest_to_measure)}}});
  else if (static_cast<std::size_t>(steps) < RepeatCurve::longest)
    json.value(Sentence{Code::repeat_later_purchases, {{"purchase", std::int64_t(steps) + 1}, {"needed", std::int64_t(fewest_to_measure)}}});
  json.end().field("inferred_days", inferred).field("rule", rule_of(curve, active_days, within)).key("activity");
  if (within && curve.customers >= fewest_to_measure) write_activity(json, active_lives(log, observation_end, *within), *within);
  else json.null();
  json.end();
  return std::move(json).text();
}

}  // namespace lifeworth
