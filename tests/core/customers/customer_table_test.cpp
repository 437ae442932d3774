#include "customers/customer_table.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "../support/shop.h"

using namespace lifeworth;
using test::day;
using test::log_of;

TEST_CASE("frequency counts repeat days, recency reaches to the last of them, age to the observation end", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-01-10", 1000}, {0, "2024-01-10", 500}, {0, "2024-02-09", 2000}, {0, "2024-03-10", 4000}, {1, "2024-03-10", 700}});
  const CustomerTable table = customer_table(log, day("2024-03-31"));
  REQUIRE(table.rows.size() == 2);
  const CustomerRow& row = table.rows[0];
  CHECK(row.frequency == 2);
  CHECK(row.recency == 60);  // 30 days to February 9 and 30 more in a leap year's February
  CHECK(row.age == 81);
  CHECK(row.value == 7500);
  CHECK(row.repeat_value == 6000);
  CHECK(row.refunds == 0);
  CHECK((row.first_day == day("2024-01-10") && row.last_day == day("2024-03-10")));
  CHECK((table.rows[1].frequency == 0 && table.rows[1].recency == 0 && table.rows[1].age == 21 && table.rows[1].repeat_value == 0));
}

TEST_CASE("a customer who bought once, on the last day, has age 0", "[input]") {
  const CustomerTable table = customer_table(log_of({{0, "2024-03-31", 100}}), day("2024-03-31"));
  REQUIRE(table.rows.size() == 1);
  CHECK((table.rows[0].age == 0 && table.rows[0].recency == 0 && table.rows[0].frequency == 0));
}

TEST_CASE("a later refund reduces the purchase before it", "[consistency]") {
  // After the first purchase it is the first that shrinks; after a repeat purchase the repeats do.
  const TransactionLog log = log_of({{0, "2024-01-01", 1000}, {0, "2024-01-05", -400}, {0, "2024-02-01", 3000}, {0, "2024-02-20", -500}});
  const CustomerRow row = customer_table(log, day("2024-03-01")).rows[0];
  CHECK(row.frequency == 1);
  CHECK(row.recency == 31);  // a refund is no purchase and no sign of life
  CHECK(row.value == 3100);
  CHECK(row.repeat_value == 2500);
  CHECK(row.refunds == 2);
}

TEST_CASE("a refund before any purchase counts in the value only", "[consistency]") {
  const CustomerRow row = customer_table(log_of({{0, "2024-01-01", -400}, {0, "2024-02-01", 3000}, {0, "2024-02-11", 100}}), day("2024-03-01")).rows[0];
  CHECK(row.first_day == day("2024-02-01"));
  CHECK(row.frequency == 1);
  CHECK(row.value == 2700);
  CHECK(row.repeat_value == 100);
  CHECK(row.refunds == 1);
}

TEST_CASE("purchases refunded in full, or beyond, stay purchases worth nothing or less", "[input]") {
  const TransactionLog log = log_of({{0, "2024-01-01", 1000}, {0, "2024-01-02", -1000}, {0, "2024-02-01", 500}, {0, "2024-02-02", -900}});
  const CustomerRow row = customer_table(log, day("2024-03-01")).rows[0];
  CHECK(row.frequency == 1);
  CHECK(row.value == -400);
  CHECK(row.repeat_value == -400);
}

TEST_CASE("customers with refunds only are counted apart, with their money", "[input]") {
  const CustomerTable table = customer_table(log_of({{0, "2024-01-01", -400}, {1, "2024-01-01", 100}, {0, "2024-01-09", -1}}), day("2024-03-01"));
  REQUIRE(table.rows.size() == 1);
  CHECK(table.without_purchase == 1);
  CHECK(table.without_purchase_value == -401);
  CHECK(table.not_yet == 0);
}

