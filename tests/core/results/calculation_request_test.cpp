// What a calculator is asked: defaults, money to whole minor units, limits at their inputs, and complaints that name what is wrong.
#include "results/calculation_request.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace lifeworth;

namespace {

CalculationRequest parsed(const std::string& json) {
  auto request = parse_calculation(json);
  INFO(json << (request ? "" : english(request.error())));
  REQUIRE(request);
  return *request;
}

/// The English of what is wrong with a request; empty where nothing is.
std::string complaint(const std::string& json) {
  const auto request = parse_calculation(json);
  if (request) return "";
  CHECK(request.error().code == Code::bad_request);
  return english(request.error());
}

TypedScenario typed(std::string_view calculator, std::string_view scenario, std::string_view currency = "EUR") {
  const std::string request = std::string(R"({"kind":"calculation","calculator":")") + std::string(calculator) + R"(","currency":")" + std::string(currency) +
                              R"(","scenarios":[)" + std::string(scenario) + "]}";
  return parsed(request).scenarios.front();
}

double order_value(std::string_view number, std::string_view currency) {
  return typed("simple_clv", R"({"order_value":)" + std::string(number) + "}", currency).scenario.inputs[0];
}

const Figure& figure(const Sentence& sentence, std::string_view name) {
  for (const Argument& argument : sentence.arguments)
    if (argument.name == name) return std::get<Figure>(argument.value);
  FAIL("no argument " << name);
  throw 0;
}

/// The only problem of a scenario of some calculator.
Sentence problem(std::string_view calculator, std::string_view scenario, std::size_t place, std::string_view currency = "EUR") {
  const TypedScenario read = typed(calculator, scenario, currency);
  CAPTURE(calculator, scenario);
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].place == place);
  return read.problems[0].sentence;
}

}  // namespace

