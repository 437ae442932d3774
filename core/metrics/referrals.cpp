#include "metrics/referrals.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/special.h"
#include "metrics/acquisition.h"
#include "metrics/score_changes.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

constexpr double days_of_year = 365.25;
/// Equal customers that those who recommend must tell as much as: how far customers differ cannot be seen from fewer.
constexpr double fewest_referrers = 3;

double number(std::uint64_t n) { return static_cast<double>(n); }

/// Referrals and years of customers in a group, one after the other.
struct RateSums {
  std::uint64_t customers = 0, referrers = 0, referrals = 0;
  double years = 0, both = 0, squared_referrals = 0, squared_years = 0;

  void add(std::uint64_t count, double time) {
    const double n = number(count);
    ++customers, referrers += count > 0, referrals += count;
    years += time, both += n * time, squared_referrals += n * n, squared_years += time * time;
  }

  std::optional<Estimate> rate() const {
    if (customers < fewest_to_measure || !(years > 0)) return std::nullopt;
    const double count = number(referrals), rate = count / years, n = number(customers);
    CountScatter scatter;
    if (referrals) {
      const double effective = count * count / squared_referrals;
      if (effective < fewest_referrers) return Estimate{rate, std::nullopt, customers};
      const double variance = (squared_referrals - 2 * rate * both + rate * rate * squared_years) * n / (n - 1);
      scatter.phi = std::fmax(1, variance / count);
      scatter.degrees = effective - 1;
    }
    const Interval interval = count_interval(count, scatter);
    return Estimate{rate, Interval{interval.low / years, interval.high / years}, customers};
  }
};

}  // namespace

ClusteredShare share_of_clusters(std::span<const ClusterCount> clusters) {
  double all = 0, count = 0, squares = 0;
  for (const ClusterCount& each : clusters) all += number(each.n), count += number(each.count), squares += number(each.n) * number(each.n);
  ClusteredShare result;
  if (!(all > 0)) return result;
  const double share = count / all, groups = number(clusters.size());
  result.effective = all * all / squares;
  result.share = {share, std::nullopt, static_cast<std::uint64_t>(std::llround(all))};
  if (all < number(fewest_to_measure) || result.effective < number(fewest_to_measure)) return result;
  double apart = 0;
  for (const ClusterCount& each : clusters) apart += (number(each.count) - share * number(each.n)) * (number(each.count) - share * number(each.n));
  const double between = groups / (groups - 1) * apart / (all * all), if_alike = share * (1 - share) / result.effective;
  const double variance = (between + if_alike) / 2;
  const double t = student_t_quantile(0.975, result.effective - 1) / z_95;
  const double n = std::fmin(all, variance > 0 ? share * (1 - share) / variance : result.effective) / (t * t);
  result.share.interval = share_of_expected(share * n, n).interval;
  return result;
}

