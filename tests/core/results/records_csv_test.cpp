// What was read, as a table that is read again: its cells, its pieces, and who did not match. Every kind on real shapes: tests/cli/formats.test.mjs.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "../support/session_run.h"

using lifeworth::Session;
using support::Answer;
using support::run;

namespace {

/// Reads files together; the last answer is the summary.
std::string read(Session& session, std::initializer_list<std::string_view> files) {
  for (std::string_view text : files) {
    session.peek(text, true);
    session.push(std::string(text));
  }
  return session.finish();
}

std::string csv(Session& session, std::string_view fields, std::string_view kind = "records_csv") {
  return Answer(session.compute("{\"kind\":\"" + std::string(kind) + "\"" + std::string(fields) + "}")).text("/csv");
}

constexpr std::string_view orders = "email,date,total,currency\nb@example.org,2024-01-06,50,EUR\na@example.org,2024-01-05,10.00,EUR\na@example.org,2024-02-05,30,EUR\n"
                                    "a@example.org,2024-01-05,-2.50,EUR\n";
constexpr std::string_view survey = "email,date,score\na@example.org,2024-03-01,9\nz@example.org,2024-03-04,7\nz@example.org,2024-03-02,-5\n,2024-03-05,8\n";

}  // namespace

TEST_CASE("orders are exported as rows, by customer and day, refunds as negative rows", "[consistency]") {
  Session session;
  read(session, {orders});
  CHECK(csv(session, "") ==
        "customer,date,amount,currency\r\n"
        "\"b@example.org\",2024-01-06,50.00,EUR\r\n"
        "\"a@example.org\",2024-01-05,10.00,EUR\r\n"
        "\"a@example.org\",2024-01-05,-2.50,EUR\r\n"
        "\"a@example.org\",2024-02-05,30.00,EUR\r\n");
  CHECK(csv(session, R"(,"delimiter":";","decimal_mark":",","offset":1,"limit":2)") == "\"a@example.org\";2024-01-05;10,00;EUR\r\n\"a@example.org\";2024-01-05;-2,50;EUR\r\n");
  // A comma cannot be both.
  CHECK(csv(session, R"(,"decimal_mark":",","offset":3)") == "\"a@example.org\",2024-02-05,30.00,EUR\r\n");
}

TEST_CASE("pieces of any size are the whole, and beyond the end there is nothing", "[consistency]") {
  Session session;
  read(session, {orders, survey});
  for (const char* file : {"0", "1"}) {
    const std::string of = R"(,"file":)" + std::string(file);
    const std::string whole = csv(session, of);
    for (int limit = 1; limit < 5; ++limit) {
      std::string pieces;
      for (int offset = 0; offset < 5; offset += limit) pieces += csv(session, of + ",\"offset\":" + std::to_string(offset) + ",\"limit\":" + std::to_string(limit));
      CHECK(pieces == whole);
    }
    CHECK(csv(session, of + R"(,"offset":1099511627776,"limit":100000)").empty());
    CHECK(Answer(session.compute(R"({"kind":"records_csv")" + of + "}")).whole("/total") == 4);
  }
}

TEST_CASE("records without orders are exported with what their rows say, each word as it was written", "[consistency]") {
  Session session;
  const std::string text = "email,date,score,comment,channel\na@example.org,2024-03-01,9.5,\"good, \"\"really\"\"\",web\n,2024-03-02,-5,'90s music,\nb,2024-03-03,10 - Extremely likely,=1+1,-\n";
  read(session, {text});
  CHECK(csv(session, "") ==
        "customer,date,score,comment,channel\r\n"
        "\"a@example.org\",2024-03-01,9.5,\"good, \"\"really\"\"\",\"web\"\r\n"
        ",2024-03-02,-5,\"'90s music\",\r\n"
        "\"b\",2024-03-03,\"10 - Extremely likely\",\"'=1+1\",\r\n");
  CHECK(csv(session, R"(,"delimiter":";","decimal_mark":",","limit":1)").ends_with("\"a@example.org\";2024-03-01;9,5;\"good, \"\"really\"\"\";\"web\"\r\n"));
}

