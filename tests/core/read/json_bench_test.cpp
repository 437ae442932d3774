// How fast JSON is read, end to end from text to rows. Hidden: core_tests "[.bench]" prints MB/s by shape.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <string>

#include "read/json_reader.h"

namespace {

struct Counted : lifeworth::RowSink {
  std::uint64_t cells = 0, bytes = 0;
  void row(const lifeworth::Row& row) override {
    cells += row.cells.size();
    for (const std::string_view cell : row.cells) bytes += cell.size();
  }
};

std::string flat_record(int i) {
  const std::string n = std::to_string(i);
  return R"({"id":)" + n + R"(,"name":"#)" + n + R"(","email":"person)" + std::to_string(i % 50'000) +
         R"(@example.org","created_at":"2024-03-05T11:22:33+01:00","total_price":"45.90","currency":"EUR","financial_status":"paid","test":false,"cancelled_at":null,"discount_code":"SPRING","country":"ES","note":"Caf\u00e9 \"Sol\""})";
}

std::string nested_record(int i) {
  const std::string n = std::to_string(i);
  return R"({"id":)" + n + R"(,"email":"person)" + n + R"(@example.org","customer":{"id":)" + n +
         R"(,"first_name":"Ana","default_address":{"city":"Sevilla","zip":"01234"}},"total_price_set":{"shop_money":{"amount":"45.90","currency_code":"EUR"},"presentment_money":{"amount":"45.90","currency_code":"EUR"}},"line_items":[{"sku":"A-1","price":"20.00","quantity":1,"title":"A plain thing with a long title"},{"sku":"B-2","price":"12.95","quantity":2,"title":"Another"}],"refunds":[{"created_at":"2024-04-01","transactions":[{"amount":"5.00","kind":"refund"}]}],"tags":"vip, new","created_at":"2024-03-05T11:22:33+01:00"})";
}

double megabytes_a_second(std::string_view text, lifeworth::TextKind kind, std::string key) {
  double best = 0;
  for (int run = 0; run < 3; ++run) {
    Counted counted;
    lifeworth::JsonReader reader(kind, key, counted);
    const auto begin = std::chrono::steady_clock::now();
    bool good = true;
    for (std::size_t at = 0; at < text.size() && good; at += 1 << 20) good = reader.push(text.substr(at, 1 << 20)).has_value();
    REQUIRE((good && reader.finish() && counted.cells));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    best = std::max(best, static_cast<double>(text.size()) / 1e6 / took.count());
  }
  return best;
}

}  // namespace

TEST_CASE("JSON, megabytes a second", "[.bench]") {
  std::string lines, list = "[", nested = "{\"orders\":[", pretty = "[\n";
  for (int i = 0; i < 150'000; ++i) {
    const std::string record = flat_record(i);
    lines += record + "\n";
    list += (i ? "," : "") + record;
    if (i < 50'000) nested += (i ? "," : "") + nested_record(i);
    pretty += i ? ",\n  {\n" : "  {\n";
    bool in_string = false;
    for (std::size_t at = 1; at < record.size(); ++at) {
      if (record[at] == '"' && record[at - 1] != '\\') in_string = !in_string;
      pretty += record[at];
      if (!in_string && record[at] == ',') pretty += "\n    ";
    }
  }
  WARN("one record a line, 12 keys: " << megabytes_a_second(lines, lifeworth::TextKind::json_lines, "") << " MB/s of " << lines.size() / 1e6 << " MB");
  WARN("list of records, 12 keys:   " << megabytes_a_second(list + "]", lifeworth::TextKind::json_array, "") << " MB/s");
  WARN("the same, indented:         " << megabytes_a_second(pretty + "]", lifeworth::TextKind::json_array, "") << " MB/s");
  WARN("orders with line items:     " << megabytes_a_second(nested + "]}", lifeworth::TextKind::json_object, "orders") << " MB/s");
}
