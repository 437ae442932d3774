#include "schema/currency_count.h"

#include <algorithm>

#include "base/text.h"
#include "base/text_words.h"

namespace lifeworth {

constexpr std::size_t most_currencies = 255;  // numbers are bytes

std::uint8_t CurrencyCounts::find(std::string_view written) {
  last_ = written;
  const std::string_view sign = currency_of_sign(written);
  return find_code(ascii_uppered(sign.empty() ? written : sign));
}

std::uint8_t CurrencyCounts::find_code(std::string code) {
  const auto known = std::ranges::find(found_, code, &CurrencyCount::code);
  if (known != found_.end()) return static_cast<std::uint8_t>(known - found_.begin());
  if (found_.size() == most_currencies) return most_currencies - 1;  // no such column names currencies; none of the rest can be chosen
  if (found_.size() == most_currencies - 1) code = "…";
  found_.push_back({std::move(code), 0, 0});
  return static_cast<std::uint8_t>(found_.size() - 1);
}

void CurrencyCounts::hand_over(ByteWriter& to) const {
  to.value(found_.size());
  for (const CurrencyCount& each : found_) to.text(each.code), to.value(each.rows);
}

CurrencyCounts CurrencyCounts::handed_over(ByteReader& from) {
  CurrencyCounts counts;
  for (auto left = from.value<std::size_t>(); left > 0 && from.good(); --left) {
    const std::string_view code = from.text();
    counts.found_.push_back({CurrencyCode(code), from.value<std::uint64_t>()});
  }
  return counts;
}

/// Where numbers run out, which currencies still get one depends on the order of all rows.
bool CurrencyCounts::can_join(const CurrencyCounts& later) const { return found_.size() + later.found_.size() < most_currencies - 1; }

std::vector<std::uint8_t> CurrencyCounts::join(const CurrencyCounts& later) {
  std::vector<std::uint8_t> numbers;
  for (const CurrencyCount& each : later.found_) {
    numbers.push_back(find_code(each.code));
    found_[numbers.back()].rows += each.rows;
  }
  return numbers;
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
