#include "schema/exchange.h"

#include <algorithm>
#include <cstdlib>

namespace lifeworth {

void Exchange::begin(const std::vector<CurrencyCount>& found, const CurrencyCode& into, const std::vector<NamedRate>& rates) {
  into_digits_ = lifeworth::minor_digits(into);
  ways_.clear();
  if (currencies_.empty()) currencies_ = found;
  for (const CurrencyCount& each : found) {
    Way& way = ways_.emplace_back();
    way.minor_digits = into_digits_;
    way.taken = each.code.empty() || each.code == into;  // rows that name none go with it
    const auto named = std::ranges::find(rates, each.code, &NamedRate::currency);
    if (way.taken || named == rates.end()) continue;
    way = {true, lifeworth::minor_digits(each.code), named->rate, place_of(each.code, named->rate.text())};
  }
}

/// Two files may have the same rate, or each its own.
std::size_t Exchange::place_of(const CurrencyCode& currency, const std::string& rate) {
  const auto found = std::ranges::find_if(rows_, [&](const ConvertedRows& rows) { return rows.currency == currency && rows.rate == rate; });
  if (found != rows_.end()) return std::size_t(found - rows_.begin());
  rows_.push_back({currency, rate});
  return rows_.size() - 1;
}

std::optional<Minor> Exchange::converted(const Way& way, Minor amount) {
  const auto result = way.rate->convert(amount, way.minor_digits, into_digits_);
  // Beside as much again that needed no rate, the sum stays within 64 bits.
  constexpr auto most_money = std::uint64_t{1} << 62;
  const auto size = result ? static_cast<std::uint64_t>(std::abs(*result)) : most_money;
  if (size >= most_money - money_) return std::nullopt;
  money_ += size;
  return result;
}

void Exchange::count(std::uint8_t currency, Minor before, Minor after) {
  if (!converts(currency)) return;
  ConvertedRows& rows = rows_[ways_[currency].place];
  ++rows.rows;
  rows.before += before;
  rows.after += after;
}

}  // namespace lifeworth
