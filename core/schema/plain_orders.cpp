// Plain rows of orders, many at a time and column by column, which takes half the time of one row after the other. In: rows one below the other.
// Out: what OrderReader::row comes to for each. Plain are those that name a customer, an order of their own, a date and an amount, and that no rule
// leaves out; the first row that is not goes the other way.
#include <algorithm>

#include "schema/orders.h"

namespace lifeworth {

void OrderReader::run(const RowRun& rows) {
  if (!files_.back().plain) return RowSink::run(rows);
  for (std::size_t done = 0; done < rows.size();) {
    const RowRun some = rows.part(done, std::min(together_, rows.size() - done));
    const std::size_t plain = take_plain(some);
    done += plain;
    if (plain == some.size()) {
      together_ = std::min(2 * together_, PlainRows::most);
    } else {
      together_ = std::max<std::size_t>(plain, 1);  // few are looked at in vain where few are plain
      row(some[plain]);
      ++done;
    }
  }
}

/// Takes the rows before the first one that is not plain, and says how many they are.
std::size_t OrderReader::take_plain(const RowRun& run) {
  File& file = files_.back();
  PlainRows& rows = plain_;
  std::size_t count = file.rules.rows_before_any(run);
  const auto each_cell = [&](Role role, auto&& is_plain) { count = file.columns.each_cell(run, count, role, is_plain); };
  const bool has_ids = file.columns.has(Role::order_id);
  std::uint64_t before = last_.order_id;
  if (!has_ids) rows.order_ids.fill(0);
  else each_cell(Role::order_id, [&](std::size_t i, std::string_view text) {
    const std::uint64_t id = is_missing(text) ? 0 : hash_of(text);
    rows.order_ids[i] = id;
    return id == 0 || id != std::exchange(before, id);
  });
  const bool refunds_name_others = file.columns.has(Role::refunded_to);
  each_cell(Role::amount, [&](std::size_t i, std::string_view text) {
    return WrittenAmount::parse(text.data(), text.size(), rows.amounts[i]) && !(refunds_name_others && rows.amounts[i].digits < 0);
  });
  each_cell(Role::customer, [&](std::size_t i, std::string_view text) {
    rows.customers[i] = without_guard(text);
    return !is_missing(text) && !is_shouted_email(rows.customers[i]);
  });
  each_cell(Role::date, [&](std::size_t i, std::string_view text) { return (rows.dates[i] = WrittenDate::parse(text)).has_value(); });
  if (count == 0) return 0;

  if (!first_) first_ = {rows.order_ids[0], false};
  file.counts.rows_read += count;
  if (has_ids)
    for (std::size_t i = 0; i < count; ++i) order_ids_.put(waiting_.size() + i, rows.order_ids[i]);
  for (const Role trait : kept_)
    if (file.columns.has(trait)) keep_trait(trait, run, count);
  each_cell(Role::currency, [&](std::size_t i, std::string_view text) {
    file.counts.read_as.dates.add(*rows.dates[i]);
    file.counts.read_as.amounts.add(rows.amounts[i]);
    waiting_.push_back({rows.amounts[i], *rows.dates[i], static_cast<std::uint32_t>(run.line(i)), number_of_currency(file, text, rows.amounts[i])});
    return true;
  });
  customers_.numbers_of(std::span(rows.customers).first(count), rows.numbers);
  waiting_.add_customers(std::span(rows.numbers).first(count));
  const std::uint64_t last_id = rows.order_ids[count - 1];
  last_ = {last_id, std::nullopt, last_id ? std::optional(waiting_.size() - 1) : std::nullopt};
  return count;
}

}  // namespace lifeworth
