// "measured_beside" through a session: what calculators get from files beside the orders, by hand, and against what other answers say of the same.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "base/date.h"
#include "sample/sample_orders.h"

using lifeworth::test::distance;
using lifeworth::test::ReadTables;
using lifeworth::test::ResultJson;

namespace {

/// Where a quantity stands; "" where nothing says it.
std::string at(const ResultJson& answer, const std::string& quantity) {
  for (std::size_t i = 0; i < answer.size("/sources"); ++i) {
    const std::string place = "/sources/" + std::to_string(i) + "/quantities/" + quantity;
    if (answer.has(place)) return place;
  }
  return "";
}

std::string customer(int i) { return "c" + std::to_string(i); }

/// Sixty customers of 2022, each with a purchase of 100 then; in 2023 they answer, the first 30 with 9, the next 18 with 7, the last 12 with 2; in the second half of 2023
/// promoters buy for 80, passives for 50, detractors for 20. One who came in 2023 answers, too.
std::string orders() {
  std::string csv = "customer,date,amount,currency\nfirst,2022-01-01,1.00,EUR\n";
  for (int i = 0; i < 60; ++i) {
    csv += customer(i) + ",2022-03-0" + std::to_string(1 + i % 9) + ",100.00,EUR\n";
    csv += customer(i) + ",2023-09-0" + std::to_string(1 + i % 9) + (i < 30 ? ",80.00,EUR\n" : i < 48 ? ",50.00,EUR\n" : ",20.00,EUR\n");
  }
  return csv + "late,2023-08-01,7.00,EUR\nlast,2023-12-31,1.00,EUR\n";
}

std::string answers() {
  std::string csv = "customer,date,nps\nlate,2023-08-05,0\n";
  for (int i = 0; i < 60; ++i) csv += customer(i) + ",2023-04-01," + (i < 30 ? "9" : i < 48 ? "7" : "2") + "\n";
  return csv;
}

}  // namespace

TEST_CASE("answers give the calculator of conversions its groups and what they spend, by hand", "[consistency]") {
  ReadTables read({orders(), answers()});
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside","file":1})");
  CHECK(answer.text("/currency") == "EUR");
  CHECK(answer.number(at(answer, "customers") + "/value") == 63);
  CHECK(distance(answer.number(at(answer, "promoters") + "/value"), 30 / 61.0) < 1e-12);
  CHECK(answer.number(at(answer, "promoters") + "/n") == 61);
  CHECK(distance(answer.number(at(answer, "detractors") + "/value"), 13 / 61.0) < 1e-12);
  CHECK(answer.number(at(answer, "spend_detractor") + "/value") == 2000);  // without the one who came in 2023
  CHECK(answer.number(at(answer, "spend_detractor") + "/n") == 12);
  CHECK(answer.text(at(answer, "spend_detractor") + "/unit") == "money_per_year");
  CHECK(answer.number(at(answer, "spend_passive") + "/value") == 5000);
  CHECK(at(answer, "gain_to_promoter").empty());  // nobody answered twice
  CHECK(at(answer, "acquisition_cost").empty());
  CHECK(at(answer, "handle_time").empty());
}

TEST_CASE("what is no NPS says nothing of promoters", "[input]") {
  ReadTables read({orders(), answers()});
  CHECK(at(read.answer_to(R"({"kind":"measured_beside","file":1,"measure":"csat","scale_low":0,"scale_high":10})"), "promoters").empty());
  CHECK(at(read.answer_to(R"({"kind":"measured_beside","file":0})"), "promoters").empty());  // a file of orders
}

