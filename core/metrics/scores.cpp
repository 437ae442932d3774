#include "metrics/scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "base/special.h"
#include "metrics/mean_sums.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

constexpr int days_after_monday = 3;  // 1970-01-01, from which days are counted, was a Thursday

constexpr int months_of(Grain grain) { return grain == Grain::year ? 12 : grain == Grain::quarter ? 3 : 1; }

/// `use(answers of one customer)`, each answer of nobody known by itself.
template <class Use>
void each_customer(std::span<const ScoreAnswer> answers, Use&& use) {
  for (std::size_t at = 0; at < answers.size();) {
    std::size_t end = at + 1;
    if (answers[at].customer != nobody)
      while (end < answers.size() && answers[end].customer == answers[at].customer) ++end;
    use(at, end);
    at = end;
  }
}

/// A mean whose variance is known from what customers contribute to it.
struct ClusteredMean {
  double sum = 0, squares = 0, mean = 0, between = 0;

  /// Of the mean, by customers.
  double variance(double customers) const { return customers > 1 ? between * customers / (customers - 1) : 0; }
  /// Of one value, as if all were of different customers.
  double spread(double n) const { return n > 1 ? std::fmax(0, squares - n * mean * mean) / (n - 1) : 0; }
};

/// Answers on one side.
struct SideSums {
  std::uint64_t n = 0, customers = 0, above = 0, below = 0;
  ClusteredMean marks, scores;
  double own_mark = 0, own_score = 0;  ///< what the customer in hand contributes
  bool has = false;

  void count(const ScoreAnswer& answer) {
    ++n;
    above += answer.mark > 0;
    below += answer.mark < 0;
    marks.sum += answer.mark, marks.squares += double(answer.mark) * answer.mark;
    scores.sum += answer.score, scores.squares += double(answer.score) * answer.score;
  }
  void settle_means() {
    if (n) marks.mean = marks.sum / double(n), scores.mean = scores.sum / double(n);
  }
  void contribute(const ScoreAnswer& answer) {
    has = true;
    own_mark += (answer.mark - marks.mean) / double(n);
    own_score += (answer.score - scores.mean) / double(n);
  }
  void close_customer() {
    customers += has;
    marks.between += own_mark * own_mark, scores.between += own_score * own_score;
    own_mark = own_score = 0, has = false;
  }

  ScoreSummary summary(const ScoreScale& scale) const {
    const double mean = scores.mean / scale.steps;
    ScoreSummary result{n, customers, above, below, {marks.mean, std::nullopt, n}, {mean, std::nullopt, n}, 0};
    if (n == 0) return result;
    result.effective = effective();
    if (std::min(n, customers) < fewest_to_measure) return result;
    const double part = result.effective / double(n);
    if (scale.measure == SurveyMeasure::nps) result.score.interval = score_interval(double(above) * part, double(below) * part, result.effective);
    else result.score.interval = share_of_expected(double(above) * part, result.effective).interval;
    const double half = student_t_quantile(0.975, double(customers) - 1) * std::sqrt(scores.variance(double(customers))) / scale.steps;
    if (half > 0) result.mean.interval = Interval{std::fmax(scale.low, mean - half), std::fmin(scale.high, mean + half)};
    return result;
  }

  double effective() const {
    const double all = double(n), groups = double(customers);
    if (n == customers) return all;
    if (customers < 2) return groups;
    const double spread = marks.spread(all);
    if (!(spread > 0)) return groups;  // where all say the same, answers of one customer may be copies
    const double t = student_t_quantile(0.975, all - 1) / student_t_quantile(0.975, groups - 1);
    return std::fmin(all, spread / marks.variance(groups) * t * t);
  }

  /// Of the score; where all say the same, the one that its interval would have.
  double score_variance(const ScoreSummary& summary) const {
    const double variance = marks.variance(double(customers)), half = (summary.score.interval->high - summary.score.interval->low) / 2;
    return variance > 0 ? variance : half * half / (z_95 * z_95);
  }
};

/// The variance of one pair under the difference, at the constrained maximum of the likelihood (Tango 1998, equation 8).
double constrained_variance(double above, double below, double n, double difference) {
  const double b = -above - below + (2 * n - above + below) * difference, c = -below * difference * (1 - difference);
  const double share = (std::sqrt(std::fmax(0, b * b - 8 * n * c)) - b) / (4 * n);
  return std::fmax(0, 2 * share + difference * (1 - difference));
}

}  // namespace

int period_of(Day day, Grain grain) {
  if (grain == Grain::day) return day;
  if (grain == Grain::week) return static_cast<int>(std::floor((day + days_after_monday) / 7.0));
  return month_index(day) / months_of(grain);
}

Day first_day_of(int period, Grain grain) {
  if (grain == Grain::day) return period;
  if (grain == Grain::week) return 7 * period - days_after_monday;
  const int month = period * months_of(grain);
  return *day_of({month / 12, static_cast<unsigned>(month % 12) + 1, 1});
}

