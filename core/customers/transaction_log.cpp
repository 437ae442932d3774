#include "customers/transaction_log.h"

#include <algorithm>

namespace lifeworth {

TransactionLog::TransactionLog(std::span<const Order> orders, std::size_t customers) : starts_(customers + 1) {
  if (!orders.empty()) first_day_ = last_day_ = orders.front().day;
  // A counting sort by customer, then each customer's few orders by day.
  for (const Order& order : orders) ++starts_[order.customer + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  std::vector<Order> sorted(orders.size());
  std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
  for (const Order& order : orders) {
    sorted[next[order.customer]++] = order;
    first_day_ = std::min(first_day_, order.day);
    last_day_ = std::max(last_day_, order.day);
    total_ += order.amount;
    if (order.amount < 0) ++refunds_, refunded_ += order.amount;
    else ++orders_;
  }
  transactions_.reserve(orders.size());
  std::size_t begin = 0;
  for (std::size_t customer = 0; customer < customers; ++customer) {
    const std::size_t end = starts_[customer + 1];
    const auto own = std::span(sorted).subspan(begin, end - begin);
    std::ranges::sort(own, {}, &Order::day);
    const std::size_t first = transactions_.size();
    for (const Order& order : own) {
      if (transactions_.size() == first || transactions_.back().day != order.day) transactions_.push_back({order.day, true, 0});
      transactions_.back().value += order.amount;
      if (order.amount >= 0) transactions_.back().refund = false;
    }
    begin = end;
    active_customers_ += transactions_.size() > first;
    starts_[customer + 1] = transactions_.size();
  }
}

std::span<const Transaction> TransactionLog::of(std::uint32_t customer) const {
  return std::span(transactions_).subspan(starts_[customer], starts_[customer + 1] - starts_[customer]);
}

}  // namespace lifeworth
