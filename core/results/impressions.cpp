#include "results/impressions.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "metrics/group_difference.h"
#include "metrics/impressions.h"
#include "metrics/predictors.h"
#include "results/estimate_json.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

/// Which of a customer's answers goes with the spend after the last of them.
void write_foretold(JsonWriter& json, const std::vector<Impressions>& all, std::vector<Sentence>& caveats) {
  std::vector<double> later;
  for (const Impressions& one : all) later.push_back(one.spent_after);
  const auto measure = [&](std::string_view name, auto member) {
    return Measure{name, [&all, member] {
                     std::vector<double> values;
                     for (const Impressions& one : all) values.push_back(one.*member);
                     return values;
                   }};
  };
  const Measure measures[] = {measure("last", &Impressions::last), measure("mean", &Impressions::mean), measure("worst", &Impressions::worst), measure("best", &Impressions::best)};
  json.key("foretold").object().field("customers", later.size()).field("buyers", buyers_in(later)).key("measures").array();
  std::optional<Rating> rating;
  if (can_be_rated(later)) rating = rate(measures, later);
  else
    caveats.push_back({Code::impressions_too_few, {{"customers", count(later.size())}, {"buyers", count(buyers_in(later))}, {"needed", count(fewest_to_rate)}, {"needed_buyers", count(fewest_later_buyers)}}});
  if (rating)
    for (const RatedMeasure& rated : rating->measures) {
      json.object().field("name", rated.name);
      write_estimate(json.key("correlation"), rated.correlation, Unit::ratio);
      write_estimate(json.key("behind"), rated.behind, Unit::ratio);
      json.end();
    }
  json.end().field("best", rating ? rating->best : std::nullopt).field("clear", rating && rating->clear).end();
}

/// A contrast with its place among those that share a correction.
struct Tested {
  std::optional<Contrast> contrast;
  double p_holm = 1;
};

void correct(std::vector<Tested>& all) {
  std::vector<double> p;
  for (const Tested& each : all)
    if (each.contrast) p.push_back(each.contrast->p);
  const std::vector<double> adjusted = holm(p);
  std::size_t next = 0;
  for (Tested& each : all)
    if (each.contrast) each.p_holm = adjusted[next++];
}

void write_tested(JsonWriter& json, const Tested& tested) {
  if (!tested.contrast) {
    json.null();
    return;
  }
  json.object();
  write_estimate(json.key("difference"), tested.contrast->estimate, Unit::money);
  json.field("p", tested.contrast->p).field("p_holm", tested.p_holm).field("clear", tested.p_holm < 0.05).end();
}

/// Months in a row from the first that are clearly apart in the expected direction.
int lasting(const std::vector<Tested>& months, double sign) {
  int lasts = 0;
  for (const Tested& month : months) {
    if (!month.contrast || month.p_holm >= 0.05 || sign * month.contrast->estimate.value <= 0) break;
    ++lasts;
  }
  return lasts;
}

/// What customers spend is net of refunds: without any it cannot be below 0.
std::optional<Estimate> spent_of(const MeanSums& sums, bool has_refunds) {
  if (sums.n() == 0) return std::nullopt;
  const Estimate mean = where_it_varies(sums.estimate());
  return has_refunds ? mean : at_least(0, mean);
}

