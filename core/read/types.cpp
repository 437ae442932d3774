#include "read/types.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"

namespace lifeworth {
namespace {

/// Takes the digits at the start of `text`; how many there were goes to `count`.
unsigned take_number(std::string_view& text, unsigned& count) {
  unsigned value = 0;
  count = 0;
  while (!text.empty() && is_digit(text.front()) && count < 9) {
    value = value * 10 + unsigned(text.front() - '0');
    text.remove_prefix(1);
    ++count;
  }
  return value;
}

// Systems write 0001-01-01 and 9999-12-31 for "never"; one such row would stretch the observed time over all of history.
constexpr unsigned first_year = 1900, last_year = 2100;

bool is_date_mark(char c) { return c == '-' || c == '/' || c == '.'; }

/// What may follow a date in its cell: nothing, or a time (anything after a T or spaces and a digit).
bool is_time_or_nothing(std::string_view rest) {
  if (rest.empty()) return true;
  if (rest.front() != 'T' && rest.front() != ' ' && rest.front() != ',') return false;
  const std::size_t start = rest.find_first_not_of(" T,");
  if (start == std::string_view::npos) return true;
  std::string_view time = rest.substr(start);
  unsigned hour_digits;
  const unsigned hour = take_number(time, hour_digits);
  return hour_digits >= 1 && hour_digits <= 2 && hour <= 24 && !time.empty() && (time.front() == ':' || time.front() == '.' || time.front() == 'h');
}

int full_year(unsigned year, unsigned digits) {
  if (digits == 4) return int(year);
  return int(year < 70 ? 2000 + year : 1900 + year);  // POSIX strptime's pivot
}

}  // namespace

std::optional<WrittenDate> WrittenDate::parse(std::string_view text) {
  if (text.size() < 6 || !is_digit(text.front())) return std::nullopt;
  unsigned digits[3], number[3];
  number[0] = take_number(text, digits[0]);
  if (digits[0] == 8) {
    const unsigned year = number[0] / 10000, month = number[0] / 100 % 100, day = number[0] % 100;
    if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1 || day > 31 || !is_time_or_nothing(text)) return std::nullopt;
    return WrittenDate(true, year, month, day);
  }
  const char mark = text.empty() ? ' ' : text.front();
  for (int part = 1; part < 3; ++part) {
    if (text.empty() || !is_date_mark(mark) || text.front() != mark) return std::nullopt;
    text.remove_prefix(1);
    number[part] = take_number(text, digits[part]);
  }
  if (!is_time_or_nothing(text)) return std::nullopt;
  if (digits[0] == 4) {
    if (digits[1] < 1 || digits[1] > 2 || digits[2] < 1 || digits[2] > 2 || number[1] > 63 || number[2] > 63) return std::nullopt;
    return WrittenDate(true, number[0], number[1], number[2]);
  }
  const bool short_parts = digits[0] >= 1 && digits[0] <= 2 && digits[1] >= 1 && digits[1] <= 2;
  if (!short_parts || (digits[2] != 4 && digits[2] != 2) || number[0] > 63 || number[1] > 63) return std::nullopt;
  return WrittenDate(false, unsigned(full_year(number[2], digits[2])), number[0], number[1]);
}

std::optional<Day> WrittenDate::day(DateOrder order) const {
  if (year() < int(first_year) || year() > int(last_year)) return std::nullopt;
  if (year_first() || order == DateOrder::mdy) return day_of({year(), first(), second()});
  if (order == DateOrder::dmy) return day_of({year(), second(), first()});
  return std::nullopt;
}

namespace {

constexpr std::string_view minus_sign = "\xE2\x88\x92";                   // U+2212
constexpr std::string_view spaces[] = {" ", "\xC2\xA0", "\xE2\x80\xAF"};  // space, no-break, narrow no-break

/// Takes one of the signs a number may have off either end; true if one was there.
bool take_minus(std::string_view& text) {
  for (std::string_view sign : {std::string_view("-"), minus_sign}) {
    if (text.starts_with(sign)) return text.remove_prefix(sign.size()), true;
    if (text.ends_with(sign)) return text.remove_suffix(sign.size()), true;
  }
  return false;
}

bool is_sign_byte(char c) {
  const char lower = ascii_lower(c);
  return (lower >= 'a' && lower <= 'z') || c == '$' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
}

/// Of a sign and a code beside one amount ("$12 CAD") the code says more; any other two are no currency.
std::string_view stronger_sign(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty() || one == other) return one.empty() ? other : one;
  if (is_currency_code(other) && !currency_of_sign(one).empty()) return other;
  if (is_currency_code(one) && !currency_of_sign(other).empty()) return one;
  return "?";
}

/// Takes currency signs or codes off both ends. The caller has taken white space; U+2212 and U+00A0 are not signs.
std::string_view take_sign(std::string_view& text) {
  std::size_t front = 0, back = text.size();
  while (front < text.size() && is_sign_byte(text[front]) && !text.substr(front).starts_with(minus_sign) && !text.substr(front).starts_with(spaces[1]) && !text.substr(front).starts_with(spaces[2])) ++front;
  while (back > front && is_sign_byte(text[back - 1])) {
    if (text.substr(0, back).ends_with(minus_sign) || text.substr(0, back).ends_with(spaces[1]) || text.substr(0, back).ends_with(spaces[2])) break;
    --back;
  }
  const std::string_view before = text.substr(0, front), behind = text.substr(back);
  text = trimmed(text.substr(front, back - front));
  if (before == "S/" && text.starts_with('.')) text = trimmed(text.substr(1));  // the sol was written S/. until 2015
  return stronger_sign(before, behind);
}

