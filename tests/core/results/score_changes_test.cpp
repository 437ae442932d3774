// "score_changes" as the page gets it: the nine transitions with their spend, the claims beside them, customers alike, what conversion would bring, and what is missing.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "base/date.h"
#include "session.h"

using namespace lifeworth;
using test::ResultJson;

namespace {

const Day begin = *parse_iso_day("2024-01-01");

struct Tables {
  std::string orders = "customer,date,amount\n", answers = "customer,date,How likely are you to recommend us?\n";

  void buy(const std::string& customer, Day day, int amount) { orders += customer + "," + iso_text(begin + day) + "," + std::to_string(amount) + ".00\n"; }
  void say(const std::string& customer, Day day, int score) { answers += customer + "," + iso_text(begin + day) + "," + std::to_string(score) + "\n"; }

  /// Answers on days 300 and 400; spends `before` on day 280 and `after` on day 420.
  void change(const std::string& customer, int from, int to, int before, int after) {
    buy(customer, 100, 5);
    if (before) buy(customer, 280, before);
    if (after) buy(customer, 420, after);
    say(customer, 300, from);
    say(customer, 400, to);
  }
  test::ReadTables read() const { return test::ReadTables({orders, answers}); }
};

/// 20 detractors become promoters, 20 passives too, 20 detractors stay, 12 become passives, 3 promoters fall; 40 never answer.
Tables shop() {
  Tables tables;
  tables.buy("first", 0, 10), tables.buy("last", 700, 10);
  for (int i = 0; i < 20; ++i) {
    tables.change("up" + std::to_string(i), 3, 9, 100 + i, 150 - i);
    tables.change("rise" + std::to_string(i), 8, 10, 100, 110 + i);
    tables.change("stay" + std::to_string(i), 0, 6, 100 + i % 2 * 20, 70 - i);
  }
  for (int i = 0; i < 12; ++i) tables.change("half" + std::to_string(i), 2, 7, 100, 90 + i * 5);
  for (int i = 0; i < 3; ++i) tables.change("fall" + std::to_string(i), 10, 0, 100, 50);
  for (int i = 0; i < 40; ++i) tables.buy("never" + std::to_string(i), 100, 5), tables.buy("never" + std::to_string(i), 280, 95 + i), tables.buy("never" + std::to_string(i), 420, 100);
  return tables;
}

ResultJson ask(test::ReadTables& read, const std::string& fields = "") { return read.answer_to(R"({"kind":"score_changes","file":1)" + fields + "}"); }

/// Place of a transition in the list.
std::string cell(int from, int to) { return "/result/cells/" + std::to_string(3 * from + to); }

}  // namespace

TEST_CASE("nine transitions, with the change of sums, its interval and n", "[correctness]") {
  auto read = shop().read();
  const ResultJson json = ask(read, R"(,"window_days":60,"margin":0.5)");
  CHECK(json.text("/measure") == "nps");
  CHECK(json.number("/customers/answered") == 75);
  CHECK(json.number("/customers/twice") == 75);
  CHECK(json.number("/customers/compared") == 75);
  CHECK(json.number("/window/days") == 60);
  CHECK(json.number("/window/gap_days") == 100);
  CHECK(json.text("/window/by") == "person");
  CHECK(json.size("/result/cells") == 9);
  CHECK(json.text(cell(0, 2) + "/from") == "detractor");
  CHECK(json.text(cell(0, 2) + "/to") == "promoter");
  CHECK(json.number(cell(0, 2) + "/answered") == 20);
  CHECK(json.number(cell(0, 2) + "/n") == 20);
  // Σ 100 … 119 = 2190 before; Σ 150 − i = 2810 after.
  CHECK(std::abs(json.number(cell(0, 2) + "/change/value") - (2810.0 / 2190 - 1)) < 1e-12);
  CHECK(json.number(cell(0, 2) + "/before/value") == 10950);
  CHECK(json.number(cell(0, 2) + "/after/value") == 14050);
  CHECK(json.number(cell(0, 2) + "/median") == 3100);  // 50 − 2i
  CHECK(json.number(cell(0, 2) + "/more/value") == 1);
  CHECK(json.number(cell(0, 2) + "/change/low") < 2810.0 / 2190 - 1);
  CHECK(json.number(cell(0, 2) + "/change/high") > 2810.0 / 2190 - 1);
  CHECK(json.truth(cell(0, 2) + "/from_none/clear"));
  // Every one bought once before and once after: no spread, and no interval.
  CHECK(json.number(cell(0, 2) + "/orders_change/value") == 0);
  CHECK(json.null(cell(0, 2) + "/orders_change/low"));
  // Three are too few for an interval, and nobody is none.
  CHECK(json.number(cell(2, 0) + "/change/value") == -0.5);
  CHECK(json.null(cell(2, 0) + "/change/low"));
  CHECK(json.null(cell(2, 0) + "/from_none"));
  CHECK(json.null(cell(2, 0) + "/matched"));
  CHECK(json.number(cell(1, 1) + "/n") == 0);
  CHECK(json.null(cell(1, 1) + "/change"));
  CHECK(json.null(cell(1, 1) + "/before"));
  CHECK(json.number("/result/all/n") == 75);
  // Against no change 4, against the rest 4, against customers alike 4, against what is told 3.
  CHECK(json.number("/result/compared") == 15);
  CHECK(json.truth(cell(0, 0) + "/from_rest/clear"));
  CHECK(json.number(cell(0, 0) + "/from_rest/p_holm") >= json.number(cell(0, 0) + "/from_rest/p"));
  CHECK(json.has_code("/caveats", "changes_regression"));
  CHECK(json.has_code("/caveats", "changes_survivors"));
  CHECK_FALSE(json.has_code("/caveats", "changes_newer"));
}