TEST_CASE("customers who begin after the end are not there yet, whatever they begin with", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-01-01", 100}, {1, "2024-02-01", 100}, {2, "2024-01-20", -30}, {2, "2024-02-01", 100}});
  const CustomerTable table = customer_table(log, day("2024-01-31"));
  CHECK(table.rows.size() == 1);
  CHECK(table.not_yet == 1);
  CHECK(table.without_purchase == 1);
  CHECK(table.without_purchase_value == -30);
}

TEST_CASE("the calibration table does not look at what comes later", "[consistency]") {
  Random random(81);
  std::vector<Order> all, until;
  const Day end = day("2024-06-30");
  for (int i = 0; i < 4000; ++i) {
    const Order order{std::uint32_t(random.below(500)), end - 300 + Day(random.below(500)), Minor(random.below(9'000)) - 900};
    all.push_back(order);
    if (order.day <= end) until.push_back(order);
  }
  const CustomerTable of_all = customer_table(TransactionLog(all, 500), end), of_until = customer_table(TransactionLog(until, 500), end);
  REQUIRE(of_all.rows.size() == of_until.rows.size());
  int different = 0;
  for (std::size_t i = 0; i < of_all.rows.size(); ++i) {
    const CustomerRow &u = of_all.rows[i], &v = of_until.rows[i];
    different += u.customer != v.customer || u.first_day != v.first_day || u.last_day != v.last_day || u.frequency != v.frequency ||
                 u.age != v.age || u.value != v.value || u.repeat_value != v.repeat_value || u.refunds != v.refunds;
  }
  CHECK(different == 0);
  CHECK(of_all.without_purchase_value == of_until.without_purchase_value);
}

TEST_CASE("customers' values and the money of those without purchase add up to the total, always", "[consistency]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    std::vector<Order> orders;
    const int rows = 1 + int(random.below(400));
    for (int i = 0; i < rows; ++i) orders.push_back({std::uint32_t(random.below(60)), Day(20'000 + random.below(40)), Minor(random.below(2'000)) - 1'000});
    const TransactionLog log(orders, 60);
    const Day end = 20'000 + Day(random.below(40));
    Minor until = 0, sum = 0;
    for (const Order& order : orders)
      if (order.day <= end) until += order.amount;
    const CustomerTable table = customer_table(log, end);
    for (const CustomerRow& row : table.rows) sum += row.value;
    CAPTURE(seed);
    CHECK(sum + table.without_purchase_value == until);
  }
}

TEST_CASE("purchase days between two days leave out the first, keep the last, and skip refunds", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-01-01", 100}, {0, "2024-01-05", 100}, {0, "2024-01-05", 100}, {0, "2024-01-07", -50}, {0, "2024-01-09", 100}});
  CHECK(test::purchase_days_between(log, 0, day("2024-01-01"), day("2024-01-09")) == 2);
  CHECK(test::purchase_days_between(log, 0, day("2024-01-01"), day("2024-01-08")) == 1);
  CHECK(test::purchase_days_between(log, 0, day("2023-12-31"), day("2024-01-01")) == 1);
}

TEST_CASE("customers one after the other are the rows of the table, and what is left are those without a row", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-01-10", 1000}, {1, "2024-05-01", 100}, {2, "2024-01-15", -300}, {3, "2024-02-01", 200}, {3, "2024-02-08", 50}, {3, "2024-05-08", 50}});
  std::vector<CustomerRow> seen;
  const CustomerTable rest = each_customer(log, day("2024-03-31"), [&](const CustomerRow& row) { seen.push_back(row); });
  REQUIRE(seen.size() == 2);
  CHECK((seen[0].customer == 0 && seen[0].value == 1000 && seen[0].age == 81));
  CHECK((seen[1].customer == 3 && seen[1].frequency == 1 && seen[1].recency == 7 && seen[1].repeat_value == 50));
  CHECK((rest.rows.empty() && rest.not_yet == 1 && rest.without_purchase == 1 && rest.without_purchase_value == -300));
  CHECK(rest.observation_end == day("2024-03-31"));
  const CustomerRow none = customer_row(log, 1, day("2024-03-31"));
  CHECK((none.frequency == -1 && none.value == 0));
}
