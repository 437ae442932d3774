// What one of a currency is worth in another, as a person typed it. In: decimal text and minor units. Out: minor units of the other currency, by integers
// alone: a rate is digits × 10^−decimals, and 0.1 has no such thing as a nearest double.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"

namespace lifeworth {

struct ExchangeRate {
  std::int64_t digits = 0;  ///< all digits as one number, above 0
  int decimals = 0;         ///< how many of them stand behind the point, 0–18

  /// Reads "0.92", "150", "0.0061": up to 18 digits that count and 18 decimals, a point, no sign, more than nothing.
  static std::optional<ExchangeRate> parse(std::string_view text);

  /// Minor units of the one currency in those of the other, rounded half away from zero. Nothing on overflow.
  std::optional<Minor> convert(Minor amount, int minor_digits, int other_minor_digits) const;

  /// As it was typed, without zeros that say nothing.
  std::string text() const { return decimal_text(digits, decimals); }
};

}  // namespace lifeworth