TEST_CASE("the claims stand beside the own interval", "[correctness]") {
  auto read = shop().read();
  const ResultJson json = ask(read, R"(,"window_days":60)");
  REQUIRE(json.size("/result/claims") == 3);
  CHECK(json.number("/result/claims/0/claimed") == 0.25);
  CHECK(json.number("/result/claims/0/customers") == 40);  // those who were detractors or passives
  CHECK(std::abs(json.number("/result/claims/0/own/value") - ((2810.0 + 2390) / (2190 + 2000) - 1)) < 1e-12);
  CHECK(json.text("/result/claims/0/own_is") == "alike");
  CHECK(json.number("/result/claims/1/claimed") == -0.36);
  CHECK(std::abs(json.number("/result/claims/1/own/value") - (1210.0 / 2200 - 1)) < 1e-12);
  CHECK(json.text("/result/claims/1/own_is") == "below");
  CHECK(json.number("/result/claims/2/claimed") == 0.16);
  CHECK(std::abs(json.number("/result/claims/2/own/value") - 0.175) < 1e-12);
  CHECK(json.text("/result/claims/2/own_is") == "alike");
  // Two of them are of one transition: the same customers have the same interval.
  for (const auto& [claim, at] : {std::pair<std::string, std::string>{"/result/claims/1/own", cell(0, 0)}, {"/result/claims/2/own", cell(0, 1)}})
    CHECK((json.number(claim + "/low") == json.number(at + "/change/low") && json.number(claim + "/high") == json.number(at + "/change/high")));
}

TEST_CASE("an interval that leaves a claim out by a little is not called clear among so many comparisons", "[correctness]") {
  Tables tables;
  tables.buy("first", 0, 10), tables.buy("last", 700, 10);
  for (int i = 0; i < 20; ++i) {
    tables.change("stay" + std::to_string(i), 0, 6, 100, i % 2 ? 33 : 73);  // −47 % ± 9.6 points: −36 % lies a little outside
    tables.change("up" + std::to_string(i), 3, 9, 100, 80 + 2 * i);
    tables.buy("never" + std::to_string(i), 100, 5), tables.buy("never" + std::to_string(i), 280, 95 + i), tables.buy("never" + std::to_string(i), 420, 60 + 3 * (i % 7));
  }
  auto read = tables.read();
  const ResultJson json = ask(read, R"(,"window_days":60)");
  CHECK(json.number("/result/claims/1/own/high") < -0.36);
  CHECK(json.text("/result/claims/1/own_is") == "not_clear");
}