TEST_CASE("a calculation without inputs is the example, about the first output", "[scenarios][consistency]") {
  const auto request = parsed(R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{}]})");
  CHECK(request.kind == CalculationRequest::Kind::calculation);
  CHECK(request.calculator->name == "simple_clv");
  CHECK((request.currency.empty() && request.digits == 2 && request.output == 0 && request.draws == 100'000 && request.seed == 1));
  REQUIRE(request.scenarios.size() == 1);
  CHECK(request.scenarios[0].scenario.inputs == std::vector<double>{60'00, 4, 3, .4});
  CHECK_FALSE(request.scenarios[0].scenario.has_range());
  CHECK(request.scenarios[0].problems.empty());
}

TEST_CASE("a calculation carries every field it names", "[scenarios][consistency]") {
  const auto spread = parsed(R"({"kind":"uncertainty","calculator":"margin_multiple","currency":"KWD","output":"net_clv_first_end","draws":5000,"seed":9,
    "scenarios":[{"period":"month","retention":{"value":0.9,"low":0.85,"high":0.95},"margin_per_period":{"value":10,"low":8.5,"high":12}}]})");
  CHECK(spread.kind == CalculationRequest::Kind::uncertainty);
  CHECK((spread.currency == "KWD" && spread.digits == 3 && spread.draws == 5000 && spread.seed == 9));
  CHECK(spread.calculator->outputs[spread.output].name == "net_clv");
  CHECK(spread.calculator->outputs[spread.output].variant == "first_end");
  const Scenario& scenario = spread.scenarios[0].scenario;
  CHECK((scenario.inputs[0] == 1 && scenario.inputs[1] == 10'000 && scenario.inputs[2] == .9));
  CHECK((scenario.ranges[1]->low == 8'500 && scenario.ranges[1]->high == 12'000 && scenario.ranges[2]->low == .85 && scenario.ranges[2]->high == .95));
  CHECK(scenario.has_range());

  const auto solving = parsed(R"({"kind":"solve","calculator":"simple_clv","currency":"EUR","input":"lifespan","output":"revenue_clv","target":1234.5,"scenarios":[{}]})");
  CHECK((solving.input == 2 && solving.output == 1 && solving.target == 1'234'50));
  CHECK(parsed(R"({"kind":"solve","calculator":"capacity","input":"agents","target":1000,"scenarios":[{}]})").target == 1000);
  CHECK(parsed(R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{},{},{},{}]})").scenarios.size() == 4);
  CHECK(parsed(R"({"kind":"calculators"})").kind == CalculationRequest::Kind::calculators);
}

TEST_CASE("money is typed in major units and rounded to whole minor ones", "[scenarios][consistency]") {
  CHECK(order_value("60.005", "EUR") == 60'01);
  CHECK(order_value("60.004", "EUR") == 60'00);
  CHECK(order_value("60.5", "JPY") == 61);
  CHECK(order_value("60.4", "JPY") == 60);
  CHECK(order_value("60.0006", "KWD") == 60'001);
  CHECK(order_value("60.0004", "KWD") == 60'000);
  CHECK(order_value("60.006", "") == 60'01);
  CHECK(order_value("60", "JPY") == 60);
  // The example is the same number of every currency.
  CHECK(typed("simple_clv", "{}", "JPY").scenario.inputs[0] == 60);
  CHECK(typed("simple_clv", "{}", "KWD").scenario.inputs[0] == 60'000);
  // Only money is rounded.
  CHECK(typed("simple_clv", R"({"orders_per_year":4.3333})").scenario.inputs[1] == 4.3333);
}

TEST_CASE("what a calculator is not asked like is refused by name", "[scenarios][input]") {
  const auto scenario = [](const char* calculator, const char* inputs) { return std::string(R"({"kind":"calculation","calculator":")") + calculator + R"(","scenarios":[)" + inputs + "]}"; };
  const struct {
    std::string json;
    const char* named;
  } cases[] = {{R"({"kind":"sum","calculator":"simple_clv","scenarios":[{}]})", "“kind”"},
               {R"({"kind":7})", "“kind”"},
               {R"({"kind":"calculation","calculator":"clv","scenarios":[{}]})", "“clv”"},
               {R"({"kind":"calculation","calculator":3,"scenarios":[{}]})", "“calculator”"},
               {R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{}],"inputs":{}})", "“inputs”"},
               {R"({"kind":"calculation","calculator":"simple_clv"})", "“scenarios”"},
               {R"({"kind":"calculation","calculator":"simple_clv","scenarios":{}})", "“scenarios”"},
               {R"({"kind":"calculation","calculator":"simple_clv","scenarios":[]})", "“scenarios”"},
               {R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{},{},{},{},{}]})", "“scenarios”"},
               {R"({"kind":"uncertainty","calculator":"simple_clv","scenarios":[{},{}]})", "“scenarios”"},
               {R"({"kind":"solve","calculator":"simple_clv","input":"margin","target":1,"scenarios":[{},{}]})", "“scenarios”"},
               {scenario("simple_clv", "5"), "scenario"},
               {scenario("simple_clv", "null"), "scenario"},
               {scenario("simple_clv", R"({"margn":0.4})"), "“margn”"},
               {scenario("simple_clv", R"({"retention":0.4})"), "“retention”"},
               {scenario("simple_clv", R"({"margin":"0.4"})"), "“margin”"},
               {scenario("simple_clv", R"({"margin":true})"), "“margin”"},
               {scenario("simple_clv", R"({"margin":[0.4]})"), "“margin”"},
               {scenario("simple_clv", R"({"margin":{"value":0.4}})"), "“margin”"},
               {scenario("simple_clv", R"({"margin":{"low":0.3,"high":0.5}})"), "“margin”"},
               {scenario("simple_clv", R"({"margin":{"value":"0.4","low":0.3,"high":0.5}})"), "“margin”"},
               {scenario("simple_clv", R"({"margin":{"value":null,"low":0.3,"high":0.5}})"), "“margin”"},
               {scenario("margin_multiple", R"({"period":"week"})"), "“period”"},
               {scenario("margin_multiple", R"({"period":1})"), "“period”"},
               {scenario("margin_multiple", R"({"period":null})"), "“period”"},
               {R"({"kind":"calculation","calculator":"simple_clv","currency":"euro","scenarios":[{}]})", "“currency”"},
               {R"({"kind":"calculation","calculator":"simple_clv","currency":978,"scenarios":[{}]})", "“currency”"},
               {R"({"kind":"calculation","calculator":"simple_clv","output":"profit","scenarios":[{}]})", "“profit”"},
               {R"({"kind":"calculation","calculator":"margin_multiple","output":"clv","scenarios":[{}]})", "“clv”"},
               {R"({"kind":"calculation","calculator":"margin_multiple","output":"clv-if_retained","scenarios":[{}]})", "“clv-if_retained”"},
               {R"({"kind":"calculation","calculator":"simple_clv","output":1,"scenarios":[{}]})", "“output”"},
               {R"({"kind":"uncertainty","calculator":"simple_clv","draws":999,"scenarios":[{}]})", "“draws”"},
               {R"({"kind":"uncertainty","calculator":"simple_clv","draws":1000001,"scenarios":[{}]})", "“draws”"},
               {R"({"kind":"uncertainty","calculator":"simple_clv","draws":"many","scenarios":[{}]})", "“draws”"},
               {R"({"kind":"uncertainty","calculator":"simple_clv","draws":1500.5,"scenarios":[{}]})", "“draws”"},
               {R"({"kind":"uncertainty","calculator":"simple_clv","seed":-1,"scenarios":[{}]})", "“seed”"},
               {R"({"kind":"solve","calculator":"simple_clv","target":1,"scenarios":[{}]})", "“input”"},
               {R"({"kind":"solve","calculator":"simple_clv","input":"clv","target":1,"scenarios":[{}]})", "“input”"},
               {R"({"kind":"solve","calculator":"margin_multiple","input":"period","target":1,"scenarios":[{}]})", "“input”"},
               {R"({"kind":"solve","calculator":"retention_curve","input":"left_1","target":1,"scenarios":[{}]})", "“input”"},
               {R"({"kind":"solve","calculator":"simple_clv","input":"margin","scenarios":[{}]})", "“target”"},
               {R"({"kind":"solve","calculator":"simple_clv","input":"margin","target":"1","scenarios":[{}]})", "“target”"},
               {R"({"kind":"solve","calculator":"simple_clv","input":"margin","target":null,"scenarios":[{}]})", "“target”"}};
  for (const auto& [json, named] : cases) {
    CAPTURE(json);
    CHECK(complaint(json).find(named) != std::string::npos);
  }
}

TEST_CASE("what is no request at all is refused", "[scenarios][input]") {
  for (const char* json : {"", "  ", "[]", "null", "\"kind\"", "{\"kind\":\"calculation\"", "\xFF\xFE", R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{"margin":1e999}]})",
                           R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{"margin":NaN}]})", R"({"kind":"calculation","scenarios":[{}]})"}) {
    CAPTURE(json);
    CHECK_FALSE(complaint(json).empty());
  }
}

TEST_CASE("a request without its kind is refused by that name", "[scenarios][input]") {
  for (const char* json : {"{}", R"({"currency":"EUR"})", R"({"calculator":"simple_clv","scenarios":[{}]})"}) {
    CAPTURE(json);
    CHECK(complaint(json).find("“kind”") != std::string::npos);
  }
}

TEST_CASE("a field of another kind of request is refused by name", "[scenarios][input]") {
  const struct {
    const char *json, *named;
  } cases[] = {{R"({"kind":"calculators","calculator":"simple_clv"})", "“calculator”"},
               {R"({"kind":"calculators","draws":5000})", "“draws”"},
               {R"({"kind":"calculation","calculator":"simple_clv","target":3,"scenarios":[{}]})", "“target”"},
               {R"({"kind":"calculation","calculator":"simple_clv","input":"margin","scenarios":[{}]})", "“input”"},
               {R"({"kind":"calculation","calculator":"simple_clv","seed":3,"scenarios":[{}]})", "“seed”"},
               {R"({"kind":"uncertainty","calculator":"simple_clv","target":3,"scenarios":[{}]})", "“target”"},
               {R"({"kind":"solve","calculator":"simple_clv","input":"margin","target":3,"draws":5000,"scenarios":[{}]})", "“draws”"}};
  for (const auto& [json, named] : cases) {
    CAPTURE(json);
    CHECK(complaint(json).find(named) != std::string::npos);
  }
}

TEST_CASE("a range has no field that we do not know", "[scenarios][input]") {
  CHECK_FALSE(complaint(R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{"margin":{"value":0.4,"low":0.3,"high":0.5,"hihg":0.6}}]})").empty());
}

