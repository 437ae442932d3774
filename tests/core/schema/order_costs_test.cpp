// What orders cost, from a column to sums a person is told of.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "../support/session_run.h"
#include "session.h"

using lifeworth::Session;
using support::Answer;

namespace {

constexpr const char* header = "email,date,total,cost\n";

std::string file(const std::string& rows) { return header + rows; }

/// The sum of all costs, in cents; −1 where none were read.
std::int64_t cost_of(const std::string& text, std::string_view change = "") {
  const Answer summary(support::run(text, change));
  INFO(summary.json());
  REQUIRE(summary.error().empty());
  return summary.has("/costs") ? summary.whole("/costs/total") : -1;
}

std::int64_t peeked(const std::string& text, std::string_view role) {
  Session session;
  return Answer(session.peek(text, true)).column(role);
}

}  // namespace

TEST_CASE("a column of costs is found by its name, in English and Spanish", "[correctness]") {
  for (const char* name : {"Cost", "Costs", "COGS", "Cost of goods", "Cost price", "Coste", "Costo", "Coste de la mercancía", "Costo de ventas", "Precio de coste", "Coste total"}) {
    INFO(name);
    const std::string text = std::string("Email,Date,Total,") + name + "\na@example.org,2024-01-05,20.00,12.50\nb@example.org,2024-02-05,30.00,18.00\na@example.org,2024-03-05,10.00,6.00\n";
    CHECK(peeked(text, "cost") == 3);
    CHECK(peeked(text, "amount") == 2);
    CHECK(cost_of(text) == 3650);
  }
  for (const char* name : {"Shipping cost", "Coste de envío", "Cost center", "Unit cost"}) {
    INFO(name);
    const std::string text = std::string("Email,Date,Total,") + name + "\na@example.org,2024-01-05,20.00,12.50\nb@example.org,2024-02-05,30.00,18.00\n";
    CHECK(peeked(text, "cost") == -1);
    CHECK(cost_of(text) == -1);
  }
}

TEST_CASE("orders without a cost cost what the others do as a share, refunds without one bring nothing back", "[correctness]") {
  const Answer summary(support::run(file("a@example.org,2024-01-05,20.00,12.50\n"
                                         "b@example.org,2024-02-05,30.00,17.50\n"
                                         "b@example.org,2024-02-06,-10.00,\n"
                                         "c@example.org,2024-03-05,10.00,\n"
                                         "c@example.org,2024-03-06,5.00,n/a\n"
                                         "d@example.org,2024-03-06,-5.00,-3.00\n")));
  // 30.00 of 50.00 in purchases that name a cost: 60 % of 10.00 and of 5.00; and 3.00 came back.
  CHECK(summary.whole("/costs/total") == 3000 + 600 + 300 - 300);
  CHECK(summary.whole("/costs/rows") == 3);
  CHECK(summary.whole("/costs/estimated") == 2);
  CHECK(summary.text("/costs/column") == "cost");
  REQUIRE(summary.notice("costs_estimated"));
  CHECK(summary.whole(*summary.notice("costs_estimated") + "/arguments/count") == 2);
  REQUIRE(summary.notice("costs_of_refunds"));
  CHECK(summary.whole(*summary.notice("costs_of_refunds") + "/arguments/count") == 1);
  CHECK(summary.whole("/rows_used") == 6);
}

TEST_CASE("costs of any sign: minus signs of a whole column, credits, costs above amounts", "[input]") {
  const std::string minus = file("a@example.org,2024-01-05,20.00,-12.50\nb@example.org,2024-02-05,30.00,-17.50\nb@example.org,2024-02-06,-10.00,5.00\n");
  CHECK(cost_of(minus) == 3000 - 500);
  CHECK(Answer(support::run(minus)).notice("costs_negative"));
  const std::string credit = file("a@example.org,2024-01-05,20.00,12.50\nb@example.org,2024-02-05,30.00,17.50\nc@example.org,2024-02-05,30.00,-1.00\n");
  CHECK(cost_of(credit) == 2900);
  CHECK_FALSE(Answer(support::run(credit)).notice("costs_negative"));
  const std::string dear = file("a@example.org,2024-01-05,20.00,50.00\nb@example.org,2024-02-05,30.00,40.00\n");
  CHECK(cost_of(dear) == 9000);
  CHECK(Answer(support::run(dear)).notice("costs_above_amount"));
  // A file of refunds alone: what it names came back.
  CHECK(cost_of(file("a@example.org,2024-01-05,20.00,12.50\nb@example.org,2024-02-05,30.00,17.50\n"), R"({"refund_rows":true})") == -3000);
}

