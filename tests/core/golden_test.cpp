// The contract across the door, held by both builds: answers about the made-up shop, written by the native core and matched by
// the WebAssembly core: integers and money exactly, fitted numbers to 1e-9 relative. The file proves that the builds agree, not that the
// numbers are right; other tests do that. `core_tests "[.write-golden]"` writes it anew.
#include <catch2/catch_test_macros.hpp>
#include <simdjson.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sample/sample_orders.h"
#include "sample/sample_spend.h"
#include "session.h"
#include "support/project_dir.h"

namespace {

const std::string golden_file = lifeworth::test::in_project("tests/golden/sample.jsonl");

std::vector<std::string> answers() {
  lifeworth::Session session;
  const std::string csv = lifeworth::sample_csv({400, 3, true});
  std::vector<std::string> lines = {session.peek(csv, true)};
  session.push(csv);
  lines.push_back(session.finish());
  for (const char* request : {R"({"kind":"realised"})", R"({"kind":"cohorts","margin":0.3})", R"({"kind":"repeat"})", R"({"kind":"prediction","margin":0.3})",
                              R"({"kind":"customers","margin":0.3,"sort":"clv","limit":25})",
                              R"({"kind":"customers_csv","margin":0.3,"sort":"customer","descending":false,"limit":10,"delimiter":";","decimal_mark":","})"})
    lines.push_back(session.compute(request));
  lines.push_back(session.compute(R"({"kind":"measured","margin":0.3})"));
  lines.push_back(session.compute(R"({"kind":"tiers","margin":0.3,"tenure_months":12})"));
  lines.push_back(session.compute(R"({"kind":"tiers_csv","margin":0.3,"threshold":"median","list":"just_under","limit":10})"));
  lines.push_back(session.compute(R"({"kind":"customer","customer":"C-00332","margin":0.3})"));
  lines.push_back(session.compute(R"({"kind":"predictors"})"));
  lines.push_back(session.compute(R"({"kind":"whole_base","base":5000,"margin":0.3})"));
  lines.push_back(session.compute(R"({"kind":"contract","margin":0.3})"));
  lines.push_back(session.compute(R"({"kind":"contract","margin":0.3,"setting":"contract","period":"quarter"})"));
  lines.push_back(session.compute(R"({"kind":"recurring","setting":"contract","period":"quarter","within_month":"counted"})"));
  lines.push_back(session.compute(R"({"kind":"tracking","margin":0.3})"));
  lines.push_back(session.compute(R"({"kind":"comeback","margin":0.3})"));
  lines.push_back(session.compute(R"({"kind":"prediction","margin":0.3,"cost_per_order":2.5,"cost_per_contact":1})"));
  lifeworth::Session survey;
  std::string replies = "customer,date,nps,channel\n";
  for (int i = 0; i < 120; ++i) replies += "C-00" + std::to_string(100 + i * i % 90) + ",2025-0" + std::to_string(1 + i % 4) + "-15," + std::to_string(i * 7 % 11) + (i % 3 ? ",email\n" : ",phone\n");
  for (const std::string& table : {csv, replies}) {
    survey.peek(table, true);
    survey.push(table);
  }
  survey.finish();
  lines.push_back(survey.compute(R"({"kind":"survey","file":1})"));
  lines.push_back(survey.compute(R"({"kind":"survey","file":1,"level":"customers","grain":"quarter"})"));
  lines.push_back(survey.compute(R"({"kind":"nonresponse","file":1})"));
  lines.push_back(survey.compute(R"({"kind":"after_answers","file":1,"after_days":60})"));
  lines.push_back(survey.compute(R"({"kind":"score_changes","file":1,"margin":0.3,"draws":200})"));
  lines.push_back(survey.compute(R"({"kind":"segments","segment_by":"answer","file":1,"margin":0.3})"));
  lines.push_back(survey.compute(R"({"kind":"impressions","file":1,"impression_months":2})"));
  lines.push_back(survey.compute(R"({"kind":"referrals","file":1,"margin":0.3})"));
  lines.push_back(survey.compute(R"({"kind":"measured_beside","file":1,"margin":0.3,"draws":200})"));
  for (const std::string name : {"simple_clv", "retention_profit", "retention_curve"}) {
    lines.push_back(session.compute(R"({"kind":"calculation","currency":"EUR","scenarios":[{}],"calculator":")" + name + "\"}"));
    lines.push_back(session.compute(R"({"kind":"uncertainty","currency":"EUR","scenarios":[{}],"draws":2000,"calculator":")" + name + "\"}"));
  }
  lifeworth::Session with_spend;
  for (const std::string& table : {csv, lifeworth::sample_spend_csv({400, 3, true})}) {
    with_spend.peek(table, true);
    with_spend.push(table);
  }
  with_spend.finish();
  lines.push_back(with_spend.compute(R"({"kind":"acquisition","margin":0.3,"lag_days":7,"onboarding_cost":2,"not_acquisition":["newsletter"],"draws":200,"outside_cac":30})"));
  // Every third order names one of ninety customers who recommended.
  std::istringstream rows(csv);
  std::string referred, row;
  for (int i = 0; std::getline(rows, row, '\r') && rows.ignore(); ++i) referred += row + (i == 0 ? ",referred by\n" : "," + (i % 3 ? std::string() : "C-00" + std::to_string(100 + i % 90)) + "\n");
  std::string early = replies;  // answered before the others came
  for (std::size_t at = early.find("2025-"); at != std::string::npos; at = early.find("2025-", at)) early.replace(at, 5, "2023-");
  lifeworth::Session recommended;
  for (const std::string& table : {referred, early, lifeworth::sample_spend_csv({400, 3, true})}) {
    recommended.peek(table, true);
    recommended.push(table);
  }
  recommended.finish();
  lines.push_back(recommended.compute(R"({"kind":"referrals","file":1,"margin":0.3})"));
  lines.push_back(recommended.compute(R"({"kind":"acquisition","margin":0.3,"draws":50,"compare_by":"country","adjust_for":["joined","channel"]})"));
  return lines;
}

/// A token of JSON text that both sides must share: a number compared by value, all else letter by letter.
std::vector<std::string> tokens(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    const auto number = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e'; };
    if (number(text[i]))
      while (end < text.size() && number(text[end])) ++end;
    out.push_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

bool agree(const std::string& left, const std::string& right) {
  if (left == right) return true;
  const bool fractions = left.find('.') != std::string::npos || right.find('.') != std::string::npos;
  char *left_end, *right_end;
  const double u = std::strtod(left.c_str(), &left_end), v = std::strtod(right.c_str(), &right_end);
  return fractions && *left_end == 0 && *right_end == 0 && std::abs(u - v) <= 1e-9 * std::max(std::abs(u), std::abs(v));
}

}  // namespace

TEST_CASE("both builds give the golden answers", "[consistency]") {
  std::ifstream in(golden_file);
  REQUIRE(in.good());
  const auto lines = answers();
  std::string line;
  std::size_t count = 0;
  for (; std::getline(in, line); ++count) {
    REQUIRE(count < lines.size());
    CAPTURE(count);
    const auto expected = tokens(line), actual = tokens(lines[count]);
    REQUIRE(expected.size() == actual.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (agree(expected[i], actual[i])) continue;
      ++different;
      UNSCOPED_INFO(expected[i] << " became " << actual[i]);
    }
    CHECK(different == 0);
  }
  CHECK(count == lines.size());
}

TEST_CASE("write the golden answers", "[.write-golden]") {
  std::ofstream out(golden_file, std::ios::binary);
  for (const std::string& line : answers()) out << line << '\n';
  SUCCEED();
}
