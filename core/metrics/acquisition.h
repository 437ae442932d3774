// What a new customer costs. In: spend by day, the days of first purchases, both of the same window. Out: cost per new customer (CAC) with its interval, by whole
// months, and what a further one costs beside the average.
//
//   CAC = spend in the window ÷ customers whose first purchase lies in it              (Farris, Bendle, Pfeifer & Reibstein 2010, Marketing Metrics, 5.4)
//
// Spend is known. The number of new customers is a count, which the same spend would not bring again to a man: it varies like a Poisson variable, or φ times as much
// where months scatter more than that (McCullagh & Nelder 1989, Generalized Linear Models, 6.2.3). φ is measured by differences between neighbouring months (von
// Neumann 1941), which a slow trend does not move, less what differences of spend explain; it is never taken below 1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/estimate.h"
#include "customers/transaction_log.h"
#include "metrics/spend.h"

namespace lifeworth {

/// Each takes a step beyond the one before it.
enum class CacDefinition : std::uint8_t {
  all,          ///< all spend ÷ new customers of the same days
  acquisition,  ///< only spend that is meant to find customers
  lagged,       ///< of so many days earlier
  loaded,       ///< and what it costs to take a customer on
};
inline constexpr std::array<std::string_view, 4> cac_definition_codes = {"all", "acquisition", "lagged", "loaded"};
inline constexpr int longest_payback = 36;  ///< months

struct DayRange {
  Day first = 0, last = -1;
  bool empty() const { return last < first; }
  Day days() const { return last - first + 1; }
};

/// Whole months needed to measure their scatter, and to tell what a further customer costs.
inline constexpr std::size_t fewest_months_of_scatter = 6, fewest_months_of_slope = 12;

/// New customers of a month, or a part of one, and the spend that is counted against them.
struct AcquisitionMonth {
  int month = 0;     ///< month_index
  DayRange days;     ///< of the first purchases
  bool whole = true;
  double spend = 0;  ///< minor units
  double customers = 0;
};

/// How much counts of months scatter.
struct CountScatter {
  double phi = 1;          ///< variance ÷ mean, ≥ 1
  double degrees = 0;      ///< of freedom it is measured with; 0 = not measured, φ is taken for 1
  std::size_t months = 0;
};

/// Of the months that are whole and follow each other.
CountScatter scatter_of(std::span<const AcquisitionMonth> months);

/// What the count might have been on average: the score interval of a Poisson variable, or of one with the scatter, whichever is wider.
Interval count_interval(double count, const CountScatter& scatter);

/// Spend ÷ customers + `each`; nothing without customers. Its interval is the count's, turned over.
std::optional<Estimate> cost_per_customer(double spend, double customers, const CountScatter& scatter, double each = 0);

/// New customers as a line of spend and of time, over whole months: least squares, variances that hold where months differ in theirs (HC3, MacKinnon & White 1985).
struct MarginalCost {
  std::size_t months = 0;
  bool varied = false;               ///< spend moves by 5 % around its trend at least
  double slope = 0, low = 0, high = 0;  ///< further customers per minor unit, with its 95 % interval
  std::optional<Estimate> cost;      ///< 1 ÷ slope, where the slope is clearly above 0
  std::optional<double> at_least;    ///< a further customer costs that much or more, where only this is clear
};
/// Nothing with fewer whole months than it takes.
std::optional<MarginalCost> marginal_cost(std::span<const AcquisitionMonth> months);

/// Days of first purchases up to an observation end, in order.
std::vector<Day> first_purchase_days(const TransactionLog& log, Day observation_end);

/// Spend and new customers under one definition.
struct CountedSpend {
  DayRange window;        ///< of the first purchases: days of which both are known
  double spend = 0, customers = 0;
  std::vector<AcquisitionMonth> months;
};
/// `first_days`: in order. `observed`: the days of which orders are known. `lag`: days from the spend to the first purchase it is counted against.
CountedSpend counted_spend(const Spend& spend, std::span<const Day> first_days, DayRange observed, bool acquisition_only, Day lag);

}  // namespace lifeworth
