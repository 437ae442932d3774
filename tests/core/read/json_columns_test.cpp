// Records to rows: dots, lists, line items, and keys without end. Shapes as vendors document them, with made-up values.
#include "read/json_columns.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "../support/json_rows.h"

using support::read_json;
using support::ReadJson;
using Names = std::vector<std::string>;

TEST_CASE("a list of texts or numbers is one cell", "[correctness][json]") {
  const ReadJson json = read_json(R"([{"tags":["vip","new"],"n":[1.10,2],"one":["x"],"none":[],"gap":["a",null,"c"],"empty":[null,null]}])");
  CHECK(json.columns == Names{"tags", "n", "one", "gap", "empty"});
  CHECK(json.rows[0].cells == Names{"vip; new", "1.10; 2", "x", "a; ; c", ""});
}

TEST_CASE("line items: one column a leaf, in step, and how many there are", "[correctness][json]") {
  const ReadJson json = read_json(R"([
    {"id":1,"line_items":[{"sku":"A","price":"5.00","quantity":2},{"sku":"B","quantity":1},{"price":"2.50","sku":"C","gift":true}],"total":"12.50"},
    {"id":2,"line_items":[],"total":"0.00"},
    {"id":3,"total":"1.00"}])");
  CHECK(json.columns == Names{"id", "line_items.sku", "line_items.price", "line_items.quantity", "line_items.gift", "total", "line_items.#"});
  CHECK(json.rows[0].cells == Names{"1", "A; B; C", "5.00; ; 2.50", "2; 1; ", "; ; true", "12.50", "3"});
  CHECK(json.rows[1].cells == Names{"2", "", "", "", "", "0.00", "0"});
  CHECK(json.rows[2].cells == Names{"3", "", "", "", "", "1.00", ""});
}

TEST_CASE("lists in lists: the transactions of all refunds, one after the other", "[correctness][json]") {
  const ReadJson json = read_json(R"([{"refunds":[{"at":"d1","transactions":[{"amount":"5.00"},{"kind":"refund","amount":"2.50"}]},{"at":"d2","transactions":[]},{"transactions":[{"amount":"1.00"}]}]}])");
  CHECK(json.cell(0, "refunds.at") == "d1; d2; ");
  CHECK(json.cell(0, "refunds.transactions.amount") == "5.00; 2.50; 1.00");
  CHECK(json.cell(0, "refunds.transactions.kind") == "; refund; ");
  CHECK(json.cell(0, "refunds.#") == "3");
  CHECK(json.cell(0, "refunds.transactions.#") == "3");
  CHECK(read_json(R"([{"m":[[1,2],[3,[4]]]}])").cell(0, "m") == "1; 2; 3; 4");
}

TEST_CASE("an object in one record and a list in the next share their columns", "[correctness][json]") {
  const ReadJson json = read_json(R"([{"item":{"sku":"A"}},{"item":[{"sku":"B"},{"sku":"C"}]},{"item":{"sku":"D"}}])");
  CHECK(json.columns == Names{"item.sku", "item.#"});
  CHECK(json.cell(0, "item.sku") == "A");
  CHECK(json.cell(1, "item.sku") == "B; C");
  CHECK(json.rows[2].cells == Names{"D", ""});
}

TEST_CASE("a list in one member and a value in another: no entry is lost", "[correctness][json]") {
  CHECK(read_json(R"([{"i":[{"t":["a","b"]},{"t":"c"},{"t":["d"]}]}])").cell(0, "i.t") == "a; b; c; d");
  CHECK(read_json(R"([{"i":[{},{"t":"a"},{"t":["b","c"]}]}])").cell(0, "i.t") == "; a; b; c");
}

TEST_CASE("of a key given twice the last value counts", "[correctness][json]") {
  CHECK(read_json(R"([{"a":1,"a":2}])").rows[0].cells == Names{"2"});
  CHECK(read_json(R"([{"a":1,"b":0,"a":null}])").rows[0].cells == Names{"", "0"});
  CHECK(read_json(R"([{"a":[1,2],"a":3}])").rows[0].cells == Names{"3"});
  CHECK(read_json(R"([{"a":3,"a":[1,2]}])").rows[0].cells == Names{"1; 2"});
  CHECK(read_json(R"([{"a":[{"b":1,"b":22},{"b":3,"b":4}]}])").cell(0, "a.b") == "22; 4");
  CHECK(read_json(R"([{"a.b":1,"a":{"b":2}}])").rows[0].cells == Names{"2"});
}

TEST_CASE("empty keys keep their place", "[input][json]") {
  const ReadJson json = read_json(R"([{"":1,"a":{"":2},"":3},{"x":{"":{"":4}}}])");
  CHECK(json.columns == Names{"", "a.", "x.."});
  CHECK(json.rows[0].cells == Names{"3", "2"});
  CHECK(json.rows[1].cells == Names{"", "", "4"});
  CHECK(read_json(R"([{"":{"a":1},"a":2}])").columns == Names{".a", "a"});
}