TEST_CASE("a survey with all columns it can have is one again after its export is read", "[consistency]") {
  const std::string text = "customer,date,score,channel,type,topic,product,agent,plan\na,2024-03-01,9,web,relational,price,cup,Ana,small\nb,2024-03-02,0,phone,transactional,delivery,shirt,Bo,large\n";
  Session first, second;
  first.peek(text, true);
  first.map(R"({"kind":"responses","topic":5,"agent":7,"plan":8})");
  first.push(text);
  first.finish();
  const std::string exported = csv(first, "");
  CHECK(exported.starts_with("customer,date,score,comment,channel,type,survey subject,product,survey agent,plan\r\n\"a\",2024-03-01,9,,\"web\",\"relational\",\"price\""));
  const Answer again(read(second, {exported}));
  CHECK(again.text("/files/0/kind") == "responses");
  for (const char* role : {"type", "topic", "product", "agent", "plan"}) CHECK(again.whole("/records/0/values/" + std::string(role) + "/distinct") == 2);
  CHECK(csv(second, "") == exported);
}

TEST_CASE("customers and words that a spreadsheet would run are the same after their export is read", "[input]") {
  // `'=1` came from a spreadsheet that guards as we do: it is the customer `=1`.
  const std::string text = "customer,date,score,comment\n=1+1,2024-01-05,9,+ good\n-x,2024-01-06,8,＝1\n@me,2024-01-07,7,-7 of 10\n＋1 555,2024-01-08,6,'quoted'\n"
                           "''=x,2024-01-09,-5 points,''=x\n'=1,2024-01-10,+3,'=1\n'-,2024-01-11,'-,'-\n\"'\t=2\",2024-01-12,1,\"'\t=2\"\n";
  Session first;
  REQUIRE(Answer(read(first, {text})).whole("/rows_used") == 8);
  const std::string exported = csv(first, "");
  for (const char* bare : {",=", ",+", ",@", "\n=", "\n@", "\"=", "\"+", "\"-", "\"@"}) CHECK(exported.find(bare) == std::string::npos);
  Session second;
  const Answer again(read(second, {exported}));
  CHECK(again.text("/files/0/kind") == "responses");
  CHECK(again.whole("/records/0/customers") == 8);
  CHECK(again.whole("/records/0/values/score/numbers") == 6);  // not +3, and not the dash
  CHECK(csv(second, "") == exported);
}

TEST_CASE("money keeps the digits of its currency, also where a mark could be a thousand's", "[input]") {
  for (const auto& [code, amount, total] : {std::tuple("JPY", "1234", 1234), std::tuple("KWD", "1.234", 1234), std::tuple("EUR", "1234.50", 123450)}) {
    for (const char* form : {R"(,"delimiter":",","decimal_mark":".")", R"(,"delimiter":";","decimal_mark":",")"}) {
      CAPTURE(code, form);
      const std::string text = "customer,date,amount,currency\na,2024-01-05," + std::string(amount) + "," + code + "\na,2024-01-06,0," + code + "\n";
      Session first, second;
      REQUIRE(Answer(read(first, {text})).whole("/total") == total);
      const Answer again(read(second, {csv(first, form)}));
      CHECK(again.whole("/total") == total);
      CHECK(again.text("/currency") == code);
    }
  }
}

TEST_CASE("customers who did not match are listed from either side", "[consistency]") {
  Session session;
  const Answer summary(read(session, {orders, survey}));
  CHECK(summary.whole("/records/0/matched_customers") == 1);
  CHECK(csv(session, R"(,"file":1)", "unmatched_csv") == "customer,rows,first_day,last_day\r\n\"z@example.org\",2,2024-03-02,2024-03-04\r\n");
  CHECK(csv(session, R"(,"file":1,"without":"records","delimiter":";","decimal_mark":",")", "unmatched_csv") ==
        "customer;purchase_days;first_day;last_day;revenue\r\n\"b@example.org\";1;2024-01-06;2024-01-06;50,00\r\n");
  CHECK(Answer(session.compute(R"({"kind":"unmatched_csv","file":1})")).whole("/total") == 1);
  CHECK(csv(session, R"(,"file":1,"offset":1)", "unmatched_csv").empty());
}