/// The body: digits and marks. Fills digits, after, mark; false when it is no number.
bool read_body(std::string_view body, WrittenAmount& amount) {
  std::uint64_t digits = 0;
  unsigned count = 0, points = 0, commas = 0, gaps = 0, since_mark = 0, before_first_mark = 0;
  bool last_is_comma = false, groups_of_three = true, any_mark = false;
  const auto close_group = [&] {
    if (!any_mark) before_first_mark = since_mark;
    else if (since_mark != 3) groups_of_three = false;
    any_mark = true;
    since_mark = 0;
  };
  for (std::size_t i = 0; i < body.size();) {
    const char c = body[i];
    if (is_digit(c)) {
      if (++count > 18) return false;
      digits = digits * 10 + std::uint64_t(c - '0');
      ++since_mark;
      ++i;
      continue;
    }
    std::size_t length = 0;
    if (c == '.' || c == ',') {
      // Two kinds of marks: the second kind is the decimal mark, comes once and last.
      const bool comma = c == ',';
      if (points && commas) return false;
      ++(comma ? commas : points);
      last_is_comma = comma;
      length = 1;
    } else {
      for (std::string_view gap : {spaces[0], spaces[1], spaces[2], std::string_view("'"), std::string_view("\xE2\x80\x99")})
        if (body.substr(i).starts_with(gap)) length = gap.size();
      if (!length || points || commas || count == 0) return false;
      ++gaps;
    }
    close_group();
    i += length;
  }
  if (count == 0) return false;
  amount.digits = static_cast<std::int64_t>(digits);
  amount.after = 0;
  amount.mark = WrittenAmount::Mark::none;
  amount.mark_is_comma = last_is_comma;
  using Mark = WrittenAmount::Mark;
  const unsigned marks = points + commas;
  if (!any_mark) return true;
  const bool group_start = before_first_mark >= 1 && before_first_mark <= 3;
  if (marks == 0) return group_start && groups_of_three && since_mark == 3;  // 1 234 567
  if ((points && commas) || (gaps && marks == 1)) {
    // All groups before the decimal mark must be of three; the last group are the decimals.
    if (!group_start || !groups_of_three || (points > 0 && commas > 0 && (last_is_comma ? commas : points) > 1)) return false;
    amount.after = std::uint8_t(since_mark);
    amount.mark = last_is_comma ? Mark::comma : Mark::point;
    return true;
  }
  if (marks > 1) {
    if (gaps || !group_start || !groups_of_three || since_mark != 3) return false;
    amount.mark = Mark::grouping;
    return true;
  }
  amount.after = std::uint8_t(since_mark);
  // "0,123" and "1234,567" cannot be grouped; "1,234" can.
  const bool could_group = since_mark == 3 && group_start && body.front() != '0';
  amount.mark = could_group ? Mark::either : last_is_comma ? Mark::comma : Mark::point;
  return true;
}

}  // namespace

std::optional<WrittenAmount> WrittenAmount::parse(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  WrittenAmount amount;
  bool negative = false;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    negative = true;
    text = trimmed(text.substr(1, text.size() - 2));
  }
  // Minus and currency sign come in any order: -$3.00, $-3.00, 3,00- €.
  std::string_view sign;
  if (!is_digit(text.empty() ? ' ' : text.front()) || !is_digit(text.back())) {
    for (int round = 0; round < 2; ++round) {
      if (!negative && take_minus(text)) negative = true;
      text = trimmed(text);
      if (text.starts_with('+')) text = trimmed(text.substr(1));
      sign = stronger_sign(sign, take_sign(text));
    }
  }
  if (sign.size() >= sizeof amount.sign_text) return std::nullopt;
  if (!sign.empty() && currency_of_sign(sign).empty() && !is_currency_code(sign)) return std::nullopt;
  if (!read_body(text, amount)) return std::nullopt;
  std::ranges::copy(sign, amount.sign_text);
  if (negative) amount.digits = -amount.digits;
  return amount;
}

std::optional<Minor> WrittenAmount::minor(char decimal_mark, int minor_digits, bool& rounded) const {
  const bool ambiguous_grouping = mark == Mark::either && mark_is_comma != (decimal_mark == ',');
  const int decimals = mark == Mark::none || mark == Mark::grouping || ambiguous_grouping ? 0 : after;
  if (decimals <= minor_digits) {
    const std::int64_t scale = power_of_ten(minor_digits - decimals);
    std::int64_t scaled;
    if (__builtin_mul_overflow(digits, scale, &scaled)) return std::nullopt;
    return scaled;
  }
  const std::int64_t scale = power_of_ten(decimals - minor_digits);
  const std::int64_t remainder = digits % scale;
  rounded = rounded || remainder != 0;
  const std::int64_t half_up = std::abs(remainder) * 2 >= scale ? (digits < 0 ? -1 : 1) : 0;
  return digits / scale + half_up;
}

}  // namespace lifeworth
