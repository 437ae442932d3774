// When new customers have paid back what they cost. In: transactions with their profit, the cohorts of new customers with the spend that is counted against them.
// Out: profit ÷ cost by fixed ages, and the month in which it reaches 1, as a band.
//
//   ratio at age k = Σ profit of the cohorts' customers by that age of each ÷ Σ cost of the same cohorts
//
// Only cohorts of which every customer has reached an age enter it, on both sides: else the young would look poorer for being young. Age 0 is the first purchase day;
// age k takes in everything up to the day before the k-th month of the customer's own is over. Refunds reduce the purchase before them (metrics/cohort_values.h).
//
// Cost is known, except for what each customer adds to it; customers come as a Poisson variable, or with the months' scatter φ, and each brings its own profit. The
// interval of a ratio is the delta method's; the band's a bootstrap over customers with Poisson weights (Chamandy, Muralidharan, Najmi & Naidu 2012, Estimating
// Uncertainty for Massive Data Streams) and a gamma factor for a cohort's scatter (whose φ is itself drawn
// as well as it is known: φ × degrees ÷ χ²). Draws can be made a few at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"
#include "metrics/acquisition.h"
#include "metrics/mean_sums.h"

namespace lifeworth {

struct PaybackCohort {
  int month = 0;            ///< month_index
  DayRange joined;          ///< days of first purchases
  double spend = 0;         ///< minor units
  std::uint64_t customers = 0;
  int reached = -1;         ///< the oldest age, in months, that every customer has reached
  std::vector<MeanSums> profit;  ///< cumulative per customer, by age from 0 to `reached`
  std::size_t first_customer = 0;  ///< among those of the table
};

/// Cohorts at one age.
struct PaybackAge {
  int months = 0;
  std::uint64_t cohorts = 0, customers = 0;
  Estimate profit{};   ///< cumulative per customer
  double cost = 0;     ///< of the same customers, per customer
  double ratio = 0;
  double chance = 0;   ///< share of draws in which it was paid back by then; 0 without draws
};

struct Payback {
  std::vector<PaybackAge> ages;  ///< as far as ten customers have come
  std::uint64_t draws = 0;
  /// Months from the first purchase, read from the straight line between the ages; nothing: later than was observed.
  std::optional<double> months, low, high;
};

/// The same transactions, each worth (1 + `yearly`)^(−days since the customer's first purchase ÷ 365), in whole minor units: what they are worth on the day that the customer's cost is due.
TransactionLog discounted_since_first(const TransactionLog& log, double yearly);

class PaybackTable {
 public:
  /// `months`: of which customers and spend are known. Values of `log` × `factor` are profit. `each`: what a new customer costs beside the spend. Ages up to `longest`.
  PaybackTable(const TransactionLog& log, double factor, std::span<const AcquisitionMonth> months, double each, Day observation_end, int longest);

  const std::vector<PaybackCohort>& cohorts() const { return cohorts_; }
  /// Profit ÷ cost of one cohort at an age, or of all that have reached it; nothing where none has, or where it cost nothing. No interval below ten customers.
  std::optional<Estimate> ratio(const PaybackCohort& cohort, int age, const CountScatter& scatter) const;
  std::optional<Estimate> ratio(int age, const CountScatter& scatter) const;
  /// Up to `longest` months, without draws.
  Payback observed(int longest) const;
  /// The same with as many draws as asked for, fewer where there are very many customers (but 200).
  Payback payback(const CountScatter& scatter, int longest, std::uint64_t draws, std::uint64_t seed) const;

 private:
  friend class PaybackDraws;
  struct Step {
    float value;
    std::uint32_t age;
  };
  std::optional<Estimate> ratio(std::span<const PaybackCohort* const> cohorts, int age, const CountScatter& scatter) const;

  double each_;
  int longest_;
  std::vector<PaybackCohort> cohorts_;
  std::vector<std::size_t> starts_;  ///< by customer, in the order of the cohorts
  std::vector<Step> steps_;
};

/// The draws of one table, or of several of the same customers and costs whose values differ: what is drawn is how often each customer counts, in all of them alike.
class PaybackDraws {
 public:
  /// The tables stay where they are.
  PaybackDraws(std::vector<const PaybackTable*> tables, const CountScatter& scatter, int longest, std::uint64_t draws, std::uint64_t seed);

  /// Draws until about so many steps are made (a step: one customer, or one of the customer's months), once at least.
  void draw(std::uint64_t steps);
  /// Of the draws that are to be made, those that are; 1 at the end and not before.
  double drawn() const { return wanted_ ? double(drawn_) / double(wanted_) : 1; }
  /// Of a table, by its place, from the draws that were made.
  Payback payback(std::size_t table) const;

 private:
  struct Own {
    const PaybackTable* table;
    Payback payback;                 ///< as observed
    std::vector<double> drawn{};     ///< months; infinite: later than the ages
  };
  std::vector<std::optional<double>> drawn_paybacks(std::span<Own* const> own, Random& random) const;

  std::vector<Own> own_;
  CountScatter scatter_;
  std::uint64_t seed_, wanted_ = 0, drawn_ = 0;
};

}  // namespace lifeworth
