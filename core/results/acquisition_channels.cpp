#include "results/acquisition_channels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "metrics/share.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

std::int64_t count(double n) { return std::llround(n); }

void write_ages(JsonWriter& json, const ChannelCosts& channel) {
  json.key("ages").array();
  for (const ChannelAge& age : channel.ages) {
    json.object().field("customers", age.customers);
    write_estimate(json.key("value"), age.value, Unit::money);
    write_estimate(json.key("adjusted"), age.adjusted, Unit::money);
    write_estimate(json.key("ratio"), age.ratio, Unit::ratio);
    write_estimate(json.key("adjusted_ratio"), age.adjusted_ratio, Unit::ratio);
    json.end();
  }
  json.end();
}

void write_counted(JsonWriter& json, const ChannelCosts& channel) {
  const CountedSpend& counted = channel.counted;
  json.field("joined", channel.joined).field("first_day", iso_text(counted.window.first)).field("last_day", iso_text(counted.window.last));
  json.field("customers", count(counted.customers)).field("spend", count(counted.spend)).field("scatter", channel.scatter.phi);
  write_estimate(json.key("cac"), channel.cost, Unit::money);
  write_ages(json, channel);
}

/// Beside the p value of a difference: which side the own number is on, if either.
void write_side(JsonWriter& json, std::string_view name, const std::optional<double>& p, bool below) {
  json.key(name);
  if (!p) json.null();
  else json.value(*p >= 0.05 ? "alike" : below ? "lower" : "higher");
}

void write_money(JsonWriter& json, std::string_view name, const std::optional<double>& money) {
  json.key(name);
  if (money) write_number(json, *money, Unit::money);
  else json.null();
}

void write_contrast(JsonWriter& json, const ChannelContrast& contrast) {
  const auto& judged = contrast.adjusted ? contrast.adjusted : contrast.value;
  json.key("against_others").object();
  write_estimate(json.key("cac"), contrast.cost, Unit::ratio);
  json.field("cac_p", contrast.cost_p);
  write_side(json, "cac_is", contrast.cost_p, contrast.cost && contrast.cost->value < 1);
  write_estimate(json.key("value"), contrast.value, Unit::money);
  write_estimate(json.key("adjusted"), contrast.adjusted, Unit::money);
  write_money(json, "moved", contrast.moved);
  json.field("strata", contrast.strata).field("own", contrast.own).field("others", contrast.others).field("left_out", contrast.left_out).field("value_p", contrast.value_p);
  write_side(json, "value_is", contrast.value_p, judged && judged->value < 0);
  json.end();
}

/// Whether first orders name two things and more: one alone parts nobody.
bool parts_customers(const OrderTrait& trait) {
  if (!trait.known()) return false;
  const std::vector<std::uint32_t> level_of_name = match_channels(trait.names, {}, {}).of_name;
  std::optional<std::uint32_t> first;
  return std::ranges::any_of(trait.by_customer, [&](std::uint32_t name) {
    if (name == OrderTrait::no_name || level_of_name[name] == nobody) return false;
    if (!first) first = level_of_name[name];
    return level_of_name[name] != *first;
  });
}

/// What parts the customers: what is asked for, or where the orders do not say that, the first thing that parts any; else the first thing they do say.
std::optional<Role> compared_by(const Loaded& loaded, const AcquisitionRequest& request) {
  const auto known = [&](Role trait) { return loaded.orders.traits[trait].known(); };
  if (request.compare_by && known(*request.compare_by)) return request.compare_by;
  const auto parting = std::ranges::find_if(compared_traits, [&](Role trait) { return parts_customers(loaded.orders.traits[trait]); });
  if (parting != compared_traits.end()) return *parting;
  const auto first = std::ranges::find_if(compared_traits, known);
  return first == compared_traits.end() ? std::nullopt : std::optional(*first);
}

/// Of what customers are to be alike in, that which the orders say beside what parts them.
std::vector<AlikeIn> alike_in(const Loaded& loaded, Role compared, const AcquisitionRequest& request) {
  std::vector<AlikeIn> alike;
  for (const Role role : request.adjust_for)
    if (const OrderTrait& trait = loaded.orders.traits[role]; role != compared && trait.known()) alike.push_back({&trait, match_channels(trait.names, {}, {}).of_name});
  return alike;
}

