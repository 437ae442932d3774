#include "results/nonresponse.h"

#include <algorithm>
#include <cmath>

#include "metrics/group_difference.h"
#include "metrics/mean_sums.h"
#include "metrics/share.h"
#include "results/estimate_json.h"
#include "results/response_base.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

/// As page and slider go: the others' score up to a scale's half lower and higher, in so many steps to either side.
constexpr int steps_apart = 20;
/// The middle answers 10 … 100 % as likely as others do.
constexpr int least_tenths = 1, steps_a_tenth = 2;
constexpr std::size_t fewest_for_chances = 10;

std::int64_t whole(std::uint64_t n) { return static_cast<std::int64_t>(n); }

struct Method {
  std::string_view name;
  std::optional<WeightedScore> score;
  std::optional<Sentence> reason = std::nullopt;  ///< why there is no score
  std::uint64_t trimmed = 0;
};

struct Writer {
  JsonWriter& json;
  SurveyMeasure measure;

  void score(std::string_view name, const std::optional<Estimate>& estimate) {
    write_estimate(json.key(name), estimate ? std::optional(scaled(*estimate, score_factor(measure))) : std::nullopt, score_unit(measure));
  }
  /// [x, value, low, high]
  void point(double x, const Estimate& estimate) {
    const double factor = score_factor(measure);
    json.array().value(x).value(factor * estimate.value);
    for (const bool high : {false, true})
      if (estimate.interval) json.value(factor * (high ? estimate.interval->high : estimate.interval->low));
      else json.null();
    json.end();
  }
};

/// The plain score stands first, then what each method makes of it.
std::vector<Method> methods_of(const ResponseBase& base, const Loaded& loaded, std::uint64_t file, SurveyMeasure measure, const Collapsed& cells) {
  std::vector<Method> methods;
  methods.push_back({"cells", post_stratified(cells.cells, measure)});
  Margins margins;
  const auto raked_cells = base.raked_cells(margins);
  Method raking{"raking", raked_score(raked_cells, margins, measure)};
  if (!raking.score) raking.reason = Sentence{Code::nonresponse_not_settled};
  methods.push_back(std::move(raking));
  Method chances{"chances", std::nullopt};
  const TraitRows traits = base.traits(loaded, file);
  if (const auto model = response_model(traits, base.marks)) {
    const ChanceWeighted weighted = weighted_by_chances(traits, base.marks, *model, measure);
    chances.score = weighted.score, chances.trimmed = weighted.trimmed;
  } else if (model.error() == NoChances::separated) {
    chances.reason = Sentence{Code::nonresponse_separated};
  } else {
    const std::uint64_t said = base.last.size();
    chances.reason = Sentence{Code::nonresponse_too_few, {{"answered", whole(said)}, {"others", whole(base.marks.size() - said)}, {"needed", whole(fewest_for_chances * traits.traits)}}};
  }
  methods.push_back(std::move(chances));
  return methods;
}

void write_methods(Writer& write, const std::vector<Method>& methods) {
  JsonWriter& json = write.json;
  std::vector<double> p;
  for (const Method& method : methods)
    if (method.score && method.score->difference.interval) p.push_back(method.score->p);
  const std::vector<double> corrected = holm(p);
  std::size_t at = 0;
  json.key("methods").array();
  for (const auto& [name, score, reason, trimmed] : methods) {
    json.object().field("method", name);
    write.score("score", score ? std::optional(score->score) : std::nullopt);
    write.score("difference", score ? std::optional(score->difference) : std::nullopt);
    const bool tested = score && score->difference.interval;
    json.field("p_holm", tested ? std::optional(corrected[at]) : std::nullopt).field("clear", tested && corrected[at] < 0.05);
    at += tested;
    json.field("design_effect", score ? std::optional(score->design_effect) : std::nullopt).field("effective", score ? std::optional(score->effective) : std::nullopt);
    json.field("largest_weight", score ? std::optional(score->largest) : std::nullopt).field("trimmed", trimmed).field("reason", reason).end();
  }
  json.end();
}

void write_classes(JsonWriter& json, const ResponseBase& base) {
  json.key("classes").array();
  for (std::size_t trait = 0; trait < raked_traits; ++trait) {
    json.object().field("name", class_traits[trait]).key("classes").array();
    for (const auto& [from, to, cell] : base.classes[trait]) {
      if (!cell.customers) continue;
      const std::uint64_t said = answered(cell.said);
      json.object().field("from", from).field("to", to).field("customers", cell.customers).field("answered", said);
      write_estimate(json.key("share"), share_of(said, cell.customers), Unit::share);
      json.end();
    }
    json.end().end();
  }
  json.end();
}

