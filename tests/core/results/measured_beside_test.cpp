// "measured_beside" through a session: what calculators get from files beside the orders, by hand, and against what other answers say of the same.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "../support/result_json.h"
#include "../support/second_road.h"
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
  CHECK((answer.text("/currency") == "EUR" && answer.text("/observation_end") == "2023-12-31"));
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

TEST_CASE("changes of spend are those of the answer about changed answers", "[consistency]") {
  std::string purchases = "customer,date,amount,currency\n", said = "customer,date,nps\n";
  for (int i = 0; i < 40; ++i) {  // before 30 + i, after 36 + 2i for those who became promoters, 20 + i % 3 for those who stayed detractors
    const bool better = i < 20;
    purchases += customer(i) + ",2022-01-01,10.00,EUR\n" + customer(i) + ",2022-12-20," + std::to_string(30 + i) + ".00,EUR\n";
    purchases += customer(i) + ",2023-07-20," + std::to_string(better ? 36 + 2 * i : 20 + i % 3) + ".00,EUR\n";
    said += customer(i) + ",2023-01-01,3\n" + customer(i) + ",2023-07-01," + (better ? "10" : "4") + "\n";
  }
  purchases += "last,2024-06-30,1.00,EUR\n";
  ReadTables read({purchases, said});
  const ResultJson answer = read.answer_to(R"({"kind":"measured_beside","file":1})"), changes = read.answer_to(R"({"kind":"score_changes","file":1})");
  double before = 0, after = 0;
  for (int i = 0; i < 20; ++i) before += 30 + i, after += 36 + 2 * i;
  const std::string gain = at(answer, "gain_to_promoter");
  CHECK(distance(answer.number(gain + "/value"), after / before - 1) < 1e-12);
  CHECK(answer.number(gain + "/low") == changes.number("/result/claims/0/own/low"));
  CHECK(answer.number(gain + "/high") == changes.number("/result/claims/0/own/high"));
  CHECK(answer.number(at(answer, "change_if_stays") + "/value") == changes.number("/result/claims/1/own/value"));
  CHECK(at(answer, "gain_to_passive").empty());
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
