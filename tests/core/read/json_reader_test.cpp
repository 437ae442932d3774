// JSON to rows: RFC 8259 texts by hand, in the three shapes orders come in.
#include "read/json_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../support/json_rows.h"

using lifeworth::Code;
using lifeworth::Damage;
using lifeworth::TextKind;
using support::KeptRow;
using support::read_json;
using support::ReadJson;
using Names = std::vector<std::string>;
using Cells = std::vector<std::vector<std::string>>;

TEST_CASE("an array of objects: one row each, columns in the order they were first seen", "[correctness]") {
  const ReadJson json = read_json("[{\"id\":1,\"total\":2.50},\n {\"total\":3,\"email\":\"x@example.org\"},{}]");
  CHECK(json.columns == Names{"id", "total", "email"});
  CHECK(json.rows == std::vector<KeptRow>{{{"1", "2.50"}, 1}, {{"", "3", "x@example.org"}, 2}, {{"", "", ""}, 2}});
  CHECK_FALSE(json.refusal);
}

TEST_CASE("the list of orders is found among other keys before, behind and inside", "[correctness]") {
  const ReadJson json = read_json(R"({"shop":{"orders":[{"no":1}]},"tags":[1,2],"pages":[{"page":1}],"note":"\"orders\":[{","orders":[{"id":7},{"id":8}],"count":2,"next":null})");
  CHECK(json.columns == Names{"id"});
  CHECK(json.cells() == Cells{{"7"}, {"8"}});
  CHECK(lifeworth::find_records_key(R"({"meta":1,"sales":[{"id":7}]})") == "sales");
  CHECK(lifeworth::find_records_key(R"({"meta":[1],"a":{"orders":[{}]}})") == "");
}

TEST_CASE("one object a line; a single object is a list of one", "[correctness]") {
  CHECK(read_json("{\"a\":1}\n\n{\"a\":2}\r\n  {\"b\":3}").cells() == Cells{{"1"}, {"2"}, {"", "3"}});
  CHECK(read_json("{\"a\":1}\n\n{\"a\":2}\n").blank_lines == 1);
  CHECK(read_json("{\"a\":1}\n\n{\"a\":2}").rows[1].line == 3);
  CHECK(read_json(R"({"a":1,"b":"x"})").cells() == Cells{{"1", "x"}});
  CHECK(read_json("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": \"x\"\n  }\n}\n").cells() == Cells{{"1", "x"}});
}

TEST_CASE("escapes of every kind become their characters", "[correctness]") {
  CHECK(read_json(R"([{"a":"\"\\\/\b\f\n\r\t"}])").cells() == Cells{{"\"\\/\b\f\n\r\t"}});
  CHECK(read_json(R"([{"a":"\u0041\u00f1\u20AC\uD83D\uDE00","\u0062":"}]{["}])").cells() == Cells{{"A\u00F1\u20AC\U0001F600", "}]{["}});
  CHECK(read_json(R"([{"\u0062":1}])").columns == Names{"b"});
}

TEST_CASE("half of a surrogate pair, as cut names have it, costs a letter and not the file", "[input]") {
  const ReadJson json = read_json(R"([{"name":"x\uD83D"},{"name":"y\uDE00z"},{"name":"w"}])");
  CHECK_FALSE(json.refusal);
  CHECK(json.cells() == Cells{{"x\uFFFD"}, {"y\uFFFDz"}, {"w"}});
}

TEST_CASE("numbers stay the text that was written", "[correctness]") {
  CHECK(read_json(R"([{"a":9007199254740993,"b":1e5,"c":-0.10,"d":1E+2,"e":12345678901234567890123,"f":0,"g":1.50 }])").cells() ==
        Cells{{"9007199254740993", "1e5", "-0.10", "1E+2", "12345678901234567890123", "0", "1.50"}});
}

TEST_CASE("true, false, null, objects inside and lists inside", "[correctness]") {
  const ReadJson json = read_json(R"([{"t":true,"f":false,"n":null,"customer":{"email":"x@example.org","address":{"zip":"01234"}},"lines":[{"q":1},[2]],"none":{}}])");
  CHECK(json.columns == Names{"t", "f", "n", "customer.email", "customer.address.zip", "lines.q", "lines", "lines.#"});
  CHECK(json.cells() == Cells{{"true", "false", "", "x@example.org", "01234", "1; ", "; 2", "2"}});
}

