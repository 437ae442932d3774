// Tables that hold orders, but not one a row: named, never read as something that looks right.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "schema/wrong_shape.h"
#include "../support/session_run.h"

using lifeworth::is_period;
using support::Answer;

namespace {

std::string first_missing(std::string_view text, std::string_view change = "") {
  lifeworth::Session session;
  std::string json = session.peek(text, true);
  if (!change.empty()) json = session.map(change);
  const Answer reading(json);
  return reading.size("/missing") ? reading.text("/missing/0/code") : "";
}

}  // namespace

TEST_CASE("names of months, quarters, years and days are periods", "[input]") {
  for (std::string_view name : {"Jan", "enero", "febrero de 2024", "Mar-24", "2024-01", "01/2024", "Q1 2024", "2024 Q3", "2023", "01/31/2024", "août 2023"}) {
    INFO(name);
    CHECK(is_period(name));
  }
  for (std::string_view name : {"", "Q1", "T2", "Total", "12", "1234", "Jan Feb", "May Smith", "Order 2024", "2023 2024", "Marketing"}) {
    INFO(name);
    CHECK(!is_period(name));
  }
}

TEST_CASE("a report with a column for each month or year is named", "[input]") {
  CHECK(first_missing("Customer,2024-01,2024-02,2024-03\na@example.org,10.00,,5.00\nb@example.org,,20.00,\n") == "cross_table");
  CHECK(first_missing("Cliente;enero;febrero;marzo;Total\na@example.org;10,00;;5,00;15,00\nb@example.org;;20,00;;20,00\n") == "cross_table");
  CHECK(first_missing("Row Labels,01/01/2024,01/02/2024,01/03/2024\na@example.org,10.00,1,5.00\nb@example.org,1,20.00,1\n") == "cross_table");
  CHECK(first_missing("Customer;2021;2022;2023\na@example.org;10.00;11.00;5.00\nb@example.org;1.00;20.00;3.00\n") == "cross_table");
  // Years merged over months, with a title and a sum; and over quarters, where no line looks like a header.
  CHECK(first_missing("Sales by customer\n,2023,,2024,\nCustomer,Nov,Dec,Jan,Feb\nAnn,10.00,1,5.00,12.00\nBob,1,20.00,1,1\nGrand Total,11,21,6,13\n") == "cross_table");
  CHECK(first_missing(",,2023,2023,2023,2024,2024\nSegment,Customer,Q1,Q2,Q3,Q4,Q1\nretail,a@example.org,10.00,11.00,5.00,1,2\ntrade,c@example.org,1.00,2.00,3.00,1,2\n") ==
        "cross_table");
}

TEST_CASE("a report is no list of orders even where it has a day and a sum, unless a person says so", "[input]") {
  const std::string report = "Customer,Since,Jan 2024,Feb 2024,Mar 2024,Total\na@example.org,2020-01-05,10.00,0.00,5.00,15.00\nb@example.org,2021-02-07,0.00,20.00,0.00,20.00\n";
  CHECK(first_missing(report) == "cross_table");
  CHECK(first_missing(report, R"({"date":1})") == "");
}

TEST_CASE("orders with some days and a month among their columns are orders", "[input]") {
  CHECK(first_missing("Customer,Order Date,May,Total\na@example.org,2020-01-05,10.00,27.00\nb@example.org,2021-02-07,0.00,20.00\n") == "");
  CHECK(first_missing("1,a@example.org,2024-01-05,2024-01-06,2024-01-09,10.00\n2,b@example.org,2024-01-07,2024-01-08,2024-01-12,20.00\n") == "");
  CHECK(first_missing("Respondent,Email,Q1,Q2,Q3,Q4\n1,a@example.org,9,3,4,5\n2,b@example.org,3,3,4,5\n") != "cross_table");
}

TEST_CASE("customers with their orders as a list inside are named", "[input]") {
  const std::string nested = R"({"customers":[{"email":"a@x.org","orders":[{"id":1,"date":"2024-01-05","total":10.5},{"id":2,"date":"2024-02-05","total":5}]},
                                              {"email":"b@x.org","orders":[{"id":3,"date":"2024-02-07","total":7}]}]})";
  lifeworth::Session session;
  const Answer reading(session.peek(nested, true));
  CHECK(reading.text("/missing/0/code") == "nested_orders");
  CHECK(reading.text("/missing/0/arguments/list") == "orders");
  // Of rows without a date that only list words, the date is what is missing.
  CHECK(first_missing(R"([{"email":"a@x.org","total":1.5,"items":[{"sku":"a"},{"sku":"b"}]},{"email":"b@x.org","total":2.5,"items":[{"sku":"a"}]}])") == "no_date_column");
}

TEST_CASE("what a list in JSON counts is no amount, nor is the price of one of several pieces", "[input]") {
  const auto orders = [](std::string_view items) {
    return R"([{"id":1,"email":"a@x.org","date":"2024-01-05","items":[)" + std::string(items) + R"(]},{"id":2,"email":"b@x.org","date":"2024-02-05","items":[)" +
           std::string(items) + R"(]}])";
  };
  CHECK(first_missing(orders(R"({"sku":"a"},{"sku":"b"})")) == "no_amount_column");
  CHECK(first_missing(orders(R"({"sku":"a","qty":3,"price":5.5})")) == "no_amount_column");
  CHECK(first_missing(orders(R"({"sku":"a","price":5.5})")) == "");  // one piece each
  CHECK(Answer(support::run(orders(R"({"sku":"a","qty":3,"price":5.5,"total":16.5})"))).whole("/total") == 3300);
}

TEST_CASE("lists of JSON beside the one that is read are named once it is read", "[input]") {
  const std::string text = R"({"orders":[{"id":1,"email":"a@x.org","date":"2024-01-05","total":10.5}],"refunds":[{"order":1,"amount":2.5}],"tags":["a"],"errors":[],
                               "customers":[ {"email":"a@x.org"}],"meta":{"pages":[{"n":1}]}})";
  for (std::size_t cut : {std::size_t(20), std::size_t(90), text.size()}) {
    lifeworth::Session session;
    const std::string pieces[] = {text.substr(0, cut), text.substr(cut)};
    const Answer summary(support::run(session, text, "", pieces));
    REQUIRE(summary.notice("unread_lists"));
    CHECK(summary.text(*summary.notice("unread_lists") + "/arguments/lists") == "refunds, customers");
  }
  CHECK(!Answer(support::run(R"({"orders":[{"id":1,"email":"a@x.org","date":"2024-01-05","total":10.5,"lines":[{"sku":"a"}]}]})")).notice("unread_lists"));
}
