// What a whole column says about how its dates and amounts are written. In: cells as written, one at a time, in any number.
// Out: the order of day and month and the decimal mark, with the evidence, so that the page can show why.
#pragma once

#include <cstdint>

#include "read/types.h"

namespace lifeworth {

/// Counts over the dates of one column.
class DateEvidence {
 public:
  void add(WrittenDate date);

  std::uint64_t year_first = 0;    ///< 2024-03-31
  std::uint64_t first_over_12 = 0;   ///< 31/03/2024: must be day first
  std::uint64_t second_over_12 = 0;  ///< 03/31/2024: must be month first
  std::uint64_t either = 0;        ///< 03/04/2024

  struct Decision {
    DateOrder order;
    enum class Why : std::uint8_t { written, evidence, sorted, convention } why;
  };
  /// Evidence first; else the order under which the column is sorted; else `convention`, which is a guess to ask about.
  Decision decide(DateOrder convention) const;

 private:
  /// Steps forward and back between neighbours if the column is read under an order.
  struct Steps {
    int last = 0;
    std::uint64_t forward = 0, back = 0;
    void step(int key);
    /// Share of the steps that go the commoner way, 0.5–1; 0 without steps.
    double sortedness() const;
  } dmy_, mdy_;
};

/// Counts over the amounts of one column.
class AmountEvidence {
 public:
  void add(const WrittenAmount& amount);

  std::uint64_t points = 0, commas = 0;  ///< certain decimal marks, among them what grouping with the other mark proves
  std::uint64_t either_point = 0, either_comma = 0;  ///< 1.234 and 1,234

  struct Decision {
    char decimal_mark;  ///< '.' or ','
    bool asked;         ///< nothing in the column tells what its `1,234` means
  };
  /// Without evidence, a mark before three digits is taken for what the currency allows: decimals where it has three of them (KWD), else
  /// grouping, which is certain where it has none (CLP) and a guess to ask about where it has two.
  Decision decide(int minor_digits) const;
};

}  // namespace lifeworth
