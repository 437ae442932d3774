#include "metrics/recurring.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/special.h"
#include "metrics/mean_sums.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

constexpr int a_year = 12;
/// Of GRR, how many falls the variance of customers who stay or leave whole counts like; of NRR, how many must have moved. In simulated shops of 100 customers of
/// which 3 % fall (tests/core/metrics/recurring_test.cpp) GRR's interval held in 92 % without it.
constexpr double falls_to_know = 5;

double real(Yearly amount) { return static_cast<double>(amount); }

/// One customer's MRR at the ends of months, and the most that ran in months at whose ends nothing did.
class Levels {
 public:
  Levels(std::span<const RecurringTerm> terms, int last) : first_(month_index(terms.front().from)) {
    if (first_ > last) return;
    ends_.assign(static_cast<std::size_t>(last - first_) + 1, 0);
    for (const RecurringTerm& term : terms) {
      const int until = term.until == open_end ? last : std::min(last, month_index(term.until) - 1);
      for (int month = month_index(term.from); month <= until; ++month) ends_[place(month)] += term.yearly;
    }
    for (Yearly& end : ends_) end = std::max<Yearly>(end, 0);
  }

  int first() const { return first_; }
  Yearly at_end_of(int month) const { return month < first_ ? 0 : ends_[place(month)]; }

 private:
  std::size_t place(int month) const { return static_cast<std::size_t>(month - first_); }

  int first_;
  std::vector<Yearly> ends_;
};

/// The most that ran at once of what began and ended within a month.
Yearly most_within(std::span<const RecurringTerm> terms, int month) {
  Yearly most = 0;
  for (const RecurringTerm& term : terms) {
    if (month_index(term.from) != month) continue;
    Yearly at_once = 0;
    for (const RecurringTerm& other : terms)
      if (other.from <= term.from && (term.from < other.until || other.from == term.from)) at_once += other.yearly;
    most = std::max(most, at_once);
  }
  return most;
}

class Bridge {
 public:
  Bridge(int first, int last, const RecurringCount& count) : first_(first), last_(last), count_(count) {
    for (int month = first; month <= last; ++month) into_.months.emplace_back().month = month;
    if (last - first + 1 >= a_year) into_.year.emplace();
  }

  void customer(std::span<const RecurringTerm> terms) {
    const Levels levels(terms, last_);
    bool before = false, without = false;  // was there ever; was not at some end since the year began
    Yearly won_in_year = 0, lost_in_year = 0;
    for (int month = levels.first(); month <= last_; ++month) {
      const Yearly start = levels.at_end_of(month - 1), end = levels.at_end_of(month);
      const Yearly within = count_.within_month && start == 0 && end == 0 ? most_within(terms, month) : 0;
      const auto [won, lost] = move(month, start, end, within, before);
      if (month > last_ - a_year) won_in_year += won, lost_in_year += lost, without |= end == 0;
      before |= end > 0 || within > 0;
    }
    if (!into_.year) return;
    into_.year->quick.add(won_in_year, lost_in_year);
    const Yearly opening = levels.at_end_of(last_ - a_year);
    if (opening > 0) into_.year->kept.add(opening, without && !count_.returned_kept ? 0 : levels.at_end_of(last_));
  }

  RecurringRevenue take() && { return std::move(into_); }

 private:
  struct Won {
    Yearly won, lost;  ///< as the quick ratio counts them
  };

  Won move(int number, Yearly start, Yearly end, Yearly within, bool before) {
    if (number < first_) return {0, 0};
    RecurringMonth& month = into_.months[static_cast<std::size_t>(number - first_)];
    month.start += start, month.end += end;
    month.customers.start += start > 0, month.customers.end += end > 0;
    if (start > 0) month.kept.add(start, end);
    Won won{0, 0};
    const auto add = [](Yearly amount, Yearly& sum, std::uint64_t& customers) { sum += amount, ++customers; };
    if (start == 0 && (end > 0 || within > 0)) {
      const Yearly came = std::max(end, within);
      if (before) add(came, month.reactivation, month.customers.reactivated);
      else add(came, month.fresh, month.customers.fresh);
      if (!before || count_.returned_kept) won.won = came;
    } else if (end > start) {
      add(end - start, month.expansion, month.customers.expanded);
      won.won = end - start;
    }
    if (end == 0 && (start > 0 || within > 0)) {
      won.lost = std::max(start, within);
      add(won.lost, month.churn, month.customers.lost);
    } else if (end < start) {
      won.lost = start - end;
      add(won.lost, month.contraction, month.customers.contracted);
    }
    month.quick.add(won.won, won.lost);
    return won;
  }

  int first_, last_;
  RecurringCount count_;
  RecurringRevenue into_;
};

}  // namespace

