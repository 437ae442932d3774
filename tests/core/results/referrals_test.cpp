// "referrals" as the page gets it: orders, lists of customers and surveys through a session, numbers by hand, and what is said where a file or a column is missing.
#include "results/referrals.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "session.h"

using namespace lifeworth;
using lifeworth::test::answer_to;
using lifeworth::test::distance;
using test::ResultJson;

namespace {

std::string who(int number) { return "c" + std::to_string(number) + "@example.org"; }
std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// 60 customers of January 2023 who spend 20.00; then 40 who were referred, by the first 20 of those, two each, and 20 nobody referred, all for 30.00. The orders are known for two years.
std::string orders(const std::string& header = "Referred by") {
  std::string csv = "order id,email,date,amount,currency," + header + "\n";
  int order = 0;
  const auto add = [&](int customer, const std::string& day, const char* amount, const std::string& by) {
    csv += std::to_string(++order) + "," + who(customer) + "," + day + "," + amount + ",EUR," + by + "\n";
  };
  for (int i = 0; i < 60; ++i) add(i, "2023-01-" + two(1 + i % 28), "20.00", "");
  for (int i = 0; i < 40; ++i) add(100 + i, "2023-06-" + two(1 + i % 28), "30.00", i == 0 ? "C0@EXAMPLE.ORG" : who(i / 2));
  for (int i = 0; i < 20; ++i) add(200 + i, "2023-06-" + two(1 + i % 28), i % 2 ? "30.00" : "30.20", "");
  add(300, "2023-06-10", "5.00", "nobody@example.org");
  add(301, "2023-06-10", "5.00", who(301));
  add(0, "2024-12-31", "1.00", who(59));  // a later order says nothing of how somebody came
  return csv;
}

/// Customers 0 to 14 are promoters, 15 to 17 detractors, in March; 18 and 19 answer after the referral.
std::string survey() {
  std::string csv = "customer,date,nps\n";
  for (int i = 0; i < 40; ++i) csv += who(i) + "," + (i == 18 || i == 19 ? "2023-12-15" : "2023-03-15") + "," + (i < 15 ? "10" : i < 18 ? "0" : "8") + "\n";
  return csv;
}

ResultJson ask(const std::string& fields, std::initializer_list<std::string> tables) { return answer_to(R"({"kind":"referrals")" + fields + "}", tables); }

}  // namespace

TEST_CASE("referrals by what those who recommended had answered before, by hand", "[correctness]") {
  const ResultJson json = ask(R"(,"file":1,"margin":0.5)", {orders(), survey()});
  CHECK(json.text("/column") == "Referred by");
  CHECK(json.number("/customers") == 122);
  CHECK(json.number("/referrals") == 41);
  CHECK(json.number("/known") == 40);
  CHECK(json.text("/scale/measure") == "nps");
  CHECK(json.has_code("/caveats", "referrals_some_unknown"));
  CHECK(json.has_code("/caveats", "referrals_self"));
  CHECK_FALSE(json.has_code("/caveats", "referrals_few"));
  REQUIRE(json.size("/by_answer/groups") == 4);
  const auto group = [&](int place, const char* name, double referrals, double referrers) {
    const std::string at = "/by_answer/groups/" + std::to_string(place);
    CHECK(json.text(at + "/group") == name);
    CHECK(json.number(at + "/referrals") == referrals);
    CHECK(json.number(at + "/referrers") == referrers);
  };
  group(0, "detractor", 6, 3), group(1, "passive", 0, 0), group(2, "promoter", 30, 15), group(3, "no_answer", 4, 2);
  CHECK(json.number("/by_answer/answered") == 36);
  CHECK(json.number("/by_answer/referrers") == 18);
  CHECK(distance(json.number("/by_answer/effective"), 18.0) < 1e-12);
  CHECK(distance(json.number("/by_answer/share/value"), 30.0 / 36) < 1e-12);
  CHECK(json.number("/by_answer/share/n") == 36);
  CHECK(json.number("/by_answer/claim/value") == 0.8);
  CHECK(json.text("/by_answer/claim/own_is") == "alike");
  // Promoters since 16 March 2023 up to the end of 2024: 657 days each.
  CHECK(distance(json.number("/by_answer/groups/2/years"), 15 * 657 / 365.25) < 1e-12);
  CHECK(distance(json.number("/by_answer/groups/2/rate/value"), 30 / (15 * 657 / 365.25)) < 1e-12);
  CHECK(json.null("/by_answer/groups/0/rate"));  // three customers
  // Of those who came in June: 30.00 and a little more, at half the margin.
  CHECK(json.number("/worth/2/referred") == 41);
  CHECK(json.number("/worth/2/of_referred/value") == std::round((40 * 1500 + 250) / 41.0));
  CHECK(json.number("/worth/2/others") == 21);
  CHECK(json.number("/margin") == 0.5);
}

