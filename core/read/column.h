// What a whole column says about how its dates and amounts are written. In: cells as written, one at a time, in any number.
// Out: the order of day, month and year, what its numbers count, and the decimal mark, each with the evidence, so that the page can show why.
// Rules: export catalogue, sections 0.4 and 0.5. Evidence may stand in the last row; where cells contradict each other, most of them decide
// and it is said.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "read/written_amount.h"
#include "read/written_date.h"

namespace lifeworth {

/// Counts over the dates of one column.
class DateEvidence {
 public:
  void add(WrittenDate date);
  /// A cell that is neither missing nor a date. Only what numbers mean depends on it, so not to call it costs no more than a number
  /// in a column of other numbers being taken for a day.
  void add_unreadable(std::string_view text);

  std::uint64_t certain = 0;         ///< 2024-03-31, Mar 31, 2024
  std::uint64_t first_over_12 = 0;   ///< 31/03/2024: not month first
  std::uint64_t second_over_12 = 0;  ///< 03/31/2024: not day first
  std::uint64_t either = 0;          ///< 03/04/2024: day and month could change places
  std::uint64_t impossible = 0;      ///< 31/31/2024
  std::uint64_t year_first = 0;      ///< 99-03-31, 24-Mar-00: the year of two digits must stand first
  std::uint64_t compact = 0, serials = 0, seconds = 0, milliseconds = 0, microseconds = 0;  ///< numbers
  std::uint64_t other_numbers = 0;   ///< unreadable cells that are numbers

  struct Decision {
    DateOrder order;
    enum class Why : std::uint8_t {
      written,    ///< every date says itself
      evidence,   ///< some date can be read in one order only
      sorted,     ///< the column is sorted under one order, or its years are those that hardly change
      convention  ///< nothing tells; a guess
    } why;
    DateNumbers numbers = DateNumbers::none;  ///< what numeric cells count; `none`: they are no dates (or there are none)
    bool asked = false;                       ///< a person should be asked for the order
    std::uint64_t against = 0;                ///< dates that are possible under another order only: they have no day under this one
    std::uint64_t numbers_against = 0;        ///< numbers that could be dates and are not read as such
    bool mixed() const { return against > 0 || numbers_against > 0; }
  };
  /// The dates of `later` stood behind these in the column.
  void join(const DateEvidence& later);

  /// Evidence first; else the order under which the column is sorted; else `convention` (dmy or mdy), which is a guess to ask about.
  Decision decide(DateOrder convention) const;

 private:
  /// Steps forward and back between neighbours if the column is read under an order.
  struct Steps {
    int first = 0, last = 0;
    std::uint64_t forward = 0, back = 0;
    void step(CivilDate date);
    void join(const Steps& later);
    /// Share of the steps that go the commoner way, 0.5–1; 0 without steps.
    double sortedness() const;
  };
  /// Which of the numbers 0–99 were seen.
  struct Seen {
    std::uint64_t low = 0, high = 0;
    void add(unsigned number) { (number < 64 ? low : high) |= std::uint64_t{1} << (number & 63); }
    void join(const Seen& later) { low |= later.low, high |= later.high; }
    int count() const;
  };
  enum class YearPlace : std::uint8_t { first, last, unknown };

  std::uint64_t can(DateOrder order) const;
  YearPlace year_place(DateOrder other) const;
  void decide_order(DateOrder convention, Decision& decision) const;
  void decide_numbers(Decision& decision) const;

  std::array<std::uint64_t, 16> possible_{};  ///< dates by the set of orders under which they are possible
  std::uint64_t asking_ = 0;                  ///< of `either`, those whose two readings are different days
  std::uint64_t with_hyphens_ = 0;            ///< 24-03-31
  std::array<Steps, 4> steps_;                ///< by order
  Seen first_parts_, last_parts_;             ///< of dates with years of two digits
};

/// Counts over the amounts of one column.
class AmountEvidence {
 public:
  void add(const WrittenAmount& amount);
  void join(const AmountEvidence& later);

  std::uint64_t whole = 0;                           ///< digits without any mark: if all are, they may be minor units
  std::uint64_t points = 0, commas = 0;              ///< certain decimal marks, among them what grouping with the other mark proves
  std::uint64_t either_point = 0, either_comma = 0;  ///< 1.234 and 1,234

  struct Decision {
    char decimal_mark;  ///< '.' or ','
    bool asked;         ///< nothing in the column tells what its `1,234` means, or it tells both
    bool mixed = false; ///< both marks are certain decimal marks somewhere
  };
  /// Without evidence, a mark before three digits is taken for what the currency allows: decimals where it has three of them (KWD), else
  /// grouping, which is certain where it has none (CLP) and a guess to ask about where it has two. Minor units have no decimals: 0.
  Decision decide(int minor_digits) const;
};

}  // namespace lifeworth
