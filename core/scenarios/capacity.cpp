// How many customers a service team can look after: agents × hours × share of them spent with customers ÷ handle time. A ceiling of work, not a promise
// of waiting times: what queues do (Erlang) is not in it.
#include "scenarios/catalogue.h"

namespace lifeworth {
namespace {

constexpr double seconds_per_hour = 3600, weeks_per_year = 52;

constexpr Input<Count> agents{0, {"agents", 10, 0, 1e6}};
constexpr Input<Hours> hours{1, {"paid_hours", 40, 0, 168}};
constexpr Input<Share> available{2, {"available", 0.7, 0, 1}};
constexpr Input<Share> occupancy{3, {"occupancy", 0.85, 0, 1}};
constexpr Input<Seconds> handle_time{4, {"handle_time", 360, 1, 1e6, "handle_time"}};
constexpr Input<Frequency<Year>> contacts{5, {"contacts_per_customer", 3, 0.001, 10'000, "contacts_per_customer"}};
constexpr auto inputs = listed(agents, hours, available, occupancy, handle_time, contacts);
static_assert(inputs.second);

constexpr Output<Count> customers{0, "customers_served"}, per_week{1, "contacts_per_week"}, per_agent{2, "customers_per_agent"};
constexpr auto outputs = listed(customers, per_week, per_agent);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"{contacts_per_week} = {agents} × {paid_hours} × {available} × {occupancy} × 3600 ÷ {handle_time}",
                                         "{customers_served} = {contacts_per_week} × 52 ÷ {contacts_per_customer}"};

double contacts_per_week(const Values& in, Seconds each) {
  return in[agents].value * in[hours].value * in[available].of_one * in[occupancy].of_one * seconds_per_hour / each.value;
}

void evaluate(const Values& in, Outcome& out) {
  const double week = contacts_per_week(in, in[handle_time]);
  const double served = week * weeks_per_year / in[contacts].value;
  out.set(per_week, Count{week});
  out.set(customers, Count{served});
  if (in[agents].value > 0) out.set(per_agent, Count{served / in[agents].value});
}

std::vector<Chart> charts(const Values& in) {
  Chart chart{Chart::Form::lines, "customers_over_handle_time", "handle_time", Unit::seconds, Unit::count, {{"customers", {}}}};
  for (int step = -10; step <= 10; ++step) {
    const Seconds each{in[handle_time].value * (1 + 0.05 * step)};
    chart.series[0].points.emplace_back(each.value, contacts_per_week(in, each) * weeks_per_year / in[contacts].value);
  }
  chart.guides = {{"now", true, in[handle_time].value}};
  return {chart};
}

}  // namespace

constinit const Calculator capacity{.name = "capacity", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = nothing_impossible, .evaluate = evaluate,
                                    .meaning = [](const Values&, const Outcome& out) { return std::isnan(out[per_agent]) ? Code::means_no_agents : Code::means_capacity; },
                                    .notes = [](const Values& in, const Outcome&, std::vector<Code>& codes) {
                                      codes.push_back(in[occupancy].of_one > 0.9 ? Code::note_occupancy_high : Code::note_no_queues);
                                    }, .charts = charts};

}  // namespace lifeworth
