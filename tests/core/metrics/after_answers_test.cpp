#include "metrics/after_answers.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "base/random.h"

using namespace lifeworth;

namespace {

constexpr ScoreScale nps{};

ScoreAnswer answer_of(std::uint32_t customer, Day day, int score) { return {customer, day, 0, static_cast<std::int8_t>(score), static_cast<std::int8_t>(nps.mark(score))}; }

std::uint64_t left_out(const AfterAnswers& after, NotFollowed reason) { return after.left_out[static_cast<std::size_t>(reason)]; }

}  // namespace

TEST_CASE("the last answer with whole windows is followed, and everybody else is counted by the first reason that holds", "[correctness]") {
  // Orders are known from day 0 to day 100; windows of ten days.
  const std::vector<Order> orders = {{0, 0, 500}, {0, 45, 700}, {0, 55, -200}, {0, 58, 900}, {0, 66, 100}, {1, 20, 100}, {2, 95, 100}, {3, 1, 100}, {4, 50, 100}, {5, 100, 100}};
  const TransactionLog log(orders, 6);
  std::vector<ScoreAnswer> answers = {answer_of(0, 30, 3), answer_of(0, 50, 9), answer_of(0, 95, 2),  // the last one comes too late, the one before is followed
                                      answer_of(1, 91, 7),                                            // too late
                                      answer_of(2, 60, 7),                                            // bought later
                                      answer_of(3, 5, 10),                                            // too early
                                      answer_of(4, 50, 6),                                            // bought on the day of the answer for the first time
                                      answer_of(9, 50, 6)};                                           // not in the orders
  const std::vector<Contact> contacts = {{0, 49}, {0, 50}, {0, 51}, {0, 60}, {0, 61}, {3, 55}};
  const AfterAnswers after = after_answers(log, answers, contacts, nps, 100, 10);
  CHECK(after.answered == 6);
  CHECK(left_out(after, NotFollowed::too_late) == 1);
  CHECK(left_out(after, NotFollowed::bought_later) == 2);
  CHECK(left_out(after, NotFollowed::too_early) == 1);
  CHECK(left_out(after, NotFollowed::not_in_orders) == 1);
  REQUIRE(after.customers.size() == 1);
  const AfterAnswer& one = after.customers.front();
  CHECK(one.day == 50);
  CHECK(one.score == 9);
  CHECK(one.group == 2);
  CHECK(one.spend.before == 700);    // days 40 to 49
  CHECK(one.spend.after == 700);     // 900 − 200
  CHECK(one.spend.orders_after == 1);
  CHECK(one.refunded);
  CHECK(one.contacts == 2);          // days 51 and 60
  CHECK(one.later_known);
  CHECK(one.later.after == 100);     // days 61 to 70
  CHECK(one.later.orders_after == 1);
}

TEST_CASE("in random shops every customer who answered is followed or left out, with the sums of the rows", "[consistency]") {
  Random random(77);
  for (int round = 0; round < 200; ++round) {
    std::vector<Order> orders;
    const auto customers = static_cast<std::uint32_t>(1 + random.below(20));
    for (std::uint32_t customer = 0; customer < customers; ++customer)
      for (auto count = random.below(8); count > 0; --count) orders.push_back({customer, static_cast<Day>(random.below(200)), static_cast<Minor>(random.below(900)) - 100});
    orders.push_back({customers, 0, 10}), orders.push_back({customers, 199, 10});
    const TransactionLog log(orders, customers + 1);
    std::vector<ScoreAnswer> answers;
    for (std::uint32_t customer = 0; customer < customers + 2; ++customer)
      for (auto count = random.below(4); count > 0; --count) answers.push_back(answer_of(customer, static_cast<Day>(random.below(220)), static_cast<int>(random.below(11))));
    sort_answers(answers);
    const int window = static_cast<int>(1 + random.below(60));
    const AfterAnswers after = after_answers(log, answers, {}, nps, 199, window);
    std::uint64_t all = after.customers.size();
    for (const std::uint64_t n : after.left_out) all += n;
    REQUIRE(all == after.answered);
    for (const AfterAnswer& each : after.customers) {
      double before = 0, later = 0, further = 0;
      for (const Order& order : orders) {
        if (order.customer != each.customer) continue;
        const int days = order.day - each.day;
        const auto amount = static_cast<double>(order.amount);
        if (days < 0 && days >= -window) before += amount;
        if (days > 0 && days <= window) later += amount;
        if (days > window && days <= 2 * window) further += amount;
      }
      REQUIRE(each.spend.before == before);
      REQUIRE(each.spend.after == later);
      REQUIRE(each.later.after == further);
      REQUIRE(each.later_known == (each.day + 2 * window <= 199));
    }
  }
}
