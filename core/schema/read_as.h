// How the dates and amounts of a file were read in the end, and why.
#pragma once

#include "base/money.h"
#include "read/column.h"
#include "schema/mapping.h"

namespace lifeworth {

struct ReadAs {
  DateOrder date_order = DateOrder::ymd;
  DateEvidence::Decision::Why date_why = DateEvidence::Decision::Why::written;
  DateNumbers date_numbers = DateNumbers::none;
  DateEvidence dates;
  char decimal_mark = '.';
  bool decimal_asked = false;
  AmountEvidence amounts;

  /// Decides from the evidence of the whole columns; what a person or the format said counts first.
  void decide(const Mapping& mapping, const CurrencyCode& currency);
};

/// An amount in minor units under what was decided. Nothing: it cannot be read (`unclear` when it could be read two ways).
std::optional<Minor> minor_under(const ReadAs& as, const Mapping& mapping, const WrittenAmount& amount, int minor_digits, bool& rounded, bool& unclear);

/// The same of so many pieces at this price.
std::optional<Minor> minor_under(const ReadAs& as, const Mapping& mapping, const WrittenAmount& price, const WrittenAmount& quantity, int minor_digits,
                                 bool& rounded, bool& unclear);

}  // namespace lifeworth
