// "What retention gives me X?": answers put back in give X; what no value gives is said.
#include "scenarios/solve.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::minor_digits_here;
using lifeworth::test::of_any_size;
using lifeworth::test::Run;

namespace {

Solution solved(const Run& run, std::string_view input, std::string_view output, double target) {
  return solve(run.calculator, run.scenario, run.input(input), run.output(output), target, minor_digits_here);
}

double with_input(const Run& run, std::size_t input, double inside, std::size_t output) {
  std::vector<double> inputs = run.scenario.inputs;
  inputs[input] = inside;
  const Answer found = answer(run.calculator, inputs);
  return found.usable() ? found.outputs[output] : unknown;
}

// A made-up calculator with what makes solving hard: several roots, a pole, jumps, a hole.
constexpr Input<Ratio> place_input{0, {"place", 0.9, -10, 10}};
constexpr auto inputs = listed(place_input);
constexpr Output<Ratio> wave{0, "wave"}, pole{1, "pole"}, stairs{2, "stairs"}, hole{3, "hole"}, level{4, "level"};
constexpr auto outputs = listed(wave, pole, stairs, hole, level);
constinit const Calculator hard{
    .name = "hard", .inputs = inputs.first, .outputs = outputs.first, .formulas = {}, .check = [](const Values&, Problems&) {},
    .evaluate =
        [](const Values& in, Outcome& out) {
          const double x = in[place_input].value;
          out.set(wave, Ratio{x * x * x - x});
          out.set(pole, Ratio{1 / (x - 2)});
          out.set(stairs, Ratio{2 * std::floor(x)});
          if (std::abs(x) > 1.5) out.set(hole, Ratio{x});
          out.set(level, Ratio{7});
        },
    .meaning = [](const Values&, const Outcome&) { return Code::means_simple_clv; }, .notes = [](const Values&, const Outcome&, std::vector<Code>&) {},
    .charts = [](const Values&) { return std::vector<Chart>{}; }};

Run at(double x) { return Run(hard).with("place", x); }

}  // namespace

TEST_CASE("the solution put back in gives the target", "[scenarios][consistency]") {
  Random random(30);
  const int draws = test::slow_run ? 60 : 200;
  for (const Calculator& calculator : calculators()) {
    int tried = 0, missed = 0;
    std::string misses;
    for (int draw = 0; draw < draws; ++draw) {
      Run run(calculator);
      for (std::size_t i = 0; i < calculator.inputs.size(); ++i) {
        const Interval limit = limits(calculator.inputs[i], minor_digits_here);
        if (calculator.inputs[i].unit == Unit::choice || calculator.inputs[i].counted) continue;
        run.scenario.inputs[i] = std::clamp(run.scenario.inputs[i] * between(random, .7, 1.2), limit.low, limit.high);
      }
      const std::size_t input = random.below(calculator.inputs.size()), output = random.below(calculator.outputs.size());
      const InputAbout& about = calculator.inputs[input];
      if (about.unit == Unit::choice || about.counted || !run.answer().usable()) continue;
      // A target that some value of the input gives.
      const Interval limit = limits(about, minor_digits_here);
      const double now = run.scenario.inputs[input];
      const double elsewhere = is_share(about.unit) ? between(random, limit.low, std::min(limit.high, 1.0))
                                                    : std::clamp((now == 0 ? 100 : now) * of_any_size(random, .001, 1000), limit.low, limit.high);
      const double target = with_input(run, input, elsewhere, output);
      if (!std::isfinite(target)) continue;
      ++tried;
      const Solution solution = solve(calculator, run.scenario, input, output, target, minor_digits_here);
      CAPTURE(calculator.name, about.name, calculator.outputs[output].name, calculator.outputs[output].variant, now, elsewhere, target);
      if (!solution.input) {
        ++missed;
        misses += std::string(about.name) + " → " + test::full_name(calculator.outputs[output]) + "; ";
        continue;
      }
      CHECK((*solution.input >= limit.low && *solution.input <= limit.high));
      // None is nearer (of years, which jump: see below).
      if (calculator.outputs[output].name != "years_to_target") CHECK(std::abs(*solution.input - now) <= std::abs(elsewhere - now) * (1 + 1e-9) + 1e-12);
      const double back = with_input(run, input, *solution.input, output);
      CAPTURE(*solution.input, back);
      CHECK(std::abs(back - target) <= 1e-9 * (std::abs(target) + std::abs(solution.reachable->high - solution.reachable->low) * 1e-3 + 1e-6));
    }
    CAPTURE(calculator.name, tried, misses);
    CHECK(tried > draws / 20);
    CHECK(missed == 0);
  }
}

TEST_CASE("of several roots the nearest to the present value is the answer", "[scenarios][consistency]") {
  for (const auto& [present, root] : {std::pair(.9, 1.), std::pair(.2, 0.), std::pair(-.7, -1.), std::pair(-8., -1.), std::pair(5., 1.)}) {
    CAPTURE(present);
    const Solution solution = solved(at(present), "place", "wave", 0);
    REQUIRE(solution.input);
    CHECK(std::abs(*solution.input - root) < 1e-9);
  }
  // Where the present value has the target already, it stays.
  CHECK(solved(at(.37), "place", "wave", .37 * .37 * .37 - .37).input == .37);
  CHECK(solved(at(.37), "place", "level", 7).input == .37);
}

