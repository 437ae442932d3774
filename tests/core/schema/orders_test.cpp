// Rows to orders, through a session: every row is used or left out for one counted reason, with its line.
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "../support/rows.h"
#include "../support/session_run.h"
#include "base/random.h"
#include "schema/orders.h"

using lifeworth::Session;
using support::Answer;
using support::run;

namespace {

constexpr std::string_view header = "email,date,total\n";
constexpr std::string_view sound = "a@example.org,2024-01-05,10.00\nb@example.org,2024-01-20,5.50\na@example.org,2024-02-05,7.25\n";

/// A file of three sound rows and the rows told.
std::string with(std::string_view rows) { return std::string(header) + std::string(sound) + std::string(rows); }

/// The lines that were left out, each with its reason: "5 no_date".
std::vector<std::string> left_out_lines(Session& session) {
  const Answer list(session.compute(R"({"kind":"left_out"})"));
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < list.size("/rows"); ++i) {
    const std::string at = "/rows/" + std::to_string(i);
    lines.push_back(std::to_string(list.whole(at + "/line")) + " " + list.text(at + "/reason"));
  }
  return lines;
}

std::vector<std::string> left_out_lines(std::string_view text, std::string_view change = "") {
  Session session;
  const std::string whole(text);
  const Answer summary(run(session, text, change, std::span(&whole, 1)));
  INFO(summary.json());
  REQUIRE(summary.error() == "");
  CHECK(summary.whole("/rows_read") == summary.whole("/rows_used") + summary.left_out_sum());
  return left_out_lines(session);
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a row that a column of types calls a refund is one, whatever its sign", "[correctness]") {
  const std::string text =
      "Order,Email,Date,Type,Amount\n1,a@example.org,2024-01-05,Sale,10.00\n2,b@example.org,2024-01-06,Sale,20.00\n"
      "1,a@example.org,2024-01-09,Refund,4.00\n3,c@example.org,2024-02-01,Sale,12.00\n3,c@example.org,2024-02-03,REFUND,-2.00\n";
  const auto summary_of = [&text](std::string_view change) {
    Session session;
    return Answer(run(session, text, change, std::span(&text, 1)));
  };
  const Answer guessed = summary_of("");
  CHECK(guessed.whole("/total") == 1000 + 2000 - 400 + 1200 - 200);
  CHECK(guessed.whole("/refunds") == 2);
  CHECK(guessed.whole("/refunded") == -600);
  CHECK(guessed.whole("/rows_used") == 5);
  CHECK(summary_of(R"({"rules":[false]})").whole("/total") == 1000 + 2000 + 400 + 1200 - 200);
  CHECK(summary_of(R"({"rules":[{"column":"Type","is":["sale"],"refund":true}]})").whole("/total") == -1000 - 2000 + 400 - 1200 - 200);
}

TEST_CASE("of a guessed rule's words those are told that the rows have", "[input]") {
  Session session;
  const Answer reading(session.peek("Order,Email,Date,Type,Order status,Amount\n1,a@example.org,2024-01-05,Sale,paid,10.00\n"
                                    "2,a@example.org,2024-01-09,Refund,paid,4.00\n3,c@example.org,2024-02-03,REFUND,Voided,-2.00\n", true));
  CHECK(reading.text("/mapping/rules/0/column") == "Type");
  CHECK(reading.size("/mapping/rules/0/is") > 10);
  CHECK(reading.size("/mapping/rules/0/seen") == 1);
  CHECK(reading.text("/mapping/rules/0/seen/0") == "refund");
  CHECK(reading.text("/mapping/rules/1/seen/0") == "voided");
  CHECK(reading.size("/mapping/rules/2/seen") == 0);  // unpaid
}

