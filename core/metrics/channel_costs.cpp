#include "metrics/channel_costs.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/special.h"
#include "metrics/group_difference.h"

namespace lifeworth {
namespace {

constexpr std::size_t age_count = channel_ages.size();
using AgeSums = std::array<MeanSums, age_count>;
constexpr double no_limit = 1e9;  ///< degrees of freedom of what is known well

double number(std::uint64_t n) { return static_cast<double>(n); }

double two_sided(double t, double degrees) {
  return degrees < no_limit ? regularised_beta(degrees / 2, 0.5, degrees / (degrees + t * t)) : std::erfc(std::abs(t) / std::sqrt(2));
}
double quantile(double degrees) { return degrees < no_limit ? student_t_quantile(0.975, degrees) : z_95; }

/// A mean with the variance of it.
struct Mean {
  double value = 0, variance = 0, by_degrees = 0;  ///< the last: Σ of squared parts of the variance ÷ their degrees of freedom
  std::uint64_t n = 0;
  double degrees() const { return by_degrees > 0 ? variance * variance / by_degrees : no_limit; }
  Estimate estimate() const {
    const double half = quantile(degrees()) * std::sqrt(variance);
    return {value, Interval{value - half, value + half}, n};
  }
};

Mean plus(const Mean& sum, const MeanSums& part, double weight) {
  const double n = number(part.n()), variance = weight * weight * part.variance() / n;
  return {sum.value + weight * part.mean(), sum.variance + variance, sum.by_degrees + variance * variance / (n - 1), sum.n + part.n()};
}
Mean mean_of(const MeanSums& sums) { return plus({}, sums, 1); }

/// The customers of a channel, or of a few of them together, by month of joining; the months are those of the table.
using Cells = std::vector<AgeSums>;

/// The spend of one channel, or of none where it has none.
Spend spend_on(const Spend& spend, std::optional<std::uint32_t> channel) {
  Spend own;
  for (const SpendRow& row : spend.rows) {
    if (channel && row.channel != *channel) continue;
    own.first_day = own.rows.empty() ? row.first : std::min(own.first_day, row.first);
    own.last_day = own.rows.empty() ? row.last : std::max(own.last_day, row.last);
    own.rows.push_back(row);
  }
  return own;
}

/// The last day on which a customer can join and reach the age by the end of the observation.
Day last_to_reach(int months, Day observation_end) {
  Day day = add_months(observation_end + 1, -months) + 3;  // months end on different days
  while (add_months(day, months) > observation_end + 1) --day;
  return day;
}

class Builder {
 public:
  Builder(const TransactionLog& revenue, const TransactionLog& profit, double factor, const OrderChannels& came_by, const ChannelMatch& match, const Spend& spend, const ChannelRule& rule)
      : revenue_(revenue), profit_(profit), factor_(factor), came_by_(came_by), match_(match), spend_(spend), rule_(rule) {}

  ChannelTable table() {
    find_first_days();
    table_.all.counted = table_.counted = counted(spend_, all_days_, rule_.observed);
    if (table_.counted.window.empty()) return std::move(table_);
    choose_channels();
    for (ChannelCosts& channel : table_.channels) count(channel);
    count_all();
    add_values();
    for (std::size_t i = 0; i < table_.channels.size(); ++i) measure(table_.channels[i], cells_[i]);
    measure(table_.all, all_cells_);
    compare();
    return std::move(table_);
  }

 private:
  CountedSpend counted(const Spend& spend, std::span<const Day> days, DayRange observed) const { return counted_spend(spend, days, observed, rule_.acquisition_only, rule_.lag); }

  std::uint32_t channel_of(std::uint32_t customer) const {
    const std::uint32_t name = came_by_.of(customer);
    return name == OrderChannels::no_channel ? nobody : match_.of_name[name];
  }

  template <class Use>
  void each_new_customer(Use&& use) const {
    for (std::uint32_t customer = 0; customer < revenue_.customers(); ++customer) {
      const auto own = revenue_.of(customer);
      const auto first = std::ranges::find(own, false, &Transaction::refund);
      if (first != own.end() && first->day <= rule_.observed.last) use(customer, first->day);
    }
  }

  void find_first_days() {
    days_.resize(match_.channels.size());
    each_new_customer([&](std::uint32_t customer, Day day) {
      all_days_.push_back(day);
      if (const std::uint32_t channel = channel_of(customer); channel != nobody) days_[channel].push_back(day);
    });
    std::ranges::sort(all_days_);
    for (auto& days : days_) std::ranges::sort(days);
  }

  static std::uint64_t within(const std::vector<Day>& days, DayRange range) {
    return static_cast<std::uint64_t>(std::ranges::upper_bound(days, range.last) - std::ranges::lower_bound(days, range.first));
  }

