// How high retention must be: to earn back what a customer cost, and to pay for a programme that is to raise it. Value of a customer here is
// margin/(1+d−r), the first margin certain at the end of the first year.
#include <algorithm>

#include "scenarios/catalogue.h"
#include "scenarios/margin_multiple.h"
#include "scenarios/payback.h"

namespace lifeworth {
namespace {

constexpr Input<Amount<Year>> margin{0, {"margin_per_year", 100, 0.01, most_money, "profit_per_year"}};
constexpr Input<Rate<Year>> retention{1, {"retention_per_year", 0.8, 0, 1, "retention_per_year"}};
constexpr Input<Rate<Year>> discount{2, {"discount", 0.1, 0, 1}};
constexpr Input<Amount<Once>> acquisition_cost{3, {"acquisition_cost", 250, 0, most_money, "acquisition_cost"}};
constexpr Input<Amount<Year>> programme_cost{4, {"programme_cost", 5, 0, most_money}};
constexpr auto inputs = listed(margin, retention, discount, acquisition_cost, programme_cost);
static_assert(inputs.second);

constexpr Output<Rate<Year>> for_programme{0, "retention_for_programme"};
constexpr Output<Share> points_needed{1, "points_needed"};
constexpr Output<Rate<Year>> for_cac{2, "retention_for_cac"};
constexpr Output<Amount<Once>> clv{3, "clv"}, net_clv{4, "net_clv"};
constexpr auto outputs = listed(for_programme, points_needed, for_cac, clv, net_clv);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"{retention_for_programme} = 1 + {discount} − (1 − {programme_cost} ÷ {margin_per_year}) × (1 + {discount} − {retention_per_year})",
                                         "{retention_for_cac} = 1 + {discount} − {margin_per_year} ÷ {acquisition_cost}"};

void check(const Values& in, Problems& problems) {
  if (!sum_ends(in[retention], in[discount])) problems.push_back({retention.place, Code::sum_never_ends});
}

/// (m − c)/(1+d−r′) = m/(1+d−r), solved for r′.
Rate<Year> retention_paying_for(Amount<Year> cost, const Values& in) {
  const double needed = 1 + in[discount].of_one - (1 - cost.minor / in[margin].minor) * (1 + in[discount].of_one - in[retention].of_one);
  return {needed > 1 || cost.minor >= in[margin].minor ? never : needed};
}

void evaluate(const Values& in, Outcome& out) {
  const Rate<Year> needed = retention_paying_for(in[programme_cost], in);
  out.set(for_programme, needed);
  out.set(points_needed, Share{needed.of_one - in[retention].of_one});
  out.set(for_cac, break_even_retention(in[acquisition_cost], in[margin], in[discount]));
  const double worth = in[margin].minor * multiple_first_end(in[retention], in[discount]);
  out.set(clv, Amount<Once>{worth});
  out.set(net_clv, Amount<Once>{worth - in[acquisition_cost].minor});
}

Code meaning(const Values&, const Outcome& out) {
  if (out[for_programme] == never) return Code::means_programme_never_pays;
  return out[for_cac] == never ? Code::means_break_even_no_cac : Code::means_break_even;
}

void notes(const Values&, const Outcome& out, std::vector<Code>& codes) {
  if (out[net_clv] < 0) codes.push_back(Code::note_below_cost);
  codes.push_back(Code::note_programme_for_all);
}

std::vector<Chart> charts(const Values& in) {
  Chart chart{Chart::Form::lines, "net_value_over_retention", "retention_per_year", Unit::share_per_year, Unit::money, {{"without_programme", {}}, {"with_programme", {}}}};
  const double to = std::max(0.95, in[retention].of_one);
  constexpr int steps = 60;
  for (int step = 0; step <= steps; ++step) {
    const Rate<Year> r{to * step / steps};
    if (!sum_ends(r, in[discount])) break;
    const double multiple = multiple_first_end(r, in[discount]);
    chart.series[0].points.emplace_back(r.of_one, in[margin].minor * multiple - in[acquisition_cost].minor);
    chart.series[1].points.emplace_back(r.of_one, (in[margin].minor - in[programme_cost].minor) * multiple - in[acquisition_cost].minor);
  }
  chart.guides = {{"now", true, in[retention].of_one}, {"paid_back", false, 0}};
  return {chart};
}

}  // namespace

constinit const Calculator break_even{.name = "break_even", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = check, .evaluate = evaluate,
                                      .meaning = meaning,
                                      .notes = notes, .charts = charts};

}  // namespace lifeworth
