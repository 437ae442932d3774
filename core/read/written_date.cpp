#include "read/written_date.h"

#include <cstring>

#include "base/text.h"
#include "read/named_date.h"
#include "read/plain_text.h"
#include "read/time_of_day.h"

namespace lifeworth {
namespace {

// Systems write 0001-01-01 and 9999-12-31 for "never"; one such row would stretch the observed time over all of history.
constexpr int first_year = 1900, last_year = 2100;

constexpr unsigned largest_part = 63;  // what fits beside a year of four digits; 99/99/2024 is no date in any order

constexpr std::uint32_t first_serial = 20'000, last_serial = 80'000;
constexpr Day serial_zero = -25'569;  // 1899-12-30; Excel's 29 February 1900 is behind us long before serial 20000
constexpr Day days_to_1904 = 1'462;

constexpr std::uint64_t seconds_of_a_day = 86'400, end_of_2100 = 4'133'980'800;

constexpr unsigned bit(DateOrder order) { return 1u << static_cast<unsigned>(order); }

int full_year(unsigned year, unsigned digits) {
  if (digits == 4) return int(year);
  return int(year < 69 ? 2000 + year : 1900 + year);  // POSIX strptime's pivot
}

bool can_be(unsigned month, unsigned day) {
  constexpr unsigned longest[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= longest[month];
}

// --- eight characters at a time ---

std::uint64_t load_eight(const char* at) {
  std::uint64_t eight;
  std::memcpy(&eight, at, sizeof eight);  // little endian, as both of our machines are
  return eight;
}

constexpr std::uint64_t each = 0x0101'0101'0101'0101;

/// Takes '0' (or a mark) off each of eight characters; what is not a digit (or that mark) leaves a high bit in `wrong`.
/// `marks` has 0xFF where the mark stands.
std::uint64_t digits_of(std::uint64_t eight, std::uint64_t marks, char mark, std::uint64_t& wrong) {
  const std::uint64_t digits = eight ^ ((each * '0' & ~marks) | (each * static_cast<unsigned char>(mark) & marks));
  const std::uint64_t limit = (each * 0x76 & ~marks) | (each * 0x7F & marks);  // + 10, or + 1, sets the high bit
  wrong = ((digits + limit) | digits) & each * 0x80;
  return digits;
}

unsigned pair_at(std::uint64_t digits, int at) { return unsigned(digits >> 8 * at & 0xF) * 10 + unsigned(digits >> 8 * (at + 1) & 0xF); }

/// The number of two characters; 100 or more where they are no digits.
unsigned two_digits(const char* at) {
  const unsigned tens = static_cast<unsigned char>(at[0]) - unsigned('0'), ones = static_cast<unsigned char>(at[1]) - unsigned('0');
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/// The times that nearly all exports write: " 0:37", " 10:15", " 10:15:30", the same with T, and behind it Z, +02:00, " +0200" or a fraction.
bool is_usual_time(std::string_view rest) {
  if (rest.empty()) return true;
  if (rest[0] != ' ' && rest[0] != 'T') return false;
  if (rest.size() == 6) return rest[3] == ':' && two_digits(&rest[1]) < 24 && two_digits(&rest[4]) < 60;
  if (rest.size() == 5) return rest[2] == ':' && is_digit(rest[1]) && two_digits(&rest[3]) < 60;
  if (rest.size() < 9) return false;
  std::uint64_t wrong;
  const std::uint64_t digits = digits_of(load_eight(&rest[1]), 0x0000'FF00'00FF'0000, ':', wrong);
  if (wrong || pair_at(digits, 0) > 23 || pair_at(digits, 3) > 59 || pair_at(digits, 6) > 59) return false;
  rest.remove_prefix(9);
  if (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])) {
    rest.remove_prefix(2);
    while (!rest.empty() && is_digit(rest[0])) rest.remove_prefix(1);
  }
  if (rest.empty() || rest == "Z") return true;
  if (rest[0] == ' ') rest.remove_prefix(1);
  if (rest.size() < 5 || (rest[0] != '+' && rest[0] != '-') || two_digits(&rest[1]) > 23) return false;
  return rest.size() == 5 ? two_digits(&rest[3]) < 60 : rest.size() == 6 && rest[3] == ':' && two_digits(&rest[4]) < 60;
}

bool is_date_mark(char c) { return c == '-' || c == '/' || c == '.'; }

}  // namespace

std::uint32_t WrittenDate::bits_of(const char* at, std::size_t size) {
  const auto date = parse_usual({at, size});
  return date ? date->bits_ : no_date;
}

std::optional<WrittenDate> WrittenDate::parse_usual(std::string_view text) {
  if (text.size() >= 10) {
    std::uint64_t wrong;
    if (const char mark = text[4]; is_date_mark(mark)) {  // 2024-03-31
      const std::uint64_t digits = digits_of(load_eight(text.data()), 0xFF00'00FF'0000'0000, mark, wrong);
      const unsigned month = pair_at(digits, 5), day = two_digits(&text[8]);
      if (!wrong && month <= largest_part && day <= largest_part && is_usual_time(text.substr(10)))
        return with_year(Kind::certain, pair_at(digits, 0) * 100 + pair_at(digits, 2), month, day);
    } else if (const char between = text[2]; is_date_mark(between)) {  // 31/03/2024
      const std::uint64_t digits = digits_of(load_eight(text.data()), 0x0000'FF00'00FF'0000, between, wrong);
      const unsigned first = pair_at(digits, 0), second = pair_at(digits, 3), years = two_digits(&text[8]);
      if (!wrong && first <= largest_part && second <= largest_part && years < 100 && is_usual_time(text.substr(10)))
        return with_year(Kind::year_last, pair_at(digits, 6) * 100 + years, first, second);
    }
  }
  // 3/31/2024 0:37, as American spreadsheets save it.
  if (text.size() >= 8 && is_digit(text[0])) {
    const std::size_t first_digits = 1 + is_digit(text[1]);
    const char mark = text[first_digits];
    const char* const second = &text[first_digits + 1];
    const std::size_t second_digits = 1 + is_digit(second[1]), year = first_digits + second_digits + 2;
    if (is_date_mark(mark) && is_digit(second[0]) && second[second_digits] == mark && text.size() >= year + 4) {
      const unsigned century = two_digits(&text[year]), years = two_digits(&text[year + 2]);
      const unsigned one = first_digits == 2 ? two_digits(&text[0]) : unsigned(text[0] - '0');
      const unsigned other = second_digits == 2 ? two_digits(second) : unsigned(second[0] - '0');
      if (century < 100 && years < 100 && one <= largest_part && other <= largest_part && is_usual_time(text.substr(year + 4)))
        return with_year(Kind::year_last, century * 100 + years, one, other);
    }
  }
  return parse_slowly(text);
}

std::optional<WrittenDate> WrittenDate::parse_slowly(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 5) return std::nullopt;
  if (const auto date = parse_plain(text)) return date;
  const PlainText plain(text, PlainText::For::date);
  return plain.text() != text ? parse_plain(plain.text()) : std::nullopt;
}

std::optional<WrittenDate> WrittenDate::parse_plain(std::string_view text) {
  if (text.size() < 5 || text.size() > PlainText::longest) return std::nullopt;
  if (!is_digit(text.front())) return parse_named(text);
  std::size_t digits = 1;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  std::string_view rest = text.substr(digits);
  if (digits > 4) return parse_number(text.substr(0, digits), rest);
  if (digits <= 2 && rest.starts_with(':')) {  // 10:15 31/03/2024
    rest = text;
    if (!take_time(rest, false) || !rest.starts_with(' ')) return std::nullopt;
    if (rest.find(':') != std::string_view::npos) return std::nullopt;
    rest = trimmed(rest);
    auto date = parse_plain(rest);
    const std::size_t zone = rest.rfind(' ');
    if (!date && zone != std::string_view::npos && is_zone_or_nothing(rest.substr(zone))) date = parse_plain(rest.substr(0, zone));
    return date && !date->is_number() ? date : std::nullopt;
  }
  unsigned first = 0;
  for (const char digit : text.substr(0, digits)) first = first * 10 + unsigned(digit - '0');
  if (const auto date = parse_numbers(rest, first, unsigned(digits))) return date;
  return parse_named(text);
}

/// Three numbers with one mark; `text` starts at the mark behind the first of them.
std::optional<WrittenDate> WrittenDate::parse_numbers(std::string_view text, unsigned first, unsigned first_digits) {
  unsigned number[3] = {first, 0, 0}, digits[3] = {first_digits, 0, 0};
  if (text.empty()) return std::nullopt;
  const char mark = text.front();
  if (!is_date_mark(mark)) return std::nullopt;
  for (int part = 1; part < 3; ++part) {
    if (text.empty() || text.front() != mark) return std::nullopt;
    text.remove_prefix(1);
    if (text.starts_with(' ') && mark == '.') text.remove_prefix(1);  // 31. 3. 2024
    while (digits[part] < text.size() && digits[part] < 5 && is_digit(text[digits[part]]))
      number[part] = number[part] * 10 + unsigned(text[digits[part]++] - '0');
    text.remove_prefix(digits[part]);
  }
  if ((digits[1] != 1 && digits[1] != 2) || number[1] > largest_part || !is_time_or_nothing(text)) return std::nullopt;
  if (first_digits == 4) {
    if ((digits[2] != 1 && digits[2] != 2) || number[2] > largest_part) return std::nullopt;
    return with_year(Kind::certain, first, number[1], number[2]);
  }
  if (first_digits > 2) return std::nullopt;
  if (digits[2] == 4 && first <= largest_part) return with_year(Kind::year_last, number[2], first, number[1]);
  if (digits[2] == 2) return with_short_year(Kind::short_year, mark == '-', first, number[1], number[2]);
  return std::nullopt;
}

/// A cell that starts with five digits or more.
std::optional<WrittenDate> WrittenDate::parse_number(std::string_view digits, std::string_view rest) {
  if (digits.size() == 8 || digits.size() == 14) {
    const auto part = [&](std::size_t at, std::size_t length) {
      unsigned value = 0;
      for (const char digit : digits.substr(at, length)) value = value * 10 + unsigned(digit - '0');
      return value;
    };
    const unsigned year = part(0, 4), month = part(4, 2), day = part(6, 2);
    if (int(year) < first_year || int(year) > last_year || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    if (digits.size() == 14 && (part(8, 2) > 24 || part(10, 2) > 59 || part(12, 2) > 60)) return std::nullopt;
    if (digits.size() == 14 ? !is_zone_or_nothing(rest) : !is_time_or_nothing(rest)) return std::nullopt;
    return with_year(Kind::compact, year, month, day);
  }
  if (digits.size() != 5 && digits.size() != 10 && digits.size() != 13 && digits.size() != 16) return std::nullopt;
  // Parts of a day, of a second …
  const bool has_parts = rest.size() > 1 && (rest[0] == '.' || rest[0] == ',') && rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!rest.empty() && !has_parts) return std::nullopt;
  std::uint64_t value = 0;
  for (const char digit : digits) value = value * 10 + std::uint64_t(digit - '0');
  if (digits.size() == 5) {
    if (value < first_serial || value > last_serial) return std::nullopt;
    return with_number(Kind::serial, std::uint32_t(value));
  }
  const Kind kind = digits.size() == 10 ? Kind::seconds : digits.size() == 13 ? Kind::milliseconds : Kind::microseconds;
  const std::uint64_t seconds = kind == Kind::seconds ? value : kind == Kind::milliseconds ? value / 1'000 : value / 1'000'000;
  if (digits.front() == '0' || seconds >= end_of_2100) return std::nullopt;
  return with_number(kind, std::uint32_t(seconds / seconds_of_a_day));
}

std::optional<WrittenDate> WrittenDate::parse_named(std::string_view text) {
  const auto named = parse_named_date(text);
  if (!named || named->front > 9999) return std::nullopt;
  if (named->front_digits == 4) return with_year(Kind::certain, named->front, named->month, named->back > largest_part ? 0 : named->back);
  if (!named->month_first && named->back_digits == 2) return with_short_year(Kind::short_named, false, named->front, named->month, named->back);
  if (named->front > largest_part) return std::nullopt;
  return with_year(Kind::certain, unsigned(full_year(named->back, named->back_digits)), named->month, named->front);
}

CivilDate WrittenDate::placed(DateOrder order) const {
  const unsigned third = bits_ & 0x7F, second = bits_ >> 7 & 0x7F, first = bits_ >> 14 & 0x7F;
  switch (kind()) {
    case Kind::certain:
    case Kind::compact: return {int(bits_ >> 12 & 0x3FFF), bits_ >> 6 & 0x3F, bits_ & 0x3F};
    case Kind::year_last: {
      const int year = int(bits_ >> 12 & 0x3FFF);
      const unsigned one = bits_ >> 6 & 0x3F, other = bits_ & 0x3F;
      if (order == DateOrder::dmy) return {year, other, one};
      return order == DateOrder::mdy ? CivilDate{year, one, other} : CivilDate{};
    }
    case Kind::short_year:
      if (order == DateOrder::ymd) return {full_year(first, 2), second, third};
      if (order == DateOrder::dmy) return {full_year(third, 2), second, first};
      return order == DateOrder::mdy ? CivilDate{full_year(third, 2), first, second} : CivilDate{};
    case Kind::short_named:
      // Nobody asks about 31-Mar-24: the year stands first only where a column proves it.
      if (order == DateOrder::ymd) return {full_year(first, 2), second, third};
      return {full_year(third, 2), second, first};
    default: return {};
  }
}

unsigned WrittenDate::possible_orders() const {
  const Kind written = kind();
  if (written == Kind::certain || written == Kind::compact || is_number()) return 0;
  const CivilDate dmy = placed(DateOrder::dmy), mdy = placed(DateOrder::mdy);
  unsigned orders = (can_be(dmy.month, dmy.day) ? bit(DateOrder::dmy) : 0) | (can_be(mdy.month, mdy.day) ? bit(DateOrder::mdy) : 0);
  if (written == Kind::year_last) return orders;
  const CivilDate ymd = placed(DateOrder::ymd);
  return orders | (can_be(ymd.month, ymd.day) ? bit(DateOrder::ymd) : 0);
}

std::optional<Day> WrittenDate::day(DateOrder order, DateNumbers numbers) const {
  if (is_number()) {
    const auto number = Day(bits_ & 0x0FFF'FFFF);
    const auto counts = [&](DateNumbers kind) { return numbers == DateNumbers::as_written || numbers == kind; };
    std::optional<Day> day;
    if (kind() == Kind::serial) {
      if (numbers == DateNumbers::serial_1904) day = number + serial_zero + days_to_1904;
      else if (counts(DateNumbers::serial)) day = number + serial_zero;
    } else {
      const bool in_seconds = kind() == Kind::seconds, in_thousandths = kind() == Kind::milliseconds;
      if (counts(in_seconds ? DateNumbers::seconds : in_thousandths ? DateNumbers::milliseconds : DateNumbers::microseconds)) day = number;
    }
    constexpr Day end = Day(end_of_2100 / seconds_of_a_day);
    return day && *day < end ? day : std::nullopt;
  }
  const CivilDate date = placed(order);
  if (date.year < first_year || date.year > last_year) return std::nullopt;
  return day_of(date);
}

}  // namespace lifeworth
