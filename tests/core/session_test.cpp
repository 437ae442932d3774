// The front door: the steps in and out of order, corrections, several files, every cut, and garbage.
#include "session.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "base/random.h"
#include "support/rounds.h"
#include "support/rows.h"
#include "support/session_run.h"

using lifeworth::Random;
using lifeworth::Session;
using support::Answer;
using support::run;

namespace {

constexpr std::string_view small = "email,date,total\na@example.org,2024-01-05,10.00\nb@example.org,2024-01-06,5.50\na@example.org,2024-02-05,2.00\n";
constexpr std::string_view other = "fecha;importe;cliente\n07/03/2024;1,50;b@example.org\n25/03/2024;2,50;c@example.org\n";

std::string read(Session& session, std::string_view text, std::string_view change = "") {
  const std::string whole(text);
  return run(session, text, change, std::span(&whole, 1));
}

}  // namespace

TEST_CASE("files that hold no orders get their sentence", "[input]") {
  const auto refusal = [](std::string_view text) { return Answer(Session().peek(text, true)).error(); };
  CHECK(refusal("") == "empty_file");
  CHECK(refusal("\n \n") == "blank_file");
  CHECK(refusal("%PDF-1.4") == "binary_file");
  CHECK(refusal("<!DOCTYPE html><html><body>Sign in</body></html>") == "web_page");
  CHECK(refusal("email,date,total\n") == "header_only");
  CHECK(refusal("email,date,total") == "header_only");
  CHECK(refusal("[]") == "no_records_in_json");
  CHECK(refusal("[1,2]") == "no_records_in_json");
  CHECK(refusal("[{\"a\":1},\n{\"a\":01}]") == "broken_json");
}

TEST_CASE("a table of one column can be read as rows but holds no orders", "[input]") {
  const std::string text = "just words\nand more words\n";
  Session orders;
  CHECK(Answer(orders.peek(text, true)).text("/missing/0/code") == "one_column");
  CHECK(Answer(orders.push(text)).error() == "one_column");
  Session rows;
  rows.peek(text, true);
  rows.map(R"({"keep_rows":true,"has_header":false})");
  rows.push(text);
  CHECK(Answer(rows.finish()).text("/rows/1/0") == "and more words");
}

TEST_CASE("a table without a date, amount or customer says which columns it has", "[input]") {
  for (const auto& [text, code] : {std::pair("email,total\na@example.org,1.50\nb@example.org,2.50\na@example.org,3.50\n", "no_date_column"),
                                   std::pair("email,date\na@example.org,2024-01-05\nb@example.org,2024-01-06\na@example.org,2024-01-07\n", "no_amount_column"),
                                   std::pair("total,date\n1.50,2024-01-05\n2.50,2024-01-06\n3.50,2024-01-07\n", "no_customer_column")}) {
    Session session;
    const Answer reading(session.peek(text, true));
    REQUIRE(reading.size("/missing") == 1);
    CHECK(reading.text("/missing/0/code") == code);
    CHECK(Answer(session.push(text)).error() == code);
  }
}

TEST_CASE("steps out of order are told, and do not harm the session", "[input]") {
  Session session;
  CHECK(Answer(session.map("{}")).error() == "out_of_order");
  CHECK(Answer(session.push("a,b\n")).error() == "out_of_order");
  CHECK(Answer(session.finish()).error() == "out_of_order");
  CHECK(Answer(session.compute(R"({"kind":"realised"})")).error() == "out_of_order");
  session.peek(small, true);
  CHECK(Answer(session.finish()).error() == "out_of_order");
  session.push(small);
  CHECK(Answer(session.map("{}")).error() == "out_of_order");
  CHECK(Answer(session.finish()).whole("/rows_used") == 3);
  CHECK(Answer(session.finish()).error() == "out_of_order");
  CHECK(Answer(session.push(small)).error() == "out_of_order");
  CHECK(Answer(session.compute(R"({"kind":"realised"})")).error() == "");
}

TEST_CASE("a wrong file takes nothing away from what was loaded", "[input]") {
  Session session;
  REQUIRE(Answer(read(session, small)).error() == "");
  const std::string before = session.compute(R"({"kind":"realised"})");
  CHECK(Answer(session.peek("%PDF-1.7", true)).error() == "binary_file");
  CHECK(session.compute(R"({"kind":"realised"})") == before);
  CHECK(Answer(read(session, other)).whole("/rows_read") == 2);  // a good one begins anew
}

TEST_CASE("a wrong second file, or one that is only looked at, leaves the first to be finished", "[input]") {
  for (std::string_view second : {"%PDF-1.7", "email,date,total\n", "cliente;fecha;importe\na@example.org;2024-01-01;1,00\n"}) {
    Session session;
    session.peek(small, true);
    session.push(small);
    session.peek(second, true);
    CHECK(Answer(session.finish()).whole("/total") == 1750);
  }
}

