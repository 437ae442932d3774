// "impressions" through a session: what is written of bad and good answers, by hand, of two groups as of three, and where nothing can be said.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "../support/result_json.h"

using lifeworth::test::ReadTables;
using lifeworth::test::ResultJson;

namespace {

/// Of each group `each` customers (promoters, passives, detractors), customers since a year before they answer on 2024-03-01 and, most of them, again on 2024-04-20 with the same answer or
/// a better one. All spend 30 in each 30 days before; afterwards promoters 40, passives 30, detractors nothing for three months, and one in three had spent a cent more before.
ReadTables shop(int each) {
  std::string orders = "customer,date,amount,currency\nfirst,2022-06-01,1.00,EUR\n", answers = "customer,date,nps\n";
  const char* before[] = {"2023-12-15", "2024-01-15", "2024-02-15"};
  const char* after[] = {"2024-03-15", "2024-04-15", "2024-05-15"};
  for (int i = 0; i < 3 * each; ++i) {
    const int group = i / each;
    const std::string name = "c" + std::to_string(i), cent = i % 3 == 0 ? ".01" : ".00";
    orders += name + ",2023-01-10,5.00,EUR\n";
    for (const char* day : before) orders += name + "," + day + ",30" + cent + ",EUR\n";
    for (const char* day : after)
      if (group < 2) orders += name + "," + day + (group == 0 ? ",40.00" : ",30.00") + ",EUR\n";
    answers += name + ",2024-03-01," + (group == 0 ? "10" : group == 1 ? "7" : "2") + "\n";
    if (i % 2) answers += name + ",2024-04-20," + (group == 0 ? "9" : group == 1 ? "8" : "4") + "\n";
  }
  return ReadTables({orders + "last,2024-12-31,1.00,EUR\n", answers});
}

}  // namespace

TEST_CASE("what bad takes and good adds, month by month, by hand", "[correctness]") {
  const ResultJson answer = shop(20).answer_to(R"({"kind":"impressions","file":1,"impression_months":3})");
  const std::string after = "/result/after";
  CHECK((answer.text("/measure") == "nps" && answer.number(after + "/months") == 3));
  CHECK((answer.number(after + "/answered") == 60 && answer.number(after + "/followed") == 60));
  CHECK((answer.text(after + "/groups/0/group") == "detractor" && answer.number(after + "/groups/0/n") == 20));
  // 2023-12-15, 2024-01-15 and 2024-02-15 lie in the ninety days before.
  CHECK(answer.number(after + "/groups/0/before/value") == 3000);
  CHECK(answer.number(after + "/groups/0/after/0/value") == 0);
  CHECK(answer.number(after + "/groups/2/after/1/value") == 4000);
  // Detractors fall by 30 a month beside passives, promoters rise by 10.
  CHECK(answer.number(after + "/bad/2/difference/value") == -3000);
  CHECK(answer.truth(after + "/bad/2/clear"));
  CHECK(answer.number(after + "/good/0/difference/value") == 1000);
  CHECK((answer.number(after + "/bad_lasts") == 3 && answer.number(after + "/good_lasts") == 3));
  CHECK(answer.number(after + "/asymmetry/bad/value") == -9000);
  CHECK(answer.number(after + "/asymmetry/good/value") == 3000);
  CHECK(answer.number(after + "/asymmetry/more/value") == 6000);
  CHECK(answer.number(after + "/asymmetry/more/low") > 0);
  // 30 customers answered twice, 10 of a group; detractors are the bad ones.
  CHECK(answer.number("/result/consistency/customers") == 30);
  CHECK(answer.number("/result/consistency/without_bad/value") == 20.0 / 30);
  CHECK(answer.size("/result/consistency/rows") == 1);
  CHECK(answer.has_code("/caveats", "impressions_too_few"));  // it takes fifty who answered twice
}

