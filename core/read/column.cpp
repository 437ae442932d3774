#include "read/column.h"

#include <algorithm>

namespace lifeworth {

void DateEvidence::Steps::step(int key) {
  if (last != 0) {
    forward += key > last;
    back += key < last;
  }
  last = key;
}

double DateEvidence::Steps::sortedness() const {
  const std::uint64_t steps = forward + back;
  // A handful of steps is sorted by chance.
  return steps >= 6 ? double(std::max(forward, back)) / double(steps) : 0;
}

void DateEvidence::add(WrittenDate date) {
  if (date.year_first()) {
    ++year_first;
    return;
  }
  if (date.first() > 12) ++first_over_12;
  else if (date.second() > 12) ++second_over_12;
  else ++either;
  const int year = date.year() * 10000, first = int(date.first()), second = int(date.second());
  dmy_.step(year + second * 100 + first);
  mdy_.step(year + first * 100 + second);
}

DateEvidence::Decision DateEvidence::decide(DateOrder convention) const {
  using Why = Decision::Why;
  if (first_over_12 > second_over_12) return {DateOrder::dmy, Why::evidence};
  if (second_over_12 > first_over_12) return {DateOrder::mdy, Why::evidence};
  if (!either && !first_over_12) return {DateOrder::ymd, Why::written};
  // Exports come in the order of time. Right and wrong order differ a lot: a month read as a day jumps back and forth.
  const double dmy = dmy_.sortedness(), mdy = mdy_.sortedness();
  if (dmy > 0.98 && mdy < 0.9) return {DateOrder::dmy, Why::sorted};
  if (mdy > 0.98 && dmy < 0.9) return {DateOrder::mdy, Why::sorted};
  return {convention, Why::convention};
}

void AmountEvidence::add(const WrittenAmount& amount) {
  using Mark = WrittenAmount::Mark;
  switch (amount.mark) {
    case Mark::none: break;
    case Mark::point: ++points; break;
    case Mark::comma: ++commas; break;
    case Mark::grouping: ++(amount.mark_is_comma ? points : commas); break;
    case Mark::either: ++(amount.mark_is_comma ? either_comma : either_point); break;
  }
}

AmountEvidence::Decision AmountEvidence::decide(int minor_digits) const {
  if (points != commas) return {points > commas ? '.' : ',', points > 0 && commas > 0 && either_point + either_comma > 0};
  const bool points_stand = either_point > either_comma;
  if (minor_digits == 3) return {points_stand ? '.' : ',', false};
  return {points_stand ? ',' : '.', minor_digits != 0 && either_point + either_comma > 0};
}

}  // namespace lifeworth
