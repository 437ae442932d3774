// What customers cost as the page gets it: files through a session, numbers by hand, and what is said where they cannot be.
#include "results/acquisition.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <string>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "base/date.h"
#include "base/money.h"
#include "base/random.h"
#include "sample/sample_spend.h"
#include "session.h"

using namespace lifeworth;
using lifeworth::test::answer_to;
using lifeworth::test::distance;
using test::ResultJson;

namespace {

std::string line(const char* form, auto... values) {
  char text[200];
  std::snprintf(text, sizeof text, form, values...);
  return text;
}

/// Ten customers join on the 5th of each month of 2023 and buy for 60.00 on that day and on the 5th of the next two months.
std::string orders(const std::string& currency = "EUR") {
  std::string csv = "order_id,customer,date,amount,currency\n";
  int order = 0;
  for (int month = 1; month <= 12; ++month)
    for (int customer = 0; customer < 10; ++customer)
      for (int later = 0; later < 3; ++later) {
        const int at = month + later;
        csv += line("%d,c%d-%d,%d-%02d-05,60.00,%s\n", ++order, month, customer, 2023 + (at - 1) / 12, (at - 1) % 12 + 1, currency.c_str());
      }
  return csv;
}

/// 1,000.00 a month on search, 200.00 on a newsletter; the search says how many it brought.
std::string spend(const std::string& currency = "EUR", int months = 12) {
  std::string csv = "date,channel,campaign,spend,currency,new_customers\n";
  for (int month = 1; month <= months; ++month) {
    csv += line("2023-%02d-01,search,shoes,1000.00,%s,8\n", month, currency.c_str());
    csv += line("2023-%02d-01,newsletter,old friends,200.00,%s,\n", month, currency.c_str());
  }
  return csv;
}

ResultJson ask(const std::string& fields, std::initializer_list<std::string> tables) { return answer_to(R"({"kind":"acquisition")" + fields + "}", tables); }

}  // namespace

