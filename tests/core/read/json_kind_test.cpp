// Which texts are JSON and in what shape, from their beginning.
#include "read/json_kind.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

using lifeworth::find_records_key;
using lifeworth::json_layout;
using lifeworth::json_shape;
using lifeworth::JsonLayout;
using lifeworth::TextKind;

namespace {
std::string shape(std::string_view text, bool whole = true) {
  const auto found = json_shape(text, whole);
  if (!found) return "none";
  switch (found->kind) {
    case TextKind::json_array: return "list";
    case TextKind::json_object: return "object " + found->records_key;
    case TextKind::json_lines: return "lines";
    default: return "?";
  }
}
}  // namespace

TEST_CASE("lists, objects with a list, and values one after the other", "[correctness][json]") {
  for (std::string_view text : {"[]", "[{\"a\":1}]", " \n[ {", "[", "[[1,2],[3,4]]", "[1,2]", "[null]", "[\"a\",\n\"b\"]", "\xEF\xBB\xBF[{}]", "[][]", "[{\"a\":1}] x", "[1,", "[-1]", "[,]"}) CHECK(shape(text) == "list");
  CHECK(shape("{\"orders\":[{\"a\":1}]}") == "object orders");
  CHECK(shape("\xEF\xBB\xBF {\"data\":[[1]]}") == "object data");
  for (std::string_view text : {"{}", "{\"a\":1}", "{\n \"a\": 1\n}", "{\"a\":1}\n{\"a\":2}", "{\"a\":[{\"b\":1}]}\n{\"a\":[{\"b\":1}]}", "\x1E{\"a\":1}", "{\"a\":1}{", "{'a':1}", "{a: 1}", "{,", "null", "-1", "42\n", "\"a\"",
                                "[\"a\",\"b\"]\n[1,2]"})
    CHECK(shape(text) == "lines");
  CHECK(shape("{\"id\":1,\"items\":[{\"sku\":1}]\n{\"id\":2,\"items\":[{\"sku\":1}]}\n") == "lines");  // a broken first line
}

TEST_CASE("titles, templates and cells that begin with a bracket are no JSON", "[correctness][json]") {
  for (std::string_view text : {"[Report] June\nid,total\n", "[2024] sales\nid,total\n", "[2024-01]\nid,total\n7,1\n", "{{title}}\nid,total\n", "{Report}\nid\n", "id,total\n1,2\n", "", " ", "null,x\n", "5\n6\n", "1,50",
                                "\"a\",\"b\"\n", "\"a\" \"b\"", "nullable", "[\"Report\"],2024\nid,total\n"}) {
    INFO(text);
    CHECK(shape(text) == "none");
  }
  CHECK(shape("null", false) == "none");  // more comes
}

TEST_CASE("the key of the records: known names, then others, then deeper; never part of one record", "[correctness][json]") {
  CHECK(find_records_key(R"({"pages":[{"p":1}],"orders":[{}]})") == "orders");
  CHECK(find_records_key(R"({"items":[{}],"orders":[{}]})") == "orders");
  CHECK(find_records_key(R"({"meta":1,"sales":[{"id":7}]})") == "sales");
  CHECK(find_records_key(R"({"meta":[1],"a":{"orders":[{}]}})") == "");
  CHECK(find_records_key(R"({"id":1,"line_items":[{"sku":"A"}],"refunds":[{"id":1}],"transactions":[{}],"x":[{}]})") == "");
  CHECK(find_records_key(R"({"line_items":[{"sku":"A"}],"orders":[{"id":1}]})") == "orders");
  CHECK(find_records_key(R"({"id":1,"line_items":[{"sku":"A"}],"tags":[{}]})") == "");
  CHECK(find_records_key(R"({"data":{"orders":[{"id":1}]}})") == "data.orders");
  CHECK(find_records_key(R"({"data":{"orders":{"edges":[{"node":{"orders":[{}]}}]}}})") == "data.orders.edges");
  CHECK(find_records_key(R"({"data":{"x":{"orders":[{}]}}})") == "");
  CHECK(find_records_key(R"({"data":{"orders":[{}]},"sales":[{}]})") == "sales");
  CHECK(find_records_key(R"({"\"x":"orders","y":"{[","tickets":[ {"id":1}]})") == "tickets");
  CHECK(find_records_key(R"({"a":"orders","b":[[{"c":1}]]})") == "");
  CHECK(find_records_key(R"({"data":[{"orders":[{}]}]})") == "data");
  CHECK(find_records_key(R"({"orders":[{"id")") == "orders");  // cut off
}

TEST_CASE("lines or values that span them: the first two lines tell", "[correctness][json]") {
  CHECK(json_layout("{\"a\":1}\n", false) == JsonLayout::lines);
  CHECK(json_layout("{\"a\":1}", false) == JsonLayout::undecided);
  CHECK(json_layout("{\"a\":1}", true) == JsonLayout::lines);
  CHECK(json_layout("{\"a\":1} {", false) == JsonLayout::concatenated);
  CHECK(json_layout("{\n", false) == JsonLayout::concatenated);
  CHECK(json_layout("{\"a\":1\n", false) == JsonLayout::undecided);
  CHECK(json_layout("{\"a\":1\n{\"a\":2}\n", false) == JsonLayout::lines);
  CHECK(json_layout("{\"a\":1\n,\"b\":2}\n", false) == JsonLayout::concatenated);
  CHECK(json_layout("{\"a\":\"x\n", false) == JsonLayout::lines);
  CHECK(json_layout("noise\n{\"a\":1}\n", false) == JsonLayout::lines);
  CHECK(json_layout("", false) == JsonLayout::undecided);
}
