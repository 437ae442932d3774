#include "customers/profit.h"

#include <algorithm>
#include <cmath>

namespace lifeworth {
namespace {

/// `use(customer, day)` for each contact with a day.
template <class Use>
void each_contact(std::span<const Records> records, Use&& use) {
  for (const Records& each : records) {
    if (each.kind != RecordKind::contacts || each.customers.empty() || each.days.empty()) continue;
    for (std::size_t row = 0; row < each.customers.size(); ++row)
      if (each.days[row] != no_day) use(each.customers[row], each.days[row]);
  }
}

/// One customer's costs and contacts, taken up to one day after the other.
class Spent {
 public:
  Spent(const ProfitRule& rule, std::span<const Transaction> costs, std::span<const Day> contacts) : rule_(rule), costs_(costs), contacts_(contacts) {}

  /// What all that happened up to the day comes to.
  double profit_until(Day day, Minor revenue, std::int64_t purchases) {
    for (; !costs_.empty() && costs_.front().day <= day; costs_ = costs_.subspan(1)) cost_ += costs_.front().value;
    for (; !contacts_.empty() && contacts_.front() <= day; contacts_ = contacts_.subspan(1)) ++count_;
    const double kept = rule_.by == ProfitBy::margin ? rule_.margin * static_cast<double>(revenue) : static_cast<double>(revenue - cost_);
    return kept - static_cast<double>(rule_.cost_per_order) * static_cast<double>(purchases) - static_cast<double>(rule_.cost_per_contact) * static_cast<double>(count_);
  }
  /// The next day with a contact that was not taken yet.
  std::optional<Day> next_contact() const { return contacts_.empty() ? std::nullopt : std::optional(contacts_.front()); }

 private:
  const ProfitRule& rule_;
  std::span<const Transaction> costs_;
  std::span<const Day> contacts_;
  Minor cost_ = 0;
  std::int64_t count_ = 0;
};

}  // namespace

ContactDays::ContactDays(std::span<const Records> records, std::size_t customers) {
  std::vector<std::size_t> starts(customers + 1);
  bool first = true;
  each_contact(records, [&](std::uint32_t customer, Day day) {
    first_day_ = first ? day : std::min(first_day_, day), last_day_ = first ? day : std::max(last_day_, day);
    first = false;
    if (customer < customers) ++starts[customer + 1];  // not nobody
  });
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  days_.resize(starts.back());
  starts_ = starts;
  each_contact(records, [&](std::uint32_t customer, Day day) {
    if (customer < customers) days_[starts[customer]++] = day;
  });
  for (std::uint32_t customer = 0; customer < customers; ++customer)
    std::sort(days_.begin() + std::ptrdiff_t(starts_[customer]), days_.begin() + std::ptrdiff_t(starts_[customer + 1]));
}

std::span<const Day> ContactDays::of(std::uint32_t customer) const {
  if (customer + 1 >= starts_.size()) return {};
  return std::span(days_).subspan(starts_[customer], starts_[customer + 1] - starts_[customer]);
}

TransactionLog profit_log(const TransactionLog& revenue, const TransactionLog* costs, const ContactDays& contacts, const ProfitRule& rule) {
  return TransactionLog::of_days(revenue.customers(), [&](std::uint32_t customer, std::vector<Transaction>& days) {
    const auto own = revenue.of(customer);
    const auto first = std::ranges::find(own, false, &Transaction::refund);
    const bool counts_contacts = rule.cost_per_contact != 0 && first != own.end();
    Spent spent(rule, costs && rule.by == ProfitBy::cost_column ? costs->of(customer) : std::span<const Transaction>(),
                counts_contacts ? contacts.of(customer) : std::span<const Day>());
    Minor sum = 0, before = 0;
    std::int64_t purchases = 0;
    const auto put = [&](Day day, bool refund) {
      const Minor until = std::llround(spent.profit_until(day, sum, purchases));
      days.push_back({day, refund, false, until - before});
      before = until;
    };
    for (std::size_t i = 0; i < own.size(); ++i) {
      // Contacts of days without a transaction reduce what was before, as refunds do.
      for (auto day = spent.next_contact(); purchases > 0 && day && *day < own[i].day; day = spent.next_contact()) put(*day, true);
      sum += own[i].value;
      purchases += !own[i].refund;
      put(own[i].day, own[i].refund);
    }
    for (auto day = spent.next_contact(); day; day = spent.next_contact()) put(*day, true);
  });
}

}  // namespace lifeworth
