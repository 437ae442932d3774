#include "metrics/payback.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/random.h"
#include "base/special.h"

namespace lifeworth {
namespace {

/// Draws × customers and their purchases: about two seconds of work.
constexpr std::uint64_t most_weighed = 200'000'000, fewest_payback_draws = 200;

constexpr double later_than_observed = std::numeric_limits<double>::infinity();

/// Poisson(1) by inversion of 32 random bits.
class PoissonWeights {
 public:
  PoissonWeights() {
    double sum = 0, probability = std::exp(-1.0);
    for (std::size_t k = 0; k < below_.size(); ++k) {
      sum += probability;
      below_[k] = static_cast<std::uint64_t>(std::llround(sum * 4294967296.0));
      probability /= static_cast<double>(k + 1);
    }
    below_.back() = std::uint64_t{1} << 32;
  }
  double operator()(std::uint32_t bits) const {
    std::size_t k = 0;
    while (bits >= below_[k]) ++k;
    return static_cast<double>(k);
  }

 private:
  std::array<std::uint64_t, 14> below_;
};

/// Where the line between neighbouring ages first reaches 1.
double crossing(double before, double ratio, int age) { return age - 1 + (1 - before) / (ratio - before); }

/// Nothing where it lies beyond what was observed.
std::optional<double> within(double months) { return std::isfinite(months) ? std::optional(months) : std::nullopt; }

/// The share of sorted draws, some of which are infinite (Hyndman & Fan's 6th definition).
double at_share(const std::vector<double>& sorted, double share) {
  const double place = std::clamp(share * double(sorted.size() + 1) - 1, 0.0, double(sorted.size() - 1));
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  if (!std::isfinite(sorted[above])) return place > double(below) ? later_than_observed : sorted[below];
  return std::lerp(sorted[below], sorted[above], place - double(below));
}

}  // namespace

TransactionLog discounted_since_first(const TransactionLog& log, double yearly) {
  const double rate = std::log1p(yearly) / 365;
  return TransactionLog::of_days(log.customers(), [&](std::uint32_t customer, std::vector<Transaction>& into) {
    const auto own = log.of(customer);
    into.assign(own.begin(), own.end());
    const auto first = std::ranges::find(own, false, &Transaction::refund);
    if (first == own.end()) return;
    for (Transaction& each : into) each.value = std::llround(double(each.value) * std::exp(-rate * std::max(0, each.day - first->day)));
  });
}

PaybackTable::PaybackTable(const TransactionLog& log, double factor, std::span<const AcquisitionMonth> months, double each, Day observation_end, int longest)
    : each_(each), longest_(longest) {
  struct Joined {
    std::uint32_t customer;
    Day day;
  };
  std::vector<std::vector<Joined>> members(months.size());
  for (std::uint32_t customer = 0; customer < log.customers() && !months.empty(); ++customer) {
    const auto own = log.of(customer);
    const auto first = std::ranges::find(own, false, &Transaction::refund);
    if (first == own.end() || first->day > observation_end || first->day < months.front().days.first || first->day > months.back().days.last) continue;
    members[static_cast<std::size_t>(month_index(first->day) - months.front().month)].push_back({customer, first->day});
  }
  for (std::size_t i = 0; i < months.size(); ++i) {
    PaybackCohort& cohort = cohorts_.emplace_back();
    cohort.month = months[i].month;
    cohort.joined = months[i].days;
    cohort.spend = months[i].spend;
    cohort.customers = members[i].size();
    cohort.first_customer = starts_.size();
    while (cohort.reached < longest_ && (cohort.reached < 0 ? cohort.joined.last : add_months(cohort.joined.last, cohort.reached + 1) - 1) <= observation_end) ++cohort.reached;
    cohort.profit.resize(static_cast<std::size_t>(cohort.reached + 1));
    std::vector<Day> ends(cohort.profit.size());
    std::vector<double> value(cohort.profit.size() + 1);
    Day known = cohort.joined.first - 1;
    for (const auto& [customer, joined] : members[i]) {
      if (joined != known) {
        for (std::size_t age = 0; age < ends.size(); ++age) ends[age] = age == 0 ? joined + 1 : add_months(joined, static_cast<int>(age));
        known = joined;
      }
      std::ranges::fill(value, 0.0);
      std::size_t age = 0;
      for (const Transaction& each_day : log.of(customer)) {
        if (each_day.day > observation_end) break;
        if (!each_day.refund && each_day.day >= joined)
          while (age < ends.size() && each_day.day >= ends[age]) ++age;
        value[age] += factor * static_cast<double>(each_day.value);
      }
      starts_.push_back(steps_.size());
      double sum = 0;
      for (age = 0; age < ends.size(); ++age) {
        if (value[age] != 0) steps_.push_back({static_cast<float>(value[age]), static_cast<std::uint32_t>(age)});
        cohort.profit[age].add(sum += value[age]);
      }
    }
  }
  starts_.push_back(steps_.size());
}

std::optional<Estimate> PaybackTable::ratio(std::span<const PaybackCohort* const> cohorts, int age, const CountScatter& scatter) const {
  const auto at = static_cast<std::size_t>(age);
  double profit = 0, cost = 0;
  std::uint64_t customers = 0;
  for (const PaybackCohort* cohort : cohorts) {
    profit += cohort->profit[at].mean() * static_cast<double>(cohort->customers);
    cost += cohort->spend + each_ * static_cast<double>(cohort->customers);
    customers += cohort->customers;
  }
  if (customers == 0 || !(cost > 0)) return std::nullopt;
  Estimate estimate{profit / cost, std::nullopt, customers};
  if (customers < fewest_to_measure) return estimate;
  // Σ (profit − ratio × cost of each) moves with what customers bring, and with how many come.
  MeanSums together;
  double counts = 0;
  for (const PaybackCohort* cohort : cohorts) {
    together.add(cohort->profit[at]);
    const double net = cohort->profit[at].mean() - estimate.value * each_;
    counts += scatter.phi * static_cast<double>(cohort->customers) * net * net;
  }
  double values = 0;
  for (const PaybackCohort* cohort : cohorts) {
    const double own = cohort->customers > 1 ? cohort->profit[at].variance() : together.variance();
    values += own * static_cast<double>(cohort->customers);
  }
  const double variance = values + counts, n = static_cast<double>(customers);
  if (!(variance > 0)) return estimate;
  // Degrees of freedom of the sum (Satterthwaite 1946).
  const double by_counts = scatter.degrees > 0 && scatter.phi > 1 ? counts * counts / scatter.degrees : 0;
  const double degrees = variance * variance / (values * values / (n - 1) + by_counts + 1e-300);
  const double error = student_t_quantile(0.975, std::fmin(degrees, 1e9)) * std::sqrt(variance) / cost;
  if (estimate.value > 0 && error < estimate.value) estimate.interval = {estimate.value * std::exp(-error / estimate.value), estimate.value * std::exp(error / estimate.value)};
  else estimate.interval = {estimate.value - error, estimate.value + error};
  return estimate;
}

std::optional<Estimate> PaybackTable::ratio(const PaybackCohort& cohort, int age, const CountScatter& scatter) const {
  if (age > cohort.reached) return std::nullopt;
  const PaybackCohort* own = &cohort;
  return ratio(std::span(&own, 1), age, scatter);
}

std::optional<Estimate> PaybackTable::ratio(int age, const CountScatter& scatter) const {
  std::vector<const PaybackCohort*> old;
  for (const PaybackCohort& cohort : cohorts_)
    if (cohort.reached >= age) old.push_back(&cohort);
  return ratio(old, age, scatter);
}

Payback PaybackTable::observed(int longest) const {
  Payback result;
  for (int age = 0; age <= std::min(longest, longest_); ++age) {
    PaybackAge at;
    at.months = age;
    MeanSums profit;
    double cost = 0;
    for (const PaybackCohort& cohort : cohorts_) {
      if (cohort.reached < age) continue;
      at.cohorts += cohort.customers > 0;
      profit.add(cohort.profit[static_cast<std::size_t>(age)]);
      cost += cohort.spend + each_ * static_cast<double>(cohort.customers);
    }
    at.customers = profit.n();
    if (at.customers < fewest_to_measure || !(cost > 0)) break;
    at.profit = profit.estimate();
    at.cost = cost / static_cast<double>(at.customers);
    at.ratio = at.profit.value / at.cost;
    if (at.ratio >= 1 && !result.months) result.months = age == 0 ? 0 : crossing(result.ages.back().ratio, at.ratio, age);
    result.ages.push_back(at);
  }
  return result;
}

Payback PaybackTable::payback(const CountScatter& scatter, int longest, std::uint64_t draws, std::uint64_t seed) const {
  PaybackDraws drawn({this}, scatter, longest, draws, seed);
  while (drawn.drawn() < 1) drawn.draw(most_weighed);
  return drawn.payback(0);
}

PaybackDraws::PaybackDraws(std::vector<const PaybackTable*> tables, const CountScatter& scatter, int longest, std::uint64_t draws, std::uint64_t seed) : scatter_(scatter), seed_(seed) {
  for (const PaybackTable* table : tables) {
    Payback& payback = own_.emplace_back(table, table->observed(longest)).payback;
    if (payback.ages.empty()) continue;
    payback.draws = std::min(draws, std::max(fewest_payback_draws, most_weighed / (table->starts_.size() + table->steps_.size())));
    wanted_ = std::max(wanted_, payback.draws);
  }
}

/// The months of one draw by each table; nothing where they lie beyond the ages.
std::vector<std::optional<double>> PaybackDraws::drawn_paybacks(std::span<Own* const> own, Random& random) const {
  const PoissonWeights weight;
  struct Sums {
    const Own* own;
    std::vector<double> profit, cost, by_age;
  };
  std::vector<Sums> sums;
  for (const Own* one : own) {
    const std::size_t ages = one->payback.ages.size();
    sums.push_back({one, std::vector<double>(ages), std::vector<double>(ages), std::vector<double>(static_cast<std::size_t>(one->table->longest_) + 1)});
  }
  // The scatter is measured, too: with few months it may be much larger than it seems.
  const double phi = scatter_.phi > 1 && scatter_.degrees > 0 ? scatter_.phi * scatter_.degrees / random.gamma(scatter_.degrees / 2, 0.5) : 1;
  const std::vector<PaybackCohort>& cohorts = own.front()->table->cohorts_;
  for (std::size_t c = 0; c < cohorts.size(); ++c) {
    for (Sums& each : sums) std::ranges::fill(each.by_age, 0.0);
    double customers = 0, factor = 1;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < cohorts[c].customers; ++i) {
      bits = i % 2 == 0 ? random.bits() : bits >> 32;
      const double times = weight(static_cast<std::uint32_t>(bits));
      if (times == 0) continue;
      customers += times;
      const std::size_t customer = cohorts[c].first_customer + i;
      for (Sums& each : sums) {
        const PaybackTable& table = *each.own->table;
        for (std::size_t step = table.starts_[customer]; step < table.starts_[customer + 1]; ++step) each.by_age[table.steps_[step].age] += times * double(table.steps_[step].value);
      }
    }
    if (phi > 1 && cohorts[c].customers > 0) {
      const double shape = static_cast<double>(cohorts[c].customers) / (phi - 1);
      factor = random.gamma(shape, shape);
    }
    for (auto& [one, profit, cost, by_age] : sums) {
      const PaybackCohort& cohort = one->table->cohorts_[c];
      double sum = 0;
      for (std::size_t age = 0; age < profit.size() && static_cast<int>(age) <= cohort.reached; ++age) {
        sum += by_age[age];
        profit[age] += factor * sum;
        cost[age] += cohort.spend + one->table->each_ * factor * customers;
      }
    }
  }
  std::vector<std::optional<double>> months;
  for (const auto& [one, profit, cost, by_age] : sums) {
    std::optional<double>& found = months.emplace_back();
    double before = 0;
    for (std::size_t age = 0; age < profit.size() && !found; ++age) {
      const double ratio = cost[age] > 0 ? profit[age] / cost[age] : later_than_observed;
      if (ratio >= 1) found = age == 0 ? 0 : crossing(before, ratio, static_cast<int>(age));
      before = ratio;
    }
  }
  return months;
}

