#include "base/money.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lifeworth {
namespace {

// ISO 4217 list one, active codes; sorted for binary search.
constexpr std::string_view codes[] = {
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
    "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
    "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS",
    "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK",
    "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD",
    "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN",
    "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON",
    "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC",
    "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS",
    "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWL"};

constexpr std::string_view without_minor[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                              "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::string_view thousandths[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

constexpr std::pair<std::string_view, std::string_view> signs[] = {
    {"$", "USD"},   {"US$", "USD"}, {"€", "EUR"},   {"£", "GBP"},  {"¥", "JPY"},  {"₹", "INR"}, {"₩", "KRW"},
    {"₽", "RUB"},   {"₺", "TRY"},   {"R$", "BRL"},  {"S/", "PEN"}, {"RM", "MYR"}, {"zł", "PLN"}, {"A$", "AUD"},
    {"C$", "CAD"},  {"CA$", "CAD"}, {"HK$", "HKD"}, {"MX$", "MXN"}, {"NZ$", "NZD"}, {"₪", "ILS"}, {"₫", "VND"}};

}  // namespace

int minor_digits(std::string_view currency) {
  if (std::ranges::find(without_minor, currency) != std::end(without_minor)) return 0;
  if (std::ranges::find(thousandths, currency) != std::end(thousandths)) return 3;
  return 2;
}

std::span<const std::string_view> currency_codes() { return codes; }

bool is_currency_code(std::string_view code) { return std::ranges::binary_search(codes, code); }

std::string_view currency_of_sign(std::string_view sign) {
  for (const auto& [text, code] : signs)
    if (text == sign) return code;
  return {};
}

std::int64_t power_of_ten(int digits) {
  std::int64_t power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  return power;
}

std::string decimal_text(Minor minor, int digits, char mark) {
  const bool negative = minor < 0;
  std::uint64_t rest = negative ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
  std::string text;
  for (int place = 0; rest > 0 || place <= digits; ++place) {
    if (place == digits && digits > 0) text.push_back(mark);
    text.push_back(static_cast<char>('0' + rest % 10));
    rest /= 10;
  }
  if (negative) text.push_back('-');
  std::ranges::reverse(text);
  return text;
}

}  // namespace lifeworth