TEST_CASE("beside customers alike who never answered, and what turning some round would bring", "[correctness]") {
  auto read = shop().read();
  const ResultJson json = ask(read, R"(,"window_days":60,"margin":0.5,"converted":10)");
  CHECK(json.number("/result/never_answered") == 42);  // with the two who hold the orders' time open
  // They spend 100 after whatever they spent before; the two others nothing at all, and these are not like them.
  const std::string matched = cell(0, 2) + "/matched";
  CHECK(std::abs(json.number(matched + "/alike_after") - 10000) < 600);
  CHECK(std::abs(json.number(matched + "/beyond/value") - (14050 - json.number(matched + "/alike_after"))) <= 1);
  CHECK(json.number(matched + "/beyond/n") == 20);
  CHECK(json.number(matched + "/controls") <= 42);
  CHECK(json.truth(matched + "/tested/clear"));
  const std::string conversion = "/result/conversion";
  CHECK(json.number(conversion + "/customers") == 23);  // 20 who stayed and 3 who fell
  CHECK(json.number(conversion + "/converted") == 10);
  CHECK(json.number(conversion + "/margin") == 0.5);
  // Those 23 spend Σ 70 − i and three times 50 in the year up to day 700; what they or others had spent before an answer is not asked.
  const double usual = 100.0 * (1210 + 150) / 23;
  CHECK(std::abs(json.number(conversion + "/spend/value") - usual) < 1);
  CHECK(json.number(conversion + "/spend/n") == 23);
  CHECK(json.text(conversion + "/to/1/to") == "promoter");
  const std::string own = conversion + "/to/1/own";
  CHECK(json.text(own + "/basis") == "matched");
  const auto beyond = [&](const std::string& at) { return json.number(at + "/change/value") - json.number(at + "/matched/alike_change"); };
  CHECK(std::abs(json.number(own + "/moved/value") - beyond(cell(0, 2))) < 1e-9);
  CHECK(std::abs(json.number(own + "/stayed/value") - beyond(cell(0, 0))) < 1e-9);
  const double effect = beyond(cell(0, 2)) - beyond(cell(0, 0));
  CHECK(std::abs(json.number(own + "/effect/value") - effect) < 1e-9);
  CHECK(std::abs(json.number(own + "/spend/value") - usual * effect) < 1);
  CHECK(std::abs(json.number(own + "/total/value") - usual * effect * 0.5 * 10) < 5);
  CHECK((json.number(own + "/total/low") < json.number(own + "/total/value") && json.number(own + "/total/value") < json.number(own + "/total/high")));
  // As told: +25 % or +16 % of it, and −36 % of those who stay; half of it profit, ten times.
  CHECK(std::abs(json.number(conversion + "/to/1/claimed/total/value") - usual * 0.61 * 0.5 * 10) < 5);
  CHECK(std::abs(json.number(conversion + "/to/0/claimed/total/value") - usual * 0.52 * 0.5 * 10) < 5);
  // No more than there are.
  CHECK(ask(read, R"(,"window_days":60,"converted":999)").number(conversion + "/converted") == 23);
  // The same question, the same numbers; another seed moves no change of sums.
  CHECK(ask(read, R"(,"window_days":60,"margin":0.5,"converted":10)").number(matched + "/beyond/low") == json.number(matched + "/beyond/low"));
  CHECK(ask(read, R"(,"window_days":60,"seed":9)").number(cell(0, 2) + "/change/value") == json.number(cell(0, 2) + "/change/value"));
}

TEST_CASE("without customers who never answered there is only the raw change, and it is said", "[input]") {
  Tables tables;
  tables.buy("half0", 0, 10), tables.buy("half0", 700, 10);
  for (int i = 0; i < 12; ++i) tables.change("half" + std::to_string(i), 2, 7, 100, 90 + i * 5);
  for (int i = 0; i < 12; ++i) tables.change("stay" + std::to_string(i), 0, 6, 100 + i % 2 * 20, 70 - i);
  auto read = tables.read();
  const ResultJson json = ask(read, R"(,"measure":"nps","window_days":60,"margin":0.5)");
  CHECK(json.null(cell(0, 1) + "/matched"));
  CHECK(json.has_code("/caveats", "changes_nobody_else"));
  CHECK(json.text("/result/conversion/to/0/own/basis") == "raw");
  // 1,410 ÷ 1,200 against 774 ÷ 1,320, of the 774 ÷ 12 that those who stayed spend.
  CHECK(std::abs(json.number("/result/conversion/to/0/own/profit/value") - 6450 * (1410.0 / 1200 - 774.0 / 1320) * 0.5) < 1);
  CHECK(json.null("/result/conversion/to/1/own"));
  CHECK(json.number("/result/conversion/converted") == 12);
}

TEST_CASE("without a year behind them nobody's spend a year is made up", "[input]") {
  Tables tables;
  tables.buy("first", 0, 10), tables.buy("last", 460, 10);  // customers since day 100 have not been here for a year on day 460
  for (int i = 0; i < 20; ++i) tables.change("up" + std::to_string(i), 3, 9, 100 + i, 150 - i), tables.change("stay" + std::to_string(i), 0, 6, 100 + i % 2 * 20, 70 - i);
  auto read = tables.read();
  const ResultJson json = ask(read, R"(,"measure":"nps","window_days":60)");
  CHECK(json.number("/result/conversion/customers") == 20);
  CHECK((json.null("/result/conversion/spend") && json.number("/result/conversion/year_known") == 0));
  CHECK((json.null("/result/conversion/to/1/own") && json.null("/result/conversion/to/1/claimed")));
}

