#include "results/tiers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "metrics/customer_traits.h"
#include "metrics/group_difference.h"
#include "results/csv_lines.h"
#include "results/listed_names.h"
#include "results/differences.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// Strata of tenure: as many as hold this many customers each, up to the second number. Five remove some 90 % of what tenure brings about (Cochran 1968,
/// Biometrics 24:295), twenty all but a hundredth or so; the more customers, the more a rest of it would show.
constexpr std::size_t fewest_in_stratum = 50, most_strata = 20;

constexpr std::array<std::string_view, 4> threshold_names = {"mean", "median", "quantile", "value"};

/// Those who have the tenure: whom having or missing the value parts.
struct Compared {
  std::vector<std::uint32_t> rows;
  Strata like_tenure, together;
};

Compared compared(const TierLists& lists) {
  Compared result;
  const Tiers& tiers = *lists.tiers;
  std::vector<std::size_t> older;  // by days of tenure: how many have fewer
  result.rows.reserve(lists.table->rows.size() - tiers.too_new);
  for (std::uint32_t row = 0; row < lists.table->rows.size(); ++row) {
    if (tiers.of[row] == Tier::too_new) continue;
    result.rows.push_back(row);
    const auto age = static_cast<std::size_t>(lists.table->rows[row].age);
    if (older.size() < age + 2) older.resize(age + 2);
    ++older[age + 1];
  }
  for (std::size_t age = 1; age < older.size(); ++age) older[age] += older[age - 1];
  const std::size_t n = result.rows.size();
  result.like_tenure.members.reserve(n), result.together.members.reserve(n);
  const std::size_t strata = result.like_tenure.count = std::clamp<std::size_t>(n / fewest_in_stratum, 1, most_strata);
  for (const std::uint32_t row : result.rows) {
    // Customers of one day stay together.
    const std::size_t fewer = older[static_cast<std::size_t>(lists.table->rows[row].age)];
    const bool above = tiers.of[row] == Tier::above;
    result.like_tenure.members.push_back({above, static_cast<std::uint8_t>(fewer * strata / n)});
    result.together.members.push_back({above, 0});
  }
  return result;
}

std::vector<TraitDifference> columns_of(const TierLists& lists, const Loaded& loaded, const Compared& who) {
  std::vector<TraitDifference> columns;
  CustomerTraits(loaded.log, *lists.table, loaded.records).each([&](Trait trait) {
    for (std::size_t i = 0; i < who.rows.size(); ++i) trait.values[i] = trait.values[who.rows[i]];  // rows rise
    trait.values.resize(who.rows.size());
    columns.push_back((trait.apart_from_tenure ? who.like_tenure : who.together).compared(std::move(trait)));
  });
  return columns;
}

/// Money of value: margin × revenue; with costs what is called revenue here is profit already.
void write_value(JsonWriter& json, std::string_view name, Minor revenue, double margin) {
  write_number(json.key(name), margin * static_cast<double>(revenue), Unit::money);
}

void write_share(JsonWriter& json, std::string_view name, double part, double whole) {
  json.field(name, whole > 0 ? std::optional(part / whole) : std::nullopt);
}

void write_counts(JsonWriter& json, const TierLists& lists) {
  const Tiers& tiers = *lists.tiers;
  const auto all = static_cast<double>(lists.table->rows.size());
  json.key("above").object().field("customers", tiers.above);
  write_share(json, "customer_share", static_cast<double>(tiers.above), all);
  write_value(json, "value", tiers.above_revenue, lists.rule.margin);
  write_share(json, "value_share", static_cast<double>(tiers.above_revenue), static_cast<double>(tiers.total_revenue));
  json.end().field("under", tiers.under + tiers.just_under);
  json.key("too_new").object().field("customers", tiers.too_new).field("above", tiers.too_new_above).end();
  json.key("just_under");
  if (!tiers.cliff) {
    json.null();
    return;
  }
  json.object();
  write_number(json.key("from"), tiers.cliff->from, Unit::money);
  json.field("customers", tiers.just_under);
  write_share(json, "customer_share", static_cast<double>(tiers.just_under), all);
  json.field("missing", tiers.cliff->missing).key("mean_missing");
  if (tiers.just_under) write_number(json, static_cast<double>(tiers.cliff->missing) / static_cast<double>(tiers.just_under), Unit::money);
  else json.null();
  json.field("most_missing", tiers.cliff->most).field("one_order", tiers.cliff->one_order).end();
}

void write_histogram(JsonWriter& json, const TierLists& lists) {
  const TierHistogram histogram = tier_histogram(lists.values(), lists.rule, *lists.tiers);
  json.key("histogram").object().key("edges").array();
  for (std::size_t edge = 0; edge <= histogram.counts.size() && !histogram.counts.empty(); ++edge)
    write_number(json, histogram.from + histogram.width * static_cast<double>(edge), Unit::money);
  json.end().key("counts").list(histogram.counts).field("first_above", histogram.first_above).field("below", histogram.below).field("above", histogram.above).end();
}

void write_rule(JsonWriter& json, const TierLists& lists, int digits) {
  const TierRule& rule = lists.rule;
  json.field("observation_end", iso_text(lists.table->observation_end)).field("margin", lists.profit.margin);
  json.field("threshold_by", threshold_names[static_cast<std::size_t>(rule.threshold)]).field("quantile", rule.quantile);
  json.field("own_value", rule.own_value / static_cast<double>(power_of_ten(digits)));
  json.field("tenure_months", rule.tenure_months).field("distance", rule.distance);
}

