#include "results/realised.h"

#include <algorithm>

#include "metrics/mean_sums.h"
#include "metrics/realised.h"
#include "metrics/share.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// Below this many the interval of a mean of such skewed values is called rough.
constexpr std::uint64_t rough_below = 30;

/// Purchase days after the observation end.
std::uint64_t later_days(const TransactionLog& log, Day observation_end) {
  std::uint64_t later = 0;
  if (log.last_day() <= observation_end) return 0;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer)
    for (const Transaction& transaction : log.of(customer)) later += transaction.day > observation_end && !transaction.refund;
  return later;
}

}  // namespace

std::string realised_json(const TransactionLog& log, Day observation_end, std::string_view currency, int digits) {
  std::vector<Minor> values;
  values.reserve(log.active_customers());
  Minor total = 0;
  std::uint64_t repeaters = 0, transactions = 0;
  const CustomerTable others = each_customer(log, observation_end, [&](const CustomerRow& row) {
    values.push_back(row.value);
    total += row.value;
    repeaters += row.frequency > 0;
    transactions += static_cast<std::uint64_t>(row.frequency) + 1;
  });
  const std::uint64_t customers = values.size();
  total += others.without_purchase_value;
  std::vector<Sentence> caveats;
  if (values.size() < fewest_to_measure) caveats.push_back({Code::no_interval, {{"n", std::int64_t(values.size())}}});
  else if (values.size() < rough_below) caveats.push_back({Code::small_sample, {{"n", std::int64_t(values.size())}}});
  if (others.without_purchase) caveats.push_back({Code::customers_without_purchase, {{"count", std::int64_t(others.without_purchase)}}});
  if (const auto later = later_days(log, observation_end))
    caveats.push_back({Code::later_rows, {{"count", std::int64_t(later)}, {"day", iso_text(observation_end)}}});
  const Estimate mean = where_it_holds(mean_of(values));
  const Concentration concentration = concentration_of(std::move(values));
  if (concentration.curve.empty()) caveats.push_back({Code::concentration_needs_value});

  JsonWriter json;
  json.object().field("kind", "realised").field("currency", currency).field("minor_digits", digits);
  json.field("observation_end", iso_text(observation_end)).field("customers", customers).field("transactions", transactions);
  json.field("total", total);
  write_estimate(json.key("mean"), mean, Unit::money);
  write_estimate(json.key("repeat_rate"), share_of(repeaters, customers), Unit::share);
  json.key("top").array();
  for (const TopShare& top : concentration.top)
    json.object().field("percent", top.percent).field("customers", top.customers).field("customer_share", top.customer_share).field("share", top.share).end();
  json.end().key("curve").array();
  for (const CurvePoint& point : concentration.curve) json.array().value(point.customers).value(point.value).end();
  json.end().key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
