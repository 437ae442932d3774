#include "metrics/channel_costs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <span>
#include <utility>

#include "metrics/group_difference.h"

namespace lifeworth {
namespace {

constexpr std::size_t age_count = value_ages.size();

double number(std::uint64_t n) { return static_cast<double>(n); }

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

class Builder {
 public:
  Builder(const TransactionLog& revenue, const TransactionLog& profit, double factor, const OrderTrait& came_by, const ChannelMatch& match, const Spend& spend, const ChannelRule& rule,
          std::span<const AlikeIn> alike)
      : revenue_(revenue), profit_(profit), factor_(factor), came_by_(came_by), match_(match), spend_(spend), rule_(rule), alike_(alike) {}

  ChannelTable table() {
    find_first_days();
    table_.counted = spend_.rows.empty() ? CountedSpend{rule_.observed, 0, number(within(all_days_, rule_.observed)), {}} : counted(spend_, all_days_, rule_.observed);
    table_.all.counted = table_.counted;
    if (table_.counted.window.empty()) return std::move(table_);
    choose_channels();
    for (ChannelCosts& channel : table_.channels) count(channel);
    count_all();
    find_blocks();
    add_values();
    for (std::size_t i = 0; i < table_.channels.size(); ++i) measure(table_.channels[i], cells_[i]);
    measure_all();
    compare();
    return std::move(table_);
  }

 private:
  CountedSpend counted(const Spend& spend, std::span<const Day> days, DayRange observed) const { return counted_spend(spend, days, observed, rule_.acquisition_only, rule_.lag); }

