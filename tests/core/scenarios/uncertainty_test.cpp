// Ranges of inputs → ranges of outputs, where mathematics knows the answer.
#include "scenarios/uncertainty.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "../support/second_road.h"
#include "base/special.h"
#include "models/sbg.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::minor_digits_here;
using lifeworth::test::Run;

namespace {

constexpr std::uint64_t draws = test::slow_run ? 10'000 : 40'000;
/// Four standard errors of the 2.5 % quantile, as a share of the distance from the median: √(.025·.975/n) ÷ φ(1.96) ÷ 1.96.
const double monte_carlo = 4 * std::sqrt(.025 * .975 / double(draws)) / .0584 / z_95;

Uncertainty spread(const Run& run, std::string_view output, std::uint64_t seed = 1, std::uint64_t n = draws) {
  return uncertainty(run.calculator, run.scenario, run.output(output), n, seed, minor_digits_here);
}

double logit(double p) { return std::log(p / (1 - p)); }

/// Whether three quantiles are where they should be, on a scale on which the draws are normal to either side of the middle.
template <class Scale>
void check_quantiles(const Spread& found, double low, double middle, double high, Scale&& scale) {
  CAPTURE(found.low, found.median, found.high, low, middle, high);
  CHECK(std::abs(scale(found.low) - scale(low)) < monte_carlo * std::abs(scale(middle) - scale(low)));
  CHECK(std::abs(scale(found.high) - scale(high)) < monte_carlo * std::abs(scale(high) - scale(middle)));
  CHECK(std::abs(scale(found.median) - scale(middle)) < monte_carlo * std::max(std::abs(scale(middle) - scale(low)), std::abs(scale(high) - scale(middle))));
}

std::uint64_t all_of(const Histogram& histogram) { return std::accumulate(histogram.counts.begin(), histogram.counts.end(), histogram.below + histogram.above); }

}  // namespace

TEST_CASE("one ranged input gives the calculator's answers at low, value and high", "[scenarios][consistency]") {
  const auto check = [](std::string_view calculator, std::string_view input, double low, double value, double high, std::string_view output, auto&& scale_of_input) {
    CAPTURE(calculator, input);
    const Run run = Run(calculator).with(input, value).ranging(input, low, high);
    const auto at = [&](double typed) { return Run(calculator).with(input, typed)[output]; };
    const Spread found = spread(run, output).outputs[run.output(output)];
    // On the input's scale: where would the input have to be to give the quantile?
    const double sign = at(high) > at(low) ? 1 : -1;
    const auto back = [&](double wanted) {
      double from = low - 3 * (value - low), to = high + 3 * (high - value);
      const Interval limit = limits(run.calculator.inputs[run.input(input)], 0);
      from = std::max(from, limit.low + 1e-9), to = std::min(to, limit.high - 1e-9);
      for (int step = 0; step < 80; ++step) (sign * (at((from + to) / 2) - wanted) < 0 ? from : to) = (from + to) / 2;
      return scale_of_input((from + to) / 2);
    };
    const Spread rising = sign > 0 ? found : Spread{found.high, found.median, found.low};
    check_quantiles(rising, at(low), at(value), at(high), back);
  };
  const auto linear = [](double x) { return x; };
  const auto logarithm = [](double x) { return std::log(x); };
  check("simple_clv", "order_value", 40, 60, 90, "clv", logarithm);      // even on the logarithm
  check("simple_clv", "order_value", 55, 60, 120, "clv", logarithm);     // uneven
  check("simple_clv", "lifespan", 1, 3, 3.5, "revenue_clv", logarithm);
  check("simple_clv", "margin", .3, .4, .7, "clv", logit);
  check("margin_multiple", "retention", .7, .85, .9, "clv_if_retained", logit);
  check("margin_multiple", "discount", .05, .1, .12, "multiple_first_end", logit);  // falls
  check("margin_multiple", "growth", -.03, 0, .02, "clv_first_end", linear);
  check("nps_conversion", "change_if_stays", -.5, -.36, -.1, "extra_revenue", linear);
}

