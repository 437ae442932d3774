// "5 % more retention, 75 % more profit", taken apart: three things people mean by 5 %, the value of an average customer (what the study measured)
// and the profit of the company (what readers hear).
// Sources: Reichheld & Sasser (1990), "Zero Defections", Harvard Business Review 68:5 (yearly losses of 10 % → 5 %: value 300 → 525, credit cards);
// Reichheld (1996), The Loyalty Effect; criticism: Sharp, "Loyalty Myths".
#include "scenarios/retention_profit.h"

#include <algorithm>

#include "scenarios/catalogue.h"
#include "scenarios/margin_multiple.h"

namespace lifeworth {

Amount<Once> customer_value(const Profile& profile, Amount<Once> acquisition_cost, Rate<Year> retention, Rate<Year> discount) {
  const double keep = retention.of_one / (1 + discount.of_one);
  double weight = 1 / (1 + discount.of_one), sum = -acquisition_cost.minor;
  for (int year = 1; year < Profile::years; ++year, weight *= keep) sum += weight * profile.in_year(year);
  return {sum + weight * profile.profit.back() / (1 - keep * (1 + profile.later_change))};
}

Company::Company(const Profile& profile, Amount<Once> acquisition_cost, Rate<Year> before, Rate<Year> after, Share saved)
    : profile_(profile), acquisition_cost_(acquisition_cost.minor), after_(after.of_one) {
  constexpr double acquired_before = 1;
  alive_ = steady(before.of_one, acquired_before);
  before_ = profit_of(alive_, acquired_before);
  const double holding_the_base = acquired_before * (1 - after.of_one) / (1 - before.of_one);
  acquired_ = acquired_before + saved.of_one * (holding_the_base - acquired_before);
}

std::array<double, Profile::years> Company::steady(double retention, double acquired) const {
  std::array<double, Profile::years> alive;
  double left = acquired;
  for (double& each : alive) each = left, left *= retention;
  alive.back() /= 1 - retention * (1 + profile_.later_change);
  return alive;
}

double Company::profit_of(const std::array<double, Profile::years>& alive, double acquired) const {
  double sum = -acquired * acquisition_cost_;
  for (std::size_t age = 0; age < alive.size(); ++age) sum += alive[age] * profile_.profit[age];
  return sum;
}

double Company::profit() const { return profit_of(alive_, alive_.front()); }

void Company::next_year() {
  alive_[4] = after_ * ((1 + profile_.later_change) * alive_[4] + alive_[3]);
  for (std::size_t age = 3; age > 0; --age) alive_[age] = after_ * alive_[age - 1];
  alive_[0] = acquired_;
}

double Company::ceiling() const { return profit_of(steady(after_, acquired_), acquired_); }

namespace {

constexpr Input<Rate<Year>> retention{0, {"retention_per_year", 0.9, 0.01, 0.99, "retention_per_year"}};
constexpr Input<Share> change{1, {"change", 0.05, 0, 0.5}};
constexpr Input<Rate<Year>> discount{2, {"discount", 0.0394, 0, 1}};
constexpr Input<Amount<Once>> acquisition_cost{3, {"acquisition_cost", 51, 0, most_money}};
constexpr Input<Amount<Year>> profit[] = {
    {4, {.name = "profit_year_1", .standard = 30, .lowest = -most_money, .highest = most_money, .measured = "profit_year_1", .group = "profile"}},
    {5, {.name = "profit_year_2", .standard = 42, .lowest = -most_money, .highest = most_money, .measured = "profit_year_2", .group = "profile"}},
    {6, {.name = "profit_year_3", .standard = 44, .lowest = -most_money, .highest = most_money, .measured = "profit_year_3", .group = "profile"}},
    {7, {.name = "profit_year_4", .standard = 49, .lowest = -most_money, .highest = most_money, .measured = "profit_year_4", .group = "profile"}},
    {8, {.name = "profit_year_5", .standard = 55, .lowest = -most_money, .highest = most_money, .measured = "profit_year_5", .group = "profile"}}};
constexpr Input<Rate<Year>> later_change{9, {.name = "later_change", .standard = 0.002, .lowest = -0.5, .highest = 0.5, .group = "profile"}};
constexpr Input<Amount<Year>> savings{10, {.name = "savings_growth", .standard = 0, .lowest = 0, .highest = most_money, .group = "components"}};
constexpr Input<Amount<Year>> referrals{11, {.name = "referral_growth", .standard = 0, .lowest = 0, .highest = most_money, .group = "components"}};
constexpr Input<Amount<Year>> premium{12, {.name = "premium_growth", .standard = 0, .lowest = 0, .highest = most_money, .group = "components"}};
constexpr Input<Share> saved{13, {.name = "saved_acquisitions", .standard = 0, .lowest = 0, .highest = 1, .group = "company"}};
constexpr Input<Share> target{14, {.name = "target_gain", .standard = 0.75, .lowest = 0, .highest = 100, .group = "company"}};
constexpr auto inputs = listed(retention, change, discount, acquisition_cost, profit[0], profit[1], profit[2], profit[3], profit[4], later_change, savings,
                               referrals, premium, saved, target);
static_assert(inputs.second);

/// The three readings of "5 % more retention".
constexpr std::size_t readings = 3;
constexpr std::string_view reading_names[readings] = {"points", "relative", "fewer_losses"};

template <class Quantity>
struct PerReading {
  Output<Quantity> of[readings];
  constexpr PerReading(int first, std::string_view name)
      : of{{first, name, reading_names[0]}, {first + 1, name, reading_names[1]}, {first + 2, name, reading_names[2]}} {}
};
constexpr PerReading<Share> gain{0, "gain"};
constexpr PerReading<Rate<Year>> retention_after{3, "retention_after"};
constexpr PerReading<Duration<Year>> lifetime_after{6, "lifetime_after"};
constexpr PerReading<Amount<Once>> value_after{9, "value_after"};
constexpr PerReading<Share> company_1{12, "company_year_1"}, company_5{15, "company_year_5"}, company_10{18, "company_year_10"}, company_end{21, "company_ceiling"};
constexpr PerReading<Duration<Year>> years_to_target{24, "years_to_target"};
constexpr Output<Amount<Once>> value_now{27, "value_now"};
constexpr Output<Duration<Year>> lifetime_now{28, "lifetime_now"};
constexpr auto outputs = listed(gain.of[0], gain.of[1], gain.of[2], retention_after.of[0], retention_after.of[1], retention_after.of[2], lifetime_after.of[0],
                                lifetime_after.of[1], lifetime_after.of[2], value_after.of[0], value_after.of[1], value_after.of[2], company_1.of[0], company_1.of[1],
                                company_1.of[2], company_5.of[0], company_5.of[1], company_5.of[2], company_10.of[0], company_10.of[1], company_10.of[2],
                                company_end.of[0], company_end.of[1], company_end.of[2], years_to_target.of[0], years_to_target.of[1], years_to_target.of[2],
                                value_now, lifetime_now);
static_assert(outputs.second);

constexpr std::string_view formulas[] = {"{retention_after_points} = {retention_per_year} + {change}", "{retention_after_relative} = {retention_per_year} × (1 + {change})",
                                         "{retention_after_fewer_losses} = 1 − (1 − {retention_per_year}) × (1 − {change})",
                                         "{gain_points} = {value_after_points} ÷ {value_now} − 1"};

double after(const Values& in, std::size_t reading) {
  const double r = in[retention].of_one, x = in[change].of_one;
  return reading == 0 ? r + x : reading == 1 ? r * (1 + x) : 1 - (1 - r) * (1 - x);
}

/// What customers bring in a year of their life, by where it comes from; more of each to the fifth year.
double component(const Values& in, const Input<Amount<Year>>& growth, int year) { return in[growth].minor * (std::min(year, Profile::years) - 1); }

Profile profile_of(const Values& in) {
  Profile profile{{}, in[later_change].of_one};
  for (int year = 1; year <= Profile::years; ++year)
    profile.profit[static_cast<std::size_t>(year - 1)] =
        in[profit[year - 1]].minor + component(in, savings, year) + component(in, referrals, year) + component(in, premium, year);
  return profile;
}

void check(const Values& in, Problems& problems) {
  if (!sum_ends(in[retention], in[discount], in[later_change])) problems.push_back({retention.place, Code::sum_never_ends});
  if (kept(in[retention], in[later_change]) >= 1) problems.push_back({later_change.place, Code::company_never_settles});
}

/// A retention that a company can reach and settle at.
bool possible(const Values& in, double then) {
  return then < 1 && kept(Rate<Year>{then}, in[later_change]) < 1;
}

/// Years until the company's profit has risen by the target, evenly within a year.
double years_until(const Values& in, Company company) {
  const double wanted = company.profit_before() * (1 + in[target].of_one);
  if (company.profit() >= wanted) return 0;
  // Profit creeps up to its ceiling; what takes longer than five centuries is not reached. Where the ceiling is too low, only savings of the
  // first years could lift it above for a while.
  const int longest = company.ceiling() >= wanted ? 500 : 50;
  for (int year = 1; year <= longest; ++year) {
    const double last = company.profit();
    company.next_year();
    if (company.profit() >= wanted) return year - 1 + (wanted - last) / (company.profit() - last);
  }
  return never;
}

void evaluate(const Values& in, Outcome& out) {
  const Profile profile = profile_of(in);
  const Amount<Once> now = customer_value(profile, in[acquisition_cost], in[retention], in[discount]);
  out.set(value_now, now);
  out.set(lifetime_now, expected_lifetime(in[retention]));
  for (std::size_t i = 0; i < readings; ++i) {
    const Rate<Year> then{after(in, i)};
    if (!possible(in, then.of_one)) continue;
    out.set(retention_after.of[i], then);
    out.set(lifetime_after.of[i], expected_lifetime(then));
    const Amount<Once> value = customer_value(profile, in[acquisition_cost], then, in[discount]);
    out.set(value_after.of[i], value);
    if (now.minor > 0) out.set(gain.of[i], Share{value.minor / now.minor - 1});

    Company company(profile, in[acquisition_cost], in[retention], then, in[saved]);
    const double before = company.profit_before();
    if (!(before > 0)) continue;  // a percentage of nothing or of a loss means nothing
    out.set(years_to_target.of[i], Duration<Year>{years_until(in, company)});
    out.set(company_end.of[i], Share{company.ceiling() / before - 1});
    for (int year = 1; year <= 10; ++year) {
      company.next_year();
      const Share more{company.profit() / before - 1};
      if (year == 1) out.set(company_1.of[i], more);
      if (year == 5) out.set(company_5.of[i], more);
      if (year == 10) out.set(company_10.of[i], more);
    }
  }
}

Code meaning(const Values&, const Outcome& out) {
  if (std::isnan(out[gain.of[0]])) return Code::means_no_gain;
  if (std::isnan(out[company_1.of[0]])) return Code::means_retention_profit_loss;
  return out[years_to_target.of[0]] == never ? Code::means_retention_profit_never : Code::means_retention_profit;
}

void notes(const Values& in, const Outcome& out, std::vector<Code>& codes) {
  for (std::size_t i = 0; i < readings; ++i)
    if (!possible(in, after(in, i))) {
      codes.push_back(Code::note_retention_beyond_one);
      break;
    }
  if (out[value_now] <= 0) codes.push_back(Code::note_worth_nothing_now);
  if (out[company_1.of[0]] > 0) codes.push_back(Code::note_first_year);
  codes.push_back(Code::note_thought_experiment);
}

std::vector<Chart> charts(const Values& in) {
  const Profile profile = profile_of(in);
  Chart company_chart{Chart::Form::lines, "company_profit", "year", Unit::years, Unit::share, {}};
  constexpr int shown_years = 30;
  for (std::size_t i = 0; i < readings; ++i) {
    const double then = after(in, i);
    if (!possible(in, then)) continue;
    Company company(profile, in[acquisition_cost], in[retention], {then}, in[saved]);
    Series series{reading_names[i], {}};
    if (!(company.profit_before() > 0)) break;
    for (int year = 0; year <= shown_years; ++year, company.next_year()) series.points.emplace_back(year, company.profit() / company.profit_before() - 1);
    company_chart.series.push_back(std::move(series));
  }
  company_chart.guides = {{"target_gain", false, in[target].of_one}};

  Chart years_chart{Chart::Form::stacked, "profit_by_year", "year_of_life", Unit::choice, Unit::money_per_year,
                    {{"acquisition", {}}, {"base", {}}, {"growth", {}}, {"savings", {}}, {"referrals", {}}, {"premium", {}}},
                    {"year_0", "year_1", "year_2", "year_3", "year_4", "year_5"}};
  for (int year = 0; year <= Profile::years; ++year) {
    const bool bought = year > 0;
    const double base = in[profit[0]].minor;
    const double parts[] = {bought ? 0 : -in[acquisition_cost].minor, bought ? base : 0, bought ? in[profit[year - 1]].minor - base : 0,
                            bought ? component(in, savings, year) : 0, bought ? component(in, referrals, year) : 0, bought ? component(in, premium, year) : 0};
    for (std::size_t i = 0; i < std::size(parts); ++i) years_chart.series[i].points.emplace_back(year, parts[i]);
  }
  return {company_chart, years_chart};
}

// A customer of any shop, with a margin that stays as it is: the plain multiple of margin_multiple.h, at 10 %.
constexpr std::pair<int, double> level[] = {{0, 0.8}, {2, 0.1}, {3, 0}, {4, 100}, {5, 100}, {6, 100}, {7, 100}, {8, 100}, {9, 0}};
constexpr std::pair<int, double> leaky[] = {{0, 0.6}, {2, 0.1}, {3, 0}, {4, 100}, {5, 100}, {6, 100}, {7, 100}, {8, 100}, {9, 0}};
constexpr Preset presets[] = {{"credit_card", {}}, {"level_profit", level}, {"leaky_bucket", leaky}};

}  // namespace

constinit const Calculator retention_profit{.name = "retention_profit", .inputs = inputs.first, .outputs = outputs.first, .formulas = formulas, .check = check, .evaluate = evaluate,
                                            .meaning = meaning, .notes = notes, .charts = charts, .presets = presets};

}  // namespace lifeworth
