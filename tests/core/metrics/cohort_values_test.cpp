// What customers brought by fixed ages: by hand, and by the other road of years of life.
#include "metrics/cohort_values.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/literature.h"
#include "../support/shop.h"
#include "metrics/cohorts.h"
#include "metrics/customer_years.h"
#include "metrics/realised.h"

using namespace lifeworth;
using test::day;
using test::log_of;

TEST_CASE("cohorts at fixed ages by hand: only who has reached an age is in it", "[consistency]") {
  // Customer 0 is born on 31 January: one month old when February ends, so that 28 February is inside and 29 February outside.
  const TransactionLog log = log_of({{0, "2024-01-31", 1000}, {0, "2024-02-28", 500}, {0, "2024-02-29", 300}, {0, "2024-05-01", -100},
                                     {1, "2024-01-02", 2000}, {1, "2024-04-01", 400}, {1, "2024-04-02", 7000},
                                     {2, "2024-03-10", 50}});
  const CohortTable table = cohort_values(log, day("2024-04-29"));  // customer 0's last day of being under three months old
  REQUIRE(table.cohorts.size() == 2);
  const CohortValues& january = table.cohorts[0];
  CHECK(month_text(january.month) == "2024-01");
  CHECK(january.customers == 2);
  CHECK(january.cells[0].customers == 2);
  CHECK(january.cells[0].bought_again == 1);                  // customer 0
  CHECK(january.cells[0].orders.mean() == 1.5);              // 2 and 1
  CHECK(january.cells[0].value.mean() == (1500 + 2000) / 2.);
  CHECK(january.cells[1].customers == 2);
  CHECK(january.cells[1].orders.mean() == 2.5);              // 3 and 2: 2 April is three months after
  CHECK(january.cells[1].value.mean() == (1800 + 2400) / 2.);  // the refund of May was not seen yet
  CHECK(january.cells[2].customers == 0);
  CHECK(table.cohorts[1].cells[0].customers == 1);
  CHECK(table.cohorts[1].cells[1].customers == 0);
  CHECK(table.all.customers == 3);
  CHECK(table.all.cells[0].customers == 3);
  CHECK(table.all.cells[0].value.mean() == (1500 + 2000 + 50) / 3.);
  CHECK(cohort_values(log, day("2024-04-28")).cohorts[0].cells[1].customers == 1);  // a day earlier customer 0 is too young
  // Later, the refund reduces the purchase before it, whose age it was.
  CHECK(cohort_values(log, day("2024-05-01")).cohorts[0].cells[1].value.mean() == (1700 + 2400) / 2.);
}

TEST_CASE("refunds only found no cohort, and those before the first purchase are borne by it", "[input]") {
  const TransactionLog log = log_of({{0, "2024-01-02", -50}, {0, "2024-02-10", 100}, {1, "2024-01-09", -10}});
  const CohortTable table = cohort_values(log, day("2024-12-31"));
  REQUIRE(table.cohorts.size() == 1);
  CHECK(month_text(table.cohorts[0].month) == "2024-02");
  CHECK(table.all.cells[0].value.mean() == 50);
  CHECK(cohort_values(log, day("2023-12-31")).cohorts.empty());
}

TEST_CASE("by the age of twelve months CDNOW's customers did what they did in their first year of life", "[consistency]") {
  const TransactionLog log = test::cdnow_log();
  const Day end = day("1998-06-30");
  const CohortTable table = cohort_values(log, end);
  const LifeYear first = customer_years(log, end).years.at(0);
  const CohortCell& cell = table.all.cells[3];
  REQUIRE(cohort_ages[3] == 12);
  CHECK(cell.customers == first.observed);
  CHECK(std::llround(cell.orders.mean() * double(cell.customers)) == std::int64_t(first.purchase_days));
  CHECK(std::llround(cell.value.mean() * double(cell.customers)) == first.value);
  // The same cohorts as by months, and all their customers.
  const auto months = cohorts_of(log, end);
  REQUIRE(table.cohorts.size() == months.size());
  for (std::size_t i = 0; i < months.size(); ++i) CHECK((table.cohorts[i].month == months[i].month && table.cohorts[i].customers == months[i].customers));
}

TEST_CASE("cohorts that behave alike look alike, however young they are", "[consistency]") {
  // Everybody buys on the first day and every 20 days; a year of joining. Cumulative numbers by calendar would fall from cohort to cohort.
  std::vector<Order> orders;
  const Day begin = day("2023-01-01"), end = day("2023-12-31");
  for (std::uint32_t customer = 0; customer < 300; ++customer)
    for (Day at = begin + Day(customer); at <= end; at += 20) orders.push_back({customer, at, 100});
  const CohortTable table = cohort_values(TransactionLog(orders, 300), end);
  for (const CohortValues& cohort : table.cohorts) {
    if (cohort.cells[0].customers) CHECK(cohort.cells[0].orders.mean() == 2);  // days 0, 20
    if (cohort.cells[1].customers) CHECK(std::abs(cohort.cells[1].orders.mean() - 5) < 1e-12);  // days 0 … 80 of 90, 91 or 92
  }
  CHECK(table.cohorts.back().customers == 27);           // October, up to the 27th
  CHECK(table.cohorts.back().cells[1].customers == 1);  // who joined on 1 October is three months old when the year ends
  CHECK(table.cohorts.back().cells[2].customers == 0);
}

TEST_CASE("means of groups put together are the mean of all, with its interval", "[consistency]") {
  Random random(17);
  std::vector<Minor> all;
  MeanSums together;
  for (const int group : {1, 7, 0, 300}) {
    MeanSums own;
    for (int i = 0; i < group; ++i) {
      const Minor value = 1'000'000'000 + Minor(random.below(5000)) * group;  // squares of these cancel in a naive sum
      all.push_back(value);
      own.add(double(value));
    }
    together.add(own);
  }
  const Estimate mean = together.estimate(), expected = mean_of(all);
  CHECK(mean.n == expected.n);
  CHECK(std::abs(mean.value / expected.value - 1) < 1e-14);
  const double width = expected.interval->high - expected.interval->low;
  CHECK(std::abs((mean.interval->high - mean.interval->low) / width - 1) < 1e-7);
}