int ScoreScale::mark(int score) const {
  switch (measure) {
    case SurveyMeasure::nps: return low < 0 ? score : score >= 9 ? 1 : score >= 7 ? 0 : -1;
    case SurveyMeasure::csat: return score >= (high - low >= 4 ? high - 1 : high) * steps;
    case SurveyMeasure::ces_low: return 2 * score > first() + last();
    case SurveyMeasure::ces_high: return 2 * score < first() + last();
  }
  return 0;
}

void sort_answers(std::vector<ScoreAnswer>& answers) {
  std::ranges::sort(answers, {}, [](const ScoreAnswer& answer) { return std::tuple(answer.customer, answer.day, answer.row); });
}

std::vector<ScoreAnswer> last_answers(std::span<const ScoreAnswer> answers, std::optional<Grain> grain) {
  std::vector<ScoreAnswer> last;
  for (std::size_t i = 0; i < answers.size() && answers[i].customer != nobody; ++i) {
    const bool goes_on = i + 1 < answers.size() && answers[i + 1].customer == answers[i].customer &&
                         (!grain || period_of(answers[i + 1].day, *grain) == period_of(answers[i].day, *grain));
    if (!goes_on) last.push_back(answers[i]);
  }
  return last;
}

Interval score_interval(double above, double below, double n) {
  const double seen = (above - below) / n;
  const auto too_far = [&](double difference) {
    const double apart = seen - difference;
    return apart * apart * n > z_95 * z_95 * constrained_variance(above, below, n, difference);
  };
  const auto end = [&](double limit) {
    if (!too_far(limit)) return limit;
    double outside = limit, inside = seen;
    for (int step = 0; step < 60; ++step) {
      const double middle = (outside + inside) / 2;
      (too_far(middle) ? outside : inside) = middle;
    }
    return inside;
  };
  return {std::fmin(end(-1), seen), std::fmax(end(1), seen)};
}

double ScoreSummary::variance() const {
  if (n == 0) return 0;
  const double p = double(above) / double(n), d = double(below) / double(n);
  return p + d - (p - d) * (p - d);
}

ScoreSummary summary_of(std::span<const ScoreAnswer> answers, const ScoreScale& scale) {
  return compare(answers, std::vector<Side>(answers.size(), Side::first), scale).first;
}

ScoreComparison compare(std::span<const ScoreAnswer> answers, std::span<const Side> sides, const ScoreScale& scale) {
  std::array<SideSums, 2> both;
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (sides[i] != Side::neither) both[static_cast<std::size_t>(sides[i])].count(answers[i]);
  for (SideSums& side : both) side.settle_means();
  double together = 0;
  each_customer(answers, [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (sides[i] != Side::neither) both[static_cast<std::size_t>(sides[i])].contribute(answers[i]);
    together += both[0].own_mark * both[1].own_mark;
    for (SideSums& side : both) side.close_customer();
  });
  ScoreComparison result{both[1].summary(scale), both[0].summary(scale), std::nullopt};
  const auto &first = result.first.score, &rest = result.rest.score;
  if (!first.interval || !rest.interval) return result;
  const double variance = both[1].score_variance(result.first), rest_variance = both[0].score_variance(result.rest);
  const double correlation = std::clamp(together / std::sqrt(variance * rest_variance), -1.0, 1.0);
  const double apart = first.value - rest.value;
  const auto reach = [&](double own, double other) { return std::sqrt(std::fmax(0, own * own + other * other - 2 * correlation * own * other)); };
  const double down = reach(first.value - first.interval->low, rest.interval->high - rest.value);
  const double up = reach(first.interval->high - first.value, rest.value - rest.interval->low);
  // The test asks what the interval tells: 0 lies outside of it where p is below 5 %.
  const double towards_zero = apart > 0 ? down : up, p = towards_zero > 0 ? std::erfc(z_95 * std::abs(apart) / towards_zero / std::sqrt(2)) : 1;
  result.difference = {{apart, Interval{apart - down, apart + up}, first.n + rest.n}, p};
  return result;
}

std::optional<ScoreDifference> paired(std::span<const ScoreAnswer> answers, std::span<const Side> sides) {
  MeanSums changes;
  each_customer(answers, [&](std::size_t from, std::size_t to) {
    std::array<std::optional<int>, 2> last;
    for (std::size_t i = from; i < to; ++i)
      if (sides[i] != Side::neither) last[static_cast<std::size_t>(sides[i])] = answers[i].mark;
    if (last[0] && last[1]) changes.add(*last[1] - *last[0]);
  });
  if (changes.n() < fewest_to_measure) return std::nullopt;
  const double error = std::sqrt(changes.variance() / double(changes.n()));
  // All changed alike: no spread to go by, but their signs (sign test).
  if (!(error > 0)) return ScoreDifference{{changes.mean(), std::nullopt, changes.n()}, changes.mean() == 0 ? 1.0 : std::exp2(1 - double(changes.n()))};
  return ScoreDifference{changes.estimate(), student_t_two_sided(changes.mean() / error, double(changes.n()) - 1)};
}

std::uint64_t answers_needed(double variance, double half) { return static_cast<std::uint64_t>(std::ceil(variance * std::pow(z_95 / half, 2) - 1e-9)); }

}  // namespace lifeworth
