// Tiers as the page gets them: counts by hand, a difference that was planted, lists that a spreadsheet can open, requests that make no sense.
#include "results/tiers.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cmath>
#include <map>
#include <string>

#include "../support/result_json.h"
#include "../support/shop.h"
#include "session.h"

using namespace lifeworth;
using test::day;
using test::ResultJson;

namespace {

struct Read : test::ReadTables {
  using ReadTables::ReadTables;
  ResultJson ask(const std::string& fields) { return answer_to("{" + fields + "}"); }
};

std::string amount(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string iso(Day day) { return iso_text(day); }

/// Customers of one to three purchases; those of even number buy quicker after each other when `planted`, and spend twice as much.
std::string shop(std::uint64_t seed, int customers, bool planted) {
  Random random(seed);
  std::string csv = "customer,date,amount\n";
  for (int i = 0; i < customers; ++i) {
    Day at = day("2023-01-01") + Day(random.below(600));
    for (std::uint64_t orders = 1 + random.below(3); orders > 0; --orders) {
      const double spend = random.gamma(4, 0.1) * (i % 2 ? 1 : 3);
      csv += "c" + std::to_string(i) + "," + iso(at) + "," + amount(spend) + "\n";
      at += Day(1 + random.gamma(2, 0.05) * (planted && i % 2 == 0 ? 0.4 : 1));
    }
  }
  return csv;
}

std::map<std::string, std::string> columns_of(const ResultJson& json) {
  std::map<std::string, std::string> places;
  for (std::size_t i = 0; i < json.size("/columns"); ++i) {
    const std::string at = "/columns/" + std::to_string(i);
    places[json.text(at + "/name")] = at;
  }
  return places;
}

bool truth(const ResultJson& json, const std::string& at) {
  bool value = false;
  REQUIRE(json.at(at).get(value) == simdjson::SUCCESS);
  return value;
}

const std::string by_hand =
    "customer,date,amount\n=ana,2020-01-01,300.00\n=ana,2021-01-01,300.00\nbea,2020-05-05,190.00\nbea,2020-06-05,-10.00\n"
    "carl,2024-11-01,500.00\ndan,2020-02-02,20.00\ndan,2025-01-01,90.00\neve,2021-01-01,200.00\nfay,2020-03-03,-5.00\n";

}  // namespace

TEST_CASE("three years with you and above a value: who, how much of the value, who is just under, by hand", "[consistency]") {
  Read read({by_hand});
  const ResultJson json = read.ask(R"("kind":"tiers","threshold":"value","own_value":200,"tenure_months":36)");
  CHECK(json.number("/customers") == 5);  // fay has a refund only
  CHECK(json.number("/threshold/value") == 20'000);
  CHECK(json.null("/threshold/low"));
  CHECK(json.number("/total") == 159'000);
  CHECK(json.number("/above/customers") == 1);
  CHECK(json.number("/above/customer_share") == 0.2);
  CHECK(json.number("/above/value") == 60'000);
  CHECK(std::abs(json.number("/above/value_share") - 600.0 / 1590) < 1e-15);
  CHECK(json.number("/too_new/customers") == 1);
  CHECK(json.number("/too_new/above") == 1);
  CHECK(json.number("/under") == 3);
  CHECK(json.number("/just_under/customers") == 2);  // bea with 180 after the refund, eve with exactly 200
  CHECK(json.number("/just_under/missing") == 2'001 + 1);
  CHECK(json.number("/just_under/most_missing") == 2'001);
  CHECK(json.number("/just_under/mean_missing") == 1'001);
  CHECK(json.has_code("/caveats", "tiers_too_few"));
  CHECK(json.has_code("/caveats", "customers_without_purchase"));
  CHECK(json.null(columns_of(json)["tenure"] + "/raw"));

  const ResultJson profit = read.ask(R"("kind":"tiers","threshold":"value","own_value":60,"margin":0.3,"tenure_months":36)");
  CHECK(profit.number("/threshold_revenue") == 20'000);
  CHECK(profit.number("/above/value") == 18'000);
  CHECK(profit.number("/just_under/missing") == 2'002);  // revenue, which is what customers bring
}

TEST_CASE("lists of tiers are CSV by value that no spreadsheet runs, and windows are pieces of them", "[consistency]") {
  Read read({by_hand});
  const std::string rule = R"("kind":"tiers_csv","threshold":"value","own_value":200)";
  const ResultJson above = read.ask(rule);
  CHECK(above.number("/total") == 2);
  CHECK(above.text("/csv") == "customer,purchase_days,first_day,last_day,revenue,revenue_above\r\n\"'=ana\",2,2020-01-01,2021-01-01,600.00,400.00\r\n"
                              "\"carl\",1,2024-11-01,2024-11-01,500.00,300.00\r\n");
  CHECK(read.ask(rule + R"(,"offset":0,"limit":1)").text("/csv") + read.ask(rule + R"(,"offset":1,"limit":1)").text("/csv") == above.text("/csv"));
  const std::string european = R"(,"delimiter":";","decimal_mark":",")";
  const ResultJson under = read.ask(R"("kind":"tiers_csv","threshold":"value","own_value":50,"margin":0.25,"list":"just_under")" + european);
  CHECK(under.text("/csv") == "customer;purchase_days;first_day;last_day;revenue;profit;revenue_missing\r\n"
                              "\"eve\";1;2021-01-01;2021-01-01;200,00;50,00;0,01\r\n"
                              "\"bea\";1;2020-05-05;2020-05-05;180,00;45,00;20,01\r\n");
  // The rule of before is not the rule of now.
  CHECK(read.ask(rule + R"(,"observation_end":"2020-12-31")").number("/total") == 1);
  CHECK(read.ask(R"("kind":"tiers_csv","margin":0)").number("/total") == 0);
}

TEST_CASE("a request for tiers that makes no sense is refused, and a margin of nothing is explained", "[input]") {
  Read read({by_hand});
  for (const char* wrong : {R"("threshold":"best")", R"("quantile":1.5)", R"("own_value":"12")", R"("tenure_months":-1)", R"("distance":2)",
                            R"("list":"above")", R"("horizon_months":3)"}) {
    CAPTURE(wrong);
    CHECK(read.ask(std::string(R"("kind":"tiers",)") + wrong).text("/error/code") == "bad_request");
  }
  CHECK(read.ask(R"("kind":"tiers_csv","list":"too_new")").text("/error/code") == "bad_request");
  const ResultJson nothing = read.ask(R"("kind":"tiers","margin":0)");
  CHECK(nothing.null("/threshold"));
  CHECK(nothing.has_code("/caveats", "tiers_no_margin"));
}

TEST_CASE("a difference that was planted is found; where none was, none is called clear but what the value is made of", "[consistency]") {
  int false_alarms = 0;
  const int rounds = test::slow_build ? 5 : 20;
  for (int seed = 1; seed <= rounds; ++seed) {
    Read with({shop(std::uint64_t(seed), 1500, true)}), without({shop(std::uint64_t(100 + seed), 1500, false)});
    const ResultJson planted = with.ask(R"("kind":"tiers")"), plain = without.ask(R"("kind":"tiers")");
    auto at = columns_of(planted);
    CHECK(planted.number("/strata") == 20);
    for (const std::string name : {"gap", "second_after"}) {
      CHECK(truth(planted, at[name] + "/clear"));
      CHECK(planted.number(at[name] + "/adjusted/high") < 0);
      CHECK(planted.number(at[name] + "/cliffs_delta/high") < 0);
      CHECK(planted.number(at[name] + "/above/mean") < planted.number(at[name] + "/rest/mean"));
    }
    CHECK(truth(planted, at["order_value"] + "/clear"));
    CHECK(truth(planted, at["order_value"] + "/part_of_value"));
    CHECK(planted.null(at["tenure"] + "/adjusted"));
    CHECK(planted.null(at["first_quarter_1"] + "/adjusted"));
    at = columns_of(plain);
    for (const std::string name : {"tenure", "gap", "second_after", "first_quarter_1", "first_quarter_2", "first_quarter_3", "first_quarter_4"})
      false_alarms += truth(plain, at[name] + "/clear");
    CHECK(truth(plain, at["order_value"] + "/clear"));
  }
  CHECK(false_alarms <= 2);
}

TEST_CASE("shares and means of both groups are those of counting", "[consistency]") {
  Read read({shop(7, 400, true)});
  const ResultJson json = read.ask(R"("kind":"tiers","threshold":"quantile","quantile":0.75)");
  const auto at = columns_of(json);
  CHECK(json.number("/above/customers") == 100);
  double quarters = 0;
  for (const char* name : {"first_quarter_1", "first_quarter_2", "first_quarter_3", "first_quarter_4"}) quarters += json.number(at.at(name) + "/above/mean");
  CHECK(std::abs(quarters - 1) < 1e-12);
  const double everyone = (100 * json.number(at.at("purchase_days") + "/above/mean") + 300 * json.number(at.at("purchase_days") + "/rest/mean"));
  CHECK(std::abs(everyone - read.ask(R"("kind":"realised")").number("/transactions")) < 1e-9);
  CHECK(json.number("/threshold/low") < json.number("/threshold/value"));
}

TEST_CASE("tickets and scores of other files are columns, too", "[consistency]") {
  std::string tickets = "ticket id,customer,created at,closed at\n", survey = "customer,survey date,score\n", orders = "customer,date,amount\n";
  for (int i = 0; i < 60; ++i) {
    const std::string name = "c" + std::to_string(i) + "@example.org";
    orders += name + ",2024-0" + std::to_string(1 + i % 9) + "-01," + (i < 20 ? "90" : "10") + ".00\n";
    if (i % 2 == 0) survey += name + ",2024-10-01," + std::to_string(i < 20 ? 9 : 5) + "\n";
    for (int k = 0; k < (i < 20 ? 1 + i % 2 : 3 + i % 3); ++k) tickets += std::to_string(i * 10 + k) + "," + name + ",2024-10-02,2024-10-03\n";
  }
  Read read({orders, survey, tickets});
  const ResultJson json = read.ask(R"("kind":"tiers")");
  const auto at = columns_of(json);
  REQUIRE((at.contains("score") && at.contains("contacts")));
  CHECK(json.number(at.at("score") + "/above/mean") == 9);
  CHECK(json.number(at.at("score") + "/rest/mean") == 5);
  CHECK(json.number(at.at("score") + "/rest/n") == 20);
  CHECK(json.number(at.at("contacts") + "/above/mean") == 1.5);
  CHECK(truth(json, at.at("contacts") + "/clear"));
  CHECK(json.null(at.at("refund_share") + "/raw"));  // nobody has refunds
  CHECK(json.has_code("/caveats", "tiers_not_adjusted"));
}

TEST_CASE("a million customers", "[.bench]") {
  Random random(1);
  std::vector<Order> orders;
  constexpr std::uint32_t customers = 1'000'000;
  for (std::uint32_t i = 0; i < customers; ++i) {
    const Day first = Day(15'000 + random.below(1500));
    for (std::uint64_t n = 1 + random.below(4), k = 0; k < n; ++k) orders.push_back({i, first + Day(random.below(400)), Minor(random.gamma(2, 0.001))});
  }
  Loaded loaded{{}, {}, TransactionLog(orders, customers), {}, {}, 2};
  const Profits profits(loaded.log, 1);
  const CustomerTable table = customer_table(loaded.log, loaded.log.last_day());
  for (const ThresholdBy by : {ThresholdBy::mean, ThresholdBy::quantile}) {
    const auto begun = std::chrono::steady_clock::now();
    TierLists lists = tier_lists(profits, {.threshold = by}, table);
    const auto listed = std::chrono::steady_clock::now();
    const std::string json = tiers_json(lists, loaded, profits);
    const auto ended = std::chrono::steady_clock::now();
    const std::string again = tiers_json(tier_lists(profits, {.threshold = by, .tenure_months = 12}, table, std::move(lists)), loaded, profits);
    WARN(std::chrono::duration<double>(std::chrono::steady_clock::now() - ended).count() << " s with another rule; at first");
    WARN(std::chrono::duration<double>(listed - begun).count() << " s for the lists, " << std::chrono::duration<double>(ended - listed).count()
                                                               << " s for the comparison");
    CHECK(json.size() > 1000);
  }
}
