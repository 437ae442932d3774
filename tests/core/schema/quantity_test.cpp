// Prices of one piece beside a column of quantities: when they are multiplied, what that comes to, and that nothing of it is silent.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../support/session_run.h"
#include "read/written_amount.h"
#include "schema/header_words.h"

using lifeworth::Minor;
using lifeworth::Session;
using lifeworth::WrittenAmount;
using support::Answer;
using support::run;

namespace {

constexpr std::string_view online_retail =
    "InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n536365,6,2010-12-01,2.55,17850\n536365,8,2010-12-01,2.75,17850\n536366,6,2010-12-02,3.39,17851\n";

/// A file of one customer with prices and quantities, each "price quantity".
std::string priced(std::initializer_list<std::pair<std::string_view, std::string_view>> rows) {
  std::string text = "email;date;unit price;quantity\n";
  for (const auto& [price, quantity] : rows) text.append("a@example.org;2024-01-05;").append(price).append(";").append(quantity).append("\n");
  return text;
}

Answer peeked(std::string_view text, std::string_view change = "") {
  Session session;
  const std::string reading = session.peek(text, true);
  return Answer(change.empty() ? reading : session.map(change));
}

/// The codes of the reasons why a role has its column.
std::vector<std::string> reasons(const Answer& reading, std::string_view role) {
  const std::string at = "/mapping/" + std::string(role) + "/reasons";
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < reading.size(at); ++i) codes.push_back(reading.text(at + "/" + std::to_string(i) + "/code"));
  return codes;
}

std::string doubt(const Answer& reading) { return reading.size("/mapping/doubts") ? reading.text("/mapping/doubts/0/code") : ""; }

