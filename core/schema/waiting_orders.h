// Rows of orders as they wait until the whole column says how to read them: as columns, for millions may wait.
#pragma once

#include <cstdint>
#include <span>

#include "base/blocks.h"
#include "base/bytes.h"
#include "read/types.h"

namespace lifeworth {

struct WaitingOrder {
  WrittenAmount amount;  ///< its currency is told by `currency`, no longer by its sign
  WrittenDate date;
  std::uint32_t customer;
  std::uint32_t line;
  std::uint8_t currency;
};

class WaitingOrders {
 public:
  void push_back(const WaitingOrder& order) {
    digits_.push_back(order.amount.digits);
    forms_.push_back({order.amount.after, order.amount.mark, order.amount.mark_is_comma, order.currency});
    dates_.push_back(order.date);
    customers_.push_back(order.customer);
    lines_.push_back(order.line);
  }
  std::size_t size() const { return digits_.size(); }

  /// Columns of rows that another reader took, among its bytes.
  struct Part;
  void hand_over(ByteWriter& to) const {
    to.column(digits_), to.column(forms_), to.column(dates_), to.column(customers_), to.column(lines_);
  }
  /// `customers` and `currencies`: the numbers here of those numbered there.
  void join(const Part& part, std::span<const std::uint32_t> customers, std::span<const std::uint8_t> currencies, std::uint32_t lines_before);

  WaitingOrder operator[](std::size_t index) const {
    return {amount(index), dates_[index], customers_[index], lines_[index], forms_[index].currency};
  }
  WrittenAmount amount(std::size_t index) const {
    const Form form = forms_[index];
    return {digits_[index], form.after, form.mark, form.mark_is_comma, no_currency_sign};
  }
  std::uint32_t customer(std::size_t index) const { return customers_[index]; }
  std::uint8_t currency(std::size_t index) const { return forms_[index].currency; }
  WrittenDate date(std::size_t index) const { return dates_[index]; }
  /// Gives back the memory of rows before `index`, in blocks.
  void release_before(std::size_t index) {
    digits_.release_before(index), forms_.release_before(index), dates_.release_before(index), customers_.release_before(index), lines_.release_before(index);
  }

 private:
  struct Form {
    std::uint8_t after;
    WrittenAmount::Mark mark;
    bool mark_is_comma;
    std::uint8_t currency;
  };
  Blocks<std::int64_t> digits_;
  Blocks<Form> forms_;
  Blocks<WrittenDate> dates_;
  Blocks<std::uint32_t> customers_, lines_;
};

struct WaitingOrders::Part {
  PackedColumn<std::int64_t> digits;
  PackedColumn<Form> forms;
  PackedColumn<WrittenDate> dates;
  PackedColumn<std::uint32_t> customers, lines;

  static Part handed_over(ByteReader& from) {
    Part part;
    part.digits = from.column<std::int64_t>();
    part.forms = from.column<Form>();
    part.dates = from.column<WrittenDate>();
    part.customers = from.column<std::uint32_t>();
    part.lines = from.column<std::uint32_t>();
    return part;
  }
  std::size_t size() const { return digits.size(); }
  /// Whether the columns are of one length and number no customer or currency that there is not.
  bool fits(std::size_t customer_count, std::size_t currency_count) const {
    bool good = forms.size() == size() && dates.size() == size() && customers.size() == size() && lines.size() == size();
    for (std::size_t i = 0; good && i < size(); ++i) good = customers[i] < customer_count && forms[i].currency < currency_count;
    return good;
  }
};

inline void WaitingOrders::join(const Part& part, std::span<const std::uint32_t> customers, std::span<const std::uint8_t> currencies,
                                std::uint32_t lines_before) {
  const std::size_t rows = part.size();
  digits_.append(rows, [&](std::size_t first, std::size_t count, std::int64_t* to) { part.digits.copy(first, count, to); });
  dates_.append(rows, [&](std::size_t first, std::size_t count, WrittenDate* to) { part.dates.copy(first, count, to); });
  forms_.append(rows, [&](std::size_t first, std::size_t count, Form* to) {
    part.forms.copy(first, count, to);
    for (std::size_t i = 0; i < count; ++i) to[i].currency = currencies[to[i].currency];
  });
  customers_.append(rows, [&](std::size_t first, std::size_t count, std::uint32_t* to) {
    for (std::size_t i = 0; i < count; ++i) to[i] = customers[part.customers[first + i]];
  });
  lines_.append(rows, [&](std::size_t first, std::size_t count, std::uint32_t* to) {
    for (std::size_t i = 0; i < count; ++i) to[i] = part.lines[first + i] + lines_before;
  });
}

}  // namespace lifeworth
