#include "results/score_changes_found.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "metrics/group_difference.h"
#include "metrics/mean_sums.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

/// "One company studied", retold; the study was never found. From and to: groups, each as a set.
struct Claim {
  std::string_view name, quantity;
  double change;
  std::array<bool, 3> from, to;
};
constexpr std::array<Claim, 3> claims = {{
    {"became_promoter", "gain_to_promoter", 0.25, {true, true, false}, {false, false, true}},
    {"stayed_detractor", "change_if_stays", -0.36, {true, false, false}, {true, false, false}},
    {"detractor_to_passive", "gain_to_passive", 0.16, {true, false, false}, {false, true, false}},
}};
/// Customers who are told of together.
struct Group {
  std::vector<ChangedCustomer> customers;
  std::vector<double> before, after, orders_before, orders_after;

  template <class Holds>
  Group(const ScoreChanges& changes, Holds&& holds) {
    for (const ChangedCustomer& one : changes.customers) {
      if (!holds(one)) continue;
      customers.push_back(one);
      before.push_back(one.spend.before), after.push_back(one.spend.after);
      orders_before.push_back(one.spend.orders_before), orders_after.push_back(one.spend.orders_after);
    }
  }
};

Estimate less_one(Estimate ratio) {
  ratio.value -= 1;
  if (ratio.interval) ratio.interval = {ratio.interval->low - 1, ratio.interval->high - 1};
  return ratio;
}

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size();
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/// Without refunds nobody's spend is below 0.
Told told_of(const Group& group, bool has_refunds, std::uint64_t draws, Random& random) {
  Told told;
  told.n = group.customers.size();
  if (told.n == 0) return told;
  MeanSums before, after, difference;
  std::vector<double> differences;
  std::uint64_t more = 0;
  for (std::size_t i = 0; i < told.n; ++i) {
    before.add(group.before[i]), after.add(group.after[i]), difference.add(group.after[i] - group.before[i]);
    differences.push_back(group.after[i] - group.before[i]);
    more += group.after[i] > group.before[i];
  }
  const auto spent = [&](const MeanSums& sums) { return has_refunds ? where_it_varies(sums.estimate()) : at_least(0, where_it_varies(sums.estimate())); };
  told.before = spent(before), told.after = spent(after), told.difference = where_it_varies(difference.estimate());
  told.more = where_it_holds(share_of(more, told.n));
  told.median = median_of(std::move(differences));
  told.change = ratio_of_sums(group.before, group.after, draws, random);
  told.orders = ratio_of_sums(group.orders_before, group.orders_after, draws, random);
  if (told.change)
    if (const auto p = p_of_ratio(*told.change, 1)) told.none = {*p};
  return told;
}

/// Each of its own random numbers, so that one does not move the other.
Random numbered(std::uint64_t seed, std::uint64_t number) { return Random(seed + 0x9e3779b97f4a7c15 * (number + 1)); }


void correct(Found& found) {
  std::vector<Tested*> all;
  for (Told& cell : found.cells)
    for (auto* tested : {&cell.none, &cell.others, &cell.unlike})
      if (*tested) all.push_back(&**tested);
  for (ClaimedChange& claim : found.of_claims)
    if (claim.apart) all.push_back(&*claim.apart);
  std::vector<double> p;
  for (const Tested* tested : all) p.push_back(tested->p);
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < all.size(); ++i) all[i]->p_holm = adjusted[i];
  found.compared = all.size();
}

/// Random numbers of what is drawn: all customers first, then three for each cell.
enum class Drawn : std::uint64_t { own, others, matched };
std::uint64_t number_of(std::size_t cell, Drawn what) { return 1 + 3 * cell + static_cast<std::uint64_t>(what); }

