// Transactions → whole years of customers' lives, and the averages a calculator starts from: value of an order, orders a year,
// retention a year, value a year. Year k of a customer runs from its (k−1)th anniversary to the day before its kth: years by anniversary hold
// every season once and are whole days, which 365.25 are not. A year counts only when its last day was observed, so that none looks
// poorer for not being over. Without a contract "retained" means: bought again in the year after.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "customers/transaction_log.h"
#include "metrics/mean_sums.h"

namespace lifeworth {

/// The kth years of all customers who have one that was wholly observed.
struct LifeYear {
  std::uint64_t observed = 0;       ///< such customers
  std::uint64_t active = 0;         ///< of them, with a purchase in that year; in year 1 everybody, by the first purchase
  std::uint64_t purchase_days = 0;  ///< in it
  Minor value = 0;                  ///< of its purchases; a refund reduces the purchase before it, also when it comes a year later
  std::uint64_t at_risk = 0;        ///< of the active, those whose next year was wholly observed too
  std::uint64_t retained = 0;       ///< of these, with a purchase in that next year
};

/// Averages with 95 % intervals; money in minor units. None is given that fewer than `fewest_to_measure` customers carry. Intervals take
/// customers as what varies, not orders or years: those of one customer resemble each other.
struct CustomerYears {
  static constexpr std::size_t longest = 5;  ///< years of life that are looked at one by one

  std::vector<LifeYear> years;          ///< [k−1]; ends with the last year that somebody has
  std::uint64_t customers = 0;          ///< with a purchase up to the observation end
  std::uint64_t without_purchase = 0;   ///< customers with refunds only; they are in no average
  std::uint64_t later_days = 0;         ///< purchase days after the observation end, not counted

  std::optional<Estimate> order_value;          ///< value ÷ purchase days, over all transactions; n: customers
  std::optional<Estimate> orders_per_year;      ///< purchase days ÷ active customer-years; n: customers
  std::optional<Estimate> retention_per_year;   ///< retained ÷ at risk, over all years of life; n: transitions from a year to the next
  std::optional<Estimate> retention_per_month;  ///< its twelfth root
  std::optional<Estimate> lifespan;             ///< years, 1 ÷ (1 − retention), for the same retention at every age; not where all came back
  std::optional<Estimate> value_per_year;       ///< value ÷ active customer-years; n: customers
  std::optional<Estimate> value_per_month;      ///< ÷ 12
  std::array<std::optional<Estimate>, longest> value_in_year;  ///< [k−1]: value of year k per customer active in it; n: these; no gaps
};

CustomerYears customer_years(const TransactionLog& log, Day observation_end);

/// What one customer adds to a ratio of sums.
struct RatioPart {
  double numerator, denominator;  ///< denominators are ≥ 0 and not all 0
};

/// What a ratio and its variance take of its parts, of which there may be millions: none is kept.
class RatioSums {
 public:
  /// Squares are summed around the means so far (Welford 1962, Technometrics 4:3): those of money would cancel.
  void add(const RatioPart& part);
  std::uint64_t parts() const { return parts_; }
  double denominators() const { return sum_.denominator; }
  double ratio() const { return sum_.numerator / sum_.denominator; }
  /// Variance of the ratio over the parts, at least two: the delta method's.
  double variance() const;

 private:
  std::uint64_t parts_ = 0;
  RatioPart sum_{0, 0}, mean_{0, 0};
  double numerators_squared_ = 0, products_ = 0, denominators_squared_ = 0;
};

/// Σ numerators ÷ Σ denominators; the interval is the delta method's with Student's t (Cochran 1977, Sampling Techniques, ch. 6) and
/// needs two parts. n: parts.
Estimate ratio_of(const RatioSums& sums);

/// The same where it is a share, 0 ≤ numerator ≤ denominator, both whole: Wilson's interval with the n that is left when the denominators'
/// sum is divided by the design effect of customers (Korn & Graubard 1998, Survey Methodology 24), at least 1, and t for z. Chosen by
/// simulation: over shops of 12 to 500 customers with up to 8 years it held the truth in 91–99 %, where Wilson's plain interval did in 84–97 %
/// and the delta method's in 43–96 %. n: Σ denominators.
Estimate share_of_parts(const RatioSums& sums);

}  // namespace lifeworth