/// Rows of things at prices under a header whose price says nothing of what it is for: "thing quantity price".
std::string things(std::initializer_list<std::string_view> rows) {
  std::string text = "Order,Email,Date,Thing,Qty,Price\n";
  int order = 0;
  for (std::string_view row : rows) {
    ++order;
    text += std::to_string(order) + ",c" + std::to_string(order % 4) + "@example.org,2024-01-05," + std::string(row) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a price per unit is multiplied with the quantity beside it: the Online Retail table", "[correctness]") {
  const Answer reading = peeked(online_retail);
  CHECK(reading.column("amount") == 3);
  CHECK(reading.column("quantity") == 1);
  CHECK(reading.column("order_id") == 0);
  CHECK(reasons(reading, "quantity") == std::vector<std::string>{"guess_by_name", "guess_price_named_unit"});
  CHECK(doubt(reading) == "");
  const Answer summary(run(online_retail));
  CHECK(summary.whole("/total") == 5764);  // 6 × 2.55 + 8 × 2.75 + 6 × 3.39 = 15.30 + 22.00 + 20.34
  CHECK(summary.whole("/rows_used") == 3);
  CHECK(summary.whole("/line_items") == 1);  // 536365 stands on two rows and is one order
  CHECK(summary.whole("/orders") == 2);
  CHECK_FALSE(summary.notice("shared_order_ids"));  // it would advise against what is right here
}

TEST_CASE("prices per unit and quantities are known by their names in several languages", "[input]") {
  using Names = std::pair<const char*, const char*>;
  for (const auto& [price, quantity] :
       {Names{"Unit price", "Quantity"}, Names{"UnitPrice", "Qty"}, Names{"unit_price", "quantity_ordered"}, Names{"Price per item", "Quantity"},
        Names{"Price Each", "Quantity Ordered"}, Names{"PRICEEACH", "QUANTITYORDERED"}, Names{"Price (EUR / unit)", "Units"},
        Names{"Precio unitario", "Cantidad"}, Names{"Precio por unidad", "Unidades"}, Names{"Valor Unit\u00E1rio", "Quantidade"},
        Names{"Einzelpreis", "Menge"}, Names{"Preis pro St\u00FCck", "Anzahl"}, Names{"Prix unitaire", "Quantit\u00E9"},
        Names{"Prezzo unitario", "Quantit\u00E0"}}) {
    CAPTURE(price, quantity);
    const std::string text = "Order,Email,Date," + std::string(quantity) + "," + price +
                             "\n1,a@example.org,2024-01-05,2,3.50\n2,b@example.org,2024-01-06,3,10.00\n3,a@example.org,2024-01-07,1,0.25\n";
    const Answer reading = peeked(text);
    CHECK(reading.column("quantity") == 3);
    CHECK(reading.column("amount") == 4);
    CHECK(Answer(run(text)).whole("/total") == 3725);
  }
}

TEST_CASE("a column of totals is the amount, and nothing is multiplied", "[correctness]") {
  for (const char* total : {"Line total", "LineTotal", "Total", "Amount", "Subtotal", "Total paid", "Net sales", "Extended price", "TotalPrice", "Importe",
                            "Importe total"})
    for (const char* price : {"Unit price", "Price", "UnitPrice", "Precio"}) {
      CAPTURE(total, price);
      const std::string text = "Order,Email,Date,Qty," + std::string(price) + "," + total +
                               "\n1,a@example.org,2024-01-05,2,3.50,6.50\n2,b@example.org,2024-01-06,3,10.00,27.00\n";
      const Answer reading = peeked(text), summary(run(text));
      CHECK(reading.column("amount") == 5);
      CHECK(reading.column("quantity") == -1);
      CHECK(doubt(reading) == "");
      CHECK(summary.whole("/total") == 3350);
      CHECK(summary.size("/notices") == 0);
    }
}

TEST_CASE("whether a price is per unit is seen where a thing is sold at several quantities", "[correctness]") {
  const std::string of_piece = things({"mug,1,5.25", "mug,2,5.25", "tee,3,20.00", "tee,1,20.00", "pen,5,1.10", "pen,2,1.10", "cap,1,9.00"});
  const Answer piece = peeked(of_piece);
  CHECK(piece.column("quantity") == 4);
  CHECK(reasons(piece, "quantity") == std::vector<std::string>{"guess_by_name", "guess_price_of_piece"});
  CHECK(doubt(piece) == "");
  CHECK(Answer(run(of_piece)).whole("/total") == 3 * 525 + 4 * 2000 + 7 * 110 + 900);
  const std::string of_row = things({"mug,1,5.25", "mug,2,10.50", "tee,3,60.00", "tee,1,20.00", "pen,5,5.50", "pen,2,2.20", "cap,1,9.00"});
  const Answer row = peeked(of_row), summary(run(of_row));
  CHECK(row.column("quantity") == -1);
  CHECK(reasons(row, "amount").back() == "guess_price_of_row");
  CHECK(doubt(row) == "");
  CHECK(summary.whole("/total") == 525 + 1050 + 6000 + 2000 + 550 + 220 + 900);
  CHECK_FALSE(summary.notice("price_may_be_per_unit"));
}

TEST_CASE("where nothing tells what a price is for, a person is told before and after reading, and one choice settles it", "[input]") {
  const std::string few = things({"mug,1,5.25", "tee,2,20.00"});
  const std::string both = things({"mug,1,5.25", "mug,2,5.25", "tee,3,60.00", "tee,1,20.00", "pen,5,1.10", "pen,2,1.10", "cap,1,9.00", "cap,3,27.00"});
  for (const std::string& text : {few, both}) {
    const Answer reading = peeked(text), summary(run(text));
    CHECK(doubt(reading) == "price_may_be_per_unit");
    CHECK(reading.text("/mapping/doubts/0/arguments/price") == "Price");
    CHECK(reading.text("/mapping/doubts/0/arguments/quantity") == "Qty");
    CHECK(reading.column("quantity") == -1);
    CHECK(summary.notice("price_may_be_per_unit"));
    CHECK(doubt(peeked(text, R"({"quantity":4})")) == "");
    CHECK_FALSE(Answer(run(text, R"({"quantity":4})")).notice("price_may_be_per_unit"));
    CHECK_FALSE(Answer(run(text, R"({"quantity":null})")).notice("price_may_be_per_unit"));  // they were asked, and said no
  }
  CHECK(Answer(run(few)).whole("/total") == 2525);
  CHECK(Answer(run(few, R"({"quantity":4})")).whole("/total") == 4525);
}

TEST_CASE("a price per unit without quantities is told", "[input]") {
  const std::string text = "email,date,unit price\na@example.org,2024-01-05,2.50\n";
  CHECK(doubt(peeked(text)) == "unit_price_alone");
  CHECK(Answer(run(text)).notice("unit_price_alone"));
}

TEST_CASE("the guess of a quantity belongs to the amount it was made for, and never outvotes a person", "[consistency]") {
  const std::string text = "Order,Email,Date,Qty,Unit price,Deposit\n1,a@example.org,2024-01-05,2,3.50,6.50\n2,b@example.org,2024-01-06,3,10.00,27.00\n";
  CHECK(Answer(run(text)).whole("/total") == 700 + 3000);
  CHECK(peeked(text, R"({"amount":5})").column("quantity") == -1);
  CHECK(Answer(run(text, R"({"amount":5})")).whole("/total") == 3350);
  CHECK(Answer(run(text, R"({"quantity":null})")).whole("/total") == 1350);
  Session session;
  session.peek(text, true);
  session.map(R"({"amount":5})");
  CHECK(Answer(session.map(R"({"amount":4})")).column("quantity") == 3);
  CHECK(Answer(session.map(R"({"quantity":null})")).column("quantity") == -1);
  CHECK(Answer(session.map(R"({"date_order":"dmy"})")).column("quantity") == -1);
  CHECK(Answer(session.map(R"({"delimiter":",","amount":4})")).column("quantity") == -1);
  CHECK(Answer(session.map(R"({"quantity":3})")).text("/mapping/quantity/by") == "person");
  CHECK(Answer(session.map(R"({"amount":5})")).column("quantity") == 3);
  CHECK(peeked(text, R"({"order_id":3})").column("quantity") == -1);  // a column has one role
}

TEST_CASE("price times quantity is exact, and rounded once", "[correctness]") {
  const auto total = [](std::initializer_list<std::pair<std::string_view, std::string_view>> rows) { return Answer(run(priced(rows))).whole("/total"); };
  CHECK(total({{"0.10", "3"}, {"0.20", "3"}}) == 90);
  CHECK(total({{"3.33", "1.5"}}) == 500);    // 4.995
  CHECK(total({{"-3.33", "1.5"}}) == -500);  // halves go away from zero
  CHECK(total({{"3.33", "-1.5"}}) == -500);
  CHECK(total({{"-3.33", "-1.5"}}) == 500);
  CHECK(total({{"1.0050", "2"}}) == 201);  // a price rounded first would come to 2.02
  CHECK(total({{"0.0040", "1000"}}) == 400);
  CHECK(total({{"0.0049", "1"}}) == 0);
  CHECK(total({{"19.99", "0"}}) == 0);
  CHECK(total({{"12.50", "1,000"}}) == 1'250'000);  // the prices say what the mark of a quantity means
  CHECK(total({{"12,50", "1,000"}}) == 1250);
  CHECK(total({{"12,50", "1.000"}}) == 1'250'000);
  CHECK(total({{"$ 1,234.50", "2"}}) == 246'900);
  const Answer rounded(run(priced({{"3.33", "1.5"}, {"2.00", "1.5"}})));
  CHECK(rounded.whole("/total") == 800);
  REQUIRE(rounded.notice("rounded_amounts"));
  CHECK(rounded.whole(*rounded.notice("rounded_amounts") + "/arguments/count") == 1);
  CHECK(Answer(run(priced({{"255", "6"}}), R"({"minor_units":true})")).whole("/total") == 1530);
  CHECK(Answer(run(priced({{"255", "1.5"}}), R"({"minor_units":true})")).whole("/total") == 383);  // 382.5 cents
}

TEST_CASE("a product is held in more digits than an amount may have, and one that is no amount is told", "[correctness]") {
  const auto product = [](std::string_view price, std::string_view quantity) {
    bool rounded = false;
    return WrittenAmount::parse(price)->times(*WrittenAmount::parse(quantity), '.', 2, rounded);
  };
  CHECK(product("1234567.890123456", "1000.0000") == Minor{123'456'789'012});  // 1,234,567,890.123456
  CHECK(product("999999999.999999999", "999999999.999999999") == std::nullopt);  // 10^18 major units
  CHECK(product("9.99999999999999999", "9.99999999999999999") == Minor{10000});
  CHECK(product("4611686018427387.90", "20") == Minor{9'223'372'036'854'775'800});  // 7 below what 64 bits hold
  CHECK(product("-4611686018427387.90", "20.00") == Minor{-9'223'372'036'854'775'800});
  CHECK(product("4611686018427387.91", "20") == std::nullopt);
  CHECK(product("4611686018427387.90", "20.0000000000000001") == std::nullopt);  // 0.46 more
  CHECK(product("92233720368547758", "1") == Minor{9'223'372'036'854'775'800});
  CHECK(product("92233720368547758", "2") == std::nullopt);
  CHECK(product("922337203685477580", "1") == std::nullopt);
  CHECK(product("0.00000000000000001", "0.00000000000000001") == Minor{0});
  CHECK(product("500000000000000000", "0.00000000000000001") == Minor{500});
  const Answer summary(run(priced({{"2.50", "2"}, {"99999999999999.99", "99999"}, {"99999999999999.99", "9999999999999"}})));
  CHECK(summary.left_out("unreadable_amount") == 2);
  CHECK(summary.whole("/total") == 500);
}

TEST_CASE("a row without a quantity, or with one that is no number, is left out and told", "[input]") {
  const Answer summary(run("Order,Email,Date,Quantity,Unit price\n1,a@example.org,2024-01-05,2,3.50\n1,a@example.org,2024-01-05,,3.50\n"
                           "1,a@example.org,2024-01-05,n/a,3.50\n1,a@example.org,2024-01-05,two,3.50\n1,a@example.org,2024-01-05,$2,3.50\n"
                           "1,a@example.org,2024-01-05,2,\n1,,,4,0.25\n2,b@example.org,2024-01-06,1,free\n"));
  CHECK(summary.whole("/rows_read") == 8);
  CHECK(summary.whole("/rows_used") == 2);
  CHECK(summary.whole("/total") == 700 + 100);
  CHECK(summary.left_out("no_amount") == 3);  // that without a price is no further line of the order: each line has one
  CHECK(summary.left_out("unreadable_number") == 2);
  CHECK(summary.left_out("unreadable_amount") == 1);
}

TEST_CASE("what is given back has a negative quantity, or a row that says so", "[correctness]") {
  const Answer negative(run("Invoice,Email,Date,Quantity,Unit price\n1,a@example.org,2024-01-05,4,2.50\nC2,a@example.org,2024-01-09,-3,2.50\n"));
  CHECK(negative.whole("/total") == 1000 - 750);
  CHECK(negative.whole("/refunds") == 1);
  CHECK(negative.whole("/refunded") == -750);
  CHECK(negative.whole("/orders") == 1);
  const std::string typed = "Email,Date,Type,Quantity,Unit price\na@example.org,2024-01-05,Sale,4,2.50\na@example.org,2024-01-06,Refund,-1,2.50\n"
                            "a@example.org,2024-01-07,Refund,1,2.50\na@example.org,2024-01-08,Refund,1,-2.50\na@example.org,2024-01-09,Refund,-1,-2.50\n";
  CHECK(Answer(run(typed)).whole("/total") == 1000 - 4 * 250);
  CHECK(Answer(run(typed, R"({"refund_rows":true,"rules":[]})")).whole("/total") == -1000 - 4 * 250);
  const std::string to = "Email,Date,Quantity,Unit price,To\nshop@example.org,2024-01-05,-1,2.50,b@example.org\na@example.org,2024-01-05,2,2.50,b@example.org\n";
  Session session;
  const Answer summary(run(session, to, R"({"refunded_to":4})", std::span(&to, 1)));
  CHECK(summary.whole("/customers") == 2);
  CHECK(session.compute(R"({"kind":"customers_csv","sort":"customer"})").find("shop@example.org") == std::string::npos);
}

TEST_CASE("refunds and discounts in columns of their own are of the whole row", "[correctness]") {
  const std::string text = "Email,Date,Quantity,Unit price,Discount,Refunded\na@example.org,2024-01-05,3,10.00,2.50,\na@example.org,2024-01-06,2,10.00,,5.00\n";
  CHECK(Answer(run(text, R"({"discount":4,"refund":5})")).whole("/total") == 3000 - 250 + 2000 - 500);
}

TEST_CASE("a product in another currency is converted as one amount", "[correctness]") {
  const std::string text = "Email,Date,Quantity,Unit price,Currency\na@example.org,2024-01-05,3,0.15,USD\nb@example.org,2024-01-06,2,10.00,EUR\n";
  CHECK(Answer(run(text, R"({"currency_code":"EUR","rates":{"USD":"0.5"}})")).whole("/total") == 23 + 2000);  // 0.225, not three times 0.08
}

TEST_CASE("quantities are evidence of the decimal mark, and where nothing tells, both totals are shown", "[input]") {
  CHECK(Answer(run(priced({{"1,234", "1.5"}}))).whole("/total") == 185'100);
  CHECK(Answer(run(priced({{"1,234", "1.5"}, {"7,50", "2"}}))).left_out("unclear_amount") == 1);
  CHECK(Answer(run(priced({{"7,50", "1.234"}, {"7.50", "2"}}))).left_out("unclear_amount") == 1);
  const Answer both(run(priced({{"20", "1,250"}, {"3", "2"}})));
  REQUIRE(both.notice("decimal_mark_both_ways"));
  CHECK(both.whole("/total") == 2'500'600);
  CHECK(both.whole(*both.notice("decimal_mark_both_ways") + "/arguments/total/value") == 2'500'600);
  CHECK(both.whole(*both.notice("decimal_mark_both_ways") + "/arguments/other_total/value") == 3100);
}

TEST_CASE("lines that two files have count once", "[consistency]") {
  const std::string text(online_retail);
  Session session;
  for (int time = 0; time < 2; ++time) session.peek(text, true), session.push(text);
  const Answer summary(session.finish());
  CHECK(summary.whole("/total") == 5764);
  CHECK(summary.left_out("duplicate") == 3);
}

TEST_CASE("JSON: pieces of one entry are multiplied, those of a list are not mixed up", "[input]") {
  const std::string flat = R"([{"email":"a@example.org","date":"2024-01-05","qty":3,"unit_price":5.5},)"
                           R"({"email":"b@example.org","date":"2024-01-06","qty":1.250,"unit_price":2}])";
  CHECK(Answer(run(flat)).whole("/total") == 1650 + 250);
  const std::string list = R"([{"email":"a@example.org","date":"2024-01-05","items":[{"qty":3,"unit_price":5.5},{"qty":1,"unit_price":1.25}]},)"
                           R"({"email":"b@example.org","date":"2024-01-06","items":[{"qty":2,"unit_price":5.5}]}])";
  const Answer reading = peeked(list);
  const auto column = [&](std::string_view name) {
    for (std::size_t i = 0; i < reading.size("/header"); ++i)
      if (reading.text("/header/" + std::to_string(i)) == name) return std::to_string(i);
    return std::string("null");
  };
  const std::string amount = "\"amount\":" + column("items.unit_price"), quantity = "\"quantity\":" + column("items.qty");
  CHECK(doubt(peeked(list, "{" + amount + "}")) == "price_may_be_per_unit");
  const Answer chosen(run(list, "{" + amount + "," + quantity + "}"));
  CHECK(chosen.whole("/total") == 1100);
  CHECK(chosen.left_out("unreadable_amount") == 1);  // "5.5; 1.25" times "3; 1"
}

TEST_CASE("a format names the column of quantities", "[input]") {
  const std::string format = R"({"name":"till","kind":"orders","signature":["Bon","Stk"],"columns":{"customer":["Wer"],"date":["Wann"],)"
                             R"("amount":["Preis"],"quantity":["Stk"],"order_id":["Bon"]}})";
  const std::string text = "Bon,Wer,Wann,Stk,Preis\n1,a@example.org,2024-01-05,2,3.50\n1,a@example.org,2024-01-05,1,1.25\n";
  Session session;
  REQUIRE(Answer(session.add_format(format)).error() == "");
  const Answer summary(run(session, text, "", std::span(&text, 1)));
  CHECK(summary.text("/files/0/format") == "till");
  CHECK(summary.whole("/total") == 825);
  CHECK(Answer(run(session, text, R"({"amount":4})", std::span(&text, 1))).whole("/total") == 825);  // the same column, now chosen
  CHECK(Answer(run(session, text, R"({"amount":3})", std::span(&text, 1))).whole("/total") == 300);  // another one, of which the format knows nothing
}

TEST_CASE("what a price's name says", "[correctness]") {
  using lifeworth::price_of;
  using lifeworth::PriceOf;
  const auto all = [](PriceOf of, std::initializer_list<const char*> names) {
    for (const char* name : names) {
      CAPTURE(name);
      CHECK(price_of(name) == of);
    }
  };
  all(PriceOf::piece, {"Unit price", "UnitPrice", "unit_amount", "Price/unit", "Precio Unitario (EUR)", "importe unitario", "St\u00FCckpreis"});
  all(PriceOf::unclear, {"Price", "Sale price", "Item Price", "Precio", "Precio de venta", "Lineitem price", "Preis"});
  all(PriceOf::row, {"Total", "Total price", "Line total", "Amount", "Importe", "Order price", "Revenue", "Subtotal", "#4", ""});
}
