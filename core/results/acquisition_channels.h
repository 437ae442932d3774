// "by_channel" of "acquisition": what customers cost and bring by the channel their first order names, or bring by its country, plan or representative; and which names of
// orders and spend belong together. Without spend, what they bring alone.
#pragma once

#include <vector>

#include "metrics/channel_costs.h"
#include "results/json_writer.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// Whether any customer's first order names a channel.
bool has_channels(const Loaded& loaded);

/// Whether any customer's first order names a channel, country, plan or representative; and whether these are two and more, so that customers can be compared.
bool has_traits(const Loaded& loaded);
bool tells_customers_apart(const Loaded& loaded);

/// Writes "by_channel", null where no order names any of these; what must be said goes to `caveats`.
void write_channels(JsonWriter& json, const Loaded& loaded, const Profits& profits, const Spend& spend, ChannelRule rule, const AcquisitionRequest& request, std::vector<Sentence>& caveats);

}  // namespace lifeworth