  std::uint32_t channel_of(std::uint32_t customer) const {
    const std::uint32_t name = came_by_.of(customer);
    return name == OrderTrait::no_name ? nobody : match_.of_name[name];
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

  static constexpr std::uint64_t untold = ~std::uint64_t{0};

  /// What a customer is, by all that customers are to be alike in; untold where the first order does not say it all.
  std::uint64_t combination_of(std::uint32_t customer) const {
    std::uint64_t combination = 0;
    for (const AlikeIn& each : alike_) {
      const std::uint32_t name = each.trait->of(customer), level = name == OrderTrait::no_name ? nobody : each.level_of_name[name];
      if (level == nobody) return untold;
      combination = combination * most_trait_names + level;
    }
    return combination;
  }

  bool is_in_window(Day day) const { return day >= table_.counted.window.first && day <= table_.counted.window.last; }

  /// Combinations of what customers are; too many to compare within are told, and left out.
  void find_blocks() {
    first_month_ = month_index(table_.counted.window.first);
    months_ = rule_.by_joining ? static_cast<std::size_t>(month_index(table_.counted.window.last) - first_month_ + 1) : 1;
    table_.untold.assign(alike_.size(), 0);
    std::map<std::uint64_t, std::uint64_t> customers;
    each_new_customer([&](std::uint32_t customer, Day day) {
      if (!is_in_window(day)) return;
      for (std::size_t i = 0; i < alike_.size(); ++i) {
        const std::uint32_t name = alike_[i].trait->of(customer);
        table_.untold[i] += name == OrderTrait::no_name || alike_[i].level_of_name[name] == nobody;
      }
      if (const std::uint64_t combination = combination_of(customer); combination != untold) ++customers[combination];
    });
    std::vector<std::pair<std::uint64_t, std::uint64_t>> order(customers.begin(), customers.end());
    std::ranges::stable_sort(order, std::ranges::greater{}, [](const auto& each) { return each.second; });
    const std::size_t most = std::clamp<std::size_t>(most_cells / months_, 1, most_blocks);
    for (std::size_t i = 0; i < order.size(); ++i)
      if (i < most) block_of_.emplace(order[i].first, i);
      else table_.rare += order[i].second;
    table_.blocks = block_of_.size();
  }

  std::size_t block_of(std::uint32_t customer) const {
    const auto found = block_of_.find(combination_of(customer));
    return found == block_of_.end() ? block_of_.size() : found->second;  // the last one, which is compared with nobody
  }

  void add_values() {
    cells_.assign(further_place_ + 1, ValueCells(block_of_.size(), months_));
    std::array<Day, age_count> reach;
    for (std::size_t age = 0; age < age_count; ++age) reach[age] = last_to_reach(value_ages[age], rule_.observed.last);
    each_new_customer([&](std::uint32_t customer, Day day) {
      if (!is_in_window(day) || day > reach[0]) return;
      const std::uint32_t channel = channel_of(customer);
      const std::size_t place = channel == nobody || place_[channel] == nobody ? further_place_ : place_[channel];
      const bool counts = channel != nobody && (place == further_place_ || (day >= table_.channels[place].counted.window.first && day <= table_.channels[place].counted.window.last));
      const std::size_t month = rule_.by_joining ? static_cast<std::size_t>(month_index(day) - first_month_) : 0;
      AgeSums& sums = cells_[place].sums[block_of(customer) * months_ + month];
      const auto value = value_by_ages(profit_, factor_, customer, day, rule_.observed.last);
      for (std::size_t age = 0; age < age_count && day <= reach[age]; ++age) {
        all_sums_[age].add(value[age]);
        if (counts) sums[age].add(value[age]);
      }
    });
  }

  /// Everybody else whose channel is known.
  ValueCells others_of(const ValueCells& own) const {
    ValueCells others(block_of_.size(), months_);
    for (const ValueCells& cells : cells_)
      if (&cells != &own) others.add(cells);
    return others;
  }

  /// Value ÷ cost of the same customers, as in PaybackTable::ratio.
  std::optional<Estimate> ratio(const MeanOfStrata& value, std::uint64_t customers, double cost, const CountScatter& scatter) const {
    if (!(cost > 0)) return std::nullopt;
    const double n = number(customers), ratio = n * value.value / cost, net = value.value - ratio * rule_.each;
    const double values = n * n * value.variance, counts = scatter.phi * n * net * net, variance = values + counts;
    Estimate estimate{ratio, std::nullopt, value.n};
    if (!(variance > 0)) return estimate;
    const double by_counts = scatter.degrees > 0 && scatter.phi > 1 ? counts * counts / scatter.degrees : 0;
    const double by_all = n * n * n * n * value.by_degrees + by_counts;
    const double error = quantile_of_t(by_all > 0 ? std::fmin(variance * variance / by_all, no_limit_of_degrees) : no_limit_of_degrees) * std::sqrt(variance) / cost;
    if (ratio > 0 && error < ratio) estimate.interval = {ratio * std::exp(-error / ratio), ratio * std::exp(error / ratio)};
    else estimate.interval = {ratio - error, ratio + error};
    return estimate;
  }

  void measure(ChannelCosts& channel, const ValueCells& own) {
    const auto at = static_cast<std::size_t>(&channel - table_.channels.data());
    const ValueCells others = others_of(own);
    for (std::size_t age = 0; age < age_count; ++age) {
      const Standardised adjusted = standardised(own, others, age);
      measure(channel, age, own.over_all(age), adjusted.holds ? &adjusted.own : nullptr, spends_[at], days_[channel.channel]);
    }
  }

  void measure_all() {
    for (std::size_t age = 0; age < age_count; ++age) measure(table_.all, age, all_sums_[age], nullptr, spend_, all_days_);
  }

  void measure(ChannelCosts& channel, std::size_t age, const MeanSums& sums, const MeanOfStrata* adjusted, const Spend& spend, std::span<const Day> days) const {
    ChannelAge& at = channel.ages[age];
    at.customers = sums.n();
    if (at.customers < fewest_to_measure) return;
    const MeanOfStrata value(sums);
    at.value = value.estimate();
    if (adjusted) at.adjusted = adjusted->estimate();
    if (!channel.cost) return;
    const CountedSpend same = counted(spend, days, {rule_.observed.first, std::min(rule_.observed.last, last_to_reach(value_ages[age], rule_.observed.last))});
    if (!(same.spend > 0)) return;
    at.cost = same.spend + rule_.each * number(at.customers);
    at.ratio = ratio(value, at.customers, at.cost, channel.scatter);
    if (adjusted) at.adjusted_ratio = ratio(*adjusted, at.customers, at.cost, channel.scatter);
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
      return below > 0 ? std::fmin((own_part + others_part) * (own_part + others_part) / below, no_limit_of_degrees) : no_limit_of_degrees;
    };
    const double share = own.counted.spend / (own.counted.spend + spend), n = c + customers;
    const double variance = n * share * (1 - share) * ((1 - share) * phi + share * others_phi);
    own.contrast.cost_p = two_sided((c - n * share) / std::sqrt(variance), degrees((1 - share) * (1 - share), share * share));
    const double cost = own.counted.spend / c + rule_.each, others_cost = spend / customers + rule_.each;
    const double of_spend = own.counted.spend / c / cost, others_of_spend = spend / customers / others_cost;
    const double of_own = of_spend * of_spend / (c * c), of_others = others_of_spend * others_of_spend / (customers * customers);
    const double error = quantile_of_t(degrees(of_own, of_others)) * std::sqrt(of_own * phi * c + of_others * scattered), quotient = cost / others_cost;
    own.contrast.cost = Estimate{quotient, Interval{quotient * std::exp(-error), quotient * std::exp(error)}, static_cast<std::uint64_t>(std::llround(n))};
  }

