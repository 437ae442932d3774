// When customers have paid back: the calculators' closed forms from customers that live them, ratios by hand, intervals by simulated shops of known truth.
#include "metrics/payback.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "base/random.h"
#include "scenarios/payback.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

Day day(int year, unsigned month, unsigned date) { return *day_of({year, month, date}); }

std::vector<AcquisitionMonth> months_from(Day begin, std::size_t n, double spend) {
  std::vector<AcquisitionMonth> months;
  for (std::size_t i = 0; i < n; ++i) {
    const Day first = add_months(begin, static_cast<int>(i));
    months.push_back({month_index(first), {first, add_months(first, 1) - 1}, true, spend, 0});
  }
  return months;
}

/// Customers of one day; each month retention's share of them stays and brings `margin`.
TransactionLog leaving(std::uint32_t customers, Minor margin, double retention, int months) {
  std::vector<Order> orders;
  for (int month = 0; month < months; ++month)
    for (std::uint32_t customer = 0; customer < std::llround(customers * std::pow(retention, month)); ++customer) orders.push_back({customer, add_months(day(2022, 1, 10), month), margin});
  return TransactionLog(orders, customers);
}

Payback payback_of(const TransactionLog& log, double cost, std::uint64_t draws = 200) {
  const auto months = months_from(day(2022, 1, 1), 1, cost * double(log.customers()));
  return PaybackTable(log, 1, months, 0, day(2026, 1, 1), 36).payback({}, 36, draws, 1);
}

std::uint64_t poisson(Random& random, double mean) {
  std::uint64_t count = 0;
  for (double time = random.exponential(1); time < mean; time += random.exponential(1)) ++count;
  return count;
}

/// A shop of known truth: so many new customers a month, who stay with a probability each month and then bring gamma(2) around a mean.
struct Shop {
  double customers = 40, mean = 1'000, retention = 0.85, spend = 160'000, phi = 1;
  int months = 18;
  Day begin = day(2023, 1, 1);
  Day end() const { return add_months(begin, months) - 1; }
  double value_at(int age) const { return mean * (1 - std::pow(retention, std::max(age, 1))) / (1 - retention); }

  struct Drawn {
    TransactionLog log;
    std::vector<AcquisitionMonth> months;
  };
  Drawn draw(Random& random) const {
    std::vector<Order> orders;
    std::uint32_t customer = 0;
    auto own = months_from(begin, static_cast<std::size_t>(months), spend);
    for (AcquisitionMonth& month : own) {
      const double expected = phi > 1 ? random.gamma(customers / (phi - 1), 1 / (phi - 1)) : customers;
      month.customers = double(poisson(random, expected));
      for (int i = 0; i < int(month.customers); ++i, ++customer) {
        const Day joined = month.days.first + Day(random.below(std::uint64_t(month.days.days())));
        for (int k = 0;; ++k) {
          const Day bought = add_months(joined, k);
          if (bought > end()) break;
          orders.push_back({customer, bought, std::max<Minor>(1, std::llround(random.gamma(2, 2 / mean)))});
          if (random.uniform() > retention) break;
        }
      }
    }
    return {TransactionLog(orders, customer), own};
  }
};

double share(int held, int of) { return double(held) / double(of); }

}  // namespace