  /// Those with most customers are told one by one, and all that have spend.
  void choose_channels() {
    std::vector<std::size_t> order(match_.channels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<std::uint64_t> joined;
    for (const auto& days : days_) joined.push_back(within(days, table_.counted.window));
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return joined[i]; });
    place_.assign(match_.channels.size(), nobody);
    std::uint64_t known = 0;
    for (const std::size_t channel : order) {
      known += joined[channel];
      const bool told = table_.channels.size() < most_told_channels && (joined[channel] || match_.channels[channel].spend);
      if (!told) {
        table_.further += joined[channel] > 0, table_.further_joined += joined[channel];
        continue;
      }
      place_[channel] = static_cast<std::uint32_t>(table_.channels.size());
      table_.channels.emplace_back().channel = channel;
      table_.channels.back().joined = joined[channel];
    }
    table_.all.joined = within(all_days_, table_.counted.window);
    table_.unknown = table_.all.joined - known;
    further_place_ = table_.channels.size();
  }

  void count(ChannelCosts& channel) {
    const auto spend = match_.channels[channel.channel].spend;
    const auto& days = days_[channel.channel];
    spends_.push_back(spend ? spend_on(spend_, spend) : Spend{});
    if (spend) channel.counted = counted(spends_.back(), days, rule_.observed);
    if (!spend || channel.counted.window.empty()) channel.counted = {table_.counted.window, 0, number(channel.joined), {}};
    channel.scatter = scatter_of(channel.counted.months);
    if (channel.counted.spend > 0 && channel.counted.customers >= number(fewest_to_measure))
      channel.cost = cost_per_customer(channel.counted.spend, channel.counted.customers, channel.scatter, rule_.each);
  }

  void count_all() {
    ChannelCosts& all = table_.all;
    all.scatter = scatter_of(all.counted.months);
    if (all.counted.spend > 0 && all.counted.customers >= number(fewest_to_measure)) all.cost = cost_per_customer(all.counted.spend, all.counted.customers, all.scatter, rule_.each);
  }

  // ---------------------------------------------------------------- value

  void add_values() {
    const int first_month = month_index(table_.counted.window.first);
    const auto months = static_cast<std::size_t>(month_index(table_.counted.window.last) - first_month + 1);
    cells_.assign(further_place_ + 1, Cells(months));
    all_cells_.resize(months);
    std::array<Day, age_count> reach;
    for (std::size_t age = 0; age < age_count; ++age) reach[age] = last_to_reach(channel_ages[age], rule_.observed.last);
    each_new_customer([&](std::uint32_t customer, Day day) {
      if (day < table_.counted.window.first || day > table_.counted.window.last || day > reach[0]) return;
      const std::uint32_t channel = channel_of(customer);
      const std::size_t place = channel == nobody || place_[channel] == nobody ? further_place_ : place_[channel];
      const bool counts = channel != nobody && (place == further_place_ || (day >= table_.channels[place].counted.window.first && day <= table_.channels[place].counted.window.last));
      const auto month = static_cast<std::size_t>(month_index(day) - first_month);
      const auto value = value_by_ages(customer, day);
      for (std::size_t age = 0; age < age_count && day <= reach[age]; ++age) {
        all_cells_[month][age].add(value[age]);
        if (counts) cells_[place][month][age].add(value[age]);
      }
    });
  }

  std::array<double, age_count> value_by_ages(std::uint32_t customer, Day joined) const {
    std::array<double, age_count> value{};
    std::size_t age = 0;
    for (const Transaction& each : profit_.of(customer)) {
      if (each.day > rule_.observed.last) break;
      if (!each.refund)
        while (age < age_count && each.day >= add_months(joined, channel_ages[age])) ++age;
      if (age < age_count) value[age] += factor_ * static_cast<double>(each.value);
    }
    for (age = 1; age < age_count; ++age) value[age] += value[age - 1];
    return value;
  }

  static MeanSums over(const Cells& cells, std::size_t age, std::size_t from, std::size_t to) {
    MeanSums sums;
    for (std::size_t month = from; month < to; ++month) sums.add(cells[month][age]);
    return sums;
  }
  static MeanSums over(const Cells& cells, std::size_t age) { return over(cells, age, 0, cells.size()); }

  /// Everybody else whose channel is known.
  Cells others_of(const Cells& own) const {
    Cells others(own.size());
    for (const Cells& cells : cells_)
      if (&cells != &own)
        for (std::size_t month = 0; month < own.size(); ++month)
          for (std::size_t age = 0; age < age_count; ++age) others[month][age].add(cells[month][age]);
    return others;
  }

