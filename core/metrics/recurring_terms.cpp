#include "metrics/recurring_terms.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <tuple>

#include "metrics/contracts.h"
#include "metrics/payment_rhythm.h"
#include "metrics/plan_period.h"

namespace lifeworth {
namespace {

/// A longer period than the commonest makes the bridge begin later by as much; one in so many customers must keep to it.
constexpr std::uint64_t worth_waiting = 20;

std::size_t place(BillingPeriod period) { return static_cast<std::size_t>(period); }
Yearly in_a_year(Minor amount, BillingPeriod period) { return Yearly{amount} * whole_periods_a_year(period); }
bool longer(BillingPeriod one, BillingPeriod other) { return days_of(one) > days_of(other); }

// ------------------------------------------------------------------ subscriptions

/// Which periods the rows of a file tell.
class ToldPeriods {
 public:
  ToldPeriods(const Records& file, Day observation_end) : intervals_(file.values_of(Role::interval)), counts_(file.values_of(Role::interval_count)), plans_(file.values_of(Role::plan)) {
    const auto read = [](const Records::Values* values, auto&& period, std::vector<std::optional<BillingPeriod>>& into) {
      for (std::uint32_t word = 0; values && word < values->dictionary.size(); ++word) into.push_back(period(values->dictionary[word]));
    };
    read(intervals_, period_of_interval, by_interval_);
    read(plans_, period_of_plan, by_plan_);
    if (plans_) by_lengths(file, observation_end);
  }

  /// `lengths`: those of the plan's rows may tell it, too.
  std::optional<BillingPeriod> of(std::size_t row, bool lengths) const {
    if (const auto told = by_intervals(row)) return told;
    if (const auto told = word_of(plans_, by_plan_, row)) return told;
    return lengths ? word_of(plans_, by_length_, row) : std::nullopt;
  }

 private:
  std::optional<BillingPeriod> by_intervals(std::size_t row) const {
    constexpr double most_at_once = 1000;
    const bool several = counts_ && intervals_ && intervals_->words[row] != nobody && counts_->numbers[row] > 1 && counts_->numbers[row] < most_at_once;
    if (!several) return word_of(intervals_, by_interval_, row);
    return period_of_interval(std::to_string(static_cast<int>(counts_->numbers[row])) + " " + std::string(intervals_->dictionary[intervals_->words[row]]));
  }

  static std::optional<BillingPeriod> word_of(const Records::Values* values, const std::vector<std::optional<BillingPeriod>>& periods, std::size_t row) {
    return values && values->words[row] != nobody ? periods[values->words[row]] : std::nullopt;
  }

  void by_lengths(const Records& file, Day observation_end) {
    std::vector<std::vector<Stretch>> ended(plans_->dictionary.size());
    for (std::size_t row = 0; row < file.days.size() && !file.ends.empty(); ++row) {
      const Day from = file.days[row], until = file.ends[row];
      if (plans_->words[row] != nobody && from != no_day && until != no_day && from <= until && until <= observation_end) ended[plans_->words[row]].push_back({from, until});
    }
    for (const std::vector<Stretch>& stretches : ended) by_length_.push_back(period_by_lengths(stretches));
  }

  const Records::Values *intervals_, *counts_, *plans_;
  std::vector<std::optional<BillingPeriod>> by_interval_, by_plan_, by_length_;
};

struct Billed {
  RecurringTerm term;
  BillingPeriod period;
};

/// Rows of one customer that follow each other within the grace are made to meet.
void close_gaps(std::span<Billed> rows, bool past_due_churned) {
  Day until = rows.front().term.until;
  BillingPeriod period = rows.front().period;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Day next = rows[i].term.from, allowed = past_due_churned ? 1 : grace_of(period);
    if (next > until && next - until <= allowed)
      for (Billed& row : rows.first(i))
        if (row.term.until == until) row.term.until = next;
    if (rows[i].term.until >= until) until = rows[i].term.until, period = rows[i].period;
  }
}

// ------------------------------------------------------------------ payments

/// What a customer paid or was given back on a day.
struct PaidDay {
  Day day;
  Minor paid = 0, given_back = 0;
  bool payment = false;  ///< not only money given back
};

std::vector<PaidDay> days_of(const std::vector<Order>& rows, Day observation_end) {
  std::vector<PaidDay> days;
  for (const Order& row : rows) {
    if (row.day > observation_end) break;
    if (days.empty() || days.back().day != row.day) days.push_back({row.day});
    (row.amount < 0 ? days.back().given_back : days.back().paid) += row.amount;
    days.back().payment |= row.amount >= 0;
  }
  return days;
}

class FromPayments {
 public:
  FromPayments(BillingPeriod period, Day allowed, const RecurringRules& rules, Day observation_end, std::vector<RecurringTerm>& into)
      : period_(period), allowed_(allowed), rules_(rules), observation_end_(observation_end), into_(into) {}

  void customer(std::uint32_t number, std::span<const PaidDay> days) {
    customer_ = number;
    running_.reset();
    for (const PaidDay& day : days) {
      if (day.payment) pay(day);
      if (running_ && rules_.refunds_count) running_->paid += day.given_back;
    }
    if (running_) close(overdue(observation_end_) ? due() : open_end);
  }

