#include "metrics/customer_years.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace lifeworth {
namespace {

/// A customer's purchases by year of life.
struct Life {
  struct Year {
    std::uint64_t purchase_days = 0;
    Minor value = 0;
  };
  std::vector<Year> years;       ///< up to the observation end; empty without a purchase
  std::size_t whole = 0;         ///< years whose last day was observed
  std::uint64_t later_days = 0;  ///< purchase days after the end
  bool refunds_only = false;     ///< there are transactions up to the end, but no purchase
};

/// Fills `life`, which is used again for each customer.
void read_life(std::span<const Transaction> transactions, Day observation_end, Life& life) {
  life.years.clear();
  life.whole = life.later_days = 0;
  life.refunds_only = false;
  Day first = 0, anniversary = 0;
  Minor early = 0;  // refunds of purchases that were not seen; the first purchase bears them
  std::size_t of_purchase = 0;
  const auto next_year = [&] {
    life.years.emplace_back();
    anniversary = add_months(first, 12 * static_cast<int>(life.years.size()));
  };
  for (const auto& [day, refund, further, value] : transactions) {
    if (day > observation_end) {
      life.later_days += !refund;
      continue;
    }
    if (life.years.empty()) {
      early += value;
      life.refunds_only = refund;
      if (refund) continue;
      first = day;
      next_year();
      life.years[0] = {1, early};
      continue;
    }
    while (day >= anniversary) next_year();
    if (!refund) {
      of_purchase = life.years.size() - 1;
      ++life.years[of_purchase].purchase_days;
    }
    life.years[of_purchase].value += value;
  }
  if (life.years.empty()) return;
  while (anniversary <= observation_end) next_year();
  life.whole = life.years.size() - (anniversary == observation_end + 1 ? 0 : 1);
}

/// What the averages are made of, one part a customer.
struct Parts {
  RatioSums order_value, orders_per_year, value_per_year, retention;
  std::array<MeanSums, CustomerYears::longest> value_in_year;

  void add(const Life& life) {
    Life::Year all;
    for (const Life::Year& year : life.years) all.purchase_days += year.purchase_days, all.value += year.value;
    order_value.add({static_cast<double>(all.value), static_cast<double>(all.purchase_days)});
    if (life.whole == 0) return;
    Life::Year whole;
    double active = 0, at_risk = 0, retained = 0;
    for (std::size_t k = 0; k < life.whole; ++k) {
      const Life::Year& year = life.years[k];
      if (year.purchase_days == 0) continue;
      ++active;
      whole.purchase_days += year.purchase_days;
      whole.value += year.value;
      if (k < value_in_year.size()) value_in_year[k].add(static_cast<double>(year.value));
      if (k + 1 < life.whole) ++at_risk, retained += life.years[k + 1].purchase_days > 0;
    }
    orders_per_year.add({static_cast<double>(whole.purchase_days), active});
    value_per_year.add({static_cast<double>(whole.value), active});
    if (at_risk > 0) retention.add({retained, at_risk});
  }
};

void count(const Life& life, std::vector<LifeYear>& years) {
  if (years.size() < life.whole) years.resize(life.whole);
  for (std::size_t k = 0; k < life.whole; ++k) {
    const Life::Year& own = life.years[k];
    LifeYear& year = years[k];
    ++year.observed;
    if (own.purchase_days == 0) continue;
    ++year.active;
    year.purchase_days += own.purchase_days;
    year.value += own.value;
    if (k + 1 == life.whole) continue;
    ++year.at_risk;
    year.retained += life.years[k + 1].purchase_days > 0;
  }
}

/// An estimate seen through a function that never falls.
template <class Function>
Estimate through(const Estimate& estimate, Function&& f) {
  Estimate result{f(estimate.value), std::nullopt, estimate.n};
  if (estimate.interval) result.interval = {f(estimate.interval->low), f(estimate.interval->high)};
  return result;
}

double t_of(const RatioSums& sums) { return student_t_quantile(0.975, static_cast<double>(sums.parts() - 1)); }

}  // namespace

void RatioSums::add(const RatioPart& part) {
  const auto n = static_cast<double>(++parts_);
  sum_.numerator += part.numerator;
  sum_.denominator += part.denominator;
  const double numerator = part.numerator - mean_.numerator, denominator = part.denominator - mean_.denominator;
  mean_.numerator += numerator / n;
  mean_.denominator += denominator / n;
  numerators_squared_ += numerator * (part.numerator - mean_.numerator);
  products_ += numerator * (part.denominator - mean_.denominator);
  denominators_squared_ += denominator * (part.denominator - mean_.denominator);
}

double RatioSums::variance() const {
  const auto n = static_cast<double>(parts_);
  const double residuals_squared = numerators_squared_ - 2 * ratio() * products_ + ratio() * ratio() * denominators_squared_;
  return std::fmax(0, residuals_squared) * n / (n - 1) / (denominators() * denominators());
}

Estimate ratio_of(const RatioSums& sums) {
  if (sums.parts() < 2) return {sums.ratio(), std::nullopt, sums.parts()};
  const double half = t_of(sums) * std::sqrt(sums.variance());
  return {sums.ratio(), Interval{sums.ratio() - half, sums.ratio() + half}, sums.parts()};
}

Estimate share_of_parts(const RatioSums& sums) {
  const double total = sums.denominators(), p = sums.ratio(), binomial = p * (1 - p) / total;
  Estimate share{p, std::nullopt, static_cast<std::uint64_t>(total)};
  if (sums.parts() < 2) return share;
  const double design_effect = binomial > 0 ? std::fmax(1, sums.variance() / binomial) : 1;
  const double n = total / design_effect, t = t_of(sums), tt = t * t;
  const double centre = (p + tt / (2 * n)) / (1 + tt / n), half = t / (1 + tt / n) * std::sqrt(p * (1 - p) / n + tt / (4 * n * n));
  share.interval = {std::clamp(centre - half, 0.0, p), std::clamp(centre + half, p, 1.0)};
  return share;
}

CustomerYears customer_years(const TransactionLog& log, Day observation_end) {
  CustomerYears result;
  Parts parts;
  Life life;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    read_life(log.of(customer), observation_end, life);
    result.later_days += life.later_days;
    result.without_purchase += life.refunds_only;
    if (life.years.empty()) continue;
    ++result.customers;
    count(life, result.years);
    parts.add(life);
  }
  const auto enough = [](const RatioSums& own) { return own.parts() >= fewest_to_measure; };
  if (enough(parts.order_value)) result.order_value = ratio_of(parts.order_value);
  if (enough(parts.orders_per_year)) result.orders_per_year = ratio_of(parts.orders_per_year);
  if (enough(parts.value_per_year)) {
    result.value_per_year = ratio_of(parts.value_per_year);
    result.value_per_month = through(*result.value_per_year, [](double value) { return value / 12; });
  }
  if (enough(parts.retention)) {
    result.retention_per_year = share_of_parts(parts.retention);
    result.retention_per_month = through(*result.retention_per_year, [](double share) { return std::pow(share, 1.0 / 12); });
    if (result.retention_per_year->value < 1) result.lifespan = through(*result.retention_per_year, [](double share) { return 1 / (1 - share); });
  }
  for (std::size_t k = 0; k < CustomerYears::longest && parts.value_in_year[k].n() >= fewest_to_measure; ++k)
    result.value_in_year[k] = parts.value_in_year[k].estimate();
  return result;
}

}  // namespace lifeworth
