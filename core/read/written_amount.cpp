#include "read/written_amount.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "read/plain_text.h"

namespace lifeworth {
namespace {

using Mark = WrittenAmount::Mark;

constexpr std::size_t most_digits = 18;
constexpr std::uint64_t eighteen_digits = 100'000'000'000'000'000;  // the smallest number that has them

// Behind seven digits a mark can only be a decimal one: what goes beyond the 18 digits we keep is less than anybody is paid.
constexpr unsigned certainly_decimals = 7;

/// Reads the digits and marks of an amount, one after the other; what they mean is asked at the end.
class Body {
 public:
  /// False when it is no number.
  bool read(std::string_view body);
  void fill(WrittenAmount& amount) const;

 private:
  bool take_digit(char c);
  bool close_group(char mark);
  bool finish();

  std::uint64_t digits_ = 0;
  unsigned whole_digits_ = 0, dropped_ = 0, points_ = 0, commas_ = 0, gaps_ = 0;
  unsigned group_ = 0, groups_ = 0, first_group_ = 0;
  bool threes_ = true;  ///< all groups behind the first have three digits
  bool twos_ = true;    ///< all of them but the last have two, the last three: 12,34,567
  unsigned last_group_ = 0;
  char gap_ = 0;  ///< the blank or apostrophe that groups; one amount has one
  bool last_is_comma_ = false, any_ = false, leading_zero_ = false;
  unsigned after_ = 0;
  Mark mark_ = Mark::none;
};

bool Body::take_digit(char c) {
  if (!any_) leading_zero_ = c == '0';
  any_ = true;
  ++group_;
  if (points_ + commas_ == 0 && ++whole_digits_ > most_digits) return false;
  if (digits_ >= eighteen_digits) return ++dropped_, group_ > certainly_decimals;
  digits_ = digits_ * 10 + std::uint64_t(c - '0');
  return true;
}

/// A mark ends a group of digits, and all before it must have been groups of one kind.
bool Body::close_group(char mark) {
  const bool gap = mark != '.' && mark != ',';
  if (gap && (points_ || commas_ || !any_ || (gaps_ && mark != gap_))) return false;
  if (gap) gap_ = mark;
  if (!gap && points_ && commas_) return false;
  if (groups_ == 0) {
    first_group_ = group_;
  } else {
    threes_ = threes_ && group_ == 3;
    twos_ = twos_ && (groups_ < 2 || last_group_ == 2);
    last_group_ = group_;
  }
  ++groups_;
  group_ = 0;
  ++(gap ? gaps_ : mark == ',' ? commas_ : points_);
  if (!gap) last_is_comma_ = mark == ',';
  return true;
}

bool Body::finish() {
  if (!any_ || (gaps_ && points_ && commas_)) return false;
  const unsigned marks = points_ + commas_;
  const bool two_kinds = (points_ && commas_) || (gaps_ && marks == 1);
  after_ = 0;
  if (groups_ == 0) return true;
  if (two_kinds || marks == 1) {
    // The last mark may be a decimal one; the groups before it are closed already.
    if (two_kinds) {
      if (points_ && commas_ && (last_is_comma_ ? commas_ : points_) > 1) return false;
      --groups_;  // the first group is not counted, the last mark closed the one before it
      const bool lakhs = twos_ && last_group_ == 3 && first_group_ <= 2;
      if (groups_ == 0 || first_group_ < 1 || first_group_ > 3 || !(threes_ || (lakhs && groups_ > 1))) return false;
      mark_ = last_is_comma_ ? Mark::comma : Mark::point;
    } else {
      // "0,123" and "1234,567" cannot be grouped; "1,234" can.
      const bool could_group = group_ == 3 && first_group_ >= 1 && first_group_ <= 3 && !leading_zero_;
      mark_ = could_group ? Mark::either : last_is_comma_ ? Mark::comma : Mark::point;
    }
    after_ = group_ - dropped_;
    return true;
  }
  if (gaps_ && marks) return false;
  // Groups to the end: 1 234 567, 1,234,567, 12,34,567
  if (dropped_ || group_ != 3 || first_group_ < 1 || first_group_ > 3) return false;
  const bool lakhs = groups_ > 1 && first_group_ <= 2 && twos_ && last_group_ == 2;
  if (!threes_ && !lakhs) return false;
  mark_ = gaps_ ? Mark::none : Mark::grouping;
  return true;
}

bool Body::read(std::string_view body) {
  for (const char c : body) {
    if (is_digit(c)) {
      if (!take_digit(c)) return false;
    } else if (c == '.' || c == ',' || c == ' ' || c == '\'') {
      if (!close_group(c)) return false;
    } else {
      return false;
    }
  }
  return finish();
}

void Body::fill(WrittenAmount& amount) const {
  amount.digits = static_cast<std::int64_t>(digits_);
  amount.after = static_cast<std::uint8_t>(std::min(after_, 255u));
  amount.mark = mark_;
  amount.mark_is_comma = last_is_comma_;
}

/// What stands around the digits: signs of both sorts, in any order ("-$3.00", "$-3.00", "3,00- €").
class Surroundings {
 public:
  /// Leaves the digits and marks in `text`; false where two currencies or something unknown stand beside them.
  bool take(std::string_view& text);
  bool negative = false;
  CurrencySign sign = no_currency_sign;

