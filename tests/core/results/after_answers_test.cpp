#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "../support/result_json.h"
#include "base/date.h"
#include "base/money.h"
#include "base/random.h"

using namespace lifeworth;
using lifeworth::test::ReadTables;
using lifeworth::test::ResultJson;

namespace {

struct World {
  double habit = 0;    ///< how much the score goes with what somebody spent in the days before
  double effect = 0;   ///< how much oftener promoters buy after the answer, whatever they bought before
};

/// Customers who buy at an own rate over two years and answer once in the middle of them.
constexpr int window = 180;

ResultJson answered(const World& world, std::uint64_t seed, int customers = 500) {
  Random random(seed);
  const Day begin = *day_of({2023, 1, 1}), asked = *day_of({2024, 1, 1}), end = *day_of({2024, 12, 31});
  std::string orders = "customer,date,amount,currency\n", answers = "customer,date,nps\n";
  for (int customer = 0; customer < customers; ++customer) {
    const std::string name = "c" + std::to_string(customer);
    const double rate = 0.02 * random.gamma(3, 3);  // a day
    orders += name + "," + iso_text(begin) + ",10.00,EUR\n";
    double before = 0;
    const auto buy = [&](double from, double to, double a_day) {
      for (double day = from + random.exponential(a_day); day < to; day += random.exponential(a_day)) {
        const auto amount = 1000 + static_cast<Minor>(random.below(2000));
        if (day >= asked - window && day < asked) before += double(amount);
        orders += name + "," + iso_text(static_cast<Day>(day)) + "," + decimal_text(amount, 2) + ",EUR\n";
      }
    };
    buy(begin, asked, rate);
    const double opinion = 7 + world.habit * (before / (2000 * 0.02 * window) - 1) + 1.6 * random.normal();
    const int score = static_cast<int>(std::fmin(10, std::fmax(0, std::round(opinion))));
    answers += name + "," + iso_text(asked) + "," + std::to_string(score) + "\n";
    buy(asked, end + 1, score >= 9 ? rate * (1 + world.effect) : rate);
  }
  orders += "last," + iso_text(end) + ",10.00,EUR\n";
  return ReadTables({orders, answers}).answer_to(R"({"kind":"after_answers","file":1,"measure":"nps","after_days":)" + std::to_string(window) + "}");
}

/// The row "spend_after" of the best group beside the others.
std::string spend_after(const ResultJson& answer) {
  for (std::size_t i = 0; i < answer.size("/result/columns"); ++i) {
    const std::string at = "/result/columns/" + std::to_string(i);
    if (answer.text(at + "/name") == "spend_after") return at;
  }
  return "";
}

bool leaves_out(const ResultJson& answer, const std::string& estimate, double truth) { return answer.number(estimate + "/low") > truth || answer.number(estimate + "/high") < truth; }

}  // namespace

TEST_CASE("a small file of answers is followed by hand", "[correctness]") {
  std::string orders = "customer,date,amount,currency\nz,2023-06-01,1.00,EUR\nz,2024-12-31,1.00,EUR\n", answers = "customer,date,nps\n";
  for (int i = 0; i < 24; ++i) {  // twelve promoters of whom nine buy for 20; twelve detractors of whom three buy for 8, and one returns it
    const bool promoter = i < 12;
    const std::string name = (promoter ? "p" : "d") + std::to_string(i);
    orders += name + ",2024-01-10,5.00,EUR\n";
    answers += name + ",2024-03-01," + (promoter ? "10" : "3") + "\n";
    if (promoter && i < 9) orders += name + ",2024-04-01,20.00,EUR\n";
    if (!promoter && i < 15) orders += name + ",2024-04-01,8.00,EUR\n";
    if (i == 12) orders += name + ",2024-04-20,-8.00,EUR\n";
  }
  const ResultJson answer = ReadTables({orders, answers}).answer_to(R"({"kind":"after_answers","file":1})");
  CHECK(answer.number("/days") == 90);
  CHECK(answer.number("/followed") == 24);
  CHECK(answer.text("/result/groups/0/group") == "detractor");
  CHECK(answer.number("/result/groups/0/bought/value") == 0.25);
  CHECK(answer.number("/result/groups/0/revenue/value") == 133);  // (8 + 8 + 8 − 8) ÷ 12 = 1.33
  CHECK(answer.number("/result/groups/0/refunded/value") == 1.0 / 12);
  CHECK(answer.number("/result/groups/1/n") == 0);
  CHECK(answer.null("/result/groups/1/revenue"));
  CHECK(answer.text("/result/groups/2/group") == "promoter");
  CHECK(answer.number("/result/groups/2/bought/value") == 0.75);
  CHECK(std::abs(answer.number("/result/groups/2/bought/low") - 0.4677) < 0.0001);  // Wilson, 9 of 12
  CHECK(answer.number("/result/groups/2/revenue/value") == 1500);
  CHECK(answer.number("/result/scores/10/n") == 12);
  CHECK(answer.null("/result/groups/2/contacts"));
  CHECK(answer.number("/result/happy/without_purchase/value") == 0.25);
  CHECK(answer.number("/result/happy/idle/n") == 3);
  CHECK(answer.null("/result/happy/idle/revenue/low"));
  CHECK(answer.number("/result/happy/bought/n") == 9);
}

