// Contract or not by the rhythm of payments: billing with all its slips is called a contract at each period; customers who come at random, at whatever rate, and
// those of steady habits never are.
#include "metrics/payment_rhythm.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <vector>

#include "../support/billing.h"
#include "../support/shop.h"

using namespace lifeworth;

namespace {

constexpr Day first = 18'000;

TransactionLog log_from(std::vector<Order> orders, std::uint32_t customers) { return TransactionLog(orders, customers); }

/// Erlang gaps of a mean of `mean` days; shape 1 is a Poisson process.
TransactionLog shop(std::uint64_t seed, double mean, int shape, Day days, std::uint32_t customers) {
  Random random(seed);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    double time = random.uniform() * days / 2;
    for (; time < days; time += random.gamma(shape, shape / mean)) orders.push_back({customer, first + Day(time), 1000});
  }
  return log_from(std::move(orders), customers);
}

TransactionLog billed(std::uint64_t seed, const test::Billing& billing, Day days, std::uint32_t customers) {
  Random random(seed);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const Day start = first + Day(random.below(std::uint64_t(days / 2)));
    const int life = test::simulated_life(random, {1.2, 8}, 2000);
    test::bill(random, billing, start, life, first + days, [&](Day day) { orders.push_back({customer, day, 1000}); });
  }
  return log_from(std::move(orders), customers);
}

}  // namespace

TEST_CASE("billing with late, retried and skipped payments is a contract, and its period is found", "[consistency]") {
  const struct {
    test::Billing billing;
    Day days;
  } cases[] = {{{BillingPeriod::week, 0.15, 1, 0.05, 3, 0.02}, 500}, {{BillingPeriod::four_weeks}, 1100}, {{BillingPeriod::month}, 1100},
               {{BillingPeriod::quarter}, 1500},                     {{BillingPeriod::half_year}, 2500},  {{BillingPeriod::year, 0.2, 3, 0.1, 20}, 3600}};
  for (const auto& [billing, days] : cases)
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const PaymentRhythm rhythm = payment_rhythm(billed(seed, billing, days, 150), first + days);
      INFO(code_of(billing.period) << ", seed " << seed << ": " << rhythm.fitting << " of " << rhythm.gaps << " gaps, " << rhythm.regular << " of " << rhythm.customers);
      CHECK(contractual(rhythm) == Contractual::contract);
      CHECK(rhythm.period == billing.period);
    }
}

TEST_CASE("purchases at random are no contract, whatever their rate", "[consistency]") {
  for (const double mean : {1.0, 2.0, 4.0, 7.0, 10.0, 15.0, 21.0, 28.0, 30.4, 45.0, 60.0, 91.0, 130.0, 182.0, 250.0, 365.0})
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const PaymentRhythm rhythm = payment_rhythm(shop(seed, mean, 1, 1500, 60), first + 1500);
      INFO("a purchase in " << mean << " days, seed " << seed << ": " << rhythm.fitting << " of " << rhythm.gaps << " gaps");
      const Contractual found = contractual(rhythm);
      CHECK((found == Contractual::no_contract || found == Contractual::too_few));
      // The bound of the header, with three standard errors for chance.
      if (rhythm.gaps > 300) CHECK(rhythm.share() < 0.2 + 3 * std::sqrt(0.16 / double(rhythm.gaps)));
    }
}

TEST_CASE("customers of steady habits are no contract either", "[consistency]") {
  for (const double mean : {7.0, 28.0, 30.4, 91.0, 182.0, 365.0}) {
    const PaymentRhythm rhythm = payment_rhythm(shop(3, mean, 4, 3000, 200), first + 3000);
    INFO(mean << ": " << rhythm.share());
    CHECK(contractual(rhythm) == Contractual::no_contract);
  }
}

