#include "scenarios/levers.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::minor_digits_here;
using lifeworth::test::Run;

namespace {

std::vector<Lever> levers_of(const Run& run, std::string_view output) { return levers(run.calculator, run.scenario, run.output(output), minor_digits_here); }

const Lever* lever_of(const std::vector<Lever>& all, const Run& run, std::string_view input) {
  const auto found = std::ranges::find(all, static_cast<int>(run.input(input)), &Lever::place);
  return found == all.end() ? nullptr : &*found;
}

/// The output with one input put elsewhere; unknown where that is impossible.
double with_input(const Run& run, std::size_t input, double inside, std::size_t output) {
  std::vector<double> inputs = run.scenario.inputs;
  inputs[input] = inside;
  const Answer found = answer(run.calculator, inputs);
  return found.usable() ? found.outputs[output] : unknown;
}

bool same(double one, double other) { return one == other || (std::isnan(one) && std::isnan(other)); }

double swing(const Pull& pull, double now) {
  double widest = 0;
  for (double way : {pull.low - now, pull.high - now, pull.high - pull.low})
    if (std::isfinite(way)) widest = std::max(widest, std::abs(way));
  return widest;
}

void check_pull(const Run& run, const Lever& lever, const Pull& pull, std::size_t output) {
  const auto place = static_cast<std::size_t>(lever.place);
  CHECK(pull.low_input <= pull.high_input);
  CHECK(same(pull.low, with_input(run, place, pull.low_input, output)));
  CHECK(same(pull.high, with_input(run, place, pull.high_input, output)));
}

}  // namespace

TEST_CASE("every lever's ends are the calculator's answers there, and the largest swing comes first", "[scenarios][consistency]") {
  Random random(20);
  for (const Calculator& calculator : calculators()) {
    for (int draw = 0; draw < 20; ++draw) {
      Run run(calculator);
      for (std::size_t i = 0; i < calculator.inputs.size(); ++i) {
        const InputAbout& about = calculator.inputs[i];
        double& input = run.scenario.inputs[i];
        const Interval limit = limits(about, minor_digits_here);
        if (about.unit == Unit::choice || about.counted) continue;
        input = std::clamp(input * between(random, .7, 1.3), limit.low, limit.high);
        if (random.below(3) == 0) run.scenario.ranges[i] = Interval{std::max(limit.low, input - std::abs(input) * .3), std::min(limit.high, input + std::abs(input) * .5)};
      }
      const Answer now = run.answer();
      if (!now.usable()) continue;
      for (std::size_t output = 0; output < calculator.outputs.size(); ++output) {
        CAPTURE(calculator.name, draw, calculator.outputs[output].name);
        const auto found = levers(calculator, run.scenario, output, minor_digits_here);
        if (!std::isfinite(now.outputs[output])) {
          CHECK(found.empty());
          continue;
        }
        double before = never;
        for (const Lever& lever : found) {
          const auto place = static_cast<std::size_t>(lever.place);
          const InputAbout& about = calculator.inputs[place];
          CAPTURE(about.name);
          const double value = run.scenario.inputs[place];
          const Interval limit = limits(about, minor_digits_here);
          CHECK((about.unit != Unit::choice && !about.counted));
          CHECK(lever.step.low_input == std::max(limit.low, value - std::abs(value) * .1));
          CHECK(lever.step.high_input == std::min(limit.high, value + std::abs(value) * .1));
          check_pull(run, lever, lever.step, output);
          REQUIRE(lever.own.has_value() == run.scenario.ranges[place].has_value());
          double widest = swing(lever.step, now.outputs[output]);
          if (lever.own) {
            CHECK(lever.own->low_input == run.scenario.ranges[place]->low);
            CHECK(lever.own->high_input == run.scenario.ranges[place]->high);
            check_pull(run, lever, *lever.own, output);
            widest = std::max(widest, swing(*lever.own, now.outputs[output]));
          }
          CHECK(widest <= before * (1 + 1e-6));  // levers of one length keep the order of the inputs
          before = widest;
        }
      }
    }
  }
}

TEST_CASE("each factor of a product is an equal lever", "[scenarios][consistency]") {
  const Run run("simple_clv");
  const auto found = levers_of(run, "clv");
  REQUIRE(found.size() == 4);
  for (const Lever& lever : found) {
    CHECK(distance(lever.step.low, .9 * 288'00) < 1e-12);
    CHECK(distance(lever.step.high, 1.1 * 288'00) < 1e-12);
  }
}

TEST_CASE("a step of a tenth is cut at the input's limits", "[scenarios][input]") {
  const Run run = Run("margin_multiple").with("retention", .97);
  const auto found = levers_of(run, "clv_if_retained");
  const Lever* retention = lever_of(found, run, "retention");
  REQUIRE(retention);
  CHECK(distance(retention->step.low_input, .873) < 1e-12);
  CHECK(retention->step.high_input == 1);
  CHECK(found.front().place == retention->place);  // the lever that everybody underrates
}

TEST_CASE("a side that is impossible says nothing and does not hide the other", "[scenarios][input]") {
  const Run run = Run("margin_multiple").with("retention", .97).with("discount", 0);  // no end at 100 %
  const auto found = levers_of(run, "clv_if_retained");
  const Lever* retention = lever_of(found, run, "retention");
  REQUIRE(retention);
  CHECK(std::isnan(retention->step.high));
  CHECK(retention->step.low < run["clv_if_retained"]);
}

TEST_CASE("zeros, choices, counts and empty inputs are no levers, unless a range makes a zero one", "[scenarios][input]") {
  Run run("margin_multiple");
  CHECK_FALSE(lever_of(levers_of(run, "clv_if_retained"), run, "growth"));
  CHECK_FALSE(lever_of(levers_of(run, "clv_if_retained"), run, "acquisition_cost"));
  CHECK_FALSE(lever_of(levers_of(run, "clv_if_retained"), run, "period"));
  run.ranging("growth", -.02, .03);
  const auto found = levers_of(run, "clv_if_retained");
  const Lever* growth = lever_of(found, run, "growth");
  REQUIRE(growth);
  REQUIRE(growth->own);
  CHECK(growth->own->high > growth->own->low);
  CHECK(growth->step.low == growth->step.high);

  const Run curve("retention_curve");
  const auto of_curve = levers_of(curve, "new_customer_sbg");
  CHECK(of_curve.size() == 2);  // margin and discount
  CHECK(lever_of(of_curve, curve, "margin_per_period"));
  CHECK(lever_of(of_curve, curve, "discount"));
}

TEST_CASE("a negative input has its lever the right way round", "[scenarios][consistency]") {
  const Run run("nps_conversion");
  const auto found = levers_of(run, "extra_revenue");
  const Lever* stays = lever_of(found, run, "change_if_stays");
  REQUIRE(stays);
  CHECK(distance(stays->step.low_input, -.396) < 1e-12);
  CHECK(distance(stays->step.high_input, -.324) < 1e-12);
  CHECK(stays->step.low > stays->step.high);
}

TEST_CASE("impossible inputs have no levers, nor has an answer that is never or unknown", "[scenarios][input]") {
  CHECK(levers_of(Run("margin_multiple").with("retention", 1).with("discount", 0), "clv_if_retained").empty());
  CHECK(levers_of(Run("clv_cac").with("acquisition_spend", 100'000), "payback_discounted").empty());
  CHECK(levers_of(Run("clv_cac").with("acquisition_spend", 0), "clv_to_cac").empty());
}