TEST_CASE("each reason for leaving a row out is reached and told with its line", "[input]") {
  CHECK(left_out_lines(with("\"open,2024-01-01,1\n")) == Lines{"5 damaged"});
  CHECK(left_out_lines(R"([{"email":"a@example.org","date":"2024-01-05","total":"1.50"},{"email":"","date":" ","total":null}])") == Lines{"1 blank"});
  CHECK(left_out_lines(with("\n\nemail,date,total\n")) == Lines{"7 repeated_header"});
  CHECK(left_out_lines(with("Total,,22.75\nGrand Totals (3 records)\n")) == Lines{"5 total_row", "6 total_row"});
  CHECK(left_out_lines(with("# made on Monday\nConfidential - do not distribute\n")) == Lines{"5 note", "6 note"});
  CHECK(left_out_lines(with("\nChannel,Sessions\nsearch,12\n")) == Lines{"6 other_table", "7 other_table"});
  CHECK(left_out_lines(with(",2024-01-01,1.00\nn/a,2024-01-01,1.00\n")) == Lines{"5 no_customer", "6 no_customer"});
  CHECK(left_out_lines(with("c@example.org,,1.00\nc@example.org,--,1.00\n")) == Lines{"5 no_date", "6 no_date"});
  CHECK(left_out_lines(with("c@example.org,soon,1.00\n")) == Lines{"5 unreadable_date"});
  CHECK(left_out_lines(with("c@example.org,2024-02-30,1.00\nc@example.org,9999-12-31,1.00\n")) == Lines{"5 impossible_date", "6 impossible_date"});
  CHECK(left_out_lines(with("c@example.org,2024-01-01,\nc@example.org,2024-01-01\n")) == Lines{"5 no_amount", "6 no_amount"});
  CHECK(left_out_lines(with("c@example.org,2024-01-01,#REF!\nc@example.org,2024-01-01,10%\n")) == Lines{"5 unreadable_amount", "6 unreadable_amount"});
  CHECK(left_out_lines(with("c@example.org,2024-01-01,\"1,50\"\nc@example.org,2024-01-01,\"1,234\"\n")) == Lines{"6 unclear_amount"});
  CHECK(left_out_lines(with("c@example.org,2024-01-01,$3.00\nc@example.org,2024-01-01,\u00A33.00\n"), R"({"currency_code":"USD"})") == Lines{"6 other_currency"});
}

TEST_CASE("clean rows leave nothing out and raise no notice", "[correctness]") {
  const Answer summary(run(with("")));
  CHECK(summary.whole("/rows_read") == 3);
  CHECK(summary.whole("/rows_used") == 3);
  CHECK(summary.whole("/customers") == 2);
  CHECK(summary.whole("/total") == 2275);
  CHECK(summary.whole("/blank_lines") == 0);
  CHECK(summary.text("/first_day") == "2024-01-05");
  CHECK(summary.text("/last_day") == "2024-02-05");
  CHECK(summary.size("/left_out") == 0);
  CHECK(summary.size("/notices") == 0);
}

TEST_CASE("refunds are netted and counted", "[correctness]") {
  const Answer summary(run(with("a@example.org,2024-02-06,-7.25\nb@example.org,2024-02-07,(0.50)\n")));
  CHECK(summary.whole("/refunds") == 2);
  CHECK(summary.whole("/refunded") == -775);
  CHECK(summary.whole("/orders") == 3);
  CHECK(summary.whole("/total") == 1500);
  const auto notice = summary.notice("negative_rows_netted");
  REQUIRE(notice);
  CHECK(summary.whole(*notice + "/arguments/count") == 2);
}

TEST_CASE("two currencies are refused with a sentence, and one chosen counts alone", "[input]") {
  const std::string text = "email,date,total,currency\na@example.org,2024-01-05,10.00,EUR\nb@example.org,2024-01-06,20.00,usd\na@example.org,2024-01-07,1.00,EUR\nb@example.org,2024-01-08,2.00,\nb@example.org,2024-01-09,4.00,N/A\n";
  const Answer refused(run(text));
  CHECK(refused.error() == "two_currencies");
  CHECK(refused.text("/error/arguments/currencies") == "EUR (2), USD (1)");
  const Answer euro(run(text, R"({"currency_code":"EUR"})"));
  CHECK(euro.left_out("other_currency") == 1);
  CHECK(euro.whole("/total") == 1700);  // rows that name none go with it
  CHECK(euro.text("/currency") == "EUR");
  CHECK(Answer(run(text, R"({"currency_code":"USD"})")).whole("/total") == 2600);
}

