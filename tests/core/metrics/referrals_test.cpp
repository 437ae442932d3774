// Referrals by what those who recommended had answered: by hand, against a slow road that walks day by day, and planted shares and rates held by their intervals, also where few
// customers make most referrals. Referred customers' worth by hand.
#include "metrics/referrals.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/random.h"
#include "metrics/share.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

constexpr ScoreScale nps{};

ScoreAnswer answer(std::uint32_t customer, Day day, int score) { return {customer, day, 0, static_cast<std::int8_t>(score), static_cast<std::int8_t>(nps.mark(score))}; }

bool holds(const std::optional<Estimate>& estimate, double truth) { return estimate && estimate->interval && estimate->interval->low <= truth && truth <= estimate->interval->high; }

}  // namespace

TEST_CASE("a referral belongs to the last answer before its day, and so does each day of a customer", "[correctness]") {
  std::vector<ScoreAnswer> answers;
  // Customer 0 is a detractor on day 10, a promoter on day 100; 1 a passive on day 50; 2 never answers; 3 answers without ever buying.
  for (const ScoreAnswer& each : {answer(0, 10, 3), answer(0, 100, 9), answer(1, 50, 7), answer(3, 20, 10), answer(nobody, 5, 10), answer(nobody, 7, 10)}) answers.push_back(each);
  sort_answers(answers);
  const std::vector<Day> joined = {0, 0, 0, no_day, 60, 60, 60};
  const std::vector<Referral> referrals = {{4, 0, 10},         // on the day of the answer: before it
                                           {5, 0, 11},         // as a detractor
                                           {6, 0, 100},        // still as one
                                           {7, 0, 101},        // as a promoter
                                           {8, 2, 60},         // never answered
                                           {9, 3, 20},         // before the answer
                                           {10, 3, 21},        // a promoter who never bought
                                           {11, nobody, 60},   // nobody known
                                           {12, 1, no_day},    // nobody knows when
                                           {13, 1, 200}};      // after the end
  const ReferralTable table = referrals_by_answer(referrals, answers, nps, joined, 199);
  REQUIRE(table.groups.size() == 4);
  const auto check = [&](std::size_t group, std::uint64_t count, std::uint64_t referrers, std::uint64_t customers, double days) {
    INFO("group " << group);
    CHECK(table.groups[group].referrals == count);
    CHECK(table.groups[group].referrers == referrers);
    CHECK(table.groups[group].customers == customers);
    CHECK(distance(table.groups[group].years, days / 365.25) < 1e-12);
    CHECK_FALSE(table.groups[group].rate);  // of so few customers
  };
  check(0, 2, 1, 1, 90);                              // days 11 to 100
  check(1, 0, 0, 1, 149);                             // 51 to 199
  check(2, 2, 2, 2, 99 + 179);                        // 101 to 199, 21 to 199
  check(3, 3, 3, 6, 11 + 51 + 200 + 3 * 140);         // up to the day of the first answer
  CHECK(table.answered == 4);
  CHECK(table.referrers == 2);
  REQUIRE(table.share);
  CHECK(table.share->value == 0.5);
  CHECK_FALSE(table.share->interval);
  CHECK(distance(table.effective, 16.0 / 10) < 1e-12);
}

