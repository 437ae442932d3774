// Money as integers. Minor units of one currency; the exponent says how many make a major unit (ISO 4217).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lifeworth {

/// Minor units (cents of EUR, yen of JPY).
using Minor = std::int64_t;

/// An ISO 4217 code such as "EUR", or "" where the data name none.
using CurrencyCode = std::string;

/// Digits after the decimal mark of a currency: JPY 0, EUR 2, KWD 3; 2 where the code is unknown or empty.
int minor_digits(std::string_view currency);

/// All of them, in alphabetical order.
std::span<const std::string_view> currency_codes();

/// Whether `code` is a currency of ISO 4217 (upper case).
bool is_currency_code(std::string_view code);

/// The code a sign such as "€" or "US$" stands for; "" when it is none we know. A bare "$" is read as USD.
std::string_view currency_of_sign(std::string_view sign);

/// 10 to the power of `digits` (0–18).
std::int64_t power_of_ten(int digits);

/// Minor units as a decimal text with a point: -1234, 2 → "-12.34".
std::string decimal_text(Minor minor, int digits, char mark = '.');

}  // namespace lifeworth
