#include "metrics/matched_change.h"

#include <algorithm>
#include <cmath>

#include "metrics/group_difference.h"

namespace lifeworth {
namespace {

/// As many looks at customers who never answered, at least, as far as they go; and so many for each customer of the group.
constexpr std::size_t enough_looks = 20'000, looks_a_customer = 10, most_looks_at_one = 10;
constexpr std::size_t most_control_groups = 500;
/// Customers of the group in a stratum, and strata by spend and by tenure within them.
constexpr std::size_t in_spend_stratum = 5, most_spend_strata = 10, in_tenure_stratum = 10, most_tenure_strata = 3;
/// Below so many customers a stratum's line would be chance.
constexpr double fewest_for_line = 20;

/// Somebody in a pair of windows.
struct Look {
  double before, after;
  std::int32_t tenure;
  std::uint32_t group;    ///< that is drawn as one
  std::uint32_t stratum = 0;
};

struct Stratum {
  double n = 0, before = 0, after = 0, squares = 0, products = 0;

  void add(const Look& look) { add({1, look.before, look.after, look.before * look.before, look.before * look.after}, 1); }
  void add(const Stratum& other, double weight) {
    n += weight * other.n, before += weight * other.before, after += weight * other.after;
    squares += weight * other.squares, products += weight * other.products;
  }
};

/// A on B among those who never answered.
struct Line {
  double before = 0, after = 0, slope = 0;

  Line(const Stratum& sums, bool sloped) : before(sums.before / sums.n), after(sums.after / sums.n) {
    const double spread = sums.squares - sums.n * before * before;
    if (sloped && spread > 1e-9 * sums.squares) slope = (sums.products - sums.n * before * after) / spread;
  }
  double at(double spent) const { return after + slope * (spent - before); }
};

/// Where the group's own values part them in k about equal classes: the classes' upper ends but the last.
std::vector<double> parted(std::vector<double> values, std::size_t k) {
  std::ranges::sort(values);
  std::vector<double> ends;
  for (std::size_t i = 1; i < k; ++i) {
    const double end = values[i * values.size() / k];
    if (end > values.front() && (ends.empty() || end > ends.back())) ends.push_back(end);
  }
  return ends;
}

/// Below the first end, below the second …
std::uint32_t class_of(const std::vector<double>& ends, double value) { return static_cast<std::uint32_t>(std::ranges::upper_bound(ends, value) - ends.begin()); }

std::vector<std::uint64_t> counted(std::span<const Look> looks, const std::vector<double>& ends, auto&& value) {
  std::vector<std::uint64_t> counts(ends.size() + 1);
  for (const Look& look : looks) ++counts[class_of(ends, value(look))];
  return counts;
}

/// Who is compared with whom.
struct Strata {
  std::size_t count = 0, joined = 0;

  /// `looks_each`: how often one who never answered was looked at, at most.
  Strata(std::vector<Look>& group, std::vector<Look>& controls, std::size_t looks_each) {
    const std::uint64_t needed = fewest_controls * looks_each;
    const std::vector<double> ends = spend_ends(group, controls, needed);
    for (auto* side : {&group, &controls}) {
      for (Look& look : *side) look.stratum = class_of(ends, look.before);
      std::ranges::stable_sort(*side, {}, &Look::stratum);
    }
    std::span<Look> group_left = group, controls_left = controls;
    for (std::uint32_t stratum = 0; stratum <= ends.size(); ++stratum) part_by_tenure(taken(group_left, stratum), taken(controls_left, stratum), needed);
  }

 private:
  /// Those of the stratum, which come first.
  static std::span<Look> taken(std::span<Look>& left, std::uint32_t stratum) {
    const auto end = std::ranges::find_if(left, [stratum](const Look& look) { return look.stratum != stratum; });
    const std::span<Look> first(left.begin(), end);
    left = {end, left.end()};
    return first;
  }

  std::vector<double> spend_ends(std::span<const Look> group, std::span<const Look> controls, std::uint64_t needed) {
    std::vector<double> some;
    bool nothing = false;
    double least = HUGE_VAL;
    for (const Look& look : group) {
      if (look.before > 0) some.push_back(look.before), least = std::fmin(least, look.before);
      else nothing = true;
    }
    std::vector<double> ends;
    if (!some.empty()) ends = parted(some, std::clamp<std::size_t>(some.size() / in_spend_stratum, 1, most_spend_strata));
    if (nothing && !some.empty()) ends.insert(ends.begin(), std::nextafter(0.0, 1.0));
    for (;;) {
      const auto counts = counted(controls, ends, [](const Look& look) { return look.before; });
      const auto few = std::ranges::find_if(counts, [needed](std::uint64_t n) { return n < needed; });
      if (few == counts.end() || ends.empty()) return ends;
      // The end to the neighbour on the poorer side goes, for the richest are few everywhere.
      const auto place = few - counts.begin();
      ends.erase(ends.begin() + std::max<std::ptrdiff_t>(place - 1, 0));
      ++joined;
    }
  }

