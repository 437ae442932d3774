// Rows of orders as they wait until the whole column says how to read them: as columns, for millions may wait.
#pragma once

#include <cstdint>

#include "base/blocks.h"
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

}  // namespace lifeworth
