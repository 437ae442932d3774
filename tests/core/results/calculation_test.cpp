// The JSON of calculators: what the page is promised.
#include "results/calculation.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "base/sentence.h"
#include "calculators.h"

using namespace lifeworth;
using lifeworth::test::ResultJson;

namespace {

/// The answer to a request about one calculator; `more` are further fields, each with a comma behind it.
ResultJson asked(std::string_view kind, std::string_view calculator, std::string_view currency, std::string_view more, std::string_view scenarios) {
  std::string request = "{";
  for (const auto& [key, word] : {std::pair("kind", kind), std::pair("calculator", calculator), std::pair("currency", currency)})
    request += "\"" + std::string(key) + "\":\"" + std::string(word) + "\",";
  return ResultJson(calculate(request + std::string(more) + "\"scenarios\":[" + std::string(scenarios) + "]}"));
}

ResultJson calculated(std::string_view calculator, std::string_view scenarios, std::string_view more = "") { return asked("calculation", calculator, "EUR", more, scenarios); }

ResultJson spread(std::string_view calculator, std::string_view scenario, std::string more = "") { return asked("uncertainty", calculator, "EUR", R"("draws":2000,)" + more, scenario); }

ResultJson solved(std::string_view calculator, std::string_view scenario, std::string input, std::string output, double target, std::string_view currency = "EUR") {
  return asked("solve", calculator, currency, R"("input":")" + input + R"(","output":")" + output + R"(","target":)" + std::to_string(target) + ",", scenario);
}

std::string at(std::string_view place, std::size_t index) { return std::string(place) + "/" + std::to_string(index); }

std::vector<std::string> keys(simdjson::dom::element object) {
  std::vector<std::string> found;
  for (const auto& [key, value] : object.get_object().value_unsafe()) found.emplace_back(key);
  return found;
}

/// Every sentence of a scenario is whole: nothing unknown, nothing unfilled.
void check_whole(const ResultJson& json, const std::string& sentence) {
  const std::string message = json.text(sentence + "/message");
  CAPTURE(message);
  CHECK(message.find('{') == std::string::npos);
  CHECK(message.find("unknown") == std::string::npos);
  CHECK(message.find("  ") == std::string::npos);
  CHECK(message.size() > 20);
}

}  // namespace

TEST_CASE("the catalogue tells of every calculator, input and output, and of currencies", "[scenarios][smoke]") {
  const ResultJson json(calculate(R"({"kind":"calculators"})"));
  CHECK(json.text("/kind") == "calculators");
  REQUIRE(json.size("/calculators") == calculators().size());
  for (std::size_t i = 0; i < calculators().size(); ++i) {
    const Calculator& calculator = calculators()[i];
    const std::string place = at("/calculators", i);
    CHECK(json.text(place + "/name") == calculator.name);
    REQUIRE(json.size(place + "/inputs") == calculator.inputs.size());
    for (std::size_t j = 0; j < calculator.inputs.size(); ++j) {
      const InputAbout& about = calculator.inputs[j];
      const std::string input = at(place + "/inputs", j);
      CAPTURE(calculator.name, about.name);
      CHECK(json.text(input + "/name") == about.name);
      CHECK(json.text(input + "/unit") == name_of(about.unit));
      CHECK(json.number(input + "/lowest") == about.lowest);
      CHECK(json.number(input + "/highest") == about.highest);
      CHECK(json.text(input + "/group") == about.group);
      CHECK(json.text(input + "/measured") == about.measured);
      CHECK(json.at(input + "/optional").get_bool().value_unsafe() == about.optional);
      CHECK(json.at(input + "/counted").get_bool().value_unsafe() == about.counted);
      if (about.unit == Unit::choice) {
        CHECK(json.text(input + "/default") == about.words[static_cast<std::size_t>(about.standard)]);
        CHECK(json.size(input + "/choices") == about.words.size());
      } else {
        CHECK(json.number(input + "/default") == about.standard);  // money in major units
      }
    }
    REQUIRE(json.size(place + "/outputs") == calculator.outputs.size());
    CHECK(json.text(place + "/outputs/0/unit") == name_of(calculator.outputs[0].unit));
    CHECK(json.size(place + "/formulas") == calculator.formulas.size());
    CHECK(json.size(place + "/presets") == calculator.presets.size());
  }
  CHECK(json.text("/calculators/1/presets/1/name") == "level_profit");
  CHECK(json.number("/calculators/1/presets/1/inputs/profit_year_3") == 100);
  bool dinar = false;
  for (std::size_t i = 0; i < json.size("/currencies"); ++i)
    if (json.text(at("/currencies", i) + "/code") == "KWD") dinar = json.number(at("/currencies", i) + "/minor_digits") == 3;
  CHECK(dinar);
}