std::vector<Sentence> caveats_of(const TierLists& lists, const Compared& who) {
  std::vector<Sentence> caveats;
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  const Tiers& tiers = *lists.tiers;
  const std::uint64_t customers = lists.table->rows.size(), rest = who.rows.size() - tiers.above;
  if (lists.rule.threshold != ThresholdBy::value && !tiers.threshold.interval) caveats.push_back({Code::no_interval, {{"n", count(customers)}}});
  if (tiers.total_revenue <= 0) caveats.push_back({Code::tiers_no_share});
  if (!tiers.cliff) caveats.push_back({Code::tiers_no_cliff});
  if (std::min(tiers.above, rest) < fewest_to_compare)
    caveats.push_back({Code::tiers_too_few, {{"above", count(tiers.above)}, {"rest", count(rest)}, {"needed", count(fewest_to_compare)}}});
  else if (who.like_tenure.count < 2) caveats.push_back({Code::tiers_not_adjusted, {{"needed", count(fewest_in_stratum)}, {"customers", count(who.rows.size())}}});
  if (lists.table->without_purchase) caveats.push_back({Code::customers_without_purchase, {{"count", count(lists.table->without_purchase)}}});
  return caveats;
}

const std::vector<std::uint32_t>& listed(TierLists& lists, Tier tier) {
  if (!lists.listed || lists.listed->first != tier) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; lists.tiers && row < lists.table->rows.size(); ++row)
      if (lists.tiers->of[row] == tier) rows.push_back(row);
    std::ranges::stable_sort(rows, std::ranges::greater{}, [&](std::uint32_t row) { return lists.values().rows[row].value; });
    lists.listed.emplace(tier, std::move(rows));
  }
  return lists.listed->second;
}

void write_caveats(JsonWriter& json, const std::vector<Sentence>& caveats) {
  json.key("caveats").list(caveats).end();
}

}  // namespace

TierRule rule_of(const Request& request, int digits, const Profits& profits) {
  TierRule rule = request.tiers.rule;
  rule.margin = profits.factor();
  rule.own_value = std::round(rule.own_value * static_cast<double>(power_of_ten(digits)));
  return rule;
}

TierLists tier_lists(const Profits& profits, const TierRule& rule, const CustomerTable& table, std::optional<TierLists> before) {
  const Day end = table.observation_end;
  const bool same_profits = before && before->observation_end == end && before->profit == profits.rule();
  CustomerTable own = same_profits ? std::move(before->profits) : CustomerTable{};
  before.reset();
  if (profits.costs() && !same_profits) own = customer_table(profits.log(), end);
  TierLists lists{rule, profits.rule(), &table, end, std::move(own), std::nullopt, std::nullopt};
  if (!table.rows.empty() && rule.margin > 0) lists.tiers = tiers_of(lists.values(), rule);
  return lists;
}

std::string tiers_json(const TierLists& lists, const Loaded& loaded, const Profits& profits) {
  JsonWriter json;
  json.object().field("kind", "tiers").field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  write_rule(json, lists, loaded.digits);
  write_costs(json, profits);
  json.field("customers", lists.table->rows.size());
  if (!lists.tiers) {
    json.key("threshold").null();
    write_caveats(json, {{Code::tiers_no_margin}});
    return std::move(json).text();
  }
  write_estimate(json.key("threshold"), lists.tiers->threshold, Unit::money);
  json.key("threshold_revenue");
  if (profits.costs()) json.null();  // no one revenue brings that profit
  else write_number(json, lists.tiers->revenue, Unit::money);
  write_value(json, "total", lists.tiers->total_revenue, lists.rule.margin);
  write_counts(json, lists);
  write_histogram(json, lists);
  const Compared who = compared(lists);
  json.field("strata", who.like_tenure.count);
  write_differences(json, columns_of(lists, loaded, who), "above", "part_of_value", &Trait::part_of_value);
  std::vector<Sentence> caveats = caveats_of(lists, who);
  caveats.insert(caveats.end(), profits.caveats().begin(), profits.caveats().end());
  write_caveats(json, caveats);
  return std::move(json).text();
}

std::string tiers_csv_json(TierLists& lists, const TextDictionary& names, const Request& request, int digits) {
  const bool above = request.tiers.list == Tier::above, costs = lists.profit.costs(), profit = costs || lists.rule.margin < 1;
  const auto& rows = listed(lists, request.tiers.list);
  const ListedNames called(names, request.mask_emails);
  CsvLines lines(request.delimiter, request.decimal_mark);
  if (request.offset == 0) {
    for (std::string_view name : {"customer", "purchase_days", "first_day", "last_day", "revenue"}) lines.plain(name);
    if (profit) lines.plain("profit");
    lines.plain(costs ? above ? "profit_above" : "profit_missing" : above ? "revenue_above" : "revenue_missing");
    lines.end_line();
  }
  for (std::uint64_t i = request.offset; i < rows.size() && i - request.offset < request.limit; ++i) {
    const CustomerRow& row = lists.table->rows[rows[i]];
    const CustomerRow& own = lists.values().rows[rows[i]];
    const Minor missing = lists.tiers->missing(own);
    lines.text(called[row.customer]);
    lines.plain(std::to_string(row.frequency + 1));
    lines.day(row.first_day);
    lines.day(row.last_day);
    lines.money(row.value, digits);
    if (profit) lines.money(std::llround(lists.rule.margin * static_cast<double>(own.value)), digits);
    lines.money(above ? 1 - missing : missing, digits);
    lines.end_line();
  }
  JsonWriter json;
  json.object().field("kind", "tiers_csv").field("total", rows.size()).field("csv", std::move(lines).take()).end();
  return std::move(json).text();
}

}  // namespace lifeworth
