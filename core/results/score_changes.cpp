#include "results/score_changes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "metrics/group_difference.h"
#include "metrics/matched_change.h"
#include "metrics/mean_sums.h"
#include "metrics/resampling.h"
#include "metrics/score_changes.h"
#include "metrics/share.h"
#include "results/estimate_json.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

constexpr double days_per_year = 365.25;

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

/// "One company studied", retold; the study was never found. From and to: groups, each as a set.
struct Claim {
  std::string_view name, quantity;
  double change;
  std::array<bool, 3> from, to;
};
constexpr std::array<Claim, 3> claims = {{
    {"became_promoter", "gain_to_promoter", 0.25, {true, true, false}, {false, false, true}},
    {"stayed_detractor", "change_if_stays", -0.36, {true, false, false}, {true, false, false}},
    {"detractor_to_passive", "gain_to_passive", 0.16, {true, false, false}, {false, true, false}},
}};
/// What is claimed of detractors who end up in a group.
std::optional<double> claimed_of(const ScoreScale& scale, std::size_t group) {
  if (scale.measure != SurveyMeasure::nps || group == 0) return std::nullopt;
  return group == 2 ? claims[0].change : claims[2].change;
}

/// Customers who are told of together.
struct Group {
  std::vector<ChangedCustomer> customers;
  std::vector<double> before, after, orders_before, orders_after;

  template <class Holds>
  Group(const ScoreChanges& changes, Holds&& holds) {
    for (const ChangedCustomer& one : changes.customers) {
      if (!holds(one)) continue;
      customers.push_back(one);
      before.push_back(one.spend.before), after.push_back(one.spend.after);
      orders_before.push_back(one.spend.orders_before), orders_after.push_back(one.spend.orders_after);
    }
  }
};

Estimate less_one(Estimate ratio) {
  ratio.value -= 1;
  if (ratio.interval) ratio.interval = {ratio.interval->low - 1, ratio.interval->high - 1};
  return ratio;
}

std::optional<Estimate> change_of(const std::optional<Resampled>& ratio) { return ratio ? std::optional(less_one(ratio->estimate)) : std::nullopt; }

struct Tested {
  double p = 1, p_holm = 1;
};

struct Told {
  std::uint64_t n = 0;
  Estimate before{}, after{}, difference{}, more{};
  double median = 0;
  std::optional<Resampled> change, orders;
  std::optional<Compared> rest;
  std::optional<MatchedChange> matched;
  std::optional<Tested> none, others, unlike;  ///< is there a change; another than that of all others; another than that of customers like these
};

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size();
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

Told told_of(const Group& group, std::uint64_t draws, Random& random) {
  Told told;
  told.n = group.customers.size();
  if (told.n == 0) return told;
  MeanSums before, after, difference;
  std::vector<double> differences;
  std::uint64_t more = 0;
  for (std::size_t i = 0; i < told.n; ++i) {
    before.add(group.before[i]), after.add(group.after[i]), difference.add(group.after[i] - group.before[i]);
    differences.push_back(group.after[i] - group.before[i]);
    more += group.after[i] > group.before[i];
  }
  told.before = where_it_holds(before.estimate()), told.after = where_it_holds(after.estimate()), told.difference = where_it_holds(difference.estimate());
  told.more = where_it_holds(share_of(more, told.n));
  told.median = median_of(std::move(differences));
  told.change = ratio_of_sums(group.before, group.after, draws, random);
  told.orders = ratio_of_sums(group.orders_before, group.orders_after, draws, random);
  if (told.change)
    if (const auto p = p_of_no_change(*told.change)) told.none = {*p};
  return told;
}

/// All that is found out about the customers of a file.
struct Found {
  std::size_t groups;
  std::vector<Told> cells;  ///< [from × groups + to]
  Told all;
  std::vector<ClaimedChange> of_claims;
  std::uint64_t compared = 0;  ///< how many differences share the correction
};

/// Each of its own random numbers, so that one does not move the other.
Random numbered(std::uint64_t seed, std::uint64_t number) { return Random(seed + 0x9e3779b97f4a7c15 * (number + 1)); }

void correct(Found& found) {
  std::vector<Tested*> all;
  for (Told& cell : found.cells)
    for (auto* tested : {&cell.none, &cell.others, &cell.unlike})
      if (*tested) all.push_back(&**tested);
  std::vector<double> p;
  for (const Tested* tested : all) p.push_back(tested->p);
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < all.size(); ++i) all[i]->p_holm = adjusted[i];
  found.compared = all.size();
}