 private:
  struct Running {
    Day last;
    Minor paid;
  };
  Day due() const { return periods_after(running_->last, period_, 1); }
  bool overdue(Day day) const { return due() + allowed_ < day; }

  void pay(const PaidDay& day) {
    if (running_ && !overdue(day.day) && day.day - running_->last < lifeworth::days_of(period_) / 2) {
      running_->paid += day.paid;
      return;
    }
    if (running_) close(overdue(day.day) ? due() : day.day);
    running_ = Running{day.day, day.paid};
  }

  void close(Day until) { into_.push_back({customer_, running_->last, until, in_a_year(std::max(running_->paid, Minor{0}), period_)}); }

  BillingPeriod period_;
  Day allowed_;
  const RecurringRules& rules_;
  Day observation_end_;
  std::vector<RecurringTerm>& into_;
  std::uint32_t customer_ = 0;
  std::optional<Running> running_;
};

/// The period each customer pays by; nothing for those without a payment.
std::vector<std::optional<BillingPeriod>> own_periods(const TransactionLog& log, BillingPeriod period, Day observation_end, std::span<const std::optional<BillingPeriod>> by_plan, RecurringTerms& terms) {
  std::vector<std::optional<BillingPeriod>> own(log.customers());
  std::array<std::uint64_t, billing_periods.size()> keeping{};
  std::vector<Day> days;
  std::uint64_t customers = 0, once = 0;
  bool any_longer = false;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    purchase_days(log, customer, observation_end, days);
    if (days.empty()) continue;
    const bool single = days.size() == 1;
    const auto told = single && customer < by_plan.size() ? by_plan[customer] : std::nullopt;
    own[customer] = told ? *told : another_period(days, period).value_or(period);
    any_longer |= longer(*own[customer], period);
    ++customers, once += single && !told;
    ++keeping[place(*own[customer])];
  }
  for (auto& each : own) {
    if (!each || !longer(*each, period) || worth_waiting * keeping[place(*each)] >= customers) continue;
    each.reset();
    ++terms.left_out;
  }
  terms.paid_once = any_longer ? once : 0;
  return own;
}

}  // namespace

RecurringTerms recurring_terms(std::span<const Records* const> subscriptions, BillingPeriod period, bool period_by_person, const RecurringRules& rules, Day observation_end) {
  RecurringTerms terms;
  std::vector<Billed> rows;
  Day first_day = std::numeric_limits<Day>::max();
  for (const Records* file : subscriptions) {
    const ToldPeriods periods(*file, observation_end);
    for (std::size_t row = 0; row < file->customers.size() && !file->amounts.empty(); ++row) {
      const Day start = file->days[row], end = file->ends.empty() ? no_day : file->ends[row];
      if (file->customers[row] == nobody || start == no_day || start > observation_end || (end != no_day && end < start)) continue;
      const auto told = periods.of(row, !period_by_person);
      const BillingPeriod own = rules.one_period ? period : told.value_or(period);
      const bool ended = end != no_day && end <= observation_end;
      rows.push_back({{file->customers[row], start, ended ? end : open_end, in_a_year(file->amounts[row], own)}, own});
      ++terms.rows, terms.ended_rows += ended, terms.silent_rows += !told;
      terms.some_differ |= told && *told != period;
      ++terms.by_period[place(own)];
      first_day = std::min(first_day, start);
    }
  }
  std::ranges::stable_sort(rows, {}, [](const Billed& row) { return std::tuple(row.term.customer, row.term.from); });
  for (std::size_t begin = 0, end; begin < rows.size(); begin = end) {
    for (end = begin + 1; end < rows.size() && rows[end].term.customer == rows[begin].term.customer;) ++end;
    close_gaps(std::span(rows).subspan(begin, end - begin), rules.past_due_churned);
  }
  for (const Billed& row : rows) terms.all.push_back(row.term);
  if (rows.empty()) return terms;
  terms.first_month = month_index(first_day);
  terms.last_month = month_index(observation_end + 1) - 1;
  return terms;
}

RecurringTerms recurring_terms(const TransactionLog& log, BillingPeriod period, const RecurringRules& rules, Day observation_end, std::span<const std::optional<BillingPeriod>> by_plan) {
  RecurringTerms terms;
  const auto own = own_periods(log, period, observation_end, by_plan, terms);
  BillingPeriod longest = period;
  const auto allowed = [&](BillingPeriod each) { return rules.past_due_churned ? tolerance_of(each) : grace_of(each); };
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    if (!own[customer]) continue;
    const std::vector<PaidDay> days = days_of(log.rows_of(customer), observation_end);
    terms.refunds |= std::ranges::any_of(days, [](const PaidDay& day) { return day.given_back < 0; });
    FromPayments(*own[customer], allowed(*own[customer]), rules, observation_end, terms.all).customer(customer, days);
    ++terms.by_period[place(*own[customer])];
    if (longer(*own[customer], longest)) longest = *own[customer];
  }
  // Who is there has paid within the longest period and its grace; whose payment fell due has had the grace to pay.
  const Day known = periods_after(log.first_day(), longest, 1) + allowed(longest);
  terms.first_month = month_index(known) + 1;
  terms.last_month = month_index(observation_end - allowed(longest)) - 1;
  return terms;
}

}  // namespace lifeworth
