#include "metrics/record_traits.h"

#include <algorithm>
#include <cmath>

namespace lifeworth {
namespace {

/// `use(row, customer)` for each record of a customer that counts.
template <class Use>
void each_record(const Records& records, std::size_t customers, std::optional<Day> until, Use&& use) {
  for (std::size_t row = 0; row < records.customers.size(); ++row) {
    if (records.customers[row] >= customers) continue;  // also nobody
    if (until && (records.days.empty() || records.days[row] == no_day || records.days[row] > *until)) continue;
    use(row, records.customers[row]);
  }
}

/// Means of a role's numbers; empty where no customer has one.
std::vector<float> means_of(const Records& records, Role role, std::size_t customers, std::optional<Day> until) {
  const auto values = std::ranges::find(records.values, role, &Records::Values::role);
  if (values == records.values.end() || values->numbers.empty()) return {};
  std::vector<float> sums(customers), counts(customers);
  bool any = false;
  each_record(records, customers, until, [&](std::size_t row, std::uint32_t customer) {
    if (std::isnan(values->numbers[row])) return;
    sums[customer] += static_cast<float>(values->numbers[row]);
    ++counts[customer];
    any = true;
  });
  if (!any) return {};
  for (std::size_t customer = 0; customer < customers; ++customer) sums[customer] /= counts[customer];  // 0 ÷ 0 where there is none: not known
  return sums;
}

}  // namespace

RecordTraits record_traits(std::span<const Records> records, std::size_t customers, std::optional<Day> until) {
  RecordTraits traits;
  for (const Records& each : records) {
    const auto fill = [&](std::vector<float>& means, Role role) {
      if (means.empty()) means = means_of(each, role, customers, until);
    };
    if (each.kind == RecordKind::responses) fill(traits.scores, Role::score);
    if (each.kind != RecordKind::contacts || each.customers.empty()) continue;
    fill(traits.contact_scores, Role::score);
    fill(traits.handle_seconds, Role::handle_seconds);
    traits.contacts.resize(customers);
    each_record(each, customers, until, [&](std::size_t, std::uint32_t customer) { ++traits.contacts[customer]; });
  }
  return traits;
}

}  // namespace lifeworth