  void compare_values(ChannelCosts& channel, const ValueCells& own, std::size_t age) const {
    const ValueCells others = others_of(own);
    const MeanSums one = own.over_all(age), other = others.over_all(age);
    if (one.n() < fewest_to_measure || other.n() < fewest_to_measure) return;
    ChannelContrast& contrast = channel.contrast;
    MeanOfStrata judged = difference(MeanOfStrata(one), MeanOfStrata(other));
    contrast.value = judged.estimate();
    const Standardised both = standardised(own, others, age);
    contrast.left_out = both.own_left_out;
    if (both.holds) {
      contrast.strata = both.strata, contrast.own = both.own.n, contrast.others = both.others.n;
      judged = difference(both.own, both.others);
      contrast.adjusted = judged.estimate();
      contrast.moved = judged.value - contrast.value->value;
    }
    contrast.value_p = judged.p();
  }

  const TransactionLog &revenue_, &profit_;
  double factor_;
  const OrderTrait& came_by_;
  const ChannelMatch& match_;
  const Spend& spend_;
  ChannelRule rule_;
  std::vector<Day> all_days_;
  std::vector<std::vector<Day>> days_;   ///< first purchases by channel
  std::vector<std::uint32_t> place_;     ///< by channel, in table_.channels; nobody: told with the further ones
  std::size_t further_place_ = 0;
  std::vector<Spend> spends_;            ///< beside table_.channels
  std::span<const AlikeIn> alike_;
  int first_month_ = 0;
  std::size_t months_ = 1;                           ///< of joining, that are told apart
  std::map<std::uint64_t, std::size_t> block_of_;    ///< by combination; customers alike in all that is told of them
  std::vector<ValueCells> cells_;        ///< beside table_.channels, and the further ones
  AgeSums all_sums_;
  ChannelTable table_;
};

}  // namespace

ChannelTable channel_costs(const TransactionLog& revenue, const TransactionLog& profit, double factor, const OrderTrait& came_by, const ChannelMatch& match, const Spend& spend,
                           const ChannelRule& rule, std::span<const AlikeIn> alike) {
  return Builder(revenue, profit, factor, came_by, match, spend, rule, alike).table();
}

}  // namespace lifeworth
