// Calculators by the names of their inputs and outputs: what the tests of scenarios share.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/sentence.h"
#include "scenarios/scenario.h"

namespace lifeworth::test {

/// Fewer draws where each costs several times more: under sanitizers and as WebAssembly.
#if defined(__EMSCRIPTEN__) || defined(__SANITIZE_ADDRESS__)
inline constexpr bool slow_run = true;
#elif defined(__has_feature)
inline constexpr bool slow_run = __has_feature(address_sanitizer);
#else
inline constexpr bool slow_run = false;
#endif

/// A currency like EUR.
inline constexpr int minor_digits_here = 2;
inline constexpr double minor_here = 100;

inline double inside(double typed, const InputAbout& about) { return is_money(about.unit) ? typed * minor_here : typed; }

inline std::string full_name(const OutputAbout& output) {
  return std::string(output.name) + (output.variant.empty() ? "" : "_" + std::string(output.variant));
}

/// A scenario of a calculator; it begins as the example. Money goes in as typed, in major units, and is not rounded; outputs are
/// in minor units.
class Run {
 public:
  explicit Run(const Calculator& of) : calculator(of) {
    for (const InputAbout& about : calculator.inputs) scenario.inputs.push_back(inside(about.standard, about));
    scenario.ranges.resize(calculator.inputs.size());
  }
  explicit Run(std::string_view name) : Run(named(name)) {}

  Run& with(std::string_view name, double typed) {
    scenario.inputs[input(name)] = inside(typed, calculator.inputs[input(name)]);
    return *this;
  }
  Run& ranging(std::string_view name, double low, double high) {
    const InputAbout& about = calculator.inputs[input(name)];
    scenario.ranges[input(name)] = Interval{inside(low, about), inside(high, about)};
    return *this;
  }
  Run& preset(std::string_view name) {
    for (const Preset& each : calculator.presets) {
      if (each.name != name) continue;
      for (const auto& [place, typed] : each.values) with(calculator.inputs[static_cast<std::size_t>(place)].name, typed);
      return *this;
    }
    FAIL("no preset " << name);
    return *this;
  }

  std::size_t input(std::string_view name) const {
    for (std::size_t i = 0; i < calculator.inputs.size(); ++i)
      if (calculator.inputs[i].name == name) return i;
    FAIL("no input " << name);
    return 0;
  }
  std::size_t output(std::string_view name) const {
    for (std::size_t i = 0; i < calculator.outputs.size(); ++i)
      if (full_name(calculator.outputs[i]) == name) return i;
    FAIL("no output " << name);
    return 0;
  }
  double value(std::string_view name) const { return scenario.inputs[input(name)]; }

  Answer answer() const { return lifeworth::answer(calculator, scenario.inputs); }
  double operator[](std::string_view name) const {
    const Answer found = answer();
    REQUIRE(found.usable());
    return found.outputs[output(name)];
  }

  /// "input: code" of the first problem; "" where there is none.
  std::string problem() const {
    const Answer found = answer();
    if (found.problems.empty()) return "";
    const Problem& first = found.problems.front();
    return std::string(calculator.inputs[static_cast<std::size_t>(first.place)].name) + ": " + std::string(wording(first.code).code);
  }
  std::string meaning() const {
    Answer found = answer();
    REQUIRE(found.usable());
    return std::string(wording(calculator.meaning(Values(found.values), Outcome(found.outputs))).code);
  }
  bool notes(std::string_view code) const {
    Answer found = answer();
    REQUIRE(found.usable());
    std::vector<Code> codes;
    calculator.notes(Values(found.values), Outcome(found.outputs), codes);
    for (Code each : codes)
      if (wording(each).code == code) return true;
    return false;
  }
  std::vector<Chart> charts() const {
    const Answer found = answer();
    REQUIRE(found.usable());
    return calculator.charts(Values(found.values));
  }

  const Calculator& calculator;
  Scenario scenario;

 private:
  static const Calculator& named(std::string_view name) {
    const Calculator* found = calculator_named(name);
    INFO("calculator " << name);
    REQUIRE(found);
    return *found;
  }
};

inline double between(Random& random, double low, double high) { return low + (high - low) * random.uniform(); }
/// Even on the logarithm.
inline double of_any_size(Random& random, double low, double high) { return low * std::pow(high / low, random.uniform()); }

}  // namespace lifeworth::test
