// A column beside rows of millions that begins late: only some files have it, and the rows before the first of those take no room. In: values by the
// number of their row, rising. Out: the same, and nothing (a value of zeros) for every other row.
#pragma once

#include <cstddef>

#include "base/blocks.h"
#include "base/bytes.h"

namespace lifeworth {

template <class Value>
class LateColumn {
 public:
  /// A file begins at `row` that has the column; the first of them is where it begins.
  void begin(std::size_t row) {
    if (values_.empty()) first_ = row;
  }
  std::size_t size() const { return values_.size(); }
  void put(std::size_t row, const Value& value) {
    fill_up(row);
    values_.push_back(value);
  }
  /// The values of rows from `row` on.
  void append(std::size_t row, const PackedColumn<Value>& more) {
    if (more.size() == 0) return;
    fill_up(row);
    values_.append(more.size(), [&](std::size_t first, std::size_t count, Value* to) { more.copy(first, count, to); });
  }
  const Value& operator[](std::size_t row) const {
    static constexpr Value nothing{};
    return row >= first_ && row - first_ < values_.size() ? values_[row - first_] : nothing;
  }
  /// Nothing from now on; a row without a value stays so.
  void clear(std::size_t row) {
    if (row >= first_ && row - first_ < values_.size()) values_[row - first_] = {};
  }
  /// All from the first row that has one.
  const Blocks<Value>& values() const { return values_; }
  /// Gives back the memory of rows before `row`, in blocks.
  void release_before(std::size_t row) {
    if (row > first_) values_.release_before(row - first_);
  }

 private:
  void fill_up(std::size_t row) {
    while (first_ + values_.size() < row) values_.push_back({});
  }

  Blocks<Value> values_;
  std::size_t first_ = 0;
};

}  // namespace lifeworth
