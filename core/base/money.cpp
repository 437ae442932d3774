#include "base/money.h"

#include <algorithm>
#include <iterator>

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

struct Sign {
  std::string_view text, code;  ///< no code: several currencies write it and none is the commonest
  bool shared = false;          ///< written for other currencies too
};

// The commonest first: they are looked for in this order. Latin signs are compared as written, without the full stop of an abbreviation.
constexpr Sign signs[] = {
    {"$", "USD", true}, {"€", "EUR"},    {"£", "GBP", true}, {"¥", "JPY", true}, {"US$", "USD"},  {"R$", "BRL"},   {"₹", "INR"},    {"S/", "PEN"},
    {"kr", "", true},   {"zł", "PLN"},   {"Kč", "CZK"},      {"RM", "MYR"},      {"A$", "AUD"},   {"AU$", "AUD"},  {"C$", "CAD", true}, {"CA$", "CAD"},
    {"₩", "KRW"},       {"₽", "RUB"},    {"₺", "TRY"},       {"HK$", "HKD"},     {"MX$", "MXN"},  {"NZ$", "NZD"},  {"₪", "ILS"},    {"₫", "VND"},
    {"S$", "SGD"},      {"NT$", "TWD"},  {"R", "ZAR"},       {"Rs", "", true},   {"Rp", "IDR"},   {"Ft", "HUF"},   {"lei", "RON"},  {"лв", "BGN"},
    {"₴", "UAH"},       {"₱", "PHP"},    {"₦", "NGN"},       {"฿", "THB"},       {"₡", "CRC"},    {"₲", "PYG"},    {"₵", "GHS"},    {"₸", "KZT"},
    {"₾", "GEL"},       {"৳", "BDT"},    {"₼", "AZN"},       {"元", "CNY"},      {"円", "JPY"},   {"원", "KRW"},   {"CN¥", "CNY"},  {"JP¥", "JPY"},
    {"RMB", "CNY"},     {"NT", "TWD"},   {"TL", "TRY"},      {"Fr", "CHF", true}, {"SFr", "CHF"}, {"CFA", "", true}, {"FCFA", "", true},
    {"Bs", "", true},   {"B/", "PAB"},   {"Q", "GTQ"},            {"Gs", "PYG"},   {"RD$", "DOP"},  {"$U", "UYU"},   {"COL$", "COP"},
    {"COP$", "COP"},    {"AR$", "ARS"},  {"CL$", "CLP"},     {"CLP$", "CLP"},    {"U$S", "USD"},  {"u$s", "USD"},  {"USD$", "USD"}, {"CAD$", "CAD"},
    {"AUD$", "AUD"},    {"MXN$", "MXN"}, {"KSh", "KES"},     {"руб", "RUB"},     {"р", "RUB"},    {"грн", "UAH"},  {"Kc", "CZK"},   {"zl", "PLN"},
    {"ZL", "PLN"},      {"Kr", "", true}, {"euro", "EUR"},   {"euros", "EUR"},   {"Euro", "EUR"}, {"EURO", "EUR"}, {"GBP£", "GBP"}, {"EUR€", "EUR"}};

constexpr std::size_t sign_count = std::size(signs);
static_assert(1 + sign_count + std::size(codes) <= 256);

const Sign* find_sign(std::string_view text) {
  const auto found = std::ranges::find(signs, text, &Sign::text);
  return found == std::end(signs) ? nullptr : &*found;
}

}  // namespace

int minor_digits(std::string_view currency) {
  if (std::ranges::find(without_minor, currency) != std::end(without_minor)) return 0;
  if (std::ranges::find(thousandths, currency) != std::end(thousandths)) return 3;
  return 2;
}

std::span<const std::string_view> currency_codes() { return codes; }

bool is_currency_code(std::string_view code) { return std::ranges::binary_search(codes, code); }

std::string_view currency_of_sign(std::string_view sign) {
  const Sign* const found = find_sign(sign);
  return found ? found->code : std::string_view();
}

CurrencySign currency_sign(std::string_view text) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (text.size() == 3) {
    char upper[] = {text[0], text[1], text[2]};
    if (std::ranges::all_of(text, is_lower))
      for (char& letter : upper) letter = char(letter - 'a' + 'A');
    const std::string_view code(upper, 3);
    if (const auto found = std::ranges::lower_bound(codes, code); found != std::end(codes) && *found == code)
      return static_cast<CurrencySign>(1 + sign_count + std::size_t(found - std::begin(codes)));
  }
  const Sign* const found = find_sign(text);
  return found ? static_cast<CurrencySign>(1 + (found - std::begin(signs))) : no_currency_sign;
}

std::string_view currency_sign_text(CurrencySign sign) {
  if (sign == no_currency_sign) return {};
  return sign <= sign_count ? signs[sign - 1].text : codes[std::min(sign - 1 - sign_count, std::size(codes) - 1)];
}

std::string_view currency_of(CurrencySign sign) {
  return sign != no_currency_sign && sign <= sign_count ? signs[sign - 1].code : currency_sign_text(sign);
}

bool is_shared_sign(CurrencySign sign) { return sign != no_currency_sign && sign <= sign_count && signs[sign - 1].shared; }

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