TEST_CASE("what cannot be exported is refused by name", "[input]") {
  Session session;
  CHECK(Answer(session.compute(R"({"kind":"records_csv"})")).error() == "out_of_order");
  read(session, {survey});
  CHECK(Answer(session.compute(R"({"kind":"records_csv"})")).error() == "");
  CHECK(Answer(session.compute(R"({"kind":"records_csv","file":1})")).error() == "bad_request");
  CHECK(Answer(session.compute(R"({"kind":"records_csv","sort":"customer"})")).error() == "bad_request");
  CHECK(Answer(session.compute(R"({"kind":"unmatched_csv"})")).error() == "no_orders");
  Session both;
  read(both, {orders, survey});
  CHECK(Answer(both.compute(R"({"kind":"unmatched_csv","file":0})")).error() == "bad_request");
  CHECK(Answer(both.compute(R"({"kind":"unmatched_csv","file":1,"without":"anything"})")).error() == "bad_request");
}

TEST_CASE("subscriptions keep their billing intervals", "[consistency]") {
  const std::string text = "customer,start,end,monthly amount,currency,plan,billing interval\na,2024-03-01,,9.00,EUR,Pro,month\nb,2024-03-02,2025-03-02,90.00,EUR,Pro,year\n";
  Session first, second;
  read(first, {text});
  const std::string exported = csv(first, "");
  CHECK(exported.ends_with("\"b\",2024-03-02,2025-03-02,90.00,EUR,\"Pro\",\"year\"\r\n"));
  const Answer again(read(second, {exported}));
  CHECK(again.text("/files/0/kind") == "subscriptions");
  CHECK(again.whole("/records/0/values/interval/distinct") == 2);
}

TEST_CASE("e-mail addresses are masked where that is asked: no address is in the file, customers stay apart, and files still match", "[consistency]") {
  Session session;
  read(session, {"email,date,total,currency\nana@example.org,2024-01-05,10,EUR\nanton@example.org,2024-01-06,50,EUR\nélodie@example.org,2024-01-07,20,EUR\nC17,2024-01-08,5,EUR\n@odd,2024-01-08,5,EUR\n",
                 "email,date,score\nanton@example.org,2024-03-01,9\nana@example.org,2024-03-04,7\nnew@example.org,2024-03-04,7\n"});
  const std::string masked = R"(,"emails":"masked")";
  CHECK(csv(session, masked) ==
        "customer,date,amount,currency\r\n"
        "\"a***1@example.org\",2024-01-05,10.00,EUR\r\n"
        "\"a***2@example.org\",2024-01-06,50.00,EUR\r\n"
        "\"é***3@example.org\",2024-01-07,20.00,EUR\r\n"
        "\"C17\",2024-01-08,5.00,EUR\r\n"
        "\"'@odd\",2024-01-08,5.00,EUR\r\n");
  const std::string answers = csv(session, masked + R"(,"file":1)");
  CHECK(answers.find("\"a***2@example.org\",2024-03-01,9") != std::string::npos);
  CHECK(answers.find("\"a***1@example.org\",2024-03-04,7") != std::string::npos);
  CHECK(csv(session, masked + R"(,"file":1)", "unmatched_csv").find("\"n***6@example.org\"") != std::string::npos);
  for (const char* kind : {"customers_csv", "tiers_csv"}) {
    CHECK(csv(session, masked, kind).find("ana@") == std::string::npos);
    CHECK(csv(session, "", kind).find(kind == std::string_view("tiers_csv") ? "anton@example.org" : "ana@example.org") != std::string::npos);
  }
}