/// `paid`: parts have a cost.
void say(const Loaded& loaded, Role compared, bool paid, std::span<const AlikeIn> alike, const ChannelTable& table, std::vector<Sentence>& caveats) {
  const OrderTrait& own = loaded.orders.traits[compared];
  const auto customers = std::int64_t(table.all.joined);
  if (compared == Role::channel && std::ranges::any_of(loaded.files, &FileFacts::sales_channel)) caveats.push_back({Code::channels_place_of_sale, {{"column", own.column}}});
  if (!paid && table.unknown) caveats.push_back({Code::trait_not_named, {{"count", std::int64_t(table.unknown)}, {"customers", customers}, {"column", own.column}}});
  if (paid) {
    if (table.unknown) caveats.push_back({Code::channels_unknown, {{"count", std::int64_t(table.unknown)}, {"customers", customers}, {"column", own.column}}});
    if (own.further) caveats.push_back({Code::channels_too_many, {{"column", own.column}, {"most", std::int64_t(most_trait_names)}, {"rows", std::int64_t(own.further)}}});
  }
  std::string columns;
  const auto say_too_many = [&](const OrderTrait& trait) {
    if (trait.further) caveats.push_back({Code::trait_too_many, {{"column", trait.column}, {"most", std::int64_t(most_trait_names)}, {"rows", std::int64_t(trait.further)}}});
  };
  if (!paid) say_too_many(own);
  for (std::size_t i = 0; i < alike.size(); ++i) {
    const std::string& column = alike[i].trait->column;
    columns += (columns.empty() ? "" : ", ") + column;
    say_too_many(*alike[i].trait);
    if (table.untold[i]) caveats.push_back({Code::trait_unknown, {{"count", std::int64_t(table.untold[i])}, {"customers", customers}, {"column", column}}});
  }
  if (table.rare)
    caveats.push_back({Code::trait_rare, {{"count", std::int64_t(table.rare)}, {"customers", customers}, {"columns", columns}, {"most", std::int64_t(table.blocks)}}});
}

/// What the orders say of their customers, what parts them here, and what they are made alike in.
void write_traits(JsonWriter& json, const Loaded& loaded, Role compared, std::span<const AlikeIn> alike, const ChannelRule& rule) {
  json.field("compare_by", name_of(compared)).key("adjusted_for").array();
  if (rule.by_joining) json.value("joined");
  for (const Role role : compared_traits)
    if (std::ranges::find(alike, &loaded.orders.traits[role], &AlikeIn::trait) != alike.end()) json.value(name_of(role));
  json.end().key("columns").array();
  for (const Role role : compared_traits)
    if (const OrderTrait& trait = loaded.orders.traits[role]; trait.known()) json.object().field("trait", name_of(role)).field("column", trait.column).end();
  json.end();
}

}  // namespace

bool has_channels(const Loaded& loaded) { return loaded.orders.traits[Role::channel].known(); }

bool has_traits(const Loaded& loaded) {
  return std::ranges::any_of(compared_traits, [&](Role trait) { return loaded.orders.traits[trait].known(); });
}

bool tells_customers_apart(const Loaded& loaded) {
  return std::ranges::any_of(compared_traits, [&](Role trait) { return parts_customers(loaded.orders.traits[trait]); });
}

void write_channels(JsonWriter& json, const Loaded& loaded, const Profits& profits, const Spend& spend, ChannelRule rule, const AcquisitionRequest& request, std::vector<Sentence>& caveats) {
  json.key("by_channel");
  const auto compared = compared_by(loaded, request);
  if (!compared) {
    json.null();
    return;
  }
  rule.by_joining = request.adjust_for_joining;
  const OrderTrait& came_by = loaded.orders.traits[*compared];
  const bool paid = *compared == Role::channel && !spend.rows.empty();  // money is spent on channels alone
  const ChannelMatch match = match_channels(came_by.names, paid ? spend.channels : std::vector<SpendPart>{}, paid ? request.same_channels : std::map<std::string, std::string>{});
  const std::vector<AlikeIn> alike = alike_in(loaded, *compared, request);
  const ChannelTable table = channel_costs(profits.revenue(), profits.log(), profits.factor(), came_by, match, spend, rule, alike);
  say(loaded, *compared, paid, alike, table, caveats);
  json.object().field("column", came_by.column).field("customers", table.all.joined).field("unknown", table.unknown);
  write_traits(json, loaded, *compared, alike, rule);
  json.key("ages").list(value_ages);
  json.field("compared_age", table.compared ? std::optional(value_ages[*table.compared]) : std::nullopt);
  json.key("channels").array();
  for (const ChannelCosts& channel : table.channels) {
    const MatchedChannel& names = match.channels[channel.channel];
    json.object().field("name", names.name).key("in_orders").list(names.in_orders).key("in_spend");
    if (names.spend) json.value(spend.channels[*names.spend].name);
    else json.null();
    json.field("by_person", names.by_person).key("acquisition");
    if (names.spend) json.value(spend.channels[*names.spend].acquisition);
    else json.null();
    write_estimate(json.key("share"), share_of(channel.joined, table.all.joined), Unit::share);
    write_counted(json, channel);
    write_contrast(json, channel.contrast);
    json.end();
  }
  json.end().key("further");
  if (table.further) json.object().field("channels", table.further).field("customers", table.further_joined).end();
  else json.null();
  json.key("all").object();
  write_counted(json, table.all);
  json.end().key("spend_names").array();
  if (paid)
    for (const SpendPart& part : spend.channels)
      if (!part.name.empty()) json.value(part.name);
  json.end().end();
}

}  // namespace lifeworth
