// Which column is which: headers of shops in English and Spanish, translated and misleading ones, and none at all.
#include "schema/recognise.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "read/csv_reader.h"
#include "schema/header_words.h"

using lifeworth::Code;
using lifeworth::guess_mapping;
using lifeworth::Mapping;
using lifeworth::Role;
using lifeworth::Sample;

namespace {

constexpr Role first_roles[] = {Role::customer, Role::date, Role::amount, Role::order_id, Role::currency};

/// Lines of cells apart by bars; the first is the header.
Sample sample(std::initializer_list<std::string_view> lines) {
  Sample table;
  for (std::string_view line : lines) {
    auto cells = lifeworth::split_record(line, {'|', '"'});
    if (table.header.empty()) table.header = std::move(cells);
    else table.rows.push_back(std::move(cells));
  }
  return table;
}

/// The header of the column that was chosen; "" for none.
std::string chosen(const Sample& table, Role role) {
  const Mapping mapping = guess_mapping(table, {});
  const auto column = mapping[role].column;
  return column ? table.header[*column] : "";
}

void check(const Sample& table, std::string_view customer, std::string_view date, std::string_view amount) {
  CHECK(chosen(table, Role::customer) == customer);
  CHECK(chosen(table, Role::date) == date);
  CHECK(chosen(table, Role::amount) == amount);
}

bool has_reason(const lifeworth::ColumnChoice& choice, Code code) {
  for (const auto& reason : choice.reasons)
    if (reason.code == code) return true;
  return false;
}

}  // namespace

TEST_CASE("a Shopify orders export", "[input]") {
  const Sample table = sample({"Name|Email|Financial Status|Paid at|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|Discount Amount|Created at|Lineitem quantity|Lineitem price|Billing Zip|Cancelled at|Refunded Amount|Id|Tax 1 Value|Phone",
                               "#1001|a@example.org|paid|2024-01-05 09:50:26 +0200|yes|EUR|20.00|4.90|4.20|24.90|0.00|2024-01-05 09:50:25 +0200|1|20.00|28001||0.00|5512001|4.20|600111222",
                               "#1002|b@example.org|paid|2024-01-06 09:50:26 +0200|no|EUR|30.00|4.90|6.20|34.90|0.00|2024-01-06 09:50:25 +0200|1|30.00|08001||0.00|5512002|6.20|600111223",
                               "#1003|a@example.org|paid|2024-02-06 09:50:26 +0200|no|EUR|30.00|4.90|6.20|34.90|0.00|2024-02-06 09:50:25 +0200|2|15.00|28001||0.00|5512003|6.20|600111222"});
  check(table, "Email", "Created at", "Total");
  CHECK(chosen(table, Role::currency) == "Currency");
}

TEST_CASE("WooCommerce orders from two plugins", "[input]") {
  const Sample webtoffee = sample({"order_id|order_number|order_date|paid_date|status|shipping_total|order_discount|order_total|order_currency|customer_id|customer_email",
                                   "101|101|2024-01-05 10:00:00|2024-01-05 10:00:02|completed|4.90|0|24.90|EUR|7|a@example.org", "102|102|2024-01-06 10:00:00|2024-01-06 10:00:02|completed|4.90|0|34.90|EUR|8|b@example.org",
                                   "103|103|2024-02-06 10:00:00|2024-02-06 10:00:02|completed|4.90|0|14.90|EUR|7|a@example.org"});
  check(webtoffee, "customer_email", "order_date", "order_total");
  CHECK(chosen(webtoffee, Role::order_id) == "order_id");
  CHECK(chosen(webtoffee, Role::currency) == "order_currency");
  const Sample skyverge = sample({"order_id|order_number|date|status|order_shipping|order_tax|order_total|customer_user|billing_email", "101|101|5/31/2016 0:37|completed|4.90|1.20|24.90|3|a@example.org",
                                  "102|102|6/1/2016 0:37|completed|4.90|1.20|34.90|0|b@example.org", "103|103|6/2/2016 0:37|completed|4.90|1.20|34.90|3|a@example.org"});
  check(skyverge, "billing_email", "date", "order_total");
}

