// What moving customers from detractor to passive to promoter would be worth in a year. The changes of spend are inputs; the example's (+16 %, +25 %,
// −36 %) are retold of "one company studied" whose study cannot be found, so they are a hypothesis to replace by one's own numbers.
#include "scenarios/catalogue.h"

namespace lifeworth {
namespace {

constexpr Input<Count> customers{0, {"customers", 10'000, 0, most_things, "customers"}};
constexpr Input<Share> promoters{1, {"promoters", 0.45, 0, 1, "promoters"}};
constexpr Input<Share> detractors{2, {"detractors", 0.2, 0, 1, "detractors"}};
constexpr Input<Amount<Year>> spend_detractor{3, {"spend_detractor", 200, 0, most_money, "spend_detractor"}};
constexpr Input<Amount<Year>> spend_passive{4, {"spend_passive", 240, 0, most_money, "spend_passive"}};
constexpr Input<Share> margin{5, {"margin", 0.4, 0, 1, "margin"}};
constexpr Input<Share> to_passive{6, {"detractors_to_passives", 0.1, 0, 1}};
constexpr Input<Share> to_promoter{7, {"detractors_to_promoters", 0.05, 0, 1}};
constexpr Input<Share> passive_to_promoter{8, {"passives_to_promoters", 0.05, 0, 1}};
constexpr Input<Share> gain_passive{9, {.name = "gain_to_passive", .standard = 0.16, .lowest = -1, .highest = 10, .measured = "gain_to_passive", .group = "effects"}};
constexpr Input<Share> gain_promoter{10, {.name = "gain_to_promoter", .standard = 0.25, .lowest = -1, .highest = 10, .measured = "gain_to_promoter", .group = "effects"}};
constexpr Input<Share> change_stay{11, {.name = "change_if_stays", .standard = -0.36, .lowest = -1, .highest = 10, .measured = "change_if_stays", .group = "effects"}};
constexpr Input<Amount<Year>> cost{12, {"programme_cost_total", 0, 0, most_money}};
constexpr auto inputs = listed(customers, promoters, detractors, spend_detractor, spend_passive, margin, to_passive, to_promoter, passive_to_promoter,
                               gain_passive, gain_promoter, change_stay, cost);
static_assert(inputs.second);

constexpr Output<Amount<Year>> net_gain{0, "net_gain"}, extra_profit{1, "extra_profit"}, extra_revenue{2, "extra_revenue"};
constexpr Output<Amount<Year>> per_move{3, "profit_per_move"};
constexpr Output<Count> moved{4, "customers_moved"};
constexpr Output<Points> before{5, "nps", "before"}, after{6, "nps", "after"};
constexpr Output<Ratio> return_on_cost{7, "return_on_cost"};
constexpr auto outputs = listed(net_gain, extra_profit, extra_revenue, per_move, moved, before, after, return_on_cost);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {
    "{extra_revenue} = {customers} × ({detractors} × {spend_detractor} × ({detractors_to_passives} × ({gain_to_passive} − ({change_if_stays})) + {detractors_to_promoters} × ({gain_to_promoter} − ({change_if_stays}))) + (1 − {promoters} − {detractors}) × {spend_passive} × {passives_to_promoters} × {gain_to_promoter})",
    "{net_gain} = {extra_revenue} × {margin} − {programme_cost_total}"};

double passives(const Values& in) { return 1 - in[promoters].of_one - in[detractors].of_one; }

void check(const Values& in, Problems& problems) {
  constexpr double rounding = 1e-9;
  if (passives(in) < -rounding) problems.push_back({detractors.place, Code::shares_beyond_one});
  if (in[to_passive].of_one + in[to_promoter].of_one > 1 + rounding) problems.push_back({to_promoter.place, Code::shares_beyond_one});
}

/// Revenue a year that each movement brings against nobody having moved.
struct Movements {
  double to_passive, to_promoter, passive_to_promoter;
};
Movements revenue_of(const Values& in) {
  const double base = in[customers].value * in[detractors].of_one * in[spend_detractor].minor;
  return {base * in[to_passive].of_one * (in[gain_passive].of_one - in[change_stay].of_one),
          base * in[to_promoter].of_one * (in[gain_promoter].of_one - in[change_stay].of_one),
          in[customers].value * passives(in) * in[spend_passive].minor * in[passive_to_promoter].of_one * in[gain_promoter].of_one};
}

struct Shares {
  double promoters, passives, detractors;
};
Shares after_moving(const Values& in) {
  const double d = in[detractors].of_one, up = d * in[to_promoter].of_one, half = d * in[to_passive].of_one, rise = passives(in) * in[passive_to_promoter].of_one;
  return {in[promoters].of_one + up + rise, passives(in) + half - rise, d - up - half};
}

void evaluate(const Values& in, Outcome& out) {
  const Movements by = revenue_of(in);
  const double revenue = by.to_passive + by.to_promoter + by.passive_to_promoter, profit = revenue * in[margin].of_one;
  const double people = in[customers].value * (in[detractors].of_one * (in[to_passive].of_one + in[to_promoter].of_one) + passives(in) * in[passive_to_promoter].of_one);
  out.set(extra_revenue, Amount<Year>{revenue});
  out.set(extra_profit, Amount<Year>{profit});
  out.set(net_gain, Amount<Year>{profit - in[cost].minor});
  out.set(moved, Count{people});
  if (people > 0) out.set(per_move, Amount<Year>{profit / people});
  const Shares then = after_moving(in);
  out.set(before, Points{100 * (in[promoters].of_one - in[detractors].of_one)});
  out.set(after, Points{100 * (then.promoters - then.detractors)});
  if (in[cost].minor > 0) out.set(return_on_cost, Ratio{profit / in[cost].minor});
}

std::vector<Chart> charts(const Values& in) {
  const Movements by = revenue_of(in);
  Chart profit{Chart::Form::bars, "profit_by_movement", "movement", Unit::choice, Unit::money_per_year, {{"profit", {}}}, {"detractors_to_passives", "detractors_to_promoters", "passives_to_promoters"}};
  const double parts[] = {by.to_passive, by.to_promoter, by.passive_to_promoter};
  for (std::size_t i = 0; i < 3; ++i) profit.series[0].points.emplace_back(i, parts[i] * in[margin].of_one);
  const Shares then = after_moving(in);
  const Chart groups{Chart::Form::stacked, "groups_before_after", "when", Unit::choice, Unit::share,
                     {{"promoters", {{0, in[promoters].of_one}, {1, then.promoters}}}, {"passives", {{0, passives(in)}, {1, then.passives}}}, {"detractors", {{0, in[detractors].of_one}, {1, then.detractors}}}},
                     {"before", "after"}};
  return {profit, groups};
}

}  // namespace

constinit const Calculator nps_conversion{.name = "nps_conversion", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = check, .evaluate = evaluate,
                                          .meaning = [](const Values&, const Outcome&) { return Code::means_nps_conversion; },
                                          .notes = [](const Values&, const Outcome&, std::vector<Code>& codes) {
                                            codes.push_back(Code::note_nps_unsourced);
                                            codes.push_back(Code::note_association);
                                          }, .charts = charts};

}  // namespace lifeworth
