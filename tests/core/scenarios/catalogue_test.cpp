// What every calculator must be like, whatever it calculates.
#include "scenarios/catalogue.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::full_name;
using lifeworth::test::minor_digits_here;
using lifeworth::test::Run;

namespace {

std::set<std::string> names_of(const Calculator& calculator) {
  std::set<std::string> names;
  for (const InputAbout& input : calculator.inputs) names.emplace(input.name);
  for (const OutputAbout& output : calculator.outputs) names.insert(full_name(output));
  return names;
}

/// What stands between braces.
std::vector<std::string> places(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    REQUIRE(close != std::string_view::npos);
    found.emplace_back(text.substr(open + 1, close - open - 1));
  }
  return found;
}

/// A value of an input: at a limit, the example's, near it, or anywhere between the limits.
double any_value(Random& random, const InputAbout& about) {
  const Interval limit = limits(about, minor_digits_here);
  const double standard = test::inside(about.standard, about);
  if (about.unit == Unit::choice) return std::round(between(random, limit.low - .49, limit.high + .49));
  switch (random.below(about.optional ? 7 : 6)) {
    case 0: return limit.low;
    case 1: return limit.high;
    case 2: return between(random, limit.low, limit.high);
    case 3: return standard;
    case 6: return unknown;
    default: return std::clamp(standard * between(random, 0, 3), limit.low, limit.high);
  }
}

/// Sentences a calculator says about its results at very many places; `without_number`: their places that had none.
std::set<std::string> sentences_said(const Calculator& calculator, Random& random, std::set<std::string>& without_number) {
  std::set<std::string> said;
  const int draws = test::slow_run ? 2'000 : 20'000;
  for (int draw = 0; draw < draws; ++draw) {
    Run run(calculator);
    const bool everywhere = random.below(2);
    for (std::size_t i = 0; i < calculator.inputs.size(); ++i)
      if (everywhere || random.below(4) == 0) run.scenario.inputs[i] = any_value(random, calculator.inputs[i]);
    Answer found = run.answer();
    for (const Problem& each : found.problems) said.emplace(wording(each.code).code);
    if (!found.usable()) continue;
    std::vector<Code> codes{calculator.meaning(Values(found.values), Outcome(found.outputs))};
    calculator.notes(Values(found.values), Outcome(found.outputs), codes);
    for (Code code : codes) {
      said.emplace(wording(code).code);
      for (std::size_t i = 0; i < found.outputs.size(); ++i)
        if (const std::string name = full_name(calculator.outputs[i]); !std::isfinite(found.outputs[i]) && has_place(wording(code), name))
          without_number.insert(std::string(wording(code).code) + " {" + name + (std::isnan(found.outputs[i]) ? "} unknown" : "} never"));
    }
  }
  return said;
}

}  // namespace

TEST_CASE("there are ten calculators, found by name", "[scenarios][smoke]") {
  std::set<std::string_view> names;
  for (const Calculator& calculator : calculators()) {
    CHECK(names.insert(calculator.name).second);
    REQUIRE(calculator_named(calculator.name));
    CHECK(calculator_named(calculator.name)->name == calculator.name);
    CHECK(calculator_named(calculator.name)->evaluate == calculator.evaluate);
  }
  CHECK(names.size() == 10);
  CHECK_FALSE(calculator_named("clv"));
  CHECK_FALSE(calculator_named(""));
}

TEST_CASE("names of inputs and outputs are unique, and every example lies within the limits", "[scenarios][consistency]") {
  for (const Calculator& calculator : calculators()) {
    CAPTURE(calculator.name);
    std::set<std::string> inputs, outputs;
    for (const InputAbout& input : calculator.inputs) {
      CAPTURE(input.name);
      CHECK(inputs.emplace(input.name).second);
      CHECK(input.lowest < input.highest);
      if (std::isnan(input.standard)) CHECK(input.optional);
      else CHECK((input.standard >= input.lowest && input.standard <= input.highest));
      CHECK((input.unit == Unit::choice) == !input.words.empty());
      if (input.unit == Unit::choice) CHECK((input.lowest == 0 && input.highest == double(input.words.size()) - 1));
      if (is_share(input.unit)) CHECK((input.lowest >= -1 && input.highest <= 100));
      if (is_money(input.unit)) CHECK((std::abs(input.lowest) <= most_money && input.highest <= most_money));
    }
    for (const OutputAbout& output : calculator.outputs) CHECK(outputs.insert(full_name(output)).second);
    CHECK(names_of(calculator).size() == inputs.size() + outputs.size());  // a {place} means one thing
  }
}

TEST_CASE("every place of a formula is an input or an output", "[scenarios][consistency]") {
  for (const Calculator& calculator : calculators()) {
    CHECK_FALSE(calculator.formulas.empty());
    const auto names = names_of(calculator);
    for (std::string_view formula : calculator.formulas)
      for (const std::string& place : places(formula)) {
        CAPTURE(calculator.name, formula, place);
        CHECK(names.contains(place));
      }
    // The number people came for is explained.
    CHECK(std::ranges::any_of(calculator.formulas, [&](std::string_view formula) { return formula.find("{" + full_name(calculator.outputs[0]) + "} =") != std::string_view::npos; }));
  }
}

