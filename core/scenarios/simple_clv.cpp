// Four numbers: order value × orders a year × years × margin. The plainest definition of customer lifetime value; the revenue form is the one
// most calculators stop at (60 × 4 × 3 = 720), the profit form is what a customer is worth.
#include "scenarios/catalogue.h"

namespace lifeworth {
namespace {

constexpr Input<Amount<Once>> order_value{0, {"order_value", 60, 0, most_money, "order_value"}};
constexpr Input<Frequency<Year>> orders_per_year{1, {"orders_per_year", 4, 0, 10'000, "orders_per_year"}};
constexpr Input<Duration<Year>> lifespan{2, {"lifespan", 3, 0, 100, "lifespan"}};
constexpr Input<Share> margin{3, {"margin", 0.4, 0, 1, "margin"}};
constexpr auto inputs = listed(order_value, orders_per_year, lifespan, margin);
static_assert(inputs.second);

constexpr Output<Amount<Once>> clv{0, "clv"};
constexpr Output<Amount<Once>> revenue_clv{1, "revenue_clv"};
constexpr Output<Amount<Year>> profit_per_year{2, "profit_per_year"};
constexpr auto outputs = listed(clv, revenue_clv, profit_per_year);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"{clv} = {order_value} × {orders_per_year} × {lifespan} × {margin}",
                                         "{revenue_clv} = {order_value} × {orders_per_year} × {lifespan}"};

void evaluate(const Values& in, Outcome& out) {
  const Amount<Year> revenue = in[order_value] * in[orders_per_year];
  const Amount<Once> whole_life = revenue * in[lifespan];
  out.set(revenue_clv, whole_life);
  out.set(clv, whole_life * in[margin]);
  out.set(profit_per_year, revenue * in[margin]);
}

void notes(const Values&, const Outcome&, std::vector<Code>& codes) { codes.push_back(Code::note_simple_clv); }

std::vector<Chart> charts(const Values& in) {
  const Amount<Year> revenue = in[order_value] * in[orders_per_year];
  Chart chart{Chart::Form::lines, "cumulative_value", "year", Unit::years, Unit::money, {{"revenue", {}}, {"profit", {}}}};
  const double life = in[lifespan].value;
  constexpr int steps = 24;
  for (int step = 0; step <= steps; ++step) {
    const Duration<Year> at{life * step / steps};
    chart.series[0].points.emplace_back(at.value, (revenue * at).minor);
    chart.series[1].points.emplace_back(at.value, (revenue * at * in[margin]).minor);
  }
  return {chart};
}

}  // namespace

constinit const Calculator simple_clv{
    .name = "simple_clv", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = nothing_impossible, .evaluate = evaluate,
    .meaning = [](const Values&, const Outcome&) { return Code::means_simple_clv; }, .notes = notes, .charts = charts};

}  // namespace lifeworth
