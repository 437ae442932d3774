// What a customer is worth for whom they bring. Source: Kumar, Petersen & Leone (2007), "How Valuable Is Word of Mouth?", Harvard Business Review
// 85:10, and (2010), J. Marketing 74:5: who would not have come otherwise brings their whole value, and everybody saves what acquiring
// them would have cost. One step only: those who are brought may bring others.
#include "scenarios/catalogue.h"

namespace lifeworth {
namespace {

constexpr Input<Amount<Once>> value{0, {"customer_value", 300, 0, most_money, "customer_value"}};
constexpr Input<Frequency<Year>> referrals{1, {"referrals_per_year", 1, 0, 1'000}};
constexpr Input<Share> conversion{2, {"referral_conversion", 0.15, 0, 1}};
constexpr Input<Share> anyway{3, {"would_come_anyway", 0.3, 0, 1}};
constexpr Input<Amount<Once>> acquisition_cost{4, {"acquisition_cost", 60, 0, most_money, "acquisition_cost"}};
constexpr Input<Amount<Once>> reward{5, {"reward", 10, 0, most_money}};
constexpr Input<Duration<Year>> lifespan{6, {"lifespan", 4, 0, 100, "lifespan"}};
constexpr Input<Rate<Year>> discount{7, {"discount", 0.1, 0, 1}};
constexpr auto inputs = listed(value, referrals, conversion, anyway, acquisition_cost, reward, lifespan, discount);
static_assert(inputs.second);

constexpr Output<Amount<Once>> referral_value_output{0, "referral_value"}, total{1, "value_with_referrals"};
constexpr Output<Count> brought{2, "customers_brought"}, brought_extra{3, "customers_brought_extra"};
constexpr Output<Share> share{4, "referral_share"};
constexpr auto outputs = listed(referral_value_output, total, brought, brought_extra, share);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {
    "{referral_value} = {referrals_per_year} × {referral_conversion} × ((1 − {would_come_anyway}) × {customer_value} + {acquisition_cost} − {reward}) × (1 − (1 + {discount})^−{lifespan}) ÷ {discount}"};

/// Present value of one a year over the lifespan, at the ends of the years.
double annuity(Duration<Year> years, Rate<Year> rate) {
  return rate.of_one > 0 ? -std::expm1(-years.value * std::log1p(rate.of_one)) / rate.of_one : years.value;
}

double new_customers_per_year(const Values& in) { return in[referrals].value * in[conversion].of_one; }

void evaluate(const Values& in, Outcome& out) {
  const double each = (1 - in[anyway].of_one) * in[value].minor + in[acquisition_cost].minor - in[reward].minor;
  const double worth = new_customers_per_year(in) * each * annuity(in[lifespan], in[discount]);
  const double all = in[value].minor + worth;
  out.set(referral_value_output, Amount<Once>{worth});
  out.set(total, Amount<Once>{all});
  out.set(brought, Count{new_customers_per_year(in) * in[lifespan].value});
  out.set(brought_extra, Count{new_customers_per_year(in) * in[lifespan].value * (1 - in[anyway].of_one)});
  if (all > 0 && worth >= 0) out.set(share, Share{worth / all});
}

void notes(const Values&, const Outcome& out, std::vector<Code>& codes) {
  codes.push_back(out[brought_extra] >= 1 ? Code::note_referrals_snowball : Code::note_referrals_one_step);
  if (out[referral_value_output] < 0) codes.push_back(Code::note_reward_too_high);
}

std::vector<Chart> charts(const Values& in) {
  const double times = new_customers_per_year(in) * annuity(in[lifespan], in[discount]);
  const double parts[] = {in[value].minor, times * (1 - in[anyway].of_one) * in[value].minor, times * in[acquisition_cost].minor, -times * in[reward].minor};
  Chart chart{Chart::Form::bars, "value_parts", "part", Unit::choice, Unit::money, {{"value", {}}}, {"own_purchases", "purchases_of_referred", "saved_acquisition", "rewards"}};
  for (std::size_t i = 0; i < 4; ++i) chart.series[0].points.emplace_back(i, parts[i]);
  return {chart};
}

}  // namespace

constinit const Calculator referral_value{.name = "referral_value", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = nothing_impossible, .evaluate = evaluate,
                                          .meaning = [](const Values&, const Outcome&) { return Code::means_referral_value; }, .notes = notes, .charts = charts};

}  // namespace lifeworth