constexpr std::uint64_t first_number_of_claims = 1000;  // beyond those of the cells
/// A claim of one transition is drawn as that transition is, so that the same customers have the same interval.
std::uint64_t number_of_claim(const Claim& claim, std::size_t place, Drawn what = Drawn::own) {
  const auto one = [](const std::array<bool, 3>& groups) { return std::ranges::count(groups, true) == 1; };
  const auto at = [](const std::array<bool, 3>& groups) { return static_cast<std::size_t>(std::ranges::find(groups, true) - groups.begin()); };
  return one(claim.from) && one(claim.to) ? number_of(3 * at(claim.from) + at(claim.to), what) : first_number_of_claims + 3 * place + static_cast<std::uint64_t>(what);
}

}  // namespace

std::optional<Estimate> change_of(const std::optional<Resampled>& ratio) { return ratio ? std::optional(less_one(ratio->estimate)) : std::nullopt; }

std::optional<double> claimed_of(const ScoreScale& scale, std::size_t group) {
  if (scale.measure != SurveyMeasure::nps) return std::nullopt;
  return group == 2 ? claims[0].change : group == 1 ? claims[2].change : claims[1].change;
}

std::vector<ClaimedChange> claimed_changes(const ScoreChanges& changes, std::uint64_t draws, std::uint64_t seed) {
  std::vector<ClaimedChange> own;
  for (const Claim& claim : claims) {
    const Group group(changes, [&](const ChangedCustomer& one) { return claim.from[one.from] && claim.to[one.to]; });
    Random random = numbered(seed, number_of_claim(claim, own.size()));
    const auto ratio = ratio_of_sums(group.before, group.after, draws, random);
    const auto p = ratio ? p_of_ratio(*ratio, 1 + claim.change) : std::nullopt;
    own.push_back({claim.name, claim.quantity, claim.change, change_of(ratio), group.customers.size(), p ? std::optional(Tested{*p}) : std::nullopt});
  }
  return own;
}

std::vector<CorrectedChange> corrected_changes(const TransactionLog& log, const ScoreChanges& changes, const std::vector<bool>& answered, std::uint64_t draws, std::uint64_t seed) {
  const NeverAnswered never(log, answered);
  std::vector<CorrectedChange> own;
  for (const Claim& claim : claims) {
    const Group group(changes, [&](const ChangedCustomer& one) { return claim.from[one.from] && claim.to[one.to]; });
    Random random = numbered(seed, number_of_claim(claim, own.size(), Drawn::matched));
    const auto matched = never.beside(group.customers, changes.window, draws, random);
    own.push_back({claim.quantity, group.customers.size(), matched && matched->share && matched->share->estimate.interval ? std::optional(matched->share->estimate) : std::nullopt});
  }
  return own;
}

std::vector<bool> answered_of(const Records& records, std::size_t customers) {
  std::vector<bool> answered(customers);
  const Records::Values& scores = *std::ranges::find(records.values, Role::score, &Records::Values::role);
  for (std::size_t row = 0; row < records.customers.size(); ++row)
    if (records.customers[row] < customers && scores.words[row] != nobody) answered[records.customers[row]] = true;
  return answered;
}

Estimate against_staying(const Estimate& moved, const Estimate& stayed) {
  Estimate effect{moved.value - stayed.value, std::nullopt, moved.n + stayed.n};
  if (!moved.interval || !stayed.interval) return effect;
  effect.interval = Interval{effect.value - std::hypot(moved.value - moved.interval->low, stayed.interval->high - stayed.value),
                             effect.value + std::hypot(moved.interval->high - moved.value, stayed.value - stayed.interval->low)};
  return effect;
}

Estimate part_of(const Estimate& spend, const Estimate& part) {
  Estimate money{spend.value * part.value, std::nullopt, part.n};
  if (!spend.interval || !part.interval) return money;
  const double less = spend.value - spend.interval->low, more = spend.interval->high - spend.value, up = part.value >= 0 ? more : less, down = part.value >= 0 ? less : more;
  money.interval = Interval{money.value - std::hypot(spend.value * (part.value - part.interval->low), part.value * down),
                            money.value + std::hypot(spend.value * (part.interval->high - part.value), part.value * up)};
  return money;
}

