// "repeat" and "cohorts" through a session: waits that are over, waits that are not, and the rule for who is still a customer.
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "../support/literature.h"
#include "../support/result_json.h"
#include "../support/session_run.h"
#include "../support/shop.h"
#include "metrics/cohort_values.h"
#include "metrics/repeat_curve.h"
#include "metrics/share.h"
#include "models/survival.h"
#include "results/cohorts.h"
#include "results/repeat.h"

using namespace lifeworth;
using test::day;
using test::ResultJson;

namespace {

bool near(double left, double right, double within = 1e-12) { return std::abs(left - right) <= within; }

/// Twenty customers who first buy on one day; customer c of the first twelve buys again 10·(c+1) days later, three of these once more, 5 days after.
TransactionLog twenty() {
  std::vector<Order> orders;
  const Day first = day("2023-01-01");
  for (std::uint32_t c = 0; c < 20; ++c) {
    orders.push_back({c, first, 1000});
    if (c < 12) orders.push_back({c, first + 10 * (Day(c) + 1), 1000});
    if (c < 3) orders.push_back({c, first + 10 * (Day(c) + 1) + 5, 1000});
  }
  return TransactionLog(orders, 20);
}

}  // namespace

TEST_CASE("where everybody is watched for long enough the repeat curve is plain shares", "[consistency]") {
  const ResultJson result(repeat_json(twenty(), day("2024-12-31"), std::nullopt));
  CHECK(result.number("/customers") == 20);
  REQUIRE(result.size("/steps") == 2);  // three made a third purchase: too few to follow to a fourth
  CHECK(result.has_code("/caveats", "repeat_later_purchases"));
  CHECK(result.number("/steps/0/customers") == 20);
  CHECK(result.number("/steps/0/bought") == 12);
  CHECK(near(result.number("/steps/0/within/0/value"), 3 / 20.));   // 10, 20, 30 days
  CHECK(near(result.number("/steps/0/within/1/value"), 9 / 20.));   // … 90 days
  CHECK(near(result.number("/steps/0/within/2/value"), 12 / 20.));  // … 120 days
  CHECK(near(result.number("/steps/0/within/3/value"), 12 / 20.));
  CHECK(result.number("/steps/0/within/3/low") < 0.6);
  CHECK(result.number("/steps/0/within/3/high") > 0.6);
  CHECK(result.number("/steps/0/median_days/value") == 100);  // the tenth of twenty
  CHECK(near(result.number("/steps/1/within/0/value"), 3 / 12.));
  CHECK(result.null("/steps/1/median_days/value"));
  // Of the twelve who did: the 2nd, 3rd, 6th, 9th and 11th of them.
  const double days[] = {20, 30, 60, 90, 110};
  for (int i = 0; i < 5; ++i) CHECK(result.number("/steps/0/gaps/quantiles/" + std::to_string(i) + "/days/value") == days[i]);
  CHECK(result.number("/steps/0/gaps/quantiles/2/days/n") == 12);
  CHECK(result.null("/steps/1/gaps"));  // three are too few for quantiles
}

TEST_CASE("waits that are not over raise the share above the plain one, and only as far as was watched", "[consistency]") {
  // On day 65 six have bought again; all are watched for 65 days.
  const ResultJson result(repeat_json(twenty(), day("2023-01-01") + 65, std::nullopt));
  CHECK(near(result.number("/steps/0/within/0/value"), 3 / 20.));
  CHECK(result.null("/steps/0/within/1"));
  // A shop of two halves: ten were watched for 40 days, ten for 200.
  std::vector<Order> orders;
  for (std::uint32_t c = 0; c < 20; ++c) {
    const Day first = c < 10 ? 160 : 0;
    orders.push_back({c, first, 100});
    if (c % 2 == 0) orders.push_back({c, first + 20, 100});
    if (c == 11 || c == 13) orders.push_back({c, first + 60, 100});
  }
  const ResultJson halves(repeat_json(TransactionLog(orders, 20), 200, std::nullopt));
  // Ten of twenty buy on day 20; of the ten left five are lost from sight on day 40; of the other five two buy on day 60.
  CHECK(near(halves.number("/steps/0/within/1/value"), 1 - 0.5 * (1 - 2 / 5.)));
  CHECK(halves.number("/steps/0/within/1/value") > 12 / 20.);
}

TEST_CASE("where nobody or everybody buys again the interval is not a point", "[consistency]") {
  std::vector<Order> orders;
  for (std::uint32_t c = 0; c < 30; ++c) orders.push_back({c, 0, 100}), orders.push_back({c, 15, 100});
  const ResultJson result(repeat_json(TransactionLog(orders, 30), 400, std::nullopt));
  CHECK(result.number("/steps/0/within/0/value") == 1);
  CHECK(near(result.number("/steps/0/within/0/low"), share_of(30, 30).interval->low));
  CHECK(result.number("/steps/1/within/3/value") == 0);
  CHECK(near(result.number("/steps/1/within/3/high"), share_of(0, 30).interval->high));
}