namespace {

/// Detractors who become promoters (20) or stay (20) and, if there are any, passives (`half`); passives who become promoters (20). Two hundred never answer and spend a fifth less than before,
/// whatever that was: so a fifth is what would have come anyway. Answers on days 300 and 400, spend on days 280 and 420.
ReadTables changed(int half, bool controls = true) {
  std::string purchases = "customer,date,amount,currency\n", said = "customer,date,How likely are you to recommend us?\n";
  const auto day = [](int number) { return lifeworth::iso_text(*lifeworth::parse_iso_day("2023-01-01") + number); };
  const auto buy = [&](const std::string& who, int on, double amount) {
    const int cents = static_cast<int>(std::lround(100 * amount));
    purchases += who + "," + day(on) + "," + std::to_string(cents / 100) + "." + (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100) + ",EUR\n";
  };
  const auto change = [&](const std::string& who, int from, int to, double before, double after) {
    buy(who, 100, 5), buy(who, 280, before), buy(who, 420, after);
    said += who + "," + day(300) + "," + std::to_string(from) + "\n" + who + "," + day(400) + "," + std::to_string(to) + "\n";
  };
  buy("first", 0, 10), buy("last", 700, 10);
  for (int i = 0; i < 20; ++i) {
    change("up" + std::to_string(i), 3, 9, 100 + i, 150 - i);            // 2,190 → 2,810
    change("rise" + std::to_string(i), 8, 10, 100, 110 + i);             // 2,000 → 2,390
    change("stay" + std::to_string(i), 0, 6, 100 + i % 2 * 20, 70 - i);  // 2,200 → 1,210
    for (int never = 10 * i; controls && never < 10 * i + 10; ++never) {
      const std::string who = "never" + std::to_string(never);
      buy(who, 100, 5), buy(who, 280, 90 + never / 5.), buy(who, 420, .8 * (90 + never / 5.));
    }
  }
  for (int i = 0; i < half; ++i) change("half" + std::to_string(i), 2, 7, 100 + i % 2, 90 + 5 * i);
  return ReadTables({purchases, said});
}

/// Why a quantity is not there; "" where nothing says it.
std::string lacks(const ResultJson& answer, const std::string& quantity) {
  for (std::size_t i = 0; i < answer.size("/lacking"); ++i) {
    const std::string place = "/lacking/" + std::to_string(i);
    if (answer.text(place + "/quantity") == quantity) return answer.text(place + "/sentence/code");
  }
  return "";
}

}  // namespace

TEST_CASE("effects are those beyond customers alike, by hand", "[correctness]") {
  ReadTables read = changed(12);
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside","file":1})");
  const auto is = [&](const std::string& name, double raw, int n) {
    CAPTURE(name);
    const std::string place = at(answer, name);
    REQUIRE_FALSE(place.empty());
    CHECK(distance(answer.number(place + "/value"), raw + .2) < 1e-4);  // cents
    CHECK((answer.number(place + "/low") < raw + .2 && raw + .2 < answer.number(place + "/high")));
    CHECK(answer.number(place + "/n") == n);
  };
  is("gain_to_promoter", (2810 + 2390) / (2190 + 2000.) - 1, 40);
  is("change_if_stays", 1210 / 2200. - 1, 20);
  is("gain_to_passive", 1410 / 1206. - 1, 12);
  CHECK(answer.size("/lacking") == 0 + (at(answer, "spend_passive").empty() ? 1 : 0));
  // What a detractor spends is the same number here and where it is asked what turning some round would bring.
  const ResultJson changes = read.answer_to(R"({"kind":"score_changes","file":1})");
  CHECK(answer.number(at(answer, "spend_detractor") + "/value") == changes.number("/result/conversion/spend/value"));
  CHECK(answer.number(at(answer, "spend_detractor") + "/n") == changes.number("/result/conversion/spend/n"));
}

TEST_CASE("effects are all measured or all told, and it is said which are not measured", "[consistency]") {
  ReadTables few = changed(3);
  const ResultJson answer = few.answer_to(R"({"kind":"measured_beside","file":1})");
  for (const char* effect : {"gain_to_promoter", "change_if_stays", "gain_to_passive"}) CHECK(at(answer, effect).empty());
  CHECK((lacks(answer, "gain_to_passive") == "measured_lacking" && lacks(answer, "gain_to_promoter") == "measured_effect_alone" && lacks(answer, "change_if_stays") == "measured_effect_alone"));
  // Without customers to compare with there are raw changes only: these hold what swings back, and are no effects.
  ReadTables alone = changed(12, false);
  const ResultJson raw = alone.answer_to(R"({"kind":"measured_beside","file":1})");
  for (const char* effect : {"gain_to_promoter", "change_if_stays", "gain_to_passive"}) {
    CHECK(at(raw, effect).empty());
    CHECK(lacks(raw, effect) == "measured_effect_raw");
  }
}