ChangesSearch::ChangesSearch(const TransactionLog& log, ScoreChanges changes, const ScoreScale& scale, const std::vector<bool>& answered, std::uint64_t draws, std::uint64_t seed)
    : changes_(std::move(changes)), scale_(scale), never_(log, answered), has_refunds_(log.refunds() > 0), draws_(draws), seed_(seed), found_{score_groups(scale), {}, {}, {}} {
  customers_.resize(cells());
  for (const ChangedCustomer& one : changes_.customers) ++customers_[cell_of(one)];
}

std::size_t ChangesSearch::cell_of(const ChangedCustomer& one) const { return one.from * found_.groups + one.to; }

/// Of few customers nothing is drawn; of many, groups are.
double ChangesSearch::weight(std::size_t cell) const {
  return customers_[cell] < fewest_to_compare ? 1 : double(std::min<std::uint64_t>(customers_[cell], most_groups) + most_groups / 2);
}

double ChangesSearch::drawn() const {
  if (done()) return 1;
  double before = 0, all = 0;
  for (std::size_t cell = 0; cell < cells(); ++cell) {
    all += weight(cell);
    if (cell < at_) before += weight(cell);
    else if (cell == at_ && matched_) before += weight(cell) * matched_->drawn();
  }
  return std::fmin(before / all, 0.999);  // the claims come last
}

void ChangesSearch::draw(std::uint64_t steps) {
  for (std::uint64_t made = 0; made < steps && !done();) {
    if (at_ == cells()) {
      finish();
      return;
    }
    if (!matched_) made += begin_cell();
    while (matched_ && !matched_->done() && made < steps) made += matched_->draw(steps - made, of_matched_);
    if (!matched_ || matched_->done()) end_cell();
  }
}

/// All of it but the comparison with customers who never answered, of which most is drawn. Returns the steps that it took.
std::uint64_t ChangesSearch::begin_cell() {
  if (at_ == 0) {
    Random of_all = numbered(seed_, 0);
    found_.all = told_of(Group(changes_, [](const ChangedCustomer&) { return true; }), has_refunds_, draws_, of_all);
  }
  const auto in_cell = [&](const ChangedCustomer& one) { return cell_of(one) == at_; };
  const Group own(changes_, in_cell), others(changes_, [&](const ChangedCustomer& one) { return !in_cell(one); });
  Random of_own = numbered(seed_, number_of(at_, Drawn::own)), of_others = numbered(seed_, number_of(at_, Drawn::others));
  Told& cell = found_.cells.emplace_back(told_of(own, has_refunds_, draws_, of_own));
  if (const auto rest = cell.change && cell.change->estimate.interval ? ratio_of_sums(others.before, others.after, draws_, of_others) : std::nullopt) cell.rest = compared(*cell.change, *rest);
  if (cell.rest) cell.others = {cell.rest->p};
  of_matched_ = numbered(seed_, number_of(at_, Drawn::matched));
  matched_ = never_.begin(own.customers, changes_.window, draws_, of_matched_);
  const std::uint64_t drawn = std::min<std::uint64_t>(own.customers.size(), most_groups) * 2 + std::min<std::uint64_t>(others.customers.size(), most_groups);
  return changes_.customers.size() + (matched_ ? never_.size() : 0) + draws_ * (at_ == 0 ? drawn + most_groups : drawn);
}

void ChangesSearch::end_cell() {
  Told& cell = found_.cells[at_++];
  if (!matched_) return;
  cell.matched = std::move(*matched_).result();
  matched_.reset();
  const Resampled& beyond = cell.matched->beyond;
  if (!beyond.estimate.interval) return;
  const auto& [value, interval, n] = beyond.estimate;
  cell.unlike = {p_by_interval(value, value > 0 ? value - interval->low : interval->high - value, beyond.degrees)};
}

void ChangesSearch::finish() {
  if (scale_.measure == SurveyMeasure::nps) found_.of_claims = claimed_changes(changes_, draws_, seed_);
  correct(found_);
  ++at_;
}

}  // namespace lifeworth
