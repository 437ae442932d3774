// Purchases at fixed times: calendar periods against the calendar read day by day, opportunities against sets of periods, and which shops sell at fixed times: those that
// are made so, and none whose customers come at any time.
#include "metrics/opportunities.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <vector>

#include "../support/shop.h"

using namespace lifeworth;
using test::day;

namespace {

constexpr Day first = 18'262;  // 2020-01-01

/// Erlang gaps of a mean of `mean` days, different from customer to customer; shape 1 is a Poisson process.
TransactionLog random_shop(std::uint64_t seed, double mean, int shape, bool alike, Day days, std::uint32_t customers) {
  Random random(seed);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double own = alike ? mean : mean / random.gamma(1.5, 1.5);
    double time = random.uniform() * days / 2;
    for (; time < days; time += random.gamma(shape, shape / own)) orders.push_back({customer, first + Day(time), 1000});
  }
  return TransactionLog(orders, customers);
}

/// Each customer takes a period with a probability of their own, on any of its days, until leaving.
TransactionLog fixed_shop(std::uint64_t seed, BillingPeriod period, int periods, std::uint32_t customers) {
  Random random(seed);
  std::vector<Order> orders;
  const int begin = period_number(first, period);
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double takes = random.beta(1.5, 1.2), leaves = random.beta(0.8, 6);
    const int joined = begin + int(random.below(std::uint64_t(periods) / 2));
    for (int number = joined; number < begin + periods; ++number) {
      if (number > joined && random.uniform() < leaves) break;
      if (number > joined && random.uniform() > takes) continue;
      const Day from = first_day_of(number, period), until = first_day_of(number + 1, period);
      orders.push_back({customer, from + Day(random.below(std::uint64_t(until - from))), 1000});
    }
  }
  return TransactionLog(orders, customers);
}

}  // namespace

TEST_CASE("a calendar period ends where the next begins, weeks on Mondays and months on their first", "[correctness]") {
  for (const BillingPeriod period : opportunity_periods)
    for (Day at = -1000; at < 25'000; at += 13) {
      CAPTURE(code_of(period), iso_text(at));
      const int number = period_number(at, period);
      CHECK((first_day_of(number, period) <= at && at < first_day_of(number + 1, period)));
      CHECK(period_number(first_day_of(number, period), period) == number);
      CHECK(period_number(first_day_of(number, period) - 1, period) == number - 1);
    }
  CHECK(first_day_of(period_number(day("2026-11-22"), BillingPeriod::week), BillingPeriod::week) == day("2026-11-16"));  // a Sunday and its Monday
  CHECK(first_day_of(period_number(day("2026-11-22"), BillingPeriod::quarter), BillingPeriod::quarter) == day("2026-10-01"));
  CHECK(first_day_of(period_number(day("2026-11-22"), BillingPeriod::half_year), BillingPeriod::half_year) == day("2026-07-01"));
  CHECK(last_whole_period(day("2025-12-31"), BillingPeriod::year) == 2025);
  // Hardly anything is left: ten days of a year, two of a quarter, none of a month or a week.
  CHECK(last_whole_period(day("2025-12-21"), BillingPeriod::year) == 2025);
  CHECK(last_whole_period(day("2025-12-20"), BillingPeriod::year) == 2024);
  const auto quarter = [](const char* at) { return last_whole_period(day(at), BillingPeriod::quarter) - period_number(day(at), BillingPeriod::quarter); };
  CHECK((quarter("2025-03-29") == 0 && quarter("2025-03-28") == -1));
  const auto month = [](const char* at) { return last_whole_period(day(at), BillingPeriod::month) - period_number(day(at), BillingPeriod::month); };
  CHECK((month("2025-01-31") == 0 && month("2025-01-30") == -1));
}

