// Answers of several files on one scale, told as if one file had brought them all: what is asked of them answers as that file does, and each stands beside the others.
#include "results/joined_answers.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <string>
#include <utility>

#include "../support/result_json.h"
#include "base/random.h"

using namespace lifeworth;
using test::ReadTables;
using test::ResultJson;

namespace {

constexpr const char* header = "customer_id,response_date,nps_score,channel\n";

struct Files {
  std::string orders = "customer_id,order_date,amount\n", spring = header, autumn = header, both = header;
};

/// 80 customers with a purchase every month; each answers about one survey in two, whatever they think.
Files files() {
  Files made;
  Random random(4);
  char line[80];
  for (int customer = 0; customer < 80; ++customer)
    for (int month = 1; month <= 12; ++month) {
      std::snprintf(line, sizeof line, "C%d,2024-%02d-%02d,%d.50\n", customer, month, 1 + customer % 28, 10 + customer % 7);
      made.orders += line;
    }
  for (auto [file, month] : {std::pair(&made.spring, 4), std::pair(&made.autumn, 9)})
    for (int customer = 0; customer < 80; ++customer) {
      if (random.uniform() < 0.5) continue;
      std::snprintf(line, sizeof line, "C%d,2024-%02d-10,%d,%s\n", customer, month, static_cast<int>(random.below(11)), customer % 2 ? "email" : "app");
      *file += line;
      made.both += line;
    }
  return made;
}

/// An answer without its number of the file, and without the names that only tell several files apart.
std::string without(std::string text, const std::string& piece) {
  for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece)) text.erase(at, piece.size());
  return text;
}

}  // namespace

TEST_CASE("answers of two files joined answer each question as one file with all their rows does, byte for byte", "[consistency]") {
  const Files made = files();
  ReadTables apart({made.orders, made.spring, made.autumn}), whole({made.orders, made.both});
  for (const char* kind : {"nonresponse", "score_changes", "after_answers", "impressions"}) {
    const std::string asked = std::string(R"({"kind":")") + kind + R"(","file":)";
    const std::string joined = without(apart.session.compute(asked + "3}"), R"("file":3,)"), single = without(whole.session.compute(asked + "1}"), R"("file":1,)");
    INFO(kind);
    CHECK(joined == single);
    CHECK(joined.find("\"error\"") == std::string::npos);
  }
  // The survey itself has one more column that parts it, and says that it is joined.
  const ResultJson joined = apart.answer_to(R"({"kind":"survey","file":3,"by":"channel"})"), single = whole.answer_to(R"({"kind":"survey","file":1,"by":"channel"})");
  for (const char* figure : {"/result/n", "/result/customers", "/result/score/value", "/result/score/low", "/result/score/high", "/result/of_customers/value", "/result/segments/0/score/value",
                             "/result/segments/1/against_rest/p", "/result/change/both/difference/value", "/result/coverage/answered"})
    CHECK(joined.number(figure) == single.number(figure));
  CHECK(joined.text("/question") == single.text("/question"));
  CHECK(joined.has_code("/caveats", "survey_joined"));
  CHECK_FALSE(single.has_code("/caveats", "survey_joined"));
}

TEST_CASE("joined answers show each file beside the other", "[correctness]") {
  const Files made = files();
  ReadTables apart({made.orders, made.spring, made.autumn});
  const ResultJson joined = apart.answer_to(R"({"kind":"survey","file":3})");
  REQUIRE(joined.text("/segment") == "file");
  REQUIRE(joined.size("/result/segments") == 2);
  for (int segment = 0; segment < 2; ++segment) {
    const std::string at = "/result/segments/" + std::to_string(segment);
    const ResultJson own = apart.answer_to(R"({"kind":"survey","file":)" + std::to_string(std::stoi(joined.text(at + "/name")) - 1) + "}");
    CHECK(joined.number(at + "/n") == own.number("/result/n"));
    CHECK(joined.number(at + "/score/value") == own.number("/result/score/value"));
    CHECK(joined.number(at + "/score/low") == own.number("/result/score/low"));
  }
}

TEST_CASE("only files whose scale is the same and known are joined; each scale by itself", "[correctness]") {
  const std::string nps = "customer,date,nps\na,2024-01-01,0\nb,2024-01-02,9\nc,2024-01-03,10\n", nps_more = "customer,date,nps\nd,2024-02-01,0\na,2024-02-02,8\n";
  const std::string csat = "customer,date,satisfaction\na,2024-01-01,5\nb,2024-01-02,4\n", unclear = "customer,date,score\na,2024-01-01,9\nb,2024-01-02,7\nc,2024-01-03,1\n";
  const auto joined_of = [](std::initializer_list<std::string> tables) {
    Session session;
    for (const std::string& table : tables) {
      session.peek(table, true);
      session.push(table);
    }
    return ResultJson(session.finish());
  };
  CHECK(joined_of({nps, csat}).size("/joined") == 0);
  CHECK(joined_of({nps, unclear}).size("/joined") == 0);
  const ResultJson two = joined_of({nps, csat, nps_more, unclear});
  REQUIRE(two.size("/joined") == 1);
  CHECK(two.number("/joined/0/file") == 4);
  CHECK(two.number("/joined/0/files/0") == 0);
  CHECK(two.number("/joined/0/files/1") == 2);
  CHECK(two.number("/joined/0/rows_used") == 5);
  CHECK(two.number("/joined/0/customers") == 4);
  CHECK(joined_of({nps, csat, nps_more, csat}).size("/joined") == 2);
}

TEST_CASE("stars in halves and stars without are one scale", "[correctness]") {
  const std::string halves = "customer,date,rating\na,2024-01-01,4.5\nb,2024-01-02,3\nc,2024-01-03,5\n", whole = "customer,date,rating\nd,2024-02-01,5\ne,2024-02-02,4\nf,2024-02-03,1\n";
  ReadTables read({halves, whole});
  const ResultJson joined = read.answer_to(R"({"kind":"survey","file":2})");
  CHECK(joined.number("/scale/steps") == 2);
  CHECK(joined.number("/result/n") == 6);
  CHECK(joined.number("/result/mean/value") == 22.5 / 6);
  CHECK(joined.number("/result/groups/0/n") == 4);
}

TEST_CASE("files that name different columns are joined all the same: what one does not tell is empty there", "[correctness]") {
  const std::string named = "customer,date,nps,channel\na,2024-01-01,0,app\nb,2024-01-02,10,email\n", unnamed = "date,nps\n2024-02-01,0\n2024-02-02,9\n2024-02-03,10\n";
  for (const bool unnamed_first : {false, true}) {
    ReadTables read(unnamed_first ? std::initializer_list<std::string>{unnamed, named} : std::initializer_list<std::string>{named, unnamed});
    const ResultJson joined = read.answer_to(R"({"kind":"survey","file":2,"by":"channel"})");
    CHECK(joined.number("/result/n") == 5);
    CHECK(joined.number("/result/score/value") == 20);  // three of five are 9 or 10, two are 0
    REQUIRE(joined.size("/result/segments") == 3);
    CHECK(joined.number("/result/segments/0/n") == 3);
    CHECK(joined.text("/result/segments/0/name").empty());
  }
}
