// What weights cannot know: how the score of all customers moves if those who did not answer would say something else. In: the plain score of those who answered and
// their share of the customers, or how many gave a middle answer. Out: the score under the supposition, its interval that of the answers alone.
//
// Bounds: with a share r that answered the score s, and the others s + δ within the ends of the scale, all have r·s + (1 − r)(s + δ); with the lowest and the highest that
// the others can say these are bounds that suppose nothing (Manski 1989, J. Human Resources 24:343; Cochran 1977, 13.2).
// Lukewarm: those with a middle answer answer k times as likely as the others. Each of their answers then stands for 1/k as many customers.
#pragma once

#include <optional>
#include <span>

#include "metrics/response_weights.h"

namespace lifeworth {

/// Ends of the score: −1 and 1 of NPS, 0 and 1 of a share.
inline double lowest_score(SurveyMeasure measure) { return measure == SurveyMeasure::nps ? -1 : 0; }

/// The score of all if those who did not answer had `score` + `apart`. `rate`: share that answered, 0–1.
Estimate if_others_differ(const Estimate& score, double rate, double apart, SurveyMeasure measure);

/// The `apart` by which all would have `aim`; nothing where no answers of the others can bring that about.
std::optional<double> apart_for(double score, double rate, double aim, SurveyMeasure measure);

/// Whether an answer is neither good nor bad: 7 and 8 of NPS, else the middle point, or the two beside the middle and what lies between them. Scales of two points have none.
bool is_middle(int score, const ScoreScale& scale);

/// Answers in the middle and all others, by mark.
struct MiddleAnswers {
  Said middle{}, others{};
};
/// `k` above 0.
Estimate if_middle_answers_less(const MiddleAnswers& answers, double k, SurveyMeasure measure);

/// How few times as likely the middle can have answered: below it there would be more customers than `base`. 0 where that cannot be told, 1 where all answered.
double least_likely(const MiddleAnswers& answers, std::uint64_t base);

}  // namespace lifeworth
