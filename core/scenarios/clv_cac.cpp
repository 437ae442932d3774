// What a customer costs against what it is worth, and when the cost is back: plain, with churn, discounted.
#include <algorithm>

#include "scenarios/catalogue.h"
#include "scenarios/margin_multiple.h"
#include "scenarios/payback.h"

namespace lifeworth {

Duration<Month> payback_plain(Amount<Once> cost, Amount<Month> margin) {
  if (!(cost.minor > 0)) return {0};
  return {margin.minor > 0 ? cost.minor / margin.minor : never};
}

Duration<Month> payback_discounted(Amount<Once> cost, Amount<Month> margin, Rate<Month> retention, Rate<Month> discount) {
  if (!(cost.minor > 0)) return {0};
  if (!(margin.minor > 0)) return {never};
  const double in_margins = cost.minor / margin.minor;
  const double of_first = in_margins * (1 + discount.of_one);
  if (of_first <= 1) return {of_first};  // back with the first margin: nobody has left yet
  if (retention.of_one == 0) return {never};
  const double missing = in_margins * (1 + discount.of_one - retention.of_one);  // share of the whole sum that the cost takes
  if (missing >= 1) return {never};
  const double fall = std::log(retention.of_one) - std::log1p(discount.of_one);
  return {fall == 0 ? in_margins : std::log1p(-missing) / fall};
}

namespace {

constexpr Input<Amount<Once>> spend{0, {"acquisition_spend", 30'000, 0, most_money, "acquisition_spend"}};
constexpr Input<Count> new_customers{1, {"new_customers", 100, 1, most_things, "new_customers"}};
constexpr Input<Amount<Month>> margin{2, {"margin_per_month", 20, 0, most_money, "profit_per_month"}};
constexpr Input<Rate<Month>> retention{3, {"retention_per_month", 0.97, 0, 1, "retention_per_month"}};
constexpr Input<Rate<Year>> discount{4, {"discount", 0.1, 0, 1}};
constexpr auto inputs = listed(spend, new_customers, margin, retention, discount);
static_assert(inputs.second);

constexpr Output<Ratio> ratio{0, "clv_to_cac"};
constexpr Output<Amount<Once>> cac{1, "cac"}, clv{2, "clv"};
constexpr Output<Duration<Month>> plain{3, "payback", "plain"}, with_churn{4, "payback", "with_churn"}, discounted{5, "payback", "discounted"};
constexpr Output<Duration<Month>> lifetime{6, "lifetime"};
constexpr Output<Rate<Month>> break_even_output{7, "break_even_retention"};
constexpr Output<Rate<Month>> discount_output{8, "discount_per_month"};
constexpr auto outputs = listed(ratio, cac, clv, plain, with_churn, discounted, lifetime, break_even_output, discount_output);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"{cac} = {acquisition_spend} ÷ {new_customers}", "{clv} = {margin_per_month} ÷ (1 + {discount_per_month} − {retention_per_month})",
                                         "{clv_to_cac} = {clv} ÷ {cac}",
                                         "{payback_discounted} = ln(1 − {cac} × (1 + {discount_per_month} − {retention_per_month}) ÷ {margin_per_month}) ÷ ln({retention_per_month} ÷ (1 + {discount_per_month}))"};

Amount<Once> cost(const Values& in) { return {in[spend].minor / in[new_customers].value}; }

void check(const Values& in, Problems& problems) {
  if (!sum_ends(in[retention], compounded_monthly(in[discount]))) problems.push_back({retention.place, Code::sum_never_ends});
}

void evaluate(const Values& in, Outcome& out) {
  const Rate<Month> d = compounded_monthly(in[discount]);
  const Amount<Once> worth{in[margin].minor * multiple_first_end(in[retention], d)};
  out.set(cac, cost(in));
  out.set(clv, worth);
  if (cost(in).minor > 0) out.set(ratio, Ratio{worth.minor / cost(in).minor});
  out.set(plain, payback_plain(cost(in), in[margin]));
  out.set(with_churn, payback_discounted(cost(in), in[margin], in[retention], Rate<Month>{0}));
  out.set(discounted, payback_discounted(cost(in), in[margin], in[retention], d));
  out.set(lifetime, expected_lifetime(in[retention]));
  out.set(discount_output, d);
  out.set(break_even_output, break_even_retention(cost(in), in[margin], d));
}

Code meaning(const Values&, const Outcome& out) {
  if (std::isnan(out[ratio])) return Code::means_no_cac;
  if (out[discounted] != never) return Code::means_clv_cac;
  return out[break_even_output] == never ? Code::means_never_at_any_retention : Code::means_never_paid_back;
}

void notes(const Values&, const Outcome& out, std::vector<Code>& codes) {
  if (out[ratio] < 3) codes.push_back(Code::note_three_to_one);
  if (out[plain] != never && out[discounted] == never) codes.push_back(Code::note_plain_payback_misleads);
  codes.push_back(Code::note_same_window);
}

/// Money back per customer, month by month, less the cost.
std::vector<Chart> charts(const Values& in) {
  const Rate<Month> d = compounded_monthly(in[discount]);
  double longest = 12;
  for (const Duration<Month> each : {payback_plain(cost(in), in[margin]), payback_discounted(cost(in), in[margin], in[retention], {0}),
                                     payback_discounted(cost(in), in[margin], in[retention], d)})
    if (each.value != never) longest = std::max(longest, each.value);
  const int months = static_cast<int>(std::min(240.0, std::ceil(1.4 * longest)));
  Chart chart{Chart::Form::lines, "paid_back", "month", Unit::months, Unit::money, {{"plain", {}}, {"with_churn", {}}, {"discounted", {}}}};
  double sums[3] = {-cost(in).minor, -cost(in).minor, -cost(in).minor}, still = 1, price = 1;
  for (int month = 0; month <= months; ++month) {
    for (std::size_t i = 0; i < 3; ++i) chart.series[i].points.emplace_back(month, sums[i]);
    price /= 1 + d.of_one;
    sums[0] += in[margin].minor;
    sums[1] += in[margin].minor * still;
    sums[2] += in[margin].minor * still * price;
    still *= in[retention].of_one;
  }
  chart.guides = {{"paid_back", false, 0}};
  return {chart};
}

}  // namespace

constinit const Calculator clv_cac{.name = "clv_cac", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = check, .evaluate = evaluate,
                                   .meaning = meaning, .notes = notes, .charts = charts};

}  // namespace lifeworth