TEST_CASE("random answers and referrals: the slow road, day by day", "[consistency]") {
  Random random(4711);
  for (int round = 0; round < 60; ++round) {
    const Day end = 120;
    const auto customers = std::uint32_t(12 + random.below(20));
    std::vector<ScoreAnswer> answers;
    std::vector<Day> joined;
    std::vector<Referral> referrals;
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
      joined.push_back(random.below(5) == 0 ? no_day : Day(random.below(140)));
      if (joined.back() > end) joined.back() = no_day;
      std::set<Day> days;
      for (auto more = random.below(4); more > 0; --more) days.insert(Day(random.below(130)));
      for (const Day day : days) answers.push_back(answer(customer, day, int(random.below(11))));
      if (random.below(2)) referrals.push_back({customer, random.below(6) ? std::uint32_t(random.below(customers)) : nobody, random.below(9) ? Day(random.below(130)) : no_day});
    }
    sort_answers(answers);
    const ReferralTable table = referrals_by_answer(referrals, answers, nps, joined, end);
    std::vector<std::uint64_t> count(4), days(4);
    std::vector<std::set<std::uint32_t>> makers(4), members(4);
    const auto group_on = [&](std::uint32_t customer, Day day) {
      std::size_t group = 3;
      for (const ScoreAnswer& each : answers)
        if (each.customer == customer && each.day < day) group = std::size_t(each.mark + 1);
      return group;
    };
    std::vector<std::map<std::uint32_t, double>> timed(4), own_days(4);
    for (std::uint32_t customer = 0; customer < customers; ++customer)
      for (Day day = 0; day <= end; ++day) {
        const std::size_t group = group_on(customer, day);
        if (group == 3 && (joined[customer] == no_day || day < joined[customer])) continue;
        if (group < 3 || joined[customer] != no_day) ++days[group], members[group].insert(customer), ++own_days[group][customer];
      }
    for (const Referral& each : referrals) {
      if (each.referrer == nobody || each.day == no_day || each.day > end) continue;
      const std::size_t group = group_on(each.referrer, each.day);
      ++count[group], makers[group].insert(each.referrer);
      if (group < 3 || (joined[each.referrer] != no_day && each.day >= joined[each.referrer])) ++timed[group][each.referrer];
    }
    INFO("round " << round);
    for (std::size_t group = 0; group < 4; ++group) {
      const ReferralGroup& found = table.groups[group];
      CHECK(found.referrals == count[group]);
      CHECK(found.referrers == makers[group].size());
      CHECK(found.customers == members[group].size());
      CHECK(distance(found.years * 365.25, double(days[group])) < 1e-9);
      REQUIRE(found.rate.has_value() == (members[group].size() >= 10));
      if (!found.rate) continue;
      double in_time = 0;
      for (const auto& [_, n] : timed[group]) in_time += n;
      CHECK(distance(found.rate->value * found.years, in_time) < 1e-9);
      double squares = 0;
      for (const auto& [_, n] : timed[group]) squares += n * n;
      REQUIRE(found.rate->interval.has_value() == (in_time == 0 || in_time * in_time / squares >= 3));
      if (!found.rate->interval) continue;
      CHECK(found.rate->interval->low <= found.rate->value);
      CHECK(found.rate->interval->high > found.rate->value);
    }
  }
}

TEST_CASE("the share of one referral a customer is Wilson's with Student's t; alike ones count as their customers", "[correctness]") {
  const std::vector<ClusterCount> single = [] {
    std::vector<ClusterCount> clusters(200, ClusterCount{0, 1});
    for (std::size_t i = 0; i < 150; ++i) clusters[i].count = 1;
    return clusters;
  }();
  const ClusteredShare plain = share_of_clusters(single);
  CHECK(plain.effective == 200);
  const Interval wilson = *share_of(150, 200).interval;
  CHECK(std::abs(plain.share.interval->low - wilson.low) < 0.002);
  CHECK(std::abs(plain.share.interval->high - wilson.high) < 0.002);
  CHECK(plain.share.n == 200);
  // Each of 50 with four referrals alike: as wide as 50 independent ones.
  std::vector<ClusterCount> fours(50, ClusterCount{0, 4});
  for (std::size_t i = 0; i < 30; ++i) fours[i].count = 4;
  const ClusteredShare alike = share_of_clusters(fours);
  CHECK(alike.effective == 50);
  CHECK(alike.share.n == 200);
  const Interval fifty = *share_of(30, 50).interval;
  CHECK(std::abs(alike.share.interval->low - fifty.low) < 0.006);
  CHECK(std::abs(alike.share.interval->high - fifty.high) < 0.006);
  // One customer with half of all: four tell as much as all together, too few for an interval.
  std::vector<ClusterCount> heavy(40, ClusterCount{1, 1});
  heavy.push_back({40, 40});
  CHECK(distance(share_of_clusters(heavy).effective, 80.0 * 80 / (1600 + 40)) < 1e-12);
  CHECK_FALSE(share_of_clusters(heavy).share.interval);
  // All from the best group: an interval all the same.
  const std::vector<ClusterCount> all(30, ClusterCount{2, 2});
  CHECK(share_of_clusters(all).share.interval->low < 0.95);
  CHECK(share_of_clusters(all).share.interval->low > 0.8);
}