TEST_CASE("several files are one table, each read in its own way, with lines told by file", "[correctness]") {
  Session session;
  for (std::string_view text : {small, other}) {
    session.peek(text, true);
    session.push(text);
    session.push(text == small ? "bad,row\n" : "b@example.org;;\n");
  }
  const Answer summary(session.finish());
  CHECK(summary.whole("/rows_read") == 7);
  CHECK(summary.whole("/rows_used") == 5);
  CHECK(summary.whole("/customers") == 3);
  CHECK(summary.whole("/total") == 2150);
  CHECK(summary.text("/read_as/0/date_order") == "ymd");
  CHECK(summary.text("/read_as/1/date_order") == "dmy");
  CHECK(summary.text("/read_as/1/decimal_mark") == ",");
  CHECK(summary.text("/last_day") == "2024-03-25");
  const Answer list(session.compute(R"({"kind":"left_out"})"));
  CHECK(list.whole("/rows/0/file") == 0);
  CHECK(list.whole("/rows/0/line") == 5);
  CHECK(list.whole("/rows/1/file") == 1);
  CHECK(list.whole("/rows/1/line") == 4);
}

TEST_CASE("JSON that breaks off is told when the file ends, and nothing of it is kept", "[input]") {
  const std::string cut = R"([{"email":"a@example.org","date":"2024-01-05","total":1.5},{"email":"b@example.org")";
  Session session;
  const Answer reading(session.peek(cut, false));
  CHECK(reading.text("/text") == "json_array");
  session.push(cut);
  CHECK(Answer(session.peek(small, true)).error() == "broken_json");  // looking at the next file ends this one
  CHECK(Answer(session.finish()).error() == "broken_json");
  CHECK(Answer(read(session, small)).whole("/rows_read") == 3);
}

TEST_CASE("a person's choices survive new guesses, and conflicts are told", "[correctness]") {
  Session session;
  session.peek("email;buyer;date;total\na@example.org;x,1;2024-01-05;1\nb@example.org;y,2;2024-01-06;2\na@example.org;x,1;2024-01-07;3\n", true);
  const Answer chosen(session.map(R"({"customer":1})"));
  CHECK(chosen.column("customer") == 1);
  CHECK(chosen.text("/mapping/customer/by") == "person");
  CHECK(chosen.text("/mapping/date/by") == "guess");
  CHECK(Answer(session.map(R"({"has_header":true,"decimal_mark":","})")).column("customer") == 1);
  const Answer again(session.map(R"({"delimiter":";"})"));
  CHECK(again.column("customer") == 1);
  CHECK(again.text("/mapping/decimal_mark/value") == ",");
  CHECK(again.text("/mapping/decimal_mark/by") == "person");
  CHECK(Answer(session.map(R"({"amount":4})")).error() == "column_out_of_range");
  CHECK(Answer(session.map(R"({"amount":1})")).error() == "column_used_twice");
  // A guess gives way to a person; then that role is missing.
  const Answer taken(session.map(R"({"amount":2})"));
  CHECK(taken.column("amount") == 2);
  CHECK(taken.column("date") == -1);
  CHECK(taken.text("/missing/0/code") == "no_date_column");
  CHECK(Answer(session.map(R"({"amount":3,"date":2})")).size("/missing") == 0);
  CHECK(Answer(session.map(R"({"customer":null})")).column("customer") == -1);
}

TEST_CASE("what is refused changes nothing", "[input]") {
  Session session;
  const std::string before = session.peek(small, true);
  for (std::string_view change : {"", "[]", "{", R"({"customer":-1})", R"({"customer":"email"})", R"({"colour":1})", R"({"date_order":"ydm"})", R"({"decimal_mark":"x"})", R"({"currency_code":"euro"})", R"({"currency":"EUR"})",
                                  R"({"delimiter":"ab"})", R"({"delimiter":"\""})", R"({"has_header":1})", R"({"customer":99})", R"({"customer":1,"date":1})"}) {
    CHECK(Answer(session.map(change)).error() != "");
    CHECK(session.map("{}") == before);
  }
}

TEST_CASE("a told delimiter and header are used for every row", "[correctness]") {
  const std::string text = "a@example.org|2024-01-05|1;5\nb@example.org|2024-01-06|2;5\na@example.org|2024-01-07|3;5\n";
  Session session;
  session.peek(text, true);
  const Answer semicolons(session.map(R"({"delimiter":";"})"));
  CHECK(semicolons.text("/rows/0/0") == "a@example.org|2024-01-05|1");
  const Answer header(session.map(R"({"delimiter":"|","has_header":true})"));
  CHECK(header.text("/header/0") == "a@example.org");
  CHECK(header.size("/rows") == 2);
}

