// JSON to rows: RFC 8259 texts by hand, in the three shapes orders come in.
#include "read/json_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../support/rows.h"

using lifeworth::Damage;
using lifeworth::JsonReader;
using lifeworth::TextKind;
using support::KeptRow;
using Names = std::vector<std::string>;
using Cells = std::vector<std::vector<std::string>>;

namespace {

struct Json {
  std::vector<KeptRow> rows;
  Names columns;
  std::uint64_t blank_lines = 0;
  std::optional<std::int64_t> broken_line;
  bool operator==(const Json&) const = default;
  Cells cells() const {
    Cells all;
    for (const KeptRow& row : rows) all.push_back(row.cells);
    return all;
  }
};

Json read(std::span<const std::string> pieces, TextKind kind, std::string_view key) {
  support::Kept kept;
  JsonReader reader(kind, std::string(key), kept);
  lifeworth::Expected<void> result;
  for (const std::string& piece : pieces)
    if (result) result = reader.push(std::string(piece));
  if (result) result = reader.finish();
  Json json{kept.rows, reader.columns(), reader.blank_lines(), std::nullopt};
  if (!result) {
    REQUIRE(result.error().code == lifeworth::Code::broken_json);
    json.broken_line = std::get<std::int64_t>(result.error().arguments.front().value);
  }
  return json;
}

Json read(std::string_view text) {
  const std::string whole(text);
  const TextKind kind = lifeworth::text_kind(text);
  return read(std::span(&whole, 1), kind, kind == TextKind::json_object ? lifeworth::find_records_key(text) : "");
}

bool refused(std::string_view text) { return read(text).broken_line.has_value(); }

}  // namespace

TEST_CASE("an array of objects: one row each, columns in the order they were first seen", "[correctness]") {
  const Json json = read("[{\"id\":1,\"total\":2.50},\n {\"total\":3,\"email\":\"x@example.org\"},{}]");
  CHECK(json.columns == Names{"id", "total", "email"});
  CHECK(json.rows == std::vector<KeptRow>{{{"1", "2.50"}, 1}, {{"", "3", "x@example.org"}, 2}, {{"", "", ""}, 2}});
  CHECK_FALSE(json.broken_line);
}

TEST_CASE("the list of orders is found among other keys before, behind and inside", "[correctness]") {
  const Json json = read(R"({"shop":{"orders":[{"no":1}]},"tags":[1,2],"pages":[{"page":1}],"note":"\"orders\":[{","orders":[{"id":7},{"id":8}],"count":2,"next":null})");
  CHECK(json.columns == Names{"id"});
  CHECK(json.cells() == Cells{{"7"}, {"8"}});
  CHECK(lifeworth::find_records_key(R"({"meta":1,"sales":[{"id":7}]})") == "sales");
  CHECK(lifeworth::find_records_key(R"({"meta":[1],"a":{"orders":[{}]}})") == "");
}

TEST_CASE("one object a line; a single object is a list of one", "[correctness]") {
  CHECK(read("{\"a\":1}\n\n{\"a\":2}\r\n  {\"b\":3}").cells() == Cells{{"1"}, {"2"}, {"", "3"}});
  CHECK(read("{\"a\":1}\n\n{\"a\":2}\n").blank_lines == 1);
  CHECK(read("{\"a\":1}\n\n{\"a\":2}").rows[1].line == 3);
  const std::string one = R"({"a":1,"b":"x"})";
  CHECK(read(std::span(&one, 1), TextKind::json_lines, "").cells() == Cells{{"1", "x"}});
}

TEST_CASE("escapes of every kind become their characters", "[correctness]") {
  CHECK(read(R"([{"a":"\"\\\/\b\f\n\r\t"}])").cells() == Cells{{"\"\\/\b\f\n\r\t"}});
  CHECK(read(R"([{"a":"\u0041\u00f1\u20AC\uD83D\uDE00","\u0062":"}]{["}])").cells() == Cells{{"A\u00F1\u20AC\U0001F600", "}]{["}});
  CHECK(read(R"([{"\u0062":1}])").columns == Names{"b"});
}

TEST_CASE("half of a surrogate pair, as cut names have it, costs a letter and not the file", "[input]") {
  const Json json = read(R"([{"name":"x\uD83D"},{"name":"y\uDE00z"},{"name":"w"}])");
  CHECK_FALSE(json.broken_line);
  CHECK(json.cells() == Cells{{"x\uFFFD"}, {"y\uFFFDz"}, {"w"}});
}

TEST_CASE("numbers stay the text that was written", "[correctness]") {
  CHECK(read(R"([{"a":9007199254740993,"b":1e5,"c":-0.10,"d":1E+2,"e":12345678901234567890123,"f":0,"g":1.50 }])").cells() ==
        Cells{{"9007199254740993", "1e5", "-0.10", "1E+2", "12345678901234567890123", "0", "1.50"}});
}

TEST_CASE("true, false, null, objects inside and lists inside", "[correctness]") {
  const Json json = read(R"([{"t":true,"f":false,"n":null,"customer":{"email":"x@example.org","address":{"zip":"01234"}},"lines":[{"q":1},[2]],"none":{}}])");
  CHECK(json.columns == Names{"t", "f", "n", "customer.email", "customer.address.zip", "lines"});
  CHECK(json.cells() == Cells{{"true", "false", "", "x@example.org", "01234", R"([{"q":1},[2]])"}});
}

