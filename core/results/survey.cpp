#include "results/survey.h"

#include <algorithm>
#include <cmath>

#include "metrics/mean_sums.h"
#include "metrics/share.h"
#include "results/estimate_json.h"
#include "results/survey_coverage.h"
#include "results/survey_file.h"
#include "results/survey_parts.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

/// Half the width of an interval that people ask the number of answers for.
constexpr double wanted_half = 0.05;

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

using Segments = std::vector<const Records::Values*>;

/// Columns that part the answers: those with two words and more; first those whose role is known.
Segments segments_of(const Records& records) {
  Segments segments;
  for (const Role role : survey_segments)
    if (const auto* words = records.values_of(role); words && words->dictionary.size() > 1) segments.push_back(words);
  for (const Records::Values& values : records.values)
    if (values.role == Role::segment) segments.push_back(&values);
  return segments;
}

/// The one that was asked for, or else the first; null where there is none.
const Records::Values* segment_of(const Segments& segments, const SurveyRequest& request) {
  const auto found = std::ranges::find_if(segments, [&](const Records::Values* each) {
    if (request.by_column) return each->role == Role::segment && each->name == *request.by_column;
    return !request.by || each->role == *request.by;
  });
  return found == segments.end() ? nullptr : *found;
}

void write_segments(JsonWriter& json, const Segments& segments, const Records::Values* chosen) {
  json.key("segments_by").array();
  for (const Records::Values* each : segments)
    if (each->role != Role::segment) json.value(name_of(each->role));
  json.end().key("columns_by").array();
  for (const Records::Values* each : segments)
    if (each->role == Role::segment) json.value(each->name);
  json.end().key("segment");
  if (chosen) json.value(name_of(chosen->role));
  else json.null();
  json.key("segment_column");
  if (chosen && chosen->role == Role::segment) json.value(chosen->name);
  else json.null();
}

/// How scores are written: NPS in points, shares as such.
struct Writer {
  JsonWriter& json;
  const ScoreScale& scale;

  Unit unit() const { return score_unit(scale.measure); }
  double factor() const { return score_factor(scale.measure); }
  /// Only of numbers on a scale.
  bool has_mean() const { return scale.low >= 0 && scale.high > 1; }

  void score(std::string_view name, const Estimate& estimate) { write_estimate(json.key(name), scaled(estimate, factor()), unit()); }
  void summary(const ScoreSummary& summary) {
    json.field("n", summary.n).field("customers", summary.customers);
    score("score", summary.score);
    write_estimate(json.key("mean"), has_mean() ? std::optional(summary.mean) : std::nullopt, Unit::ratio);
  }
  void tested(std::string_view name, const std::optional<Tested>& tested) {
    json.key(name);
    if (!tested) {
      json.null();
      return;
    }
    score("difference", (json.object(), tested->found.difference));
    json.field("p", tested->found.p).field("p_holm", tested->p_holm).field("clear", tested->p_holm < 0.05).end();
  }
};

void write_setting(JsonWriter& json, const SurveyScale& found) {
  write_scale(json, "scale", found.scale);
  write_scale(json, "guess", found.guess);
  json.field("by", found.by_person ? "person" : "guess").field("reason", found.reason).field("answers_in", found.words ? "words" : "numbers").key("possible").array();
  for (std::size_t measure = 0; measure < measure_codes.size(); ++measure)
    if (found.possible[measure]) json.value(measure_codes[measure]);
  json.end();
}

/// Kinds of answers in one file, which can be looked at alone.
void write_types(JsonWriter& json, const SurveyAnswers& survey, const SurveyRequest& request) {
  constexpr std::size_t most_types = 20;
  json.field("only_type", request.only_type).key("types").array();
  for (const AnswerType& type : std::span(survey.types).first(std::min(most_types, survey.types.size()))) json.object().field("name", type.name).field("answers", type.answers).end();
  json.end();
}

void write_off_scale(JsonWriter& json, const SurveyAnswers& survey) {
  json.key("left_out").array();
  for (std::size_t reason = 0; reason < off_scale_codes.size(); ++reason) {
    const OffScaleAnswers& off = survey.off_scale[reason];
    if (off.answers) json.object().field("reason", off_scale_codes[reason]).field("answers", off.answers).key("examples").list(off.examples).end();
  }
  json.end();
}

/// One line a point of the scale, or half a point; shares of the three groups or the two sides with Wilson's interval for as many answers as tell as much.
void write_distribution(JsonWriter& json, const std::vector<ScoreAnswer>& answers, const ScoreSummary& all, const ScoreScale& scale) {
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(scale.last() - scale.first()) + 1);
  for (const ScoreAnswer& answer : answers) ++counts[static_cast<std::size_t>(answer.score - scale.first())];
  json.key("distribution").array();
  for (int score = scale.first(); score <= scale.last(); ++score) {
    const std::uint64_t n = counts[static_cast<std::size_t>(score - scale.first())];
    json.object().field("point", scale.points(score)).field("mark", scale.mark(score)).field("n", n).field("share", static_cast<double>(n) / static_cast<double>(std::max<std::uint64_t>(all.n, 1))).end();
  }
  json.end().key("groups").array();
  const bool nps = scale.measure == SurveyMeasure::nps;
  for (const int mark : {1, 0, -1}) {
    if (!nps && mark < 0) continue;
    const std::uint64_t n = mark > 0 ? all.above : mark < 0 ? all.below : all.n - all.above - all.below;
    json.object().field("mark", mark).field("n", n);
    const double part = all.n ? all.effective / static_cast<double>(all.n) : 0;
    Estimate share = share_of_expected(static_cast<double>(n) * part, all.effective);
    share.n = all.n;
    if (!all.score.interval) share.interval.reset();
    write_estimate(json.key("share"), share, Unit::share);
    json.end();
  }
  json.end();
}