TEST_CASE("an open quote near the beginning does not hide the table from a first look", "[input]") {
  std::string text = "email,date,total\n\"open@example.org,2024-01-01,1.00\n";
  for (int i = 0; i < 3000; ++i) text += "c" + std::to_string(i % 50) + "@example.org,2024-01-05,1.00\n";
  Session session;
  const Answer reading(session.peek(std::string_view(text).substr(0, 4096), false));
  CHECK(reading.column("customer") == 0);
  session.push(text);
  const Answer summary(session.finish());
  CHECK(summary.whole("/rows_used") == 3000);
  CHECK(summary.left_out("damaged") == 1);
}

TEST_CASE("a session answers the same whatever the cuts", "[consistency]") {
  const std::string documents[] = {
      "email;date;total\r\nb@example.org;03/04/2024;\"1.234,50 \u20AC\"\r\n\r\nc@example.org;25/04/2024;2,5\r\n\"open;x\r\n;;\r\n",
      "sep=,\nemail,date,total\n\"a@\nexample.org\",2024-01-05,\"1,234\"\nM\xFC@example.org,2024-02-30,x\nc@example.org,2024-02-03,2.50\n",
      "\xEF\xBB\xBF[{\"email\":\"a@example.org\",\"when\":{\"date\":\"2024-01-05T10:00:00Z\"},\"total\":1.0e2},\n{\"total\":-3,\"email\":\"\\u00e9@example.org\",\"when\":{\"date\":\"2024-01-06\"}},\n{\"email\":\"b@example.org\",\"when\":{\"date\":\"2024-01-06\"},\"total\":7.5}]",
      "{\"email\":\"a@example.org\",\"date\":\"2024-01-05\",\"total\":\"$1.00\"}\nbroken\n{\"email\":\"b@example.org\",\"date\":\"2024-01-06\",\"total\":2}",
  };
  for (const std::string& text : documents)
    for (std::string_view change : {std::string_view(), support::keep_rows}) {
      Session whole;
      const std::string expected = run(whole, text, change, std::span(&text, 1));
      const std::string left_out = whole.compute(R"({"kind":"left_out"})");
      REQUIRE(Answer(expected).error() == "");
      for (const auto& pieces : support::all_cuts(text)) {
        Session session;
        REQUIRE(run(session, text, change, pieces) == expected);
        REQUIRE(session.compute(R"({"kind":"left_out"})") == left_out);
      }
    }
}

TEST_CASE("garbage of every kind is counted to the last row, or refused in words", "[input]") {
  const std::string_view cells[] = {"a@example.org", "B@EXAMPLE.ORG", "7", "", " ", "n/a", "\"q,\"\"x\"", "\"open", "2024-01-05", "03/04/2024", "25/04/24", "2024-02-30", "99/99/9999", "soon",
                                    "1", "-3.50", "1,234", "1.234,5", "$12", "\u20AC5", "5 EUR", "1E5", "#REF!", "99999999999999999", "\xE9\x80", "total", "\r", "\n", "\"\n\""};
  Random random(1234);
  std::size_t read_files = 0;
  const auto rounds = static_cast<std::size_t>(support::rounds(1500));
  for (std::size_t round = 0; round < rounds; ++round) {
    std::string text = "customer,date,total\n";
    for (std::size_t row = 2 + random.below(12); row > 0; --row) {
      const std::size_t width = random.below(8) ? 3 : random.below(5);
      for (std::size_t cell = 0; cell < width; ++cell) text += std::string(cell ? "," : "") + std::string(cells[random.below(3) ? cell * 7 + random.below(7) : random.below(std::size(cells))]);
      text += random.below(10) ? "\n" : "\r\n";
    }
    Session session;
    const std::string change = random.below(2) ? R"({"delimiter":",","has_header":true,"customer":0,"date":1,"amount":2,"currency_code":"EUR"})" : R"({"delimiter":",","has_header":true,"customer":0,"date":1,"amount":2})";
    const Answer summary(run(session, text, change, support::cut_every(text, 1 + random.below(30))));
    INFO(text << "\n" << summary.json());
    if (summary.error() != "") {
      REQUIRE((summary.error() == "two_currencies" || summary.error() == "no_usable_rows" || summary.error() == "header_only"));
      continue;
    }
    ++read_files;
    REQUIRE(summary.whole("/rows_read") == summary.whole("/rows_used") + summary.left_out_sum());
    REQUIRE(summary.whole("/rows_left_out") == summary.left_out_sum());
    REQUIRE(summary.whole("/rows_used") == summary.whole("/orders") + summary.whole("/refunds"));
    REQUIRE(Answer(session.compute(R"({"kind":"left_out"})")).size("/rows") == std::size_t(summary.left_out_sum()));
  }
  CHECK(read_files * 5 > rounds);
}