TEST_CASE("Shopify bulk lines: parents and children are rows of their own", "[correctness][json]") {
  const ReadJson json = read_json(
      "{\"id\":\"gid://shopify/Order/1\",\"totalPriceSet\":{\"shopMoney\":{\"amount\":\"7.50\",\"currencyCode\":\"EUR\"}}}\n"
      "{\"id\":\"gid://shopify/Order/2\",\"totalPriceSet\":{\"shopMoney\":{\"amount\":\"1.00\",\"currencyCode\":\"EUR\"}}}\n"
      "{\"id\":\"gid://shopify/LineItem/9\",\"quantity\":2,\"__parentId\":\"gid://shopify/Order/1\"}\n");
  CHECK(json.columns == Names{"id", "totalPriceSet.shopMoney.amount", "totalPriceSet.shopMoney.currencyCode", "quantity", "__parentId"});
  CHECK(json.rows[2].cells == Names{"gid://shopify/LineItem/9", "", "", "2", "gid://shopify/Order/1"});
  CHECK(json.cell(0, "totalPriceSet.shopMoney.amount") == "7.50");
}

TEST_CASE("a Stripe list, a Segment event: found and flattened", "[correctness][json]") {
  const ReadJson stripe = read_json(R"({"object":"list","url":"/v1/charges","has_more":false,"data":[{"id":"ch_1","amount":1099,"amount_refunded":0,"currency":"eur","created":1700000000,
    "billing_details":{"email":"x@example.org"},"paid":true,"refunds":{"object":"list","data":[]}}]})");
  CHECK(stripe.rows.size() == 1);
  CHECK(stripe.cell(0, "amount") == "1099");
  CHECK(stripe.cell(0, "billing_details.email") == "x@example.org");
  const ReadJson segment = read_json(
      R"({"type":"track","event":"Order Completed","userId":"u1","properties":{"order_id":"7","revenue":25.00,"products":[{"sku":"A","price":19},{"sku":"B","price":3}]}})"
      "\n"
      R"({"type":"track","event":"Order Refunded","userId":"u1","properties":{"order_id":"7"}})"
      "\n");
  CHECK(segment.rows.size() == 2);
  CHECK(segment.cell(0, "properties.products.price") == "19; 3");
  CHECK(segment.cell(0, "properties.products.#") == "2");
  CHECK(segment.cell(0, "properties.revenue") == "25.00");
}

TEST_CASE("keys that differ in every record do not fill the memory: what is beyond the columns is counted", "[input][json]") {
  struct Last : lifeworth::RowSink {
    std::size_t rows = 0;
    std::string id;
    void row(const lifeworth::Row& row) override { ++rows, id = row.cells[0]; }
  } last;
  lifeworth::JsonReader reader(lifeworth::TextKind::json_lines, {}, last);
  constexpr std::uint64_t records = 6'000;
  for (std::uint64_t i = 0; i < records; ++i) {
    const std::string n = std::to_string(i);
    REQUIRE(reader.push("{\"id\":" + n + ",\"k" + n + "\":1,\"deep\":{\"k" + n + "\":{\"x\":[1,2]}}}\n"));
  }
  REQUIRE(reader.finish());
  CHECK((last.rows == records && last.id == std::to_string(records - 1)));
  CHECK(reader.columns().size() == lifeworth::JsonColumns::most_columns);
  // One column for the id, then two a record, for three values; of the last such record one value still fits.
  constexpr std::uint64_t whole_records = (lifeworth::JsonColumns::most_columns - 1) / 2;
  CHECK(reader.values_left_out() == records * 3 - whole_records * 3 - 1);
}

TEST_CASE("a record of many members and many keys costs no more than it holds", "[input][json]") {
  std::string text = "[{\"list\":[";
  for (int i = 0; i < 200'000; ++i) text += (i ? ",{\"k" : "{\"k") + std::to_string(i % 4000) + "\":" + std::to_string(i) + "}";
  const ReadJson json = read_json(text + "]}]");
  CHECK_FALSE(json.refusal);
  CHECK(json.cell(0, "list.#") == "200000");
  std::size_t bytes = 0;
  for (const std::string& cell : json.rows[0].cells) bytes += cell.size();
  CHECK(bytes < 40'000'000);
}

TEST_CASE("a record longer than the limit is refused, and no more than it is held", "[input][json]") {
  const std::string chunk = std::string(1 << 20, ' ');
  support::Kept kept;
  lifeworth::JsonReader reader(lifeworth::TextKind::json_array, {}, kept);
  REQUIRE(reader.push("[{\"a\":1},\n{\"b\":2"));
  lifeworth::Expected<void> result;
  std::size_t chunks = 0;
  while (result && chunks < 100) result = reader.push(chunk), ++chunks;
  REQUIRE_FALSE(result);
  CHECK(result.error().code == lifeworth::Code::json_beyond_bounds);
  CHECK(chunks == 64);  // 64 MiB are not reached by 63 chunks and 7 bytes
}