Found found_in(const ScoreChanges& changes, const ScoreScale& scale, const NeverAnswered& never, std::uint64_t draws, std::uint64_t seed) {
  Found found{score_groups(scale), {}, {}, {}};
  std::uint64_t number = 0;
  const auto next = [&] { return numbered(seed, number++); };
  Random of_all = next();
  found.all = told_of(Group(changes, [](const ChangedCustomer&) { return true; }), draws, of_all);
  for (std::size_t from = 0; from < found.groups; ++from)
    for (std::size_t to = 0; to < found.groups; ++to) {
      const auto in_cell = [&](const ChangedCustomer& one) { return one.from == from && one.to == to; };
      const Group own(changes, in_cell), others(changes, [&](const ChangedCustomer& one) { return !in_cell(one); });
      Random of_own = next(), of_others = next(), of_matched = next();
      Told& cell = found.cells.emplace_back(told_of(own, draws, of_own));
      if (const auto rest = cell.change && cell.change->estimate.interval ? ratio_of_sums(others.before, others.after, draws, of_others) : std::nullopt) cell.rest = compared(*cell.change, *rest);
      if (cell.rest) cell.others = {cell.rest->p};
      cell.matched = never.beside(own.customers, changes.window, draws, of_matched);
      if (!cell.matched || !cell.matched->beyond.estimate.interval) continue;
      const auto& [value, interval, n] = cell.matched->beyond.estimate;
      cell.unlike = {p_by_interval(value, value > 0 ? value - interval->low : interval->high - value, cell.matched->beyond.degrees)};
    }
  if (scale.measure == SurveyMeasure::nps) found.of_claims = claimed_changes(changes, draws, seed);
  correct(found);
  return found;
}

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

/// Where what is told lies against the own interval; "unclear" where that holds no change at all as well.
std::optional<std::string_view> own_is(double claimed, const std::optional<Estimate>& own) {
  if (!own || !own->interval) return std::nullopt;
  if (own->interval->high < claimed) return "below";
  if (own->interval->low > claimed) return "above";
  return own->interval->low <= 0 && own->interval->high >= 0 ? "unclear" : "alike";
}