  struct Standardised {
    Mean own, others;
    std::size_t strata = 0;
  };
  /// Months are put together from the first on until there are enough of both; what is left at the end goes with the last.
  static Standardised standardised(const Cells& own, const Cells& others, std::size_t age) {
    std::vector<std::size_t> begins = {0};
    std::uint64_t of_own = 0, of_others = 0;
    for (std::size_t month = 0; month < own.size(); ++month) {
      of_own += own[month][age].n(), of_others += others[month][age].n();
      if (of_own < fewest_in_stratum || of_others < fewest_in_stratum) continue;
      begins.push_back(month + 1);
      of_own = of_others = 0;
    }
    if (begins.size() > 1) begins.back() = own.size();
    Standardised result;
    result.strata = begins.size() - 1;
    if (result.strata < 2) return result;
    const double everybody = number(over(own, age).n() + over(others, age).n());
    for (std::size_t i = 1; i < begins.size(); ++i) {
      const MeanSums one = over(own, age, begins[i - 1], begins[i]), other = over(others, age, begins[i - 1], begins[i]);
      const double weight = number(one.n() + other.n()) / everybody;
      result.own = plus(result.own, one, weight);
      result.others = plus(result.others, other, weight);
    }
    return result;
  }

  /// Value ÷ cost of the same customers, as in PaybackTable::ratio.
  std::optional<Estimate> ratio(const Mean& value, double cost, const CountScatter& scatter) const {
    if (!(cost > 0)) return std::nullopt;
    const double n = number(value.n), ratio = n * value.value / cost, net = value.value - ratio * rule_.each;
    const double values = n * n * value.variance, counts = scatter.phi * n * net * net, variance = values + counts;
    Estimate estimate{ratio, std::nullopt, value.n};
    if (!(variance > 0)) return estimate;
    const double by_counts = scatter.degrees > 0 && scatter.phi > 1 ? counts * counts / scatter.degrees : 0;
    const double by_all = n * n * n * n * value.by_degrees + by_counts;
    const double error = quantile(by_all > 0 ? std::fmin(variance * variance / by_all, no_limit) : no_limit) * std::sqrt(variance) / cost;
    if (ratio > 0 && error < ratio) estimate.interval = {ratio * std::exp(-error / ratio), ratio * std::exp(error / ratio)};
    else estimate.interval = {ratio - error, ratio + error};
    return estimate;
  }

  void measure(ChannelCosts& channel, const Cells& own) {
    const bool is_all = &channel == &table_.all;
    const Spend& spend = is_all ? spend_ : spends_[static_cast<std::size_t>(&channel - table_.channels.data())];
    const auto& days = is_all ? all_days_ : days_[channel.channel];
    const Cells others = is_all ? Cells{} : others_of(own);
    for (std::size_t age = 0; age < age_count; ++age) {
      const MeanSums sums = over(own, age);
      ChannelAge& at = channel.ages[age];
      at.customers = sums.n();
      if (at.customers < fewest_to_measure) continue;
      const Mean value = mean_of(sums);
      at.value = value.estimate();
      const Standardised adjusted = is_all ? Standardised{} : standardised(own, others, age);
      if (adjusted.strata > 1) at.adjusted = adjusted.own.estimate();
      if (!channel.cost) continue;
      const CountedSpend same = counted(spend, days, {rule_.observed.first, std::min(rule_.observed.last, last_to_reach(channel_ages[age], rule_.observed.last))});
      if (!(same.spend > 0)) continue;
      at.cost = same.spend + rule_.each * number(at.customers);
      at.ratio = ratio(value, at.cost, channel.scatter);
      if (at.adjusted) at.adjusted_ratio = ratio(adjusted.own, at.cost, channel.scatter);
    }
  }

  // ---------------------------------------------------------------- against the others

  void compare() {
    for (std::size_t age = age_count; age-- > 0 && !table_.compared;)
      if (std::ranges::count_if(table_.channels, [&](const ChannelCosts& channel) { return channel.ages[age].customers >= fewest_to_measure; }) > 1) table_.compared = age;
    std::vector<std::optional<double>*> costs, values;
    for (std::size_t i = 0; i < table_.channels.size(); ++i) {
      ChannelCosts& channel = table_.channels[i];
      compare_costs(channel);
      if (table_.compared) compare_values(channel, cells_[i], *table_.compared);
      if (channel.contrast.cost_p) costs.push_back(&channel.contrast.cost_p);
      if (channel.contrast.value_p) values.push_back(&channel.contrast.value_p);
    }
    std::vector<double> p;
    for (const auto* kind : {&costs, &values})
      for (std::size_t i = 0; i < asked(*kind); ++i) p.push_back(**(*kind)[i]);
    const std::vector<double> together = holm(p);
    std::size_t next = 0;
    for (const auto* kind : {&costs, &values}) {
      const std::size_t questions = asked(*kind);
      for (std::size_t i = 0; i < kind->size(); ++i) *(*kind)[i] = together[next + std::min(i, questions - 1)];
      next += questions;
    }
  }