TEST_CASE("what is missing is said in one sentence, and nothing is made up", "[input]") {
  Tables once;
  once.buy("a", 0, 10), once.buy("b", 700, 10);
  once.say("a", 300, 0), once.say("b", 300, 10);
  auto read = once.read();
  const ResultJson nobody = ask(read);
  CHECK(nobody.null("/result"));
  CHECK(nobody.has_code("/caveats", "changes_nobody_twice"));
  CHECK(nobody.text("/left_out/0/reason") == "answered_once");
  CHECK(nobody.number("/left_out/0/customers") == 2);

  Tables late;
  late.buy("a", 350, 10), late.buy("b", 700, 10), late.say("a", 300, 0), late.say("a", 400, 10), late.say("c", 300, 0), late.say("c", 310, 10);
  auto bought_later = late.read();
  const ResultJson none_bought = ask(bought_later);
  CHECK(none_bought.has_code("/caveats", "changes_nobody_bought"));
  CHECK(none_bought.number("/customers/twice") == 2);
  CHECK(none_bought.text("/left_out/1/reason") == "bought_later");

  auto far = shop().read();
  const ResultJson too_long = ask(far, R"(,"window_days":400)");
  CHECK(too_long.null("/result"));
  CHECK(too_long.has_code("/caveats", "changes_nobody_compared"));
  CHECK(too_long.text("/left_out/0/reason") == "too_early");

  std::string asked = shop().answers;
  for (std::size_t at; (at = asked.find(",0\n")) != std::string::npos;) asked.replace(at, 3, ",1\n");
  asked.replace(0, asked.find('\n'), "customer,date,score");
  test::ReadTables unclear({shop().orders, asked});
  CHECK(ask(unclear).has_code("/caveats", "changes_no_scale"));
  // With the scale said there are two groups, and nothing is claimed of them.
  const ResultJson satisfied = ask(unclear, R"(,"measure":"csat","window_days":60)");
  CHECK(satisfied.size("/result/cells") == 4);
  CHECK(satisfied.text("/groups/0") == "unsatisfied");
  CHECK(satisfied.size("/result/claims") == 0);
  CHECK(satisfied.null("/result/conversion/to/0/claimed"));

  test::ReadTables alone({shop().answers});
  CHECK(alone.answer_to(R"({"kind":"score_changes","file":0})").text("/error/code") == "no_orders");
  CHECK(read.answer_to(R"({"kind":"score_changes","file":7})").text("/error/code") == "survey_no_file");
  CHECK(read.answer_to(R"({"kind":"score_changes","file":1,"window_days":3})").text("/error/code") == "bad_request");
  CHECK(read.answer_to(R"({"kind":"score_changes","file":1,"grain":"month"})").text("/error/code") == "bad_request");
}

TEST_CASE("drawn in slices it is the same, whatever else is asked in between; another question begins anew", "[consistency]") {
  auto read = shop().read();
  const auto asked = [&](const std::string& fields) { return read.session.compute(R"({"kind":"score_changes","file":1,"draws":300)" + fields + "}"); };
  const std::string whole = asked("");
  REQUIRE(ResultJson(whole).number("/drawn") == 1);
  for (const std::string steps : {"1", "3000", "100000"}) {
    double before = -1;
    int slices = 0;
    std::string answer;
    for (bool done = false; !done; ++slices) {
      REQUIRE(slices < 10'000);
      answer = asked(R"(,"steps":)" + steps);
      const ResultJson json(answer);
      done = json.number("/drawn") == 1;
      CHECK(json.number("/drawn") >= before);
      before = json.number("/drawn");
      CHECK(json.null("/result") != done);
      CHECK(json.number("/customers/compared") == 75);
      if (slices == 3) read.session.compute(R"({"kind":"realised"})");
    }
    CHECK(slices > (steps == "1" ? 300 : 1));
    CHECK(answer == whole);
  }
  // Begun, left, and asked with another window: that one's numbers, and then the first one's again.
  CHECK(ResultJson(asked(R"(,"steps":1)")).null("/result"));
  const std::string other = asked(R"(,"window_days":60)");
  CHECK(ResultJson(other).number("/window/days") == 60);
  CHECK(other == asked(R"(,"window_days":60)"));
  CHECK(asked("") == whole);
}
