// The customer table: order, windows, and a CSV that a spreadsheet can open without harm.
#include "results/customer_list.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "read/csv_reader.h"
#include "results/csv_lines.h"
#include "schema/cells.h"

using namespace lifeworth;
using test::day;
using test::distance;
using test::ResultJson;

namespace {

/// Five customers with forecasts made up for the test.
struct Listed {
  Prediction prediction;
  TextDictionary names;
};

Listed listed() {
  Listed result;
  const struct {
    const char *name, *first, *last;
    std::int32_t frequency;
    Minor value;
    float alive, transactions;
    double clv;
    float buys;
    Lateness late;
  } rows[] = {{"bea", "2024-01-05", "2024-05-01", 3, 12'345, 0.9F, 2.5F, 4'000.4, 0.8F, Lateness::too_few_gaps},
              {"Ana", "2024-02-01", "2024-02-01", 0, 500, 1.0F, 0.4F, 900, 0.25F, Lateness::too_few_gaps},
              {"=cmd|' /C calc'!A0", "2024-01-05", "2024-06-30", 3, -250, 0.5F, 2.5F, 9'999.6, 0.5F, Lateness::late},
              {"a,b;\"c\"\nd", "2023-12-31", "2024-01-01", 1, 500, 0.125F, 0.1F, 0, 0.0625F, Lateness::on_time},
              {"ñandú", "2024-02-01", "2024-03-01", 1, 700, 0.25F, 0.3F, 12.5, 0.125F, Lateness::late}};
  Prediction& p = result.prediction;
  std::vector<CustomerForecast> forecasts;
  for (const auto& row : rows) {
    const std::uint32_t number = result.names.number_of(row.name);
    p.table.rows.push_back({number, day(row.first), day(row.last), row.frequency, day(row.last) - day(row.first), 100, row.value, 0, 0});
    p.scores.p_alive.push_back(row.alive), p.scores.transactions.push_back(row.transactions), p.scores.clv.push_back(float(row.clv));
    p.scores.buys.push_back(row.buys), p.late.push_back(row.late);
    const double alive = double(row.alive), transactions = double(row.transactions);
    forecasts.push_back({{alive, {alive / 2, alive}}, {transactions, {transactions / 2, transactions * 2}}, Forecasted{row.clv, {row.clv / 2, row.clv * 2}},
                         {double(row.buys), {double(row.buys) / 2, double(row.buys) * 1.25}}});
  }
  p.models.resize(1);
  p.has_money = true;
  p.forecast_of = [forecasts](const CustomerRow& row) { return forecasts[row.customer]; };
  return result;
}

Listed without_forecasts() {
  Listed list = listed();
  list.prediction.forecast_of = nullptr;
  list.prediction.scores = {};
  list.prediction.has_money = false;
  return list;
}

struct KeptRows : RowSink {
  std::vector<std::vector<std::string>> rows;
  void row(const Row& row) override { rows.emplace_back(row.cells.begin(), row.cells.end()); }
};

std::vector<std::vector<std::string>> read_back(const std::string& csv, char delimiter) {
  KeptRows kept;
  CsvReader reader({delimiter, '"'}, kept);
  reader.push(csv);
  reader.finish();
  return kept.rows;
}

using Order5 = std::vector<std::uint32_t>;

std::string csv_of(const Listed& list, const Request& request) {
  const auto order = sorted_rows(list.prediction, list.names, CustomerColumn::first_day, false);
  return customers_csv(list.prediction, list.names, order, request, 2);
}

}  // namespace

TEST_CASE("customers sort by every column in both directions, and equal ones stay in the data's order", "[consistency]") {
  const Listed list = listed();
  const struct {
    CustomerColumn column;
    Order5 up, down;
  } expected[] = {{CustomerColumn::customer, {2, 1, 3, 0, 4}, {4, 0, 3, 1, 2}},      // by bytes: '=', 'A', 'a', 'b', 'ñ'
                  {CustomerColumn::orders, {1, 3, 4, 0, 2}, {0, 2, 3, 4, 1}},
                  {CustomerColumn::first_day, {3, 0, 2, 1, 4}, {1, 4, 0, 2, 3}},
                  {CustomerColumn::last_day, {3, 1, 4, 0, 2}, {2, 0, 4, 1, 3}},
                  {CustomerColumn::value, {2, 1, 3, 4, 0}, {0, 4, 1, 3, 2}},
                  {CustomerColumn::p_alive, {1, 3, 4, 2, 0}, {0, 2, 4, 3, 1}},  // 1 bought once: not known, below all that are
                  {CustomerColumn::transactions, {3, 4, 1, 0, 2}, {0, 2, 1, 4, 3}},
                  {CustomerColumn::clv, {3, 4, 1, 0, 2}, {2, 0, 1, 4, 3}},
                  {CustomerColumn::buys, {3, 4, 1, 2, 0}, {0, 2, 1, 4, 3}},
                  {CustomerColumn::late, {0, 1, 3, 2, 4}, {2, 4, 3, 0, 1}}};  // not told, on time, late
  for (const auto& [column, up, down] : expected) {
    CAPTURE(int(column));
    CHECK(sorted_rows(list.prediction, list.names, column, false) == up);
    CHECK(sorted_rows(list.prediction, list.names, column, true) == down);
  }
}

TEST_CASE("without forecasts, sorting by one leaves the data's order", "[input]") {
  const Listed list = without_forecasts();
  for (CustomerColumn column : {CustomerColumn::p_alive, CustomerColumn::transactions, CustomerColumn::clv, CustomerColumn::buys})
    CHECK(sorted_rows(list.prediction, list.names, column, true) == Order5{0, 1, 2, 3, 4});
}

TEST_CASE("windows of the customer list are pieces of one list", "[consistency]") {
  const Listed list = listed();
  const auto order = sorted_rows(list.prediction, list.names, CustomerColumn::value, true);
  const ResultJson whole(customers_json(list.prediction, list.names, order, 0, 100)), middle(customers_json(list.prediction, list.names, order, 1, 2));
  CHECK(whole.size("/rows") == 5);
  CHECK(middle.number("/total") == 5);
  CHECK(middle.number("/offset") == 1);
  REQUIRE(middle.size("/rows") == 2);
  CHECK(middle.text("/rows/0/customer") == whole.text("/rows/1/customer"));
  CHECK(middle.text("/rows/1/customer") == whole.text("/rows/2/customer"));
  CHECK(ResultJson(customers_json(list.prediction, list.names, order, 5, 10)).size("/rows") == 0);
  CHECK(ResultJson(customers_json(list.prediction, list.names, order, ~std::uint64_t{0}, 10)).size("/rows") == 0);
}

TEST_CASE("a listed customer has orders, days, money in whole minor units and intervals", "[consistency]") {
  const Listed list = listed();
  const ResultJson json(customers_json(list.prediction, list.names, Order5{0, 3}, 0, 2));
  CHECK(json.text("/rows/0/customer") == "bea");
  CHECK(json.number("/rows/0/orders") == 4);
  CHECK(json.text("/rows/0/first_day") == "2024-01-05");
  CHECK(json.text("/rows/0/last_day") == "2024-05-01");
  CHECK(json.number("/rows/0/value") == 12345);
  CHECK(json.number("/rows/0/transactions/2") == 5);
  CHECK(json.number("/rows/0/clv/0") == 4000);
  CHECK(json.number("/rows/0/clv/2") == 8001);
  CHECK((distance(json.number("/rows/0/buys/0"), 0.8) < 1e-7 && distance(json.number("/rows/0/buys/2"), 1) < 1e-7));
  CHECK(json.null("/rows/0/late"));
  CHECK_FALSE(json.truth("/rows/1/late"));
  CHECK(json.text("/rows/1/customer") == "a,b;\"c\"\nd");
}

TEST_CASE("without forecasts or without money the list has no such fields", "[input]") {
  Listed list = listed();
  list.prediction.forecast_of = [all = list.prediction.forecast_of](const CustomerRow& row) {
    CustomerForecast forecast = all(row);
    forecast.clv.reset();
    return forecast;
  };
  list.prediction.has_money = false;
  const std::string no_money = customers_json(list.prediction, list.names, Order5{0}, 0, 1);
  CHECK(no_money.find("clv") == std::string::npos);
  CHECK(no_money.find("p_alive") != std::string::npos);
  list = without_forecasts();
  const std::string none = customers_json(list.prediction, list.names, Order5{0}, 0, 1);
  CHECK(none.find("p_alive") == std::string::npos);
  CHECK(none.find("buys") == std::string::npos);
  CHECK(none.find("\"late\":null") != std::string::npos);  // needs no model
  CHECK(csv_of(list, {}).find("p_alive") == std::string::npos);
}

TEST_CASE("a text that a spreadsheet would run gets an apostrophe, and every text is quoted", "[input]") {
  // OWASP, "CSV Injection": = + - @, tab and carriage return; full-width forms count too.
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A1"}) {
    CAPTURE(formula);
    CHECK(safe_csv_text(formula) == "\"'" + std::string(formula) + "\"");
  }
  CHECK(safe_csv_text("=\"x\"") == "\"'=\"\"x\"\"\"");
  for (const char* harmless : {"ana@x.org", "1-2", "", " ñandú", "a=b"}) CHECK(safe_csv_text(harmless) == "\"" + std::string(harmless) + "\"");
}

