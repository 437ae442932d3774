// An amount as it is *written*, before its meaning is known: "1,234" is digits and a mark until the whole column says what the mark means.
// In: one cell. Out: 16 bytes; the column (read/column.h) says how to turn them into minor units. Forms: export catalogue, section 0.4.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/money.h"

namespace lifeworth {

/// What a column of amounts counts.
enum class AmountUnit : std::uint8_t {
  major,  ///< euros, yen: 12.50
  minor,  ///< cents, and yen: 1250, as payment interfaces give them
};

/// Digits, how many of them stand after the last mark, and what the mark can mean.
struct WrittenAmount {
  enum class Mark : std::uint8_t {
    none,      ///< digits only, perhaps grouped by blanks or apostrophes
    point,     ///< certainly a decimal point: 1234.5, 1,234.50
    comma,     ///< certainly a decimal comma
    grouping,  ///< certainly grouped digits without decimals: 1,234,567, 12,34,567
    either,    ///< one mark with three digits behind it: 1,234 or 1.234
  };

  /// Reads digits (full-width ones too) with `.` `,` as marks, in groups of three, or two before the last three (lakhs), with `.` `,` `'` or
  /// blanks between; minus signs before or behind, parentheses for negatives, `.–` for no cents, and a currency sign or code on either side,
  /// also as HTML entities.
  /// Nothing where the text is no amount: empty, `#REF!`, `12%`, `1E5`, `1.2.3`, two currencies, more than 18 digits (decimals beyond the 18th are dropped:
  /// programs write 0.30000000000000004). `5.00 CR` is none either: whose credit it is differs from export to export.
  static std::optional<WrittenAmount> parse(std::string_view text) {
    WrittenAmount amount;
    return parse(text.data(), text.size(), amount) ? std::optional(amount) : std::nullopt;
  }
  /// The same, put where it shall stand; false: nothing, and what stands there is as it was.
  static bool parse(const char* at, std::size_t size, WrittenAmount& amount);

  std::int64_t digits = 0;                 ///< all digits as one signed integer
  std::uint8_t after = 0;                  ///< digits after the last `.` or `,`
  Mark mark = Mark::none;
  bool mark_is_comma = false;              ///< which sign `after` counts from
  CurrencySign sign = no_currency_sign;    ///< currency sign or code beside the number

  /// The sign as it is usually written, "" without one.
  std::string_view sign_text() const { return currency_sign_text(sign); }

  /// Minor units under a decimal mark ('.' or ','; only cells with Mark::either ask). Nothing on overflow. Digits beyond the currency's are
  /// rounded, half away from zero; `rounded` is set when they were more than the noise of binary fractions, a millionth of a minor unit.
  std::optional<Minor> minor(char decimal_mark, int minor_digits, bool& rounded, AmountUnit unit = AmountUnit::major) const;

  /// The same of so many pieces at this price: all decimals of both are kept until the product is rounded.
  std::optional<Minor> times(const WrittenAmount& quantity, char decimal_mark, int minor_digits, bool& rounded, AmountUnit unit = AmountUnit::major) const;

  /// How many of the digits are decimals under a decimal mark ('.' or ',').
  int decimals(char decimal_mark) const;
};

static_assert(sizeof(WrittenAmount) == 16);

}  // namespace lifeworth
