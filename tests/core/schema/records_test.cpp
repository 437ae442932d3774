// Records that are no orders, through a session: their money in one currency.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "../support/session_run.h"

using lifeworth::Session;
using support::Answer;
using support::run;

namespace {

constexpr std::string_view spend = "Campaign,Day,Cost,Currency\nspring,2024-01-05,10.00,EUR\nsummer,2024-01-06,20.25,USD\nautumn,2024-01-07,0.75,USD\n";
constexpr std::string_view as_spend = R"("kind":"spend","campaign":0,"date":1,"amount":2,"currency":3)";

std::string mapped(std::string_view more) { return "{" + std::string(as_spend) + std::string(more) + "}"; }

}  // namespace

TEST_CASE("spend in two currencies is refused with the number of its file", "[input]") {
  const Answer refused(run(spend, mapped("")));
  CHECK(refused.error() == "two_currencies");
  CHECK(refused.whole("/error/arguments/file") == 0);
  CHECK(refused.text("/error/arguments/currencies") == "EUR (1), USD (2)");
}

TEST_CASE("of spend in two currencies one is shown, and the rest is counted", "[correctness]") {
  const Answer euro(run(spend, mapped(R"(,"currency_code":"EUR")")));
  CHECK(euro.whole("/records/0/rows_used") == 1);
  CHECK(euro.whole("/records/0/total") == 1000);
  CHECK(euro.whole("/records/0/currencies/1/left_out") == 2);
  CHECK(euro.left_out("other_currency") == 2);
  CHECK(euro.notice("one_currency_shown"));
}

TEST_CASE("spend is converted at the rate that was typed", "[correctness]") {
  const Answer euro(run(spend, mapped(R"(,"currency_code":"EUR","rates":{"USD":"0.5"})")));
  CHECK(euro.whole("/records/0/rows_used") == 3);
  CHECK(euro.whole("/records/0/total") == 1000 + 1013 + 38);  // 10.125 and 0.375
  CHECK(euro.whole("/records/0/converted/0/rows") == 2);
  CHECK(euro.whole("/records/0/converted/0/before") == 2100);
  CHECK(euro.whole("/records/0/converted/0/after") == 1051);
  CHECK(euro.notice("converted_rows"));
}

TEST_CASE("a survey without dates is a survey, and its dates are asked for as those of answers", "[input]") {
  for (const std::string_view text : {"Respondent,Email,Score\n1,a@example.org,9\n2,b@example.org,10\n3,c@example.org,6\n",
                                      "Respondent,Email,NPS\nAna,a@example.org,0\nBo,b@example.org,7\n", "Encuestado;Correo;Puntuaci\u00F3n\n1;a@example.org;9\n2;b@example.org;10\n"}) {
    Session session;
    const Answer reading(session.peek(text, true));
    CHECK(reading.text("/mapping/kind/value") == "responses");
    CHECK(reading.column("customer") == 1);
    CHECK(reading.column("score") == 2);
    REQUIRE(reading.size("/missing") == 1);
    CHECK(reading.text("/missing/0/code") == "no_answer_date_column");
  }
  Session session;
  CHECK(Answer(session.peek("Order,Email,Amount\n1,a@example.org,9.50\n2,b@example.org,10.00\n", true)).text("/missing/0/code") == "no_date_column");
}

TEST_CASE("how each file was read is told in the order of the files, of whatever kind", "[correctness]") {
  const std::string orders = "email;date;total\na@example.org;25.04.2024;1,50\nb@example.org;26.04.2024;2,50\n", costs(spend);
  Session session;
  session.peek(costs, true);
  session.map(mapped(R"(,"currency_code":"USD")"));
  session.push(costs);
  session.peek(orders, true);
  session.push(orders);
  const Answer summary(session.finish());
  CHECK(summary.text("/read_as/0/date_order") == "ymd");
  CHECK(summary.text("/read_as/1/date_order") == "dmy");
  CHECK(summary.text("/read_as/1/decimal_mark") == ",");
}

TEST_CASE("marks under satisfaction or effort are answers to a survey and not amounts of orders", "[input]") {
  for (const std::string_view text :
       {"customer_id,date,satisfaction\nC1,2024-01-05,4\nC2,2024-01-06,5\nC1,2024-02-07,3\n", "customer_id,date,effort\nC1,2024-01-05,2\nC2,2024-01-06,1\nC1,2024-02-07,4\n",
        "cliente;fecha;satisfacci\u00F3n\nC1;2024-01-05;4\nC2;2024-01-06;5\nC1;2024-02-07;3\n", "cliente;fecha;esfuerzo\nC1;2024-01-05;2\nC2;2024-01-06;1\nC1;2024-02-07;4\n"}) {
    Session session;
    const Answer reading(session.peek(text, true));
    INFO(text);
    CHECK(reading.text("/mapping/kind/value") == "responses");
    CHECK(reading.column("score") == 2);
  }
  Session session;
  CHECK(Answer(session.peek("customer_id,date,amount\nC1,2024-01-05,4\nC2,2024-01-06,5\nC1,2024-02-07,3\n", true)).text("/mapping/kind/value") == "orders");
}

TEST_CASE("a table of spend may name months and weeks, and each row is of all its days", "[correctness]") {
  const Answer months(run("month,channel,amount\n2025-01,google,400\n2025-01,meta,200\n2025-02,google,100\nsoon,google,1\n", "{}"));
  CHECK(months.text("/records/0/kind") == "spend");
  CHECK(months.whole("/records/0/rows_used") == 3);
  CHECK(months.whole("/records/0/total") == 70000);
  CHECK(months.text("/records/0/first_day") == "2025-01-01");
  CHECK(months.left_out("unreadable_date") == 1);
  // Orders are of days: a month would make all of them the first's.
  CHECK(Answer(run("email,month,amount\na@example.org,2025-01,400\nb@example.org,2025-01,200\na@example.org,2025-02,100\n", R"({"kind":"orders","customer":0,"date":1,"amount":2})")).error() == "no_usable_rows");
}