TEST_CASE("cells that are no cost leave their orders in, and a column without costs is none", "[input]") {
  const std::string odd = file("a@example.org,2024-01-05,20.00,10.00\nb@example.org,2024-02-05,30.00,15.00\nc@example.org,2024-02-05,10.00,5.00\nd@example.org,2024-02-05,10.00,unknown\n");
  const Answer summary(support::run(odd));
  CHECK(summary.whole("/rows_used") == 4);
  CHECK(summary.whole("/costs/total") == 3500);
  const Answer none(support::run(file("a@example.org,2024-01-05,20.00,\nb@example.org,2024-02-05,30.00,\n"), R"({"cost":3})"));
  CHECK_FALSE(none.has("/costs"));
  CHECK(none.notice("no_costs_read"));
  // A cost beyond what numbers hold is no cost.
  const Answer vast(support::run(file("a@example.org,2024-01-05,20.00,4611686018427387904\nb@example.org,2024-02-05,30.00,15.00\n"), R"({"cost":3})"));
  CHECK(vast.error().empty());
  CHECK(vast.whole("/costs/rows") == 1);
}

TEST_CASE("where the amount is a price per piece, so is the cost, unless its name says it is a sum", "[correctness]") {
  const auto text = [](const std::string& name) {
    return "email,date,unit price,quantity," + name + "\na@example.org,2024-01-05,5.00,4,2.00\nb@example.org,2024-01-05,6.00,3,2.50\nb@example.org,2024-02-05,6.00,-1,2.50\n";
  };
  CHECK(cost_of(text("unit cost"), R"({"cost":4})") == 800 + 750 - 250);
  CHECK(cost_of(text("cost"), R"({"cost":4})") == 800 + 750 - 250);
  CHECK(cost_of(text("total cost"), R"({"amount":2,"cost":4})") == 200 + 250 + 250);
}

TEST_CASE("orders of a file without the column cost the share of those with it, and costs of other currencies are not added", "[consistency]") {
  Session session;
  const std::string first = "email,date,total,cost\na@example.org,2024-01-05,20.00,10.00\nb@example.org,2024-02-05,40.00,20.00\n";
  const std::string second = "email,date,total\na@example.org,2025-01-05,20.00\n";
  for (const auto& [one, other] : {std::pair(first, second), std::pair(second, first)}) {
    session.peek(one, true);
    session.push(one);
    session.peek(other, true);
    session.push(other);
    const Answer summary(session.finish());
    CHECK(summary.whole("/costs/total") == 4000);
    CHECK(summary.whole("/costs/estimated") == 1);
  }
  CHECK(cost_of("email,date,total,cost,currency\na@example.org,2024-01-05,20.00,10.00,EUR\nb@example.org,2024-02-05,40.00,20.00,USD\n", R"({"currency_code":"EUR"})") == 1000);
  CHECK(cost_of("email,date,total,cost,currency\na@example.org,2024-01-05,20.00,10.00,EUR\nb@example.org,2024-02-05,40.00,20.00,USD\n",
                R"({"currency_code":"EUR","rates":{"USD":"0.5"}})") == 2000);
}

TEST_CASE("fees of a payment service are no margin: profit goes by them only where that is asked for", "[consistency]") {
  Session session;
  const std::string text = "email,date,total,Fee\na@example.org,2024-01-05,20.00,0.50\nb@example.org,2024-02-05,40.00,1.00\n";
  session.peek(text, true);
  session.map(R"({"cost":3})");
  session.push(text);
  const Answer summary(session.finish());
  CHECK(summary.whole("/costs/total") == 150);
  CHECK(summary.json().find(R"("fees":true)") != std::string::npos);
  CHECK_FALSE(Answer(session.compute(R"({"kind":"cohorts"})")).has("/costs"));
  CHECK(Answer(session.compute(R"({"kind":"cohorts","profit_by":"cost_column"})")).text("/costs/profit_by") == "cost_column");
}
