// Orders → one list of transactions per customer, in order of time. The field's convention: what a customer buys on one day is
// one transaction (Fader, Hardie & Lee 2005). Refunds are negative orders: on the day of a purchase they net it; on another
// day they stand as refunds of their own and reduce the purchase before them when a table is made.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "schema/orders.h"

namespace lifeworth {

struct Transaction {
  Day day;
  bool refund;   ///< only negative amounts on this day
  Minor value;   ///< net of the day
};

class TransactionLog {
 public:
  /// `customers`: how many there are; numbers in `orders` are below it.
  TransactionLog(std::span<const Order> orders, std::size_t customers);

  /// Numbers of customers run below this.
  std::size_t customers() const { return starts_.size() - 1; }
  /// Customers with at least one transaction.
  std::size_t active_customers() const { return active_customers_; }
  /// A customer's transactions, earliest first.
  std::span<const Transaction> of(std::uint32_t customer) const;

  Day first_day() const { return first_day_; }
  Day last_day() const { return last_day_; }
  std::uint64_t orders() const { return orders_; }    ///< rows that are not refunds
  std::uint64_t refunds() const { return refunds_; }  ///< rows with a negative amount
  Minor refunded() const { return refunded_; }        ///< their sum, ≤ 0
  Minor total() const { return total_; }              ///< sum of all rows

 private:
  std::vector<std::size_t> starts_;
  std::vector<Transaction> transactions_;
  std::size_t active_customers_ = 0;
  Day first_day_ = 0, last_day_ = 0;
  std::uint64_t orders_ = 0, refunds_ = 0;
  Minor refunded_ = 0, total_ = 0;
};

}  // namespace lifeworth
