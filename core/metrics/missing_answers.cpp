#include "metrics/missing_answers.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace lifeworth {

Estimate if_others_differ(const Estimate& score, double rate, double apart, SurveyMeasure measure) {
  const auto all = [&](double own) { return rate * own + (1 - rate) * std::clamp(own + apart, lowest_score(measure), 1.0); };
  Estimate result{all(score.value), std::nullopt, score.n};
  if (score.interval) result.interval = Interval{all(score.interval->low), all(score.interval->high)};
  return result;
}

std::optional<double> apart_for(double score, double rate, double aim, SurveyMeasure measure) {
  if (!(rate < 1)) return std::nullopt;
  const double others = (aim - rate * score) / (1 - rate);
  if (others < lowest_score(measure) || others > 1) return std::nullopt;
  return others - score;
}

bool is_middle(int score, const ScoreScale& scale) {
  if (scale.measure == SurveyMeasure::nps && scale.low >= 0) return score == 7 || score == 8;
  const int points = scale.high - scale.low + 1;
  return points > 2 && std::abs(2 * score - scale.first() - scale.last()) <= (points % 2 == 0) * scale.steps;
}

Estimate if_middle_answers_less(const MiddleAnswers& answers, double k, SurveyMeasure measure) {
  const auto weight_of = [k](bool middle) { return middle ? 1 / k : 1.0; };
  double total = 0, scored = 0, n = 0;
  const std::array<const Said*, 2> parts = {&answers.others, &answers.middle};
  for (std::size_t middle = 0; middle < parts.size(); ++middle)
    for (int mark = -1; mark <= 1; ++mark) {
      const double count = double((*parts[middle])[static_cast<std::size_t>(mark + 1)]);
      n += count, total += weight_of(middle) * count, scored += weight_of(middle) * count * mark;
    }
  std::vector<WeightedAnswers> all;
  for (std::size_t middle = 0; middle < parts.size(); ++middle)
    for (int mark = -1; mark <= 1; ++mark)
      all.push_back({mark, double((*parts[middle])[static_cast<std::size_t>(mark + 1)]), weight_of(middle), weight_of(middle) / total * (mark - scored / total)});
  return weighted_score(all, measure, n - 1).score;
}

double least_likely(const MiddleAnswers& answers, std::uint64_t base) {
  const double middle = double(answered(answers.middle)), others = double(answered(answers.others));
  return middle > 0 && double(base) > others ? std::min(1.0, middle / (double(base) - others)) : 0;
}

}  // namespace lifeworth
