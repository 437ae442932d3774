#include "results/score_changes.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "results/estimate_json.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

// ------------------------------------------------------------------ written

void write_tested(JsonWriter& json, std::string_view name, const std::optional<Tested>& tested) {
  json.key(name);
  if (tested) json.object().field("p", tested->p).field("p_holm", tested->p_holm).field("clear", tested->p_holm < 0.05).end();
  else json.null();
}

void write_told(JsonWriter& json, const Told& told) {
  json.field("n", told.n);
  const auto some = [&](const Estimate& estimate) { return told.n ? std::optional(estimate) : std::nullopt; };
  write_estimate(json.key("before"), some(told.before), Unit::money);
  write_estimate(json.key("after"), some(told.after), Unit::money);
  write_estimate(json.key("change"), change_of(told.change), Unit::share);
  write_estimate(json.key("orders_change"), change_of(told.orders), Unit::share);
  write_estimate(json.key("more"), some(told.more), Unit::share);
  json.key("median");
  if (told.n) write_number(json, told.median, Unit::money);
  else json.null();
}

void write_matched(JsonWriter& json, const Told& told) {
  json.key("matched");
  if (!told.matched) {
    json.null();
    return;
  }
  const MatchedChange& matched = *told.matched;
  json.object().field("controls", matched.controls).field("strata", matched.strata).field("joined", matched.joined);
  write_estimate(json.key("beyond"), matched.beyond.estimate, Unit::money);
  write_number(json.key("alike_after"), matched.alike_after, Unit::money);
  json.key("alike_change");
  if (matched.before > 0) json.value(matched.alike_after / matched.before - 1);
  else json.null();
  write_tested(json, "tested", told.unlike);
  json.end();
}

void write_cells(JsonWriter& json, const ScoreChanges& changes, const Found& found, std::span<const std::string_view> groups) {
  json.key("cells").array();
  for (std::size_t from = 0; from < found.groups; ++from)
    for (std::size_t to = 0; to < found.groups; ++to) {
      const Told& cell = found.cells[from * found.groups + to];
      json.object().field("from", groups[from]).field("to", groups[to]).field("answered", changes.transitions[from][to]);
      write_told(json, cell);
      write_tested(json, "from_none", cell.none);
      write_tested(json, "from_rest", cell.others);
      write_matched(json, cell);
      json.end();
    }
  json.end().key("all").object();
  write_told(json, found.all);
  json.end();
}

/// Where the own change lies against what is told: beside it only where that is clear among all comparisons of the panel; "unclear" where the interval holds no change at all as well.
std::optional<std::string_view> own_is(double claimed, const std::optional<Estimate>& own, const std::optional<Tested>& apart) {
  if (!own || !own->interval) return std::nullopt;
  const bool below = own->interval->high < claimed, above = own->interval->low > claimed;
  if ((below || above) && !(apart && apart->p_holm < 0.05)) return "not_clear";
  if (below || above) return below ? "below" : "above";
  return own->interval->low <= 0 && own->interval->high >= 0 ? "unclear" : "alike";
}

void write_claims(JsonWriter& json, const Found& found) {
  json.key("claims").array();
  for (const auto& [name, quantity, claimed, own, customers, apart] : found.of_claims) {
    json.object().field("name", name).field("claimed", claimed).field("customers", customers);
    write_estimate(json.key("own"), own, Unit::share);
    json.field("own_is", own_is(claimed, own, apart)).end();
  }
  json.end();
}

/// The part of revenue that is profit.
double margin_of(const Profits& profits, Day until) {
  if (!profits.costs()) return profits.rule().margin;
  const auto total = [until](const TransactionLog& log) {
    double sum = 0;
    for (std::uint32_t customer = 0; customer < log.customers(); ++customer)
      for (const Transaction& each : log.of(customer)) sum += each.day <= until ? double(each.value) : 0;
    return sum;
  };
  const double revenue = total(profits.revenue());
  return revenue > 0 ? total(profits.log()) * profits.factor() / revenue : 0;
}