TEST_CASE("the apostrophe before a formula is taken off when the saved table is read again, and no other", "[consistency]") {
  for (std::string_view customer : {"=1+1", "+34600", "-1", "@handle", "＝1", "＋1", "－1", "＠A1", "0012"}) {
    CAPTURE(customer);
    CHECK(without_guard("'" + std::string(customer)) == customer);
  }
  for (std::string_view customer : {"'t Hooft", "''", "'", "'＃1", "O'Neil"}) CHECK(without_guard(customer) == customer);
}

TEST_CASE("the CSV of customers reads back to the same values with every delimiter and decimal mark", "[consistency]") {
  const Listed list = listed();
  const auto order = sorted_rows(list.prediction, list.names, CustomerColumn::first_day, false);
  for (char delimiter : {',', ';', '\t', '|'}) {
    for (char mark : {'.', ','}) {
      Request request{};
      request.delimiter = delimiter;
      request.decimal_mark = mark;
      const auto rows = read_back(csv_of(list, request), delimiter);
      CAPTURE(delimiter, mark);
      REQUIRE(rows.size() == 6);
      REQUIRE(rows[0].size() == 19);
      CHECK(rows[0][0] == "customer");
      CHECK(rows[0][14] == "clv_high");
      CHECK((rows[0][15] == "buys" && rows[0][18] == "late"));
      const auto number = [&](std::string text) {
        if (mark == ',' && delimiter != ',') {
          CHECK(text.find('.') == std::string::npos);
          std::ranges::replace(text, ',', '.');
        }
        return std::strtod(text.c_str(), nullptr);
      };
      for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& cells = rows[i + 1];
        const CustomerRow& row = list.prediction.table.rows[order[i]];
        const CustomerForecast forecast = list.prediction.forecast_of(row);
        REQUIRE(cells.size() == 19);
        std::string name(list.names[row.customer]);
        if (name.front() == '=') name.insert(0, "'");
        CHECK(cells[0] == name);
        CHECK(cells[1] == std::to_string(row.frequency + 1));
        CHECK(parse_iso_day(cells[2]) == row.first_day);
        CHECK(parse_iso_day(cells[3]) == row.last_day);
        CHECK(std::llround(number(cells[4]) * 100) == row.value);
        if (row.frequency > 0) CHECK(std::abs(number(cells[6]) - forecast.p_alive.value) < 6e-5);
        else CHECK(cells[6].empty());  // of one-time buyers nothing is known
        CHECK(std::abs(number(cells[9]) - forecast.transactions.value) < 6e-5);
        CHECK(std::llround(number(cells[12]) * 100) == std::llround(forecast.clv->value));
        CHECK(std::abs(number(cells[15]) - forecast.buys.value) < 6e-5);
        CHECK(std::abs(number(cells[17]) - forecast.buys.interval.high) < 6e-5);
        CHECK(cells[18] == std::array<std::string_view, 3>{"", "no", "yes"}[std::size_t(list.prediction.late[order[i]])]);
      }
    }
  }
}