TEST_CASE("what of several currencies is shown and what is not is told with its rows", "[correctness]") {
  const std::string text = "email,date,total,currency\na@example.org,2024-01-05,10.00,EUR\nb@example.org,2024-01-06,20.00,USD\na@example.org,2024-01-07,1.00,USD\nb@example.org,2024-01-08,2.00,GBP\n";
  const Answer dollars(run(text, R"({"currency_code":"USD"})"));
  CHECK(dollars.whole("/total") == 2100);
  CHECK(dollars.size("/currencies") == 3);
  CHECK(dollars.text("/currencies/1/code") == "USD");
  CHECK(dollars.whole("/currencies/1/rows") == 2);
  CHECK(dollars.whole("/currencies/1/left_out") == 0);
  CHECK(dollars.whole("/currencies/2/left_out") == 1);
  const auto notice = dollars.notice("one_currency_shown");
  REQUIRE(notice);
  CHECK(dollars.whole(*notice + "/arguments/count") == 2);
  CHECK(dollars.text(*notice + "/arguments/others") == "EUR (1), GBP (1)");
}

TEST_CASE("rows of another currency are converted at the rate that was typed, each rounded by itself, and counted", "[correctness]") {
  const std::string text =
      "email,date,total,refunded,currency\na@example.org,2024-01-05,10.00,,EUR\nb@example.org,2024-01-06,20.25,5.25,USD\nb@example.org,2024-01-07,0.75,,USD\n"
      "c@example.org,2024-01-08,-0.75,,USD\nc@example.org,2024-01-09,250,,JPY\nd@example.org,2024-01-10,3.00,,GBP\nd@example.org,2024-01-11,1.001,,KWD\n";
  const Answer summary(run(text, R"({"refund":3,"currency_code":"EUR","rates":{"USD":"0.5","JPY":"0.0061","KWD":"3.0050"}})"));
  INFO(summary.json());
  CHECK(summary.whole("/rows_used") == 6);
  CHECK(summary.left_out("other_currency") == 1);  // nobody said what a pound is worth
  // 10.00 € + 10.13 (10.125) − 2.63 (2.625) + 0.38 (0.375) − 0.38 + 1.53 (1.525) + 3.01 (3.008005)
  CHECK(summary.whole("/total") == 1000 + 1013 - 263 + 38 - 38 + 153 + 301);
  CHECK(summary.whole("/refunded") == -263 - 38);
  REQUIRE(summary.size("/converted") == 3);
  CHECK(summary.text("/converted/0/currency") == "USD");
  CHECK(summary.text("/converted/0/rate") == "0.5");
  CHECK(summary.whole("/converted/0/rows") == 3);
  CHECK(summary.whole("/converted/0/before") == 2025 - 525 + 75 - 75);
  CHECK(summary.whole("/converted/0/after") == 1013 - 263 + 38 - 38);
  CHECK(summary.whole("/converted/1/minor_digits") == 0);
  CHECK(summary.whole("/converted/1/before") == 250);
  CHECK(summary.whole("/converted/1/after") == 153);
  CHECK(summary.text("/converted/2/rate") == "3.005");
  CHECK(summary.whole("/converted/2/before") == 1001);
  const auto notice = summary.notice("converted_rows");
  REQUIRE(notice);
  CHECK(summary.text(*notice + "/saw") == "Rows: 3, together 15.00 USD, at the rate you typed: 1 USD = 0.5 EUR. They came to 7.50 EUR.");
}

