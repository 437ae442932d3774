#include "customers/transaction_log.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <tuple>
#include <vector>

#include "../support/shop.h"

using namespace lifeworth;
using test::day;
using test::log_of;

TEST_CASE("what a customer buys on one day is one transaction", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-03-01", 500}, {1, "2024-03-01", 70}, {0, "2024-03-02", 100}, {0, "2024-03-01", 250}});
  REQUIRE(log.of(0).size() == 2);
  CHECK((log.of(0)[0].value == 750 && log.of(0)[0].day == day("2024-03-01") && !log.of(0)[0].refund));
  CHECK(log.of(0)[1].value == 100);
  CHECK(log.of(1).size() == 1);
  CHECK(log.orders() == 4);
}

TEST_CASE("a refund on the day of a purchase nets it; on another day it stands alone", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-03-01", 500}, {0, "2024-03-01", -200}, {0, "2024-03-05", -300}});
  REQUIRE(log.of(0).size() == 2);
  CHECK((log.of(0)[0].value == 300 && !log.of(0)[0].refund));
  CHECK((log.of(0)[1].value == -300 && log.of(0)[1].refund));
  CHECK(log.orders() == 1);
  CHECK(log.refunds() == 2);
  CHECK(log.refunded() == -500);
  CHECK(log.total() == 0);
}

TEST_CASE("a purchase refunded in full or beyond on its own day is still a purchase", "[input]") {
  const TransactionLog log = log_of({{0, "2024-03-01", 500}, {0, "2024-03-01", -500}, {1, "2024-03-01", 500}, {1, "2024-03-01", -800}, {2, "2024-03-01", 0}});
  CHECK((log.of(0)[0].value == 0 && !log.of(0)[0].refund));
  CHECK((log.of(1)[0].value == -300 && !log.of(1)[0].refund));
  CHECK((log.of(2)[0].value == 0 && !log.of(2)[0].refund));
}

TEST_CASE("days before 1970 and customers without orders have their place", "[input]") {
  const TransactionLog log = log_of({{2, "1969-12-31", 500}, {2, "1950-01-01", 100}});
  CHECK(log.customers() == 3);
  CHECK(log.of(0).empty());
  CHECK(log.of(2)[0].day == day("1950-01-01"));
  CHECK(log.first_day() == day("1950-01-01"));
  CHECK(log.last_day() == day("1969-12-31"));
  CHECK(TransactionLog(Blocks<Order>(), 0).customers() == 0);
  CHECK(TransactionLog(Blocks<Order>(), 0).total() == 0);
}

TEST_CASE("a log of random orders has the days and sums that a map has, in any order of rows", "[consistency]") {
  Random random(71);
  std::vector<Order> orders;
  struct Net {
    Minor value = 0;
    bool purchase = false;
    bool operator==(const Net&) const = default;
  };
  std::map<std::pair<std::uint32_t, Day>, Net> expected;
  Minor total = 0;
  for (int i = 0; i < 5000; ++i) {
    const Order order{std::uint32_t(random.below(300)), Day(19'000 + random.below(90)), Minor(random.below(10'000)) - 2'000};
    orders.push_back(order);
    auto& net = expected[{order.customer, order.day}];
    net.value += order.amount;
    net.purchase |= order.amount >= 0;
    total += order.amount;
  }
  const auto contents = [](const TransactionLog& log) {
    std::map<std::pair<std::uint32_t, Day>, Net> found;
    for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
      CHECK(std::ranges::is_sorted(log.of(customer), {}, &Transaction::day));
      for (const Transaction& transaction : log.of(customer)) found[{customer, transaction.day}] = {transaction.value, !transaction.refund};
    }
    return found;
  };
  const TransactionLog log(orders, 300);
  CHECK(contents(log) == expected);
  CHECK(log.total() == total);
  // Netted or not, every row can be had again.
  using Row = std::tuple<std::uint32_t, Day, Minor>;
  std::vector<Row> rows, given;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    CHECK(log.first_row(customer) == rows.size());
    const auto own = log.rows_of(customer);
    CHECK(std::ranges::is_sorted(own, {}, &Order::day));
    for (const Order& order : own) {
      CHECK(log.customer_of(rows.size()) == customer);
      rows.emplace_back(order.customer, order.day, order.amount);
    }
  }
  for (const Order& order : orders) given.emplace_back(order.customer, order.day, order.amount);
  CHECK(log.rows() == given.size());
  std::ranges::sort(rows);
  std::ranges::sort(given);
  CHECK(rows == given);
  std::ranges::reverse(orders);
  CHECK(contents(TransactionLog(orders, 300)) == expected);
  Blocks<Order> blocks;  // more than one of them
  for (const Order& order : orders) blocks.push_back(order);
  const TransactionLog of_blocks(std::move(blocks), 300);
  CHECK(contents(of_blocks) == expected);
  CHECK(of_blocks.first_day() == log.first_day());
  CHECK(of_blocks.last_day() == log.last_day());
}

TEST_CASE("customers without orders have no transactions, before, between and behind those who have", "[input]") {
  const std::vector<Order> orders = {{4, 20, 100}, {1, 10, -5}, {4, 10, 7}, {1, 10, -6}, {4, 20, -30}};
  const TransactionLog log(orders, 7);
  CHECK(log.customers() == 7);
  CHECK(log.active_customers() == 2);
  for (std::uint32_t nobody : {0u, 2u, 3u, 5u, 6u}) CHECK(log.of(nobody).empty());
  REQUIRE(log.of(1).size() == 1);
  CHECK((log.of(1)[0].day == 10 && log.of(1)[0].value == -11 && log.of(1)[0].refund));
  REQUIRE(log.of(4).size() == 2);
  CHECK((log.of(4)[0].day == 10 && log.of(4)[0].value == 7 && !log.of(4)[0].refund));
  CHECK((log.of(4)[1].day == 20 && log.of(4)[1].value == 70 && !log.of(4)[1].refund));
}
