#include "schema/currency_count.h"

#include "base/text.h"

namespace lifeworth {

constexpr std::size_t most_currencies = 255;  // numbers are bytes

std::uint8_t CurrencyCounts::number_of(std::string_view written) {
  const std::string_view sign = currency_of_sign(written);
  const std::string_view plain = sign.empty() ? written : sign;
  for (std::size_t i = 0; i < found_.size(); ++i)  // few, and nearly always the first
    if (found_[i].code == plain) return ++found_[i].rows, static_cast<std::uint8_t>(i);
  std::string code = ascii_uppered(plain);
  for (std::size_t i = 0; i < found_.size(); ++i)
    if (found_[i].code == code) return ++found_[i].rows, static_cast<std::uint8_t>(i);
  if (found_.size() == most_currencies) {  // no such column names currencies; none of the rest can be chosen
    ++found_.back().rows;
    return most_currencies - 1;
  }
  if (found_.size() == most_currencies - 1) code = "…";
  found_.push_back({std::move(code), 1});
  return static_cast<std::uint8_t>(found_.size() - 1);
}

Expected<CurrencyCode> CurrencyCounts::choose(const CurrencyCode& told) const {
  if (!told.empty()) return told;
  CurrencyCode only;
  std::string list;
  std::size_t named = 0;
  bool whole = true;
  for (const CurrencyCount& each : found_) {
    if (each.code.empty()) continue;
    ++named;
    only = each.code;
    if (list.size() > 100) whole = false;  // a column of something else
    else list += (list.empty() ? "" : ", ") + each.code + " (" + std::to_string(each.rows) + ")";
  }
  if (named > 1) return std::unexpected(Error{Code::two_currencies, {{"currencies", list + (whole ? "" : " …")}}});
  return only;
}

}  // namespace lifeworth