TEST_CASE("what RFC 8259 forbids is refused in a list", "[input]") {
  for (std::string_view record : {"{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":-}", "{\"a\":1e}", "{\"a\":0x1}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":True}",
                                  "{\"a\":nul}", "{\"a\":nulll}", "{\"a\":truefalse}", "{\"a\":'x'}", "{'a':1}", "{a:1}", "{\"a\" 1}", "{\"a\":}", "{\"a\":1,}", "{,\"a\":1}",
                                  "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"line\nend\"}", "{\"a\":\"tab\there\"}", "{\"a\":1 2}",
                                  "{\"a\":[1,,2]}", "{\"a\":[1,]}", "{\"a\":[01]}", "{\"a\":[{\"b\":}]}", "{\"a\":[}]}", "{\"a\":{\"b\":1]}", "{\"a\"}", "{1:2}", "{\"a\":1}}", "{\"a\":1} 5"}) {
    INFO(record);
    CHECK(read_json("[{\"a\":0}," + std::string(record) + "]").broken());
  }
}

TEST_CASE("what stands around the list must be JSON too", "[input]") {
  for (std::string_view text : {"[{\"a\":1}", "[{\"a\":1},]", "[{\"a\":1}]]", "[{\"a\":1}{\"a\":2}]", "[{\"a\":1};{\"a\":2}]", "[{\"a\":1}] x", "[{\"a\":1},{\"a\":\"x]", "[{\"a\":1},{",
                                "{\"orders\":[{\"a\":1}]", "{\"orders\":[{\"a\":1}],}", "{\"orders\":[{\"a\":1}],\"n\":01}", "{\"orders\" [{\"a\":1}]}", "{\"n\":1 \"orders\":[{\"a\":1}]}"}) {
    INFO(text);
    CHECK(read_json(text).broken());
  }
}

TEST_CASE("a broken record in a list is told with the line on which it begins and the place where it breaks", "[input]") {
  const auto told = [](std::string_view text) {
    const ReadJson json = read_json(text);
    REQUIRE(json.broken());
    return std::vector<std::int64_t>{json.line, json.at, json.column};
  };
  using Place = std::vector<std::int64_t>;
  CHECK(told("[\n{\"a\":1},\n\n{\"a\":\n01}\n]") == Place{4, 5, 1});
  CHECK(told("{\"n\":1,\n\"orders\":[\n{\"a\":1},{\"a\":tru}]}") == Place{3, 3, 14});
  CHECK(told("[\n{\"a\":1},\n{\"a\":2") == Place{3, 3, 7});  // cut off
  CHECK(told("[{\"a\":1},\n {\"a\":2}\n") == Place{3, 3, 1});
  CHECK(told("[{\"a\":1}\n,{\"a\":\"x\ny\"}]") == Place{2, 2, 9});  // a line end in a string
  CHECK(told("[{\"a\":1},{\"a\":2}}") == Place{1, 1, 17});
  CHECK(told("[{\"a\":1},]") == Place{1, 1, 10});
  CHECK(told("[\n{\"a\":[{\n\"b\":1},\n]}]") == Place{2, 4, 1});
  CHECK(told("{\"a\":1,}") == Place{1, 1, 8});
}

TEST_CASE("one broken line costs one line", "[input]") {
  const ReadJson json = read_json("{\"a\":1}\n{\"a\":2\n{\"a\":3}\nnoise\n[1]\n{\"a\":4} {\"a\":}\n{\"a\":6}");
  CHECK_FALSE(json.refusal);
  CHECK(json.rows == std::vector<KeptRow>{{{"1"}, 1},
                                          {{"{\"a\":2"}, 2, Damage::broken_json},
                                          {{"3"}, 3},
                                          {{"noise"}, 4, Damage::broken_json},
                                          {{"[1]"}, 5, Damage::broken_json},
                                          {{"{\"a\":4} {\"a\":}"}, 6, Damage::broken_json},
                                          {{"6"}, 7}});
}

TEST_CASE("a broken first line costs that line, wherever it was cut off", "[input]") {
  const std::string first = R"({"id":7,"n":"x","sum":{"net":1,"tax":[1,2]}})";
  for (std::size_t cut = 1; cut < first.size(); ++cut) {
    INFO(first.substr(0, cut));
    if (std::string_view("{[,:").find(first[cut - 1]) != std::string_view::npos) continue;  // these begin a value that spans lines
    const ReadJson json = read_json(first.substr(0, cut) + "\n{\"id\":8}\n{\"id\":9}\n");
    CHECK_FALSE(json.refusal);
    REQUIRE(json.rows.size() == 3);
    CHECK(json.rows[0].damage == Damage::broken_json);
    CHECK(json.rows[2].cells == Names{"9"});
  }
}

