// What RFC 8259 accepts and what it forbids, section by section. Each case is a value; it is read alone by the walk, as the value of a record in
// a list, and (in the forbidden half) in pieces cut at every byte.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "../support/json_rows.h"
#include "read/json_text.h"

using lifeworth::JsonText;
using lifeworth::JsonUnread;
using lifeworth::JsonVerdict;

namespace {

bool valid(std::string_view json) {
  JsonText text;
  JsonUnread unread;
  return text.walk(json, unread) == JsonVerdict::valid;
}

using namespace std::string_view_literals;

constexpr std::string_view accepted[] = {
    // §2 white space and structure
    "[]", "{}", " [ ] ", "\t{\n}\r\n", "[ 1 , 2 ]", "{ \"a\" : 1 }", "[\n\n1\n\n]", "\r\n[\r\n]\r\n", "[[]]", "[{}]", "{\"a\":{}}", "{\"a\":[]}", "[[],[]]", "[[[[[[[[[[]]]]]]]]]]",
    "[{},{}]", "[1,[2,[3,{\"a\":[4]}]]]", "{\"a\":{\"b\":{\"c\":{}}}}",
    // §3 values
    "null", "true", "false", "[null]", "[true,false,null]", "{\"a\":null}", " null ", "\"\"", "42", "[\"a\"]",
    // §4 objects
    "{\"\":1}", "{\"\":\"\"}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":2}", "{\"a b\":1}", "{\"\\u0000\":1}", "{\"\\\"\":1}", "{\"a.b\":1}", "{\"__proto__\":1}", "{\"a\":\"}\"}", "{\"{\":\"[\"}",
    // §6 numbers
    "0", "-0", "[-0]", "1", "-1", "10", "123456789", "0.1", "-0.1", "1.5", "0.0", "0.00000000000000000001", "1e5", "1E5", "1e+5", "1E+5", "1e-5", "1E-5", "0e0", "0E+1", "0e+01", "1e00", "1.5e3", "-1.5E-3",
    "1E400", "-1e-400", "123.456e78", "9007199254740993", "18446744073709551616", "-9223372036854775809", "123456789012345678901234567890", "1.10", "0.10000000000000000000000000000000000001",
    "[1,-1,0]", "[0,0.0,-0.0]", "1e99999999999999999999",
    // §7 strings
    "\"a\"", "\" \"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"", "\"/\"", "\"\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u00e9\"", "\"\\u00E9\"", "\"\\uABCD\"", "\"\\uabcd\"", "\"\\u0000\"", "\"\\u001f\"",
    "\"\\uD83D\\uDE00\"", "\"\\ud83d\\ude00\"", "\"\x7F\"", "\"\xC3\xA9\"", "\"\xE2\x82\xAC\"", "\"\xF0\x9F\x98\x80\"", "\"\xE2\x80\xA8\"", "\"\xE2\x80\xA9\"", "\"\xEF\xBB\xBF\"", "\"\xC2\xA0\"",
    "\"\xEF\xBF\xBF\"", "\"'\"", "\"{}[]:,\"", "\"// no comment\"", "\"\\\\\\\"\"", "\"\\\\\\\\\"", "\"\\u005C\"", "\"\\u0022\"", "\"\\\\u0041\"",
    // §8.2 half a surrogate pair is allowed by the grammar
    "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\uD800\"", "\"\\uDC00\\uD800\"", "\"\\uD83Dx\"", "\"\\uD83D\\n\"", "\"\\uD83D\\u0041\"", "{\"\\uD800\":1}"};

constexpr std::string_view forbidden[] = {
    // nothing, and what is not white space
    "", " ", "\n", "[\f]", "[\v1]", "[1\f]", "\xC2\xA0[]", "[]\xC2\xA0", "[\xE2\x80\x83]", "[\xE2\x81\xA0]", "[1\xC2\xA0]", "\xEF\xBB\xBF[]", "[\0]"sv, "\0"sv, "[1\0]"sv, "[\x01]",
    // brackets
    "[", "]", "{", "}", "[}", "{]", "[[]", "[]]", "[[", "{}}", "{{}}", "[1}", "{\"a\":1]", "{\"a\":[1}]", "[{\"a\":1]}", "][", "}{", "[{]}", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,",
    // commas and colons
    "[,]", "[1,]", "[,1]", "[1,,2]", "[1,2,,]", "[ , ]", "{,}", "{\"a\":1,}", "{,\"a\":1}", "{\"a\":1,,\"b\":2}", "{\"a\":1,,}", "[1 2]", "[\"a\" \"b\"]", "[\"a\"\"b\"]", "[[][]]", "[{}{}]", "[1[2]]",
    "[:]", "[1:2]", "{\"a\",1}", "{\"a\"::1}", "{\"a\":1:2}", "{\"a\" 1}", "{:1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "[1;2]", "{\"a\"=1}", "{\"a\"=>1}", ",", ":", "[1],", ",[1]", "1,",
    // keys
    "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}", "{{}:1}", "{\"a\":1,b:2}", "{\"a\":1,\"b\"}", "{\"a\"}", "{\"a\":}", "{\"a\":,\"b\":1}", "{-1:0}", "{a\":1}", "{\"a:1}", "{\"a\\\":1}",
    // literals
    "nul", "nulll", "Null", "NULL", "tru", "truee", "True", "TRUE", "fals", "False", "falsee", "[nul]", "[tru]", "[fals]", "truefalse", "[true false]", "[nulltrue]", "none", "None", "undefined", "[undefined]", "nan",
    "NaN", "[NaN]", "-NaN", "Infinity", "-Infinity", "[-Infinity]", "inf", "[Inf]", "t", "n", "f", "[n]", "tru\"e\"", "null\"\"", "\"\"null", "[true\"\"]",
    // numbers
    "01", "-01", "00", "0123", "-00", "1.", "-1.", "0.", "1.e5", "[1.]", ".5", "-.5", "[.5]", "+1", "+0", "[+1]", "--1", "-", "[-]", "-a", "- 1", "1e", "1E", "1e+", "1e-", "1.5e", "1e1.5", "1e1e1", "1.2.3", "1..2", "0x1F",
    "0x", "0b1", "0o7", "1_000", "1 000", "1,000", "1L", "1n", "1f", "1a", "[1a]", "12abc", "0e", "0e+", "0.e1", "1/2", "1+1", "1-1", "(1)", "$1", "1%", "#1", "\xEF\xBC\x91", "1\xEF\xBC\x91", "-\"1\"", "1\"a\"", "2.e+3",
    "2.e-3", "-2.", "1eE2", "1e\xEF\xBC\x91", "\xE2\x88\x92" "1",
    // strings
    "\"", "\"a", "a\"", "[\"a]", "\"\\\"", "\"\\", "'a'", "['a']", "`a`", "\xE2\x80\x9C" "a\xE2\x80\x9D", "\"\\x41\"", "\"\\a\"", "\"\\v\"", "\"\\0\"", "\"\\'\"", "\"\\ \"", "\"\\U0041\"", "\"\\u\"", "\"\\u0\"", "\"\\u00\"", "\"\\u004\"",
    "\"\\u00g1\"", "\"\\u 041\"", "\"\\u-041\"", "\"\\u+041\"", "\"\\uD83D\\u\"", "\"\\uD83D\\uD\"", "\"\\uD83D\\x\"", "\"\\\xC3\xA9\"", "\"\\\n\"", "\"a\nb\"", "\"a\rb\"", "\"a\tb\"", "\"\x01\"", "\"\x1F\"", "\"\0\""sv,
    "\"a\"b", "\"a\"\"b\"", "a", "[a]", "abc", "\"a\" x", "[\"a\"b]",
    // comments and what other languages write
    "// a\n[]", "[] // a", "/* a */[]", "[]/**/", "[1/**/,2]", "{/**/}", "# a\n[]", "[1]#", "{\"a\":/*x*/1}", "[...]", "<a>", "var a = []", "[];", "({})", "callback([])", "{\"a\":function(){}}", "{...{}}", "[1,2][0]",
    "*", "@", "&", "\\", "\\n", "[\\n]", "\\u0041", "[\\u0031]", "{\"a\":\\u0031}",
    // one value only
    "[][]", "{}{}", "1 2", "null null", "\"a\" \"b\"", "[] {}", "[1]x", "{\"a\":1}\"x\"", "{}#", "[]1"};

}  // namespace

static_assert(std::size(accepted) + std::size(forbidden) >= 150);

TEST_CASE("what the JSON grammar accepts is accepted", "[correctness][json]") {
  for (const std::string_view json : accepted) {
    INFO(json);
    CHECK(valid(json));
    const support::ReadJson read = support::read_json("[{\"v\":" + std::string(json) + ",\"z\":1}]");
    CHECK_FALSE(read.refusal);
    CHECK(read.rows.size() == 1);
    CHECK(read.cell(0, "z") == "1");
    CHECK_FALSE(support::read_json(json).broken());
    CHECK_FALSE(support::read_json("{\"n\":" + std::string(json) + ",\"orders\":[{\"a\":1}],\"m\":" + std::string(json) + "}").refusal);
  }
}

TEST_CASE("what the JSON grammar forbids is refused", "[correctness][json]") {
  for (const std::string_view json : forbidden) {
    INFO(json);
    CHECK_FALSE(valid(json));
    const std::string in_list = "[{\"v\":" + std::string(json) + "}]";
    // Some of what is no value makes a record when it stands in one, as `1,"b":2` would; none here does.
    const support::ReadJson read = support::read_json(in_list);
    CHECK(read.broken());
    CHECK(read.line == 1);
    for (const auto& pieces : support::all_cuts(in_list)) REQUIRE(support::read_json(pieces, {lifeworth::TextKind::json_array, {}}) == read);
    CHECK(support::read_json("{\"n\":" + std::string(json) + ",\"orders\":[{\"a\":1}]}").broken());
    CHECK(support::read_json("{\"orders\":[{\"a\":1}],\"n\":" + std::string(json) + "}").broken());
  }
}

TEST_CASE("numbers stay as they are written", "[correctness][json]") {
  for (const std::string_view number : {"9007199254740993", "1E400", "-0", "1.10", "1e5", "0.0", "-0.0", "00.1", "123456789012345678901234567890", "-1.50E-3"}) {
    INFO(number);
    const support::ReadJson read = support::read_json("[{\"v\":" + std::string(number) + "},{\"v\":[" + std::string(number) + "]}]");
    if (number == "00.1") {
      CHECK(read.broken());
      continue;
    }
    CHECK(read.cell(0, "v") == number);
    CHECK(read.cell(1, "v") == number);
  }
}

TEST_CASE("nesting to the limit is read right, beyond it refused as too deep", "[input][json]") {
  for (const std::size_t depth : {std::size_t{500}, std::size_t{1000}, lifeworth::json_deepest - 2, lifeworth::json_deepest}) {
    INFO(depth);
    std::string objects, lists;
    for (std::size_t i = 1; i < depth; ++i) objects += "{\"a\":";
    objects += "{\"b\":7}" + std::string(depth - 1, '}');
    lists = "{\"a\":" + std::string(depth - 1, '[') + "7" + std::string(depth - 1, ']') + "}";
    const support::ReadJson read = support::read_json("[" + objects + "," + lists + "]");
    CHECK_FALSE(read.refusal);
    std::string name;
    for (std::size_t i = 1; i < depth; ++i) name += "a.";
    CHECK(read.cell(0, name + "b") == "7");
    CHECK(read.cell(1, "a") == "7");
  }
  for (const std::size_t depth : {lifeworth::json_deepest + 1, std::size_t{1'000'000}}) {
    const std::string lists = "[{\"a\":1},\n{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}]";
    const support::ReadJson read = support::read_json(lists);
    CHECK(read.refusal == lifeworth::Code::json_beyond_bounds);
    CHECK(read.line == 2);
  }
  CHECK(support::read_json(std::string(1'000'000, '[')).refusal);
  std::string open;
  for (int i = 0; i < 100'000; ++i) open += "[{\"\":";
  CHECK(support::read_json(open).refusal);
}
