// What unhappy customers cost, most of whom say nothing. One complaint stands for many: "1 of 26" is retold from studies of TARP for the White House
// Office of Consumer Affairs (also as "26 do not for each who does", which is 1 of 27); it is an input here, not a truth.
#include "scenarios/catalogue.h"

namespace lifeworth {
namespace {

constexpr Input<Frequency<Year>> complaints{0, {"complaints_per_year", 200, 0, most_things}};
constexpr Input<Count> per_complaint{1, {"unhappy_per_complaint", 26, 1, 1'000}};
constexpr Input<Share> leave{2, {"unhappy_who_leave", 0.1, 0, 1}};
constexpr Input<Amount<Once>> value{3, {"value_to_come", 300, 0, most_money, "value_to_come"}};
constexpr Input<Count> told{4, {"people_told", 9, 0, 10'000}};
constexpr Input<Share> deterred{5, {"people_deterred", 0.01, 0, 1}};
constexpr Input<Share> won_back{6, {"kept_if_heard", 0.3, 0, 1}};
constexpr auto inputs = listed(complaints, per_complaint, leave, value, told, deterred, won_back);
static_assert(inputs.second);

constexpr Output<Amount<Once>> cost_each{0, "cost_per_unhappy"};
constexpr Output<Amount<Year>> lost_value{1, "value_lost"};
constexpr Output<Amount<Once>> behind_complaint{2, "value_behind_complaint"};
constexpr Output<Count> unhappy{3, "unhappy_customers"}, lost{4, "customers_lost"};
constexpr Output<Amount<Year>> listening{5, "worth_of_listening"};
constexpr auto outputs = listed(cost_each, lost_value, behind_complaint, unhappy, lost, listening);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"{cost_per_unhappy} = ({unhappy_who_leave} + {people_told} × {people_deterred}) × {value_to_come}",
                                         "{value_lost} = {complaints_per_year} × {unhappy_per_complaint} × {cost_per_unhappy}"};

void evaluate(const Values& in, Outcome& out) {
  const double many = in[complaints].value * in[per_complaint].value;
  const double each = (in[leave].of_one + in[told].value * in[deterred].of_one) * in[value].minor;
  out.set(cost_each, Amount<Once>{each});
  out.set(lost_value, Amount<Year>{many * each});
  out.set(behind_complaint, Amount<Once>{in[per_complaint].value * each});
  out.set(unhappy, Count{many});
  out.set(lost, Count{many * in[leave].of_one});
  out.set(listening, Amount<Year>{many * in[leave].of_one * in[won_back].of_one * in[value].minor});
}

std::vector<Chart> charts(const Values& in) {
  const double many = in[complaints].value * in[per_complaint].value;
  Chart chart{Chart::Form::bars, "iceberg", "part", Unit::choice, Unit::count, {{"customers", {}}}, {"complain", "say_nothing", "leave"}};
  const double parts[] = {in[complaints].value, many - in[complaints].value, many * in[leave].of_one};
  for (std::size_t i = 0; i < 3; ++i) chart.series[0].points.emplace_back(i, parts[i]);
  return {chart};
}

}  // namespace

constinit const Calculator unhappy_customer{.name = "unhappy_customer", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = nothing_impossible, .evaluate = evaluate,
                                            .meaning = [](const Values&, const Outcome&) { return Code::means_unhappy_customer; },
                                            .notes = [](const Values&, const Outcome&, std::vector<Code>& codes) { codes.push_back(Code::note_one_of_26); }, .charts = charts};

}  // namespace lifeworth
