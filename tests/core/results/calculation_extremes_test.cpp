// Every calculator all over the space of its inputs and beyond, through the door: never text that is no number, always JSON, never a crash.
#include <simdjson.h>

#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <string>

#include "../scenarios/runs.h"
#include "calculators.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::of_any_size;

namespace {

std::string text_of(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", number);
  return text;
}

/// A typed number: at a limit, the example's, between the limits, near a limit, or of any size.
double any_number(Random& random, const InputAbout& about) {
  switch (random.below(8)) {
    case 0: return about.lowest;
    case 1: return about.highest;
    case 2: return between(random, about.lowest, about.highest);
    case 3: return about.lowest + (about.highest - about.lowest) * of_any_size(random, 1e-18, 1);
    case 4: return about.highest - (about.highest - about.lowest) * of_any_size(random, 1e-18, 1);
    case 5: return about.standard;
    default: return std::clamp(about.standard * between(random, 0, 2), about.lowest, about.highest);
  }
}

std::string any_value(Random& random, const InputAbout& about, bool beyond) {
  if (about.unit == Unit::choice) return "\"" + std::string(about.words[random.below(about.words.size())]) + "\"";
  if (about.optional && random.below(6) == 0) return "null";
  if (beyond && random.below(6) == 0) {
    constexpr const char* wild[] = {"null", "1e308", "-1e308", "5e-324", "-1", "1e18", "-0.0", "9007199254740993"};
    return wild[random.below(std::size(wild))];
  }
  const double value = any_number(random, about);
  if (random.below(5)) return text_of(value);
  const double low = between(random, about.lowest, value), high = between(random, value, about.highest);
  return R"({"value":)" + text_of(value) + R"(,"low":)" + text_of(std::min(low, value)) + R"(,"high":)" + text_of(std::max(high, value)) + "}";
}

std::string any_scenario(Random& random, const Calculator& calculator) {
  std::string inputs;
  const bool everywhere = random.below(3) == 0, beyond = random.below(5) == 0;
  for (const InputAbout& about : calculator.inputs)
    if (everywhere || random.below(3) == 0) inputs += (inputs.empty() ? "\"" : ",\"") + std::string(about.name) + "\":" + any_value(random, about, beyond);
  return "{" + inputs + "}";
}

/// Whether "nan" or "inf" stands somewhere as a word.
bool speaks_of_no_number(std::string_view text) {
  for (std::string_view word : {"nan", "inf", "NaN", "Inf", "NAN", "INF", "infinity"})
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const auto letter = [&](std::size_t place) { return place < text.size() && std::isalpha(static_cast<unsigned char>(text[place])); };
      if (!letter(at - 1) && !letter(at + word.size())) return true;
    }
  return false;
}

std::string any_request(Random& random, const Calculator& calculator) {
  constexpr const char* currencies[] = {"EUR", "JPY", "KWD", ""};
  std::string request = R"({"calculator":")" + std::string(calculator.name) + R"(","currency":")" + currencies[random.below(4)] + "\"";
  const auto output = test::full_name(calculator.outputs[random.below(calculator.outputs.size())]);
  request += R"(,"output":")" + output + R"(","scenarios":[)" + any_scenario(random, calculator) + "]";
  const auto kind = random.below(20);
  if (kind == 0) return request + R"(,"kind":"uncertainty","draws":1000})";
  const InputAbout& input = calculator.inputs[random.below(calculator.inputs.size())];
  if (kind < 4 && input.unit != Unit::choice && !input.counted)
    return request + R"(,"kind":"solve","input":")" + std::string(input.name) + R"(","target":)" +
           text_of(random.below(2) ? between(random, -1, 1000) : of_any_size(random, 1e-150, 1e150)) + "}";
  return request + R"(,"kind":"calculation"})";
}

/// An answer is JSON and no error, has no number that is none, and holds together.
void check_answer(const std::string& request, const std::string& answer, simdjson::dom::parser& parser) {
  simdjson::dom::element root;
  const bool parses = parser.parse(answer).get(root) == simdjson::SUCCESS;
  const bool failed = parses && root["error"].error() == simdjson::SUCCESS;
  if (parses && !failed && !speaks_of_no_number(answer)) {
    simdjson::dom::array scenarios;
    if (root["scenarios"].get(scenarios)) return;
    for (simdjson::dom::element scenario : scenarios) {
      const std::size_t problems = scenario["problems"].get_array().value_unsafe().size();
      const bool silent = scenario["meaning"].is_null();
      bool numbers = false;
      for (const auto& [name, output] : scenario["outputs"].get_object().value_unsafe()) {
        const bool no_value = output["value"].is_null(), ever = output["never"].error() == simdjson::SUCCESS;
        numbers = numbers || !no_value || ever;
        if (ever && !no_value) FAIL_CHECK("a value that is never\n" << request);
      }
      if ((problems > 0) != silent || (silent && numbers)) FAIL_CHECK("problems, meaning and outputs do not fit\n" << request << "\n" << answer);
    }
    return;
  }
  FAIL_CHECK((!parses ? "no JSON" : failed ? "not understood" : "a number that is none") << "\n" << request << "\n" << answer);
}

void sweep(int requests) {
  Random random(60);
  simdjson::dom::parser parser;
  for (const Calculator& calculator : calculators())
    for (int i = 0; i < requests; ++i) {
      const std::string request = any_request(random, calculator);
      check_answer(request, calculate(request), parser);
    }
  SUCCEED("swept");
}

}  // namespace

TEST_CASE("extremes: 20,000 scenarios over the whole space of inputs answer with JSON and with numbers only", "[scenarios][input]") {
  sweep(test::slow_run ? 100 : 2'000);
}

TEST_CASE("extremes: 20,000 scenarios of each calculator", "[.study]") { sweep(20'000); }

TEST_CASE("a scenario at every corner of the limits is answered", "[scenarios][input]") {
  simdjson::dom::parser parser;
  for (const Calculator& calculator : calculators()) {
    for (int corner = 0; corner < 3; ++corner) {  // all lowest, all highest, and one input at a time at either end
      std::string inputs;
      for (const InputAbout& about : calculator.inputs) {
        if (about.unit == Unit::choice) continue;
        const std::string low = text_of(about.lowest), high = text_of(about.highest);
        if (corner < 2) inputs += (inputs.empty() ? "\"" : ",\"") + std::string(about.name) + "\":" + (corner == 0 ? low : high);
        else
          for (const std::string& end : {low, high}) {
            const std::string request = R"({"kind":"calculation","calculator":")" + std::string(calculator.name) + R"(","scenarios":[{")" + std::string(about.name) + "\":" + end + "}]}";
            check_answer(request, calculate(request), parser);
          }
      }
      const std::string request = R"({"kind":"calculation","calculator":")" + std::string(calculator.name) + R"(","scenarios":[{)" + inputs + "}]}";
      check_answer(request, calculate(request), parser);
    }
  }
  SUCCEED("answered");
}