TEST_CASE("a calculation answers with head, outputs, meaning, notes, levers and pictures", "[scenarios][smoke]") {
  const ResultJson json = calculated("simple_clv", R"({},{"margin":{"value":0.5,"low":0.4,"high":0.6}})", R"("output":"revenue_clv",)");
  CHECK(json.text("/kind") == "calculation");
  CHECK(json.text("/calculator") == "simple_clv");
  CHECK(json.text("/currency") == "EUR");
  CHECK(json.number("/minor_digits") == 2);
  CHECK(json.text("/output") == "revenue_clv");
  REQUIRE(json.size("/scenarios") == 2);
  CHECK(keys(json.at("/scenarios/0")) == std::vector<std::string>{"problems", "outputs", "meaning", "notes", "levers", "charts", "spreads"});
  CHECK(keys(json.at("/scenarios/0/outputs")) == std::vector<std::string>{"clv", "revenue_clv", "profit_per_year"});
  CHECK(keys(json.at("/scenarios/0/outputs/clv")) == std::vector<std::string>{"value"});
  CHECK(json.number("/scenarios/0/outputs/clv/value") == 288'00);
  CHECK(json.number("/scenarios/1/outputs/clv/value") == 360'00);
  CHECK(json.text("/scenarios/0/meaning/code") == "means_simple_clv");
  CHECK(json.number("/scenarios/0/meaning/arguments/clv/value") == 288'00);
  CHECK(json.text("/scenarios/0/meaning/arguments/clv/currency") == "EUR");
  CHECK(json.has_code("/scenarios/0/notes", "note_simple_clv"));
  CHECK_FALSE(json.at("/scenarios/0/spreads").get_bool().value_unsafe());
  CHECK(json.at("/scenarios/1/spreads").get_bool().value_unsafe());

  // Levers of revenue: three of a tenth, in typed units; the margin does not move it, a tenth of it or over its range.
  REQUIRE(json.size("/scenarios/0/levers") == 4);
  std::size_t order_value = 0;
  while (order_value < 3 && json.text(at("/scenarios/0/levers", order_value) + "/input") != "order_value") ++order_value;
  const std::string lever = at("/scenarios/0/levers", order_value);
  CHECK(json.number(lever + "/step/low_input") == 54);
  CHECK(json.number(lever + "/step/high") == 792'00);
  CHECK(json.null(lever + "/own"));
  CHECK(json.text("/scenarios/1/levers/3/input") == "margin");
  CHECK(json.number("/scenarios/1/levers/3/own/high_input") == .6);
  CHECK(json.number("/scenarios/1/levers/3/own/high") == 720'00);

  CHECK(keys(json.at("/scenarios/0/charts/0")) == std::vector<std::string>{"name", "form", "x", "x_unit", "y_unit", "words", "series", "guides"});
  CHECK(json.text("/scenarios/0/charts/0/form") == "lines");
  CHECK(json.text("/scenarios/0/charts/0/series/1/name") == "profit");
  CHECK(json.number("/scenarios/0/charts/0/series/1/points/24/0") == 3);
  CHECK(std::abs(json.number("/scenarios/0/charts/0/series/1/points/24/1") - 288'00) < 1e-9);
}

TEST_CASE("examples speak in whole sentences", "[scenarios][consistency]") {
  for (const Calculator& calculator : calculators()) {
    std::string scenarios = "{}";
    std::size_t count = 1;
    for (const Preset& preset : calculator.presets) {
      std::string inputs;
      for (const auto& [place, typed] : preset.values)
        inputs += (inputs.empty() ? "\"" : ",\"") + std::string(calculator.inputs[static_cast<std::size_t>(place)].name) + "\":" + std::to_string(typed);
      scenarios += ",{" + inputs + "}";
      ++count;
    }
    const ResultJson json = calculated(calculator.name, scenarios);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string place = at("/scenarios", i);
      CAPTURE(calculator.name, i);
      CHECK(json.size(place + "/problems") == 0);
      check_whole(json, place + "/meaning");
      for (std::size_t note = 0; note < json.size(place + "/notes"); ++note) check_whole(json, at(place + "/notes", note));
      CHECK(json.size(place + "/levers") > 0);
      CHECK(json.size(place + "/charts") > 0);
    }
  }
}

TEST_CASE("what never comes is null and never, what cannot be said is null", "[scenarios][consistency]") {
  const ResultJson never_back = calculated("clv_cac", R"({"acquisition_spend":100000})");
  CHECK(never_back.null("/scenarios/0/outputs/payback_discounted/value"));
  CHECK(never_back.at("/scenarios/0/outputs/payback_discounted/never").get_bool().value_unsafe());
  CHECK(never_back.text("/scenarios/0/meaning/code") == "means_never_paid_back");
  const ResultJson free = calculated("clv_cac", R"({"acquisition_spend":0})");
  CHECK(free.null("/scenarios/0/outputs/clv_to_cac/value"));
  CHECK(keys(free.at("/scenarios/0/outputs/clv_to_cac")) == std::vector<std::string>{"value"});
  const ResultJson forever = calculated("retention_profit", R"({"change":0.001})");
  CHECK(forever.at("/scenarios/0/outputs/years_to_target_points/never").get_bool().value_unsafe());
}

TEST_CASE("a problem stands at its input, and nothing is calculated beside it", "[scenarios][input]") {
  const struct {
    const char *calculator, *scenario, *input, *code;
  } cases[] = {{"margin_multiple", R"({"retention":1.2})", "retention", "input_out_of_range"},
               {"margin_multiple", R"({"retention":1,"discount":0})", "retention", "sum_never_ends"},
               {"margin_multiple", R"({"retention":0.98,"growth":0.2})", "retention", "sum_never_ends"},
               {"nps_conversion", R"({"promoters":0.7,"detractors":0.4})", "detractors", "shares_beyond_one"},
               {"simple_clv", R"({"order_value":1e13})", "order_value", "input_out_of_range"},
               {"simple_clv", R"({"lifespan":null})", "lifespan", "input_needed"},
               {"retention_curve", R"({"left_3":500})", "left_3", "curve_must_fall"},
               {"simple_clv", R"({"margin":{"value":0.4,"low":0.5,"high":0.6}})", "margin", "range_unordered"}};
  for (const auto& [calculator, scenario, input, code] : cases) {
    CAPTURE(calculator, scenario);
    const ResultJson json = calculated(calculator, std::string(scenario) + ",{}");
    REQUIRE(json.size("/scenarios/0/problems") == 1);
    CHECK(json.text("/scenarios/0/problems/0/input") == input);
    CHECK(json.text("/scenarios/0/problems/0/sentence/code") == code);
    check_whole(json, "/scenarios/0/problems/0/sentence");
    for (const OutputAbout& output : calculator_named(calculator)->outputs) {
      const std::string place = "/scenarios/0/outputs/" + std::string(output.name) + (output.variant.empty() ? "" : "_" + std::string(output.variant));
      CHECK(json.null(place + "/value"));
      CHECK(keys(json.at(place)).size() == 1);
    }
    CHECK(json.null("/scenarios/0/meaning"));
    for (const char* list : {"notes", "levers", "charts"}) CHECK(json.size(std::string("/scenarios/0/") + list) == 0);
    // The scenario beside it is not touched.
    CHECK(json.size("/scenarios/1/problems") == 0);
    CHECK_FALSE(json.null("/scenarios/1/meaning"));
  }
}

TEST_CASE("limits in a problem are figures in minor units", "[scenarios][input]") {
  const ResultJson json = calculated("simple_clv", R"({"order_value":-1})");
  const std::string arguments = "/scenarios/0/problems/0/sentence/arguments";
  CHECK(json.number(arguments + "/low/value") == 0);
  CHECK(json.number(arguments + "/high/value") == 1e14);
  CHECK(json.text(arguments + "/high/unit") == "money");
  CHECK(json.text(arguments + "/high/currency") == "EUR");
  CHECK(json.number(arguments + "/high/minor_digits") == 2);
}

TEST_CASE("a curve that does not settle says so in place of a meaning", "[scenarios][input]") {
  const ResultJson json = calculated("retention_curve", R"({"left_1":800,"left_2":640,"left_3":512,"left_4":410,"left_5":328,"left_6":262,"left_7":210})");
  CHECK(json.size("/scenarios/0/problems") == 0);
  CHECK(json.text("/scenarios/0/meaning/code") == "curve_not_settled");
  CHECK(json.null("/scenarios/0/outputs/alpha/value"));
  CHECK(json.size("/scenarios/0/levers") == 0);
  CHECK(json.size("/scenarios/0/charts") == 0);
  const ResultJson drawn = spread("retention_curve", R"({"left_1":800,"left_2":640,"left_3":512,"left_4":410,"left_5":328,"left_6":262,"left_7":210})");
  CHECK(drawn.number("/draws") == 0);
  CHECK(drawn.null("/histogram"));
}

TEST_CASE("a fitted curve always has a spread", "[scenarios][consistency]") {
  CHECK(calculated("retention_curve", "{}").at("/scenarios/0/spreads").get_bool().value_unsafe());
}

TEST_CASE("an uncertainty answers with a spread for every output and a histogram of one", "[scenarios][smoke]") {
  const ResultJson json = spread("clv_cac", R"({"margin_per_month":{"value":12,"low":8,"high":30}})", R"("output":"payback_discounted","seed":4,)");
  CHECK(json.text("/kind") == "uncertainty");
  CHECK(json.text("/output") == "payback_discounted");
  CHECK(json.size("/problems") == 0);
  CHECK(json.number("/draws") == 2000);
  CHECK(json.number("/impossible") == 0);
  CHECK(keys(json.at("/outputs")).size() == calculator_named("clv_cac")->outputs.size());
  CHECK(keys(json.at("/outputs/clv")) == std::vector<std::string>{"low", "median", "high"});
  CHECK(json.number("/outputs/clv/low/value") < json.number("/outputs/clv/median/value"));
  CHECK(json.number("/outputs/clv/median/value") < json.number("/outputs/clv/high/value"));
  CHECK(json.number("/outputs/cac/low/value") == json.number("/outputs/cac/high/value"));
  CHECK(json.null("/outputs/payback_discounted/high/value"));
  CHECK(json.at("/outputs/payback_discounted/high/never").get_bool().value_unsafe());
  double all = json.number("/histogram/below") + json.number("/histogram/above");
  for (std::size_t i = 0; i < json.size("/histogram/counts"); ++i) all += json.number(at("/histogram/counts", i));
  CHECK(all == 2000);
  CHECK(json.number("/histogram/width") > 0);
  CHECK(json.number("/histogram/above") > 100);  // never among them
  CHECK(json.size("/notes") == 0);
}

TEST_CASE("impossible draws are told with how many there were", "[scenarios][input]") {
  const ResultJson json = spread("margin_multiple", R"({"discount":0,"growth":0.25,"retention":{"value":0.7,"low":0.6,"high":0.82}})");
  const double impossible = json.number("/impossible");
  CHECK((impossible > 0 && impossible < 2000));
  REQUIRE(json.has_code("/notes", "draws_impossible"));
  CHECK(json.number("/notes/0/arguments/count") == impossible);
  CHECK(json.number("/notes/0/arguments/draws") == 2000);
}

TEST_CASE("an uncertainty of impossible inputs is empty and says why", "[scenarios][input]") {
  const ResultJson json = spread("margin_multiple", R"({"retention":1.5})");
  CHECK(json.text("/problems/0/input") == "retention");
  CHECK(json.number("/draws") == 0);
  CHECK(keys(json.at("/outputs")).empty());
  CHECK(json.null("/histogram"));
}

TEST_CASE("a solution comes in typed units, money whole", "[scenarios][consistency]") {
  const ResultJson json = solved("simple_clv", "{}", "order_value", "clv", 300);
  CHECK(json.text("/kind") == "solve");
  CHECK(json.text("/input") == "order_value");
  CHECK(json.number("/value") == 62.5);
  CHECK(json.null("/sentence"));
  CHECK(solved("simple_clv", "{}", "order_value", "clv", 100).number("/value") == 20.83);  // 20.8333
  CHECK(solved("simple_clv", "{}", "order_value", "clv", 100, "JPY").number("/value") == 21);
  CHECK(std::abs(solved("simple_clv", "{}", "lifespan", "clv", 100).number("/value") - 100 / 96.) < 1e-9);
  CHECK(std::abs(solved("margin_multiple", "{}", "retention", "clv_if_retained", 450).number("/value") - .9) < 1e-9);
}

TEST_CASE("what is out of reach is told with what can be reached, in minor units", "[scenarios][input]") {
  const ResultJson json = solved("simple_clv", "{}", "margin", "clv", 1000);
  CHECK(json.null("/value"));
  CHECK(json.text("/sentence/code") == "solve_out_of_reach");
  CHECK(json.number("/sentence/arguments/low/value") == 0);
  CHECK(json.number("/sentence/arguments/high/value") == 720'00);
  CHECK(json.text("/sentence/arguments/high/unit") == "money");
  CHECK(json.text("/sentence/arguments/high/currency") == "EUR");
  check_whole(json, "/sentence");
}

TEST_CASE("solving needs the other inputs, not the one that is looked for", "[scenarios][input]") {
  CHECK(std::abs(solved("simple_clv", R"({"margin":null})", "margin", "clv", 360).number("/value") - .5) < 1e-9);
  CHECK(std::abs(solved("simple_clv", R"({"margin":7})", "margin", "clv", 360).number("/value") - .5) < 1e-9);
  CHECK(std::abs(solved("margin_multiple", R"({"retention":1,"discount":0})", "retention", "clv_first_end", 1000).number("/value") - .9) < 1e-9);
  const ResultJson other = solved("simple_clv", R"({"lifespan":null})", "margin", "clv", 360);
  CHECK(other.null("/value"));
  CHECK(other.text("/sentence/code") == "solve_nothing");
}

TEST_CASE("no solution lies beyond the limits", "[scenarios][input]") {
  const ResultJson json = solved("simple_clv", R"({"margin":1.5})", "margin", "clv", 1000);
  CHECK(json.null("/value"));
}