TEST_CASE("contracts give what they pay, who renews and how many are left, by hand and as the answer about contracts says", "[correctness]") {
  // One who pays once, long before. Forty who pay 10 or 11 a month from 2023-01-15 on: 10 once, 8 twice, 6 three times, 4 four times, 12 until 2024-06-15. Twenty more since 2024-03-15.
  std::string payments = "customer,date,amount,currency\nearly,2022-06-15,10.50,EUR\n";
  const auto pay = [&](int who, int month, int times) {
    for (int t = 0; t < times; ++t, ++month) payments += customer(who) + ",20" + std::to_string(23 + month / 12) + "-" + (month % 12 < 9 ? "0" : "") + std::to_string(month % 12 + 1) + "-15,1" + std::to_string(who % 2) + ".00,EUR\n";
  };
  for (int i = 0; i < 40; ++i) pay(i, 0, i < 10 ? 1 : i < 18 ? 2 : i < 24 ? 3 : i < 28 ? 4 : 18);
  for (int i = 40; i < 60; ++i) pay(i, 14, 4);
  ReadTables read({payments});
  const std::string asked = R"("margin":0.5,"setting":"contract","period":"month"})";
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside",)" + asked), contract = read.answer_to(R"({"kind":"contract",)" + asked);
  // The last payment of those who still pay was due on the observation end: not decided yet. Ends that were: 1 + 10 + 16 + 18 + 16 of those who left, 12 · 16 and 20 · 2 of the others; 29 left.
  const std::string month = at(answer, "retention_per_month");
  CHECK(distance(answer.number(month + "/value"), 1 - 29 / 293.) < 1e-12);
  CHECK(answer.number(month + "/n") == 293);
  CHECK(distance(answer.number(month + "/value"), 1 - contract.number("/contract/churn/value")) < 1e-12);
  CHECK(distance(answer.number(month + "/low"), 1 - contract.number("/contract/churn/high")) < 1e-9);
  CHECK(distance(answer.number(at(answer, "retention_per_year") + "/value"), std::pow(1 - 29 / 293., 12)) < 1e-12);
  CHECK(distance(answer.number(at(answer, "lifespan") + "/value"), 293 / 29. / 12) < 1e-12);
  CHECK(answer.number(at(answer, "profit_per_month") + "/value") == 525);
  CHECK(answer.number(at(answer, "profit_per_month") + "/value") == contract.number("/contract/payment/value"));
  CHECK(answer.number(at(answer, "profit_per_month") + "/low") == contract.number("/contract/payment/low"));
  CHECK(answer.number(at(answer, "profit_per_year") + "/value") == 6300);
  // Of the early one and the forty, for the others have not had seven renewals to decide.
  CHECK(answer.number(at(answer, "cohort_start_per_month") + "/value") == 41);
  const int left[] = {30, 22, 16, 12, 12, 12, 12};
  for (int t = 0; t < 7; ++t) CHECK(answer.number(at(answer, "left_" + std::to_string(t + 1) + "_per_month") + "/value") == left[t]);
  CHECK((answer.text("/period") == "month" && answer.size("/instead_of") == 3));
  // Somebody who says that there are none has the numbers of orders.
  const ResultJson none = read.answer_to(R"({"kind":"measured_beside","setting":"no_contract"})");
  CHECK((at(none, "retention_per_month").empty() && at(none, "left_1_per_month").empty() && none.null("/period") && none.size("/instead_of") == 0));
}

TEST_CASE("subscriptions give their numbers without orders, by hand and as the answer about contracts says", "[correctness]") {
  // Of thirty contracts of 2023-01-10 at 20 a month ten ended after one month and five after two.
  std::string subscriptions = "customer,start,end,monthly amount,currency\n";
  for (int i = 0; i < 30; ++i) subscriptions += customer(i) + ",2023-01-10," + (i < 10 ? "2023-02-10" : i < 15 ? "2023-03-10" : "") + ",20.00,EUR\n";
  ReadTables read({subscriptions});
  const std::string asked = R"("margin":0.5,"observation_end":"2023-04-15"})";
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside",)" + asked), contract = read.answer_to(R"({"kind":"contract",)" + asked);
  CHECK((answer.text("/currency") == "EUR" && answer.number("/minor_digits") == 2 && answer.text("/period") == "month"));
  // Thirty could renew, then twenty, then fifteen: fifteen of 65 did not.
  CHECK(distance(answer.number(at(answer, "retention_per_month") + "/value"), 50 / 65.) < 1e-12);
  CHECK(distance(answer.number(at(answer, "retention_per_month") + "/value"), 1 - contract.number("/contract/churn/value")) < 1e-12);
  CHECK(answer.number(at(answer, "profit_per_month") + "/value") == 1000);
  CHECK((answer.number(at(answer, "order_value") + "/value") == 2000 && answer.number(at(answer, "orders_per_year") + "/value") == 12));
  CHECK(answer.number(at(answer, "cohort_start_per_month") + "/value") == 30);
  CHECK((answer.number(at(answer, "left_1_per_month") + "/value") == 20 && answer.number(at(answer, "left_2_per_month") + "/value") == 15));
  for (const char* of_orders : {"customer_value", "customers", "acquisition_cost", "contacts_per_customer"}) CHECK(at(answer, of_orders).empty());
  CHECK(read.answer_to(R"({"kind":"measured"})").text("/error/code") == "no_orders");
}

