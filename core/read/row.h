// What every reader gives: rows of text, one at a time.
#pragma once

#include <concepts>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>

#include "read/unquote.h"

namespace lifeworth {

enum class Damage : std::uint8_t { none, open_quote, broken_json };

/// What a row is to the table around it.
enum class RowKind : std::uint8_t {
  data,
  blank,            ///< nothing but delimiters and blanks
  repeated_header,  ///< the header printed again
  total,            ///< a sum over other rows
  note,             ///< a title, comment or footer: text that is no row
  other_table       ///< belongs to a second table further down
};

/// The cells of a row: texts, or places in a line of CSV, which are cut and freed of their quotes when they are asked for. Most columns of an
/// export play no role, and a cell nobody asks for costs nothing.
class Cells {
 public:
  template <std::convertible_to<std::span<const std::string_view>> Texts>
  Cells(const Texts& texts) : texts_(std::span<const std::string_view>(texts).data()), size_(std::size(texts)) {}
  /// `ends`: where each cell ends, as offsets into `text`; the first begins at `start`. `unquoter`: null where no cell has quotes.
  Cells(const char* text, std::size_t start, std::span<const std::uint32_t> ends, Unquoter* unquoter)
      : text_(text), ends_(ends.data()), unquoter_(unquoter), start_(start), size_(ends.size()) {}

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::string_view operator[](std::size_t index) const {
    if (texts_) return texts_[index];
    const std::size_t begin = index ? ends_[index - 1] + 1 : start_;
    const std::string_view cell(text_ + begin, ends_[index] - begin);
    return unquoter_ ? (*unquoter_)(cell) : cell;
  }
  std::string_view back() const { return (*this)[size_ - 1]; }
  /// Empty where the row ends before it.
  std::string_view at(std::size_t index) const { return index < size_ ? (*this)[index] : std::string_view(); }

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using reference = std::string_view;
    using pointer = void;

    Iterator() = default;
    Iterator(const Cells* cells, std::size_t index) : cells_(cells), index_(index) {}
    std::string_view operator*() const { return (*cells_)[index_]; }
    Iterator& operator++() { return ++index_, *this; }
    Iterator operator++(int) { return {cells_, index_++}; }
    bool operator==(const Iterator&) const = default;

   private:
    const Cells* cells_ = nullptr;
    std::size_t index_ = 0;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }

 private:
  const std::string_view* texts_ = nullptr;
  const char* text_ = nullptr;
  const std::uint32_t* ends_ = nullptr;
  Unquoter* unquoter_ = nullptr;
  std::size_t start_ = 0, size_;
};

/// One row as the file has it. Its cells hold only until the call returns.
struct Row {
  Cells cells;
  std::uint64_t line;  ///< physical line (1-based) on which the row begins
  Damage damage = Damage::none;
  RowKind kind = RowKind::data;
};

/// Undamaged rows of CSV one below the other, each on a line of its own, whose cells lie where an index of their text says: a sink can read them by
/// columns. They hold only until the call returns.
class RowRun {
 public:
  /// Where a row's first cell begins in the text, and which of `ends` are those of its first and last cell.
  struct Place {
    std::uint32_t start, first, last;
  };
  RowRun(const char* text, const std::uint32_t* ends, std::span<const Place> places, Unquoter* unquoter, std::uint64_t first_line)
      : text_(text), ends_(ends), places_(places), unquoter_(unquoter), first_line_(first_line) {}

  std::size_t size() const { return places_.size(); }
  Cells cells(std::size_t row) const {
    const Place& place = places_[row];
    return {text_, place.start, {ends_ + place.first, place.last + 1 - place.first}, unquoter_};
  }
  std::uint64_t line(std::size_t row) const { return first_line_ + row; }
  Row operator[](std::size_t row) const { return {cells(row), line(row)}; }
  RowRun part(std::size_t first, std::size_t count) const { return {text_, ends_, places_.subspan(first, count), unquoter_, line(first)}; }

 private:
  const char* text_;
  const std::uint32_t* ends_;
  std::span<const Place> places_;
  Unquoter* unquoter_;
  std::uint64_t first_line_;
};

class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void row(const Row& row) = 0;
  /// The same as `row` for one after the other.
  virtual void run(const RowRun& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) row(rows[i]);
  }
};

}  // namespace lifeworth
