#include "results/acquisition_channels.h"

#include <algorithm>
#include <cmath>
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

void write_contrast(JsonWriter& json, const ChannelContrast& contrast) {
  const auto& judged = contrast.adjusted ? contrast.adjusted : contrast.value;
  json.key("against_others").object();
  write_estimate(json.key("cac"), contrast.cost, Unit::ratio);
  json.field("cac_p", contrast.cost_p);
  write_side(json, "cac_is", contrast.cost_p, contrast.cost && contrast.cost->value < 1);
  write_estimate(json.key("value"), contrast.value, Unit::money);
  write_estimate(json.key("adjusted"), contrast.adjusted, Unit::money);
  json.field("strata", contrast.strata).field("value_p", contrast.value_p);
  write_side(json, "value_is", contrast.value_p, judged && judged->value < 0);
  json.end();
}

void say(const Loaded& loaded, const ChannelTable& table, std::vector<Sentence>& caveats) {
  const OrderChannels& channels = loaded.orders.channels;
  if (std::ranges::any_of(loaded.files, &FileFacts::sales_channel)) caveats.push_back({Code::channels_place_of_sale, {{"column", channels.column}}});
  if (table.unknown)
    caveats.push_back({Code::channels_unknown, {{"count", std::int64_t(table.unknown)}, {"customers", std::int64_t(table.all.joined)}, {"column", channels.column}}});
  if (channels.further)
    caveats.push_back({Code::channels_too_many, {{"column", channels.column}, {"most", std::int64_t(most_order_channels)}, {"rows", std::int64_t(channels.further)}}});
}

}  // namespace

bool has_channels(const Loaded& loaded) { return !loaded.orders.channels.came_by.empty(); }

void write_channels(JsonWriter& json, const Loaded& loaded, const Profits& profits, const Spend& spend, const ChannelRule& rule, const AcquisitionRequest& request, std::vector<Sentence>& caveats) {
  json.key("by_channel");
  if (!has_channels(loaded)) {
    json.null();
    return;
  }
  const OrderChannels& came_by = loaded.orders.channels;
  const ChannelMatch match = match_channels(came_by.names, spend.channels, request.same_channels);
  const ChannelTable table = channel_costs(profits.revenue(), profits.log(), profits.factor(), came_by, match, spend, rule);
  say(loaded, table, caveats);
  json.object().field("column", came_by.column).field("customers", table.all.joined).field("unknown", table.unknown);
  json.key("ages").list(channel_ages);
  json.field("compared_age", table.compared ? std::optional(channel_ages[*table.compared]) : std::nullopt);
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
  for (const SpendPart& part : spend.channels)
    if (!part.name.empty()) json.value(part.name);
  json.end().end();
}

}  // namespace lifeworth