TEST_CASE("a change of sign through infinity is no root", "[scenarios][consistency]") {
  CHECK_FALSE(solved(at(.9), "place", "pole", 0).input);
  for (double target : {-4., 4.}) {
    const Solution solution = solved(at(.9), "place", "pole", target);
    REQUIRE(solution.input);
    CHECK(distance(*solution.input, 2 + 1 / target) < 1e-9);
  }
}

TEST_CASE("a target between two steps is answered by the place of the jump", "[scenarios][consistency]") {
  const Solution between_steps = solved(at(.9), "place", "stairs", 5);  // 4 below 3, 6 from 3 on
  REQUIRE(between_steps.input);
  CHECK(std::abs(*between_steps.input - 3) < 1e-9);
}

TEST_CASE("a target that is a step is answered by a place of that step", "[scenarios][consistency]") {
  for (double present : {.9, 8.5}) {
    const Solution on_step = solved(at(present), "place", "stairs", 4);
    CAPTURE(present);
    REQUIRE(on_step.input);
    CHECK(2 * std::floor(*on_step.input) == 4);
  }
}

TEST_CASE("where the output is unknown on the way there is no answer in between", "[scenarios][consistency]") {
  CHECK_FALSE(solved(at(1.6), "place", "hole", 0).input);
  CHECK_FALSE(solved(at(.9), "place", "hole", 1).input);
  for (double target : {2., -3.}) {
    const Solution solution = solved(at(.9), "place", "hole", target);
    REQUIRE(solution.input);
    CHECK(distance(*solution.input, target) < 1e-9);
  }
}

TEST_CASE("what no value gives is told with what can be reached", "[scenarios][input]") {
  const Solution high = solved(at(.9), "place", "wave", 5000);
  CHECK_FALSE(high.input);
  REQUIRE(high.reachable);
  CHECK(high.reachable->low == -990);
  CHECK(high.reachable->high == 990);
  const Solution level_only = solved(at(.9), "place", "level", 8);
  CHECK_FALSE(level_only.input);
  CHECK((level_only.reachable->low == 7 && level_only.reachable->high == 7));

  // CLV of a margin of 100 at 85 %, as the discount goes from 0 to 100 %.
  const Solution clv = solved(Run("margin_multiple"), "discount", "clv_if_retained", 1'000'00);
  CHECK_FALSE(clv.input);
  CHECK(distance(clv.reachable->low, 100'00 * .85 / 1.15) < 1e-12);
  CHECK(distance(clv.reachable->high, 100'00 * .85 / .15) < 1e-12);
}

TEST_CASE("an output that is unknown everywhere has nothing to reach", "[scenarios][input]") {
  const Solution nothing = solved(Run("clv_cac").with("acquisition_spend", 0), "margin_per_month", "clv_to_cac", 3);
  CHECK_FALSE(nothing.input);
  CHECK_FALSE(nothing.reachable);
}

TEST_CASE("a curve that does not settle gives no solution", "[scenarios][input]") {
  Run run("retention_curve");
  run.with("left_1", 800).with("left_2", 640).with("left_3", 512).with("left_4", 410).with("left_5", 328).with("left_6", 262).with("left_7", 210);
  const Solution nothing = solved(run, "margin_per_period", "new_customer_sbg", 1000);
  CHECK_FALSE(nothing.input);
  CHECK_FALSE(nothing.reachable);
}

TEST_CASE("the retention for a value is where the multiple is that value", "[scenarios][consistency]") {
  const Solution retention = solved(Run("margin_multiple"), "retention", "clv_if_retained", 450'00);  // r/(1.1−r) = 4.5
  REQUIRE(retention.input);
  CHECK(distance(*retention.input, .9) < 1e-9);
  // That the present value is impossible does not stand in the way of a possible one: 1/(1.1−(1+g)) = 10.
  const Solution growth = solved(Run("margin_multiple").with("growth", .2).with("retention", 1), "growth", "clv_first_end", 1'000'00);
  REQUIRE(growth.input);
  CHECK(std::abs(*growth.input) < 1e-9);
}

TEST_CASE("the change that lifts the company's profit by 75 % in 20 years does so", "[scenarios][consistency]") {
  const Run run = Run("retention_profit").preset("level_profit").with("retention_per_year", .9).with("change", .06);
  const Solution solution = solved(run, "change", "years_to_target_points", 20);
  REQUIRE(solution.input);
  CHECK(distance(with_input(run, run.input("change"), *solution.input, run.output("years_to_target_points")), 20) < 1e-9);
}

TEST_CASE("a solution lies within the limits, also where the present value does not", "[scenarios][input]") {
  const Solution margin = solved(Run("simple_clv").with("margin", 1.5), "margin", "clv", 1'000'00);  // takes a margin of 139 %
  CHECK_FALSE(margin.input);
  REQUIRE(margin.reachable);
  CHECK(distance(margin.reachable->high, 720'00) < 1e-12);
  const Solution possible = solved(Run("simple_clv").with("margin", 1.5), "margin", "clv", 360'00);
  REQUIRE(possible.input);
  CHECK(distance(*possible.input, .5) < 1e-9);
}

TEST_CASE("a retention close to where the sum no longer ends is found", "[scenarios][consistency]") {
  const Run run = Run("margin_multiple").with("discount", 0);
  for (double retention : {.99, .998, .9995}) {
    CAPTURE(retention);
    const Solution solution = solved(run, "retention", "clv_first_end", 100'00 / (1 - retention));
    REQUIRE(solution.input);
    CHECK(distance(1 - *solution.input, 1 - retention) < 1e-6);
  }
}