  /// Of two channels against each other one question is asked, not two.
  static std::size_t asked(const std::vector<std::optional<double>*>& p) {
    const bool mirrored = p.size() == 2 && std::abs(**p[0] - **p[1]) <= 1e-9 * **p[0];
    return mirrored ? 1 : p.size();
  }

  void compare_costs(ChannelCosts& own) const {
    if (!own.cost) return;
    double spend = 0, customers = 0, scattered = 0, by_degrees = 0;
    for (const ChannelCosts& other : table_.channels) {
      if (&other == &own || !other.cost) continue;
      const double part = other.scatter.phi * other.counted.customers;
      spend += other.counted.spend, customers += other.counted.customers, scattered += part;
      if (other.scatter.phi > 1 && other.scatter.degrees > 0) by_degrees += part * part / other.scatter.degrees;
    }
    if (!(spend > 0)) return;
    const double c = own.counted.customers, phi = own.scatter.phi, others_phi = scattered / customers;
    // Variances that scatter on either side, and the degrees of freedom of their sum: weighted with what a share of one's own customers moves.
    const auto degrees = [&](double of_own, double of_others) {
      const double own_part = of_own * phi * c, others_part = of_others * scattered;
      const double below = (phi > 1 && own.scatter.degrees > 0 ? own_part * own_part / own.scatter.degrees : 0) + of_others * of_others * by_degrees;
      return below > 0 ? std::fmin((own_part + others_part) * (own_part + others_part) / below, no_limit) : no_limit;
    };
    const double share = own.counted.spend / (own.counted.spend + spend), n = c + customers;
    const double variance = n * share * (1 - share) * ((1 - share) * phi + share * others_phi);
    own.contrast.cost_p = two_sided((c - n * share) / std::sqrt(variance), degrees((1 - share) * (1 - share), share * share));
    const double cost = own.counted.spend / c + rule_.each, others_cost = spend / customers + rule_.each;
    const double of_spend = own.counted.spend / c / cost, others_of_spend = spend / customers / others_cost;
    const double of_own = of_spend * of_spend / (c * c), of_others = others_of_spend * others_of_spend / (customers * customers);
    const double error = quantile(degrees(of_own, of_others)) * std::sqrt(of_own * phi * c + of_others * scattered), quotient = cost / others_cost;
    own.contrast.cost = Estimate{quotient, Interval{quotient * std::exp(-error), quotient * std::exp(error)}, static_cast<std::uint64_t>(std::llround(n))};
  }

  void compare_values(ChannelCosts& channel, const Cells& own, std::size_t age) const {
    const Cells others = others_of(own);
    const MeanSums one = over(own, age), other = over(others, age);
    if (one.n() < fewest_to_measure || other.n() < fewest_to_measure) return;
    const auto difference = [](const Mean& a, const Mean& b) { return Mean{a.value - b.value, a.variance + b.variance, a.by_degrees + b.by_degrees, a.n + b.n}; };
    Mean judged = difference(mean_of(one), mean_of(other));
    channel.contrast.value = judged.estimate();
    if (const Standardised both = standardised(own, others, age); both.strata > 1) {
      channel.contrast.strata = both.strata;
      judged = difference(both.own, both.others);
      channel.contrast.adjusted = judged.estimate();
    }
    if (judged.variance > 0) channel.contrast.value_p = two_sided(judged.value / std::sqrt(judged.variance), judged.degrees());
  }

  const TransactionLog &revenue_, &profit_;
  double factor_;
  const OrderChannels& came_by_;
  const ChannelMatch& match_;
  const Spend& spend_;
  ChannelRule rule_;
  std::vector<Day> all_days_;
  std::vector<std::vector<Day>> days_;   ///< first purchases by channel
  std::vector<std::uint32_t> place_;     ///< by channel, in table_.channels; nobody: told with the further ones
  std::size_t further_place_ = 0;
  std::vector<Spend> spends_;            ///< beside table_.channels
  std::vector<Cells> cells_;             ///< beside table_.channels, and the further ones
  Cells all_cells_;
  ChannelTable table_;
};

}  // namespace

ChannelTable channel_costs(const TransactionLog& revenue, const TransactionLog& profit, double factor, const OrderChannels& came_by, const ChannelMatch& match, const Spend& spend,
                           const ChannelRule& rule) {
  return Builder(revenue, profit, factor, came_by, match, spend, rule).table();
}

}  // namespace lifeworth
