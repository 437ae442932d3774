// What all answers about one survey share: which records they are of, and how its scale and scores are written.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/unit.h"
#include "metrics/scores.h"
#include "results/json_writer.h"
#include "results/reading_json.h"
#include "results/survey_scale.h"

namespace lifeworth {

/// The session's file of this number, or answers of several files that are joined under it; null where there is no column of scores.
const Records* records_with_scores(const Loaded& loaded, std::uint64_t file);
/// Whether `file` is the survey of this number, or one of those joined under it.
bool is_part_of(const Loaded& loaded, std::uint64_t survey, std::uint32_t file);

/// A file of answers, read as a request wants it.
struct SurveyFile {
  const Records* records;       ///< of the session, as the question: what its column of scores is called
  const std::string* question;
  SurveyAnswers survey;
};
/// Errors: survey_no_file where it has no column of scores; those of survey_answers.
Expected<SurveyFile> survey_file(const Loaded& loaded, std::uint64_t file, const SurveyRequest& request);

/// NPS is written in points, shares as such.
inline Unit score_unit(SurveyMeasure measure) { return measure == SurveyMeasure::nps ? Unit::points : Unit::share; }
inline double score_factor(SurveyMeasure measure) { return measure == SurveyMeasure::nps ? 100 : 1; }

/// What score_groups are called, from the worst to the best.
std::span<const std::string_view> score_group_codes(const ScoreScale& scale);

/// {"measure", "low", "high"} or null; with "steps" where there are halves.
void write_scale(JsonWriter& json, std::string_view name, const std::optional<ScoreScale>& scale);

}  // namespace lifeworth
