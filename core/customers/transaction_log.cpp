#include "customers/transaction_log.h"

#include <algorithm>
#include <functional>

namespace lifeworth {
namespace {

/// A customer's rows become one transaction a day, with the further rows of those days behind them.
void net_days(std::span<Transaction> own) {
  const auto rises = [](const Transaction& before, const Transaction& after) { return before.day < after.day; };
  if (std::ranges::adjacent_find(own, std::not_fn(rises)) == own.end()) return;  // most customers: a row a day, in order
  if (!std::ranges::is_sorted(own, {}, &Transaction::day)) std::ranges::sort(own, {}, &Transaction::day);
  std::size_t days = 0;
  for (Transaction& row : own) {
    if (days == 0 || own[days - 1].day != row.day) {
      std::swap(own[days++], row);
      continue;
    }
    own[days - 1].value += row.value;
    own[days - 1].refund &= row.refund;
    row.further = true;
  }
  const auto further = own.subspan(days);
  if (!std::ranges::is_sorted(further, {}, &Transaction::day)) std::ranges::sort(further, {}, &Transaction::day);
}

}  // namespace

TransactionLog::TransactionLog(std::span<const Order> orders, std::size_t customers) : starts_(customers + 1) {
  build([orders](auto&& use) { use(orders); });
}

TransactionLog::TransactionLog(Blocks<Order> orders, std::size_t customers) : starts_(customers + 1) {
  build([&orders](auto&& use) { orders.each_run(use); });
}

/// A counting sort by customer, then each customer's few orders by day.
template <class EachRun>
void TransactionLog::build(EachRun&& each_run) {
  each_run([this](std::span<const Order> run) { count(run); });
  begin_blocks();
  each_run([this](std::span<const Order> run) { put(run); });
  net_blocks();
}

void TransactionLog::count(std::span<const Order> orders) {
  for (const Order& order : orders) ++starts_[order.customer + 1];
}

void TransactionLog::begin_blocks() {
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  for (std::size_t first = 0; first < customers(); first += customers_a_room) {
    const std::size_t end = std::min(first + customers_a_room, customers());
    rooms_.push_back({starts_[first], std::make_unique_for_overwrite<Transaction[]>(starts_[end] - starts_[first])});
  }
}

/// Orders become transactions as they are put in their place, so that no second list of orders is needed: there may be millions.
void TransactionLog::put(std::span<const Order> orders) {
  if (orders_ + refunds_ == 0 && !orders.empty()) first_day_ = last_day_ = orders.front().day;
  for (const Order& order : orders) {
    Room& room = rooms_[order.customer / customers_a_room];
    room.rows[starts_[order.customer]++ - room.first_row] = {order.day, order.amount < 0, false, order.amount};
    first_day_ = std::min(first_day_, order.day);
    last_day_ = std::max(last_day_, order.day);
    total_ += order.amount;
    if (order.amount < 0) ++refunds_, refunded_ += order.amount;
    else ++orders_;
  }
}

void TransactionLog::net_blocks() {
  // Each start has become the next one's.
  std::ranges::copy_backward(starts_.begin(), starts_.end() - 1, starts_.end());
  starts_[0] = 0;
  for (std::uint32_t customer = 0; customer < customers(); ++customer) {
    const auto own = block(customer);
    net_days(own);
    active_customers_ += !own.empty();
  }
}

void TransactionLog::append(std::span<const Transaction> days) {
  if (customers() % customers_a_room == 0) close_room();
  if (rows() == 0 && !days.empty()) first_day_ = last_day_ = days.front().day;
  open_.insert(open_.end(), days.begin(), days.end());
  starts_.push_back(starts_.back() + days.size());
  active_customers_ += !days.empty();
  for (const Transaction& day : days) {
    first_day_ = std::min(first_day_, day.day);
    last_day_ = std::max(last_day_, day.day);
    total_ += day.value;
    if (day.refund) ++refunds_, refunded_ += day.value;
    else ++orders_;
  }
}

void TransactionLog::close_room() {
  if (customers() == 0 || rooms_.size() * customers_a_room >= customers()) return;
  Room& room = rooms_.emplace_back(rows() - open_.size(), std::make_unique_for_overwrite<Transaction[]>(open_.size()));
  std::ranges::copy(open_, room.rows.get());
  open_.clear();
}

std::span<const Transaction> TransactionLog::of(std::uint32_t customer) const {
  const auto own = block(customer);
  if (own.empty() || !own.back().further) return own;
  return {own.begin(), std::ranges::partition_point(own, [](const Transaction& row) { return !row.further; })};
}

std::uint32_t TransactionLog::customer_of(std::size_t row) const {
  return static_cast<std::uint32_t>(std::ranges::upper_bound(starts_, row) - starts_.begin() - 1);
}

std::vector<Order> TransactionLog::rows_of(std::uint32_t customer) const {
  const std::span<const Transaction> own = block(customer), days = of(customer);
  std::vector<Order> orders;
  orders.reserve(own.size());
  auto further = own.begin() + std::ptrdiff_t(days.size());
  for (const Transaction& day : days) {
    // What the day came to less its further rows is its first row.
    const std::size_t first = orders.size();
    orders.push_back({customer, day.day, day.value});
    for (; further != own.end() && further->day == day.day; ++further) {
      orders.push_back({customer, further->day, further->value});
      orders[first].amount -= further->value;
    }
  }
  return orders;
}

}  // namespace lifeworth
