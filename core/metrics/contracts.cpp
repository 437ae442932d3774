#include "metrics/contracts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "metrics/payment_rhythm.h"

namespace lifeworth {
namespace {

/// How many times more contracts begin in the first period of a file than in a later one before the file is taken to begin in their midst.
constexpr double crowded = 3;
constexpr std::uint64_t fewest_later = 10;

/// A contract as its payments come in.
struct Running {
  Day start, last;  ///< first payment, the last one that counted
  int renewals = 0, decided = 0;
  Minor paid = 0;
};

class FromPayments {
 public:
  explicit FromPayments(Contracts& into) : into_(into) {}

  void customer(const TransactionLog& log, std::uint32_t number) {
    std::optional<Running> running;
    for (const Transaction& transaction : log.of(number)) {
      if (transaction.day > into_.observation_end) break;
      if (transaction.refund) {
        if (running) running->paid += transaction.value;
      } else if (!running) {
        running = Running{transaction.day, transaction.day, 0, 0, transaction.value};
      } else if (overdue(*running, transaction.day)) {
        close(number, *running);
        running = Running{transaction.day, transaction.day, 0, 0, transaction.value};
      } else {
        pay(*running, transaction);
      }
    }
    if (running) close(number, *running);
  }

 private:
  Day due(const Running& running) const { return periods_after(running.last, into_.period, 1); }
  bool overdue(const Running& running, Day day) const { return due(running) + into_.grace < day; }

  void pay(Running& running, const Transaction& payment) {
    running.paid += payment.value;
    if (payment.day - running.last < days_of(into_.period) / 2) return;
    ++running.renewals;
    running.decided += overdue(running, into_.observation_end);
    running.last = payment.day;
  }

  void close(std::uint32_t number, const Running& running) {
    const bool ended = overdue(running, into_.observation_end);
    const double payment = static_cast<double>(running.paid) / (running.renewals + 1);
    into_.all.push_back({number, running.start, running.renewals, ended ? running.renewals : running.decided, ended, due(running), payment});
  }

  Contracts& into_;
};

/// A file of payments may begin in the midst of contracts: then far more seem to begin in its first period than in any later one.
void doubt_ages(Contracts& contracts, Day first_day) {
  const Day until = periods_after(first_day, contracts.period, 1) + contracts.grace;
  const double later_periods = (contracts.observation_end - until) / days_of(contracts.period);
  if (later_periods < 1) return;
  const auto early = static_cast<std::uint64_t>(std::ranges::count_if(contracts.all, [&](const Contract& contract) { return contract.start <= until; }));
  const std::uint64_t later = contracts.all.size() - early;
  const double periods = (until - first_day + 1) / days_of(contracts.period);
  if (later < fewest_later || static_cast<double>(early) / periods < crowded * static_cast<double>(later) / later_periods) return;
  for (Contract& contract : contracts.all) contract.age_known = contract.start > until;
}

struct Subscription {
  std::uint32_t customer;
  Day start;
  std::optional<Day> end;
  double amount;
};

std::vector<Subscription> sorted_subscriptions(std::span<const Records* const> files, Day observation_end) {
  std::vector<Subscription> rows;
  for (const Records* file : files) {
    for (std::size_t i = 0; i < file->customers.size(); ++i) {
      const Day start = file->days[i], end = file->ends.empty() ? no_day : file->ends[i];
      if (file->customers[i] == nobody || start == no_day || start > observation_end || (end != no_day && end < start)) continue;
      const double amount = file->amounts.empty() ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(file->amounts[i]);
      rows.push_back({file->customers[i], start, end == no_day || end > observation_end ? std::nullopt : std::optional(end), amount});
    }
  }
  std::ranges::stable_sort(rows, [](const Subscription& left, const Subscription& right) { return std::pair(left.customer, left.start) < std::pair(right.customer, right.start); });
  return rows;
}

/// Subscriptions that run into each other.
class Joined {
 public:
  explicit Joined(const Subscription& first) : customer_(first.customer), start_(first.start), end_(first.end) { add_money(first); }

