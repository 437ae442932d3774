#include "metrics/tiers.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "metrics/mean_sums.h"
#include "metrics/realised.h"

namespace lifeworth {
namespace {

std::vector<Minor> revenues(const CustomerTable& table) {
  std::vector<Minor> values;
  values.reserve(table.rows.size());
  for (const CustomerRow& row : table.rows) values.push_back(row.value);
  return values;
}

Minor floor_of(double value) { return static_cast<Minor>(std::floor(std::clamp(value, -9e18, 9e18))); }

/// A quotient such as 30 ÷ 0.3 may miss its whole number by a rounding error, which must not decide who exceeds it.
double snapped(double value) {
  const double whole = std::round(value);
  return std::abs(value - whole) <= 1e-12 * std::abs(whole) ? whole : value;
}

/// ⌊sum ÷ n⌋ in whole numbers: of customers who are all alike none exceeds the mean.
Minor floored_mean(Minor sum, Minor n) { return sum / n - (sum % n < 0 ? 1 : 0); }

void set_threshold(std::vector<Minor> values, const TierRule& rule, Tiers& tiers) {
  Estimate revenue;
  if (rule.threshold == ThresholdBy::value) {
    revenue = {snapped(rule.own_value / rule.margin), std::nullopt, 0};
    tiers.limit = floor_of(revenue.value);
  } else if (rule.threshold == ThresholdBy::mean) {
    revenue = where_it_holds(mean_of(values));
    tiers.limit = floored_mean(tiers.total_revenue, static_cast<Minor>(values.size()));
  } else {
    std::ranges::sort(values);
    revenue = quantile_of(values, rule.threshold == ThresholdBy::median ? 0.5 : rule.quantile);
    tiers.limit = floor_of(snapped(revenue.value));
  }
  tiers.revenue = revenue.value;
  tiers.threshold = scaled(revenue, rule.margin);
}

/// P(B ≤ k) for B ~ binomial(n, q).
double binomial_below(double k, double n, double q) { return k < 0 ? 0 : k >= n ? 1 : regularised_beta(n - k, k + 1, 1 - q); }

/// The smallest k with P(B ≤ k) ≥ p.
double binomial_quantile(double p, double n, double q) {
  double low = -1, high = n;
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (binomial_below(middle, n, q) >= p ? high : low) = middle;
  }
  return high;
}

}  // namespace

Estimate quantile_of(const std::vector<Minor>& sorted, double q) {
  const auto n = static_cast<double>(sorted.size());
  const double place = q * (n - 1), before = std::floor(place);
  const auto at = [&](double index) { return static_cast<double>(sorted[static_cast<std::size_t>(index)]); };
  const double low = at(before), high = at(std::fmin(before + 1, n - 1));
  Estimate quantile{low + (place - before) * (high - low), std::nullopt, sorted.size()};
  if (!(q > 0 && q < 1)) return quantile;
  // Counted from 1, l is the largest with P(B < l) ≤ 2.5 % and u the smallest with P(B ≥ u) ≤ 2.5 %.
  double l = binomial_quantile(0.025, n, q);
  if (binomial_below(l, n, q) <= 0.025) ++l;
  const double u = binomial_quantile(0.975, n, q) + 1;
  if (l >= 1 && u <= n) quantile.interval = {at(l - 1), at(u - 1)};
  return quantile;
}

Tiers tiers_of(const CustomerTable& table, const TierRule& rule) {
  Tiers tiers;
  for (const CustomerRow& row : table.rows) tiers.total_revenue += row.value;
  set_threshold(revenues(table), rule, tiers);
  if (tiers.revenue > 0) tiers.cliff = {.from = tiers.threshold.value * (1 - rule.distance)};
  const double cliff_revenue = snapped(tiers.revenue * (1 - rule.distance));
  // Whoever first bought on this day or before has the tenure; months are counted from each customer's day, as people do.
  const auto has_tenure = [&, months = rule.tenure_months](const CustomerRow& row) {
    return months == 0 || add_months(row.first_day, months) <= table.observation_end;
  };
  tiers.of.reserve(table.rows.size());
  for (const CustomerRow& row : table.rows) {
    const bool exceeds = row.value > tiers.limit;
    Tier tier = Tier::under;
    if (!has_tenure(row)) {
      tier = Tier::too_new;
      ++tiers.too_new;
      tiers.too_new_above += exceeds;
    } else if (exceeds) {
      tier = Tier::above;
      ++tiers.above;
      tiers.above_revenue += row.value;
    } else if (tiers.cliff && static_cast<double>(row.value) >= cliff_revenue) {
      tier = Tier::just_under;
      ++tiers.just_under;
      const Minor missing = tiers.missing(row);
      tiers.cliff->missing += missing;
      tiers.cliff->most = std::max(tiers.cliff->most, missing);
      tiers.cliff->one_order += static_cast<double>(row.value) / (row.frequency + 1) >= static_cast<double>(missing);
    } else {
      ++tiers.under;
    }
    tiers.of.push_back(tier);
  }
  return tiers;
}

TierHistogram tier_histogram(const CustomerTable& table, const TierRule& rule, const Tiers& tiers) {
  constexpr double bins = 36, rare = 0.025;
  std::vector<Minor> values;
  values.reserve(table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (tiers.of[i] != Tier::too_new) values.push_back(table.rows[i].value);
  TierHistogram histogram;
  if (values.size() < 2) return histogram;
  const auto at = [&](double share) {
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::ranges::nth_element(values, place);
    return static_cast<double>(*place);
  };
  // From nothing, where hardly anybody is below it, and to a little above the threshold at least.
  const double threshold = tiers.revenue;
  const double low = std::fmin(std::fmin(at(rare), 0), threshold), high = std::fmax(at(1 - rare), threshold + 0.2 * (threshold - low));
  if (!(high > low)) return histogram;
  // Bins begin at `low`, one of them at the threshold; where that is nearer than one bin, they begin that one bin below it.
  const double before = (threshold - low) / (high - low) * bins, left = std::ceil(before);
  const double width = before >= 1 ? (threshold - low) / left : (high - low) / bins;
  const double right = std::ceil((high - threshold) / width), from = before >= 1 ? low : threshold - left * width;
  histogram.from = from * rule.margin;
  histogram.width = width * rule.margin;
  histogram.first_above = static_cast<std::size_t>(left);
  histogram.counts.resize(static_cast<std::size_t>(left + right));
  for (const Minor value : values) {
    double bin = std::ceil((static_cast<double>(value) - from) / width) - 1;
    if (static_cast<double>(value) == from) bin = 0;
    // Which side of the threshold a customer is on is not left to rounding.
    bin = value > tiers.limit ? std::fmax(bin, left) : std::fmin(bin, left - 1);
    if (bin < 0) ++histogram.below;
    else if (bin >= left + right) ++histogram.above;
    else ++histogram.counts[static_cast<std::size_t>(bin)];
  }
  return histogram;
}

}  // namespace lifeworth