TEST_CASE("a range that begins at zero is even on the plain scale and cut there", "[scenarios][consistency]") {
  const Run run = Run("simple_clv").with("order_value", 10).ranging("order_value", 0, 50);
  const Spread found = spread(run, "clv").outputs[run.output("clv")];
  CHECK(found.low >= 0);
  CHECK(found.low < .02 * found.median);
  CHECK(distance(found.median, 48'00) < .02);  // 10 × 4 × 3 × .4
  CHECK(distance(found.high, 240'00) < .02);
}

TEST_CASE("draws stay within the limits", "[scenarios][consistency]") {
  Random random(40);
  for (const Interval& range : {Interval{.2, .999}, Interval{0, .9}, Interval{.5, 1}}) {
    double lowest = 1, highest = 0;
    for (int i = 0; i < 20'000; ++i) {
      const double drawn = draw(.8, range, {0, 1}, Unit::share_per_year, random);
      lowest = std::min(lowest, drawn);
      highest = std::max(highest, drawn);
    }
    CHECK((lowest >= 0 && highest <= 1 && lowest < .5 && highest > .95));
  }
  for (int i = 0; i < 2'000; ++i) {
    CHECK(distance(draw(5, {5, 5}, {0, 10}, Unit::months, random), 5) < 1e-14);
    CHECK(std::abs(draw(-.9, {-1, -.2}, {-1, .5}, Unit::share, random)) <= 1);
  }
}

TEST_CASE("two independent ranges multiply as lognormals do", "[scenarios][correctness]") {
  // The logarithm of a product of independent lognormals is normal with the sum of the variances.
  Run run("simple_clv");
  run.ranging("order_value", 60 / 1.5, 60 * 1.5).ranging("orders_per_year", 4 / 2., 4 * 2.);
  const double reach = std::hypot(std::log(1.5), std::log(2.0));  // 1.96 standard deviations
  const Spread found = spread(run, "clv").outputs[run.output("clv")];
  check_quantiles(found, 288'00 * std::exp(-reach), 288'00, 288'00 * std::exp(reach), [](double x) { return std::log(x); });
}

TEST_CASE("the same seed gives the same answer, another a slightly different one", "[scenarios][consistency]") {
  const Run run = Run("margin_multiple").ranging("retention", .8, .9);
  const Uncertainty one = spread(run, "clv_first_end", 5), again = spread(run, "clv_first_end", 5), other = spread(run, "clv_first_end", 6);
  for (std::size_t i = 0; i < one.outputs.size(); ++i) {
    const Spread &first = one.outputs[i], &second = again.outputs[i];
    CHECK((first.low == second.low && first.median == second.median && first.high == second.high));
  }
  CHECK(one.histogram.counts == again.histogram.counts);
  CHECK((one.histogram.from == again.histogram.from && one.histogram.width == again.histogram.width));
  const Spread &a = one.outputs[run.output("clv_first_end")], &b = other.outputs[run.output("clv_first_end")];
  CHECK(a.low != b.low);
  CHECK(distance(a.low, b.low) < .02);
  CHECK(distance(a.high, b.high) < .02);
}

TEST_CASE("never counts as beyond everything else", "[scenarios][consistency]") {
  // A margin between 6 and 20 a month: at the low end a cost of 150 is not earned back at 96 % retention and no discount (6/.04 = 150).
  Run run("clv_cac");
  run.with("acquisition_spend", 150).with("new_customers", 1).with("discount", 0).with("retention_per_month", .96);
  run.with("margin_per_month", 8).ranging("margin_per_month", 5, 12.8);
  const Uncertainty found = spread(run, "payback_with_churn");
  const Spread& payback = found.outputs[run.output("payback_with_churn")];
  CHECK(payback.high == never);
  CHECK(distance(payback.median, run["payback_with_churn"]) < .05);
  CHECK(payback.low < payback.median);
  // ln 6 is .612 of the way from ln 8 to ln 5, in units of 1.96 standard deviations.
  const double z = z_95 * std::log(8 / 6.0) / std::log(8 / 5.0), expected = .5 * std::erfc(z / std::sqrt(2.0));
  const double share = static_cast<double>(found.histogram.above) / static_cast<double>(draws) - .005 * (1 - expected);
  CHECK(std::abs(share - expected) < 5 * std::sqrt(expected / double(draws)));
  CHECK(all_of(found.histogram) == draws);
}

TEST_CASE("a histogram holds every draw that was possible", "[scenarios][consistency]") {
  Random random(41);
  for (const Calculator& calculator : calculators()) {
    for (std::size_t output = 0; output < calculator.outputs.size(); ++output) {
      Run run(calculator);
      for (std::size_t i = 0; i < calculator.inputs.size(); ++i) {
        const double now = run.scenario.inputs[i];
        const Interval limit = limits(calculator.inputs[i], minor_digits_here);
        if (calculator.inputs[i].unit == Unit::choice || calculator.inputs[i].counted || now == 0) continue;
        run.scenario.ranges[i] = Interval{std::max(limit.low, now - .2 * std::abs(now)), std::min(limit.high, now + .2 * std::abs(now))};
      }
      const Uncertainty found = uncertainty(calculator, run.scenario, output, 2000, random.bits(), minor_digits_here);
      const Spread& s = found.outputs[output];
      CAPTURE(calculator.name, test::full_name(calculator.outputs[output]), s.low, s.median, s.high);
      CHECK(found.draws == 2000);
      if (std::isnan(s.median)) continue;
      CHECK((s.low <= s.median && s.median <= s.high));
      if (s.low == s.high) {  // nothing of what varies bears on it
        CHECK(found.histogram.counts.empty());
        CHECK(found.histogram.width == 0);
        continue;
      }
      CHECK(all_of(found.histogram) == 2000 - found.impossible);
      CHECK(found.histogram.below <= 2000 / 100);
      CHECK(found.histogram.width > 0);
    }
  }
}

TEST_CASE("draws that are impossible are left out and counted", "[scenarios][input]") {
  // r(1+g) < 1+d: with g = 25 % and d = 0 draws above r = .8 are impossible; .8 is the upper end, so 2.5 % of them.
  Run run("margin_multiple");
  run.with("discount", 0).with("growth", .25).with("retention", .7).ranging("retention", .6, .8);
  const Uncertainty found = spread(run, "clv_first_end");
  CHECK(std::abs(double(found.impossible) - .025 * draws) < 5 * std::sqrt(.025 * draws));
  CHECK(all_of(found.histogram) == draws - found.impossible);
  CHECK(std::isfinite(found.outputs[run.output("clv_first_end")].high));
}

TEST_CASE("an output that is unknown in some draw has no spread, the others keep theirs", "[scenarios][input]") {
  Run run("retention_profit");
  run.with("retention_per_year", .93).ranging("retention_per_year", .9, .97);  // +5 points is beyond all customers in some
  const Uncertainty found = spread(run, "value_now", 1, 2000);
  CHECK(std::isnan(found.outputs[run.output("gain_points")].median));
  CHECK(std::isfinite(found.outputs[run.output("value_now")].median));
  CHECK(found.impossible == 0);
}

TEST_CASE("unknown is not never: it does not count as beyond everything else", "[scenarios][input]") {
  Run run("retention_profit");
  run.with("retention_per_year", .93).ranging("retention_per_year", .9, .97);
  const Histogram histogram = spread(run, "gain_points", 1, 2000).histogram;
  CHECK(histogram.above <= 2000 / 100);
}

TEST_CASE("what is impossible to begin with is not drawn at all", "[scenarios][input]") {
  const Uncertainty found = spread(Run("margin_multiple").with("retention", 1).with("discount", 0), "clv_first_end", 1, 1000);
  for (const Spread& each : found.outputs) CHECK(std::isnan(each.median));
  CHECK(found.histogram.counts.empty());
}

TEST_CASE("without ranges every draw is the answer", "[scenarios][consistency]") {
  const Run run("clv_cac");
  const Uncertainty found = spread(run, "clv_to_cac", 1, 1000);
  const Answer now = run.answer();
  for (std::size_t i = 0; i < now.outputs.size(); ++i) CHECK((found.outputs[i].low == now.outputs[i] && found.outputs[i].high == now.outputs[i]));
}

TEST_CASE("the spread of a fitted curve is its own and narrows with the cohort", "[scenarios][consistency]") {
  const auto width = [](double size) {
    Run run("retention_curve");
    run.with("cohort_start", 1000 * size);
    const double left[] = {631, 468, 382, 326, 289, 262, 241};
    for (int i = 0; i < 7; ++i) run.with("left_" + std::to_string(i + 1), left[i] * size);
    const Spread found = spread(run, "new_customer_sbg", 1, 4000).outputs[run.output("new_customer_sbg")];
    CHECK((found.low < run["new_customer_sbg"] && run["new_customer_sbg"] < found.high));
    return std::log(found.high / found.low);
  };
  const double one = width(1), hundred = width(100);
  CHECK(distance(one / hundred, 10) < .1);
}

TEST_CASE("the interval of a new customer's value holds the truth as often as it says", "[scenarios][consistency][slow]") {
  Random random(42);
  const int runs = test::slow_run ? 60 : 300;
  const double d = .1;
  for (const sbg::Parameters& truth : {sbg::Parameters{.704, 1.182}, sbg::Parameters{.668, 3.806}}) {
    const double worth = 100'00 * sbg::discounted_expected_lifetime(truth, d);
    int settled = 0, held = 0, below = 0;
    for (int i = 0; i < runs; ++i) {
      Run run("retention_curve");
      double left = 1000;
      for (int t = 1; t <= 7; ++t) {  // each who is left renews with the cohort's retention of that age
        double stay = 0;
        for (int customer = 0; customer < left; ++customer) stay += random.uniform() < sbg::retention(truth, t);
        run.with("left_" + std::to_string(t), left = stay);
      }
      if (!run.answer().usable()) continue;
      ++settled;
      const Spread found = spread(run, "new_customer_sbg", random.bits() >> 12, 1000).outputs[0];
      held += found.low <= worth && worth <= found.high;
      below += found.high < worth;
    }
    INFO(held << " of " << settled << " hold the truth, " << below << " lie below it, of " << runs << " cohorts");
    CHECK(settled > runs * 95 / 100);
    CHECK(std::abs(held / double(settled) - .95) < 3.5 * std::sqrt(.95 * .05 / settled));
  }
}
