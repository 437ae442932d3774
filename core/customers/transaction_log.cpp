#include "customers/transaction_log.h"

#include <algorithm>

namespace lifeworth {

TransactionLog::TransactionLog(std::span<const Order> orders, std::size_t customers) : starts_(customers + 1) {
  if (!orders.empty()) first_day_ = last_day_ = orders.front().day;
  // A counting sort by customer, then each customer's few orders by day.
  for (const Order& order : orders) ++starts_[order.customer + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  // Orders become transactions as they are put in their place, so that no second list of orders is needed: there may be millions.
  transactions_.resize(orders.size());
  for (const Order& order : orders) {
    transactions_[starts_[order.customer]++] = {order.day, order.amount < 0, order.amount};
    first_day_ = std::min(first_day_, order.day);
    last_day_ = std::max(last_day_, order.day);
    total_ += order.amount;
    if (order.amount < 0) ++refunds_, refunded_ += order.amount;
    else ++orders_;
  }
  // Each start has become the next one's; what is netted moves down over what was read.
  std::size_t begin = 0, kept = 0;
  for (std::size_t customer = 0; customer < customers; ++customer) {
    const std::size_t end = starts_[customer];
    const auto own = std::span(transactions_).subspan(begin, end - begin);
    if (!std::ranges::is_sorted(own, {}, &Transaction::day)) std::ranges::sort(own, {}, &Transaction::day);
    starts_[customer] = kept;
    for (const Transaction& order : own) {
      if (kept == starts_[customer] || transactions_[kept - 1].day != order.day) {
        transactions_[kept++] = order;
        continue;
      }
      transactions_[kept - 1].value += order.value;
      transactions_[kept - 1].refund &= order.refund;
    }
    active_customers_ += kept > starts_[customer];
    begin = end;
  }
  starts_[customers] = kept;
  transactions_.resize(kept);
}

std::span<const Transaction> TransactionLog::of(std::uint32_t customer) const {
  return std::span(transactions_).subspan(starts_[customer], starts_[customer + 1] - starts_[customer]);
}

}  // namespace lifeworth
