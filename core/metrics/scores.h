// Answers on a scale → NPS, satisfaction and effort with intervals, how two groups of answers differ, and how those who answered twice changed. In: one
// record an answer. Every score is the mean of marks: NPS +1 (9–10), 0 (7–8), −1 (0–6); satisfied 1, else 0; hard going 1, else 0.
//
// Interval of NPS: Tango's score interval for the difference of two shares of the same answers (1998, Statistics in Medicine 17:891; constrained maximum by
// his equation 8), for promoters and detractors are that. Of shares Wilson's. By exact enumeration Tango's holds the truth in 95.0–96.7 % of samples of 10 to
// 1,000 with 50 to 90 % promoters, where Wald's falls to 65 % and the adjusted Wald's (+¾, 1½, ¾) to 93.0 % (tests/core/metrics/scores_test.cpp).
// Several answers of one customer hang together: the variance is that between customers (Liang & Zeger 1986, Biometrika 73:13, with G/(G−1)), and the interval is
// the one of the number of independent answers that would have this variance, with Student's t of the customers (Korn & Graubard 1998, Survey Methodology 24:193).
// Difference: the two sides' intervals put together, with their correlation where customers are on both sides (Zou & Donner 2008, Statistics in Medicine 27:1693),
// and p from how far 0 lies towards its end: below 5 % where the interval leaves 0 out. In groups of 10 to 200 it cries wolf in 0.1–5 % (Student's t: up to 8 %).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "schema/records.h"

namespace lifeworth {

enum class SurveyMeasure : std::uint8_t {
  nps,       ///< 0–10: promoters less detractors
  csat,      ///< share of satisfied answers
  ces_low,   ///< share of answers that tell of high effort; low is good (2010)
  ces_high   ///< the same where high is good (2.0)
};

enum class Grain : std::uint8_t { day, week, month, quarter, year };

/// Which of consecutive periods a day lies in; weeks begin on Monday.
int period_of(Day day, Grain grain);
Day first_day_of(int period, Grain grain);

struct ScoreScale {
  SurveyMeasure measure = SurveyMeasure::nps;
  int low = 0, high = 10;  ///< −1 and 1 where only groups are known: detractor, passive, promoter
  int steps = 1;           ///< to a point: 2 where there are halves; only of satisfaction

  /// What an answer counts in the score. Satisfied: from the second-best whole point of five and more, else the best; hard: beyond the middle on the hard side.
  int mark(int score) const;
  /// A score in points: scores are whole numbers of steps, from `first` to `last`.
  double points(int score) const { return double(score) / steps; }
  int first() const { return low * steps; }
  int last() const { return high * steps; }
  bool operator==(const ScoreScale&) const = default;
};

struct ScoreAnswer {
  std::uint32_t customer;  ///< nobody where not known: then it stands for itself
  Day day;
  std::uint32_t row;       ///< of the records; the later one of a day is the last
  std::int8_t score, mark; ///< score: in steps of the scale
};

/// As all that follows needs them: by customer, then in order of time.
void sort_answers(std::vector<ScoreAnswer>& answers);

/// Each customer's last answer; with a grain the last one of each period. Answers of nobody known are not among them.
std::vector<ScoreAnswer> last_answers(std::span<const ScoreAnswer> answers, std::optional<Grain> grain);

/// 95 %, −1 … 1, of above/n − below/n; numbers need not be whole.
Interval score_interval(double above, double below, double n);

struct ScoreSummary {
  std::uint64_t n = 0, customers = 0;    ///< customers not known count as one each
  std::uint64_t above = 0, below = 0;    ///< answers with the mark 1; with −1
  Estimate score{0, std::nullopt, 0};    ///< −1 … 1; no interval below `fewest_to_measure` answers or customers
  Estimate mean{0, std::nullopt, 0};     ///< of the answers in points; Student's t, cut off at the scale's ends; none where all are the same
  double effective = 0;                  ///< how many answers of different customers would tell as much; ≤ n
  /// Of one answer's mark: p + d − (p − d)².
  double variance() const;
};

ScoreSummary summary_of(std::span<const ScoreAnswer> answers, const ScoreScale& scale);

struct ScoreDifference {
  Estimate difference;  ///< −2 … 2; its n is that of both sides
  double p;             ///< two-sided; below 5 % where the interval leaves 0 out
};

struct ScoreComparison {
  ScoreSummary first, rest;
  std::optional<ScoreDifference> difference;  ///< first − rest; nothing where a side has no interval
};

enum class Side : std::uint8_t { rest, first, neither };
/// `sides`: one an answer.
ScoreComparison compare(std::span<const ScoreAnswer> answers, std::span<const Side> sides, const ScoreScale& scale);

/// Of customers with an answer on both sides: last mark of the first side − last mark of the rest, with Student's t. Its n are customers; nothing below
/// `fewest_to_measure` of them.
std::optional<ScoreDifference> paired(std::span<const ScoreAnswer> answers, std::span<const Side> sides);

/// How many answers of different customers an interval of ± `half` takes, if one answer's variance is this.
std::uint64_t answers_needed(double variance, double half);

}  // namespace lifeworth
