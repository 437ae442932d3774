// What orders cost, where a column says so. In: the cells of that column, beside the orders that wait. Out: costs by customer and day, and an account of the
// rows that name none. A cost counts once for its row, whatever a column of refunds gives back of the money: goods seldom come back with it, and where they
// did, the file can say so by a refund with a negative cost.
#include <cmath>
#include <cstdlib>

#include "schema/header_words.h"
#include "schema/orders.h"

namespace lifeworth {

/// Where the amount is a price of one piece so is the cost, unless its name says that it is a sum.
void OrderReader::begin_costs(File& file, const std::vector<std::string>& header) {
  const std::size_t column = *file.mapping[Role::cost].column;
  const std::string_view name = column < header.size() ? std::string_view(header[column]) : std::string_view();
  file.cost_by_piece = file.by_piece() && !names_a_sum(name);
  costs_.begin(waiting_.size());
  if (orders_.costs.column.empty()) orders_.costs.column = name.empty() ? "#" + std::to_string(column + 1) : std::string(name);
}

/// A row without a cost, or with one that cannot be read, is an order all the same.
void OrderReader::keep_cost(const Row& row, bool refund) {
  File& file = files_.back();
  const std::string_view text = file.columns.cell(row, Role::cost);
  const auto money = is_missing(text) ? std::nullopt : money_of(text, file.json && !file.cost_by_piece);
  Cost cost{money.value_or(WrittenAmount{}), money.has_value(), refund};
  if (file.json && cost.amount.mark == WrittenAmount::Mark::either && !cost.amount.mark_is_comma) cost.amount.mark = WrittenAmount::Mark::point;
  if (cost.amount.mark != WrittenAmount::Mark::none) file.counts.read_as.amounts.add(cost.amount);
  costs_.put(waiting_.size() - 1, cost);
}

/// Books of accounts write costs with a minus: where most of a file's purchases do, the minus says no more than that it is a cost.
void OrderReader::settle_sign_of_costs(File& file, std::size_t end) {
  std::size_t above = 0, below = 0;
  for (std::size_t i = file.first_waiting; i < end; ++i) {
    const Cost& cost = costs_[i];
    if (cost.turned || file.mapping.refund_rows.value || waiting_.amount(i).digits <= 0) continue;
    above += cost.amount.digits > 0, below += cost.amount.digits < 0;
  }
  file.negative_costs = below > above;
  orders_.costs.negative |= file.negative_costs;
}

/// In minor units of the row's own currency. Nothing where it names none, or one that cannot be read.
std::optional<Minor> OrderReader::cost_under(const File& file, std::size_t index, int minor_digits) {
  const Cost& cost = costs_[index];
  if (!cost.known) return std::nullopt;
  bool rounded = false, unclear = false;
  const ReadAs& as = file.counts.read_as;
  const auto minor = file.cost_by_piece ? minor_under(as, file.mapping, cost.amount, extras_[index].quantity, minor_digits, rounded, unclear)
                                        : minor_under(as, file.mapping, cost.amount, minor_digits, rounded, unclear);
  constexpr auto most_money = std::uint64_t{1} << 62;
  if (!minor || unclear || static_cast<std::uint64_t>(std::abs(*minor)) >= most_money - money_) return std::nullopt;
  money_ += static_cast<std::uint64_t>(std::abs(*minor));
  if (cost.turned || file.mapping.refund_rows.value) return -std::abs(*minor);
  return file.negative_costs ? -*minor : *minor;
}

void OrderReader::convert_cost(const File& file, std::size_t index, const Order& order) {
  OrderCosts& costs = orders_.costs;
  const std::uint8_t currency = waiting_.currency(index);
  const auto own = file.columns.has(Role::cost) ? cost_under(file, index, exchange_.minor_digits(currency)) : std::nullopt;
  const auto cost = own ? exchange_.in_shown(currency, *own) : std::nullopt;
  if (cost) {
    ++costs.rows;
    costs.costs.push_back({order.customer, order.day, *cost});
    if (order.amount >= 0) costs.purchases_cost += *cost, costs.purchases_amount += order.amount;
  } else if (order.amount < 0) {
    ++costs.refunds_without;
  } else {
    uncosted_.push_back(order);
  }
}

/// Purchases that name no cost are taken to cost the share of their amount that the others do. Where no row names one there is no column of costs.
void OrderReader::settle_costs() {
  OrderCosts& costs = orders_.costs;
  if (costs.rows == 0) return;
  costs.estimated = uncosted_.size();
  if (costs.purchases_amount <= 0) return;
  const double share = static_cast<double>(costs.purchases_cost) / static_cast<double>(costs.purchases_amount);
  uncosted_.each_run([&](std::span<const Order> run) {
    for (const Order& order : run) costs.costs.push_back({order.customer, order.day, std::llround(share * static_cast<double>(order.amount))});
  });
}

}  // namespace lifeworth