TEST_CASE("customers who live the calculators' closed forms pay back when these say: 15.0, 19.63, never", "[correctness]") {
  // m = 20, CAC = 300, margin at the end of each month: a purchase on the first day and each month after.
  const auto plain = payback_of(leaving(100, 2'000, 1, 40), 30'000);
  REQUIRE(plain.months);
  CHECK(distance(*plain.months, payback_plain({30'000}, {2'000}).value) < 1e-12);
  CHECK(distance(*plain.months, 15.0) < 1e-12);
  const auto churning = payback_of(leaving(20'000, 2'000, 0.97, 40), 30'000);
  REQUIRE(churning.months);
  const double closed = payback_discounted({30'000}, {2'000}, {0.97}, {0}).value;
  CHECK(std::abs(closed - 19.63) < 0.005);
  CHECK(std::abs(*churning.months - closed) < 0.01);  // a straight line between the ages for a curve
  const auto beyond = payback_of(leaving(10'000, 2'000, 0.97, 40), 70'000);
  CHECK_FALSE(beyond.months);
  CHECK_FALSE(beyond.low);
  CHECK_FALSE(beyond.high);
  CHECK(beyond.ages.size() == 37);
  CHECK(beyond.ages.back().chance == 0);
}

TEST_CASE("paid back by the first order", "[correctness]") {
  const auto at_once = payback_of(leaving(50, 2'000, 1, 3), 1'000);
  REQUIRE(at_once.months);
  CHECK(*at_once.months == 0);
  CHECK(at_once.ages.front().chance > 0.99);
}

TEST_CASE("where all of the cost comes with each customer, how many come says nothing", "[correctness]") {
  const TransactionLog log = leaving(100, 2'000, 1, 40);
  const auto months = months_from(day(2022, 1, 1), 1, 0);
  const Payback found = PaybackTable(log, 1, months, 30'000, day(2026, 1, 1), 36).payback({4, 10, 12}, 36, 200, 1);
  REQUIRE((found.months && found.low && found.high));
  for (const double month : {*found.months, *found.low, *found.high}) CHECK(distance(month, 15.0) < 1e-12);
}

TEST_CASE("ratios by hand: ages, refunds, cohorts too young, onboarding", "[correctness]") {
  const Day january = day(2024, 1, 1), until = day(2024, 4, 30);
  const std::vector<Order> orders = {
      {0, january, 1'000},      {0, january + 20, 500}, {0, day(2024, 2, 1), 700},  // the first month ends on 31 January
      {1, january + 30, 2'000}, {1, day(2024, 3, 15), -400},                     // a refund of what was bought on 31 January
      {2, day(2024, 2, 29), 300}, {2, day(2024, 3, 28), 50}, {2, day(2024, 3, 29), 60},
      {3, day(2024, 4, 1), 900},
      {4, day(2024, 1, 5), -50}, {4, day(2024, 5, 20), 1},  // no purchase by the end
  };
  const TransactionLog log(orders, 5);
  auto months = months_from(january, 4, 1'000);
  const PaybackTable table(log, 0.5, months, 100, until, 36);
  REQUIRE(table.cohorts().size() == 4);
  CHECK(table.cohorts()[0].customers == 2);
  CHECK(table.cohorts()[0].reached == 3);  // who joined on 31 January is three months old on 30 April
  CHECK(table.cohorts()[1].reached == 2);
  CHECK(table.cohorts()[3].reached == 0);
  const auto ratio = [&](std::size_t cohort, int age) { return table.ratio(table.cohorts()[cohort], age, {}); };
  CHECK(distance(ratio(0, 0)->value, 0.5 * (1'000 + 1'600) / 1'200) < 1e-12);
  CHECK(distance(ratio(0, 1)->value, 0.5 * (1'500 + 1'600) / 1'200) < 1e-12);
  CHECK(distance(ratio(0, 2)->value, 0.5 * (2'200 + 1'600) / 1'200) < 1e-12);
  CHECK(distance(ratio(1, 1)->value, 0.5 * 350 / 1'100) < 1e-12);  // the first month ends on 28 March
  CHECK(distance(ratio(1, 2)->value, 0.5 * 410 / 1'100) < 1e-12);
  CHECK_FALSE(ratio(1, 3));
  CHECK_FALSE(ratio(2, 0));  // nobody joined in March
  CHECK_FALSE(ratio(0, 2)->interval);  // two customers
  CHECK(distance(table.ratio(0, {})->value, 0.5 * (2'600 + 300 + 900) / (4'000 + 400)) < 1e-12);
  CHECK(distance(table.ratio(2, {})->value, 0.5 * (3'800 + 410) / (2'000 + 300)) < 1e-12);
  CHECK(table.payback({}, 24, 200, 1).ages.empty());  // fewer than ten customers
}

TEST_CASE("one seed, one band; another seed, nearly the same", "[consistency]") {
  Random random(2);
  const Shop shop;
  const auto [log, months] = shop.draw(random);
  const PaybackTable table(log, 1, months, 0, shop.end(), 24);
  const Payback first = table.payback({}, 24, 400, 7), again = table.payback({}, 24, 400, 7), other = table.payback({}, 24, 400, 8);
  REQUIRE(first.months);
  CHECK(first.low == again.low);
  CHECK(first.high == again.high);
  CHECK(first.low != other.low);
  CHECK(std::abs(*first.low - *other.low) < 0.3);
  for (std::size_t i = 1; i < first.ages.size(); ++i) CHECK(first.ages[i].chance >= first.ages[i - 1].chance);
  CHECK(first.low <= first.months);
  CHECK(first.months <= first.high);
  CHECK(table.payback({}, 3, 400, 7).ages.size() == 4);
}

TEST_CASE("intervals of value ÷ cost hold 93 to 97 %, of small cohorts and of all, scattered months and onboarding included", "[correctness][slow]") {
  struct Setting {
    double phi, each;
  };
  for (const auto& [phi, each] : {Setting{1, 0}, Setting{1, 1'500}, Setting{4, 0}}) {
    Random random(41);
    Shop shop;
    shop.phi = phi;
    std::array<int, 3> held{};
    constexpr int shops = 600;
    for (int i = 0; i < shops; ++i) {
      const auto [log, months] = shop.draw(random);
      const PaybackTable table(log, 1, months, each, shop.end(), 12);
      const CountScatter scatter = scatter_of(months);
      const auto truth = [&](int age) { return shop.value_at(age) * shop.customers / (shop.spend + each * shop.customers); };
      const auto holds = [](const std::optional<Estimate>& estimate, double value) { return estimate && estimate->interval && estimate->interval->low <= value && value <= estimate->interval->high; };
      held[0] += holds(table.ratio(table.cohorts()[3], 3, scatter), truth(3));
      held[1] += holds(table.ratio(table.cohorts()[2], 12, scatter), truth(12));
      held[2] += holds(table.ratio(6, scatter), truth(6));
    }
    CAPTURE(phi, each, held[0], held[1], held[2]);
    for (const int each_held : held) {
      CHECK(share(each_held, shops) >= 0.93);
      CHECK(share(each_held, shops) <= 0.975);
    }
  }
}

namespace {

/// How often the payback's interval holds the truth.
double payback_held(Shop shop, int shops, std::uint64_t draws) {
  Random random(77);
  const double cost = shop.spend / shop.customers;
  int age = 1;
  while (shop.value_at(age) < cost) ++age;
  const double before = age > 1 ? shop.value_at(age - 1) : 0, truth = age - 1 + (cost - before) / (shop.value_at(age) - before);
  int held = 0, early = 0;
  for (int i = 0; i < shops; ++i) {
    const auto [log, months] = shop.draw(random);
    const PaybackTable table(log, 1, months, 0, shop.end(), 14);
    const Payback found = table.payback(scatter_of(months), 14, draws, 1);
    held += found.low && *found.low <= truth && (!found.high || truth <= *found.high);
    early += found.high && truth > *found.high;
  }
  UNSCOPED_INFO("too early: " << early);
  return share(held, shops);
}

}  // namespace

TEST_CASE("the payback's interval holds 93 to 97 %", "[correctness][slow]") {
  for (const double phi : {1.0, 4.0}) {
    Shop shop{.customers = 25, .spend = 100'000, .phi = phi};
    const double held = payback_held(shop, 300, 200);
    CAPTURE(phi, held);
    CHECK(held >= 0.92);
    CHECK(held <= 0.98);
  }
}

TEST_CASE("the payback's interval in more shops", "[.study]") {
  for (const double phi : {1.0, 4.0})
    for (const double customers : {15.0, 100.0}) {
      const double held = payback_held({.customers = customers, .spend = customers * 4'000, .phi = phi}, 2'000, 500);
      WARN("φ " << phi << ", " << customers << " new customers a month: " << held);
      CHECK(held >= 0.93);
      CHECK(held <= 0.975);
    }
}

TEST_CASE("tables drawn together, a few draws at a time, come to what each comes to alone", "[consistency]") {
  Random random(3);
  const Shop shop;
  const auto [log, months] = shop.draw(random);
  const PaybackTable plain(log, 1, months, 50, shop.end(), 24), less(discounted_since_first(log, 0.4), 1, months, 50, shop.end(), 12);
  const CountScatter scatter{3, 10, 12};
  PaybackDraws together({&plain, &less}, scatter, 12, 300, 7);
  CHECK(together.payback(0).draws == 0);
  CHECK_FALSE(together.payback(0).low);
  double before = together.drawn();
  CHECK(before == 0);
  while (together.drawn() < 1) {
    together.draw(1);
    CHECK(together.drawn() > before);
    before = together.drawn();
  }
  const std::array own = {plain.payback(scatter, 12, 300, 7), less.payback(scatter, 12, 300, 7)};
  for (std::size_t i = 0; i < own.size(); ++i) {
    const Payback found = together.payback(i);
    CHECK(found.draws == 300);
    REQUIRE(found.low);
    CHECK(found.months == own[i].months);
    CHECK(found.low == own[i].low);
    CHECK(found.high == own[i].high);
    REQUIRE(found.ages.size() == own[i].ages.size());
    for (std::size_t age = 0; age < found.ages.size(); ++age) CHECK(found.ages[age].chance == own[i].ages[age].chance);
  }
  CHECK(*own[1].low > *own[0].low);
}