TEST_CASE("four definitions of what a customer costs, by hand", "[correctness]") {
  const ResultJson json = ask(R"(,"margin":0.5,"not_acquisition":["Newsletter"],"lag_days":31,"onboarding_cost":4)", {orders(), spend()});
  CHECK(json.number("/total") == 1'440'000);
  // Orders begin on 5 January: 27 of 31 days of January's spend are counted.
  const double january = 27.0 / 31;
  CHECK(json.text("/definitions/0/definition") == "all");
  CHECK(json.text("/definitions/0/first_day") == "2023-01-05");
  CHECK(json.text("/definitions/0/last_day") == "2023-12-31");
  CHECK(json.number("/definitions/0/customers") == 120);
  CHECK(std::abs(json.number("/definitions/0/spend") - 120'000 * (11 + january)) < 5);
  CHECK(std::abs(json.number("/definitions/0/cac/value") - 1'000 * (11 + january)) < 1);
  CHECK(std::abs(json.number("/definitions/1/cac/value") - 100'000 * (11 + january) / 120) < 1);
  // A month later: from 1 February on, all of the spend but that after 31 December less the last purchase day known.
  CHECK(json.text("/definitions/2/first_day") == "2023-02-01");
  CHECK(json.text("/definitions/2/last_day") == "2024-01-31");
  CHECK(json.number("/definitions/2/customers") == 110);
  CHECK(json.number("/definitions/2/spend") == 1'200'000);
  CHECK(json.number("/definitions/2/cac/value") == 10'909);
  CHECK(json.number("/definitions/3/cac/value") == 11'309);
  CHECK(json.number("/definitions/3/cac/n") == 110);
  CHECK(json.number("/definitions/3/cac/low") < 11'309);
  CHECK(json.number("/definitions/3/cac/high") > 11'309);
  CHECK(json.text("/channels/0/name") == "search");
  CHECK(json.number("/channels/0/spend") == 1'200'000);
  CHECK(distance(json.number("/channels/0/share"), 5.0 / 6) < 1e-12);
  CHECK(json.truth("/channels/0/acquisition"));
  CHECK_FALSE(json.truth("/channels/1/acquisition"));
  // The channel's own count: rows that begin before the orders are not among it.
  CHECK(json.number("/channels/0/reported") == 88);
  CHECK(json.number("/channels/0/cac/value") == 12'500);
  CHECK(json.null("/channels/1/reported"));
  CHECK(json.number("/paid/reported") == 88);
  CHECK(json.has_code("/caveats", "acquisition_blended"));
  CHECK(json.has_code("/caveats", "spend_outside"));
  CHECK_FALSE(json.has_code("/caveats", "acquisition_reported_more"));
}

TEST_CASE("discounted, payback is that of amounts that were discounted before they were read", "[consistency]") {
  // Twelve customers a month; each pays 40 at once and again after 30, 61, 91 … days; a customer costs 100.
  const auto shop = [](double yearly) {
    std::string csv = "customer,date,amount,currency\n", advertising = "date,channel,spend,currency\n";
    const Day begin = *day_of({2023, 1, 1});
    for (int month = 0; month < 12; ++month) {
      advertising += iso_text(add_months(begin, month)) + ",search,1200.00,EUR\n";
      for (int i = 0; i < 12; ++i)
        for (int order = 0; order < 8; ++order) {
          const int days = order * 61 / 2;
          csv += "c" + std::to_string(month * 12 + i) + "," + iso_text(add_months(begin, month) + i + days) + "," + decimal_text(std::llround((4000 + i * 100) * std::pow(1 + yearly, -days / 365.0)), 2) + ",EUR\n";
        }
    }
    return std::pair(csv, advertising);
  };
  const std::string request = R"({"kind":"acquisition","definition":"all","payback_months":6,"draws":300,"discount":)";
  const auto [plain, advertising] = shop(0);
  const ResultJson json = answer_to(request + "0.6}", {plain, advertising});
  const ResultJson before = answer_to(request + "0}", {shop(0.6).first, advertising});
  CHECK(json.number("/payback/discount") == 0.6);
  CHECK(json.number("/payback/discounted/value") > json.number("/payback/months/value"));
  for (const std::string end : {"value", "low", "high"}) CHECK(distance(json.number("/payback/discounted/" + end), before.number("/payback/months/" + end)) < 1e-6);
  CHECK(before.null("/payback/discounted"));
}

TEST_CASE("cohorts, ages and payback, by hand", "[correctness]") {
  const ResultJson json = ask(R"(,"margin":0.5,"definition":"all","payback_months":6,"draws":200)", {orders(), spend()});
  // The orders end on 5 February 2024; who joined on 5 February 2023 and later in that month is 11 months old at the end of the month's cohort.
  CHECK(json.text("/cohorts/1/month") == "2023-02");
  CHECK(json.number("/cohorts/1/cac/value") == 12'000);
  CHECK(json.number("/ages/0") == 3);
  CHECK(distance(json.number("/cohorts/1/ratios/0/value"), 90.0 / 120) < 1e-12);
  CHECK(json.null("/cohorts/11/ratios/0"));
  CHECK_FALSE(json.truth("/cohorts/0/whole"));
  // 30.00 of profit a purchase against about 120.00: 30, 30, 60, 90.
  CHECK(json.number("/payback/curve/0/profit/value") == 3'000);
  CHECK(json.number("/payback/curve/1/profit/value") == 3'000);
  CHECK(json.number("/payback/curve/3/profit/value") == 9'000);
  CHECK(json.size("/payback/curve") == 7);
  CHECK(json.number("/payback/curve/6/customers") == 70);
  CHECK(json.null("/payback/months/value"));
  CHECK(json.has_code("/caveats", "payback_later"));
  CHECK(json.number("/payback/draws") == 200);
  // With all of it profit, half of the third order pays the rest: between two and three months.
  const ResultJson whole = ask(R"(,"definition":"all","payback_months":6,"draws":200)", {orders(), spend()});
  CHECK(whole.number("/payback/months/value") > 1.9);
  CHECK(whole.number("/payback/months/value") <= 2.0);
}

TEST_CASE("spend without orders shows the spend, and says what orders would add", "[correctness]") {
  const ResultJson json = ask("", {spend()});
  CHECK(json.text("/currency") == "EUR");
  CHECK_FALSE(json.truth("/counted"));
  CHECK(json.number("/total") == 1'440'000);
  CHECK(json.size("/spend_months") == 12);
  CHECK(json.number("/channels/0/by_month/3") == 100'000);
  CHECK(json.has_code("/caveats", "spend_without_orders"));
  CHECK(json.size("/caveats") == 1);
}

TEST_CASE("what cannot be counted is said", "[input]") {
  CHECK(ask("", {orders()}).text("/error/code") == "no_spend");
  const ResultJson dollars = ask("", {orders(), spend("USD")});
  CHECK(dollars.has_code("/caveats", "two_currencies"));
  CHECK_FALSE(dollars.truth("/counted"));
  CHECK(dollars.text("/currency") == "USD");
  CHECK(ask("", {orders(), spend("EUR"), spend("USD")}).text("/error/code") == "two_currencies");
  std::string later = "date,channel,spend,currency\n";
  for (int day = 1; day < 20; ++day) later += line("2026-05-%02d,search,100.00,EUR\n", day);
  const ResultJson apart = ask("", {orders(), later});
  CHECK(apart.has_code("/caveats", "spend_apart"));
  CHECK_FALSE(apart.truth("/counted"));
  std::string credit = "date,channel,campaign,spend,currency\n";
  for (int day = 10; day < 20; ++day) credit += line("2023-05-%02d,search,a,-100.00,EUR\n", day);
  CHECK(ask("", {orders(), credit}).has_code("/caveats", "spend_negative"));
  const ResultJson few = ask("", {orders(), spend("EUR", 3)});
  CHECK(few.has_code("/caveats", "acquisition_few_months"));
  CHECK(few.has_code("/caveats", "marginal_few_months"));
  CHECK(ask(R"(,"lag_days":-1)", {orders(), spend()}).text("/error/code") == "bad_request");
  CHECK(ask(R"(,"payback_months":37)", {orders(), spend()}).text("/error/code") == "bad_request");
  CHECK(ask(R"(,"not_acquisition":"search")", {orders(), spend()}).text("/error/code") == "bad_request");
  CHECK(ask(R"(,"horizon_months":12)", {orders(), spend()}).text("/error/code") == "bad_request");
}

TEST_CASE("channels that claim more customers than came are contradicted", "[correctness]") {
  std::string csv = "date,channel,spend,currency,new_customers\n";
  for (int month = 2; month <= 12; ++month) csv += line("2023-%02d-01,search,1000.00,EUR,7\n2023-%02d-01,social,500.00,EUR,6\n", month, month);
  const ResultJson json = ask("", {orders(), csv});
  CHECK(json.has_code("/caveats", "acquisition_reported_more"));
  CHECK(json.number("/paid/reported") == 143);
  CHECK(json.number("/definitions/0/customers") == 110);
}

TEST_CASE("numbers from elsewhere are held against the own interval, never mixed in", "[correctness]") {
  const std::string with = R"(,"outside_cac":50,"outside_ratio":3,"definition":"all")";
  const ResultJson json = ask(with, {orders(), spend()});
  CHECK(json.number("/outside_cac/value") == 5'000);
  CHECK(json.text("/outside_cac/own_is") == "above");
  CHECK(json.number("/outside_cac/own/value") == json.number("/definitions/0/cac/value"));
  CHECK(json.number("/outside_ratio/value") == 3);
  CHECK(ask(R"(,"outside_cac":120,"definition":"all")", {orders(), spend()}).text("/outside_cac/own_is") == "alike");
  CHECK(json.number("/outside_ratio/own/value") == ask(R"(,"definition":"all")", {orders(), spend()}).number("/all/ratios/2/value"));
  CHECK(ask("", {orders(), spend()}).null("/outside_cac"));
}

TEST_CASE("old customers at the beginning of the orders are suspected", "[correctness]") {
  std::string csv = orders();
  for (int i = 0; i < 80; ++i) csv += line("x%d,old%d,2023-01-%02d,10.00,EUR\n", i, i, 5 + i % 20);
  CHECK(ask("", {csv, spend()}).has_code("/caveats", "acquisition_old_customers"));
  CHECK_FALSE(ask("", {orders(), spend()}).has_code("/caveats", "acquisition_old_customers"));
}

TEST_CASE("planted: a further customer costs more than the average one", "[correctness]") {
  // 30 customers a month come by themselves, and one for every 80.00 spent.
  Random random(9);
  std::string csv = "customer,date,amount,currency\n", ads = "date,channel,spend,currency\n";
  int number = 0;
  for (int month = 0; month < 24; ++month) {
    const int spent = 1'600 + 800 * (month * 5 % 4), year = 2022 + month / 12, at = month % 12 + 1;
    ads += line("%d-%02d-01,search,%d.00,EUR\n", year, at, spent);
    for (int i = 0; i < 30 + spent / 80; ++i) csv += line("c%d,%d-%02d-%02d,20.00,EUR\n", ++number, year, at, 1 + int(random.below(28)));
  }
  const ResultJson json = ask("", {csv, ads});
  CHECK(json.number("/marginal/months") >= 22);
  CHECK(json.number("/marginal/cost/low") < 8'000);
  CHECK(json.number("/marginal/cost/high") > 8'000);
  CHECK(json.number("/marginal/average/value") < 5'500);
}

TEST_CASE("the made-up shop's spend is read as weeks, and what a further customer costs is found beside what every week costs", "[correctness]") {
  const SampleOptions options{3'000, 4, true};
  CHECK(sample_spend_csv(options) == sample_spend_csv(options));
  CHECK(sample_spend_csv(options) != sample_spend_csv({3'000, 5, true}));
  const ResultJson json = ask(R"(,"margin":0.3,"not_acquisition":["newsletter"])", {sample_csv(options), sample_spend_csv(options)});
  REQUIRE(json.truth("/counted"));
  CHECK(json.number("/definitions/0/customers") == 3'000);
  // 22.00 each, and 100.00 a week for each thousand: 78 weeks or so.
  CHECK(std::abs(json.number("/definitions/1/cac/value") - (2'200 + 100 * 7.85 * 100 / 100)) < 150);
  CHECK(json.number("/definitions/0/cac/value") > json.number("/definitions/1/cac/value"));
  CHECK(json.number("/marginal/cost/low") < 2'500);
  CHECK(json.number("/marginal/cost/high") > 2'200);
  CHECK(json.number("/marginal/cost/high") < json.number("/definitions/1/cac/value"));
  CHECK(json.number("/paid/reported") < 3'000);
  CHECK_FALSE(json.null("/payback/months/value"));
}

TEST_CASE("drawn in slices the payback is the same, and everything else is there from the first one", "[consistency]") {
  const SampleOptions options{600, 4, true};
  test::ReadTables read({sample_csv(options), sample_spend_csv(options)});
  const auto asked = [&](const std::string& fields) { return read.session.compute(R"({"kind":"acquisition","margin":0.3,"draws":200)" + fields + "}"); };
  const std::string whole = asked("");
  const ResultJson all(whole);
  REQUIRE(all.number("/drawn") == 1);
  REQUIRE(all.number("/payback/draws") == 200);
  CHECK_FALSE(all.null("/payback/discounted"));
  std::string answer;
  int slices = 0;
  for (bool done = false; !done; ++slices) {
    REQUIRE(slices < 300);
    answer = asked(R"(,"steps":50000)");
    const ResultJson json(answer);
    done = json.number("/drawn") == 1;
    CHECK(json.null("/payback") != done);
    CHECK(json.number("/definitions/0/cac/value") == all.number("/definitions/0/cac/value"));
    CHECK(json.size("/cohorts") == all.size("/cohorts"));
  }
  CHECK(slices > 10);
  CHECK(answer == whole);
  // Without a discount nothing is drawn for it, and the rest is the same.
  CHECK(ResultJson(asked(R"(,"discount":0)")).number("/payback/months/low") == all.number("/payback/months/low"));
}