TEST_CASE("CDNOW's second purchase: Kaplan and Meier agree with the plain share of those watched so long", "[consistency]") {
  const TransactionLog log = test::cdnow_log();
  const Day end = day("1998-06-30");
  const ResultJson result(repeat_json(log, end, std::nullopt));
  CHECK(result.number("/customers") == 2357);
  // All were watched for 365 days and more (they joined until March 1997), so that the two are the same.
  double again = 0, ever = 0;
  std::vector<Day> gaps;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    const auto own = log.of(customer);
    if (own.size() > 1) again += own[1].day - own[0].day <= 365, ++ever;
    for (std::size_t i = 1; i < own.size(); ++i) gaps.push_back(own[i].day - own[i - 1].day);
  }
  CHECK(near(result.number("/steps/0/within/3/value"), again / 2357));
  CHECK(result.number("/steps/0/bought") == ever);
  // The rule: of all gaps, sorted, the one with nine tenths up to it.
  std::ranges::sort(gaps);
  const auto rule = gaps[std::size_t(std::ceil(0.9 * double(gaps.size()))) - 1];
  CHECK(result.number("/inferred_days") == rule);
  CHECK(result.number("/activity/active_days") == rule);
  CHECK(result.text("/rule/code") == "activity_inferred");
  // The curve of who is still active, by asking each customer on that day of its age: all were watched for a year.
  double active = 0;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    const auto own = log.of(customer);
    bool stays = true;
    Day last = own[0].day;
    for (Day at = own[0].day; at <= own[0].day + 365 && stays; ++at) {
      // On the day of a purchase after the rule's days are over it is too late: the day before had none within them.
      stays = at - last <= rule;
      for (const Transaction& transaction : own)
        if (stays && transaction.day == at) last = at;
      if (at - last > rule) stays = false;
    }
    active += stays;
  }
  bool found = false;
  for (std::size_t i = 0; i < result.size("/activity/at_ages"); ++i) {
    const std::string row = "/activity/at_ages/" + std::to_string(i);
    if (result.number(row + "/days") != 365) continue;
    found = true;
    CHECK(near(result.number(row + "/active/value"), active / 2357));
  }
  CHECK(found == (rule < 365));
}

TEST_CASE("the rule can be chosen; where none can be inferred the page is told why", "[consistency]") {
  const TransactionLog log = twenty();
  const ResultJson chosen(repeat_json(log, day("2024-12-31"), 30));
  CHECK(chosen.text("/rule/code") == "activity_chosen");
  CHECK(chosen.number("/activity/active_days") == 30);
  // Gaps up to 30 days: customers 0, 1, 2 are lost on days 15 + 31, 25 + 31, 35 + 31, the others on day 31: nine of them came back.
  CHECK(chosen.number("/activity/lapsed") == 20);
  CHECK(near(chosen.number("/activity/came_back/value"), 9 / 20.));
  CHECK(chosen.number("/activity/median_days/value") == 31);
  CHECK(near(chosen.number("/activity/mean_days/value"), (17 * 31 + 46 + 56 + 66) / 20.));
  CHECK(chosen.number("/activity/curve/0/1") == 1);
  CHECK(chosen.null("/activity/curve/0/2"));

  std::vector<Order> once;
  for (std::uint32_t c = 0; c < 40; ++c) once.push_back({c, Day(c), 100});
  const ResultJson none(repeat_json(TransactionLog(once, 40), 500, std::nullopt));
  CHECK(none.null("/activity"));
  CHECK(none.null("/inferred_days"));
  CHECK(none.text("/rule/code") == "activity_needs_gaps");
  CHECK(none.number("/steps/0/within/3/value") == 0);
  const ResultJson few(repeat_json(TransactionLog(std::vector<Order>{{0, 0, 100}, {0, 9, 100}}, 1), 500, 30));
  CHECK(few.null("/activity"));
  CHECK(few.text("/rule/code") == "repeat_too_few");
  CHECK(few.size("/steps") == 0);
  CHECK(few.has_code("/caveats", "repeat_too_few"));
}

