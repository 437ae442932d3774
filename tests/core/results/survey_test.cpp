// "survey" as the page gets it: which scale is guessed and when it is asked, what is left out, levels, periods, segments, coverage.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../support/result_json.h"
#include "../support/shop.h"
#include "base/random.h"
#include "results/survey_parts.h"
#include "session.h"

using namespace lifeworth;
using test::ResultJson;

namespace {

/// A file of answers, one a day from 2025-01-01, each of a customer of its own.
std::string answers(const std::string& question, const std::vector<std::pair<std::string, int>>& counts) {
  std::string csv = "customer,date,\"" + question + "\"\n";
  int row = 0;
  for (const auto& [answer, count] : counts)
    for (int i = 0; i < count; ++i, ++row)
      csv += "c" + std::to_string(row) + ",2025-0" + std::to_string(1 + row % 3) + "-" + (row % 28 < 9 ? "0" : "") + std::to_string(1 + row % 28) + ",\"" + answer + "\"\n";
  return csv;
}

struct Read : test::ReadTables {
  using ReadTables::ReadTables;
  ResultJson ask(const std::string& fields = "") { return answer_to(R"({"kind":"survey")" + fields + "}"); }
};

std::string guess(const std::string& question, const std::vector<std::pair<std::string, int>>& counts) {
  // The question may not be known for one: the role is given.
  const std::string csv = answers(question, counts);
  Session session;
  session.peek(csv, true);
  session.map(R"({"kind":"responses","score":2,"date":1,"customer":0})");
  session.push(csv);
  session.finish();
  const ResultJson json(session.compute(R"({"kind":"survey"})"));
  const std::string why = json.text("/reason/code");
  if (json.null("/scale")) {
    CHECK(json.null("/result"));
    return "asked: " + why;
  }
  const auto whole = [&](const char* at) { return std::to_string(static_cast<int>(json.number(at))); };
  return json.text("/scale/measure") + " " + whole("/scale/low") + "-" + whole("/scale/high") + ": " + why;
}

}  // namespace