void write_claims(JsonWriter& json, const Found& found) {
  json.key("claims").array();
  for (const auto& [name, quantity, claimed, own, customers] : found.of_claims) {
    json.object().field("name", name).field("claimed", claimed).field("customers", customers);
    write_estimate(json.key("own"), own, Unit::share);
    json.field("own_is", own_is(claimed, own)).end();
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

void write_gain(JsonWriter& json, const Estimate& in_window, double year, double margin, double customers) {
  const auto turned = [](Estimate estimate, double factor) {  // a loss on what is sold turns the interval round
    if (factor >= 0) return scaled(estimate, factor);
    if (estimate.interval) estimate.interval = {estimate.interval->high, estimate.interval->low};
    return scaled(estimate, factor);
  };
  write_estimate(json.key("spend"), scaled(in_window, year), Unit::money_per_year);
  write_estimate(json.key("profit"), turned(in_window, year * margin), Unit::money_per_year);
  write_estimate(json.key("total"), turned(in_window, year * margin * customers), Unit::money_per_year);
}

/// What it would bring in a year to turn `converted` of those in the worst group round.
void write_conversion(JsonWriter& json, const ScoreChanges& changes, const Found& found, const ScoreScale& scale, std::uint64_t unhappy, double margin, const ScoreChangesRequest& request) {
  const double year = days_per_year / changes.window;
  const std::uint64_t converted = request.converted.value_or(std::min<std::uint64_t>(unhappy, 100));
  MeanSums spend;
  for (const ChangedCustomer& one : changes.customers)
    if (one.from == 0) spend.add(one.spend.before);
  const Estimate usual = where_it_holds(spend.estimate());
  const auto groups = score_group_codes(scale);
  json.key("conversion").object().field("from", groups[0]).field("customers", unhappy).field("converted", converted).field("margin", margin);
  write_estimate(json.key("spend"), usual.n ? std::optional(scaled(usual, year)) : std::nullopt, Unit::money_per_year);
  json.key("to").array();
  for (std::size_t to = 1; to < found.groups; ++to) {
    const Told& cell = found.cells[to];
    json.object().field("to", groups[to]).key("own");
    const bool matched = cell.matched && cell.matched->beyond.estimate.interval;
    if (matched || (cell.n && cell.difference.interval)) {
      json.object().field("basis", matched ? "matched" : "raw");
      write_gain(json, matched ? cell.matched->beyond.estimate : cell.difference, year, margin, double(converted));
      json.end();
    } else json.null();
    json.key("claimed");
    if (const auto claimed = claimed_of(scale, to); claimed && usual.n) {
      json.object().field("change", *claimed);
      write_gain(json, scaled(usual, *claimed), year, margin, double(converted));
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

/// Customers with an answer, on the scale or not, by the log's number.
std::vector<bool> answered_of(const Records& records, std::size_t customers) {
  std::vector<bool> answered(customers);
  const Records::Values& scores = *std::ranges::find(records.values, Role::score, &Records::Values::role);
  for (std::size_t row = 0; row < records.customers.size(); ++row)
    if (records.customers[row] < customers && scores.words[row] != nobody) answered[records.customers[row]] = true;
  return answered;
}

/// Customers whose last answer is in the worst group.
std::uint64_t unhappy_now(std::span<const ScoreAnswer> answers, const ScoreScale& scale) {
  const auto last = last_answers(answers, std::nullopt);
  return static_cast<std::uint64_t>(std::ranges::count_if(last, [&](const ScoreAnswer& answer) { return score_group(scale, answer.mark) == 0; }));
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

std::vector<ClaimedChange> claimed_changes(const ScoreChanges& changes, std::uint64_t draws, std::uint64_t seed) {
  constexpr std::uint64_t first_number = 1000;  // beyond those of the cells
  std::vector<ClaimedChange> own;
  for (const Claim& claim : claims) {
    const Group group(changes, [&](const ChangedCustomer& one) { return claim.from[one.from] && claim.to[one.to]; });
    Random random = numbered(seed, first_number + own.size());
    own.push_back({claim.name, claim.quantity, claim.change, change_of(ratio_of_sums(group.before, group.after, draws, random)), group.customers.size()});
  }
  return own;
}

Expected<std::string> score_changes_json(const Loaded& loaded, const Profits& profits, Day observation_end, const Request& request) {
  const auto opened = survey_file(loaded, request.file, request.survey);
  if (!opened) return std::unexpected(opened.error());
  const auto& [records, question, survey] = *opened;
  const ScoreScale scale = survey.scale.scale.value_or(ScoreScale{});
  const std::optional<int>& window = request.score_changes.window_days;
  const ScoreChanges changes = survey.scale.scale ? score_changes(loaded.log, survey.answers, scale, observation_end, window) : ScoreChanges{};
  const auto lacking = missing(survey, changes);

  JsonWriter json;
  json.object().field("kind", "score_changes").field("file", request.file).field("question", *question).field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.field("first_day", iso_text(loaded.log.first_day())).field("observation_end", iso_text(observation_end)).key("measure");
  if (survey.scale.scale) json.value(measure_codes[static_cast<std::size_t>(scale.measure)]);
  else json.null();
  json.key("groups").list(score_group_codes(scale)).key("customers").object();
  json.field("answered", changes.answered).field("twice", changes.twice).field("compared", changes.customers.size()).end().key("left_out").array();
  for (std::size_t reason = 0; reason < not_compared_codes.size(); ++reason)
    if (changes.left_out[reason]) json.object().field("reason", not_compared_codes[reason]).field("customers", changes.left_out[reason]).end();
  json.end().key("window").object().field("days", changes.window).field("usual_days", changes.usual_window).field("gap_days", changes.gap).field("by", window ? "person" : "guess").end();
  json.key("result");
  std::vector<Sentence> caveats;
  if (lacking) {
    caveats.push_back(*lacking);
    json.null();
  } else {
    const NeverAnswered never(loaded.log, answered_of(*records, loaded.log.customers()));
    const Found found = found_in(changes, scale, never, request.draws, request.seed);
    json.object().field("draws", request.draws).field("never_answered", never.size()).field("compared", found.compared);
    write_cells(json, changes, found, score_group_codes(scale));
    write_claims(json, found);
    write_conversion(json, changes, found, scale, unhappy_now(survey.answers, scale), margin_of(profits, observation_end), request.score_changes);
    write_costs(json, profits);
    json.end();
    caveats = caveats_of(changes, never, window.has_value());
    caveats.insert(caveats.end(), profits.caveats().begin(), profits.caveats().end());
  }
  json.key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