  bool takes(const Subscription& next, Day within) const { return next.customer == customer_ && (!end_ || next.start <= *end_ + within); }
  void add(const Subscription& next) {
    if (end_) end_ = next.end ? std::optional(std::max(*end_, *next.end)) : std::nullopt;
    add_money(next);
  }
  /// What is paid a period is the sum of what runs at once, in the mean over the days of the contract.
  Contract contract(BillingPeriod period, Day observation_end) const {
    Contract contract{customer_, start_, 0, 0, false, 0, 0};
    // Whole periods are paid for: one that was left on its due day or the day after (time zones) is not begun again.
    const Day until = end_ ? std::max(start_, *end_ - 1) : observation_end;
    contract.renewals = contract.decided = due_days_before(start_, period, until);
    contract.due = periods_after(start_, period, contract.renewals + 1);
    contract.ended = end_ && contract.due < observation_end;
    contract.leaving = end_ && !contract.ended;
    double weighed = 0;
    for (const auto& [from, to, amount] : money_) weighed += (to.value_or(observation_end) - from + 1) * amount;
    contract.payment = weighed / (end_.value_or(observation_end) - start_ + 1);
    return contract;
  }

 private:
  struct Money {
    Day from;
    std::optional<Day> to;
    double amount;
  };
  void add_money(const Subscription& row) { money_.push_back({row.start, row.end, row.amount}); }

  std::uint32_t customer_;
  Day start_;
  std::optional<Day> end_;
  std::vector<Money> money_;
};

void count_customers(Contracts& contracts) {
  for (std::size_t i = 0; i < contracts.all.size(); ++i) {
    const bool first = i == 0 || contracts.all[i - 1].customer != contracts.all[i].customer;
    contracts.customers += first;
    contracts.came_back += !first;
  }
}

}  // namespace

std::uint64_t Contracts::ended() const { return static_cast<std::uint64_t>(std::ranges::count_if(all, &Contract::ended)); }
std::uint64_t Contracts::active() const { return all.size() - ended(); }

int Contracts::could_be_decided(const Contract& contract) const {
  if (!contract.ended) return contract.decided;
  return contract.renewals + 1 + due_days_before(contract.due, period, observation_end - grace);
}

Contracts contracts_of(const TransactionLog& log, BillingPeriod period, Day observation_end) {
  Contracts contracts{period, grace_of(period), observation_end, {}, 0, 0, 0};
  FromPayments from(contracts);
  std::vector<Day> days;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    purchase_days(log, customer, observation_end, days);
    if (days.empty()) continue;
    if (keeps_to_another(days, period)) ++contracts.other_rhythm;
    else from.customer(log, customer);
  }
  count_customers(contracts);
  doubt_ages(contracts, log.first_day());
  return contracts;
}

Contracts contracts_of(std::span<const Records* const> subscriptions, BillingPeriod period, Day observation_end) {
  Contracts contracts{period, 0, observation_end, {}, 0, 0, 0};
  std::optional<Joined> joined;
  const auto close = [&] {
    if (joined) contracts.all.push_back(joined->contract(period, observation_end));
  };
  for (const Subscription& row : sorted_subscriptions(subscriptions, observation_end)) {
    if (joined && joined->takes(row, grace_of(period))) {
      joined->add(row);
      continue;
    }
    close();
    joined.emplace(row);
  }
  close();
  count_customers(contracts);
  return contracts;
}

std::optional<BillingPeriod> period_by_lengths(std::span<const Stretch> ended) {
  constexpr Day near = 2;
  if (ended.size() < fewest_later) return std::nullopt;
  for (const BillingPeriod period : {BillingPeriod::year, BillingPeriod::quarter}) {
    std::uint64_t whole = 0;
    for (const auto& [from, until] : ended) {
      const int periods = static_cast<int>(std::lround((until - from) / days_of(period)));
      whole += periods >= 1 && std::abs(until - periods_after(from, period, periods)) <= near;
    }
    if (4 * whole >= 3 * ended.size()) return period;
  }
  return BillingPeriod::month;
}

BillingPeriod period_of(std::span<const Records* const> subscriptions, Day observation_end) {
  std::vector<Stretch> ended;
  for (const Subscription& row : sorted_subscriptions(subscriptions, observation_end))
    if (row.end) ended.push_back({row.start, *row.end});
  return period_by_lengths(ended).value_or(BillingPeriod::month);
}

std::vector<ContractLength> lengths_of(const Contracts& contracts) {
  std::map<std::pair<int, bool>, std::uint64_t> counts;
  for (const Contract& contract : contracts.all)
    if (contract.age_known) ++counts[{contract.decided + contract.ended, contract.ended}];
  std::vector<ContractLength> lengths;
  for (const auto& [length, number] : counts) lengths.push_back({length.first, length.second, number});
  return lengths;
}

}  // namespace lifeworth
