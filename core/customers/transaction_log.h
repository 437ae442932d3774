// Orders → one list of transactions per customer, in order of time. The field's convention: what a customer buys on one day is
// one transaction (Fader, Hardie & Lee 2005). Refunds are negative orders: on the day of a purchase they net it; on another
// day they stand as refunds of their own and reduce the purchase before them when a table is made.
// The rows themselves can be had again: a customer's transactions stand before the rows that were netted into them, in the room the orders came in.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "schema/orders.h"

namespace lifeworth {

struct Transaction {
  Day day;
  bool refund;   ///< only negative amounts on this day
  bool further;  ///< a row that is part of its day's transaction
  Minor value;   ///< net of the day; of a further row its own
};
static_assert(sizeof(Transaction) == sizeof(Order), "a log of millions of orders takes no more room than they did");

class TransactionLog {
 public:
  /// `customers`: how many there are; numbers in `orders` are below it.
  TransactionLog(std::span<const Order> orders, std::size_t customers);
  TransactionLog(Blocks<Order> orders, std::size_t customers);
  /// Of transactions that are netted already: `days(customer, into)` fills `into`, by day. What is negative need not be a refund then.
  template <class Days>
  static TransactionLog of_days(std::size_t customers, Days&& days) {
    TransactionLog log(std::span<const Order>{}, 0);
    log.starts_.reserve(customers + 1);
    std::vector<Transaction> own;
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
      own.clear();
      days(customer, own);
      log.append(own);
    }
    log.close_room();
    return log;
  }

  /// Numbers of customers run below this.
  std::size_t customers() const { return starts_.size() - 1; }
  /// Customers with at least one transaction.
  std::size_t active_customers() const { return active_customers_; }
  /// A customer's transactions, earliest first.
  std::span<const Transaction> of(std::uint32_t customer) const;

  /// Rows of all customers; those of a customer are numbered from `first_row` up to the next one's.
  std::size_t rows() const { return starts_.back(); }
  std::size_t first_row(std::uint32_t customer) const { return starts_[customer]; }
  /// Whose row this is; `row` is below rows().
  std::uint32_t customer_of(std::size_t row) const;
  /// A customer's rows as they came in, before those of a day were netted; by day, but of one day in no particular order.
  std::vector<Order> rows_of(std::uint32_t customer) const;

  Day first_day() const { return first_day_; }
  Day last_day() const { return last_day_; }
  std::uint64_t orders() const { return orders_; }    ///< rows that are not refunds
  std::uint64_t refunds() const { return refunds_; }  ///< rows with a negative amount
  Minor refunded() const { return refunded_; }        ///< their sum, ≤ 0
  Minor total() const { return total_; }              ///< sum of all rows

 private:
  template <class EachRun>
  void build(EachRun&& each_run);
  void count(std::span<const Order> orders);
  void begin_blocks();
  void put(std::span<const Order> orders);
  void net_blocks();
  void append(std::span<const Transaction> days);
  void close_room();

  /// Transactions of neighbouring customers. Millions lie in many rooms, most of them smaller than the blocks of other lists: they fit into what those have given back.
  struct Room {
    std::size_t first_row;
    std::unique_ptr<Transaction[]> rows;
  };
  static constexpr std::size_t customers_a_room = 256;

  std::span<Transaction> block(std::uint32_t customer) const {
    const Room& room = rooms_[customer / customers_a_room];
    return {&room.rows[starts_[customer] - room.first_row], starts_[customer + 1] - starts_[customer]};
  }

  std::vector<std::size_t> starts_;  ///< the number of each customer's first row, and of all rows
  std::vector<Transaction> open_;    ///< while made of days: the room that is being filled
  std::vector<Room> rooms_;          ///< by customer; of each first the transactions by day, then the further rows by day
  std::size_t active_customers_ = 0;
  Day first_day_ = 0, last_day_ = 0;
  std::uint64_t orders_ = 0, refunds_ = 0;
  Minor refunded_ = 0, total_ = 0;
};

}  // namespace lifeworth
