// What a number counts. Everything a person is shown names its unit, so that a percentage cannot be taken for a fraction or a month
// for a year.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lifeworth {

enum class Unit : std::uint8_t {
  money, money_per_period, money_per_month, money_per_year,  ///< minor units
  share, share_per_period, share_per_month, share_per_year,  ///< 0–1; changes may be negative
  customers, transactions, count, per_year,
  seconds, hours, days, months, years, periods,
  points,  ///< of NPS, −100 … 100
  ratio,
  choice,  ///< the place of a word in a closed list
};

constexpr std::string_view name_of(Unit unit) {
  constexpr std::array<std::string_view, 21> names = {"money", "money_per_period", "money_per_month", "money_per_year", "share", "share_per_period", "share_per_month",
                                                      "share_per_year", "customers", "transactions", "count", "per_year", "seconds", "hours", "days", "months", "years",
                                                      "periods", "points", "ratio", "choice"};
  return names[static_cast<std::size_t>(unit)];
}

constexpr bool is_money(Unit unit) { return unit <= Unit::money_per_year; }
constexpr bool is_share(Unit unit) { return unit >= Unit::share && unit <= Unit::share_per_year; }

}  // namespace lifeworth