TEST_CASE("an effect of the answer that was planted is found among those who had spent alike; a mere habit shows raw only", "[consistency][slow]") {
  int raw_of_habit = 0, adjusted_of_habit = 0, found = 0, clear_of_nothing = 0;
  constexpr int worlds = 60;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    const ResultJson habit = answered({.habit = 2.5}, seed), effect = answered({.effect = 0.8}, seed), nothing = answered({}, seed);
    const std::string at = spend_after(habit);
    raw_of_habit += leaves_out(habit, at + "/raw", 0);
    adjusted_of_habit += leaves_out(habit, at + "/adjusted", 0);
    found += effect.truth(at + "/clear");
    clear_of_nothing += nothing.truth(at + "/clear");
  }
  CAPTURE(raw_of_habit, adjusted_of_habit, found, clear_of_nothing);
  CHECK(raw_of_habit > worlds * 9 / 10);
  CHECK(adjusted_of_habit <= 9);  // strata of fifty are a little coarse: they leave a few hundredths of the difference
  CHECK(found > worlds * 8 / 10);
  CHECK(clear_of_nothing <= 7);  // 5 % of 60 is 3; more than 7 come once in a hundred times
}

TEST_CASE("what cannot be followed is said, and a file without scores is refused", "[input]") {
  const std::string orders = "customer,date,amount,currency\na,2024-01-01,5.00,EUR\nb,2024-01-20,5.00,EUR\n";
  ReadTables read({orders, "customer,date,nps\na,2024-01-15,9\nq,2024-01-15,0\n"});
  const ResultJson answer = read.answer_to(R"({"kind":"after_answers","file":1})");
  CHECK(answer.null("/result"));
  CHECK(answer.number("/answered") == 2);
  CHECK(answer.number("/followed") == 0);
  CHECK(answer.size("/left_out") == 2);
  CHECK(read.answer_to(R"({"kind":"after_answers","file":0})").text("/error/code") == "survey_no_file");
  CHECK(read.answer_to(R"({"kind":"after_answers","file":1,"after_days":0})").text("/error/code") == "bad_request");
}

TEST_CASE("on a scale in halves scores are told in points", "[correctness]") {
  std::string orders = "customer,date,amount,currency\nfirst,2023-01-01,1.00,EUR\n", answers = "customer,date,rating\n";
  for (int i = 0; i < 24; ++i) {
    const std::string name = "c" + std::to_string(i);
    orders += name + ",2023-06-01,10.00,EUR\n" + name + ",2024-02-01," + (i < 12 ? "40.00" : "20.00") + ",EUR\n";
    answers += name + ",2024-01-01," + (i < 12 ? "4.5" : "3.5") + "\n";
  }
  const ResultJson json = ReadTables({orders + "last,2024-12-31,1.00,EUR\n", answers}).answer_to(R"({"kind":"after_answers","file":1,"after_days":90})");
  REQUIRE(json.size("/result/scores") == 9);
  CHECK((json.number("/result/scores/0/score") == 1 && json.number("/result/scores/5/score") == 3.5 && json.number("/result/scores/7/score") == 4.5));
  CHECK((json.number("/result/scores/5/n") == 12 && json.number("/result/scores/5/revenue/value") == 2000));
  CHECK((json.number("/result/scores/7/n") == 12 && json.number("/result/scores/7/revenue/value") == 4000));
  CHECK((json.text("/result/groups/1/group") == "satisfied" && json.number("/result/groups/1/n") == 12));
}

TEST_CASE("where all did alike there is no interval, and what cannot be below 0 has none that is", "[correctness]") {
  // Fifteen detractors of whom nobody buys or calls; fifteen promoters of whom one buys for 60 and calls twice.
  const auto shop = [](bool refund) {
    std::string orders = "customer,date,amount,currency\nz,2023-06-01,1.00,EUR\nz,2024-12-31,1.00,EUR\n", answers = "customer,date,nps\n", contacts = "contact,customer,date,handle_seconds\n";
    for (int i = 0; i < 30; ++i) {
      const std::string name = "c" + std::to_string(i);
      orders += name + ",2024-01-10,5.00,EUR\n";
      answers += name + ",2024-03-01," + (i < 15 ? "3" : "10") + "\n";
    }
    orders += "c20,2024-04-01,60.00,EUR\n";
    if (refund) orders += "z,2023-06-20,-0.50,EUR\n";
    contacts += "1,c20,2024-03-10,60\n2,c20,2024-03-20,90\n3,z,2023-07-01,30\n";
    return ReadTables({orders, answers, contacts}).answer_to(R"({"kind":"after_answers","file":1})");
  };
  const ResultJson answer = shop(false);
  for (const std::string what : {"revenue", "orders", "contacts"}) {
    CAPTURE(what);
    const std::string none = "/result/groups/0/" + what, one = "/result/groups/2/" + what;
    CHECK((answer.number(none + "/value") == 0 && answer.number(none + "/n") == 15));
    CHECK((answer.null(none + "/low") && answer.null(none + "/high")));
    // One of fifteen has x, the others 0: Student's t gives x/15 ± 2.1448·x/15, which begins at 0 and not below.
    const double x = what == "revenue" ? 6000 : what == "orders" ? 1 : 2, slack = what == "revenue" ? 1 : 1e-4;
    CHECK(std::abs(answer.number(one + "/value") - x / 15) < slack);
    CHECK(answer.number(one + "/low") == 0);
    CHECK(std::abs(answer.number(one + "/high") - x / 15 * (1 + 2.14479)) < slack);
  }
  // A share does know something of the next one: Wilson's upper end of 0 of 15 is z² ÷ (15 + z²).
  CHECK((answer.number("/result/groups/0/bought/low") == 0 && std::abs(answer.number("/result/groups/0/bought/high") - 3.841459 / (15 + 3.841459)) < 1e-6));
  // With refunds in the file revenue may be below 0; how often somebody bought or called may not.
  const ResultJson refunded = shop(true);
  CHECK(std::abs(refunded.number("/result/groups/2/revenue/low") - 400 * (1 - 2.14479)) < 1);
  CHECK((refunded.number("/result/groups/2/orders/low") == 0 && refunded.number("/result/groups/2/contacts/low") == 0));
}
