// A date as it is *written*, before its meaning is known. "03/04/2024" is two numbers and a year until the whole column says which is the
// month, and "45382" is a number until all of them are. In: one cell. Out: four bytes; the column (read/column.h) says how to turn them into days.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"

namespace lifeworth {

/// The order of the three parts of a date. `ymd` matters only for years of two digits: where four stand first, the order is known.
enum class DateOrder : std::uint8_t { unknown, ymd, dmy, mdy };

/// What the numbers in a column of dates count.
enum class DateNumbers : std::uint8_t {
  as_written,   ///< each by its own number of digits
  none,         ///< numbers are no dates in this column
  compact,      ///< 20240331
  serial,       ///< days of a spreadsheet since 1899-12-30 (right from March 1900 on)
  serial_1904,  ///< days of a spreadsheet that counts from 1904-01-01
  seconds, milliseconds, microseconds  ///< since 1970-01-01 UTC
};

class WrittenDate {
 public:
  enum class Kind : std::uint8_t {
    certain,      ///< 2024-03-31, Mar 31, 2024
    compact,      ///< 20240331
    year_last,    ///< 31/03/2024 or 03/31/2024
    short_year,   ///< 31/03/24, 03/31/24 or 24-03-31
    short_named,  ///< 31-Mar-24 or 24-Mar-31
    serial,       ///< 45382, 45382.5
    seconds, milliseconds, microseconds
  };

  /// Reads the forms above, months as numbers or words in five languages, `-` `/` `.` between the parts, with or without a weekday in front
  /// and a time and a zone behind (which are dropped: the local day that was written is the day; numbers since 1970 give the day in UTC).
  /// Nothing where the text is no date or something else stands behind it. Seconds have 10 digits, milliseconds 13, microseconds 16, and lie
  /// between 2001 and 2100; serials have five digits, 20000–80000 (1954–2119).
  static std::optional<WrittenDate> parse(std::string_view text) {
    // Text and date in registers: WebAssembly hands views and optionals over in memory, which costs more than reading most dates.
    const std::uint32_t bits = bits_of(text.data(), text.size());
    return bits == no_date ? std::nullopt : std::optional(WrittenDate(bits));
  }

  bool operator==(const WrittenDate&) const = default;
  Kind kind() const { return static_cast<Kind>(bits_ >> 28); }
  /// Whether the date means the same under all orders.
  bool certain() const { return kind() <= Kind::compact; }
  /// Whether it is a number that is a date only if the whole column agrees.
  bool is_number() const { return kind() >= Kind::serial; }
  /// Whether the parts are divided by `-`, as years of two digits that stand first nearly always are.
  bool has_hyphens() const { return bits_ >> 27 & 1; }

  /// The day under an order; nothing for a date that does not exist there (31 June is not rolled over) or is outside the years 1900–2100.
  std::optional<Day> day(DateOrder order, DateNumbers numbers = DateNumbers::as_written) const;

  /// The parts of a date with an order in their places, whether or not there is such a day. Numbers have none.
  CivilDate placed(DateOrder order) const;

  /// A set with bit `1 << order` for each order under which month and day are possible; 0 for numbers and for what is possible under none.
  unsigned possible_orders() const;

 private:
  // Kind in the highest four bits. A year with two small numbers: 14 + 6 + 6 bits. Three small numbers: 1 bit for hyphens, 7 + 7 + 7.
  // Numbers: the day (serials: the number), 28 bits.
  constexpr explicit WrittenDate(std::uint32_t bits) : bits_(bits) {}
  static constexpr WrittenDate with_year(Kind kind, unsigned year, unsigned first, unsigned second) {
    return WrittenDate(std::uint32_t(kind) << 28 | year << 12 | first << 6 | second);
  }
  static constexpr WrittenDate with_short_year(Kind kind, bool hyphens, unsigned first, unsigned second, unsigned third) {
    return WrittenDate(std::uint32_t(kind) << 28 | std::uint32_t(hyphens) << 27 | first << 14 | second << 7 | third);
  }
  static constexpr WrittenDate with_number(Kind kind, std::uint32_t number) { return WrittenDate(std::uint32_t(kind) << 28 | number); }

  static constexpr std::uint32_t no_date = ~std::uint32_t{0};  // a kind that there is not
  static std::uint32_t bits_of(const char* at, std::size_t size);
  static std::optional<WrittenDate> parse_usual(std::string_view text);
  static std::optional<WrittenDate> parse_slowly(std::string_view text);
  static std::optional<WrittenDate> parse_plain(std::string_view text);
  static std::optional<WrittenDate> parse_numbers(std::string_view text, unsigned first, unsigned digits);
  static std::optional<WrittenDate> parse_number(std::string_view digits, std::string_view rest);
  static std::optional<WrittenDate> parse_named(std::string_view text);

  std::uint32_t bits_;
};

static_assert(sizeof(WrittenDate) == 4);

}  // namespace lifeworth