TEST_CASE("months end on different days, and a skipped payment counts against", "[correctness]") {
  const auto rhythm = [](std::initializer_list<const char*> days) {
    std::vector<Order> orders;
    for (const char* day : days) orders.push_back({0, test::day(day), 1});
    const TransactionLog log(orders, 1);
    return payment_rhythm(log, log.last_day());
  };
  const PaymentRhythm ends = rhythm({"2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"});
  CHECK(ends.period == BillingPeriod::month);
  CHECK(ends.fitting == 5);
  CHECK(ends.regular == 1);
  const PaymentRhythm skipped = rhythm({"2024-01-05", "2024-02-05", "2024-04-05", "2024-05-05"});
  CHECK(skipped.fitting == 2);
  CHECK(skipped.regular == 0);
  CHECK(rhythm({"2024-01-05", "2024-02-02", "2024-03-01", "2024-03-29"}).period == BillingPeriod::four_weeks);
  // Two orders of a day are one purchase, a third day is needed.
  CHECK(rhythm({"2024-01-05", "2024-01-05", "2024-02-05"}).customers == 0);
  CHECK(rhythm({"2024-01-05", "2024-01-05", "2024-02-05", "2024-03-06"}).gaps == 2);
}

TEST_CASE("nine customers do not tell; half a contract is not clear", "[correctness]") {
  std::vector<Order> orders;
  const auto add = [&](std::uint32_t customer, Day step, Day off) {
    for (int i = 0; i < 6; ++i) orders.push_back({customer, first + step * i + (i % 2 ? off : 0), 1});
  };
  for (std::uint32_t customer = 0; customer < 9; ++customer) add(customer, 7, 0);
  CHECK(contractual(payment_rhythm(TransactionLog(orders, 9), first + 100)) == Contractual::too_few);
  add(9, 7, 0);
  CHECK(contractual(payment_rhythm(TransactionLog(orders, 10), first + 100)) == Contractual::contract);
  for (std::uint32_t customer = 10; customer < 19; ++customer) add(customer, 11, 1);
  CHECK(contractual(payment_rhythm(TransactionLog(orders, 19), first + 100)) == Contractual::unclear);
}

TEST_CASE("a period of one's own needs more than half of the gaps, and that they miss the other one", "[correctness]") {
  using Days = std::vector<Day>;
  using enum BillingPeriod;
  CHECK(keeps_to_another(Days{0, 7, 14, 40}, month));
  CHECK_FALSE(keeps_to_another(Days{0, 7, 14, 40}, week));
  CHECK_FALSE(keeps_to_another(Days{0, 7, 40}, month));
  CHECK_FALSE(keeps_to_another(Days{0, 28}, month));  // four weeks, and a month that came two days early
  CHECK_FALSE(keeps_to_another(Days{0}, month));
  CHECK_FALSE(keeps_to_another(Days{}, month));
}

TEST_CASE("shares of gaps that keep to a period, by who pays", "[.study]") {
  const auto print = [](const char* who, double of, auto&& make) {
    double low = 1, high = 0, fewest = 1;
    for (std::uint64_t seed = 100; seed < 200; ++seed) {
      const PaymentRhythm rhythm = make(seed);
      if (rhythm.customers < fewest_with_rhythm) continue;
      low = std::min(low, rhythm.share()), high = std::max(high, rhythm.share()), fewest = std::min(fewest, rhythm.regular_share());
    }
    std::printf("%s, %5.1f days: %.2f to %.2f of the gaps, %.2f of the customers at least\n", who, of, low, high, fewest);
  };
  for (const BillingPeriod period : billing_periods) {
    const test::Billing billing = period == BillingPeriod::week ? test::Billing{period, 0.15, 1, 0.05, 3, 0.02} : test::Billing{period};
    const Day days = Day(30 * days_of(period));
    print("billed", days_of(period), [&](std::uint64_t seed) { return payment_rhythm(billed(seed, billing, days, 150), first + days); });
    const double mean = days_of(period);
    for (const auto& [shape, name] : {std::pair(1, "at random"), std::pair(4, "Erlang-4"), std::pair(8, "Erlang-8")})
      print(name, mean, [&](std::uint64_t seed) { return payment_rhythm(shop(seed, mean, shape, days, 150), first + days); });
  }
}