TEST_CASE("into a currency without minor units, and with three of them", "[correctness]") {
  const std::string text = "email,date,total,currency\na@example.org,2024-01-05,1.50,EUR\nb@example.org,2024-01-06,100,JPY\nb@example.org,2024-01-07,1.250,KWD\n";
  const Answer yen(run(text, R"({"currency_code":"JPY","rates":{"EUR":"163","KWD":"490.4"}})"));
  CHECK(yen.whole("/total") == 245 + 100 + 613);  // 244.5 and 613.0 yen
  const Answer dinar(run(text, R"({"currency_code":"KWD","rates":{"EUR":"0.333","JPY":"0.002045"}})"));
  CHECK(dinar.whole("/total") == 500 + 205 + 1250);  // 499.5 and 204.5 fils
}

TEST_CASE("rates hold for the currency they were typed for, and never choose one", "[input]") {
  const std::string text = "email,date,total,currency\na@example.org,2024-01-05,10.00,EUR\nb@example.org,2024-01-06,20.00,USD\n";
  CHECK(Answer(run(text, R"({"rates":{"USD":"0.5"}})")).error() == "two_currencies");
  Session session;
  session.peek(text, true);
  session.map(R"({"currency_code":"EUR","rates":{"USD":"0.5"}})");
  CHECK(Answer(session.map(R"({"date_order":"ymd"})")).text("/mapping/rates/USD") == "0.5");
  CHECK_FALSE(Answer(session.map(R"({"currency_code":"GBP"})")).has("/mapping/rates/USD"));
  for (const char* rates : {R"({"USD":0.5})", R"({"USD":"0"})", R"({"USD":"-1"})", R"({"USD":"1,5"})", R"({"dollar":"1.5"})", R"([])", R"("0.5")"})
    CHECK(Answer(session.map(std::string(R"({"rates":)") + rates + "}")).error() == "bad_request");
  // An overflow is no amount; a rate for the currency itself says nothing.
  const Answer huge(run("email,date,total,currency\na@example.org,2024-01-05,10.00,EUR\nb@example.org,2024-01-06,90000000000000,USD\n", R"({"currency_code":"EUR","rates":{"USD":"1000000","EUR":"2"}})"));
  CHECK(huge.left_out("unreadable_amount") == 1);
  CHECK(huge.whole("/total") == 1000);
  CHECK(huge.whole("/converted/0/rows") == 0);
  CHECK_FALSE(huge.notice("converted_rows"));
}

TEST_CASE("what a column of 1,234 comes to either way adds no two currencies", "[correctness]") {
  const Answer asked(run("email;date;total;currency\na@example.org;2024-01-05;1,234;EUR\nb@example.org;2024-01-06;2,000;USD\n", R"({"currency_code":"EUR"})"));
  REQUIRE(asked.notice("decimal_mark_both_ways"));
  CHECK(asked.json().find(R"("total":{"value":123400,)") != std::string::npos);
  CHECK(asked.json().find(R"("other_total":{"value":123,)") != std::string::npos);
}

TEST_CASE("days of a spreadsheet count from 1900, or from 1904 where a person says so", "[correctness]") {
  const std::string text = "email,date,total\na@example.org,44196,1.00\nb@example.org,44197,2.00\n";
  const Answer plain(run(text));
  CHECK(plain.text("/first_day") == "2020-12-31");
  CHECK(plain.text("/read_as/0/date_numbers") == "1900");
  const Answer mac(run(text, R"({"date_numbers":"1904"})"));
  CHECK(mac.text("/first_day") == "2025-01-01");
  CHECK(mac.text("/read_as/0/date_numbers") == "1904");
  // Where the dates are no such numbers it changes nothing.
  const Answer written(run(with(""), R"({"date_numbers":"1904"})"));
  CHECK(written.text("/first_day") == "2024-01-05");
  CHECK(written.text("/read_as/0/date_numbers") == "");
  CHECK(Answer(run(text, R"({"date_numbers":"1899"})")).error() == "bad_request");
}

