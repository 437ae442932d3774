// Waiting times for the next purchase and lives under a rule, by hand.
#include "metrics/repeat_curve.h"

#include <catch2/catch_test_macros.hpp>

#include "../support/shop.h"

using namespace lifeworth;
using test::day;
using test::log_of;

namespace {

struct Counted {
  Day days;
  bool ended;
  std::uint64_t customers;
  bool operator==(const Counted&) const = default;
};

std::vector<Counted> counted(const Waits& waits) {
  std::vector<Counted> all;
  for (const auto& [days, ended, customers] : waits.lengths()) all.push_back({days, ended, customers});
  return all;
}

/// Three customers: one buys on days 0, 10, 40; one on day 5 and, given back, on day 20; one on days 0 and 10, twice on the latter.
const TransactionLog shop = log_of({{0, "2024-01-01", 100}, {0, "2024-01-11", 100}, {0, "2024-02-10", 100},
                                    {1, "2024-01-06", 100}, {1, "2024-01-21", -100},
                                    {2, "2024-01-01", 100}, {2, "2024-01-11", 100}, {2, "2024-01-11", 50}});

}  // namespace

TEST_CASE("waits for the next purchase by hand", "[consistency]") {
  const RepeatCurve curve = repeat_curve(shop, day("2024-02-20"));  // day 50
  CHECK(curve.customers == 3);
  REQUIRE(curve.steps.size() == 3);
  CHECK(counted(curve.steps[0]) == std::vector<Counted>{{10, true, 2}, {45, false, 1}});
  CHECK(counted(curve.steps[1]) == std::vector<Counted>{{30, true, 1}, {40, false, 1}});
  CHECK(counted(curve.steps[2]) == std::vector<Counted>{{10, false, 1}});
  CHECK((curve.steps[0].customers() == 3 && curve.steps[0].ended() == 2));
  CHECK((curve.steps[0].watched(45) == 3 && curve.steps[0].watched(46) == 2 && curve.steps[0].watched(51) == 0));
  CHECK(curve.steps[0].watched_by(3) == 45);
  CHECK(curve.steps[0].watched_by(2) == 50);
  CHECK_FALSE(curve.steps[0].watched_by(4));
  CHECK(curve.gaps.total() == 3);
  CHECK((curve.gaps.quantile(0.5) == 10 && curve.gaps.quantile(0.6) == 10 && curve.gaps.quantile(0.7) == 30));
}

TEST_CASE("what comes after the observation end has not happened", "[consistency]") {
  const RepeatCurve curve = repeat_curve(shop, day("2024-02-09"));  // the day before the third purchase
  REQUIRE(curve.steps.size() == 2);
  CHECK(counted(curve.steps[1]) == std::vector<Counted>{{29, false, 2}});
  CHECK(repeat_curve(shop, day("2024-01-05")).customers == 2);
  CHECK(repeat_curve(shop, day("2023-12-31")).steps.empty());
}

TEST_CASE("steps end with the tenth purchase, gaps do not", "[consistency]") {
  std::vector<Order> orders;
  for (Day at = 0; at < 15; ++at) orders.push_back({0, at, 100});
  const RepeatCurve curve = repeat_curve(TransactionLog(orders, 1), 20);
  CHECK(curve.steps.size() == RepeatCurve::longest);
  CHECK((curve.steps.back().customers() == 1 && curve.steps.back().ended() == 1));
  CHECK(curve.gaps.total() == 14);
}

TEST_CASE("lives under a rule by hand: lost on the first day that the rule says so, and some come back", "[consistency]") {
  // With 29 days: customer 0 buys on days 0 and 10, is lost on day 40 and buys on that very day; customer 1 was last seen on day 5.
  const ActiveLives lost = active_lives(shop, day("2024-02-20"), 29);
  CHECK(counted(lost.lives) == std::vector<Counted>{{30, true, 1}, {40, true, 2}});
  CHECK(lost.came_back == 1);
  // With 30 days customer 0's gap of 30 is no longer too long: active on day 50. Customers 1 and 2 are lost on days 36 and 41.
  const ActiveLives stays = active_lives(shop, day("2024-02-20"), 30);
  CHECK(counted(stays.lives) == std::vector<Counted>{{31, true, 1}, {41, true, 1}, {50, false, 1}});
  CHECK(stays.came_back == 0);
  // On the last day of the rule one is active still.
  CHECK(active_lives(shop, day("2024-02-05"), 30).lives.ended() == 0);
  CHECK(active_lives(shop, day("2024-02-06"), 30).lives.ended() == 1);
}

TEST_CASE("refunds are no purchases: they neither end a wait nor keep a customer active", "[input]") {
  const TransactionLog log = log_of({{0, "2024-01-01", 100}, {0, "2024-01-20", -40}, {1, "2024-01-01", -10}});
  const RepeatCurve curve = repeat_curve(log, day("2024-03-01"));
  CHECK(curve.customers == 1);
  CHECK(counted(curve.steps[0]) == std::vector<Counted>{{60, false, 1}});
  CHECK(counted(active_lives(log, day("2024-03-01"), 30).lives) == std::vector<Counted>{{31, true, 1}});
}