void PaybackDraws::draw(std::uint64_t steps) {
  for (std::uint64_t made = 0; drawn_ < wanted_ && (made == 0 || made < steps);) {
    Random random(seed_ + 0x9e3779b97f4a7c15 * ++drawn_);
    std::vector<Own*> own;
    for (Own& each : own_)
      if (drawn_ <= each.payback.draws) own.push_back(&each);
    const auto months = drawn_paybacks(own, random);
    for (std::size_t i = 0; i < own.size(); ++i) {
      own[i]->drawn.push_back(months[i].value_or(later_than_observed));
      made += own[i]->table->steps_.size() + (i == 0 ? own[i]->table->starts_.size() : 0);
    }
  }
}

Payback PaybackDraws::payback(std::size_t table) const {
  Payback result = own_[table].payback;
  std::vector<double> drawn = own_[table].drawn;
  result.draws = drawn.size();
  if (drawn.empty()) return result;
  std::ranges::sort(drawn);
  for (PaybackAge& at : result.ages)
    at.chance = static_cast<double>(std::ranges::upper_bound(drawn, static_cast<double>(at.months)) - drawn.begin()) / static_cast<double>(drawn.size());
  // Percentiles corrected for bias (BC; Efron & Tibshirani 1993, §14.3 without acceleration): the first of many ages at which a line that moves by chance crosses
  // another comes too early, in draws of a base as in the base.
  const auto [first, last] = std::ranges::equal_range(drawn, result.months.value_or(later_than_observed));
  const double below = double(first - drawn.begin()) + double(last - first) / 2;
  const double bias = student_t_quantile((below + 0.5) / (double(drawn.size()) + 1), HUGE_VAL);  // of infinite degrees: the normal one
  const auto share = [&](double z) { return std::erfc(-(2 * bias + z) / std::numbers::sqrt2) / 2; };
  result.low = within(at_share(drawn, share(-z_95)));
  result.high = within(at_share(drawn, share(z_95)));
  return result;
}

}  // namespace lifeworth