void write_aftermath(JsonWriter& json, const Aftermaths& found, const ScoreScale& scale, int months, bool has_refunds) {
  json.key("after").object().field("months", months).field("answered", found.answered).field("followed", found.followed).key("left_out").array();
  for (std::size_t reason = 0; reason < not_around_codes.size(); ++reason)
    if (found.left_out[reason]) json.object().field("reason", not_around_codes[reason]).field("customers", found.left_out[reason]).end();
  json.end().key("groups").array();
  for (std::size_t group = 0; group < found.groups.size(); ++group) {
    const Aftermath& own = found.groups[group];
    json.object().field("group", score_group_codes(scale)[group]).field("n", own.before.n());
    write_estimate(json.key("before"), spent_of(own.before, has_refunds), Unit::money);
    json.key("after").array();
    for (const MeanSums& month : own.after) write_estimate(json, spent_of(month, has_refunds), Unit::money);
    json.end().end();
  }
  json.end();
  // What moved more than in the middle group, or, where there is none, than in the other one.
  const std::size_t best = found.groups.size() - 1, middle = best == 2 ? 1 : best;
  const auto beyond = [&](std::size_t group) {
    std::vector<Tested> tested;
    for (int month = 0; month < months; ++month) {
      const auto at = static_cast<std::size_t>(month);
      tested.push_back({contrast(std::vector<Weighted>{{&found.groups[group].change[at], 1}, {&found.groups[middle].change[at], -1}})});
    }
    return tested;
  };
  std::vector<Tested> bad = beyond(0), good = best == 2 ? beyond(best) : std::vector<Tested>{};
  std::vector<Tested> together = bad;
  together.insert(together.end(), good.begin(), good.end());
  correct(together);
  const auto split = together.begin() + static_cast<std::ptrdiff_t>(bad.size());
  bad.assign(together.begin(), split), good.assign(split, together.end());
  const auto write = [&](std::string_view name, const std::vector<Tested>& list) {
    json.key(name).array();
    for (const Tested& each : list) write_tested(json, each);
    json.end();
  };
  write("bad", bad), write("good", good);
  json.field("bad_lasts", lasting(bad, -1)).field("good_lasts", lasting(good, 1)).key("asymmetry");
  if (best < 2) json.null();
  else {
    const auto part = [&](std::size_t group) { return contrast(std::vector<Weighted>{{&found.groups[group].whole, 1}, {&found.groups[middle].whole, -1}}); };
    const auto lost = part(0), won = part(best);
    const auto outweighs = contrast(std::vector<Weighted>{{&found.groups[middle].whole, 2}, {&found.groups[0].whole, -1}, {&found.groups[best].whole, -1}});
    const auto estimate = [](const std::optional<Contrast>& of) { return of ? std::optional(of->estimate) : std::nullopt; };
    json.object();
    write_estimate(json.key("bad"), estimate(lost), Unit::money);
    write_estimate(json.key("good"), estimate(won), Unit::money);
    write_estimate(json.key("more"), estimate(outweighs), Unit::money);
    json.key("p");
    if (outweighs) json.value(outweighs->p);
    else json.null();
    json.end();
  }
  json.end();
}

void write_consistency(JsonWriter& json, const Consistency& found, std::string_view worst) {
  json.key("consistency");
  if (found.customers == 0) {
    json.null();
    return;
  }
  json.object().field("customers", found.customers).field("answers", found.answers).field("bad", worst);
  write_estimate(json.key("without_bad"), found.without_bad, Unit::share);
  write_estimate(json.key("spread"), found.spread, Unit::ratio);
  write_estimate(json.key("alike"), found.alike, Unit::share);
  json.key("rows").array();
  for (const ConsistencyRow& row : found.rows) {
    json.object().field("answers", row.answers).field("customers", row.customers);
    write_estimate(json.key("without_bad"), row.without_bad, Unit::share);
    json.field("by_chance", row.by_chance).end();
  }
  json.end().end();
}

}  // namespace

Expected<std::string> impressions_json(const Loaded& loaded, std::optional<Day> observation_end, const Request& request) {
  const auto opened = survey_file(loaded, request.file, request.survey);
  if (!opened) return std::unexpected(opened.error());
  const auto& [records, question, survey] = *opened;
  const auto& scale = survey.scale.scale;
  JsonWriter json;
  json.object().field("kind", "impressions").field("file", request.file).field("question", *question);
  json.field("currency", loaded.orders.currency).field("minor_digits", loaded.digits).field("observation_end", observation_end ? std::optional(iso_text(*observation_end)) : std::nullopt);
  json.field("measure", scale ? std::optional(measure_codes[static_cast<std::size_t>(scale->measure)]) : std::nullopt);
  std::vector<Sentence> caveats;
  json.key("result");
  if (!scale) json.null();
  else {
    const int months = request.impression_months;
    json.object();
    if (observation_end) {
      write_foretold(json, impressions_of(loaded.log, survey.answers, *scale, *observation_end, months * days_of_month), caveats);
      write_aftermath(json, aftermaths(loaded.log, survey.answers, *scale, *observation_end, months), *scale, months, loaded.log.refunds() > 0);
    } else json.key("foretold").null().key("after").null();
    write_consistency(json, consistency_of(survey.answers, *scale), score_group_codes(*scale)[0]);
    json.end();
  }
  json.key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