TEST_CASE("without orders it is still told how alike one customer's answers are", "[correctness]") {
  // Twelve who answer 10 and 9, twelve who answer 3 and 8: half of them gave a bad one.
  std::string answers = "customer,date,nps\n";
  for (int i = 0; i < 24; ++i)
    answers += "c" + std::to_string(i) + ",2024-03-01," + (i < 12 ? "10" : "3") + "\nc" + std::to_string(i) + ",2024-04-20," + (i < 12 ? "9" : "8") + "\n";
  const ResultJson answer = ReadTables({answers}).answer_to(R"({"kind":"impressions","file":0})");
  CHECK((answer.null("/result/foretold") && answer.null("/result/after") && answer.null("/observation_end")));
  CHECK((answer.number("/result/consistency/customers") == 24 && answer.number("/result/consistency/without_bad/value") == 0.5));
  CHECK(answer.text("/result/consistency/bad") == "detractor");
}

TEST_CASE("two groups stand beside each other, and nothing is said of asymmetry", "[correctness]") {
  const ResultJson answer = shop(20).answer_to(R"({"kind":"impressions","file":1,"impression_months":3,"measure":"csat","scale_low":0,"scale_high":10})");
  CHECK(answer.size("/result/after/groups") == 2);
  CHECK(answer.text("/result/after/groups/1/group") == "satisfied");
  CHECK(answer.size("/result/after/good") == 0);
  CHECK(answer.null("/result/after/asymmetry"));
  // Of 40 who are not satisfied half kept 30 and half fell by 30; the satisfied rose by 10.
  CHECK(std::abs(answer.number("/result/after/bad/0/difference/value") + 2500) <= 1);
}

TEST_CASE("which answer goes with what comes needs fifty customers, and finds what was planted", "[consistency]") {
  const ResultJson answer = shop(60).answer_to(R"({"kind":"impressions","file":1,"impression_months":3})");
  CHECK(answer.number("/result/foretold/customers") == 90);
  REQUIRE(answer.size("/result/foretold/measures") == 4);
  CHECK_FALSE(answer.null("/result/foretold/best"));
  for (std::size_t i = 0; i < 4; ++i) CHECK(answer.number("/result/foretold/measures/" + std::to_string(i) + "/correlation/value") > 0.5);
}

TEST_CASE("too few, or nobody to follow, is said", "[input]") {
  const ResultJson few = shop(4).answer_to(R"({"kind":"impressions","file":1,"impression_months":3})");
  CHECK(few.null("/result/after/groups/0/before/low"));
  CHECK(few.null("/result/after/bad/0"));
  CHECK(few.null("/result/after/asymmetry/more"));
  CHECK(few.null("/result/consistency/without_bad/low"));
  const ResultJson late = shop(20).answer_to(R"({"kind":"impressions","file":1,"impression_months":24})");
  CHECK(late.number("/result/after/followed") == 0);
  CHECK(late.number("/result/after/left_out/0/customers") == 60);
  CHECK(late.text("/result/after/left_out/0/reason") == "too_early");
  CHECK(shop(4).answer_to(R"({"kind":"impressions","file":0})").text("/error/code") == "survey_no_file");
  CHECK(shop(4).answer_to(R"({"kind":"impressions","file":1,"impression_months":0})").text("/error/code") == "bad_request");
}

TEST_CASE("how alike one customer's answers are needs no orders", "[correctness]") {
  // Of forty customers with two answers each thirty gave no bad one; those of ten differ by two points, all others are the same twice.
  std::string answers = "customer,date,csat\n";
  for (int i = 0; i < 40; ++i) answers += "c" + std::to_string(i) + ",2024-03-01," + (i < 10 ? "3" : "5") + "\nc" + std::to_string(i) + ",2024-04-01,5\n";
  ReadTables read({answers});
  const ResultJson json = read.answer_to(R"({"kind":"impressions","file":0})");
  CHECK(json.null("/observation_end"));
  CHECK(json.null("/result/foretold"));
  CHECK(json.null("/result/after"));
  CHECK(json.text("/result/consistency/bad") == "unsatisfied");
  CHECK(json.number("/result/consistency/customers") == 40);
  CHECK(json.number("/result/consistency/without_bad/value") == 0.75);
  // Half the mean of squared differences: √(10 × 2² ÷ 2 ÷ 40).
  CHECK(std::abs(json.number("/result/consistency/spread/value") - std::sqrt(0.5)) < 1e-12);
}
