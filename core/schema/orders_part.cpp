// The rows of a file from its middle on, read by one reader, go over to the one that read up to there. In: bytes that `hand_over` wrote. Out: the
// reader as it would be had it read those rows itself, to the last number and the order of everything that is numbered as it comes.
#include <algorithm>

#include "schema/orders.h"

namespace lifeworth {

void OrderReader::hand_over(ByteWriter& to) {
  constexpr std::size_t bytes_of_row = 26;
  to.reserve(waiting_.size() * bytes_of_row + extras_.size() * sizeof(Extra) + costs_.size() * sizeof(Cost) + kept_.size() * waiting_.size() * sizeof(std::uint32_t));
  const First first = first_.value_or(First{});
  to.value(first.order_id);
  to.value(std::uint8_t{first.line_item});
  to.value(files_.back().counts);
  currencies_.hand_over(to);
  orders_.left_out.hand_over(to);
  to.column(loose_items_);
  customers_.hand_over(to);
  waiting_.hand_over(to);
  to.column(extras_.values());
  to.column(costs_.values());
  to.column(order_ids_.values());
  hand_over_traits(to);
}

bool OrderReader::join(ByteReader& from, std::uint64_t lines_before) {
  First first{from.value<std::uint64_t>()};
  first.line_item = from.value<std::uint8_t>() != 0;  // a byte that is neither 0 nor 1 would be no bool
  const OrderFile counts = from.value<OrderFile>();
  const CurrencyCounts currencies = CurrencyCounts::handed_over(from);
  const LeftOutRows left_out = LeftOutRows::handed_over(from);
  const auto loose_items = from.column<LooseItem>();
  const auto customers = TextDictionary::Part::handed_over(from);
  const auto rows = WaitingOrders::Part::handed_over(from);
  const auto extras = from.column<Extra>();
  const auto costs = from.column<Cost>();
  const auto order_ids = from.column<std::uint64_t>();
  const HandedTraits traits = handed_traits(from);
  const auto beside = [&](std::size_t size, bool has) { return size == (has ? rows.size() : 0); };
  File& file = files_.back();
  if (!from.good() || !from.at_end() || !customers.fits() || !rows.fits(customers.sizes.size(), currencies.found().size())) return false;
  if (!beside(extras.size(), file.extras) || !beside(costs.size(), file.columns.has(Role::cost)) || !beside(order_ids.size(), file.columns.has(Role::order_id))) return false;
  if (!currencies_.can_join(currencies) || !can_join(traits, rows.size())) return false;
  // A line of the last order here would have been read with what is known of that order.
  if (first.line_item || (first.order_id && first.order_id == last_.order_id)) return false;

  const auto lines = static_cast<std::uint32_t>(lines_before);
  const auto this_file = static_cast<std::uint32_t>(files_.size() - 1);
  extras_.append(waiting_.size(), extras);
  costs_.append(waiting_.size(), costs);
  order_ids_.append(waiting_.size(), order_ids);
  join_traits(traits);
  waiting_.join(rows, customers_.join(customers), currencies_.join(currencies), lines);
  for (std::size_t i = 0; i < loose_items.size(); ++i) loose_items_.push_back({loose_items[i].order_id, lines_before + loose_items[i].line, this_file});
  orders_.left_out.join(left_out, file.counts.file, lines_before);
  file.counts.rows_read += counts.rows_read;
  file.counts.rows_used += counts.rows_used;
  file.counts.line_items += counts.line_items;
  file.counts.lines_with_cost += counts.lines_with_cost;
  file.counts.read_as.dates.join(counts.read_as.dates);
  file.counts.read_as.amounts.join(counts.read_as.amounts);
  last_ = {};  // the file has no further rows
  return true;
}

}  // namespace lifeworth