TEST_CASE("a session answers repeat and cohorts, and refuses what does not belong there", "[consistency]") {
  Session session;
  std::string csv = "customer,date,total,currency\n";
  for (int c = 0; c < 12; ++c) {
    const std::string name = "c" + std::to_string(c) + "@example.org";
    csv += name + ",2024-01-05,100.00,EUR\n" + name + ",2024-01-2" + std::to_string(c % 9) + ",50.00,EUR\n";
  }
  const support::Answer summary(support::run(session, csv, "", std::span(&csv, 1)));
  REQUIRE(summary.error().empty());
  const ResultJson cohorts(session.compute(R"({"kind":"cohorts","margin":0.4,"observation_end":"2024-04-05"})"));
  REQUIRE(cohorts.size("/ages") == 2);
  CHECK(cohorts.number("/cohorts/0/at_ages/0/customers") == 12);
  CHECK(cohorts.number("/cohorts/0/at_ages/0/bought_again/value") == 1);
  CHECK(cohorts.number("/cohorts/0/at_ages/0/orders/value") == 2);
  CHECK(cohorts.number("/cohorts/0/at_ages/0/revenue/value") == 15000);
  CHECK(cohorts.number("/cohorts/0/at_ages/0/profit/value") == 6000);
  CHECK(cohorts.number("/cohorts/0/at_ages/0/profit/low") == 6000);  // all alike
  CHECK(cohorts.number("/all/at_ages/1/revenue/n") == 12);
  const ResultJson early(session.compute(R"({"kind":"cohorts","observation_end":"2024-02-03"})"));
  CHECK(early.size("/ages") == 0);
  const ResultJson repeat(session.compute(R"({"kind":"repeat","active_days":20})"));
  CHECK(repeat.number("/activity/active_days") == 20);
  for (const char* wrong : {R"({"kind":"repeat","active_days":0})", R"({"kind":"repeat","active_days":4000})", R"({"kind":"repeat","margin":0.4})",
                            R"({"kind":"realised","active_days":20})"})
    CHECK(support::Answer(session.compute(wrong)).error() == "bad_request");
}

TEST_CASE("of leavers whose leaving was all seen, quantiles and their intervals are the plain ones", "[consistency]") {
  // 400 leave on days 1 … 400, 100 never: S(u) = 0.2. The share's variance must be the binomial one over the 400.
  std::vector<survival::Duration> durations = {{1000, false, 100}};
  for (int i = 1; i <= 400; ++i) durations.push_back({double(i), true});
  const auto curve = survival::kaplan_meier(durations);
  const auto median = survival::quantile_of_leavers(curve, 0.5, 1000);
  REQUIRE(median);
  CHECK(median->value == 200);
  // |i/400 − 1/2| ≤ z √(p(1−p)/400), p = i/400
  const auto holds = [](double i) { return std::abs(i / 400 - 0.5) <= 1.959963984540054 * std::sqrt(i / 400 * (1 - i / 400) / 400); };
  double low = 1;
  while (!holds(low)) ++low;
  double high = 400;
  while (!holds(high)) --high;
  CHECK(*median->low == low);
  CHECK(*median->high == high + 1);
  CHECK_FALSE(survival::quantile_of_leavers(curve, 0.5, 2000));
  CHECK_FALSE(survival::quantile_of_leavers(curve, 0.5, 0.5));
}

TEST_CASE("intervals of the median wait hold the truth about as often as they say", "[correctness]") {
  // Waits that end after a whole number of days, geometric with median near 30; a quarter never end; watched for 100 to 300 days.
  Random random(5);
  const int rounds = test::slow_build ? 200 : 1000;
  // Of those who come within 300 days, the first day by which half have: the truth by counting very many.
  const double rate = 1 / 45.;
  double truth = 0;
  while (1 - std::exp(-rate * (truth + 1)) < 0.5 * (1 - std::exp(-rate * 301))) ++truth;
  ++truth;
  int held = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<survival::Duration> durations;
    for (int i = 0; i < 200; ++i) {
      const double wait = random.uniform() < 0.25 ? 1e9 : std::floor(random.exponential(rate)) + 1, watched = 100 + std::floor(201 * random.uniform());
      durations.push_back({std::fmin(wait, watched), wait <= watched});
    }
    const auto curve = survival::kaplan_meier(durations);
    const auto median = survival::quantile_of_leavers(curve, 0.5, curve.known_until);
    REQUIRE(median);
    held += *median->low <= truth && (!median->high || truth <= *median->high);
  }
  INFO(held << " of " << rounds);
  CHECK(held > 0.92 * rounds);
  CHECK(held < 0.995 * rounds);
}

TEST_CASE("how fast a million customers are counted", "[.bench]") {
  std::vector<Order> orders;
  Random random(3);
  for (std::uint32_t customer = 0; customer < 1'000'000; ++customer) {
    Day at = Day(random.below(1500));
    for (std::uint64_t i = 0, n = 1 + random.below(7); i < n; ++i, at += Day(1 + random.below(90))) orders.push_back({customer, at, Minor(100 + random.below(9000))});
  }
  const TransactionLog log(orders, 1'000'000);
  const auto timed = [&](const char* what, auto&& run) {
    const auto begin = std::clock();
    const std::string json = run();
    std::printf("%-8s %6.0f ms  %zu transactions, %zu bytes\n", what, double(std::clock() - begin) * 1000 / CLOCKS_PER_SEC, orders.size(), json.size());
  };
  timed("cohorts", [&] { return cohorts_json(Profits(log, 0.3), log.last_day(), "EUR", 2); });
  timed("repeat", [&] { return repeat_json(log, log.last_day(), std::nullopt); });
  SUCCEED();
}
