// Impressions: by hand, by a published table, and by simulated customers with an effect planted, and with none.
#include "metrics/impressions.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/rounds.h"
#include "../support/second_road.h"
#include "base/random.h"
#include "schema/orders.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

constexpr ScoreScale nps{};
constexpr ScoreScale stars{SurveyMeasure::csat, 1, 5};

ScoreAnswer answer(std::uint32_t customer, Day day, int score, const ScoreScale& scale = nps) {
  return {customer, day, 0, static_cast<std::int8_t>(score), static_cast<std::int8_t>(scale.mark(score))};
}

TransactionLog log_of(const std::vector<Order>& orders, std::size_t customers) { return TransactionLog(std::span<const Order>(orders), customers); }

}  // namespace

TEST_CASE("of several answers the last, the mean, the worst and the best are kept, and what was spent after the last that can be followed", "[correctness]") {
  // Customer 0: three answers, of which the last has no whole window after it; 1: one answer; 2: never bought before; 3: effort, where low is good.
  const std::vector<Order> orders = {{0, 0, 1000}, {0, 110, 2500}, {0, 128, -500}, {0, 131, 700}, {0, 200, 100}, {1, 0, 100}, {2, 190, 100}, {3, 0, 100}, {3, 60, 300}};
  const std::vector<ScoreAnswer> answers = {answer(0, 50, 9), answer(0, 100, 4), answer(0, 185, 10), answer(1, 100, 9), answer(2, 40, 3), answer(2, 60, 5), answer(3, 40, 2), answer(3, 50, 6)};
  const auto found = impressions_of(log_of(orders, 4), answers, nps, 200, 30);
  REQUIRE(found.size() == 2);
  CHECK((found[0].customer == 0 && found[0].answers == 2));
  CHECK((found[0].last == 4 && found[0].mean == 6.5 && found[0].worst == 4 && found[0].best == 9));
  CHECK(found[0].spent_after == 2000);  // days 101 to 130
  const auto effort = impressions_of(log_of(orders, 4), answers, {SurveyMeasure::ces_low, 0, 10}, 200, 30);
  CHECK((effort[1].last == -6 && effort[1].worst == -6 && effort[1].best == -2));
}

TEST_CASE("spend is followed month by month around the first answer that allows it", "[correctness]") {
  // Two months before and after. 0: its first answer comes too early, its second is followed: 40 in the 60 days before, so 20 a month; 30 and 0 after.
  // 1: its first purchase lies less than two months before; 2: too late; 3: not in the orders.
  const std::vector<Order> orders = {{0, 0, 100}, {0, 70, 4000}, {0, 101, 1000}, {0, 130, 2000}, {1, 80, 100}, {2, 0, 100}, {0, 200, 1}};
  const std::vector<ScoreAnswer> answers = {answer(0, 50, 9), answer(0, 100, 3), answer(1, 100, 9), answer(2, 150, 9), answer(3, 100, 9)};
  const Aftermaths found = aftermaths(log_of(orders, 4), answers, nps, 200, 2);
  CHECK((found.answered == 4 && found.followed == 1));
  CHECK(found.left_out == std::array<std::uint64_t, 4>{1, 1, 0, 1});
  const Aftermath& bad = found.groups[0];
  CHECK((bad.before.n() == 1 && bad.before.mean() == 2000));
  CHECK((bad.after[0].mean() == 3000 && bad.after[1].mean() == 0));
  CHECK((bad.change[0].mean() == 1000 && bad.change[1].mean() == -2000 && bad.whole.mean() == -1000));
  CHECK(found.groups[2].before.n() == 0);
}

TEST_CASE("a contrast of two groups is Welch's t", "[correctness]") {
  // Two samples of twelve, computed with a calculator: means 5.5 and 8, variances 13 and 52.
  MeanSums one, other;
  for (int i = 0; i < 12; ++i) one.add(i), other.add(-3 + 2 * i);
  const auto found = contrast(std::vector<Weighted>{{&other, 1}, {&one, -1}});
  REQUIRE(found);
  CHECK(found->estimate.value == 2.5);
  // Standard error √(13/12 + 52/12) = 2.327373; degrees (5.41667²) ÷ ((1.08333² + 4.33333²) ÷ 11) = 16.1765; t(0.975, 16.1765) = 2.11797.
  CHECK(std::abs((found->estimate.interval->high - 2.5) / 2.327373 - 2.11797) < 1e-4);
  CHECK(std::abs(found->p - 0.2986) < 2e-4);
}

