// Channels as orders call them ↔ channels as the spend calls them. In: both lists of names, and the pairs that a person has put together. Out: one list of channels,
// each with its names on either side. Names are the same where letters and digits are (metrics/spend.h); nothing cleverer is guessed: whether "google" is "Google Ads"
// or its unpaid search, a person knows.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/text_dictionary.h"
#include "metrics/spend.h"

namespace lifeworth {

struct MatchedChannel {
  std::vector<std::string> in_orders;   ///< each name once, as first written
  std::optional<std::uint32_t> spend;   ///< its place in Spend::channels
  bool by_person = false;               ///< a person put them together
  std::string name;                     ///< as the spend has it, else as the orders do; "" where rows of spend name none
};

struct ChannelMatch {
  std::vector<MatchedChannel> channels;   ///< those of the orders in the order of their names, then those of the spend alone
  std::vector<std::uint32_t> of_name;     ///< by number of a name in the orders: place in `channels`; nobody where the name says that it is not known
};

/// `same`: what orders call a channel → what the spend calls it; "" = it has no spend.
ChannelMatch match_channels(const TextDictionary& in_orders, std::span<const SpendPart> in_spend, const std::map<std::string, std::string>& same);

}  // namespace lifeworth