Minor monthly(Yearly yearly) {
  const Yearly twelfths = yearly < 0 ? (yearly - 6) / 12 : (yearly + 6) / 12;
  constexpr Yearly most = std::numeric_limits<Minor>::max();
  return static_cast<Minor>(std::clamp(twelfths, -most, most));
}

Day last_day_of(int month) { return add_months(*day_of({month / 12, static_cast<unsigned>(month % 12) + 1, 1}), 1) - 1; }

// ------------------------------------------------------------------ what is kept

void KeptRevenue::Fall::add(Yearly before, Yearly fall) {
  customers += fall != 0;
  sum += fall;
  cross += real(before) * real(fall);
  squares += real(fall) * real(fall);
}

void KeptRevenue::add(Yearly before, Yearly after) {
  ++customers_;
  lost_ += after == 0;
  before_ += before;
  squares_ += real(before) * real(before);
  gross_.add(before, std::max<Yearly>(before - after, 0));
  net_.add(before, before - after);
}

double KeptRevenue::like_equal() const { return customers_ ? real(before_) * real(before_) / squares_ : 0; }
double KeptRevenue::kept(const Fall& fall) const { return real(before_ - fall.sum) / real(before_); }

/// With D = Σ fall ÷ Σ before = 1 − R, after − R·before is D·before − fall: nothing large cancels where little fell.
double KeptRevenue::variance(const Fall& fall) const {
  const double n = static_cast<double>(customers_), share = real(fall.sum) / real(before_);
  const double residuals = share * share * squares_ - 2 * share * fall.cross + fall.squares;
  return customers_ < 2 ? 0 : std::max(0.0, n / (n - 1) * residuals / (real(before_) * real(before_)));
}

std::optional<Estimate> KeptRevenue::logo_churn() const {
  return customers_ ? std::optional(share_of(lost_, customers_)) : std::nullopt;
}

std::optional<Estimate> KeptRevenue::gross() const {
  if (customers_ == 0) return std::nullopt;
  const double share = kept(gross_), whole = share * (1 - share) / like_equal(), falls = static_cast<double>(gross_.customers);
  Estimate estimate{share, std::nullopt, customers_};
  if (like_equal() < static_cast<double>(fewest_to_measure)) return estimate;
  const double variation = (falls * variance(gross_) + falls_to_know * whole) / (falls + falls_to_know);
  const double like = variation > 0 ? share * (1 - share) / variation : like_equal();
  estimate.interval = share_of_expected(share * like, like).interval;
  return estimate;
}

std::optional<Estimate> KeptRevenue::net() const {
  if (customers_ == 0) return std::nullopt;
  const double ratio = kept(net_), variation = variance(net_);
  Estimate estimate{ratio, std::nullopt, customers_};
  if (like_equal() < static_cast<double>(fewest_to_measure) || static_cast<double>(net_.customers) < falls_to_know || !(ratio > 0) || !(variation > 0)) return estimate;
  const double reach = std::exp(student_t_quantile(0.975, static_cast<double>(customers_ - 1)) * std::sqrt(variation) / ratio);
  estimate.interval = {ratio / reach, ratio * reach};
  return estimate;
}

// ------------------------------------------------------------------ quick ratio

void QuickRatio::add(Yearly won, Yearly lost) {
  if (won == 0 && lost == 0) return;
  ++moved_;
  won_ += won, lost_ += lost;
  won_squares_ += real(won) * real(won);
  lost_squares_ += real(lost) * real(lost);
  cross_ += real(won) * real(lost);
}

std::optional<Estimate> QuickRatio::ratio() const {
  if (lost_ == 0) return std::nullopt;
  const double won = real(won_), lost = real(lost_);
  Estimate estimate{won / lost, std::nullopt, moved_};
  constexpr auto needed = static_cast<double>(fewest_to_measure);
  if (won_ == 0 || won * won < needed * won_squares_ || lost * lost < needed * lost_squares_) return estimate;
  const double variance = won_squares_ / (won * won) + lost_squares_ / (lost * lost) - 2 * cross_ / (won * lost);
  const double reach = std::exp(z_95 * std::sqrt(std::max(0.0, variance)));
  estimate.interval = {estimate.value / reach, estimate.value * reach};
  return estimate;
}

RecurringRevenue recurring_revenue(std::span<const RecurringTerm> terms, int first, int last, const RecurringCount& count) {
  Bridge bridge(first, last, count);
  for (std::size_t begin = 0, end; begin < terms.size(); begin = end) {
    for (end = begin + 1; end < terms.size() && terms[end].customer == terms[begin].customer;) ++end;
    bridge.customer(terms.subspan(begin, end - begin));
  }
  return std::move(bridge).take();
}

}  // namespace lifeworth