ReferralTable referrals_by_answer(std::span<const Referral> referrals, std::span<const ScoreAnswer> answers, const ScoreScale& scale, std::span<const Day> joined, Day end) {
  answers = {answers.begin(), std::ranges::lower_bound(answers, nobody, {}, &ScoreAnswer::customer)};  // answers of nobody known tell of no referral
  std::map<std::uint32_t, std::vector<Day>> made;  // by who recommended
  for (const Referral& each : referrals)
    if (each.referrer != nobody && each.day != no_day && each.day <= end) made[each.referrer].push_back(each.day);

  const std::size_t answer_groups = score_groups(scale), never = answer_groups;
  ReferralTable table;
  table.groups.resize(answer_groups + 1);
  std::vector<RateSums> rates(answer_groups + 1);
  std::vector<ClusterCount> clusters;
  std::vector<std::uint64_t> count(answer_groups + 1), timed(answer_groups + 1);
  std::vector<double> days(answer_groups + 1);
  std::size_t next_answer = 0;
  auto next_maker = made.begin();

  const auto most = std::max({std::uint64_t(joined.size()), answers.empty() ? std::uint64_t{0} : std::uint64_t(answers.back().customer) + 1,
                              made.empty() ? std::uint64_t{0} : std::uint64_t(made.rbegin()->first) + 1});
  for (std::uint32_t customer = 0; customer < most; ++customer) {
    const std::size_t first_answer = next_answer;
    while (next_answer < answers.size() && answers[next_answer].customer == customer) ++next_answer;
    const auto own = answers.subspan(first_answer, next_answer - first_answer);
    const Day from = customer < joined.size() ? joined[customer] : no_day;
    const bool makes = next_maker != made.end() && next_maker->first == customer;
    if (own.empty() && from == no_day && !makes) continue;
    std::ranges::fill(count, 0), std::ranges::fill(timed, 0), std::ranges::fill(days, 0);

    // Up to the day of an answer holds what came before it.
    std::size_t group = never;
    Day since = from;
    const auto hold_to = [&](Day last) {
      if (since != no_day && since <= last) days[group] += last - since + 1;
    };
    for (const ScoreAnswer& answer : own) {
      if (answer.day > end) break;
      hold_to(answer.day);
      group = score_group(scale, answer.mark);
      since = answer.day + 1;
    }
    hold_to(end);

    if (makes) {
      for (const Day day : next_maker->second) {
        const auto after = std::ranges::lower_bound(own, day, {}, &ScoreAnswer::day);
        const std::size_t place = after == own.begin() ? never : score_group(scale, (after - 1)->mark);
        ++count[place];
        timed[place] += place != never || (from != no_day && day >= from);
      }
      std::uint64_t answered = 0;
      for (std::size_t place = 0; place < answer_groups; ++place) answered += count[place];
      if (answered) clusters.push_back({count[answer_groups - 1], answered});
      for (std::size_t place = 0; place <= never; ++place) table.groups[place].referrals += count[place], table.groups[place].referrers += count[place] > 0;
      ++next_maker;
    }
    for (std::size_t place = 0; place <= never; ++place)
      if (days[place] > 0) rates[place].add(timed[place], days[place] / days_of_year);
  }
  for (std::size_t place = 0; place <= never; ++place) {
    table.groups[place].customers = rates[place].customers, table.groups[place].years = rates[place].years;
    table.groups[place].rate = rates[place].rate();
  }
  for (const ClusterCount& each : clusters) table.answered += each.n;
  table.referrers = clusters.size();
  if (!clusters.empty()) {
    const ClusteredShare share = share_of_clusters(clusters);
    table.share = share.share, table.effective = share.effective;
  }
  return table;
}

ReferredWorth referred_worth(const TransactionLog& profit, double factor, std::span<const Day> joined, const std::vector<bool>& referred, Day end) {
  ReferredWorth result;
  Day first = INT32_MAX;
  for (std::size_t customer = 0; customer < joined.size(); ++customer)
    if (referred[customer] && joined[customer] != no_day) first = std::min(first, joined[customer]);
  if (first > end) return result;
  const int first_month = month_index(first);
  const auto months = static_cast<std::size_t>(month_index(end) - first_month + 1);
  ValueCells own(1, months), others(1, months);
  std::array<Day, value_ages.size()> reach;
  for (std::size_t age = 0; age < reach.size(); ++age) reach[age] = last_to_reach(value_ages[age], end);
  for (std::uint32_t customer = 0; customer < joined.size(); ++customer) {
    const Day day = joined[customer];
    if (day == no_day || day < first || day > reach[0]) continue;
    const auto value = value_by_ages(profit, factor, customer, day, end);
    AgeSums& sums = (referred[customer] ? own : others).sums[static_cast<std::size_t>(month_index(day) - first_month)];
    for (std::size_t age = 0; age < reach.size() && day <= reach[age]; ++age) sums[age].add(value[age]);
  }
  for (std::size_t age = 0; age < reach.size(); ++age) {
    ReferredWorth::At& at = result.ages[age];
    const MeanSums one = own.over_all(age), other = others.over_all(age);
    at.referred = one.n(), at.others = other.n();
    if (at.referred >= fewest_to_measure) at.of_referred = MeanOfStrata(one).estimate();
    if (at.others >= fewest_to_measure) at.of_others = MeanOfStrata(other).estimate();
    if (!at.of_referred || !at.of_others) continue;
    at.difference = difference(MeanOfStrata(one), MeanOfStrata(other)).estimate();
    const Standardised both = standardised(own, others, age);
    if (!both.holds) continue;
    at.adjusted = difference(both.own, both.others).estimate();
    at.compared = both.own.n + both.others.n;
  }
  return result;
}

}  // namespace lifeworth
