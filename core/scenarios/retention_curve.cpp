// Retention that rises with age, from how many of a cohort were left after each period: the sBG model (Fader & Hardie 2007) beside one constant
// retention, for a new customer and for a base of customers of all ages (Fader & Hardie 2010, "Customer-Base Valuation in a Contractual Setting").
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "models/sbg.h"
#include "scenarios/catalogue.h"
#include "scenarios/margin_multiple.h"
#include "scenarios/period.h"

namespace lifeworth {
namespace {

constexpr int curve_periods = 7;
constexpr Input<Word> period{0, {.name = "period", .standard = 0, .lowest = 0, .highest = 1, .words = period_words}};
constexpr Input<Amount<Chosen>> margin{1, {"margin_per_period", 100, 0, most_money, "profit_per_period"}};
constexpr Input<Rate<Year>> discount{2, {"discount", 0.1, 0.001, 1}};
constexpr Input<Count> start{3, {.name = "cohort_start", .standard = 1000, .lowest = 10, .highest = most_things, .measured = "cohort_start_per_period", .group = "curve", .counted = true}};
constexpr InputAbout left_about(std::string_view name, double standard, bool optional, std::string_view measured) {
  return {.name = name, .standard = standard, .lowest = 0, .highest = most_things, .measured = measured, .group = "curve", .optional = optional, .counted = true};
}
// The "Regular" segment of Fader & Hardie (2007), years 1–7.
constexpr Input<Count> left[curve_periods] = {
    {4, left_about("left_1", 631, false, "left_1_per_period")}, {5, left_about("left_2", 468, false, "left_2_per_period")}, {6, left_about("left_3", 382, true, "left_3_per_period")},
    {7, left_about("left_4", 326, true, "left_4_per_period")},  {8, left_about("left_5", 289, true, "left_5_per_period")},  {9, left_about("left_6", 262, true, "left_6_per_period")},
    {10, left_about("left_7", 241, true, "left_7_per_period")}};
constexpr auto inputs = listed(period, margin, discount, start, left[0], left[1], left[2], left[3], left[4], left[5], left[6]);
static_assert(inputs.second);

// Behind the inputs: the fit, and (aa, ab, bb) the Cholesky factor of the covariance of ln α, ln β.
constexpr int behind_values = 5;
constexpr Input<Ratio> alpha{11, {}}, beta{12, {}};

constexpr Output<Amount<Once>> new_sbg{0, "new_customer", "sbg"}, new_constant{1, "new_customer", "constant"};
constexpr Output<Amount<Once>> base_sbg{2, "base_customer", "sbg"}, base_constant{3, "base_customer", "constant"};
constexpr Output<Share> hidden_new{4, "hidden_new"}, hidden_base{5, "hidden_base"};
constexpr Output<Rate<Chosen>> first_retention{6, "retention_first"}, late_retention{7, "retention_tenth"};
constexpr Output<Share> left_12{8, "left_after_12"};
constexpr Output<Ratio> alpha_output{9, "alpha"}, beta_output{10, "beta"};
constexpr Output<Rate<Chosen>> aggregate_output{11, "retention_aggregate"}, discount_output{12, "discount_per_period"};
constexpr auto outputs = listed(new_sbg, new_constant, base_sbg, base_constant, hidden_new, hidden_base, first_retention, late_retention, left_12, alpha_output,
                                beta_output, aggregate_output, discount_output);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"S(t) = S(t−1) × ({beta} + t − 1) ÷ ({alpha} + {beta} + t − 1)", "{new_customer_sbg} = {margin_per_period} × Σ S(t) ÷ (1 + {discount_per_period})ᵗ",
                                         "{new_customer_constant} = {margin_per_period} × (1 + {discount_per_period}) ÷ (1 + {discount_per_period} − {retention_first})",
                                         "{hidden_base} = 1 − {base_customer_constant} ÷ {base_customer_sbg}"};

/// The counts that were given, the start first; what stands behind a gap is not read.
std::vector<double> survivors(const Values& in) {
  std::vector<double> counts{in[start].value};
  for (const Input<Count>& each : left) {
    if (std::isnan(in[each].value)) break;
    counts.push_back(in[each].value);
  }
  return counts;
}

void check(const Values& in, Problems& problems) {
  double before = in[start].value;
  bool gap = false;
  for (const Input<Count>& each : left) {
    const double now = in[each].value;
    if (std::isnan(now)) gap = true;
    else if (gap) problems.push_back({each.place, Code::curve_has_gap});
    else if (now > before) problems.push_back({each.place, Code::curve_must_fall});
    if (!std::isnan(now)) before = now;
  }
  if (in[left[0]].value == in[start].value) problems.push_back({left[0].place, Code::curve_needs_losses});
}

bool prepare(std::span<const double> given, std::span<double> behind) {
  const Fit<2> fit = sbg::fit(survivors(Values(given)));
  if (!fit) return false;
  const double aa = std::sqrt(fit.covariance[0][0]), ab = fit.covariance[0][1] / aa;
  const double bb = std::sqrt(std::max(0.0, fit.covariance[1][1] - ab * ab));
  std::ranges::copy(std::array{fit.theta[0], fit.theta[1], aa, ab, bb}, behind.begin());
  return true;
}

void redraw(std::span<const double> prepared, Random& random, std::span<double> behind) {
  const double first = random.normal(), second = random.normal();
  behind[0] = prepared[0] * std::exp(prepared[2] * first);
  behind[1] = prepared[1] * std::exp(prepared[3] * first + prepared[4] * second);
}

sbg::Parameters parameters(const Values& in) { return {in[alpha].value, in[beta].value}; }

/// What a customer already on hand brings from the next period on, averaged over a base that won as many customers in each of the last
/// periods as in any other; and what one retention, that of the whole base, makes of it.
struct Base {
  double sbg = 0, aggregate_retention = 0;
};
Base base_of(const sbg::Parameters& p, int ages, double rate) {
  double alive = 0, kept = 0, at_risk = 0, worth = 0, still = 1;
  for (int age = 0; age < ages; ++age) {
    const double next = still * sbg::retention(p, age + 1);
    worth += still * sbg::discounted_expected_residual_lifetime(p, age, rate);
    alive += still;
    if (age + 1 < ages) at_risk += still, kept += next;
    still = next;
  }
  return {worth / alive, kept / at_risk};
}

void evaluate(const Values& in, Outcome& out) {
  const sbg::Parameters p = parameters(in);
  const Rate<Chosen> d = in_period(in[discount], in[period]), r1{sbg::retention(p, 1)};
  const double m = in[margin].minor;
  const Base base = base_of(p, static_cast<int>(survivors(in).size()), d.of_one);
  const double worth_new = sbg::discounted_expected_lifetime(p, d.of_one), constant_new = multiple_first_now(r1, d);
  const double constant_base = multiple_if_retained(Rate<Chosen>{base.aggregate_retention}, d);
  out.set(new_sbg, Amount<Once>{m * worth_new});
  out.set(new_constant, Amount<Once>{m * constant_new});
  out.set(base_sbg, Amount<Once>{m * base.sbg});
  out.set(base_constant, Amount<Once>{m * constant_base});
  out.set(hidden_new, Share{1 - constant_new / worth_new});
  out.set(hidden_base, Share{1 - constant_base / base.sbg});
  out.set(first_retention, r1);
  out.set(late_retention, Rate<Chosen>{sbg::retention(p, 10)});
  out.set(left_12, Share{sbg::survival(p, 12)});
  out.set(alpha_output, Ratio{p.alpha});
  out.set(beta_output, Ratio{p.beta});
  out.set(aggregate_output, Rate<Chosen>{base.aggregate_retention});
  out.set(discount_output, d);
}

std::vector<Chart> charts(const Values& in) {
  const sbg::Parameters p = parameters(in);
  const std::vector<double> counts = survivors(in);
  Chart chart{Chart::Form::lines, "left_over_time", "period_number", Unit::periods, Unit::share, {{"observed", {}, true}, {"sbg", {}}, {"constant", {}}}};
  constexpr int shown = 12;
  double rising = 1, constant = 1;
  for (int t = 0; t <= shown; ++t) {
    if (t > 0) rising *= sbg::retention(p, t), constant *= sbg::retention(p, 1);
    if (static_cast<std::size_t>(t) < counts.size()) chart.series[0].points.emplace_back(t, counts[static_cast<std::size_t>(t)] / counts[0]);
    chart.series[1].points.emplace_back(t, rising);
    chart.series[2].points.emplace_back(t, constant);
  }
  return {chart};
}

// The "High End" segment of the same paper.
constexpr std::pair<int, double> high_end[] = {{4, 869}, {5, 743}, {6, 653}, {7, 593}, {8, 551}, {9, 517}, {10, 491}};
constexpr Preset presets[] = {{"regular_segment", {}}, {"high_end_segment", high_end}};

}  // namespace

constinit const Calculator retention_curve{
    .name = "retention_curve", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = check, .evaluate = evaluate,
    .meaning = [](const Values&, const Outcome&) { return Code::means_retention_curve; },
    .notes = [](const Values&, const Outcome&, std::vector<Code>& codes) { codes.push_back(Code::note_contract); }, .charts = charts, .presets = presets,
    .behind = behind_values, .prepare = prepare, .redraw = redraw};

}  // namespace lifeworth
