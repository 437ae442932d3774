// Stretches of days in which a customer pays so much a year → monthly recurring revenue (MRR) at the end of each calendar month, what moved it, and what became of
// the customers who were there at the beginning.
//
// A customer's MRR of a month is what runs at the end of its last day. Movements compare it with the month before, customer by customer: from nothing, for the
// first time, it is new; from nothing after an earlier something a reactivation; to nothing churn; else expansion or contraction. Start + new + reactivation +
// expansion − contraction − churn = end, exactly: all sums are whole minor units a year (twelve times MRR), and only what is shown is divided by twelve.
//
// Logo churn = customers lost ÷ customers at the start. GRR = Σ min(before, after) ÷ Σ before ≤ 1; NRR = Σ after ÷ Σ before, both over the customers of the start
// alone (their definitions as used by billing services: GRR = (start − contraction − churn) ÷ start, NRR = that with expansion; no new customers, no
// reactivations). Quick ratio = (new + expansion) ÷ (churn + contraction) (Mamoon Hamid, Social Capital, 2015).
//
// Intervals, 95 %: logo churn Wilson's. GRR: the ratio's variance by the delta method, n/(n−1) Σ(after − R·before)² ÷ (Σ before)² (Cochran 1977, Sampling Techniques,
// ch. 6), turned into the number of equal customers that would tell as much, and Wilson's interval of these (as of a weighted share: Korn & Graubard 1998, Survey
// Methodology 24:193). Where few have fallen their spread is hardly known: the variance is averaged with that of customers who stay or leave whole, which counts
// like five falls. NRR: delta method on the logarithm, Student's t; none before five have moved. Quick ratio: customers who move are taken as Poisson; delta method on the logarithm.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/estimate.h"
#include "base/money.h"

namespace lifeworth {

/// Minor units a year. An amount times its periods in a year (52 times a week's) is whole, so that nothing is rounded before the last sum.
__extension__ using Yearly = __int128;

/// MRR in minor units: a twelfth, rounded once, halves away from zero.
Minor monthly(Yearly yearly);

struct RecurringTerm {
  std::uint32_t customer;
  Day from, until;  ///< the first day it does not run any more
  Yearly yearly;
};
inline constexpr Day open_end = INT32_MAX;

/// Customers there at a start, and what is left of them. Amounts are minor units a year.
class KeptRevenue {
 public:
  void add(Yearly before, Yearly after);
  std::uint64_t customers() const { return customers_; }
  std::uint64_t lost() const { return lost_; }
  std::optional<Estimate> logo_churn() const;
  std::optional<Estimate> gross() const;
  std::optional<Estimate> net() const;
  /// As many customers of equal size would tell as much (Kish): (Σ before)² ÷ Σ before².
  double like_equal() const;

 private:
  struct Fall {  ///< before − after, or what of it is above 0
    std::uint64_t customers = 0;  ///< for whom it is not 0
    Yearly sum = 0;
    double cross = 0, squares = 0;  ///< Σ before × fall, Σ fall²
    void add(Yearly before, Yearly fall);
  };
  double kept(const Fall& fall) const;
  double variance(const Fall& fall) const;

  std::uint64_t customers_ = 0, lost_ = 0;
  Yearly before_ = 0;
  double squares_ = 0;
  Fall gross_, net_;
};

/// What was won and what was lost, customer by customer.
class QuickRatio {
 public:
  void add(Yearly won, Yearly lost);
  /// Nothing where nothing was lost. n: customers who moved.
  std::optional<Estimate> ratio() const;

 private:
  std::uint64_t moved_ = 0;
  Yearly won_ = 0, lost_ = 0;
  double won_squares_ = 0, lost_squares_ = 0, cross_ = 0;
};

struct RecurringMonth {
  int month;  ///< month_index
  Yearly start = 0, fresh = 0, reactivation = 0, expansion = 0, contraction = 0, churn = 0, end = 0;
  struct Customers {
    std::uint64_t start = 0, fresh = 0, reactivated = 0, expanded = 0, contracted = 0, lost = 0, end = 0;
  } customers;
  KeptRevenue kept;
  QuickRatio quick;
};

/// Where vendors differ.
struct RecurringCount {
  bool within_month = false;   ///< who begins and leaves within a month counts as new (or reactivated) and churned with the most that ran; else not at all
  bool returned_kept = false;  ///< reactivations are in the quick ratio; over a year, who left and is back counts as kept
};

struct RecurringRevenue {
  std::vector<RecurringMonth> months;  ///< from the first asked for to the last
  /// Over the last twelve months, where so many are there: the customers there at their beginning, and all movements since.
  struct Year {
    KeptRevenue kept;
    QuickRatio quick;
  };
  std::optional<Year> year;
};

/// `terms` by customer, then by their first day; several that run at once add, and what comes to less than nothing is nothing. Before `first` customers are
/// looked at only to know who was there.
RecurringRevenue recurring_revenue(std::span<const RecurringTerm> terms, int first, int last, const RecurringCount& count);

/// Last day of a month_index.
Day last_day_of(int month);

}  // namespace lifeworth
