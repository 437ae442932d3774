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

/// The code a sign such as "€" or "US$" stands for; "" when it is none we know, or one of several currencies that have no
/// commonest ("kr", "Rs"). A bare "$" is read as USD, "£" as GBP, "¥" as JPY.
std::string_view currency_of_sign(std::string_view sign);

/// A sign or code that is written beside amounts ("€", "S/", "kr", "EUR") as a small number, so that it can be kept beside each of them.
using CurrencySign = std::uint8_t;
inline constexpr CurrencySign no_currency_sign = 0;

/// The number of a sign or code; codes also in lower case. `no_currency_sign` where the text is none we know.
CurrencySign currency_sign(std::string_view text);

/// The sign or code as it is usually written; "" for `no_currency_sign`.
std::string_view currency_sign_text(CurrencySign sign);

/// The currency it stands for, as `currency_of_sign`; a code stands for itself.
std::string_view currency_of(CurrencySign sign);

/// Whether other currencies write the same sign, so that a code beside it says more ("$12 CAD").
bool is_shared_sign(CurrencySign sign);

/// 10 to the power of `digits` (0–18).
std::int64_t power_of_ten(int digits);

/// Minor units as a decimal text with a point: -1234, 2 → "-12.34".
std::string decimal_text(Minor minor, int digits, char mark = '.');

}  // namespace lifeworth