TEST_CASE("after two currencies were refused the file is read again from its beginning, and counts once", "[input]") {
  const std::string text = "email,date,total\n\na@example.org,2024-01-05,$10.00\nb@example.org,2024-01-06,\u20AC20.00\n";
  Session session;
  CHECK(Answer(run(session, text, "", std::span(&text, 1))).error() == "two_currencies");
  const Answer dollars(run(session, text, R"({"currency_code":"USD"})", std::span(&text, 1)));
  CHECK(dollars.whole("/rows_read") == 2);
  CHECK(dollars.whole("/blank_lines") == 1);
  CHECK(dollars.whole("/total") == 1000);
}

TEST_CASE("the sign beside the amount names the currency, a currency column overrules it", "[correctness]") {
  CHECK(Answer(run("email,date,total\na@example.org,2024-01-05,\"12,50 \u20AC\"\nb@example.org,2024-01-06,\"1,00 \u20AC\"\n")).text("/currency") == "EUR");
  const Answer yen(run("email,date,total\na@example.org,2024-01-05,\u00A51500\nb@example.org,2024-01-06,\u00A5250.5\n"));
  CHECK(yen.text("/currency") == "JPY");
  CHECK(yen.whole("/total") == 1751);  // ¥250.5 is rounded half away
  CHECK(yen.notice("rounded_amounts"));
  CHECK(Answer(run("email,date,total,currency\na@example.org,2024-01-05,$10.00,CAD\nb@example.org,2024-01-06,$1.00,CAD\n")).text("/currency") == "CAD");
  CHECK(Answer(run("email,date,total\na@example.org,2024-01-05,$10.00 CAD\nb@example.org,2024-01-06,$1.00\n")).error() == "two_currencies");
}

TEST_CASE("three hundred currencies are refused, and none of them is taken for another", "[input]") {
  std::string text = "email,date,total,currency\n";
  const auto code = [](int i) { return std::string{'Q', char('A' + i / 26), char('A' + i % 26)}; };
  for (int i = 0; i < 300; ++i) text += "a@example.org,2024-01-05,1.00," + code(i) + "\n";
  text += "b@example.org,2024-01-06,1.00,EUR\n";
  const std::string mapped = R"({"currency":3,"currency_code":"EUR"})";
  CHECK(Answer(run(text, R"({"currency":3})")).error() == "two_currencies");
  const Answer none(run(text, mapped));
  CHECK(none.error() == "no_usable_rows");  // safe rather than wrong: EUR came too late to be told from the rest
  CHECK(Answer(run(text, R"({"currency":3})")).text("/error/arguments/currencies").size() < 200);
}

TEST_CASE("day and month are decided by the whole column, and the notice says how", "[correctness]") {
  const Answer told(run("email,date,total\na@example.org,03/04/2024,1.00\nb@example.org,25/04/2024,1.00\n"));
  CHECK(told.text("/read_as/0/date_order") == "dmy");
  CHECK(told.text("/first_day") == "2024-04-03");
  CHECK(told.notice("date_order_evidence"));
  const Answer unclear(run("email,date,total\na@example.org,03/04/2024,1.00\nb@example.org,04/03/2024,1.00\n"));
  CHECK(unclear.notice("date_order_unclear"));
  const Answer person(run("email,date,total\na@example.org,03/04/2024,1.00\nb@example.org,04/03/2024,1.00\n", R"({"date_order":"mdy"})"));
  CHECK_FALSE(person.notice("date_order_unclear"));
  CHECK(person.text("/first_day") == "2024-03-04");
  const Answer conflict(run("email,date,total\na@example.org,25/04/2024,1.00\nb@example.org,26/04/2024,1.00\nc@example.org,04/27/2024,1.00\n"));
  CHECK(conflict.notice("date_order_conflict"));
  CHECK(conflict.left_out("impossible_date") == 1);
}

