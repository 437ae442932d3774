#include "metrics/channel_match.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace lifeworth {
namespace {

/// What tools write where they do not know how somebody came.
constexpr std::array<std::string_view, 10> not_known = {"unknown", "not set", "unassigned", "undefined", "not specified", "desconocido", "desconocida", "sin asignar", "sin definir", "no definido"};

bool says_nothing(std::string_view key) { return std::ranges::find(not_known, key) != not_known.end(); }

}  // namespace

ChannelMatch match_channels(const TextDictionary& in_orders, std::span<const SpendPart> in_spend, const std::map<std::string, std::string>& same) {
  std::map<std::string, std::uint32_t> spend_by_key;
  for (std::uint32_t i = 0; i < in_spend.size(); ++i)
    if (const std::string key = comparable_name(in_spend[i].name); !key.empty()) spend_by_key.emplace(key, i);
  std::map<std::string, std::string> told;
  for (const auto& [own, other] : same) told.insert_or_assign(comparable_name(own), comparable_name(other));

  ChannelMatch match;
  std::map<std::string, std::uint32_t> by_key;          // names of orders that have no spend
  std::map<std::uint32_t, std::uint32_t> by_spend;      // places of those that have
  std::map<std::string, bool> listed;
  for (std::uint32_t number = 0; number < in_orders.size(); ++number) {
    const std::string_view written = in_orders[number];
    const std::string key = comparable_name(written);
    if (says_nothing(key) || key.empty()) {
      match.of_name.push_back(nobody);
      continue;
    }
    const auto by_hand = told.find(key);
    const auto found = spend_by_key.find(by_hand == told.end() ? key : by_hand->second);
    const auto next = static_cast<std::uint32_t>(match.channels.size());
    const std::uint32_t place = found == spend_by_key.end() ? by_key.try_emplace(key, next).first->second : by_spend.try_emplace(found->second, next).first->second;
    if (place == next) match.channels.emplace_back();
    MatchedChannel& channel = match.channels[place];
    if (found != spend_by_key.end()) channel.spend = found->second;
    channel.by_person |= by_hand != told.end();
    if (channel.name.empty()) channel.name = channel.spend ? in_spend[*channel.spend].name : std::string(written);
    if (!std::exchange(listed[key], true)) channel.in_orders.emplace_back(written);
    match.of_name.push_back(place);
  }
  for (std::uint32_t i = 0; i < in_spend.size(); ++i)
    if (!by_spend.contains(i)) match.channels.push_back({{}, i, false, in_spend[i].name});
  return match;
}

}  // namespace lifeworth