TEST_CASE("a number beyond the limits is a problem of its input that gives the limits", "[scenarios][input]") {
  for (const char* number : {"1.2", "-0.1", "1e300", "-1e300"}) {
    const Sentence sentence = problem("margin_multiple", R"({"retention":)" + std::string(number) + "}", 2);
    CHECK(sentence.code == Code::input_out_of_range);
    CHECK((figure(sentence, "low").value == 0 && figure(sentence, "high").value == 1));
    CHECK(figure(sentence, "high").unit == Unit::share_per_period);
  }
  CHECK(problem("retention_profit", R"({"retention_per_year":0.995})", 0).code == Code::input_out_of_range);
  CHECK(problem("nps_conversion", R"({"promoters":1.01})", 1).code == Code::input_out_of_range);
  CHECK(problem("retention_curve", R"({"discount":0})", 2).code == Code::input_out_of_range);
}

TEST_CASE("limits of money are told in minor units of the currency", "[scenarios][input]") {
  const struct {
    const char* currency;
    double most;
    int digits;
  } cases[] = {{"JPY", 1e12, 0}, {"EUR", 1e14, 2}, {"KWD", 1e15, 3}};
  for (const auto& [currency, most, digits] : cases) {
    for (const char* number : {"1.01e12", "-1", "1e306", "1e308"}) {
      CAPTURE(currency, number);
      const Sentence sentence = problem("simple_clv", R"({"order_value":)" + std::string(number) + "}", 0, currency);
      CHECK(sentence.code == Code::input_out_of_range);
      const Figure &low = figure(sentence, "low"), &high = figure(sentence, "high");
      CHECK((low.value == 0 && high.value == most && high.unit == Unit::money && high.currency == currency && high.minor_digits == digits));
    }
    CHECK(typed("simple_clv", R"({"order_value":1e12})", currency).problems.empty());
    CHECK(typed("simple_clv", R"({"order_value":0})", currency).problems.empty());
  }
}

