// Rows of orders as they wait until the whole column says how to read them: as columns of few bytes, for millions may wait. In: orders as written, and
// their customers a little later, many at a time. Out: the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/blocks.h"
#include "base/bytes.h"
#include "read/types.h"

namespace lifeworth {

struct WaitingOrder {
  WrittenAmount amount;  ///< its currency is told by `currency`, no longer by its sign
  WrittenDate date;
  std::uint32_t line;
  std::uint8_t currency;
};

class WaitingOrders {
 public:
  /// Its customer is told by a later call.
  void push_back(const WaitingOrder& order) {
    const std::int64_t digits = order.amount.digits;
    const auto narrow = static_cast<std::int32_t>(digits);
    if (narrow == digits && narrow != stands_in_wide) digits_.push_back(narrow);
    else push_wide(digits);
    forms_.push_back({form_of(order.amount), order.currency});
    dates_.push_back(order.date);
    lines_.push_back(order.line);
  }
  /// Customers of the first orders that have none yet.
  void add_customers(std::span<const std::uint32_t> numbers) {
    customers_.append(numbers.size(), [&](std::size_t first, std::size_t count, std::uint32_t* to) { std::ranges::copy(numbers.subspan(first, count), to); });
  }
  std::size_t size() const { return lines_.size(); }

  /// Columns of rows that another reader took, among its bytes.
  struct Part;
  void hand_over(ByteWriter& to) const {
    to.column(digits_), to.column(wide_), to.column(forms_), to.column(dates_), to.column(customers_), to.column(lines_);
  }
  /// `customers` and `currencies`: the numbers here of those numbered there.
  void join(const Part& part, std::span<const std::uint32_t> customers, std::span<const std::uint8_t> currencies, std::uint32_t lines_before);

  WrittenAmount amount(std::size_t index) const {
    WrittenAmount amount = amount_of(forms_[index].written);
    const std::int32_t digits = digits_[index];
    amount.digits = digits != stands_in_wide ? digits : wide_digits(index);
    return amount;
  }
  std::uint32_t customer(std::size_t index) const { return customers_[index]; }
  std::uint8_t currency(std::size_t index) const { return forms_[index].currency; }
  WrittenDate date(std::size_t index) const { return dates_[index]; }
  std::uint32_t line(std::size_t index) const { return lines_[index]; }
  /// Gives back the memory of rows before `index`, in blocks.
  void release_before(std::size_t index) {
    digits_.release_before(index), forms_.release_before(index), dates_.release_before(index), customers_.release_before(index), lines_.release_before(index);
  }

 private:
  /// Digits that take more than 32 bits.
  struct Wide {
    std::uint64_t index;
    std::int64_t digits;
  };
  static constexpr std::int32_t stands_in_wide = INT32_MIN;

  struct Form {
    std::uint8_t written;  ///< see form_of
    std::uint8_t currency;
  };
  /// Everything of an amount but its digits: five bits for the decimals, of which no currency has as many, and three for the mark and its sign.
  static std::uint8_t form_of(const WrittenAmount& amount) {
    using Mark = WrittenAmount::Mark;
    const int mark = static_cast<int>(amount.mark), comma = amount.mark_is_comma;
    const int both = amount.mark == Mark::grouping ? 3 + comma : amount.mark == Mark::either ? 5 + comma : mark;
    return static_cast<std::uint8_t>(both << 5 | std::min<int>(amount.after, most_decimals));
  }
  static WrittenAmount amount_of(std::uint8_t form) {
    using Mark = WrittenAmount::Mark;
    constexpr Mark marks[] = {Mark::none, Mark::point, Mark::comma, Mark::grouping, Mark::grouping, Mark::either, Mark::either, Mark::none};
    const unsigned both = form >> 5;
    return {0, static_cast<std::uint8_t>(form & most_decimals), marks[both], both == 2 || both == 4 || both == 6, no_currency_sign};
  }
  static constexpr int most_decimals = 31;

  void push_wide(std::int64_t digits) {
    wide_.push_back({digits_.size(), digits});
    digits_.push_back(stands_in_wide);
  }
  std::int64_t wide_digits(std::size_t index) const { return std::ranges::lower_bound(wide_, index, {}, &Wide::index)->digits; }

  Blocks<std::int32_t> digits_;
  std::vector<Wide> wide_;  ///< by index
  Blocks<Form> forms_;
  Blocks<WrittenDate> dates_;
  Blocks<std::uint32_t> customers_, lines_;
};

struct WaitingOrders::Part {
  PackedColumn<std::int32_t> digits;
  PackedColumn<Wide> wide;
  PackedColumn<Form> forms;
  PackedColumn<WrittenDate> dates;
  PackedColumn<std::uint32_t> customers, lines;

  static Part handed_over(ByteReader& from) {
    Part part;
    part.digits = from.column<std::int32_t>();
    part.wide = from.column<Wide>();
    part.forms = from.column<Form>();
    part.dates = from.column<WrittenDate>();
    part.customers = from.column<std::uint32_t>();
    part.lines = from.column<std::uint32_t>();
    return part;
  }
  std::size_t size() const { return digits.size(); }
  /// Whether the columns are of one length and number no customer, currency or wide digits that there are not.
  bool fits(std::size_t customer_count, std::size_t currency_count) const {
    bool good = forms.size() == size() && dates.size() == size() && customers.size() == size() && lines.size() == size();
    std::size_t next_wide = 0;
    for (std::size_t i = 0; good && i < size(); ++i) {
      good = customers[i] < customer_count && forms[i].currency < currency_count;
      if (digits[i] == stands_in_wide) good = good && next_wide < wide.size() && wide[next_wide++].index == i;
    }
    return good && next_wide == wide.size();
  }
};

inline void WaitingOrders::join(const Part& part, std::span<const std::uint32_t> customers, std::span<const std::uint8_t> currencies,
                                std::uint32_t lines_before) {
  const std::size_t rows = part.size();
  for (std::size_t i = 0; i < part.wide.size(); ++i) wide_.push_back({size() + part.wide[i].index, part.wide[i].digits});
  digits_.append(rows, [&](std::size_t first, std::size_t count, std::int32_t* to) { part.digits.copy(first, count, to); });
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