TEST_CASE("answers alone say how they divide; of each customer the last one, and where none is named each", "[correctness]") {
  std::string named = "customer,date,nps\n", unnamed = "date,nps\n";
  for (int i = 0; i < 20; ++i) named += customer(i) + ",2023-04-01,3\n" + customer(i) + ",2023-05-01," + (i < 12 ? "9\n" : i < 15 ? "7\n" : "0\n");
  for (int i = 0; i < 40; ++i) unnamed += "2023-04-01," + std::string(i < 12 ? "10\n" : i < 16 ? "8\n" : "6\n");
  const ResultJson last = lifeworth::test::answer_to(R"({"kind":"measured_beside"})", {named}), each = lifeworth::test::answer_to(R"({"kind":"measured_beside"})", {unnamed});
  CHECK((last.text("/sources/0/sentence/code") == "measured_answers_alone" && each.text("/sources/0/sentence/code") == "measured_answers_each"));
  CHECK((last.number(at(last, "promoters") + "/value") == .6 && last.number(at(last, "detractors") + "/value") == .25 && last.number(at(last, "promoters") + "/n") == 20));
  CHECK((each.number(at(each, "promoters") + "/value") == .3 && each.number(at(each, "detractors") + "/value") == .6 && each.number(at(each, "promoters") + "/n") == 40));
  CHECK((last.text("/currency").empty() && at(last, "customers").empty() && at(last, "spend_detractor").empty()));
}

TEST_CASE("spend gives its sum, the new customers and what one costs; another currency gives nothing", "[consistency]") {
  const std::string advertising = "date,channel,spend,currency\n2022-03-01,Search,300.00,EUR\n2022-03-05,Social,310.00,EUR\n2023-08-01,Search,20.00,EUR\n";
  ReadTables read({orders(), advertising});
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside","file":1})"), acquisition = read.answer_to(R"({"kind":"acquisition"})");
  CHECK(answer.number(at(answer, "acquisition_spend") + "/value") == 63000);
  CHECK(answer.number(at(answer, "new_customers") + "/value") == 61);  // 60 and the one of August, within the days of the spend
  CHECK(answer.number(at(answer, "acquisition_cost") + "/value") == std::round(63000 / 61.0));
  CHECK(answer.number(at(answer, "acquisition_cost") + "/low") == acquisition.number("/definitions/0/cac/low"));
  CHECK(answer.number(at(answer, "acquisition_cost") + "/high") == acquisition.number("/definitions/0/cac/high"));
  ReadTables abroad({orders(), "date,channel,spend,currency\n2022-03-01,Search,300.00,USD\n"});
  CHECK(at(abroad.answer_to(R"({"kind":"measured_beside","file":1})"), "acquisition_cost").empty());
}

TEST_CASE("contacts give their length, and how many a customer has a year, those without any counted, too", "[consistency]") {
  std::string contacts = "ticket id,customer,created at,handle seconds\n";
  for (int i = 0; i < 73; ++i)  // one every five days: 365 days, each of the first 20 customers' turn
    contacts += std::to_string(i + 1) + "," + customer(i % 20) + "," + (i == 0 ? "2023-01-01" : i == 72 ? "2023-12-31" : "2023-06-15") + "," + std::to_string(100 + i) + "\n";
  ReadTables read({orders(), contacts});
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside","file":1})");
  CHECK(answer.number(at(answer, "handle_time") + "/value") == 136);
  CHECK(answer.text(at(answer, "handle_time") + "/unit") == "seconds");
  // 73 contacts in 365 days among the 61 who had bought by 2023-01-01.
  CHECK(distance(answer.number(at(answer, "contacts_per_customer") + "/value"), 73 / 61.0 * 365.25 / 365) < 1e-12);
}

TEST_CASE("what customers are worth is what the prediction says", "[consistency]") {
  ReadTables read({lifeworth::sample_csv({400, 3, true})});
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside","margin":0.3})"), prediction = read.answer_to(R"({"kind":"prediction","margin":0.3})");
  REQUIRE_FALSE(prediction.null("/new_customer/worth"));
  CHECK(answer.number(at(answer, "customer_value") + "/value") == prediction.number("/new_customer/worth/value"));
  CHECK(answer.number(at(answer, "customer_value") + "/high") == prediction.number("/new_customer/worth/high"));
  CHECK(answer.number(at(answer, "value_to_come") + "/value") == prediction.number("/base/mean_clv/value"));
  CHECK(at(answer, "margin").empty());  // typed, not measured
}