TEST_CASE("opportunities are the periods after the first purchase's that have ended, and a day of refunds takes none", "[correctness]") {
  const TransactionLog log = test::log_of({{0, "2020-03-01", 100}, {0, "2020-11-01", 100}, {0, "2022-05-05", 100}, {0, "2023-01-01", -50}, {0, "2025-02-01", 100},
                                           {1, "2024-12-31", 100}, {2, "2025-01-02", 100}, {3, "2021-06-01", 100}});
  const CustomerTable table = customer_table(log, day("2025-06-30"));
  const auto all = opportunities(log, table, BillingPeriod::year, last_whole_period(table.observation_end, BillingPeriod::year));
  REQUIRE(all.size() == 3);  // the third came in a year that has not ended
  CHECK((all[0].row == 0 && all[0].taken == 1 && all[0].last == 2 && all[0].all == 4));
  CHECK((all[1].row == 1 && all[1].taken == 0 && all[1].last == 0 && all[1].all == 0));
  CHECK((all[2].row == 3 && all[2].taken == 0 && all[2].last == 0 && all[2].all == 3));
}

TEST_CASE("counts of use and opportunities are those of sets of periods", "[consistency]") {
  const TransactionLog log = random_shop(5, 200, 2, false, 2000, 300);
  const CustomerTable table = customer_table(log, first + 1900);
  for (const PeriodUse& use : period_uses(log, table)) {
    std::uint64_t used = 0, once = 0, between = 0, taken = 0;
    const int last = last_whole_period(table.observation_end, use.period);
    const auto all = opportunities(log, table, use.period, last);
    std::size_t next = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      std::multiset<int> numbers;
      std::set<int> until_last;
      for (const Transaction& each : log.of(table.rows[i].customer)) {
        if (each.day > table.observation_end) continue;
        const int number = period_number(each.day, use.period);
        numbers.insert(number);
        if (number <= last) until_last.insert(number);
      }
      const std::set<int> different(numbers.begin(), numbers.end());
      used += different.size();
      for (const int number : different) once += numbers.count(number) == 1;
      between += std::uint64_t(*different.rbegin() - *different.begin());
      taken += different.size() - 1;
      if (until_last.empty()) continue;
      REQUIRE(next < all.size());
      CHECK(all[next].row == i);
      CHECK(all[next].taken == int(until_last.size()) - 1);
      CHECK(all[next].last == *until_last.rbegin() - *until_last.begin());
      CHECK(all[next].all == last - *until_last.begin());
      ++next;
    }
    CHECK(next == all.size());
    CHECK((use.used == used && use.once == once && use.between == between && use.taken == taken));
  }
}

TEST_CASE("shops at fixed times are told by their period", "[consistency]") {
  for (const auto& [period, periods] : {std::pair(BillingPeriod::year, 10), std::pair(BillingPeriod::half_year, 12), std::pair(BillingPeriod::quarter, 16),
                                        std::pair(BillingPeriod::month, 36), std::pair(BillingPeriod::week, 80)})
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const TransactionLog log = fixed_shop(seed, period, periods, 300);
      const auto use = fixed_times(log, customer_table(log, log.last_day()));
      CAPTURE(code_of(period), seed);
      REQUIRE(use);
      CHECK(use->period == period);
      CHECK(use->once == use->used);
    }
}

TEST_CASE("customers who come at any time have no period, whatever their rate and however steady", "[consistency]") {
  for (const double mean : {2.0, 4.0, 7.0, 10.0, 15.0, 21.0, 30.4, 45.0, 60.0, 91.0, 130.0, 182.0, 250.0, 365.0})
    for (const int shape : {1, 2, 4})
      for (const bool alike : {true, false})
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
          const TransactionLog log = random_shop(seed, mean, shape, alike, 1500, 200);
          CAPTURE(mean, shape, alike, seed);
          const auto use = fixed_times(log, customer_table(log, log.last_day()));
          INFO((use ? code_of(use->period) : "none"));
          CHECK_FALSE(use);
        }
}