void write_parts(JsonWriter& json, const SurveyParts& parts, const ScoreScale& scale) {
  Writer write{json, scale};
  const auto period_text = [&](int period) { return iso_text(first_day_of(period, parts.grain)); };
  json.field("grain", grain_codes[static_cast<std::size_t>(parts.grain)]).key("periods").array();
  for (const SurveyPeriod& period : parts.periods) {
    json.object().field("period", period_text(period.period)).field("first_day", iso_text(period.first_day)).field("last_day", iso_text(period.last_day));
    write.summary(period.summary);
    json.end();
  }
  json.end().key("change");
  if (parts.change) {
    json.object().field("from", period_text(parts.change->from)).field("to", period_text(parts.change->to));
    write.tested("all", parts.change->difference);
    write.tested("both", parts.change->both);
    json.end();
  } else json.null();
  json.key("segments").array();
  for (const SurveySegment& segment : parts.segments) {
    json.object().field("name", segment.name);
    write.summary(segment.summary);
    write.tested("against_rest", segment.difference);
    json.end();
  }
  json.end().field("other_segments", parts.other_segments).field("other_answers", parts.other_answers).field("compared", parts.compared);
}

std::vector<Sentence> caveats_of(const Loaded& loaded, const Records& records, const SurveyAnswers& survey, const ScoreSummary& all, const ScoreSummary& level, const SurveyRequest& request) {
  std::vector<Sentence> caveats;
  const auto add = [&](Code code, std::vector<Argument> arguments = {}) { caveats.push_back({code, std::move(arguments)}); };
  if (survey.scale.misfit) add(Code::survey_misfit);
  if (!survey.scale.scale) return caveats;
  const bool customers_known = !survey.answers.empty() && survey.answers.front().customer != nobody;
  if (const auto* files = records.values_of(Role::file)) add(Code::survey_joined, {{"files", count(files->dictionary.size())}, {"answers", count(survey.answers.size())}});
  const bool of_contacts = records.kind == RecordKind::contacts;
  const Occasion occasion = request.only_type ? occasion_of(*request.only_type) : Occasion::unknown;
  if (of_contacts || occasion == Occasion::event) add(Code::survey_transactional);
  else if (occasion == Occasion::relationship) add(Code::survey_relational);
  if (!level.score.interval) add(Code::survey_no_interval, {{"n", count(level.n)}, {"customers", count(level.customers)}, {"needed", count(fewest_to_measure)}});
  if (!customers_known) add(Code::survey_no_customers);
  else if (all.n > all.customers && !request.by_customer) add(Code::survey_repeated, {{"answers", count(all.n)}, {"customers", count(all.customers)}});
  if (loaded.orders.files.empty()) add(Code::survey_no_orders);
  else if (customers_known && std::ranges::none_of(records.customers, [&](std::uint32_t customer) { return customer < loaded.log.customers() && !loaded.log.of(customer).empty(); }))
    add(Code::survey_nobody_matched);
  return caveats;
}

}  // namespace

Expected<std::string> survey_json(const Loaded& loaded, const SurveyRequest& request, std::uint64_t file) {
  const auto opened = survey_file(loaded, file, request);
  if (!opened) return std::unexpected(opened.error());
  const auto& [records, question, survey] = *opened;
  const Segments segments = segments_of(*records);
  const Records::Values* segment = segment_of(segments, request);
  const ScoreScale scale = survey.scale.scale.value_or(ScoreScale{});
  const std::vector<ScoreAnswer> last = last_answers(survey.answers, std::nullopt), &level = request.by_customer ? last : survey.answers;
  const ScoreSummary all = summary_of(survey.answers, scale), by_customer = summary_of(last, scale), &shown = request.by_customer ? by_customer : all;

  JsonWriter json;
  Writer write{json, scale};
  json.object().field("kind", "survey").field("file", file).field("question", *question).field("records", name_of(records->kind)).field("rows", records->rows_used);
  write_setting(json, survey.scale);
  write_types(json, survey, request);
  write_off_scale(json, survey);
  json.field("level", request.by_customer ? "customers" : "responses").field("has_customers", !last.empty());
  write_segments(json, segments, segment);
  json.key("result");
  if (survey.scale.scale && !survey.answers.empty()) {
    json.object();
    write.summary(shown);
    write.score("of_responses", all.score);
    json.key("of_customers");
    if (last.empty()) json.null();
    else write_estimate(json, scaled(by_customer.score, write.factor()), write.unit());
    json.field("effective", shown.effective).field("standard_error", write.factor() * std::sqrt(shown.variance() / static_cast<double>(shown.n)));
    json.key("needed").object().field("half", wanted_half * write.factor()).field("variance", shown.variance()).field("answers", answers_needed(shown.variance(), wanted_half)).end();
    write_distribution(json, level, shown, scale);
    write_parts(json, survey_parts(survey.answers, scale, request.by_customer, request.grain, segment), scale);
    write_coverage(json.key("coverage"), loaded, survey.answers);
    json.end();
  } else json.null();
  json.key("caveats").list(caveats_of(loaded, *records, survey, all, shown, request)).end();
  return std::move(json).text();
}

}  // namespace lifeworth
