// Late against one's own rhythm: by hand, and how often those are called late who are not.
#include "metrics/rhythm.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/shop.h"

using namespace lifeworth;

namespace {

/// Purchases after these gaps, the first on day 0.
std::vector<Day> after(std::initializer_list<Day> gaps) {
  std::vector<Day> days = {0};
  for (const Day gap : gaps) days.push_back(days.back() + gap);
  return days;
}

/// Customers who buy for ever, watched on a fixed day: how many have n gaps, and how many of them are called late.
struct Watched {
  int customers = 0, late = 0;
};

/// Gaps of at least a day each from `draw`; time is so fine that no two of them are equal.
template <class Draw>
std::vector<Watched> watched(std::uint64_t seed, int customers, Draw&& draw) {
  Random random(seed);
  std::vector<Watched> by_gaps(10);
  constexpr Day end = 1'000'000;
  for (int i = 0; i < customers; ++i) {
    std::vector<Day> days = {0};
    for (double at = draw(random); at < end; at += draw(random)) days.push_back(Day(at));
    if (days.size() - 1 >= by_gaps.size()) continue;
    Watched& own = by_gaps[days.size() - 1];
    ++own.customers;
    own.late += rhythm_of(days, end).late;
  }
  return by_gaps;
}

}  // namespace

TEST_CASE("the silence is held against the gaps before, by hand", "[consistency]") {
  const auto days = after({30, 10, 20, 40});  // the last one on day 100
  const Rhythm late = rhythm_of(days, 141);
  CHECK((late.gaps == 4 && late.silence == 41 && late.longer == 0 && late.longest == 40 && late.median == 25 && late.enough && late.late));
  CHECK(late.chance == 1.0 / 5);
  // A gap as long as the silence is not longer: on day 140 a purchase would still make a gap seen before, and none was made on that day.
  CHECK(rhythm_of(days, 140).late);
  const Rhythm usual = rhythm_of(days, 139);
  CHECK((usual.longer == 1 && !usual.late && usual.chance == 2.0 / 5));
  const Rhythm today = rhythm_of(days, 100);
  CHECK((today.silence == 0 && today.longer == 4 && today.chance == 1 && !today.late));
}

TEST_CASE("three gaps are no rhythm, and one purchase has none", "[input]") {
  const Rhythm three = rhythm_of(after({10, 10, 10}), 3000);
  CHECK((three.gaps == 3 && !three.enough && !three.late));
  const Rhythm once = rhythm_of(after({}), 3000);
  CHECK((once.gaps == 0 && once.silence == 3000 && once.longest == 0 && once.median == 0 && once.chance == 1 && !once.late));
}

TEST_CASE("of many gaps a few may be longer: one in twenty", "[consistency]") {
  std::vector<Day> days = {0};
  for (int i = 0; i < 39; ++i) days.push_back(days.back() + (i == 7 ? 500 : 10 + i % 5));
  CHECK(rhythm_of(days, days.back() + 100).chance == 2.0 / 40);
  CHECK(rhythm_of(days, days.back() + 100).late);
  days.pop_back();
  CHECK_FALSE(rhythm_of(days, days.back() + 100).late);  // 2 in 39
}

TEST_CASE("a gap watched from its beginning is longer than all before once in n+1 times, however gaps are distributed", "[consistency]") {
  Random random(71);
  const int customers = test::slow_build ? 4'000 : 40'000;
  for (const double shape : {0.3, 1.0, 6.0}) {
    for (const int n : {4, 9}) {
      int beyond = 0;
      for (int i = 0; i < customers; ++i) {
        double longest = 0;
        for (int gap = 0; gap < n; ++gap) longest = std::fmax(longest, random.gamma(shape, 1));
        beyond += random.gamma(shape, 1) > longest;
      }
      const double chance = 1.0 / (n + 1);
      CAPTURE(shape, n);
      CHECK(std::abs(beyond / double(customers) - chance) < 4 * std::sqrt(chance / customers));
    }
  }
}

TEST_CASE("on a fixed day, customers who buy at random are called late once in n+1 times, regular ones less, those who buy in bursts more", "[consistency]") {
  const int customers = test::slow_build ? 5'000 : 60'000;
  constexpr double mean = 160'000;  // so that six gaps are usual before the day
  const auto share_beside_rule = [&](double shape) {
    double apart = 0, n = 0;
    const auto all = watched(72, customers, [&](Random& random) { return random.gamma(shape, shape / mean); });
    for (std::size_t gaps = fewest_gaps; gaps < all.size(); ++gaps) {
      if (all[gaps].customers < 300) continue;
      const double rule = 1.0 / double(gaps + 1), share = all[gaps].late / double(all[gaps].customers), error = std::sqrt(rule / all[gaps].customers);
      if (shape == 1) CHECK(std::abs(share - rule) < 4 * error);
      apart += share - rule, n += 1;
    }
    REQUIRE(n > 2);
    return apart / n;
  };
  share_beside_rule(1);
  CHECK(share_beside_rule(6) < -0.03);
  CHECK(share_beside_rule(0.3) > 0.03);
}

TEST_CASE("of a whole table the same is said as of each customer, at any observation end, whatever was sent back between", "[consistency]") {
  Random random(17);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < 300; ++customer) {
    Day at = Day(random.below(200));
    for (std::uint64_t k = random.below(14); k-- > 0; at += 1 + Day(random.below(60))) {
      orders.push_back({customer, at, 1'000});
      if (random.below(4) == 0) orders.push_back({customer, at + 1 + Day(random.below(5)), -200});
    }
    orders.push_back({customer, at, 500});
  }
  const TransactionLog log(orders, 300);
  int late = 0, on_time = 0;
  for (const Day end : {100, 250, 400, 700}) {
    const CustomerTable table = customer_table(log, end);
    const std::vector<Lateness> all = lateness_of(log, table);
    REQUIRE(all.size() == table.rows.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::vector<Day> days;
      for (const Transaction& transaction : log.of(table.rows[i].customer))
        if (!transaction.refund && transaction.day <= end) days.push_back(transaction.day);
      const Rhythm own = rhythm_of(days, end);
      REQUIRE(all[i] == (!own.enough ? Lateness::too_few_gaps : own.late ? Lateness::late : Lateness::on_time));
      late += own.late, on_time += own.enough && !own.late;
    }
  }
  CHECK((late > 20 && on_time > 20));
}