void write_gain(JsonWriter& json, const Estimate& a_year, double margin, double customers) {
  const auto turned = [](Estimate estimate, double factor) {  // a loss on what is sold turns the interval round
    if (factor >= 0) return scaled(estimate, factor);
    if (estimate.interval) estimate.interval = {estimate.interval->high, estimate.interval->low};
    return scaled(estimate, factor);
  };
  write_estimate(json.key("spend"), a_year, Unit::money_per_year);
  write_estimate(json.key("profit"), turned(a_year, margin), Unit::money_per_year);
  write_estimate(json.key("total"), turned(a_year, margin * customers), Unit::money_per_year);
}

/// What moving up was worth against staying, both measured in the same way; of customers alike where these could be compared with. Where nobody stayed to be compared with, by itself.
struct OwnEffect {
  std::string_view basis;
  Estimate moved, effect;
  std::optional<Estimate> stayed;
};
std::optional<OwnEffect> own_effect(const Told& moved, const Told& stayed) {
  const auto matched = [](const Told& cell) { return cell.matched && cell.matched->share && cell.matched->share->estimate.interval ? std::optional(cell.matched->share->estimate) : std::nullopt; };
  const auto raw = [](const Told& cell) { return cell.change && cell.change->estimate.interval ? change_of(cell.change) : std::nullopt; };
  const auto of = [](std::string_view basis, const std::optional<Estimate>& up, const std::optional<Estimate>& stay) -> std::optional<OwnEffect> {
    if (!up) return std::nullopt;
    return OwnEffect{basis, *up, stay ? against_staying(*up, *stay) : *up, stay};
  };
  const bool stayers = raw(stayed).has_value();
  if (matched(moved) && (matched(stayed) || !stayers)) return of("matched", matched(moved), matched(stayed));
  return of("raw", raw(moved), raw(stayed));
}

/// What it would bring in a year to turn `converted` of those in the worst group round: the effect of those who answered twice, on what those spend who are in the group today.
void write_conversion(JsonWriter& json, const Found& found, const ScoreScale& scale, const SpendByAnswer& today, double margin, const ScoreChangesRequest& request) {
  const std::uint64_t unhappy = today.customers[0], converted = std::min(unhappy, request.converted.value_or(100));
  const auto groups = score_group_codes(scale);
  const auto usual = today.a_year(0);
  json.key("conversion").object().field("from", groups[0]).field("customers", unhappy).field("converted", converted).field("margin", margin);
  write_estimate(json.key("spend"), usual, Unit::money_per_year);
  json.field("year_known", today.spent[0].n()).key("to").array();
  for (std::size_t to = 1; to < found.groups; ++to) {
    json.object().field("to", groups[to]).field("moved", found.cells[to].n).field("stayed", found.cells[0].n).key("own");
    if (const auto own = own_effect(found.cells[to], found.cells[0]); own && usual) {
      json.object().field("basis", own->basis);
      write_estimate(json.key("moved"), own->moved, Unit::share);
      write_estimate(json.key("stayed"), own->stayed, Unit::share);
      write_estimate(json.key("effect"), own->effect, Unit::share);
      write_gain(json, part_of(*usual, own->effect), margin, double(converted));
      json.end();
    } else json.null();
    json.key("claimed");
    const auto moved = claimed_of(scale, to), stayed = claimed_of(scale, 0);
    if (moved && stayed && usual) {
      json.object().field("moved", *moved).field("stayed", *stayed).field("effect", *moved - *stayed);
      write_gain(json, scaled(*usual, *moved - *stayed), margin, double(converted));
      json.end();
    } else json.null();
    json.end();
  }
  json.end().end();
}

std::vector<Sentence> caveats_of(const ScoreChanges& changes, const NeverAnswered& never, bool by_person) {
  std::vector<Sentence> caveats = {{Code::changes_regression}, {Code::changes_survivors}};
  if (!by_person && changes.window < changes.gap - 6) caveats.push_back({Code::changes_shorter_window, {{"gap", std::int64_t{changes.gap}}, {"window", std::int64_t{changes.window}}}});
  if (changes.newer) caveats.push_back({Code::changes_newer, {{"newer", count(changes.newer)}, {"customers", count(changes.customers.size())}, {"window", std::int64_t{changes.window}}}});
  if (never.size() < fewest_controls) caveats.push_back({Code::changes_nobody_else, {{"customers", count(never.size())}, {"needed", count(fewest_controls)}}});
  return caveats;
}