TEST_CASE("where every line is broken the file is refused with the first", "[input]") {
  const ReadJson json = read_json("\n{\"a\":1\n{'b':2}\n{\"a\":3 x}\n");
  CHECK(json.broken());
  CHECK((json.line == 2 && json.rows.size() == 3));
}

TEST_CASE("a broken line leaves no columns and no values behind", "[input]") {
  const ReadJson json = read_json("{\"a\":1}\n{\"a\":2,\"ghost\":3,\"x\":01}\n{\"a\":4}");
  CHECK(json.columns == Names{"a"});
  CHECK(json.rows[2].cells == Names{"4"});
}

TEST_CASE("objects nested without end are damage, not a crash", "[input]") {
  std::string deep = "{\"b\":1}\n";
  for (int i = 0; i < 100'000; ++i) deep += "{\"a\":";
  deep += "1" + std::string(100'000, '}') + "\n{\"b\":2}\n{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}\n";
  const ReadJson json = read_json(deep);
  REQUIRE(json.rows.size() == 4);
  CHECK(json.rows[1].damage == Damage::broken_json);
  CHECK(json.rows[2].cells == Names{"2"});
  CHECK(json.rows[3].damage == Damage::broken_json);
}

TEST_CASE("objects one after the other are records however they are set apart", "[correctness]") {
  const Cells two{{"1", "x"}, {"2", "y"}};
  for (std::string_view text : {R"({"a":1,"b":"x"}{"a":2,"b":"y"})", R"({"a":1,"b":"x"} {"a":2,"b":"y"} )", R"({"a":1,"b":"x"}, {"a":2,"b":"y"})", "{\"a\":1,\"b\":\"x\"},\n{\"a\":2,\"b\":\"y\"}",
                                "{\"a\":1,\"b\":\"x\"},\n{\"a\":2,\"b\":\"y\"},\n", "{\"a\":1,\"b\":\"x\"}\r{\"a\":2,\"b\":\"y\"}", "\x1E{\"a\":1,\"b\":\"x\"}\n\x1E{\"a\":2,\"b\":\"y\"}\n",
                                "{\n  \"a\": 1,\n  \"b\": \"x\"\n}\n{\n  \"a\": 2,\n  \"b\": \"y\"\n}\n", "{\n\"a\": 1,\n\"b\": \"x\"\n},\n{\n\"a\": 2,\n\"b\": \"y\"\n}",
                                "{ \"a\": 1\n, \"b\": \"x\"\n}\n{ \"a\": 2\n, \"b\": \"y\"\n}", "\xEF\xBB\xBF{\"a\":1,\"b\":\"x\"}\n\xEF\xBB\xBF{\"a\":2,\"b\":\"y\"}"}) {
    INFO(text);
    const ReadJson json = read_json(text);
    CHECK_FALSE(json.refusal);
    CHECK(json.cells() == two);
  }
  CHECK(read_json("{\n\"a\":1\n}\n\n{\n\"a\":2}").rows[1].line == 5);
  // Two files put one behind the other, the first without a line end.
  CHECK(read_json("{\"a\":1}\n{\"a\":2}{\"a\":3}\n{\"a\":4}\n").cells() == Cells{{"1"}, {"2"}, {"3"}, {"4"}});
}

TEST_CASE("objects one after the other that break are refused with the place", "[input]") {
  CHECK(read_json("{\"a\":1},").broken());
  CHECK(read_json("{\"a\":1}#").broken());
  CHECK(read_json("{\"a\":1}}").broken());
  CHECK(read_json("{\"a\":1}{\"a\":2}{\"a\":").broken());
  const ReadJson json = read_json("{\n\"a\":1\n}\n{\n\"a\":01\n}\n");
  CHECK(json.broken());
  CHECK((json.line == 4 && json.at == 5 && json.column == 5));
}

TEST_CASE("a list of lists is a table; its first row is the header when it can be", "[correctness]") {
  const ReadJson named = read_json(R"([["id","total, net"],["7",2.50],[8,null,{"x":[1, 2]}],[9]])");
  CHECK(named.columns == Names{"id", "total, net", "#3"});
  CHECK(named.rows == std::vector<KeptRow>{{{"7", "2.50"}, 1}, {{"8", "", R"({"x":[1, 2]})"}, 1}, {{"9", "", ""}, 1}});
  const ReadJson bare = read_json("[[1,2],[3,4]]");
  CHECK(bare.columns == Names{"#1", "#2"});
  CHECK(bare.cells() == Cells{{"1", "2"}, {"3", "4"}});
  CHECK(read_json(R"([["a","a"],["b","c"]])").columns == Names{"#1", "#2"});
  CHECK(read_json(R"([["a",""],["b","c"]])").columns == Names{"#1", "#2"});
  CHECK(read_json(R"({"data":[["a","b"],[1,2]]})").cells() == Cells{{"1", "2"}});
  CHECK(read_json("[\"Name\",\"Score\"]\n[\"x\",24]\n[\"y\",7]\n").cells() == Cells{{"x", "24"}, {"y", "7"}});
  CHECK(read_json("[[\"a\",\"b\"],\n[1,2],{\"a\":1},\n[3,]]").line == 3);
  CHECK(read_json("[[\"a\",\"b\"]]").no_records());
}

TEST_CASE("lists deeper inside: the way is the path of keys", "[correctness]") {
  const ReadJson json = read_json(R"({"data":{"count":1,"orders":{"pageInfo":{"x":[{}]},"edges":[{"node":{"id":"7"}},{"node":{"id":"8"}}]}},"extensions":{}})");
  CHECK(json.columns == Names{"node.id"});
  CHECK(json.cells() == Cells{{"7"}, {"8"}});
  CHECK(read_json(R"({"data":{"orders":[{"id":7}],"x":01}})").broken());
}

TEST_CASE("what is JSON and holds no record is told apart from what is broken", "[input]") {
  for (std::string_view text : {"[]", "{}", "[ ]", "[{}]", "[{},{}]", "[1,2]", "[null]", "[\"a\",\"b\"]", "[[]]", "null", "true", "\"a\"", "-42", "{\"orders\":[]}", "[1,[],{}]", "\xEF\xBB\xBF[]"}) {
    INFO(text);
    CHECK(read_json(text).no_records());
  }
}

TEST_CASE("a byte order mark before JSON is passed over, whatever cuts it", "[input]") {
  for (std::string_view text : {"\xEF\xBB\xBF[{\"a\":1}]", "\xEF\xBB\xBF{\"orders\":[{\"a\":1}]}", "\xEF\xBB\xBF{\"a\":1}\n", "\xEF\xBB\xBF{\n\"a\":1\n}"}) {
    for (const auto& pieces : support::all_cuts(text)) CHECK(read_json(pieces, *lifeworth::json_shape(text, true)).cells() == Cells{{"1"}});
  }
  CHECK(read_json("\xEF\xBB\xBF\xEF\xBB\xBF[{\"a\":1}]").broken());
}

TEST_CASE("JSON reads the same whatever the cuts", "[consistency]") {
  for (std::string_view text : {R"([{"a":"x\"]}\\","b":{"c":[1,{"d":2}]}} , {"a":1.50e3}
])",
                                R"({"n":"\\","x":[1],"orders":[{"a":"}\u00f1"},
{"a":{"b":"\\\""}}],"z":{"orders":[{}]}})",
                                "{\"a\":1}\r\n\n{\"a\":\"\\\"\"\n{\"b\":[1,2]}\n  \nnoise", "[{\"a\":1},{\"a\":01}]", "[{\"a\":1},{\"a\":2}", "[{\"a\":\"\xC3\xA9\xE2\x82\xAC\"}]",
                                "{\n \"a\": 1,\n \"b\": [true, {\"c\":\"\\u20ac\"}]}\n{\"a\":2}, \x1E{\"a\":\n3}\n", "{\"a\":1},\n{\"a\":2}{\"a\":3}\n{\"a\"\n\n{\"b\":1},",
                                "{\"a\":1\n{\"a\":2}\n", "[null, 12 ,[1],\n[\"a\\\"\",{\"b\":[]}],{\"a\":1}]\n", R"({"data":{"n":12,"orders":{"edges":[{"node":{"id":7}}]}},"x":-1.5e+3})",
                                "[{\"a\":1},\n{\"a\":[1,2}]", "[{\"a\":1}]x", "42", "[\"a\",\"b\"]\n[1,2]\n\n[3\n[4,5]"}) {
    const lifeworth::JsonShape shape = lifeworth::json_shape(text, true).value();
    const ReadJson whole = read_json(text);
    INFO(text);
    for (const auto& pieces : support::all_cuts(text)) REQUIRE(read_json(pieces, shape) == whole);
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
