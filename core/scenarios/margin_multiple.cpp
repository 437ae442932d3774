// Margin × multiple, under the three conventions people mean by it, with growth of the margin and net of what the customer cost.
#include "scenarios/margin_multiple.h"

#include <algorithm>

#include "scenarios/catalogue.h"
#include "scenarios/period.h"

namespace lifeworth {
namespace {

constexpr Input<Word> period{0, {.name = "period", .standard = 0, .lowest = 0, .highest = 1, .words = period_words}};
constexpr Input<Amount<Chosen>> margin{1, {"margin_per_period", 100, 0, most_money, "profit_per_period"}};
constexpr Input<Rate<Chosen>> retention{2, {"retention", 0.85, 0, 1, "retention_per_period"}};
constexpr Input<Rate<Year>> discount{3, {"discount", 0.1, 0, 1}};
constexpr Input<Rate<Chosen>> growth{4, {"growth", 0, -0.5, 0.5}};
constexpr Input<Amount<Once>> acquisition_cost{5, {"acquisition_cost", 0, 0, most_money}};
constexpr auto inputs = listed(period, margin, retention, discount, growth, acquisition_cost);
static_assert(inputs.second);

constexpr Output<Amount<Once>> clv_if_retained{0, "clv", "if_retained"}, clv_first_end{1, "clv", "first_end"}, clv_first_now{2, "clv", "first_now"};
constexpr Output<Ratio> multiple_retained{3, "multiple", "if_retained"}, multiple_end{4, "multiple", "first_end"}, multiple_now{5, "multiple", "first_now"};
constexpr Output<Amount<Once>> net_if_retained{6, "net_clv", "if_retained"}, net_first_end{7, "net_clv", "first_end"}, net_first_now{8, "net_clv", "first_now"};
constexpr Output<Duration<Chosen>> lifetime{9, "lifetime"};
constexpr Output<Rate<Chosen>> discount_output{10, "discount_per_period"};
constexpr auto outputs = listed(clv_if_retained, clv_first_end, clv_first_now, multiple_retained, multiple_end, multiple_now, net_if_retained,
                                net_first_end, net_first_now, lifetime, discount_output);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"{clv_if_retained} = {margin_per_period} × {retention} × (1 + {growth}) ÷ (1 + {discount_per_period} − {retention} × (1 + {growth}))",
                                         "{clv_first_end} = {margin_per_period} ÷ (1 + {discount_per_period} − {retention} × (1 + {growth}))",
                                         "{clv_first_now} = {margin_per_period} × (1 + {discount_per_period}) ÷ (1 + {discount_per_period} − {retention} × (1 + {growth}))"};

void check(const Values& in, Problems& problems) {
  if (!sum_ends(in[retention], in_period(in[discount], in[period]), in[growth])) problems.push_back({retention.place, Code::sum_never_ends});
}

void evaluate(const Values& in, Outcome& out) {
  const Rate<Chosen> r = in[retention], d = in_period(in[discount], in[period]), g = in[growth];
  const auto under = [&](const auto& multiple_out, const auto& clv_out, const auto& net_out, double multiple) {
    out.set(multiple_out, Ratio{multiple});
    out.set(clv_out, Amount<Once>{in[margin].minor * multiple});
    out.set(net_out, Amount<Once>{in[margin].minor * multiple - in[acquisition_cost].minor});
  };
  under(multiple_retained, clv_if_retained, net_if_retained, multiple_if_retained(r, d, g));
  under(multiple_end, clv_first_end, net_first_end, multiple_first_end(r, d, g));
  under(multiple_now, clv_first_now, net_first_now, multiple_first_now(r, d, g));
  out.set(lifetime, expected_lifetime(r));
  out.set(discount_output, d);
}

Code meaning(const Values& in, const Outcome& out) {
  if (out[lifetime] == never) return Code::means_margin_multiple_forever;
  return in[period].index() == 1 ? Code::means_margin_multiple_months : Code::means_margin_multiple;
}

void notes(const Values& in, const Outcome&, std::vector<Code>& codes) {
  codes.push_back(Code::note_constant_retention);
  if (in[growth].of_one > 0) codes.push_back(Code::note_growth_forever);
}

/// CLV at every retention: how steep the last points are.
std::vector<Chart> charts(const Values& in) {
  const Rate<Chosen> d = in_period(in[discount], in[period]), g = in[growth];
  Chart chart{Chart::Form::lines, "clv_over_retention", "retention", Unit::share_per_period, Unit::money, {{"if_retained", {}}, {"first_end", {}}, {"first_now", {}}}};
  const double to = std::max(0.95, in[retention].of_one);
  constexpr int steps = 60;
  for (int step = 0; step <= steps; ++step) {
    const Rate<Chosen> r{to * step / steps};
    if (!sum_ends(r, d, g)) break;
    const double multiples[] = {multiple_if_retained(r, d, g), multiple_first_end(r, d, g), multiple_first_now(r, d, g)};
    for (std::size_t i = 0; i < 3; ++i) chart.series[i].points.emplace_back(r.of_one, in[margin].minor * multiples[i]);
  }
  chart.guides = {{"now", true, in[retention].of_one}};
  return {chart};
}

}  // namespace

constinit const Calculator margin_multiple{
    .name = "margin_multiple", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = check, .evaluate = evaluate,
    .meaning = meaning,
    .notes = notes, .charts = charts};

}  // namespace lifeworth