TEST_CASE("the CDNOW log: an id that repeats, a date without marks, dollars and not the number of disks", "[input]") {
  const Sample table = sample({"master_id|sample_id|date|cds|dollars", "00004|0001|19970101|2|29.33", "00004|0001|19970118|2|29.73", "00004|0001|19970802|1|14.96", "00004|0001|19971212|2|26.48",
                               "00021|0002|19970101|3|63.34", "00021|0002|19970113|1|11.77", "00050|0003|19970101|1|6.79"});
  check(table, "master_id", "date", "dollars");
}

TEST_CASE("Spanish headers, with accents and without, with marks and in capitals", "[input]") {
  check(sample({"Fecha|Pedido|Correo electr\u00F3nico|Total", "05/01/2024|1|a@example.org|24,90", "06/01/2024|2|b@example.org|34,90", "07/01/2024|3|a@example.org|14,90"}), "Correo electr\u00F3nico", "Fecha", "Total");
  check(sample({"ID_CLIENTE|FECHA_PEDIDO|IMPORTE|MONEDA", "7|2024-01-05|24,90|EUR", "8|2024-01-06|34,90|EUR", "7|2024-02-06|14,90|EUR"}), "ID_CLIENTE", "FECHA_PEDIDO", "IMPORTE");
  check(sample({"N\u00BA pedido|Cliente|Fecha de compra|Env\u00EDo|IVA|Importe total ", "1|Taller Norte|05/01/2024|3,00|2,10|24,90", "2|Casa Sur|06/01/2024|3,00|2,10|34,90", "3|Taller Norte|07/01/2024|3,00|2,10|14,90"}),
        "Cliente", "Fecha de compra", "Importe total ");
  check(sample({"Ingresos|D\u00EDa|Usuario", "24,90|05/01/2024|u1", "34,90|06/01/2024|u2", "14,90|07/01/2024|u1"}), "Usuario", "D\u00EDa", "Ingresos");
}

TEST_CASE("names in other languages say nothing, the values do", "[input]") {
  check(sample({"Bestellung|Kunde|Datum|Betrag", "101|a@example.org|05.01.2024|24,90", "102|b@example.org|06.01.2024|34,90", "103|a@example.org|07.01.2024|14,90"}), "Kunde", "Datum", "Betrag");
  check(sample({"#1|#2|#3", "a@example.org|2024-01-05|24.90", "b@example.org|2024-01-06|34.90", "a@example.org|2024-02-06|14.90"}), "#1", "#2", "#3");
  check(sample({"#1|#2|#3", "24.90|2024-01-05|a@example.org", "34.90|2024-01-06|b@example.org", "14.90|2024-02-06|a@example.org"}), "#3", "#2", "#1");
}

TEST_CASE("a name does not outvote values that cannot be what it says", "[input]") {
  check(sample({"date|when|total|value paid|email|buyer", "yes|2024-01-05|high|24.90|yes|a@example.org", "no|2024-01-06|low|34.90|no|b@example.org", "yes|2024-01-07|low|14.90|no|a@example.org"}), "buyer", "when", "value paid");
  // A column of dates is no customer and no amount, whatever it is called.
  const Sample dates = sample({"customer|total", "2024-01-05|20240105", "2024-01-06|20240106", "2024-01-05|20240107"});
  CHECK(chosen(dates, Role::customer) == "");
  CHECK(chosen(dates, Role::amount) == "");
}

TEST_CASE("the order's total is preferred to its parts, and an e-mail to flags about e-mail", "[input]") {
  check(sample({"Accepts Email Marketing|Customer Email|Tax Total|Shipping Total|Order Total|Quantity|Order Date|Ship Date", "yes|a@example.org|1.10|3.00|24.90|1|2024-01-05|2024-01-08", "no|b@example.org|1.10|3.00|34.90|1|2024-01-06|2024-01-09",
                "no|a@example.org|1.10|3.00|14.90|2|2024-01-07|2024-01-09"}),
        "Customer Email", "Order Date", "Order Total");
}

TEST_CASE("a BigCommerce export: totals with tax in the name are preferred to refunds", "[input]") {
  const Sample table = sample({"Order ID|Customer ID|Customer Name|Customer Email|Order Date|Subtotal (inc tax)|Tax Total|Order Total (inc tax)|Order Total (ex tax)|Date Shipped|Order Currency Code|Exchange Rate|Refund Amount",
                               "1|7|North Shop|a@example.org|18/05/2022|24.90|4.90|24.90|20.00|19/05/2022|EUR|1.0000|0.00", "2|8|South Shop|b@example.org|19/05/2022|34.90|4.90|34.90|30.00|20/05/2022|EUR|1.0000|0.00",
                               "3|7|North Shop|a@example.org|20/05/2022|14.90|4.90|14.90|10.00|21/05/2022|EUR|1.0000|5.00"});
  check(table, "Customer Email", "Order Date", "Order Total (inc tax)");
  CHECK(chosen(table, Role::order_id) == "Order ID");
}