TEST_CASE("the CSV in windows is the CSV in one piece", "[consistency]") {
  const Listed list = listed();
  Request whole{}, part{};
  std::string pieces;
  part.limit = 2;
  for (part.offset = 0; part.offset < 5; part.offset += 2) pieces += csv_of(list, part);
  CHECK(pieces == csv_of(list, whole));
  CHECK(pieces.ends_with("\r\n"));
}

TEST_CASE("a number that is not finite is an empty cell in the CSV and null in JSON", "[input]") {
  Listed list = listed();
  list.prediction.forecast_of = [all = list.prediction.forecast_of](const CustomerRow& row) {
    CustomerForecast forecast = all(row);
    forecast.clv->interval = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()};
    forecast.transactions.interval.high = std::numeric_limits<double>::infinity();
    return forecast;
  };
  const auto rows = read_back(customers_csv(list.prediction, list.names, Order5{0}, Request{}, 2), ',');
  REQUIRE(rows.size() == 2);
  CHECK(rows[1][11].empty());
  CHECK(rows[1][13].empty());
  CHECK(rows[1][14].empty());
  const ResultJson json(customers_json(list.prediction, list.names, Order5{0}, 0, 1));
  CHECK(json.null("/rows/0/clv/1"));
  CHECK(json.null("/rows/0/clv/2"));
  CHECK(json.null("/rows/0/transactions/2"));
}
