#include "base/exchange_rate.h"

#include <limits>

#include "base/text.h"

namespace lifeworth {
namespace {

constexpr int most_digits = 18;

__extension__ using Wide = unsigned __int128;  // holds 10^18 × 2^63, and 10^21

Wide wide_power_of_ten(int digits) { return digits <= most_digits ? Wide(power_of_ten(digits)) : Wide(power_of_ten(most_digits)) * Wide(power_of_ten(digits - most_digits)); }

}  // namespace

std::optional<ExchangeRate> ExchangeRate::parse(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == 0 || point + 1 == text.size()) return std::nullopt;
  if (point != std::string_view::npos)
    while (text.ends_with('0')) text.remove_suffix(1);
  ExchangeRate rate;
  int counting = 0;  // digits from the first that is not 0
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (!is_digit(text[i])) return std::nullopt;
    counting += counting > 0 || text[i] != '0';
    rate.decimals += i > point && point != std::string_view::npos;
    if (counting > most_digits || rate.decimals > most_digits) return std::nullopt;
    rate.digits = rate.digits * 10 + (text[i] - '0');
  }
  if (rate.digits == 0) return std::nullopt;
  return rate;
}

std::optional<Minor> ExchangeRate::convert(Minor amount, int minor_digits, int other_minor_digits) const {
  constexpr Wide most = std::numeric_limits<Minor>::max();
  const bool negative = amount < 0;
  Wide size = (negative ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount)) * Wide(static_cast<std::uint64_t>(digits));
  const int shift = other_minor_digits - minor_digits - decimals;
  if (shift < 0) {
    const Wide scale = wide_power_of_ten(-shift);
    const Wide rest = size % scale;
    size = size / scale + (rest >= scale - rest);
  } else {
    if (size > most) return std::nullopt;
    size *= wide_power_of_ten(shift);
  }
  if (size > most) return std::nullopt;
  return negative ? -static_cast<Minor>(size) : static_cast<Minor>(size);
}

}  // namespace lifeworth