TEST_CASE("PayPal in Spanish, with blanks at the end of names; Square; Stripe with small currency codes", "[input]") {
  check(sample({"Fecha|Hora|Nombre|Divisa|Bruto |Comisi\u00F3n |Neto|Correo electr\u00F3nico del remitente|Id. de transacci\u00F3n|Saldo", "10/01/2026|10:00:00|Taller Norte|EUR|24,90|-1,10|23,80|a@example.org|1AB|123,80",
                "11/01/2026|10:00:00|Casa Sur|EUR|34,90|-1,10|33,80|b@example.org|2AB|157,60", "12/01/2026|10:00:00|Taller Norte|EUR|1.014,90|-1,10|1.013,80|a@example.org|3AB|1.171,40"}),
        "Correo electr\u00F3nico del remitente", "Fecha", "Bruto ");
  check(sample({"Date|Time|Gross Sales|Discounts|Net Sales|Tax|Tip|Fees|Net Total|Transaction ID|Customer ID|Customer Name", "10/05/2026|2:30:00 PM|$45.00|-$3.00|$42.00|$3.10|$0.00|-$1.20|$43.90|aaB1|C7|North Shop",
                "10/06/2026|2:31:00 PM|$25.00|$0.00|$25.00|$2.10|$0.00|-$1.20|$25.90|aaB2|C8|South Shop", "10/07/2026|2:32:00 PM|$15.00|$0.00|$15.00|$1.10|$0.00|-$1.00|$15.10|aaB3|C7|North Shop"}),
        "Customer ID", "Date", "Net Sales");
  const Sample stripe = sample({"id|Created (UTC)|Amount|Amount Refunded|Currency|Fee|Status|Customer ID|Customer Email", "ch_1|2026-07-10 18:37:41|24.90|0.00|eur|1.10|Paid|cus_7|a@example.org",
                                "ch_2|2026-07-11 18:37:41|34.90|0.00|usd|1.10|Paid|cus_8|b@example.org", "ch_3|2026-07-12 18:37:41|14.90|0.00|n/a|1.10|Paid|cus_7|a@example.org"});
  check(stripe, "Customer Email", "Created (UTC)", "Amount");
  CHECK(chosen(stripe, Role::currency) == "Currency");
}

TEST_CASE("no column has two roles, and every choice has a reason", "[consistency]") {
  const Sample table = sample({"order id|customer id|order date|order total|currency|note", "1|7|2024-01-05|24.90|EUR|x", "2|8|2024-01-06|34.90|EUR|y", "3|7|2024-01-07|14.90|EUR|"});
  const Mapping mapping = guess_mapping(table, {});
  for (Role role : first_roles) {
    REQUIRE(mapping[role].column);
    CHECK(mapping[role].by == lifeworth::SetBy::guess);
    CHECK_FALSE(mapping[role].reasons.empty());
    CHECK(has_reason(mapping[role], Code::guess_by_name));
    for (Role other : first_roles) CHECK((role == other || mapping[role].column != mapping[other].column));
  }
  CHECK(has_reason(mapping[Role::date], Code::guess_values_dates));
  CHECK(has_reason(mapping[Role::amount], Code::guess_values_amounts));
  const auto percent = guess_mapping(sample({"#1|#2", "2024-01-05|x", "2024-01-06|y", "2024-01-07|x", "soon|x"}), {})[Role::date].reasons.front();
  CHECK(percent.code == Code::guess_values_dates);
  CHECK(std::get<std::int64_t>(percent.arguments.front().value) == 75);
}

TEST_CASE("an empty table and empty columns are nobody's", "[input]") {
  for (const Sample& table : {sample({"email|date|total"}), sample({"email|date|total", "||", "||"})})
    for (Role role : first_roles) CHECK(chosen(table, role) == "");
}

