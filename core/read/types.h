// Cells as they are *written*, before their meaning is known. "03/04/2024" is two numbers and a year until the whole column
// says which is the month; "1,234" is digits and a mark until it says what the mark means. A column collects evidence
// while it is read and decides at the end; only then do cells become days and minor units.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/money.h"

namespace lifeworth {

enum class DateOrder : std::uint8_t { unknown, ymd, dmy, mdy };

/// A date as written, in 32 bits; columns of millions of them stay small.
class WrittenDate {
 public:
  /// Reads `2024-03-31`, `2024/3/31`, `20240331`, `31/03/2024`, `3.31.24`, each with or without a time behind it (which is
  /// dropped: the local day that was written is the day). Nothing where the text is no such date.
  static std::optional<WrittenDate> parse(std::string_view text);

  /// Whether the year stands first, so that the order is known.
  bool year_first() const { return bits_ >> 31; }
  unsigned first() const { return bits_ >> 4 & 0x3F; }    ///< month if year_first
  unsigned second() const { return bits_ >> 10 & 0x3F; }  ///< day if year_first
  int year() const { return static_cast<int>(bits_ >> 16 & 0x3FFF); }

  /// The day under an order; nothing for a date that does not exist or is outside the years 1900–2100.
  std::optional<Day> day(DateOrder order) const;

 private:
  WrittenDate(bool year_first, unsigned year, unsigned first, unsigned second)
      : bits_(unsigned(year_first) << 31 | year << 16 | second << 10 | first << 4) {}
  std::uint32_t bits_;
};

/// An amount as written: its digits, how many stand after the last mark, and what the mark can mean.
class WrittenAmount {
 public:
  enum class Mark : std::uint8_t {
    none,       ///< digits only
    point,      ///< certainly a decimal point: 1234.5, 1,234.50
    comma,      ///< certainly a decimal comma
    grouping,   ///< certainly grouped digits without decimals: 1,234,567
    either,     ///< one mark with three digits behind it: 1,234 or 1.234
  };

  /// Reads digits with `.` `,` `'` and spaces as marks, minus signs before or behind, parentheses for negatives, and a currency
  /// sign or code on either side. Nothing where the text is no amount (empty, `#REF!`, `12%`, `1E5`).
  static std::optional<WrittenAmount> parse(std::string_view text);

  std::int64_t digits;        ///< all digits as one signed integer
  std::uint8_t after = 0;     ///< digits after the last `.` or `,`
  Mark mark = Mark::none;
  bool mark_is_comma = false;  ///< which sign `after` counts from
  char sign_text[8] = {};     ///< currency sign or code beside the number, cut to 7 bytes

  /// Minor units under a decimal mark ('.' or ','; only cells with Mark::either ask). Nothing on overflow.
  /// `rounded` is set when the amount has more decimals than the currency.
  std::optional<Minor> minor(char decimal_mark, int minor_digits, bool& rounded) const;
};

}  // namespace lifeworth
