// "nonresponse" as the page gets it: who is counted, the corrected scores beside the plain one, bounds, the lukewarm, and what is said where nothing can be.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

#include "../support/result_json.h"
#include "base/random.h"
#include "session.h"

using namespace lifeworth;
using test::ReadTables;
using test::ResultJson;
using Catch::Approx;

namespace {

std::string customer(const std::string& group, int number) { return group + std::to_string(number) + "@example.org"; }

/// The worked example a tenth as large, since all three groups have one purchase day each: 600 customers with orders of 10, 300 of 20, 100 of 50.
std::string orders() {
  std::string csv = "email,date,total\n";
  const auto add = [&](const std::string& group, int count, const std::string& day, const std::string& amount) {
    for (int i = 0; i < count; ++i) csv += customer(group, i) + "," + day + "," + amount + "\n";
  };
  add("new", 600, "2025-03-01", "10.00"), add("mid", 300, "2025-03-01", "20.00"), add("vip", 100, "2025-03-01", "50.00");
  return csv;
}

/// So many of a group answer, the first `above` of them 10, the next `below` 3, the others 8.
std::string replies(const std::string& group, int count, int above, int below) {
  std::string csv;
  for (int i = 0; i < count; ++i) csv += customer(group, i) + ",2025-04-0" + std::to_string(1 + i % 9) + "," + (i < above ? "10" : i < above + below ? "3" : "8") + "\n";
  return csv;
}
const std::string header = "email,date,nps\n";

/// Customers who buy more the longer they are here, and answer the more they buy.
struct Shop {
  std::string orders = "email,date,total\n", answers = "email,date,nps\n";
  explicit Shop(int customers, double rate = 0.2, std::uint64_t seed = 3) {
    Random random(seed);
    const auto two = [](std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    for (int i = 0; i < customers; ++i) {
      const auto times = 1 + random.below(6);
      for (std::uint64_t time = 0; time < times; ++time)
        orders += customer("c", i) + ",202" + std::to_string(3 + time % 3) + "-" + two(1 + random.below(12)) + "-" + two(1 + random.below(28)) + "," + std::to_string(20 + random.below(80)) + ".50\n";
      const double u = random.uniform();
      if (random.uniform() < rate * double(times) / 3)
        answers += customer("c", i) + ",2025-12-0" + std::to_string(1 + i % 9) + "," + (u < 0.15 * double(times) ? "10" : u < 0.8 ? "8" : "2") + "\n";
    }
    orders += "last@example.org,2025-12-31,5.00\n";
  }
};

std::string method(const ResultJson& json, std::size_t at) { return json.text("/result/methods/" + std::to_string(at) + "/method"); }

}  // namespace

TEST_CASE("new, mid and VIP customers: the score of those who answered and of all, in points", "[correctness]") {
  // 10, 30 and 60 points of 60, 60 and 80 answers; an answer of somebody without orders and one of nobody beside them.
  const std::string answers = header + replies("new", 60, 27, 21) + replies("mid", 60, 33, 15) + replies("vip", 80, 56, 8) + replies("stranger", 3, 0, 3) + ",2025-04-02,0\n,2025-04-03,0\n";
  ReadTables read{orders(), answers};
  const ResultJson json = read.answer_to(R"({"kind":"nonresponse","file":1})");
  CHECK(json.number("/customers") == 1000);
  CHECK(json.number("/answered") == 200);
  CHECK(json.number("/answered_without_orders") == 3);
  CHECK(json.number("/answers_of_nobody") == 2);
  CHECK(json.number("/result/rate/value") == Approx(0.2));
  CHECK(json.number("/result/plain/value") == Approx(36));
  CHECK(json.text("/result/plain/unit") == "points");
  CHECK(json.number("/result/plain/n") == 200);
  // Value alone parts them; where its bands lie on the three groups the answers are those of the worked example.
  REQUIRE(json.size("/result/methods") == 3);
  CHECK(method(json, 0) == "cells");
  CHECK(json.number("/result/cells/bands") == 3);
  CHECK(json.number("/result/cells/few") == 0);
  CHECK(method(json, 1) == "raking");
  CHECK(json.number("/result/methods/1/score/value") == Approx(21));
  CHECK(std::round(json.number("/result/methods/1/design_effect") * 1000) == 1525);
  CHECK(std::round(json.number("/result/methods/1/effective") * 10) == 1311);
  CHECK(json.number("/result/methods/1/difference/value") == Approx(-15));
  CHECK(json.truth("/result/methods/1/clear"));
  CHECK(json.number("/result/methods/1/score/n") == 200);
  CHECK(json.number("/result/methods/2/score/value") == Approx(21).margin(2));  // by the log of the value, nearly the same
  // Bounds: with 36 points of a fifth the others are at −100 or 100.
  CHECK(json.number("/result/bounds/lowest/value") == Approx(0.2 * 36 - 80));
  CHECK(json.number("/result/bounds/highest/value") == Approx(0.2 * 36 + 80));
  CHECK(json.number("/result/bounds/turn/apart") == Approx(-45));
  CHECK(json.number("/result/bounds/turn/others") == Approx(-9));
  REQUIRE(json.size("/result/bounds/curve") == 41);
  CHECK(json.number("/result/bounds/curve/0/0") == -100);
  CHECK(json.number("/result/bounds/curve/20/0") == 0);
  CHECK(json.number("/result/bounds/curve/20/1") == Approx(36));
  CHECK(json.number("/result/bounds/curve/20/2") == Approx(json.number("/result/plain/low")));
  CHECK(json.number("/result/bounds/curve/16/0") == Approx(-20));
  CHECK(json.number("/result/bounds/curve/16/1") == Approx(36 - 0.8 * 20));
  // 40 of 200 are passive.
  CHECK(json.number("/result/lukewarm/answers") == 40);
  CHECK(json.number("/result/lukewarm/from") == 7);
  CHECK(json.number("/result/lukewarm/curve/10/0") == Approx(0.5));
  CHECK(json.number("/result/lukewarm/curve/10/1") == Approx(100 * 72 / 240.0));
  CHECK(json.number("/result/lukewarm/least") == Approx(40 / 840.0));
  CHECK(json.size("/result/lukewarm/curve") == 19);
  // Who answers: by value.
  CHECK(json.text("/result/classes/0/name") == "revenue");
  const std::size_t classes = json.size("/result/classes/0/classes");
  CHECK(json.number("/result/classes/0/classes/" + std::to_string(classes - 1) + "/share/value") == Approx(0.8));
  CHECK(json.number("/result/classes/0/classes/0/from") == 1000);
  CHECK(json.number("/result/classes/0/classes/0/share/value") == Approx(0.1));
  CHECK(json.number("/result/classes/0/classes/0/share/n") == 600);
  CHECK(json.size("/result/classes/2/classes") == 1);  // nobody bought twice
  CHECK(json.size("/caveats") == 0);
}

TEST_CASE("each customer's last answer counts, and who bought later is told", "[correctness]") {
  std::string answers = header + replies("new", 20, 20, 0);
  for (int i = 0; i < 20; ++i) answers += customer("new", i) + ",2025-05-01,3\n";
  ReadTables read{orders() + customer("late", 1) + ",2025-06-01,10.00\n", answers};
  const ResultJson json = read.answer_to(R"({"kind":"nonresponse","file":1})");
  CHECK(json.number("/result/plain/value") == -100);
  CHECK(json.number("/later") == 1);
  CHECK(json.has_code("/caveats", "nonresponse_later"));
  CHECK(json.null("/result/lukewarm"));  // nobody was lukewarm
  CHECK(json.number("/result/bounds/lowest/value") == -100);
}

TEST_CASE("satisfaction is a share, and half of the customers is where it turns", "[correctness]") {
  std::string answers = "email,date,csat\n";
  for (int i = 0; i < 100; ++i) answers += customer("new", i) + ",2025-04-01," + (i < 60 ? "5" : i < 80 ? "3" : "1") + "\n";
  ReadTables read{orders(), answers};
  const ResultJson json = read.answer_to(R"({"kind":"nonresponse","file":1})");
  CHECK(json.text("/scale/measure") == "csat");
  CHECK(json.text("/result/plain/unit") == "share");
  CHECK(json.number("/result/plain/value") == Approx(0.6));
  CHECK(json.number("/result/bounds/turns_at") == Approx(0.5));
  CHECK(json.number("/result/bounds/turn/others") == Approx((0.5 - 0.06) / 0.9));
  CHECK(json.number("/result/bounds/lowest/value") == Approx(0.06));
  CHECK(json.number("/result/bounds/curve/0/0") == Approx(-0.5));
  CHECK(json.number("/result/lukewarm/from") == 3);
  CHECK(json.number("/result/lukewarm/curve/10/1") == Approx(60 / 120.0));
  // Only those of the lowest value answered: nobody speaks for the others, and their cell joins.
  CHECK(json.number("/result/cells/few") == 1);
  CHECK(json.number("/result/cells/used") == 1);
  const ResultJson as_effort = read.answer_to(R"({"kind":"nonresponse","file":1,"measure":"ces_low"})");
  CHECK(as_effort.text("/scale/measure") == "ces_low");
  CHECK(as_effort.number("/result/plain/value") == Approx(0.6));
}

TEST_CASE("with a history that tells who answers, all three methods bring the score to where it belongs", "[consistency]") {
  const Shop shop(3000);
  ReadTables read{shop.orders, shop.answers};
  const ResultJson json = read.answer_to(R"({"kind":"nonresponse","file":1})");
  // 15 % promoters a purchase, one to six of them, less 20 % detractors where they are not promoters.
  double truth = 0;
  for (int times = 1; times <= 6; ++times) truth += 100 * (0.15 * times - (times == 6 ? 0.1 : 0.2)) / 6;
  CHECK(json.number("/result/plain/value") > truth + 5);
  for (std::size_t at = 0; at < 3; ++at) {
    const std::string of = "/result/methods/" + std::to_string(at);
    CAPTURE(of);
    CHECK(std::abs(json.number(of + "/score/value") - truth) < 7);
    CHECK(json.truth(of + "/clear"));
    CHECK(json.number(of + "/design_effect") > 1);
    CHECK(json.number(of + "/effective") < json.number("/answered"));
  }
}

TEST_CASE("contacts are a trait where a file has them, and the answers' own file is not", "[consistency]") {
  const Shop shop(1500);
  std::string tickets = "ticket id,customer,opened,closed,channel,topic,agent\n", rated = "ticket id,customer,opened,closed,channel,topic,agent,csat\n";
  for (int i = 0; i < 900; ++i) {
    const std::string line = "t" + std::to_string(i) + "," + customer("c", i * 7 % 1500) + ",2025-11-0" + std::to_string(1 + i % 9) + ",2025-11-20,email,delivery," + (i % 2 ? "Ana" : "Bo");
    tickets += line + "\n", rated += line + (i % 3 ? ",Good\n" : ",Bad\n");
  }
  ReadTables without{shop.orders, shop.answers}, with{shop.orders, shop.answers, tickets};
  const ResultJson plain = without.answer_to(R"({"kind":"nonresponse","file":1})"), more = with.answer_to(R"({"kind":"nonresponse","file":1})");
  CHECK(plain.number("/result/methods/0/score/value") == more.number("/result/methods/0/score/value"));
  CHECK(plain.number("/result/methods/2/score/value") != more.number("/result/methods/2/score/value"));
  ReadTables own{shop.orders, rated};
  const ResultJson json = own.answer_to(R"({"kind":"nonresponse","file":1})");
  CHECK(json.has_code("/caveats", "nonresponse_contacts"));
  CHECK_FALSE(json.null("/result/methods/2/score"));
}

TEST_CASE("what cannot be said is not said", "[input]") {
  const auto asked = [](const std::string& answers, const std::string& fields = "") {
    ReadTables read{orders(), answers};
    return read.answer_to(R"({"kind":"nonresponse","file":1)" + fields + "}");
  };
  const ResultJson few = asked(header + replies("new", 7, 4, 2));
  CHECK(few.null("/result"));
  CHECK(few.has_code("/caveats", "nonresponse_few"));
  const ResultJson strangers = asked(header + replies("stranger", 30, 4, 2));
  CHECK(strangers.null("/result"));
  CHECK(strangers.has_code("/caveats", "survey_nobody_matched"));
  const ResultJson nobody = asked("date,nps\n2025-04-01,10\n2025-04-02,0\n2025-04-02,8\n");
  CHECK(nobody.null("/result"));
  CHECK(nobody.has_code("/caveats", "survey_no_customers"));
  const ResultJson all = asked(header + replies("new", 600, 300, 200) + replies("mid", 300, 100, 100) + replies("vip", 100, 50, 10));
  CHECK(all.null("/result"));
  CHECK(all.has_code("/caveats", "nonresponse_everybody"));
  const ResultJson unasked = asked("email,date,nps\n" + customer("new", 1) + ",2025-04-01,4\n" + customer("new", 2) + ",2025-04-01,5\n");
  CHECK(unasked.null("/scale"));
  CHECK(unasked.null("/result"));
  const ResultJson misfit = asked("email,date,rating\n" + customer("new", 1) + ",2025-04-01,Good\n" + customer("new", 2) + ",2025-04-01,Bad\n", R"(,"measure":"nps")");
  CHECK(misfit.has_code("/caveats", "survey_misfit"));
  // Twelve answers: too few for chances by four traits.
  const ResultJson twelve = asked(header + replies("new", 6, 4, 2) + replies("mid", 6, 4, 2));
  CHECK(twelve.null("/result/methods/2/score"));
  CHECK(twelve.text("/result/methods/2/reason/code") == "nonresponse_too_few");
  CHECK_FALSE(twelve.null("/result/methods/0/score"));
  // All of 60 who answered have the lowest value, all VIPs and others none: their chances run away.
  const ResultJson apart = asked(header + replies("vip", 100, 50, 20));
  CHECK(apart.null("/result/methods/2/score"));
  CHECK(apart.text("/result/methods/2/reason/code") == "nonresponse_separated");
  CHECK(asked(header + replies("new", 60, 27, 21), R"(,"margin":0.3)").text("/error/code") == "bad_request");
  ReadTables alone{header + replies("new", 60, 27, 21)};
  CHECK(alone.answer_to(R"({"kind":"nonresponse"})").text("/error/code") == "no_orders");
  ReadTables swapped{orders(), header + replies("new", 60, 27, 21)};
  CHECK(swapped.answer_to(R"({"kind":"nonresponse","file":0})").text("/error/code") == "survey_no_file");
}

TEST_CASE("of a million customers and a fifth of them who answered within two seconds", "[.bench]") {
  std::string orders = "email,date,total\n", answers = header;
  Random random(7);
  for (int i = 0; i < 1'000'000; ++i) {
    orders += customer("c", i) + ",2025-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 7) + "," + std::to_string(10 + random.below(990)) + ".00\n";
    if (i % 5 == 0) answers += customer("c", i) + ",2025-12-01," + std::to_string(random.below(11)) + "\n";
  }
  ReadTables read{orders, answers};
  const auto from = std::chrono::steady_clock::now();
  const std::string text = read.session.compute(R"({"kind":"nonresponse","file":1})");
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
  std::printf("%.2f s for 200,000 answers of 1,000,000 customers\n", seconds);
  CHECK(ResultJson(text).number("/answered") == 200'000);
  CHECK(seconds < 2);
}