namespace {

/// Customers of whom a share are promoters; how many referrals each makes.
struct World {
  int referrers;
  double promoters;
  double more_of_promoters, more_of_others;  ///< Poisson means beyond the first referral
  double tail;                               ///< > 0: instead, Pareto with this index, up to 30
  std::uint64_t referrals(Random& random, bool promoter) const {
    if (tail > 0) return std::uint64_t(std::fmin(30, std::floor(std::pow(1 - random.uniform(), -1 / tail))));
    const double mean = promoter ? more_of_promoters : more_of_others;
    std::uint64_t count = 1;
    for (double time = random.exponential(1); time < mean; time += random.exponential(1)) ++count;
    return count;
  }
  double truth() const { return tail > 0 ? promoters : promoters * (1 + more_of_promoters) / (promoters * (1 + more_of_promoters) + (1 - promoters) * (1 + more_of_others)); }
};

/// Share of rounds with an interval in which it holds the planted share.
double held(const World& world, int rounds, std::uint64_t seed) {
  Random random(seed);
  int held = 0, told = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Referral> referrals;
    std::vector<ScoreAnswer> answers;
    std::vector<Day> joined;
    for (int i = 0; i < world.referrers; ++i) {
      const bool promoter = random.uniform() < world.promoters;
      const auto who = std::uint32_t(i);
      answers.push_back(answer(who, 10, promoter ? 10 : int(random.below(9))));
      joined.push_back(0);
      for (std::uint64_t more = world.referrals(random, promoter); more > 0; --more) referrals.push_back({1000000, who, 11 + Day(random.below(300))});
    }
    const ReferralTable table = referrals_by_answer(referrals, answers, nps, joined, 400);
    if (!table.share->interval) continue;
    ++told, held += holds(table.share, world.truth());
  }
  return held / double(told);
}

constexpr World worlds[] = {{100, 0.8, 0.5, 0.5, 0}, {300, 0.8, 0, 0, 1.5}, {80, 0.8, 0, 0, 1.5}, {30, 0.8, 4, 4, 0}, {100, 0.6, 1, 0.3, 0}};

}  // namespace

TEST_CASE("a planted share of promoters lies in its interval nineteen times in twenty, also where few make most referrals", "[consistency]") {
  const int rounds = test::slow_build ? 100 : 1000;
  const double slack = test::slow_build ? 0.05 : 0;
  std::uint64_t seed = 80;
  for (const World& world : worlds) {
    const double share = held(world, rounds, ++seed);
    CAPTURE(world.referrers, world.tail, share);
    CHECK(share >= 0.93 - slack);
    CHECK(share <= 0.975 + slack);
  }
}

TEST_CASE("planted shares in many worlds", "[.study]") {
  for (const int referrers : {15, 30, 100, 300, 1000})
    for (const double promoters : {0.3, 0.6, 0.8, 0.95})
      for (const auto& [more, others, tail] : {std::array{0.5, 0.5, 0.0}, std::array{1.0, 0.3, 0.0}, std::array{4.0, 4.0, 0.0}, std::array{10.0, 5.0, 0.0}, std::array{0.0, 0.0, 1.2}, std::array{0.0, 0.0, 1.5}}) {
        const World world{referrers, promoters, more, others, tail};
        const double share = held(world, 2000, std::uint64_t(referrers) + std::uint64_t(100 * promoters));
        WARN(referrers << " referrers, " << promoters << " promoters, " << more << "/" << others << "/" << tail << ": " << share);
        if (!std::isnan(share)) CHECK(share > 0.92);
      }
}