TEST_CASE("which scale it is: taken where the answers tell, asked where they do not", "[correctness]") {
  CHECK(guess("score", {{"0", 2}, {"6", 10}, {"9", 20}, {"10", 8}}) == "nps 0-10: survey_nps_by_zero");
  CHECK(guess("How likely are you to recommend us?", {{"5", 6}, {"8", 10}, {"10", 20}}) == "nps 0-10: survey_nps_by_name");
  // From 1 to 10 without a name, or with many ones and no nought: not silently NPS.
  CHECK(guess("score", {{"1", 3}, {"6", 10}, {"9", 20}, {"10", 8}}) == "asked: survey_from_one");
  CHECK(guess("nps", {{"1", 8}, {"6", 10}, {"9", 20}, {"10", 8}}) == "asked: survey_from_one");
  CHECK(guess("nps", {{"0", 3}, {"3", 10}, {"5", 20}}) == "asked: survey_short_scale");
  CHECK(guess("score", {{"0", 3}, {"3", 10}, {"5", 20}}) == "asked: survey_short_scale");
  CHECK(guess("score", {{"85", 10}, {"92", 10}, {"10", 3}}) == "asked: survey_unclear");
  CHECK(guess("score", {{"1", 3}, {"3", 10}, {"5", 20}}) == "csat 1-5: survey_csat_by_numbers");
  CHECK(guess("csat", {{"0", 3}, {"3", 10}, {"5", 20}}) == "csat 0-5: survey_csat_by_name");
  CHECK(guess("csat", {{"2", 3}, {"7", 10}, {"10", 20}}) == "csat 1-10: survey_csat_by_name");
  CHECK(guess("csat", {{"2", 3}, {"7", 10}, {"5", 20}}) == "csat 1-7: survey_csat_by_name");
  CHECK(guess("score", {{"1", 10}, {"2", 10}, {"3", 20}}) == "csat 1-3: survey_csat_by_numbers");
  CHECK(guess("score", {{"1", 1}, {"2", 2}, {"3", 2}}) == "csat 1-5: survey_csat_by_numbers");
  CHECK(guess("score", {{"0", 10}, {"1", 30}}) == "csat 0-1: survey_csat_by_numbers");
  CHECK(guess("rating", {{"4 / 5", 10}, {"3 / 5", 30}}) == "csat 1-5: survey_csat_by_name");
  CHECK(guess("score", {{"7 / 10", 10}, {"6 / 10", 30}}) == "asked: survey_from_one");
  CHECK(guess("How much effort did you have to put forth?", {{"1", 10}, {"4", 5}, {"5", 3}}) == "ces_low 1-5: survey_ces_low");
  CHECK(guess("They made it easy to solve my problem", {{"7", 10}, {"4", 5}, {"2", 3}}) == "ces_high 1-7: survey_ces_high");
  // Vendors ask five points called CES either way.
  CHECK(guess("CES", {{"5", 10}, {"4", 5}, {"2", 3}}) == "asked: survey_ces_direction");
  CHECK(guess("CES", {{"7", 10}, {"4", 5}, {"2", 3}}) == "ces_high 1-7: survey_ces_high");
  CHECK(guess("rating", {{"Good", 10}, {"Bad", 5}, {"Offered", 3}}) == "csat 0-1: survey_csat_by_words");
  CHECK(guess("rating", {{"Good", 10}, {"Bad", 5}, {"Excellent", 3}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("valoracion", {{"Muy satisfecho", 10}, {"Insatisfecha", 5}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("group", {{"Promoter", 10}, {"Detractor", 5}, {"Passive", 3}}) == "nps -1-1: survey_nps_by_words");
  CHECK(guess("q", {{"Strongly agree", 10}, {"Disagree", 5}}) == "asked: survey_words_unclear");
  CHECK(guess("They made it easy", {{"Strongly agree", 10}, {"Somewhat agree", 7}, {"Neither agree nor disagree", 5}}) == "ces_high 1-5: survey_ces_high_by_words");
  // As many points as the words keep apart.
  CHECK(guess("q", {{"Very satisfied", 9}, {"Satisfied", 8}, {"Neutral", 5}, {"Dissatisfied", 2}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("q", {{"Very satisfied", 9}, {"Somewhat satisfied", 8}, {"Neutral", 5}, {"Somewhat dissatisfied", 2}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("q", {{"Very satisfied", 9}, {"Satisfied", 8}, {"Somewhat satisfied", 5}}) == "csat 1-7: survey_csat_by_words");
  CHECK(guess("q", {{"Muy satisfecho", 9}, {"Satisfecha", 8}, {"Algo satisfecho", 5}}) == "csat 1-7: survey_csat_by_words");
  CHECK(guess("q", {{"Extremely satisfied", 9}, {"Moderately satisfied", 8}, {"Neither satisfied nor dissatisfied", 5}}) == "csat 1-7: survey_csat_by_words");
  CHECK(guess("q", {{"Extremely satisfied", 9}, {"Very satisfied", 8}, {"Not so satisfied", 5}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("q", {{"Satisfied", 9}, {"Satisfecho", 8}, {"Muy satisfecho", 5}, {"Very satisfied", 5}, {"Neutral", 2}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("q", {{"Extremely easy", 9}, {"Slightly difficult", 8}}) == "ces_high 1-7: survey_ces_high_by_words");
  CHECK(guess("q", {{"\U0001F642", 9}, {"\U0001F610", 8}, {"\U0001F641", 8}}) == "csat 1-3: survey_csat_by_words");
  CHECK(guess("q", {{"\U0001F60D", 9}, {"\U0001F642", 8}, {"\U0001F641", 8}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("q", {{"Very satisfied", 9}, {"Blue", 12}}) == "asked: survey_words_unknown");
  CHECK(guess("They made it easy", {{"Strongly agree", 10}, {"Agree", 7}, {"Somewhat agree", 5}}) == "ces_high 1-7: survey_ces_high_by_words");
  CHECK(guess("stars", {{"\u2605\u2605\u2605", 10}, {"\u2605", 5}}) == "csat 1-5: survey_csat_by_words");
  CHECK(guess("stars", {{"5 estrellas", 10}, {"2 estrellas", 5}}) == "csat 1-5: survey_csat_by_name");
  CHECK(guess("rating", {{"Very satisfied (5)", 10}, {"So so (3)", 5}}) == "csat 1-5: survey_csat_by_name");
  // One slip of the finger among many answers makes no longer scale.
  CHECK(guess("score", {{"1", 100}, {"3", 150}, {"5", 160}, {"7", 1}}) == "csat 1-5: survey_csat_by_numbers");
  CHECK(guess("score", {{"0", 1}, {"1", 100}, {"3", 150}, {"5", 160}}) == "csat 1-5: survey_csat_by_numbers");
  CHECK(guess("score", {{"1", 10}, {"3", 15}, {"5", 16}, {"7", 1}}) == "csat 1-7: survey_csat_by_numbers");
  CHECK(guess("score", {{"hello", 10}, {"there", 5}}) == "asked: survey_no_answers");
}

TEST_CASE("NPS of 291, 476 and 395 answers of a file, with no orders beside it", "[correctness]") {
  Read read({answers("nps", {{"10", 200}, {"9", 91}, {"8", 400}, {"7", 76}, {"6", 300}, {"0", 95}})});
  const ResultJson json = read.ask();
  CHECK(json.text("/scale/measure") == "nps");
  CHECK(std::round(json.number("/result/score/value") * 100) == -895);
  CHECK(json.text("/result/score/unit") == "points");
  CHECK(json.number("/result/score/n") == 1162);
  CHECK(std::abs(json.number("/result/score/high") - (-8.95 + 4.388)) < 0.02);
  CHECK(std::abs(json.number("/result/standard_error") - 2.239) < 0.001);
  CHECK(json.size("/result/distribution") == 11);
  CHECK(json.number("/result/distribution/0/n") == 95);
  CHECK(json.number("/result/distribution/6/mark") == -1);
  CHECK(json.number("/result/groups/0/n") == 291);
  CHECK(json.number("/result/groups/1/n") == 476);
  CHECK(json.number("/result/groups/2/n") == 395);
  CHECK(json.number("/result/needed/answers") == std::ceil(json.number("/result/needed/variance") * std::pow(1.959964 / 0.05, 2)));
  CHECK(json.has_code("/caveats", "survey_no_orders"));
  CHECK(json.null("/result/coverage"));
  CHECK(json.null("/segment"));
}

TEST_CASE("of seven steps in words the two best count as satisfied, not three", "[correctness]") {
  // What people also choose as the top two of a scale from 1 to 7: 61 of 210.
  Read read({answers("csat", {{"Very satisfied", 26}, {"Satisfied", 35}, {"Somewhat satisfied", 35}, {"Neither satisfied nor dissatisfied", 34}, {"Somewhat dissatisfied", 30}, {"Dissatisfied", 30}, {"Very dissatisfied", 20}})});
  const ResultJson json = read.ask();
  CHECK(json.number("/result/n") == 210);
  CHECK(json.size("/left_out") == 0);
  CHECK(std::abs(json.number("/result/score/value") - 61 / 210.0) < 1e-12);
}

TEST_CASE("a person's measure counts, and one that cannot be is refused in words", "[input]") {
  Read read({answers("score", {{"1", 6}, {"6", 10}, {"9", 20}, {"10", 8}})});
  CHECK(read.ask().null("/scale"));
  const ResultJson json = read.ask(R"(,"measure":"nps")");
  CHECK(json.text("/by") == "person");
  CHECK(json.null("/guess"));
  CHECK(std::abs(json.number("/result/score/value") - 100 * (28.0 - 16) / 44) < 1e-9);
  const ResultJson csat = read.ask(R"(,"measure":"csat","scale_low":1,"scale_high":10)");
  CHECK(std::abs(csat.number("/result/score/value") - 28.0 / 44) < 1e-12);
  CHECK(csat.text("/result/score/unit") == "share");
  const ResultJson short_scale = read.ask(R"(,"measure":"csat","scale_high":7)");
  CHECK(short_scale.number("/result/n") == 16);
  CHECK(short_scale.text("/left_out/0/reason") == "outside");
  CHECK(short_scale.number("/left_out/0/answers") == 28);
  CHECK(short_scale.text("/left_out/0/examples/0") == "9");
  CHECK(ResultJson(read.session.compute(R"({"kind":"survey","measure":"csat","scale_low":5,"scale_high":5})")).text("/error/code") == "bad_request");
  CHECK(ResultJson(read.session.compute(R"({"kind":"survey","file":3})")).text("/error/code") == "survey_no_file");
  CHECK(ResultJson(read.session.compute(R"({"kind":"survey","margin":0.3})")).text("/error/code") == "bad_request");
  Read words({answers("rating", {{"Very satisfied", 20}, {"Dissatisfied", 10}, {"n.b.", 2}, {"Blue", 3}})});
  const ResultJson refused = words.ask(R"(,"measure":"nps")");
  CHECK(refused.null("/scale"));
  CHECK(refused.has_code("/caveats", "survey_misfit"));
  const ResultJson read_words = words.ask();
  CHECK(read_words.number("/result/n") == 30);
  CHECK(std::abs(read_words.number("/result/mean/value") - (20 * 5 + 10 * 2) / 30.0) < 1e-12);
  CHECK(read_words.text("/left_out/0/reason") == "other_words");
  CHECK(read_words.number("/left_out/0/answers") == 5);
}

TEST_CASE("halves and words between numbers are left out and counted", "[input]") {
  Read read({answers("csat", {{"5", 180}, {"4.5", 3}, {"2", 10}, {"great service", 2}, {"9", 1}})});
  const ResultJson json = read.ask(R"(,"measure":"csat","scale_low":1,"scale_high":5)");
  std::map<std::string, double> left;
  for (std::size_t i = 0; i < json.size("/left_out"); ++i) {
    const std::string at = "/left_out/" + std::to_string(i);
    left[json.text(at + "/reason")] = json.number(at + "/answers");
  }
  CHECK(left == std::map<std::string, double>{{"outside", 1}, {"not_whole", 3}, {"no_number", 2}});
  CHECK(json.number("/result/n") == 190);
  CHECK(json.size("/result/distribution") == 5);
}

TEST_CASE("satisfaction is read in halves where one answer in fifty is one, by hand", "[correctness]") {
  CHECK(guess("rating", {{"5", 20}, {"4.5", 15}, {"3", 5}, {"1", 2}}) == "csat 1-5: survey_csat_halves");
  CHECK(guess("satisfaction", {{"10", 20}, {"9.5", 15}, {"3", 5}, {"1", 2}}) == "csat 1-10: survey_csat_halves");
  CHECK(guess("rating", {{"6.5", 20}, {"4", 15}, {"3", 5}, {"1", 2}}) == "csat 1-7: survey_csat_halves");
  CHECK(guess("rating", {{"5", 20}, {"4.5", 15}, {"3", 5}, {"0.5", 2}}) == "csat 0-5: survey_csat_halves");
  // 2 of 100 and 2 of 101.
  CHECK(guess("rating", {{"5", 98}, {"4.5", 2}}) == "csat 1-5: survey_csat_halves");
  CHECK(guess("rating", {{"5", 99}, {"4.5", 2}}) != "csat 1-5: survey_csat_halves");
  // Means of two and three answers are no points of a scale; effort and NPS stay in whole points.
  CHECK(guess("rating", {{"5", 20}, {"4.5", 6}, {"4.33", 4}, {"4.67", 4}, {"1", 2}}) != "csat 1-5: survey_csat_halves");
  CHECK(guess("How much effort did you have to put in?", {{"5", 20}, {"4.5", 6}, {"1", 20}}) == "ces_low 1-5: survey_ces_low");
  CHECK(guess("nps", {{"0", 5}, {"9.5", 6}, {"10", 20}}) == "nps 0-10: survey_nps_by_zero");

  Read read({answers("csat", {{"3.5", 10}, {"4", 10}, {"4.5", 20}, {"5", 10}})});
  const ResultJson json = read.ask();
  CHECK(json.number("/scale/steps") == 2);
  CHECK(json.size("/left_out") == 0);
  CHECK(json.text("/reason/saw") == "30 of 50 answers lie halfway between two points, such as “4.5”.");
  CHECK(json.number("/result/n") == 50);
  CHECK(json.number("/result/score/value") == 0.8);  // 4, 4.5 and 5
  // (10·3.5 + 10·4 + 20·4.5 + 10·5) ÷ 50, and Student's t of 49 degrees: 2.009575 · √(13 ÷ 49 ÷ 50).
  CHECK(std::abs(json.number("/result/mean/value") - 4.3) < 1e-12);
  CHECK(std::abs(json.number("/result/mean/low") - 4.153616) < 1e-5);
  CHECK(std::abs(json.number("/result/mean/high") - 4.446384) < 1e-5);
  CHECK(json.size("/result/distribution") == 9);
  CHECK((json.number("/result/distribution/0/point") == 1 && json.number("/result/distribution/8/point") == 5));
  CHECK((json.number("/result/distribution/5/point") == 3.5 && json.number("/result/distribution/5/n") == 10 && json.number("/result/distribution/5/mark") == 0));
  CHECK((json.number("/result/distribution/7/point") == 4.5 && json.number("/result/distribution/7/n") == 20 && json.number("/result/distribution/7/mark") == 1));
  const ResultJson wider = read.ask(R"(,"measure":"csat","scale_low":1,"scale_high":10)");
  CHECK((wider.number("/result/score/value") == 0 && wider.size("/result/distribution") == 19));
  const ResultJson effort = read.ask(R"(,"measure":"ces_high","scale_low":1,"scale_high":5)");
  CHECK((effort.size("/result/distribution") == 5 && effort.number("/result/n") == 20 && effort.text("/left_out/0/reason") == "not_whole"));
}

TEST_CASE("every answer or each customer's last, by period and segment", "[correctness]") {
  // Twenty customers say 3 in January by chat and 10 in February by phone; twenty more say 9 in February by "Phone".
  std::string csv = "customer,date,nps,channel\n";
  for (int i = 0; i < 20; ++i) {
    csv += "a" + std::to_string(i) + ",2025-01-1" + std::to_string(i % 10) + ",3,chat\n";
    csv += "a" + std::to_string(i) + ",2025-02-1" + std::to_string(i % 10) + "," + (i < 4 ? "0" : "10") + ",phone\n";
    csv += "b" + std::to_string(i) + ",2025-02-02,9,Phone\n";
  }
  Read read({csv});
  const ResultJson json = read.ask();
  CHECK(json.number("/result/n") == 60);
  CHECK(json.number("/result/customers") == 40);
  CHECK(std::abs(json.number("/result/score/value") - 100 * (36.0 - 24) / 60) < 1e-9);
  CHECK(std::abs(json.number("/result/of_customers/value") - 100 * (36.0 - 4) / 40) < 1e-9);
  CHECK(json.has_code("/caveats", "survey_repeated"));
  CHECK(json.text("/result/grain") == "month");
  REQUIRE(json.size("/result/periods") == 2);
  CHECK(json.text("/result/periods/0/period") == "2025-01-01");
  CHECK(json.number("/result/periods/0/score/value") == -100);
  CHECK(json.number("/result/periods/1/n") == 40);
  CHECK(json.text("/result/change/to") == "2025-02-01");
  CHECK(std::abs(json.number("/result/change/all/difference/value") - 180) < 1e-9);
  CHECK(json.truth("/result/change/all/clear"));
  // Those who answered in both: −1 to 1 for sixteen of twenty.
  CHECK(json.number("/result/change/both/difference/n") == 20);
  CHECK(std::abs(json.number("/result/change/both/difference/value") - 160) < 1e-9);
  CHECK(json.text("/segment") == "channel");
  REQUIRE(json.size("/result/segments") == 2);  // "phone" and "Phone" are one
  CHECK(json.text("/result/segments/0/name") == "phone");
  CHECK(json.number("/result/segments/0/n") == 40);
  CHECK(json.number("/result/segments/1/score/value") == -100);
  CHECK(json.number("/result/segments/0/against_rest/p_holm") == json.number("/result/segments/1/against_rest/p_holm"));
  CHECK(json.number("/result/compared") == 3);
  const ResultJson customers = read.ask(R"(,"level":"customers")");
  CHECK(customers.number("/result/n") == 40);
  CHECK(customers.size("/result/segments") == 1);  // everybody's last answer was by phone
  CHECK(customers.size("/result/periods") == 2);
  CHECK(read.ask(R"(,"grain":"year")").size("/result/periods") == 1);
  CHECK(read.ask(R"(,"grain":"year")").null("/result/change"));
}

TEST_CASE("periods are as long as the answers allow", "[correctness]") {
  const auto grain = [](int months, int each) {
    std::string csv = "date,nps\n";
    for (int month = 0; month < months; ++month)
      for (int i = 0; i < each; ++i) csv += std::to_string(2020 + month / 12) + (month % 12 < 9 ? "-0" : "-") + std::to_string(1 + month % 12) + "-05," + (i % 2 ? "0" : "10") + "\n";
    return Read({csv}).ask().text("/result/grain");
  };
  CHECK(grain(12, 12) == "month");
  CHECK(grain(12, 4) == "quarter");
  CHECK(grain(20, 2) == "year");
  CHECK(grain(30, 12) == "quarter");
  CHECK(grain(108, 12) == "year");
}

TEST_CASE("who answered, of those who bought", "[consistency]") {
  std::string orders = "customer,date,amount\n", survey = "customer,date,nps\n";
  for (int i = 0; i < 40; ++i) {
    orders += "c" + std::to_string(i) + ",2025-01-0" + std::to_string(1 + i % 9) + "," + std::to_string(i < 10 ? 100 + i : 10 + i) + ".00\n";
    if (i < 10) survey += "c" + std::to_string(i) + ",2025-03-01," + std::to_string(i % 11) + "\n";
  }
  survey += "x,2025-03-02,9\n";
  Read read({orders, survey});
  const ResultJson json = read.ask(R"(,"file":1)");
  CHECK(json.number("/result/coverage/customers") == 40);
  CHECK(json.number("/result/coverage/answered") == 10);
  CHECK(json.number("/result/coverage/answered_without_orders") == 1);
  CHECK(json.number("/result/coverage/share/value") == 0.25);
  const double all = 30 * 10 + (39 * 40 / 2 - 45) + 1000 + 45;
  CHECK(std::abs(json.number("/result/coverage/revenue_share") - 1045 / all) < 1e-12);
  CHECK(json.text("/result/coverage/columns/0/name") == "revenue");
  CHECK(json.number("/result/coverage/columns/0/answered_group/mean") == 10450);
  CHECK(json.number("/result/coverage/columns/0/rest/n") == 30);
  CHECK(json.truth("/result/coverage/columns/0/clear"));
  std::string strangers = "customer,date,nps\n";
  for (int i = 0; i < 12; ++i) strangers += "z" + std::to_string(i) + ",2025-03-01," + std::to_string(i % 11) + "\n";
  Read apart({orders, strangers});
  CHECK(apart.ask(R"(,"file":1)").has_code("/caveats", "survey_nobody_matched"));
}

TEST_CASE("who answered gave back more or less than the rest, counted by hand; without refunds nothing is said of them", "[consistency]") {
  // Each of 40 buys for 100.00. Of the twelve who answered every third gives 50.00 back on another day and 10.00 on a third; of the 28 others every seventh 20.00.
  std::string orders = "customer,date,amount\n", survey = "customer,date,nps\n";
  for (int i = 0; i < 40; ++i) {
    const std::string who = "c" + std::to_string(i);
    orders += who + ",2025-01-0" + std::to_string(1 + i % 9) + ",100.00\n";
    if (i < 12) survey += who + ",2025-03-01," + std::to_string(i % 11) + "\n";
    if (i < 12 && i % 3 == 0) orders += who + ",2025-02-01,-50.00\n" + who + ",2025-02-10,-10.00\n";
    if (i >= 12 && (i - 12) % 7 == 0) orders += who + ",2025-02-03,-20.00\n";
  }
  const auto row = [](const ResultJson& json, std::string_view name) {
    for (std::size_t i = 0; i < json.size("/result/coverage/columns"); ++i)
      if (const std::string at = "/result/coverage/columns/" + std::to_string(i); json.text(at + "/name") == name) return at;
    return std::string();
  };
  Read read({orders, survey});
  const ResultJson json = read.ask(R"(,"file":1)");
  const std::string share = row(json, "refund_share"), days = row(json, "refund_days");
  REQUIRE((!share.empty() && !days.empty()));
  CHECK(json.text(share + "/unit") == "share");
  CHECK(std::abs(json.number(share + "/answered_group/mean") - 4 * 0.6 / 12) < 1e-12);
  CHECK(std::abs(json.number(share + "/rest/mean") - 4 * 0.2 / 28) < 1e-12);
  CHECK(json.number(share + "/answered_group/n") == 12);
  CHECK(std::abs(json.number(days + "/answered_group/mean") - 8 / 12.0) < 1e-12);
  CHECK(std::abs(json.number(days + "/rest/mean") - 4 / 28.0) < 1e-12);
  std::string kept = orders;
  for (std::size_t at = kept.find(",-"); at != std::string::npos; at = kept.find(",-")) kept.erase(at + 1, 1);
  Read without({kept, survey});
  const ResultJson none = without.ask(R"(,"file":1)");
  CHECK((row(none, "refund_share").empty() && row(none, "refund_days").empty() && !row(none, "revenue").empty()));
}

TEST_CASE("answers without customers, and few of them: sentences instead of numbers", "[input]") {
  std::string csv = "date,nps\n";
  for (int i = 0; i < 8; ++i) csv += "2025-01-0" + std::to_string(1 + i) + "," + std::to_string(i % 2 ? 0 : 10) + "\n";
  Read read({csv});
  const ResultJson json = read.ask();
  CHECK(json.null("/result/score/low"));
  CHECK(json.null("/result/of_customers"));
  CHECK(json.has_code("/caveats", "survey_no_interval"));
  CHECK(json.has_code("/caveats", "survey_no_customers"));
  CHECK(json.null("/result/change"));
  CHECK_FALSE(json.truth("/has_customers"));
}

TEST_CASE("a survey's further columns part its answers, and do not make orders of it or the other way round", "[input]") {
  Session session;
  const ResultJson survey(session.peek("Email,Date,NPS,Type,Product\na@example.org,2025-01-02,9,relational,cup\nb@example.org,2025-01-03,0,transactional,shirt\n", true));
  CHECK(survey.text("/mapping/kind/value") == "responses");
  CHECK(survey.number("/mapping/type/column") == 3);
  CHECK(survey.number("/mapping/product/column") == 4);
  const ResultJson orders(session.peek("Customer,Date,Type,Product,Amount,Rating\na,2025-01-02,sale,cup,10.00,5\nb,2025-01-03,sale,shirt,12.00,4\na,2025-02-03,sale,shirt,12.00,4\n", true));
  CHECK(orders.text("/mapping/kind/value") == "orders");
}

TEST_CASE("tickets with a score are answers, too: by agent, topic and channel", "[input]") {
  std::string csv = "ticket id,customer,opened,closed,channel,topic,agent,csat\n";
  for (int i = 0; i < 30; ++i)
    csv += "t" + std::to_string(i) + ",c" + std::to_string(i) + ",2025-01-05,2025-01-06,email,delivery," + (i % 2 ? "Ana" : "Bo") + "," + (i % 3 ? "Good" : "Bad") + "\n";
  Read read({csv});
  const ResultJson json = read.ask(R"(,"by":"agent")");
  CHECK(json.text("/records") == "contacts");
  CHECK(json.text("/scale/measure") == "csat");
  CHECK(json.text("/segment") == "agent");
  CHECK(json.size("/result/segments") == 2);
  CHECK(std::abs(json.number("/result/score/value") - 2.0 / 3) < 1e-12);
  CHECK(json.null("/result/mean"));
}

TEST_CASE("relational and transactional answers in one file are kept apart until one is chosen", "[correctness]") {
  std::string csv = "date,nps,survey type\n";
  for (int i = 0; i < 60; ++i) csv += std::string("2025-01-") + std::to_string(10 + i % 20) + (i % 2 ? ",9,Relational\n" : i % 4 ? ",10,Post-purchase\n" : ",0,Post-purchase\n");
  Read read({csv});
  const ResultJson both = read.ask();
  CHECK(both.null("/scale"));
  CHECK(both.text("/reason/code") == "survey_mixed_occasions");
  const ResultJson one = read.ask(R"(,"only_type":"Relational")");
  CHECK(one.number("/result/score/value") == 100);
  CHECK(one.has_code("/caveats", "survey_relational"));
  const ResultJson other = read.ask(R"(,"only_type":"Post-purchase")");
  CHECK(other.number("/result/score/value") == 0);
  CHECK(other.has_code("/caveats", "survey_transactional"));
  CHECK(read.ask(R"(,"measure":"nps")").number("/result/n") == 60);  // who wants both gets both
}

TEST_CASE("any column beside the answers parts them, except those that tell rows from each other", "[correctness]") {
  std::string csv = "date,csat,touchpoint,agent group,product,tier,visit,note,empty,same\n";
  for (int row = 0; row < 240; ++row)
    csv += "2025-0" + std::to_string(1 + row % 6) + "-" + std::to_string(10 + row % 15) + "," + (row % 3 ? "5" : "2") + "," + (row % 3 ? "Delivery" : "Support") + "," + (row % 2 ? "North" : "South") + "," +
           (row % 5 ? "Tee" : "Cap") + "," + (row % 4 ? "Gold" : "'=Silver") + ",v" + std::to_string(row) + ",n" + std::to_string(row / 2) + ",,x\n";
  Read read({csv});
  const ResultJson json = read.ask();
  REQUIRE(json.size("/segments_by") == 1);
  CHECK(json.text("/segments_by/0") == "agent");
  CHECK(json.text("/segment") == "agent");
  CHECK(json.null("/segment_column"));
  REQUIRE(json.size("/columns_by") == 3);
  CHECK(json.text("/columns_by/0") == "touchpoint");
  CHECK(json.text("/columns_by/1") == "product");
  CHECK(json.text("/columns_by/2") == "tier");
  const ResultJson by = read.ask(R"(,"by_column":"touchpoint")");
  CHECK(by.text("/segment") == "segment");
  CHECK(by.text("/segment_column") == "touchpoint");
  CHECK(by.text("/result/segments/0/name") == "Delivery");
  CHECK(by.number("/result/segments/0/n") == 160);
  CHECK(by.number("/result/segments/0/score/value") == 1);
  CHECK(by.number("/result/segments/1/score/value") == 0);
  CHECK(read.ask(R"(,"by_column":"tier")").text("/result/segments/1/name") == "=Silver");
  CHECK(read.ask(R"(,"by_column":"visit")").null("/segment"));
}

TEST_CASE("days and weeks are periods when they are asked for; weeks begin on Monday", "[correctness]") {
  std::string csv = "date,nps\n";
  for (const char* day : {"2024-12-29", "2024-12-30", "2025-01-05", "2025-01-06"})
    for (int i = 0; i < 12; ++i) csv += std::string(day) + "," + (i % 4 ? "9" : "0") + "\n";
  Read read({csv});
  CHECK(read.ask().text("/result/grain") == "month");
  const ResultJson weeks = read.ask(R"(,"grain":"week")");
  REQUIRE(weeks.size("/result/periods") == 3);
  CHECK(weeks.text("/result/periods/0/period") == "2024-12-23");
  CHECK(weeks.text("/result/periods/1/period") == "2024-12-30");
  CHECK(weeks.number("/result/periods/1/n") == 24);
  CHECK(weeks.text("/result/periods/1/last_day") == "2025-01-05");
  CHECK(weeks.text("/result/change/to") == "2025-01-06");
  CHECK(read.ask(R"(,"grain":"day")").size("/result/periods") == 4);
}

TEST_CASE("of six segments and two periods that do not differ, any is called different in 5 % of surveys at most", "[correctness]") {
  Random random(5);
  const int runs = test::slow_build ? 60 : 800;
  const ScoreScale scale;
  int any = 0;
  for (int run = 0; run < runs; ++run) {
    std::vector<ScoreAnswer> all;
    Records::Values words{Role::channel, {}, {}, {}};
    for (int word = 0; word < 6; ++word) words.dictionary.number_of(std::string(1, char('a' + word)));
    for (std::uint32_t customer = 0; customer < 150; ++customer) {
      const double lean = random.uniform();
      const auto count = 1 + random.below(3);
      for (std::uint64_t i = 0; i < count; ++i) {
        const double u = (random.uniform() + lean) / 2;
        const int score = u < 0.35 ? 4 : u < 0.6 ? 8 : 9;
        all.push_back({customer, *day_of({2025, static_cast<unsigned>(1 + random.below(2)), 5}), static_cast<std::uint32_t>(all.size()), static_cast<std::int8_t>(score), static_cast<std::int8_t>(scale.mark(score))});
        words.words.push_back(static_cast<std::uint32_t>(random.below(6)));
      }
    }
    sort_answers(all);
    const SurveyParts parts = survey_parts(all, scale, false, Grain::month, &words);
    REQUIRE(parts.compared == 8);
    bool found = parts.change->difference.p_holm < 0.05 || parts.change->both->p_holm < 0.05;
    for (const SurveySegment& segment : parts.segments) found |= segment.difference->p_holm < 0.05;
    any += found;
  }
  const double error = std::sqrt(0.05 * 0.95 / runs);
  INFO("found " << double(any) / runs);
  CHECK(double(any) / runs < 0.05 + 3 * error);
}

TEST_CASE("a file of several questions is asked about, and each kind of answers can be looked at alone", "[correctness]") {
  std::string csv = "customer,date,score,survey type\n";
  for (int i = 0; i < 40; ++i) csv += "a" + std::to_string(i) + ",2025-02-01," + (i < 30 ? "10" : "0") + ",NPS\n";
  for (int i = 0; i < 30; ++i) csv += "b" + std::to_string(i) + ",2025-02-01," + (i < 24 ? "5" : "1") + ",CSAT\n";
  for (int i = 0; i < 3; ++i) csv += "c" + std::to_string(i) + ",2025-02-01,7,\n";
  Session session;
  session.peek(csv, true);
  session.map(R"({"kind":"responses","customer":0,"date":1,"score":2,"type":3})");
  session.push(csv);
  session.finish();
  const auto ask = [&](const std::string& fields) { return ResultJson(session.compute(R"({"kind":"survey")" + fields + "}")); };
  const ResultJson all = ask("");
  CHECK(all.null("/scale"));
  CHECK(all.text("/reason/code") == "survey_mixed");
  CHECK(all.text("/reason/arguments/types") == "NPS, CSAT");
  CHECK((all.size("/types") == 2 && all.text("/types/0/name") == "NPS" && all.number("/types/0/answers") == 40 && all.number("/types/1/answers") == 30));
  CHECK(all.null("/only_type"));
  const ResultJson nps = ask(R"(,"only_type":"NPS")");
  CHECK(nps.text("/scale/measure") == "nps");
  CHECK((nps.number("/result/n") == 40 && nps.number("/result/score/value") == 50));
  CHECK(nps.text("/only_type") == "NPS");
  const ResultJson csat = ask(R"(,"only_type":"CSAT")");
  CHECK((csat.text("/scale/measure") == "csat" && csat.number("/scale/high") == 5));
  CHECK((csat.number("/result/n") == 30 && csat.number("/result/score/value") == 0.8));
  CHECK(ask(R"(,"only_type":"CES")").text("/error/code") == "bad_request");
  CHECK(ask(R"(,"measure":"nps")").number("/result/n") == 73);  // a person may read all as one
}

TEST_CASE("types that tell of one question, or of none, are no doubt", "[correctness]") {
  std::string csv = "customer,date,nps,survey type\n";
  for (int i = 0; i < 40; ++i) csv += "a" + std::to_string(i) + ",2025-02-01," + (i < 30 ? "10" : "0") + (i % 2 ? ",in the app\n" : ",by e-mail\n");
  Session session;
  session.peek(csv, true);
  session.map(R"({"kind":"responses","customer":0,"date":1,"score":2,"type":3})");
  session.push(csv);
  session.finish();
  const ResultJson all(session.compute(R"({"kind":"survey"})")), part(session.compute(R"({"kind":"survey","only_type":"in the app"})"));
  CHECK((all.text("/scale/measure") == "nps" && all.number("/result/n") == 40 && all.size("/types") == 2));
  CHECK((part.text("/scale/measure") == "nps" && part.number("/result/n") == 20));
}