TEST_CASE("what RFC 8259 forbids is refused in a list", "[input]") {
  for (std::string_view record : {"{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":-}", "{\"a\":1e}", "{\"a\":0x1}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":True}",
                                  "{\"a\":nul}", "{\"a\":nulll}", "{\"a\":truefalse}", "{\"a\":'x'}", "{'a':1}", "{a:1}", "{\"a\" 1}", "{\"a\":}", "{\"a\":1,}", "{,\"a\":1}",
                                  "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"line\nend\"}", "{\"a\":\"tab\there\"}", "{\"a\":1 2}",
                                  "{\"a\":[1,,2]}", "{\"a\":[1,]}", "{\"a\":[01]}", "{\"a\":[{\"b\":}]}", "{\"a\":[}]}", "{\"a\":{\"b\":1]}", "{\"a\"}", "{1:2}", "{\"a\":1}}", "{\"a\":1} 5"}) {
    INFO(record);
    CHECK(refused("[{\"a\":0}," + std::string(record) + "]"));
  }
}

TEST_CASE("what stands around the list must be JSON too", "[input]") {
  for (std::string_view text : {"[{\"a\":1}", "[{\"a\":1},]", "[{\"a\":1}]]", "[{\"a\":1}{\"a\":2}]", "[{\"a\":1};{\"a\":2}]", "[{\"a\":1}] x", "[{\"a\":1},{\"a\":\"x]", "[{\"a\":1},{",
                                "{\"orders\":[{\"a\":1}]", "{\"orders\":[{\"a\":1}],}", "{\"orders\":[{\"a\":1}],\"n\":01}", "{\"orders\" [{\"a\":1}]}", "{\"n\":1 \"orders\":[{\"a\":1}]}"}) {
    INFO(text);
    CHECK(refused(text));
  }
}

TEST_CASE("a broken record in a list is told with the line on which it begins", "[input]") {
  CHECK(read("[\n{\"a\":1},\n\n{\"a\":\n01}\n]").broken_line == 4);
  CHECK(read("{\"n\":1,\n\"orders\":[\n{\"a\":1},{\"a\":tru}]}").broken_line == 3);
  CHECK(read("[\n{\"a\":1},\n{\"a\":2").broken_line == 3);  // cut off
}

TEST_CASE("one broken line costs one line", "[input]") {
  const Json json = read("{\"a\":1}\n{\"a\":2\n{\"a\":3}\nnoise\n[1]\n{\"a\":4} {\"a\":5}\n{\"a\":6}");
  CHECK_FALSE(json.broken_line);
  CHECK(json.rows == std::vector<KeptRow>{{{"1"}, 1},
                                          {{"{\"a\":2"}, 2, Damage::broken_json},
                                          {{"3"}, 3},
                                          {{"noise"}, 4, Damage::broken_json},
                                          {{"[1]"}, 5, Damage::broken_json},
                                          {{"{\"a\":4} {\"a\":5}"}, 6, Damage::broken_json},
                                          {{"6"}, 7}});
}

TEST_CASE("a broken line leaves no columns and no values behind", "[input]") {
  const Json json = read("{\"a\":1}\n{\"a\":2,\"ghost\":3,\"x\":01}\n{\"a\":4}");
  CHECK(json.columns == Names{"a"});
  CHECK(json.rows[2].cells == Names{"4"});
}

TEST_CASE("objects nested without end are damage, not a crash", "[input]") {
  std::string deep = "{\"b\":1}\n";
  for (int i = 0; i < 100'000; ++i) deep += "{\"a\":";
  deep += "1" + std::string(100'000, '}') + "\n{\"b\":2}\n{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}\n";
  const Json json = read(deep);
  REQUIRE(json.rows.size() == 4);
  CHECK(json.rows[1].damage == Damage::broken_json);
  CHECK(json.rows[2].cells == Names{"2"});
  CHECK(json.rows[3].damage == Damage::broken_json);
}

TEST_CASE("JSON reads the same whatever the cuts", "[consistency]") {
  for (std::string_view text : {R"([{"a":"x\"]}\\","b":{"c":[1,{"d":2}]}} , {"a":1.50e3}
])",
                                R"({"n":"\\","x":[1],"orders":[{"a":"}\u00f1"},
{"a":{"b":"\\\""}}],"z":{"orders":[{}]}})",
                                "{\"a\":1}\r\n\n{\"a\":\"\\\"\"\n{\"b\":[1,2]}\n  \nnoise", "[{\"a\":1},{\"a\":01}]", "[{\"a\":1},{\"a\":2}", "[{\"a\":\"\xC3\xA9\xE2\x82\xAC\"}]"}) {
    const TextKind kind = lifeworth::text_kind(text);
    const std::string key = kind == TextKind::json_object ? lifeworth::find_records_key(text) : "";
    const Json whole = read(text);
    INFO(text);
    for (const auto& pieces : support::all_cuts(text)) REQUIRE(read(pieces, kind, key) == whole);
  }
}

TEST_CASE("elements that are no objects are counted as damaged rows, not passed over", "[input]") {
  const std::string json = R"({"orders":[{"a":1}, null, 5, "te]xt,", [1,{"b":2}], {"a":2}],"n":6})";
  struct Rows : lifeworth::RowSink {
    std::size_t good = 0, damaged = 0;
    void row(const lifeworth::Row& row) override { ++(row.damage == lifeworth::Damage::none ? good : damaged); }
  };
  for (std::size_t cut = 0; cut <= json.size(); ++cut) {
    Rows rows;
    lifeworth::JsonReader reader(lifeworth::TextKind::json_object, "orders", rows);
    REQUIRE(reader.push(std::string_view(json).substr(0, cut)));
    REQUIRE(reader.push(std::string_view(json).substr(cut)));
    REQUIRE(reader.finish());
    CHECK((rows.good == 2 && rows.damaged == 4));
  }
}