TEST_CASE("an empty input is a problem unless it may be empty", "[scenarios][input]") {
  const Sentence sentence = problem("simple_clv", R"({"lifespan":null})", 2);
  CHECK(sentence.code == Code::input_needed);
  CHECK(sentence.arguments.empty());
  CHECK(problem("retention_curve", R"({"left_2":null})", 5).code == Code::input_needed);
  CHECK(typed("retention_curve", R"({"left_7":null})").problems.empty());
}

TEST_CASE("a range that does not hold its number, or leaves the limits, is a problem of its input", "[scenarios][input]") {
  for (const char* range : {R"({"value":0.5,"low":0.6,"high":0.7})", R"({"value":0.5,"low":0.3,"high":0.4})", R"({"value":0.5,"low":0.7,"high":0.3})"})
    CHECK(problem("simple_clv", R"({"margin":)" + std::string(range) + "}", 3).code == Code::range_unordered);
  const Sentence unordered = problem("simple_clv", R"({"order_value":{"value":50,"low":60.126,"high":70}})", 0);
  CHECK((figure(unordered, "low").value == 60'13 && figure(unordered, "high").value == 70'00));
  const Sentence beyond = problem("simple_clv", R"({"margin":{"value":0.9,"low":0.8,"high":1.1}})", 3);
  CHECK(beyond.code == Code::range_out_of_limits);
  CHECK((figure(beyond, "low").value == 0 && figure(beyond, "high").value == 1));
  CHECK(typed("simple_clv", R"({"margin":{"value":1,"low":0,"high":1}})").problems.empty());
  CHECK(typed("simple_clv", R"({"margin":{"value":0.5,"low":0.5,"high":0.5}})").problems.empty());
}

TEST_CASE("every wrong input has its own problem, in the order of the calculator", "[scenarios][input]") {
  const TypedScenario read = typed("simple_clv", R"({"margin":2,"lifespan":null,"order_value":-1})");
  REQUIRE(read.problems.size() == 3);
  CHECK((read.problems[0].place == 0 && read.problems[1].place == 2 && read.problems[2].place == 3));
}
