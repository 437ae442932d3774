// What of revenue is profit: one rule for everything that is called so. In: transactions, what was sold cost (a column of the orders), contacts (tickets,
// calls, chats of other files) and a rule. Out: the same transactions with their profit for value, so that whatever counts revenue counts profit as well.
//
//   profit of a purchase day = margin × revenue                     (by margin)
//                            or revenue − what its rows cost        (by the column of costs, exactly)
//                            − cost per order                       (an order is a purchase day: what a customer buys on one day)
//                            − cost per contact × contacts          (those dated up to the observation end)
//
// Revenue is net of refunds and discounts. A refund lowers the profit by the margin of what it gives back, or by all of it where costs are known and none is
// said to have come back. It saves no order. A contact stands on its own day; of those before the first purchase, on the day of that one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "customers/transaction_log.h"
#include "schema/records.h"

namespace lifeworth {

enum class ProfitBy : std::uint8_t { margin, cost_column };

struct ProfitRule {
  ProfitBy by = ProfitBy::margin;
  double margin = 1;  ///< 0–1; counts only where profit is by margin
  Minor cost_per_order = 0, cost_per_contact = 0;  ///< ≥ 0

  /// Profit is more than a share of revenue, and may be negative.
  bool costs() const { return by == ProfitBy::cost_column || cost_per_order != 0 || cost_per_contact != 0; }
  bool operator==(const ProfitRule&) const = default;
};

/// The days of each customer's contacts, of all files.
class ContactDays {
 public:
  ContactDays() = default;
  ContactDays(std::span<const Records> records, std::size_t customers);

  /// Whether any file has contacts of customers with a day.
  bool any() const { return !days_.empty(); }
  Day first_day() const { return first_day_; }
  Day last_day() const { return last_day_; }
  /// In order.
  std::span<const Day> of(std::uint32_t customer) const;

 private:
  std::vector<std::size_t> starts_;
  std::vector<Day> days_;
  Day first_day_ = 0, last_day_ = 0;  ///< of all contacts, also of those who never ordered: the time that is known
};

/// `costs`: null where no column says what was sold cost, and needed where the rule goes by it. Customers and days are those of `revenue`, and days of contacts
/// more. Values are whole minor units, rounded so that a customer's sum up to any day is off by half a unit at most.
TransactionLog profit_log(const TransactionLog& revenue, const TransactionLog* costs, const ContactDays& contacts, const ProfitRule& rule);

}  // namespace lifeworth
