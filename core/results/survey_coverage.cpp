#include "results/survey_coverage.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <vector>

#include "customers/customer_table.h"
#include "metrics/share.h"
#include "results/differences.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// As of tiers: so many customers of like tenure a stratum, and so many strata at most (Cochran 1968).
constexpr std::size_t fewest_in_stratum = 50, most_strata = 20;

struct Compared {
  std::string_view name;
  Unit unit;
  bool apart_from_tenure;
  double (*of)(const TransactionLog& log, const CustomerRow& row);
};

/// What was given back, of what was bought; both net of each other on one day. NaN: nothing was bought for money.
double refund_share(const TransactionLog& log, const CustomerRow& row) {
  double bought = 0, refunded = 0;
  for (const Transaction& transaction : log.of(row.customer)) (transaction.refund ? refunded : bought) += static_cast<double>(transaction.value);
  return bought > 0 ? -refunded / bought : std::numeric_limits<double>::quiet_NaN();
}

constexpr std::array<Compared, 7> compared = {{
    {"revenue", Unit::money, true, [](const TransactionLog&, const CustomerRow& row) { return double(row.value); }},
    {"order_value", Unit::money, true, [](const TransactionLog&, const CustomerRow& row) { return double(row.value) / (row.frequency + 1.0); }},
    {"purchase_days", Unit::count, true, [](const TransactionLog&, const CustomerRow& row) { return row.frequency + 1.0; }},
    {"tenure", Unit::count, false, [](const TransactionLog&, const CustomerRow& row) { return double(row.age); }},
    {"days_since_last", Unit::count, true, [](const TransactionLog&, const CustomerRow& row) { return double(row.age - row.recency); }},
    {"refund_days", Unit::count, true, [](const TransactionLog&, const CustomerRow& row) { return double(row.refunds); }},
    {"refund_share", Unit::share, true, refund_share},
}};
/// Known only where the files have refunds.
bool is_of_refunds(const Compared& each) { return each.name.starts_with("refund"); }

/// Customers of like tenure together; those of one day in one stratum.
Strata like_tenure(const CustomerTable& table, const std::vector<bool>& answered) {
  std::int32_t oldest = 0;
  for (const CustomerRow& row : table.rows) oldest = std::max(oldest, row.age);
  std::vector<std::size_t> younger(static_cast<std::size_t>(oldest) + 2);  // by age in days: how many are so old, then how many younger
  for (const CustomerRow& row : table.rows) ++younger[static_cast<std::size_t>(row.age) + 1];
  std::partial_sum(younger.begin(), younger.end(), younger.begin());
  Strata strata;
  strata.count = std::clamp<std::size_t>(table.rows.size() / fewest_in_stratum, 1, most_strata);
  strata.members.reserve(table.rows.size());
  for (const CustomerRow& row : table.rows)
    strata.members.push_back({answered[row.customer], static_cast<std::uint8_t>(younger[static_cast<std::size_t>(row.age)] * strata.count / table.rows.size())});
  return strata;
}

}  // namespace

void write_coverage(JsonWriter& json, const Loaded& loaded, std::span<const ScoreAnswer> answers) {
  const bool known = !answers.empty() && answers.front().customer != nobody;  // sorted: nobody comes last
  if (loaded.orders.files.empty() || loaded.log.rows() == 0 || !known) {
    json.null();
    return;
  }
  const CustomerTable table = customer_table(loaded.log, loaded.log.last_day());
  std::vector<bool> answered(loaded.log.customers());
  std::uint64_t without_orders = 0;
  std::uint32_t before = nobody;
  for (const ScoreAnswer& answer : answers) {
    if (answer.customer == nobody || answer.customer == before) continue;
    before = answer.customer;
    if (answer.customer < answered.size()) answered[answer.customer] = true;
    without_orders += answer.customer >= answered.size() || loaded.log.of(answer.customer).empty();
  }
  std::uint64_t who = 0;
  Minor revenue = 0, of_them = 0;
  for (const CustomerRow& row : table.rows) {
    who += answered[row.customer];
    revenue += row.value;
    of_them += answered[row.customer] ? row.value : 0;
  }
  json.object().field("currency", loaded.orders.currency).field("minor_digits", loaded.digits).field("observation_end", iso_text(table.observation_end));
  json.field("customers", table.rows.size()).field("answered", who).field("answered_without_orders", without_orders);
  write_estimate(json.key("share"), table.rows.empty() ? std::nullopt : std::optional(share_of(who, table.rows.size())), Unit::share);
  json.field("revenue", revenue).field("revenue_answered", of_them).key("revenue_share");
  if (revenue > 0) json.value(static_cast<double>(of_them) / static_cast<double>(revenue));
  else json.null();
  const Strata strata = like_tenure(table, answered), together{[&] {
    std::vector<Member> members = strata.members;
    for (Member& member : members) member.stratum = 0;
    return members;
  }()};
  std::vector<TraitDifference> columns;
  std::vector<double> values(table.rows.size());
  for (const Compared& each : compared) {
    if (is_of_refunds(each) && loaded.log.refunds() == 0) continue;
    const auto& [name, unit, apart_from_tenure, of] = each;
    std::ranges::transform(table.rows, values.begin(), [&](const CustomerRow& row) { return of(loaded.log, row); });
    columns.push_back((apart_from_tenure ? strata : together).compared({.name = name, .unit = unit, .apart_from_tenure = apart_from_tenure}, values));
  }
  write_differences(json, columns, "answered_group", "part_of_value", &Trait::part_of_value);
  json.end();
}

}  // namespace lifeworth