TEST_CASE("examples have an answer for every output, and lie within the limits", "[scenarios][consistency]") {
  for (const Calculator& calculator : calculators()) {
    std::vector<Run> runs{Run(calculator)};
    for (const Preset& preset : calculator.presets) {
      for (const auto& [place, typed] : preset.values) {
        const InputAbout& about = calculator.inputs[static_cast<std::size_t>(place)];
        CAPTURE(calculator.name, preset.name, about.name);
        CHECK((typed >= about.lowest && typed <= about.highest));
      }
      runs.push_back(Run(calculator).preset(preset.name));
    }
    for (const Run& run : runs) {
      const Answer found = run.answer();
      REQUIRE(found.usable());
      for (std::size_t i = 0; i < found.outputs.size(); ++i) {
        CAPTURE(calculator.name, full_name(calculator.outputs[i]));
        // Nothing is spent on the example's programme, so it has no return.
        if (calculator.name == "nps_conversion" && calculator.outputs[i].name == "return_on_cost") CHECK(std::isnan(found.outputs[i]));
        else CHECK((std::isfinite(found.outputs[i]) || found.outputs[i] == never));
      }
      for (const Chart& chart : run.charts()) {
        CHECK_FALSE(chart.series.empty());
        for (const Series& series : chart.series) {
          CHECK_FALSE(series.points.empty());
          for (const auto& [x, y] : series.points) CHECK((std::isfinite(x) && std::isfinite(y)));
          if (!chart.words.empty()) CHECK(series.points.size() == chart.words.size());
        }
      }
    }
  }
}

TEST_CASE("every place of a sentence a calculator says is one of its inputs or outputs", "[scenarios][consistency]") {
  Random random(50);
  std::set<std::string> said_by_any;
  for (const Calculator& calculator : calculators()) {
    const auto names = names_of(calculator);
    std::set<std::string> ignored;
    const auto said = sentences_said(calculator, random, ignored);
    said_by_any.insert(said.begin(), said.end());
    for (const Wording& words : all_wordings()) {
      if (!said.contains(std::string(words.code))) continue;
      for (std::string_view part : {words.wrong, words.saw, words.hint})
        for (const std::string& place : places(part)) {
          CAPTURE(calculator.name, words.code, place);
          CHECK(names.contains(place));
          for (const InputAbout& input : calculator.inputs) CHECK((input.name != place || input.unit != Unit::choice));  // a word is not filled in
        }
    }
  }
  // And every sentence of theirs is said somewhere.
  for (const Wording& words : all_wordings())
    if (words.code.starts_with("means_") || words.code.starts_with("note_") || words.code.starts_with("curve_") || words.code == "sum_never_ends" ||
        words.code == "company_never_settles" || words.code == "shares_beyond_one") {
      CAPTURE(words.code);
      CHECK((said_by_any.contains(std::string(words.code)) || words.code == "curve_not_settled"));
    }
}

TEST_CASE("no sentence is said whose places have no number: nobody stays unknown months, or never years", "[scenarios][consistency]") {
  Random random(52);
  for (const Calculator& calculator : calculators()) {
    std::set<std::string> without_number;
    sentences_said(calculator, random, without_number);
    CAPTURE(calculator.name, without_number);
    CHECK(without_number.empty());
  }
}

TEST_CASE("every answer anywhere within the limits is a number, unknown, or never", "[scenarios][consistency]") {
  Random random(51);
  const int draws = test::slow_run ? 2'000 : 20'000;
  for (const Calculator& calculator : calculators()) {
    int usable = 0;
    for (int draw = 0; draw < draws; ++draw) {
      Run run(calculator);
      const bool everywhere = random.below(2);
      for (std::size_t i = 0; i < calculator.inputs.size(); ++i)
        if (everywhere || random.below(3) == 0) run.scenario.inputs[i] = any_value(random, calculator.inputs[i]);
      const bool complete = std::ranges::none_of(calculator.inputs, [&](const InputAbout& about) { return !about.optional && std::isnan(run.value(about.name)); });
      if (!complete) continue;
      const Answer found = run.answer();
      usable += found.usable();
      for (std::size_t i = 0; i < found.outputs.size(); ++i) {
        const double output = found.outputs[i];
        const bool fine = found.usable() ? output > -never : std::isnan(output);
        if (fine || (found.usable() && std::isnan(output))) continue;
        CAPTURE(calculator.name, full_name(calculator.outputs[i]), output, run.scenario.inputs);
        FAIL_CHECK("an output that is minus infinity, or a number where there should be none");
      }
      if (!found.usable()) continue;
      const auto charts = run.charts();
      for (const Chart& chart : charts)
        for (const Series& series : chart.series)
          for (const auto& [x, y] : series.points)
            if (!std::isfinite(x) || std::isinf(y)) {
              CAPTURE(calculator.name, chart.name, series.name, x, y, run.scenario.inputs);
              FAIL_CHECK("a point that is nowhere");
            }
    }
    CAPTURE(calculator.name);
    CHECK(usable > draws / 20);
  }
}