TEST_CASE("planted rates of referrals lie in their intervals, where customers are alike and where some recommend far more", "[consistency]") {
  Random random(90);
  const int rounds = test::slow_build ? 60 : 600;
  for (const double shape : {1e6, 0.5}) {  // of the gamma distribution that customers' own rates have
    int alike = 0, none = 0;
    for (int round = 0; round < rounds; ++round) {
      std::vector<Referral> referrals;
      std::vector<ScoreAnswer> answers;
      std::vector<Day> joined;
      for (std::uint32_t who = 0; who < 600; ++who) {
        answers.push_back(answer(who, 10, who < 300 ? 10 : 7));
        joined.push_back(0);
        if (who >= 300) continue;  // who is lukewarm never recommends
        const double rate = random.gamma(shape, shape / 0.2);
        for (double day = 11 + 365.25 * random.exponential(1) / rate; day < 742; day += 365.25 * random.exponential(1) / rate) referrals.push_back({1000000, who, Day(day)});
      }
      const ReferralTable table = referrals_by_answer(referrals, answers, nps, joined, 741);
      alike += holds(table.groups[2].rate, 0.2);
      none += holds(table.groups[1].rate, 0) && table.groups[1].rate->interval->high < 0.02;
    }
    CAPTURE(shape, alike, none, rounds);
    CHECK(alike / double(rounds) >= (test::slow_build ? 0.86 : 0.93));
    CHECK(alike / double(rounds) <= (test::slow_build ? 1 : 0.98));
    CHECK(none == rounds);
  }
}

TEST_CASE("what referred customers bring, beside those who joined from the first of them on and in the same months", "[correctness]") {
  std::vector<Order> orders;
  std::vector<Day> joined;
  std::vector<bool> referred;
  const Day begin = *day_of({2023, 1, 1});
  const auto join = [&](bool by, Day day, Minor amount) {
    orders.push_back({std::uint32_t(joined.size()), day, amount});
    joined.push_back(day), referred.push_back(by);
  };
  for (int i = 0; i < 50; ++i) join(false, begin + i, 99999);  // before anybody was referred
  const auto in_month = [&](unsigned month, int count, bool by, Minor amount) {
    for (int i = 0; i < count; ++i) join(by, *day_of({2023, month, 1}) + i % 20, amount + (i % 2 ? 1 : -1));
  };
  in_month(4, 80, true, 100), in_month(8, 20, true, 20), in_month(4, 20, false, 90), in_month(8, 80, false, 10);
  join(true, *day_of({2024, 11, 1}), 7000);  // too young for any age
  orders.push_back({50, *day_of({2023, 4, 1}) + 100, 50});  // the first referred customer comes back after a quarter
  joined.push_back(no_day), referred.push_back(true);  // never bought
  const TransactionLog log(orders, joined.size());
  const ReferredWorth worth = referred_worth(log, 0.5, joined, referred, *day_of({2024, 12, 31}));
  const auto& quarter = worth.ages[0];
  CHECK(quarter.referred == 100);
  CHECK(quarter.others == 100);
  CHECK(distance(quarter.of_referred->value, 42.0) < 1e-12);
  CHECK(distance(quarter.of_others->value, 13.0) < 1e-12);
  CHECK(distance(quarter.difference->value, 29.0) < 1e-12);
  CHECK(distance(quarter.adjusted->value, 5.0) < 1e-12);
  CHECK(quarter.compared == 200);
  CHECK(distance(worth.ages[2].of_referred->value, 42.25) < 1e-12);
  CHECK_FALSE(referred_worth(log, 1, joined, std::vector<bool>(joined.size()), *day_of({2024, 12, 31})).ages[0].of_others);
}
