#include "metrics/cohorts.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <vector>

#include "../support/shop.h"

using namespace lifeworth;
using test::day;
using test::log_of;

namespace {

using Counts = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("cohorts by hand: customers by the month they joined, and who came back in which month", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-01-31", 100}, {0, "2024-02-01", 100}, {0, "2024-02-29", 100}, {0, "2024-04-30", 100},
                                     {1, "2024-01-01", 100}, {1, "2024-01-31", 100},
                                     {2, "2024-02-29", 100}, {2, "2024-03-01", 100}});
  const auto cohorts = cohorts_of(log, day("2024-04-30"));
  REQUIRE(cohorts.size() == 2);
  CHECK(month_text(cohorts[0].month) == "2024-01");
  CHECK(cohorts[0].customers == 2);
  CHECK(cohorts[0].active == Counts{2, 1, 0, 1});  // both; customer 0 in February (29 days, twice) and on the last of April
  CHECK(cohorts[0].whole_months == 4);             // April ended
  CHECK(month_text(cohorts[1].month) == "2024-02");
  CHECK(cohorts[1].active == Counts{1, 1, 0});
}

TEST_CASE("a month is whole only when its last day was observed", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-01-15", 100}, {1, "2024-02-10", 100}});
  const auto whole = [&](std::string_view end) { return cohorts_of(log, day(end)).front().whole_months; };
  CHECK(whole("2024-02-28") == 1);  // 2024 is a leap year
  CHECK(whole("2024-02-29") == 2);
  CHECK(whole("2024-03-01") == 2);
  CHECK(whole("2024-03-31") == 3);
  const TransactionLog plain = log_of({{0, "2023-01-15", 100}});
  CHECK(cohorts_of(plain, day("2023-02-28")).front().whole_months == 2);
  CHECK(cohorts_of(plain, day("2023-01-30")).front().whole_months == 0);
}

TEST_CASE("months cross the year's end", "[consistency]") {
  const TransactionLog log = log_of({{0, "2023-12-31", 100}, {0, "2024-01-01", 100}});
  const auto cohorts = cohorts_of(log, day("2024-01-31"));
  REQUIRE(cohorts.size() == 1);
  CHECK(cohorts[0].active == Counts{1, 1});
}

TEST_CASE("what lies after the observation end is not counted", "[consistency]") {
  const TransactionLog log = log_of({{0, "2024-01-15", 100}, {0, "2024-03-20", 100}, {1, "2024-03-21", 100}});
  const auto cohorts = cohorts_of(log, day("2024-03-19"));
  REQUIRE(cohorts.size() == 1);
  CHECK(cohorts[0].active == Counts{1, 0, 0});
  CHECK(cohorts_of(log, day("2023-12-31")).empty());
}

TEST_CASE("refunds neither found a cohort nor bring a customer back", "[input]") {
  const TransactionLog log = log_of({{0, "2024-01-02", -50}, {0, "2024-02-10", 100}, {0, "2024-03-10", -100}, {1, "2024-01-09", -10}});
  const auto cohorts = cohorts_of(log, day("2024-03-31"));
  REQUIRE(cohorts.size() == 1);
  CHECK(month_text(cohorts[0].month) == "2024-02");
  CHECK(cohorts[0].active == Counts{1, 0});
}

TEST_CASE("cohorts count the pairs of customer and month that sets count", "[consistency]") {
  Random random(61);
  std::vector<Order> orders;
  std::map<std::uint32_t, std::set<int>> months;
  const Day first = day("2023-11-20");
  for (int i = 0; i < 3000; ++i) {
    const auto customer = std::uint32_t(random.below(400));
    const Day at = first + Day(random.below(500));
    orders.push_back({customer, at, 100});
    months[customer].insert(month_index(at));
  }
  const TransactionLog log(orders, 400);
  std::map<int, std::map<int, std::uint64_t>> expected;
  for (const auto& [customer, own] : months)
    for (int month : own) ++expected[*own.begin()][month - *own.begin()];
  std::size_t cohorts = 0;
  for (const Cohort& cohort : cohorts_of(log, first + 499)) {
    ++cohorts;
    CHECK(cohort.customers == expected[cohort.month][0]);
    for (std::size_t k = 0; k < cohort.active.size(); ++k) CHECK(cohort.active[k] == expected[cohort.month][int(k)]);
  }
  CHECK(cohorts == expected.size());
}