TEST_CASE("a list of customers says who referred whom as well as orders do, and a later file never takes back an earlier one", "[correctness]") {
  std::string list = "Email,Customer since,Total spent,Orders,Referred by\n";
  for (int i = 0; i < 40; ++i) list += who(100 + i) + ",2023-06-01,30.00,1," + who(i / 2) + "\n";
  const ResultJson json = ask(R"(,"file":1)", {orders("Note"), survey(), list});
  CHECK(json.text("/column") == "Referred by");
  CHECK(json.number("/referrals") == 40);
  CHECK(json.number("/by_answer/groups/2/referrals") == 30);
  CHECK(ask(R"(,"file":1)", {orders(), survey(), list}).number("/referrals") == 41);
  // Without orders the list's own days count.
  const ResultJson alone = ask(R"(,"file":0)", {survey(), list});
  CHECK(alone.number("/by_answer/groups/2/referrals") == 30);
  CHECK(alone.null("/worth"));
  CHECK(distance(alone.number("/by_answer/share/value"), 30.0 / 36) < 1e-12);
}

TEST_CASE("a missing column, survey or name is said in a sentence", "[input]") {
  const ResultJson no_column = ask(R"(,"file":1)", {orders("Note"), survey()});
  CHECK(no_column.null("/column"));
  CHECK(no_column.null("/by_answer"));
  CHECK(no_column.null("/worth"));
  CHECK(no_column.null("/channel"));
  CHECK(no_column.has_code("/caveats", "referrals_no_column"));
  CHECK_FALSE(no_column.has_code("/caveats", "referrals_by_channel"));

  std::string channels = "email,date,amount,channel\n";
  for (int i = 0; i < 20; ++i) channels += who(i) + ",2023-01-" + two(1 + i) + ",20.00," + (i % 4 == 0 ? "Refer-a-friend" : i % 4 == 1 ? "referral" : "search") + "\n";
  channels += who(30) + ",2023-01-05,20.00,referral\n";
  const ResultJson by_channel = ask(R"(,"file":1)", {channels, survey()});
  CHECK(by_channel.text("/channel/name") == "referral");
  CHECK(by_channel.number("/channel/customers") == 6);
  CHECK(by_channel.has_code("/caveats", "referrals_by_channel"));

  const ResultJson no_survey = ask("", {orders()});
  CHECK(no_survey.null("/file"));
  CHECK(no_survey.null("/by_answer"));
  CHECK(no_survey.has_code("/caveats", "referrals_no_answers"));
  CHECK(no_survey.number("/worth/0/referred") == 41);

  std::string late = "customer,date,nps\n";
  for (int i = 0; i < 40; ++i) late += who(i) + ",2024-03-15," + std::to_string(i % 11) + "\n";
  const ResultJson never = ask(R"(,"file":1)", {orders(), late});
  CHECK(never.has_code("/caveats", "referrals_never_answered"));
  CHECK(never.null("/by_answer/share"));
  CHECK(never.number("/by_answer/groups/3/referrals") == 40);

  std::string few = "customer,date,nps\n";
  for (int i = 0; i < 5; ++i) few += who(i) + ",2023-03-15," + (i ? "10" : "0") + "\n";
  const ResultJson unsure = ask(R"(,"file":1)", {orders(), few});
  CHECK(unsure.has_code("/caveats", "referrals_few"));
  CHECK(unsure.has_code("/caveats", "referrals_answered_unlike"));
  CHECK(unsure.null("/by_answer/share/low"));
  CHECK(unsure.null("/by_answer/claim/own_is"));

  std::string unclear = "customer,date,score\n";
  for (int i = 0; i < 40; ++i) unclear += who(i) + ",2023-03-15," + std::to_string(1 + i % 10) + "\n";
  CHECK(ask(R"(,"file":1)", {orders(), unclear}).has_code("/caveats", "changes_no_scale"));
  const ResultJson satisfied = ask(R"(,"file":1,"measure":"csat","scale_low":1,"scale_high":5)", {orders(), [] {
                                     std::string csv = "customer,date,csat\n";
                                     for (int i = 0; i < 40; ++i) csv += who(i) + ",2023-03-15," + std::to_string(1 + i % 5) + "\n";
                                     return csv;
                                   }()});
  CHECK(satisfied.null("/by_answer/claim"));
  CHECK(satisfied.text("/by_answer/groups/1/group") == "satisfied");
  test::ReadTables wrong({orders(), survey()});
  CHECK(wrong.session.compute(R"({"kind":"referrals","file":0})").find("survey_no_file") != std::string::npos);
}
