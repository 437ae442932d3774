// Payments and subscriptions → contracts: by hand for what each rule says, by a second, slow road for what they say together.
#include "metrics/contracts.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <initializer_list>

#include "../support/billing.h"
#include "../support/shop.h"

using namespace lifeworth;
using test::day;

namespace {

struct Paid {
  const char* day;
  Minor amount = 1000;
};

Contracts of(std::initializer_list<Paid> payments, const char* end, BillingPeriod period = BillingPeriod::month) {
  std::vector<Order> orders;
  for (const auto& [iso, amount] : payments) orders.push_back({0, day(iso), amount});
  return contracts_of(TransactionLog(orders, 1), period, day(end));
}

struct Row {
  std::uint32_t customer;
  const char *start, *end = nullptr;
  Minor amount = 1000;
};
Contracts of(std::initializer_list<Row> rows, const char* end, BillingPeriod period = BillingPeriod::month) {
  Records records;
  records.kind = RecordKind::subscriptions;
  for (const Row& row : rows) {
    records.customers.push_back(row.customer);
    records.days.push_back(day(row.start));
    records.ends.push_back(row.end ? day(row.end) : no_day);
    records.amounts.push_back(row.amount);
  }
  const Records* file = &records;
  return contracts_of(std::span(&file, 1), period, day(end));
}

}  // namespace

TEST_CASE("a contract ends when the next payment is overdue by more than the grace, and not before", "[correctness]") {
  // Paid on 5 January and 5 February; the next was due on 5 March, and 15 days of grace last to 20 March.
  const Contracts before = of({{"2024-01-05"}, {"2024-02-05"}}, "2024-03-20");
  REQUIRE(before.all.size() == 1);
  CHECK_FALSE(before.all[0].ended);
  CHECK(before.all[0].renewals == 1);
  CHECK(before.all[0].decided == 1);
  CHECK(before.all[0].due == day("2024-03-05"));
  const Contracts after = of({{"2024-01-05"}, {"2024-02-05"}}, "2024-03-21");
  CHECK(after.all[0].ended);
  CHECK(after.active() == 0);
  // It left at the end of period 2.
  const auto lengths = lengths_of(after);
  REQUIRE(lengths.size() == 1);
  CHECK(lengths[0].periods == 2);
  CHECK(lengths[0].ended);
}

TEST_CASE("a renewal is decided when its time is over, however early it was paid", "[correctness]") {
  CHECK(of({{"2024-01-05"}, {"2024-02-05"}}, "2024-02-20").all[0].decided == 0);
  CHECK(of({{"2024-01-05"}, {"2024-02-05"}}, "2024-02-21").all[0].decided == 1);
  CHECK(of({{"2024-01-05"}, {"2024-02-05"}}, "2024-02-20").all[0].renewals == 1);
}

TEST_CASE("a retry moves the due day, a second order in a period does not; a skipped payment ends the contract and the next begins another", "[correctness]") {
  const Contracts retried = of({{"2024-01-01"}, {"2024-02-01"}, {"2024-03-12"}, {"2024-04-01"}, {"2024-05-01"}}, "2024-05-10");
  REQUIRE(retried.all.size() == 1);
  CHECK(retried.all[0].renewals == 4);
  const Contracts added = of({{"2024-01-01"}, {"2024-01-09", 500}, {"2024-02-01"}}, "2024-02-02");
  CHECK(added.all[0].renewals == 1);
  CHECK(added.all[0].payment == 1250);
  const Contracts skipped = of({{"2024-01-01"}, {"2024-02-01"}, {"2024-04-01"}}, "2024-04-02");
  REQUIRE(skipped.all.size() == 2);
  CHECK(skipped.all[0].ended);
  CHECK(skipped.all[0].renewals == 1);
  CHECK(skipped.came_back == 1);
  CHECK(skipped.customers == 1);
  // The end of January and the missed due day of 1 March; 1 April's grace is not over.
  CHECK(skipped.could_be_decided(skipped.all[0]) == 2);
}

TEST_CASE("refunds lower what a contract pays; what comes after the end is not looked at", "[correctness]") {
  const Contracts contracts = of({{"2024-01-01"}, {"2024-01-20", -400}, {"2024-02-01"}, {"2024-03-01"}}, "2024-02-28");
  CHECK(contracts.all[0].payment == 800);
  CHECK(contracts.all[0].renewals == 1);
}

TEST_CASE("who pays by another period is left out and counted", "[correctness]") {
  std::vector<Order> orders;
  for (int i = 0; i < 4; ++i) orders.push_back({0, periods_after(day("2020-01-31"), BillingPeriod::month, i), 1}), orders.push_back({1, periods_after(day("2020-01-31"), BillingPeriod::year, i), 1});
  const TransactionLog log(orders, 2);
  const Contracts monthly = contracts_of(log, BillingPeriod::month, log.last_day());
  CHECK(monthly.other_rhythm == 1);
  CHECK(monthly.all.size() == 1);
  CHECK(contracts_of(log, BillingPeriod::year, log.last_day()).all[0].customer == 1);
}