  void part_by_tenure(std::span<Look> group, std::span<Look> controls, std::uint64_t needed) {
    const auto tenure = [](const Look& look) { return double(look.tenure); };
    std::vector<double> tenures;
    for (const Look& look : group) tenures.push_back(tenure(look));
    std::vector<double> ends;
    for (std::size_t k = std::clamp<std::size_t>(group.size() / in_tenure_stratum, 1, most_tenure_strata); k > 1; --k) {
      ends = parted(tenures, k);
      const auto counts = counted(controls, ends, tenure);
      if (std::ranges::all_of(counts, [needed](std::uint64_t n) { return n >= needed; })) break;
      ++joined, ends.clear();
    }
    for (auto side : {group, controls})
      for (Look& look : side) look.stratum = static_cast<std::uint32_t>(count) + class_of(ends, tenure(look));
    count += ends.size() + 1;
  }
};

/// The sums of each group that is drawn, in the strata it is in.
class DrawnSums {
 public:
  DrawnSums(std::span<const Look> looks, std::size_t groups) : counts_(groups), starts_(groups + 1) {
    std::vector<Look> sorted(looks.begin(), looks.end());
    std::ranges::sort(sorted, {}, [](const Look& look) { return std::pair(look.group, look.stratum); });
    for (const Look& look : sorted) {
      if (entries_.empty() || entries_.back().group != look.group || entries_.back().stratum != look.stratum) entries_.push_back({look.group, look.stratum, {}});
      entries_.back().sums.add(look);
    }
    for (const Entry& entry : entries_) ++starts_[entry.group + 1];
    for (std::size_t i = 0; i < groups; ++i) starts_[i + 1] += starts_[i];
  }

  /// Returns how many steps that took.
  std::uint64_t draw(std::vector<Stratum>& into, Random& random) {
    draw_counts(counts_, random);
    std::ranges::fill(into, Stratum{});
    for (std::size_t group = 0; group < counts_.size(); ++group)
      if (counts_[group])
        for (std::size_t i = starts_[group]; i < starts_[group + 1]; ++i) into[entries_[i].stratum].add(entries_[i].sums, counts_[group]);
    return counts_.size() + entries_.size();
  }

 private:
  struct Entry {
    std::uint32_t group, stratum;
    Stratum sums;
  };
  std::vector<std::uint16_t> counts_;
  std::vector<std::size_t> starts_;
  std::vector<Entry> entries_;
};

std::vector<Stratum> summed(std::span<const Look> looks, std::size_t strata) {
  std::vector<Stratum> sums(strata);
  for (const Look& look : looks) sums[look.stratum].add(look);
  return sums;
}

/// Per customer of the group.
struct Compare {
  double n = 0, before = 0, after = 0, alike = 0;

  Compare(const std::vector<Stratum>& group, const std::vector<Stratum>& controls, const std::vector<Stratum>& otherwise, double line_from) {
    for (std::size_t s = 0; s < group.size(); ++s) {
      if (!(group[s].n > 0)) continue;
      const Stratum& others = controls[s].n > 0 ? controls[s] : otherwise[s];
      n += group[s].n, before += group[s].before, after += group[s].after;
      alike += group[s].n * Line(others, otherwise[s].n >= line_from).at(group[s].before / group[s].n);
    }
  }
  double beyond() const { return (after - alike) / n; }
  double share() const { return (after - alike) / before; }
};

}  // namespace

struct MatchedDraws::State {
  MatchedChange result;
  std::uint64_t draws;
  DrawnSums of_own, of_others;
  std::vector<Stratum> sums;  ///< of those who never answered, as they are
  double line_from, degrees, share_degrees;
  std::vector<Stratum> own_drawn{sums.size()}, others_drawn{sums.size()};
  std::vector<double> drawn{}, shares{};
};

MatchedDraws::MatchedDraws(std::unique_ptr<State> state) : state_(std::move(state)) {}
MatchedDraws::MatchedDraws(MatchedDraws&&) noexcept = default;
MatchedDraws& MatchedDraws::operator=(MatchedDraws&&) noexcept = default;
MatchedDraws::~MatchedDraws() = default;

double MatchedDraws::drawn() const { return state_->draws ? double(state_->drawn.size()) / double(state_->draws) : 1; }

std::uint64_t MatchedDraws::draw(std::uint64_t steps, Random& random) {
  State& state = *state_;
  std::uint64_t made = 0;
  do {
    if (done()) break;
    made += state.of_own.draw(state.own_drawn, random) + state.of_others.draw(state.others_drawn, random);
    const Compare compare(state.own_drawn, state.others_drawn, state.sums, state.line_from);
    state.drawn.push_back(compare.beyond());
    if (compare.before > 0) state.shares.push_back(compare.share());
  } while (made < steps);
  return made;
}

MatchedChange MatchedDraws::result() && {
  Resampled& beyond = state_->result.beyond;
  if (!state_->drawn.empty()) {
    beyond.degrees = state_->degrees;
    const std::size_t draws = state_->drawn.size();
    beyond.estimate.interval = expanded_interval(std::move(state_->drawn), state_->degrees, beyond.estimate.n);
    // Of refunds beyond what was bought there may be draws that say nothing, as of ratio_of_sums.
    if (auto& share = state_->result.share; share && state_->shares.size() >= draws - draws / 20) {
      share->degrees = state_->share_degrees;
      share->estimate.interval = expanded_interval(std::move(state_->shares), share->degrees, share->estimate.n);
    }
  }
  return state_->result;
}

NeverAnswered::NeverAnswered(const TransactionLog& log, const std::vector<bool>& answered) : log_(log) {
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    if (answered[customer]) continue;
    if (const Day first = first_purchase(log.of(customer)); first != no_day) customers_.push_back({customer, first});
  }
}

