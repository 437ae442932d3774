// What customers were when they joined, where columns of orders say so: how they came, their country, plan, representative, who recommended it. In: the cells of those
// columns, beside the orders that wait. Out: for each customer what stands on the rows of the first purchase day.
#include <algorithm>

#include "schema/orders.h"

namespace lifeworth {

void OrderReader::begin_traits(const Mapping& mapping, const std::vector<std::string>& header) {
  for (const Role trait : kept_traits) {
    if (!mapping[trait].column) continue;
    const std::size_t column = *mapping[trait].column;
    traits_[place_of_trait(trait)].begin(waiting_.size());
    if (std::ranges::find(kept_, trait) == kept_.end()) kept_.push_back(trait);
    std::string& name = orders_.traits[trait].column;
    if (name.empty()) name = column < header.size() && !header[column].empty() ? header[column] : "#" + std::to_string(column + 1);
  }
}

/// 0 where the cell names none.
std::uint32_t OrderReader::trait_number(Role trait, std::string_view text) {
  if (is_missing(text)) return 0;
  OrderTrait& own = orders_.traits[trait];
  const std::string_view name = without_guard(text);
  if (own.names.size() < most_names_of(trait)) return own.names.number_of(name) + 1;
  const auto known = own.names.known(name);
  own.further += !known;
  return known ? *known + 1 : 0;
}

/// Of the order that was taken last.
void OrderReader::keep_traits(const Row& row) {
  const RoleColumns& columns = files_.back().columns;
  for (const Role trait : kept_)
    if (columns.has(trait)) traits_[place_of_trait(trait)].put(waiting_.size() - 1, trait_number(trait, columns.cell(row, trait)));
}

/// Of plain rows that are not yet among those that wait.
void OrderReader::keep_trait(Role trait, const RowRun& run, std::size_t count) {
  TraitNumbers& numbers = traits_[place_of_trait(trait)];
  std::string_view last_text;  // neighbours are often alike
  std::uint32_t number = 0;
  files_.back().columns.each_cell(run, count, trait, [&](std::size_t i, std::string_view text) {
    if (i == 0 || !same_text(text, last_text)) number = trait_number(trait, last_text = text);
    numbers.put(waiting_.size() + i, number);
    return true;
  });
}

void OrderReader::hand_over_traits(ByteWriter& to) {
  for (const Role trait : kept_traits) {
    to.column(traits_[place_of_trait(trait)].values());
    orders_.traits[trait].names.hand_over(to);
    to.value(orders_.traits[trait].further);
  }
}

OrderReader::HandedTraits OrderReader::handed_traits(ByteReader& from) {
  HandedTraits traits;
  for (HandedTrait& each : traits) {
    each.rows = from.column<std::uint32_t>();
    each.names = TextDictionary::Part::handed_over(from);
    each.further = from.value<std::uint64_t>();
  }
  return traits;
}

/// Whether they are of so many rows of the last file, and their reader kept the names that this one would have kept.
bool OrderReader::can_join(const HandedTraits& traits, std::size_t rows) const {
  for (const Role trait : kept_traits) {
    const HandedTrait& each = traits[place_of_trait(trait)];
    if (each.rows.size() != (files_.back().columns.has(trait) ? rows : 0) || !each.names.fits()) return false;
    if (each.further || orders_.traits[trait].names.size() + each.names.sizes.size() > most_names_of(trait)) return false;
    for (std::size_t i = 0; i < each.rows.size(); ++i)
      if (each.rows[i] > each.names.sizes.size()) return false;
  }
  return true;
}

/// For the rows after those that wait here.
void OrderReader::join_traits(const HandedTraits& traits) {
  for (const Role trait : kept_) {
    const HandedTrait& each = traits[place_of_trait(trait)];
    const std::vector<std::uint32_t> numbers = orders_.traits[trait].names.join(each.names);
    for (std::size_t i = 0; i < each.rows.size(); ++i) traits_[place_of_trait(trait)].put(waiting_.size() + i, each.rows[i] ? numbers[each.rows[i] - 1] + 1 : 0);
  }
}

/// Files come in any order, and so do the rows of one.
void OrderReader::note_traits(std::size_t index, const Order& order) {
  if (order.amount < 0) return;
  constexpr Day not_yet = INT32_MAX;
  if (first_days_.empty()) {
    first_days_.assign(customers_.size(), not_yet);
    for (const Role trait : kept_) orders_.traits[trait].by_customer.assign(customers_.size(), OrderTrait::no_name);
  }
  Day& first = first_days_[order.customer];
  if (order.day > first) return;
  for (const Role trait : kept_) {
    std::uint32_t& own = orders_.traits[trait].by_customer[order.customer];
    const std::uint32_t number = traits_[place_of_trait(trait)][index];
    if (order.day < first) own = OrderTrait::no_name;
    if (number && own == OrderTrait::no_name) own = number - 1;
  }
  first = order.day;
}

/// A column that names nothing says nothing.
void OrderReader::settle_traits() {
  for (const Role trait : kept_)
    if (OrderTrait& own = orders_.traits[trait]; own.names.size() == 0) own.by_customer.clear();
}

}  // namespace lifeworth