 private:
  bool take_front(std::string_view& text);
  bool take_back(std::string_view& text);
  bool take_sign(std::string_view written);
  bool signed_ = false, known_ = true;
  int signs_ = 0;  ///< a sign and a code may stand beside one amount: "AUD $12"
};

bool is_sign_byte(char c) {
  const char lower = ascii_lower(c);
  return (lower >= 'a' && lower <= 'z') || c == '$' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
}

/// What a full stop may stand behind as the sign of an abbreviation.
bool ends_abbreviation(char c) { return is_sign_byte(c) && c != '$' && static_cast<unsigned char>(c) < 0x80; }

/// Of a sign and a code beside one amount the code says more where the sign is shared; any other two are no currency.
bool Surroundings::take_sign(std::string_view written) {
  const CurrencySign found = currency_sign(written);
  if (found == no_currency_sign) return known_ = false;
  if (sign == no_currency_sign || sign == found) return sign = found, true;
  const std::string_view before = currency_of(sign), now = currency_of(found);
  if (before == now) sign = is_currency_code(written) ? found : sign;
  else if (is_shared_sign(sign) && !is_shared_sign(found)) sign = found;
  else if (!is_shared_sign(found) || is_shared_sign(sign)) known_ = false;
  return known_;
}

bool Surroundings::take_front(std::string_view& text) {
  if (text.empty() || is_digit(text.front())) return false;
  const char first = text.front();
  if (first == ' ') return text.remove_prefix(1), true;
  if (!signed_ && (first == '-' || first == '+' || first == PlainText::dash)) {
    signed_ = true;
    negative = first != '+';
    return text.remove_prefix(1), true;
  }
  if (signs_ == 2 || !is_sign_byte(first)) return false;
  ++signs_;
  const auto end = std::ranges::find_if_not(text, is_sign_byte);
  const std::string_view written = text.substr(0, std::size_t(end - text.begin()));
  text.remove_prefix(written.size());
  // Rs.500, kr. 20, and the sol was written S/. until 2015; EUR.50 is half a euro.
  if (text.starts_with('.') && ends_abbreviation(written.back()) && !is_currency_code(written)) text.remove_prefix(1);
  return take_sign(written);
}

bool Surroundings::take_back(std::string_view& text) {
  if (text.empty() || is_digit(text.back())) return false;
  const char last = text.back();
  if (last == ' ') return text.remove_suffix(1), true;
  // 12.– and 12,-- are whole francs and euros: the dash stands for the cents, not for a minus.
  std::string_view without = text;
  while (!without.empty() && (without.back() == '-' || without.back() == PlainText::dash)) without.remove_suffix(1);
  if (without.size() < text.size() && without.size() > 1 && (without.back() == '.' || without.back() == ',') && is_digit(without[without.size() - 2])) {
    without.remove_suffix(1);
    return text = without, true;
  }
  if (!signed_ && last == '-') {
    signed_ = negative = true;
    return text.remove_suffix(1), true;
  }
  if (last == '.' && text.size() > 1 && is_sign_byte(text[text.size() - 2])) return text.remove_suffix(1), true;  // kr.
  if (signs_ == 2 || !is_sign_byte(last)) return false;
  ++signs_;
  std::size_t start = text.size();
  while (start > 0 && is_sign_byte(text[start - 1])) --start;
  const std::string_view written = text.substr(start);
  text.remove_suffix(written.size());
  return take_sign(written);
}

bool Surroundings::take(std::string_view& text) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    signed_ = negative = true;
    text = text.substr(1, text.size() - 2);
  }
  while (known_ && take_front(text)) {}
  while (known_ && take_back(text)) {}
  // ($3.00) has the parentheses outside, $(3.00) and (3.00) USD inside.
  if (known_ && !signed_ && text.size() > 2 && text.front() == '(' && text.back() == ')') {
    signed_ = negative = true;
    text = trimmed(text.substr(1, text.size() - 2));
  }
  return known_;
}

std::optional<WrittenAmount> parse_plain(std::string_view text) {
  Surroundings around;
  WrittenAmount amount;
  Body body;
  if (!around.take(text) || !body.read(text)) return std::nullopt;
  body.fill(amount);
  amount.sign = around.sign;
  if (around.negative) amount.digits = -amount.digits;
  return amount;
}