std::optional<MatchedDraws> NeverAnswered::begin(std::span<const ChangedCustomer> group, int window, std::uint64_t draws, Random& random) const {
  if (group.size() < fewest_to_compare || customers_.size() < fewest_controls) return std::nullopt;
  const std::size_t wanted = std::max(enough_looks, looks_a_customer * group.size());
  const double share = std::fmin(1, double(wanted) / double(customers_.size()));
  const std::size_t looks_each = std::clamp<std::size_t>(wanted / customers_.size(), 1, most_looks_at_one);
  const std::vector<std::uint32_t> own_group = dealt(group.size(), std::min(group.size(), most_groups), random);
  std::vector<Look> own, others;
  for (std::size_t i = 0; i < group.size(); ++i) own.push_back({group[i].spend.before, group[i].spend.after, group[i].tenure, own_group[i]});
  std::uint32_t controls = 0;
  for (const auto& [customer, first] : customers_) {
    if (share < 1 && random.uniform() >= share) continue;
    bool was_there = false;
    for (std::size_t look = 0; look < looks_each; ++look) {
      const ChangedCustomer& when = group[random.below(group.size())];
      if (first >= when.first) continue;
      const SpendChange spend = spend_change(log_.of(customer), when.first, when.last, window);
      others.push_back({spend.before, spend.after, when.first - first, controls});
      was_there = true;
    }
    controls += was_there;
  }
  if (controls < fewest_controls || others.size() < fewest_controls * looks_each) return std::nullopt;
  const std::size_t control_groups = std::min<std::size_t>(controls, most_control_groups);
  const std::vector<std::uint32_t> dealt_group = dealt(controls, control_groups, random);
  for (Look& look : others) look.group = dealt_group[look.group];
  const Strata strata(own, others, looks_each);
  const std::vector<Stratum> own_sums = summed(own, strata.count), other_sums = summed(others, strata.count);
  const double line_from = fewest_for_line * double(looks_each);
  const Compare found(own_sums, other_sums, other_sums, line_from);
  const double n = double(group.size());
  MatchedChange result{controls, strata.count, strata.joined, {{found.beyond(), std::nullopt, group.size()}}, found.before / n, found.after / n, found.alike / n, std::nullopt};
  if (found.before > 0) result.share = Resampled{{found.share(), std::nullopt, group.size()}};

  std::vector<Line> lines;
  for (const Stratum& sums : other_sums) lines.emplace_back(sums, sums.n >= line_from);
  struct Influences {
    double squares = 0, fourths = 0;
    void add(double u) { squares += u * u, fourths += u * u * u * u; }
  } of_beyond, of_share;
  const double part = result.share ? found.share() : 0;
  for (const Look& look : own) {
    const double more = look.after - lines[look.stratum].at(look.before);
    of_beyond.add((more - found.beyond()) / n), of_share.add((more - part * look.before) / n);
  }
  std::vector<double> by_group(control_groups);
  for (const Look& look : others) by_group[look.group] += own_sums[look.stratum].n / n / other_sums[look.stratum].n * (look.after - lines[look.stratum].at(look.before));
  for (const double u : by_group) of_beyond.add(u), of_share.add(u);  // whether in money or as a part of spend before: degrees know no unit
  // Where all changed alike there is no interval, and nothing to draw.
  return MatchedDraws(std::make_unique<MatchedDraws::State>(MatchedDraws::State{
      result, of_beyond.squares > 0 ? draws : 0, {own, std::min(group.size(), most_groups)}, {others, control_groups}, other_sums, line_from, degrees_of(of_beyond.squares, of_beyond.fourths, group.size()),
      degrees_of(of_share.squares, of_share.fourths, group.size())}));
}

std::optional<MatchedChange> NeverAnswered::beside(std::span<const ChangedCustomer> group, int window, std::uint64_t draws, Random& random) const {
  auto matched = begin(group, window, draws, random);
  if (!matched) return std::nullopt;
  while (!matched->done()) matched->draw(1, random);
  return std::move(*matched).result();
}

}  // namespace lifeworth