/// Why there is nothing to compare; nothing where there is.
std::optional<Sentence> missing(const SurveyAnswers& survey, const ScoreChanges& changes) {
  if (!survey.scale.scale) return Sentence{Code::changes_no_scale};
  if (changes.answered == 0) return Sentence{Code::survey_no_customers};
  if (changes.twice == 0) return Sentence{Code::changes_nobody_twice, {{"customers", count(changes.answered)}}};
  if (changes.window == 0) return Sentence{Code::changes_nobody_bought, {{"twice", count(changes.twice)}}};
  if (changes.customers.empty()) return Sentence{Code::changes_nobody_compared, {{"twice", count(changes.twice)}, {"window", std::int64_t{changes.window}}}};
  return std::nullopt;
}

}  // namespace

Expected<ScoreChangesAnswer> ScoreChangesAnswer::begin(const Loaded& loaded, Day observation_end, const Request& request) {
  const auto opened = survey_file(loaded, request.file, request.survey);
  if (!opened) return std::unexpected(opened.error());
  const auto& [records, question, survey] = *opened;
  const ScoreScale scale = survey.scale.scale.value_or(ScoreScale{});
  const std::optional<int>& window = request.score_changes.window_days;
  ScoreChanges changes = survey.scale.scale ? score_changes(loaded.log, survey.answers, scale, observation_end, window) : ScoreChanges{};
  const auto lacking = missing(survey, changes);

  ScoreChangesAnswer answer;
  answer.request_ = request.score_changes;
  JsonWriter& json = answer.head_;
  json.object().field("kind", "score_changes").field("file", request.file).field("question", *question).field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.field("first_day", iso_text(loaded.log.first_day())).field("observation_end", iso_text(observation_end)).key("measure");
  if (survey.scale.scale) json.value(measure_codes[static_cast<std::size_t>(scale.measure)]);
  else json.null();
  json.key("groups").list(score_group_codes(scale)).key("customers").object();
  json.field("answered", changes.answered).field("twice", changes.twice).field("compared", changes.customers.size()).end().key("left_out").array();
  for (std::size_t reason = 0; reason < not_compared_codes.size(); ++reason)
    if (changes.left_out[reason]) json.object().field("reason", not_compared_codes[reason]).field("customers", changes.left_out[reason]).end();
  json.end().key("window").object().field("days", changes.window).field("usual_days", changes.usual_window).field("gap_days", changes.gap).field("by", window ? "person" : "guess").end();
  if (lacking) {
    answer.caveats_.push_back(*lacking);
    return answer;
  }
  answer.today_ = spend_by_answer(loaded.log, last_answers(survey.answers, std::nullopt), scale, observation_end);
  answer.search_.emplace(loaded.log, std::move(changes), scale, answered_of(*records, loaded.log.customers()), request.draws, request.seed);
  answer.caveats_ = caveats_of(answer.search_->changes(), answer.search_->never_answered(), window.has_value());
  return answer;
}

std::string ScoreChangesAnswer::json(const Profits& profits, Day observation_end) const {
  JsonWriter json = head_;
  std::vector<Sentence> caveats = caveats_;
  json.field("drawn", search_ ? search_->drawn() : 1).key("result");
  if (!search_ || !done()) json.null();
  else {
    const Found& found = search_->found();
    const auto groups = score_group_codes(search_->scale());
    json.object().field("draws", search_->draws()).field("never_answered", search_->never_answered().size()).field("compared", found.compared);
    write_cells(json, search_->changes(), found, groups);
    write_claims(json, found);
    write_conversion(json, found, search_->scale(), today_, margin_of(profits, observation_end), request_);
    write_costs(json, profits);
    json.end();
    caveats.insert(caveats.end(), profits.caveats().begin(), profits.caveats().end());
  }
  json.key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
