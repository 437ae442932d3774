#include "customers/profit.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "base/random.h"
#include "customers/customer_table.h"

using namespace lifeworth;

namespace {

Records contacts_of(std::vector<std::uint32_t> customers, std::vector<Day> days) {
  Records records;
  records.kind = RecordKind::contacts;
  records.customers = std::move(customers);
  records.days = std::move(days);
  return records;
}

/// Values by day, as "day:value", a refund or a contact with an r.
std::string told(const TransactionLog& log, std::uint32_t customer) {
  std::string text;
  for (const Transaction& each : log.of(customer)) text += std::to_string(each.day) + (each.refund ? "r:" : ":") + std::to_string(each.value) + " ";
  return text;
}

/// Two customers: 100.00 and 30.00 with a refund of 20.00 in between, and a purchase of 50.00; a third has a refund only.
const std::vector<Order> orders = {{0, 10, 10000}, {0, 15, -2000}, {0, 40, 3000}, {1, 12, 5000}, {2, 9, -700}};
/// What was sold cost 60.00, 5.00 of it came back, 31.00 (more than it brought), and −1.00 (a supplier's credit).
const std::vector<Order> costs = {{0, 10, 6000}, {0, 15, -500}, {0, 40, 3100}, {1, 12, -100}, {2, 9, 0}};

}  // namespace

TEST_CASE("profit of each day by hand: margin, cost per order, cost per contact", "[correctness]") {
  const TransactionLog revenue(orders, 3);
  const Records contacts = contacts_of({0, 0, 0, 1, 2, nobody, 0}, {3, 20, 40, 90, 9, 11, no_day});
  const ContactDays days(std::span(&contacts, 1), 3);
  CHECK(days.any());
  CHECK(days.first_day() == 3);
  CHECK(days.last_day() == 90);
  const TransactionLog profit = profit_log(revenue, nullptr, days, {ProfitBy::margin, 0.4, 250, 300});
  // 0.4 · 100.00 − 2.50 − 3.00 (the contact before the first purchase counts on its day); 0.4 · −20.00; a contact; 0.4 · 30.00 − 2.50 − 3.00
  CHECK(told(profit, 0) == "10:3450 15r:-800 20r:-300 40:650 ");
  CHECK(told(profit, 1) == "12:1750 90r:-300 ");
  CHECK(told(profit, 2) == "9r:-280 ");  // nobody's customer: no contact is counted
  CHECK(profit.first_day() == 9);
  CHECK(profit.last_day() == 90);
  CHECK(profit.orders() == 3);
  CHECK(profit.total() == 3450 - 800 - 300 + 650 + 1750 - 300 - 280);
}

TEST_CASE("profit of each day by hand: the column of costs, whatever its signs and sizes", "[correctness]") {
  const TransactionLog revenue(orders, 3), column(costs, 3);
  const TransactionLog profit = profit_log(revenue, &column, {}, {ProfitBy::cost_column, 0.4, 0, 0});
  CHECK(told(profit, 0) == "10:4000 15r:-1500 40:-100 ");
  CHECK(told(profit, 1) == "12:5100 ");
  CHECK(told(profit, 2) == "9r:-700 ");
  const TransactionLog less = profit_log(revenue, &column, {}, {ProfitBy::cost_column, 0.4, 1000, 0});
  CHECK(told(less, 0) == "10:3000 15r:-1500 40:-1100 ");
  // A purchase at a loss stays a purchase.
  const CustomerTable table = customer_table(less, 40), sold = customer_table(revenue, 40);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].frequency == sold.rows[0].frequency);
  CHECK(table.rows[0].value == 400);
  CHECK(table.rows[0].repeat_value == -1100);
}

TEST_CASE("however small the money, a customer's profit up to any day is off by half a unit at most", "[consistency]") {
  Random random(11);
  std::vector<Order> many, cost;
  std::vector<std::uint32_t> who;
  std::vector<Day> when;
  constexpr std::uint32_t customers = 3000;  // more than stand in one room
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    for (std::uint64_t i = 0, n = random.below(6); i < n; ++i) {
      const Order order{customer, Day(random.below(30)), Minor(random.below(40)) - 8};
      many.push_back(order);
      cost.push_back({customer, order.day, Minor(random.below(30)) - 3});
    }
    for (std::uint64_t i = 0, n = random.below(4); i < n; ++i) who.push_back(customer), when.push_back(Day(random.below(40)));
  }
  const TransactionLog revenue(many, customers), column(cost, customers);
  const Records contacts = contacts_of(who, when);
  const ContactDays days(std::span(&contacts, 1), customers);
  for (const ProfitRule rule : {ProfitRule{ProfitBy::margin, 0.335, 0, 0}, ProfitRule{ProfitBy::margin, 0.37, 2, 3}, ProfitRule{ProfitBy::cost_column, 1, 1, 7}}) {
    const TransactionLog profit = profit_log(revenue, &column, days, rule);
    REQUIRE(profit.customers() == customers);
    double worst = 0;
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
      Day first = 1000;
      for (const Transaction& each : revenue.of(customer))
        if (!each.refund) first = std::min(first, each.day);
      for (const Day end : {5, 20, 50}) {
        // The definition, row by row.
        double own = 0;
        for (const Transaction& each : revenue.of(customer)) {
          if (each.day > end) continue;
          own += (rule.by == ProfitBy::margin ? rule.margin : 1) * double(each.value) - (each.refund ? 0.0 : double(rule.cost_per_order));
        }
        for (std::size_t i = 0; i < cost.size() && rule.by == ProfitBy::cost_column; ++i)
          if (cost[i].customer == customer && cost[i].day <= end) own -= double(cost[i].amount);
        for (std::size_t i = 0; i < who.size(); ++i)
          if (who[i] == customer && first <= end && when[i] <= end) own -= double(rule.cost_per_contact);
        Minor sum = 0;
        for (const Transaction& each : profit.of(customer))
          if (each.day <= end) sum += each.value;
        if (end >= first || first == 1000) worst = std::max(worst, std::abs(double(sum) - own));
      }
    }
    CHECK(worst <= 0.5 + 1e-9);
  }
}