TEST_CASE("a file that begins in the midst of contracts does not tell their age", "[correctness]") {
  std::vector<Order> orders;
  const Day first = day("2023-01-01");
  std::uint32_t customer = 0;
  const auto begin = [&](Day start) {
    for (int t = 0; periods_after(start, BillingPeriod::month, t) <= first + 700; ++t) orders.push_back({customer, periods_after(start, BillingPeriod::month, t), 1000});
    ++customer;
  };
  for (int i = 0; i < 300; ++i) begin(first + i % 30);
  for (int i = 0; i < 40; ++i) begin(first + 60 + 15 * i);
  const TransactionLog log(orders, customer);
  const Contracts contracts = contracts_of(log, BillingPeriod::month, first + 700);
  CHECK(std::ranges::count_if(contracts.all, [](const Contract& contract) { return !contract.age_known; }) == 300);
  std::uint64_t counted = 0;
  for (const ContractLength& length : lengths_of(contracts)) counted += length.contracts;
  CHECK(counted == 40);
}

TEST_CASE("subscriptions: whole periods, ends in the midst of one, and those that follow each other", "[correctness]") {
  const Contracts contracts = of({{0, "2024-01-31"}, {1, "2024-01-31", "2024-03-31"}, {2, "2024-01-31", "2024-02-10"}, {3, "2024-05-20", "2024-05-25"}}, "2024-06-01");
  REQUIRE(contracts.all.size() == 4);
  CHECK(contracts.all[0].renewals == 4);  // 29 February, 31 March, 30 April, 31 May
  CHECK_FALSE(contracts.all[0].ended);
  CHECK(contracts.all[1].ended);
  CHECK(contracts.all[1].renewals == 1);  // left at the end of the second month
  CHECK(contracts.all[2].ended);
  CHECK(contracts.all[2].renewals == 0);
  CHECK_FALSE(contracts.all[3].ended);  // cancelled, but paid until 20 June: nobody of this age has been asked yet
  CHECK(contracts.all[3].leaving);
  CHECK(contracts.could_be_decided(contracts.all[2]) == 4);

  const Contracts upgraded = of({{0, "2024-01-01", "2024-03-01", 1000}, {0, "2024-03-02", nullptr, 3000}}, "2024-05-01");
  REQUIRE(upgraded.all.size() == 1);
  CHECK_FALSE(upgraded.all[0].ended);
  CHECK(std::abs(upgraded.all[0].payment - (61 * 1000 + 61 * 3000) / 122.0) < 1e-9);
  const Contracts again = of({{0, "2024-01-01", "2024-03-01"}, {0, "2024-03-17"}}, "2024-05-01");
  CHECK(again.all.size() == 2);
  CHECK(again.came_back == 1);
  // An end after the observation end is not known yet; a start after it is nobody.
  const Contracts then = of({{0, "2024-01-01", "2024-09-01"}, {1, "2024-06-01"}, {2, "2024-03-01", "2024-02-01"}}, "2024-05-01");
  REQUIRE(then.all.size() == 1);
  CHECK_FALSE(then.all[0].ended);
  CHECK_FALSE(then.all[0].leaving);
}

TEST_CASE("yearly subscriptions are told by how long they lasted", "[correctness]") {
  Records records;
  records.kind = RecordKind::subscriptions;
  for (std::uint32_t i = 0; i < 12; ++i) {
    records.customers.push_back(i);
    records.days.push_back(day("2018-03-01") + Day(i) * 20);
    records.ends.push_back(periods_after(records.days.back(), BillingPeriod::year, 1 + int(i) % 3) - 1);
  }
  const Records* file = &records;
  CHECK(period_of(std::span(&file, 1), day("2024-01-01")) == BillingPeriod::year);
  for (Day& end : records.ends) end += 45;
  CHECK(period_of(std::span(&file, 1), day("2024-01-01")) == BillingPeriod::month);
}

TEST_CASE("simulated contracts come back as they were, payment by payment", "[consistency]") {
  Random random(11);
  for (const BillingPeriod period : billing_periods) {
    const test::Billing billing{period, 0.2, period == BillingPeriod::week ? 1 : 2, period == BillingPeriod::week ? 0 : 0.1, 7, 0};
    const Day first = 18'000, end = first + Day(14 * days_of(period));
    std::vector<Order> orders;
    std::vector<std::pair<Day, int>> truth;  // start and length
    for (std::uint32_t customer = 0; customer < 300; ++customer) {
      const Day start = first + Day(random.below(std::uint64_t(10 * days_of(period))));
      const int life = test::simulated_life(random, {1, 2}, 30);
      truth.emplace_back(start, life);
      test::bill(random, billing, start, life, end, [&](Day paid) { orders.push_back({customer, paid, 100}); });
    }
    const Contracts contracts = contracts_of(TransactionLog(orders, 300), period, end);
    REQUIRE(contracts.all.size() + contracts.other_rhythm == 300);
    CHECK(contracts.other_rhythm == 0);
    for (const Contract& contract : contracts.all) {
      const auto& [start, life] = truth[contract.customer];
      INFO(code_of(period) << ", customer " << contract.customer << " from " << start << " for " << life);
      // The due day may have moved with the last payment, by a week at most.
      const Day missed = periods_after(start, period, life);
      if (contract.ended) {
        CHECK(contract.renewals + 1 == life);
        CHECK(missed + contracts.grace < end);
      } else {
        CHECK(missed + contracts.grace + 8 >= end);
      }
      CHECK(contract.payment == 100);
      CHECK(contract.decided <= contract.renewals);
    }
  }
}
