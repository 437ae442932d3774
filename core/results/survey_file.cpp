#include "results/survey_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "results/request.h"

namespace lifeworth {

namespace {

const JoinedAnswers* joined_under(const Loaded& loaded, std::uint64_t number) {
  const std::uint64_t index = number - loaded.files.size();
  return number >= loaded.files.size() && index < loaded.joined.size() ? &loaded.joined[index] : nullptr;
}

}  // namespace

const Records* records_with_scores(const Loaded& loaded, std::uint64_t file) {
  if (const JoinedAnswers* joined = joined_under(loaded, file)) return &joined->records;
  const auto found = std::ranges::find_if(loaded.records, [file](const Records& records) {
    return records.file == file && records.values_of(Role::score);
  });
  return found == loaded.records.end() ? nullptr : &*found;
}

bool is_part_of(const Loaded& loaded, std::uint64_t survey, std::uint32_t file) {
  const JoinedAnswers* joined = joined_under(loaded, survey);
  return joined ? std::ranges::find(joined->files, file) != joined->files.end() : survey == file;
}

Expected<SurveyFile> survey_file(const Loaded& loaded, std::uint64_t file, const SurveyRequest& request) {
  const Records* records = records_with_scores(loaded, file);
  if (!records) return std::unexpected(Error{Code::survey_no_file, {{"file", static_cast<std::int64_t>(file)}}});
  const JoinedAnswers* joined = joined_under(loaded, file);
  const std::string& question = joined ? joined->question : loaded.files[records->file].score_column;
  auto survey = survey_answers(*records, question, request);
  if (!survey) return std::unexpected(survey.error());
  return SurveyFile{records, &question, std::move(*survey)};
}

std::span<const std::string_view> score_group_codes(const ScoreScale& scale) {
  static constexpr std::array<std::string_view, 3> of_nps = {"detractor", "passive", "promoter"};
  static constexpr std::array<std::string_view, 2> of_csat = {"unsatisfied", "satisfied"}, of_effort = {"hard", "not_hard"};
  return scale.measure == SurveyMeasure::nps ? std::span<const std::string_view>(of_nps) : scale.measure == SurveyMeasure::csat ? of_csat : of_effort;
}

void write_scale(JsonWriter& json, std::string_view name, const std::optional<ScoreScale>& scale) {
  json.key(name);
  if (!scale) {
    json.null();
    return;
  }
  json.object().field("measure", measure_codes[static_cast<std::size_t>(scale->measure)]).field("low", scale->low).field("high", scale->high);
  if (scale->steps > 1) json.field("steps", scale->steps);
  json.end();
}

}  // namespace lifeworth