std::optional<WrittenAmount> parse_slowly(std::string_view cell) {
  // 1,234.56 and -$45.00 are plain as they are.
  std::string_view rest = cell;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const bool dollar = rest.starts_with('$');
  if (dollar) rest.remove_prefix(1);
  WrittenAmount amount;
  Body body;
  if (!rest.empty() && is_digit(rest.front()) && body.read(rest)) {
    body.fill(amount);
    if (negative) amount.digits = -amount.digits;
    if (dollar) amount.sign = currency_sign("$");
    return amount;
  }
  const PlainText plain(cell, PlainText::For::amount);
  return plain.text().empty() ? std::nullopt : parse_plain(plain.text());
}

}  // namespace

bool WrittenAmount::parse(const char* at, std::size_t size, WrittenAmount& amount) {
  // Nearly every cell is 1234, 123.45 or -12.5; so short a number fits without being watched.
  const std::string_view text(at, size);
  const char* const end = at + size;
  if (size < 2 + most_digits && at != end) {
    const bool negative = *at == '-';
    at += negative;
    const char* const start = at;
    std::uint64_t digits = 0;
    const auto take_digits = [&] {
      for (unsigned digit; at != end && (digit = static_cast<unsigned char>(*at) - unsigned('0')) <= 9; ++at) digits = digits * 10 + digit;
    };
    take_digits();
    const auto whole = at - start;
    if (whole > 0 && at == end) {
      if (std::size_t(whole) > most_digits) return false;
      amount = {negative ? -std::int64_t(digits) : std::int64_t(digits), 0, Mark::none, false, no_currency_sign};
      return true;
    }
    if (whole > 0 && (*at == '.' || *at == ',')) {
      const bool comma = *at++ == ',';
      const char* const decimals = at;
      take_digits();
      const auto after = at - decimals;
      if (at == end && whole + after <= std::ptrdiff_t(most_digits)) {
        const bool could_group = after == 3 && whole <= 3 && *start != '0';
        const Mark mark = could_group ? Mark::either : comma ? Mark::comma : Mark::point;
        amount = {negative ? -std::int64_t(digits) : std::int64_t(digits), static_cast<std::uint8_t>(after), mark, comma, no_currency_sign};
        return true;
      }
    }
  }
  const auto slowly = parse_slowly(text);
  if (slowly) amount = *slowly;
  return slowly.has_value();
}

namespace {

__extension__ using Wide = __int128;  // holds 10^18 × 10^18

/// digits × 10^−decimals, where the digits are fewer than 10^most.
template <int most, class Int>
std::optional<Minor> in_minor_units(Int digits, int decimals, int minor_digits, bool& rounded) {
  constexpr Int largest = std::numeric_limits<Minor>::max();
  const auto ten_to = [](int power) {
    constexpr int at_once = int(most_digits);
    return Int(power_of_ten(std::min(power, at_once))) * Int(power_of_ten(std::max(power - at_once, 0)));
  };
  const Int size = digits < 0 ? -digits : digits;
  if (decimals <= minor_digits) {
    Minor scaled;
    if (size > largest || __builtin_mul_overflow(static_cast<Minor>(digits), power_of_ten(minor_digits - decimals), &scaled)) return std::nullopt;
    return scaled;
  }
  const int beyond = decimals - minor_digits;
  if (beyond > most) {  // less than a tenth of a minor unit
    rounded = rounded || size > ten_to(std::min(beyond - 6, most));
    return 0;
  }
  const Int scale = ten_to(beyond), remainder = size % scale;
  const bool up = remainder >= scale - remainder;
  rounded = rounded || (up ? scale - remainder : remainder) > scale / 1'000'000;
  const Int whole = size / scale + up;
  if (whole > largest) return std::nullopt;
  return static_cast<Minor>(digits < 0 ? -whole : whole);
}

}  // namespace

int WrittenAmount::decimals(char decimal_mark) const {
  const bool grouped = mark == Mark::either && mark_is_comma != (decimal_mark == ',');
  return mark == Mark::none || mark == Mark::grouping || grouped ? 0 : after;
}

std::optional<Minor> WrittenAmount::minor(char decimal_mark, int minor_digits, bool& rounded, AmountUnit unit) const {
  return in_minor_units<int(most_digits)>(digits, decimals(decimal_mark), unit == AmountUnit::minor ? 0 : minor_digits, rounded);
}

std::optional<Minor> WrittenAmount::times(const WrittenAmount& quantity, char decimal_mark, int minor_digits, bool& rounded, AmountUnit unit) const {
  const int both = decimals(decimal_mark) + quantity.decimals(decimal_mark);
  return in_minor_units<2 * int(most_digits)>(Wide(digits) * Wide(quantity.digits), both, unit == AmountUnit::minor ? 0 : minor_digits, rounded);
}

}  // namespace lifeworth