/// NPS by points of 5 up to 100 lower and higher; shares by 2.5 points up to 50.
void write_bounds(Writer& write, const Estimate& plain, double rate) {
  JsonWriter& json = write.json;
  const SurveyMeasure measure = write.measure;
  const double lowest = lowest_score(measure), span = 1 - lowest, factor = score_factor(measure), aim = (1 + lowest) / 2;
  json.key("bounds").object();
  write.score("lowest", if_others_differ(plain, rate, -2 * span, measure));
  write.score("highest", if_others_differ(plain, rate, 2 * span, measure));
  json.field("turns_at", factor * aim).key("turn");
  if (const auto apart = apart_for(plain.value, rate, aim, measure)) json.object().field("apart", factor * *apart).field("others", factor * (plain.value + *apart)).end();
  else json.null();
  json.key("curve").array();
  for (int step = -steps_apart; step <= steps_apart; ++step) {
    const double apart = span / 2 * step / steps_apart;
    write.point(factor * apart, if_others_differ(plain, rate, apart, measure));
  }
  json.end().end();
}

void write_lukewarm(Writer& write, const MiddleAnswers& answers, const ScoreScale& scale, std::uint64_t base) {
  JsonWriter& json = write.json;
  json.key("lukewarm");
  if (answered(answers.middle) == 0) {
    json.null();
    return;
  }
  int from = scale.last(), to = scale.first();
  for (int score = scale.first(); score <= scale.last(); ++score)
    if (is_middle(score, scale)) from = std::min(from, score), to = std::max(to, score);
  const double least = least_likely(answers, base);
  json.object().field("from", scale.points(from)).field("to", scale.points(to)).field("answers", answered(answers.middle)).field("least", least).key("curve").array();
  for (int step = 10 * steps_a_tenth; step >= least_tenths * steps_a_tenth; --step) {
    const double k = step / (10.0 * steps_a_tenth);
    if (k < least - 1e-12) break;
    write.point(k, if_middle_answers_less(answers, k, write.measure));
  }
  json.end().end();
}

std::vector<Sentence> caveats_of(const Records& records, const SurveyAnswers& survey, const ResponseBase& base) {
  std::vector<Sentence> caveats;
  const auto add = [&](Code code, std::vector<Argument> arguments = {}) { caveats.push_back({code, std::move(arguments)}); };
  if (survey.scale.misfit) add(Code::survey_misfit);
  if (!survey.scale.scale || survey.answers.empty()) return caveats;
  if (base.of_nobody == survey.answers.size()) add(Code::survey_no_customers);
  else if (base.last.empty()) add(Code::survey_nobody_matched);
  else if (base.last.size() == base.marks.size()) add(Code::nonresponse_everybody);
  else if (base.last.size() < fewest_to_measure) add(Code::nonresponse_few, {{"n", whole(base.last.size())}, {"needed", whole(fewest_to_measure)}});
  if (base.last.empty()) return caveats;
  if (records.kind == RecordKind::contacts) add(Code::nonresponse_contacts);
  if (base.later) add(Code::nonresponse_later, {{"customers", whole(base.later)}});
  return caveats;
}

}  // namespace

Expected<std::string> nonresponse_json(const Loaded& loaded, const SurveyRequest& request, std::uint64_t file) {
  const auto opened = survey_file(loaded, file, request);
  if (!opened) return std::unexpected(opened.error());
  const auto& [records, question, survey] = *opened;
  const ResponseBase base(loaded, survey.answers);
  JsonWriter json;
  json.object().field("kind", "nonresponse").field("file", file);
  write_scale(json, "scale", survey.scale.scale);
  json.field("currency", loaded.orders.currency).field("minor_digits", loaded.digits).field("observation_end", iso_text(base.table.observation_end));
  json.field("customers", base.marks.size()).field("answered", base.last.size()).field("answered_without_orders", base.answered_without_orders);
  json.field("answers_of_nobody", base.of_nobody).field("later", base.later).key("result");
  if (survey.scale.scale && base.last.size() >= fewest_to_measure && base.last.size() < base.marks.size()) {
    const ScoreScale& scale = *survey.scale.scale;
    Writer write{json, scale.measure};
    const Estimate plain = summary_of(base.last, scale).score;
    const Collapsed cells = collapse(base.cells(), base.bands());
    json.object();
    write_estimate(json.key("rate"), share_of(base.last.size(), base.marks.size()), Unit::share);
    write.score("plain", plain);
    write_methods(write, methods_of(base, loaded, file, scale.measure, cells));
    json.key("cells").object().field("bands", base.bands()).field("used", cells.cells.size()).field("few", cells.few).end();
    write_classes(json, base);
    write_bounds(write, plain, double(base.last.size()) / double(base.marks.size()));
    write_lukewarm(write, base.middle(scale), scale, base.marks.size());
    json.end();
  } else json.null();
  json.key("caveats").list(caveats_of(*records, survey, base)).end();
  return std::move(json).text();
}

}  // namespace lifeworth