TEST_CASE("words count between word edges, whatever the capitals, accents and marks", "[correctness]") {
  using lifeworth::header_score;
  CHECK(header_score(Role::amount, "TOTAL") == header_score(Role::amount, "total"));
  CHECK(header_score(Role::date, "Fecha_de_Pedido ") == header_score(Role::date, "fecha de pedido"));
  CHECK(header_score(Role::customer, "E-mail") > 0.5);
  CHECK(header_score(Role::amount, "totality") == 0);
  CHECK(header_score(Role::amount, "Order Total") > header_score(Role::amount, "Shipping Total"));
  CHECK(header_score(Role::amount, "Tax") < 0);
  CHECK(header_score(Role::date, "Birth date") < header_score(Role::date, "Order date"));
}

TEST_CASE("answers are known by what people answer, whatever the question is called", "[input]") {
  const auto is_survey = [](const Sample& table, std::string_view score) {
    CHECK(guess_mapping(table, {}).kind.value == lifeworth::RecordKind::responses);
    CHECK(chosen(table, Role::score) == score);
  };
  is_survey(sample({"date|How satisfied are you?", "2025-01-01|Very satisfied", "2025-01-02|Slightly dissatisfied", "2025-01-03|Neither satisfied nor dissatisfied"}), "How satisfied are you?");
  is_survey(sample({"fecha|\u00BFQu\u00E9 tan satisfecho est\u00E1 con el servicio?", "01/01/2025|Muy satisfecho", "15/01/2025|Insatisfecho"}), "\u00BFQu\u00E9 tan satisfecho est\u00E1 con el servicio?");
  is_survey(sample({"date|The company made it easy for me to handle my issue", "2025-01-01|5", "2025-01-02|7", "2025-01-03|6"}), "The company made it easy for me to handle my issue");
  is_survey(sample({"Timestamp|How happy are you with our service?", "2025-01-01 10:00|4", "2025-01-02 11:00|5", "2025-01-03 12:00|2"}), "How happy are you with our service?");
  is_survey(sample({"email|date|Q1|Why?", "a@example.org|2025-01-01|Very satisfied|fast", "b@example.org|2025-01-02|Satisfied|", "a@example.org|2025-01-03|Neutral|ok"}), "Q1");
  is_survey(sample({"email|date|mood", "a@example.org|2025-01-01|\U0001F642", "b@example.org|2025-01-02|\U0001F610", "c@example.org|2025-01-03|\U0001F641"}), "mood");
}

TEST_CASE("orders with a column of small numbers, or of words that also answer questions, stay orders", "[input]") {
  const auto are_orders = [](const Sample& table) { CHECK(guess_mapping(table, {}).kind.value == lifeworth::RecordKind::orders); };
  are_orders(sample({"email|date|total", "a@example.org|2025-01-01|5", "b@example.org|2025-01-02|7", "a@example.org|2025-01-03|9"}));
  are_orders(sample({"email|date|total|condition", "a@example.org|2025-01-01|5.00|good", "b@example.org|2025-01-02|7.00|bad", "a@example.org|2025-01-03|9.00|good"}));
  are_orders(sample({"email|date|total paid by the customer today|priority", "a@example.org|2025-01-01|5|high", "b@example.org|2025-01-02|7|low", "a@example.org|2025-01-03|9|high"}));
}

TEST_CASE("money by channel and month that nobody paid is spend; income is not", "[input]") {
  const auto kind = [](const Sample& table) { return guess_mapping(table, {}).kind.value; };
  const Sample own = sample({"month|channel|amount", "2025-01|google|400", "2025-01|meta|200", "2025-02|google|400"});
  CHECK(kind(own) == lifeworth::RecordKind::spend);
  check(own, "", "month", "amount");
  const Sample spanish = sample({"mes|canal|gasto", "01/2025|google|400,50", "01/2025|meta|200,25", "02/2025|google|400,50"});
  CHECK(kind(spanish) == lifeworth::RecordKind::spend);
  check(spanish, "", "mes", "gasto");
  check(sample({"week|channel|spend", "2025-W01|google|400", "2025-W02|meta|200", "2025-W03|google|400"}), "", "week", "spend");
  CHECK(kind(sample({"month|channel|revenue", "2025-01|google|400", "2025-01|meta|200", "2025-02|google|400"})) != lifeworth::RecordKind::spend);
  CHECK(kind(sample({"email|date|channel|amount", "a@example.org|2025-01-01|web|400", "b@example.org|2025-01-02|shop|200", "a@example.org|2025-02-03|web|400"})) == lifeworth::RecordKind::orders);
}