TEST_CASE("likeness of one customer's answers: the published table of six targets and four judges", "[correctness]") {
  // Shrout & Fleiss 1979, table 2: ICC(1) = .17, within mean square 6.26.
  constexpr int table[6][4] = {{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
  std::vector<ScoreAnswer> answers;
  for (std::uint32_t copy = 0; copy < 2; ++copy)  // twice, so that there are the ten customers an interval takes; that moves ICC by the degrees of freedom only
    for (std::uint32_t target = 0; target < 6; ++target)
      for (int judge = 0; judge < 4; ++judge) answers.push_back(answer(copy * 6 + target, judge, table[target][judge]));
  const Consistency found = consistency_of(answers, nps);
  CHECK((found.customers == 12 && found.answers == 48));
  REQUIRE(found.alike);
  CHECK(std::abs(found.spread->value * found.spread->value - 6.26) < 0.005);
  // Sum of squares between 56.21 (mean square 11.24 of 5); of both copies 112.42 of 11.
  const double between = 2 * 56.2083 / 11;
  CHECK(std::abs(found.alike->value - (between - 6.2639) / (between + 3 * 6.2639)) < 1e-4);
  CHECK((found.alike->interval->low < 0.17 && found.alike->interval->high > found.alike->value));
}

TEST_CASE("customers without a bad answer, beside chance, by hand", "[correctness]") {
  std::vector<ScoreAnswer> answers;
  for (std::uint32_t customer = 0; customer < 20; ++customer)  // ten always good, ten always bad, two answers each
    for (Day day = 0; day < 2; ++day) answers.push_back(answer(customer, day, customer < 10 ? 5 : 1, stars));
  const Consistency found = consistency_of(answers, stars);
  CHECK(found.without_bad.value == 0.5);
  REQUIRE(found.rows.size() == 1);
  CHECK((found.rows[0].answers == 2 && found.rows[0].customers == 20));
  CHECK(distance(found.rows[0].by_chance, 0.25) < 1e-12);
  CHECK_FALSE(found.alike);  // no spread within anybody: nothing to compute an interval from
}

TEST_CASE("on a scale in halves impressions and their spread are in points", "[correctness]") {
  constexpr ScoreScale halves{SurveyMeasure::csat, 1, 5, 2};
  std::vector<ScoreAnswer> answers;
  for (std::uint32_t customer = 0; customer < 12; ++customer) answers.push_back(answer(customer, 50, 8, halves)), answers.push_back(answer(customer, 60, 7, halves));  // 4, then 3.5
  const Consistency found = consistency_of(answers, halves);
  REQUIRE(found.spread);
  CHECK(distance(found.spread->value, std::sqrt(0.125)) < 1e-12);  // a quarter of a point to either side, with n − 1
  CHECK(found.without_bad.value == 0);
  const auto impressions = impressions_of(log_of({{0, 0, 1000}}, 1), answers, halves, 200, 30);
  REQUIRE(impressions.size() == 1);
  CHECK((impressions[0].last == 3.5 && impressions[0].mean == 3.75 && impressions[0].best == 4));
}

TEST_CASE("the interval of likeness holds the truth as often as it says", "[consistency]") {
  for (const double icc : {0.0, 0.5}) {
    Random random(11 + static_cast<std::uint64_t>(10 * icc));
    int held = 0, held_spread = 0;
    const int worlds = support::rounds(400);
    for (int world = 0; world < worlds; ++world) {
      std::vector<ScoreAnswer> answers;
      for (std::uint32_t customer = 0; customer < 80; ++customer) {
        const double own = std::sqrt(icc) * random.normal();
        const int n = 2 + static_cast<int>(random.below(4));
        for (int i = 0; i < n; ++i) answers.push_back({customer, i, 0, static_cast<std::int8_t>(std::lround(20 * (own + std::sqrt(1 - icc) * random.normal()))), 0});
      }
      const Consistency found = consistency_of(answers, nps);
      REQUIRE(found.alike);
      held += found.alike->interval->low <= icc && icc <= found.alike->interval->high;
      const double spread = 20 * std::sqrt(1 - icc);
      held_spread += found.spread->interval->low <= spread && spread <= found.spread->interval->high;
    }
    CAPTURE(icc, held, held_spread, worlds);
    CHECK(std::abs(held / double(worlds) - 0.95) < 0.02 + 2.6 * std::sqrt(0.95 * 0.05 / worlds));
    CHECK(std::abs(held_spread / double(worlds) - 0.95) < 0.02 + 2.6 * std::sqrt(0.95 * 0.05 / worlds));
  }
}

TEST_CASE("a bad answer that was planted to weigh more is found to, one that was not is not, and intervals hold", "[consistency]") {
  struct Effect {
    double bad, good;  ///< on the rate of buying after the answer
  };
  constexpr int worlds = 300;
  for (const Effect effect : {Effect{0, 0}, Effect{-0.6, 0.1}}) {
    Random random(23);
    int held = 0, clear = 0;
    for (int world = 0; world < worlds; ++world) {
      std::vector<Order> orders;
      std::vector<ScoreAnswer> answers;
      constexpr std::uint32_t customers = 450;
      constexpr Day asked = 200, last = 400;
      constexpr double rate = 0.05;
      for (std::uint32_t customer = 0; customer < customers; ++customer) {
        const int score = customer % 3 == 0 ? 3 : customer % 3 == 1 ? 7 : 10;
        const double after = rate * (1 + (score == 3 ? effect.bad : score == 10 ? effect.good : 0));
        orders.push_back({customer, 0, 100});
        for (double day = random.exponential(rate); day < asked; day += random.exponential(rate)) orders.push_back({customer, static_cast<Day>(day), 1000 + Minor(random.below(1000))});
        for (double day = asked + 1 + random.exponential(after); day < last; day += random.exponential(after)) orders.push_back({customer, static_cast<Day>(day), 1000 + Minor(random.below(1000))});
        answers.push_back(answer(customer, asked, score));
      }
      const Aftermaths found = aftermaths(log_of(orders, customers), answers, nps, last, 6);
      const auto more = contrast(std::vector<Weighted>{{&found.groups[1].whole, 2}, {&found.groups[0].whole, -1}, {&found.groups[2].whole, -1}});
      REQUIRE(more);
      const double truth = -(effect.bad + effect.good) * rate * 180 * 1499.5;
      held += more->estimate.interval->low <= truth && truth <= more->estimate.interval->high;
      clear += more->p < 0.05;
    }
    CAPTURE(effect.bad, held, clear, worlds);
    CHECK(std::abs(held / double(worlds) - 0.95) < 0.02 + 2.6 * std::sqrt(0.95 * 0.05 / worlds));
    if (effect.bad == 0) CHECK(clear <= worlds * 0.05 + 2.6 * std::sqrt(worlds * 0.05 * 0.95));
    else CHECK(clear > worlds * 0.9);
  }
}
