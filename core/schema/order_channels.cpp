// How customers came, where a column of orders says so. In: the cells of that column, beside the orders that wait. Out: for each customer the channel on the rows of
// the first purchase day.
#include "schema/orders.h"

namespace lifeworth {

void OrderReader::begin_channels(const Mapping& mapping, const std::vector<std::string>& header) {
  const std::size_t column = *mapping[Role::channel].column;
  channels_.begin(waiting_.size());
  if (orders_.channels.column.empty()) orders_.channels.column = column < header.size() && !header[column].empty() ? header[column] : "#" + std::to_string(column + 1);
}

/// 0 where the cell names none.
std::uint16_t OrderReader::channel_number(std::string_view text) {
  if (is_missing(text)) return 0;
  TextDictionary& names = orders_.channels.names;
  const std::string_view name = without_guard(text);
  if (names.size() < most_order_channels) return static_cast<std::uint16_t>(names.number_of(name) + 1);
  const auto known = names.known(name);
  orders_.channels.further += !known;
  return static_cast<std::uint16_t>(known ? *known + 1 : 0);
}

/// The channels of rows that another reader took, for the rows after those that wait here. False, and nothing has changed, where it met more names than it keeps: this
/// one would have kept others.
bool OrderReader::join_channels(const PackedColumn<std::uint16_t>& rows, const TextDictionary::Part& names, std::uint64_t further) {
  TextDictionary& own = orders_.channels.names;
  if (further || own.size() + names.sizes.size() > most_order_channels) return false;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i] > names.sizes.size()) return false;
  const std::vector<std::uint32_t> numbers = own.join(names);
  for (std::size_t i = 0; i < rows.size(); ++i) channels_.put(waiting_.size() + i, static_cast<std::uint16_t>(rows[i] ? numbers[rows[i] - 1] + 1 : 0));
  return true;
}

/// Files come in any order, and so do the rows of one.
void OrderReader::note_channel(std::size_t index, const Order& order) {
  if (order.amount < 0) return;
  std::vector<std::uint32_t>& came_by = orders_.channels.came_by;
  constexpr Day not_yet = INT32_MAX;
  if (came_by.empty()) {
    came_by.assign(customers_.size(), OrderChannels::no_channel);
    first_days_.assign(customers_.size(), not_yet);
  }
  Day& first = first_days_[order.customer];
  std::uint32_t& channel = came_by[order.customer];
  if (order.day > first) return;
  const std::uint16_t number = channels_[index];
  if (order.day < first) channel = OrderChannels::no_channel;
  if (number && channel == OrderChannels::no_channel) channel = number - 1u;
  first = order.day;
}

/// A column that names nothing says nothing.
void OrderReader::settle_channels() {
  if (orders_.channels.names.size() == 0) orders_.channels.came_by.clear();
}

}  // namespace lifeworth