TEST_CASE("what 1,234 means is asked when nothing in the column tells, and a person's mark settles it", "[correctness]") {
  const std::string text = "email;date;total\na@example.org;2024-01-05;1,234\nb@example.org;2024-01-06;2,000\n";
  const Answer asked(run(text));
  CHECK(asked.notice("decimal_mark_both_ways"));
  CHECK(asked.json().find(R"("total":{"value":323400)") != std::string::npos);  // what the file comes to is shown either way
  CHECK(asked.json().find(R"("other_total":{"value":323,)") != std::string::npos);
  const Answer comma(run(text, R"({"decimal_mark":","})")), point(run(text, R"({"decimal_mark":"."})"));
  CHECK(comma.whole("/total") == 323);
  CHECK(point.whole("/total") == 323400);
  CHECK_FALSE(comma.notice("decimal_mark_both_ways"));
  // A cell that contradicts the person is left out, not bent.
  const Answer bent(run(text + "c@example.org;2024-01-07;12.50\n", R"({"decimal_mark":","})"));
  CHECK(bent.left_out("unreadable_amount") == 1);
}

TEST_CASE("e-mail addresses are one customer in any capitals and blanks; other ids are kept as written", "[correctness]") {
  CHECK(Answer(run("email,date,total\nA@Example.org,2024-01-05,1.00\n\" a@example.ORG \",2024-01-06,1.00\nb@example.org,2024-01-06,1.00\n")).whole("/customers") == 2);
  CHECK(Answer(run("customer id,date,total\nab7,2024-01-05,1.00\nAB7,2024-01-06,1.00\n007,2024-01-06,1.00\n7,2024-01-06,1.00\n9007199254740993,2024-01-07,1.00\n9007199254740992,2024-01-07,1.00\n")).whole("/customers") == 6);
}

TEST_CASE("rows that share an order number are added and told", "[correctness]") {
  const Answer summary(run("email,order id,date,total\na@example.org,1,2024-01-05,1.00\na@example.org,1,2024-01-05,2.00\nb@example.org,2,2024-01-06,1.00\nb@example.org,,2024-01-07,1.00\nb@example.org,,2024-01-08,1.00\n"));
  const auto notice = summary.notice("shared_order_ids");
  REQUIRE(notice);
  CHECK(summary.whole(*notice + "/arguments/count") == 1);
  CHECK(summary.whole("/total") == 600);
}

TEST_CASE("amounts whose sum would not fit 64 bits are left out, not wrapped around", "[input]") {
  std::string rows;
  for (int i = 0; i < 5; ++i) rows += "c@example.org,2024-01-0" + std::to_string(i + 1) + ",20000000000000000\nd@example.org,2024-01-01,-20000000000000000\n";
  const Answer summary(run(with(rows)));
  // 2^62 cents hold two of these of 2·10^18 cents each.
  CHECK(summary.left_out("unreadable_amount") == 8);
  CHECK(summary.whole("/total") == 2275);
}

TEST_CASE("totals do not depend on the order of the rows", "[consistency]") {
  lifeworth::Random random(3);
  std::vector<std::string> rows;
  for (int i = 0; i < 200; ++i)
    rows.push_back("c" + std::to_string(random.below(40)) + "@example.org,2024-" + std::to_string(1 + random.below(12)) + "-" + std::to_string(1 + random.below(31)) + "," +
                   std::to_string(int(random.below(20'000)) - 3'000) + "." + std::to_string(10 + random.below(90)) + "\n");
  const auto total = [&] {
    std::string text(header);
    for (const std::string& row : rows) text += row;
    const Answer summary(run(text));
    std::string facts;
    for (std::string_view fact : {"/total", "/refunded", "/refunds", "/orders", "/customers", "/rows_used"}) facts += std::to_string(summary.whole(fact)) + " ";
    return facts + summary.text("/first_day") + summary.text("/last_day");
  };
  const std::string first = total();
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[random.below(i)]);
    REQUIRE(total() == first);
  }
}
