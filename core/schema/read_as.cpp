#include "schema/read_as.h"

namespace lifeworth {
namespace {

/// Which order to assume when a column gives no evidence: Americans write the month first, and a decimal comma is not American.
DateOrder convention(const CurrencyCode& currency, char decimal_mark) {
  return currency == "USD" && decimal_mark == '.' ? DateOrder::mdy : DateOrder::dmy;
}

/// Whether the cell has a meaning under what was decided.
bool is_readable(const ReadAs& as, const Mapping& mapping, const WrittenAmount& amount, bool& unclear) {
  using Mark = WrittenAmount::Mark;
  // A cell that can only be read with the other decimal mark is not guessed at when it was said which mark it is.
  const bool told = mapping.decimal_mark.value != 0;
  if (told) return !(amount.mark == Mark::point && as.decimal_mark == ',') && !(amount.mark == Mark::comma && as.decimal_mark == '.');
  // Both marks are certain somewhere in the column: what "1,234" means cannot be known.
  const bool either_way = amount.mark == Mark::either && as.amounts.points > 0 && as.amounts.commas > 0;
  unclear = unclear || either_way;
  return !either_way;
}

AmountUnit unit_of(const Mapping& mapping) { return mapping.minor_units.value ? AmountUnit::minor : AmountUnit::major; }

}  // namespace

void ReadAs::decide(const Mapping& mapping, const CurrencyCode& currency) {
  const auto decided = amounts.decide(minor_digits(currency));
  decimal_mark = mapping.decimal_mark.value ? mapping.decimal_mark.value : decided.decimal_mark;
  decimal_asked = !mapping.decimal_mark.value && decided.asked;
  const auto order = dates.decide(convention(currency, decimal_mark));
  date_order = order.order;
  date_why = order.why;
  date_numbers = order.numbers == DateNumbers::serial ? mapping.serials.value : order.numbers;
  if (mapping.date_order.value != DateOrder::unknown) {
    date_order = mapping.date_order.value;
    date_why = DateEvidence::Decision::Why::evidence;
  }
}

std::optional<Minor> minor_under(const ReadAs& as, const Mapping& mapping, const WrittenAmount& amount, int minor_digits, bool& rounded, bool& unclear) {
  if (!is_readable(as, mapping, amount, unclear)) return std::nullopt;
  return amount.minor(as.decimal_mark, minor_digits, rounded, unit_of(mapping));
}

std::optional<Minor> minor_under(const ReadAs& as, const Mapping& mapping, const WrittenAmount& price, const WrittenAmount& quantity, int minor_digits,
                                 bool& rounded, bool& unclear) {
  if (!is_readable(as, mapping, price, unclear) || !is_readable(as, mapping, quantity, unclear)) return std::nullopt;
  return price.times(quantity, as.decimal_mark, minor_digits, rounded, unit_of(mapping));
}

}  // namespace lifeworth
