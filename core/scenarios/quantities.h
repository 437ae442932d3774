// Numbers that know what they count. A share is made from a fraction or from percent, and says which; an amount a month cannot stand
// where an amount a year is wanted. Nothing converts by itself: where a conversion makes sense it has a name.
#pragma once

#include <cmath>

#include "base/unit.h"

namespace lifeworth {

/// Periods as types. `Chosen` is the period a person picked for a calculator: the same formulas hold, whatever it is.
struct Once {};
struct Month {};
struct Year {};
struct Chosen {};

/// Money in minor units, once or per period. Not rounded: means and expectations have fractions of a cent.
template <class Period>
struct Amount {
  double minor;
};

/// A share of one, once or per period.
template <class Period>
struct Rate {
  double of_one;
};
using Share = Rate<Once>;

template <class Period>
struct Duration {
  double value;
};

/// How often, or how many, per period.
template <class Period>
struct Frequency {
  double value;
};

struct Count {
  double value;
};
struct Seconds {
  double value;
};
struct Hours {
  double value;
};
/// One of a closed list of words.
struct Word {
  double place;
  int index() const { return static_cast<int>(place); }
};

constexpr Share percent(double hundredths) { return {hundredths / 100}; }
constexpr Share of_one(double fraction) { return {fraction}; }
/// "85 % a year": a share becomes a rate only by naming its period.
template <class Period>
constexpr Rate<Period> per(Share share) {
  return {share.of_one};
}
template <class Period>
constexpr Amount<Period> per(Amount<Once> amount) {
  return {amount.minor};
}

inline constexpr double months_per_year = 12;

/// An interest rate a year as the monthly rate that compounds to it.
inline Rate<Month> compounded_monthly(Rate<Year> rate) { return {std::pow(1 + rate.of_one, 1 / months_per_year) - 1}; }

constexpr Amount<Year> operator*(Amount<Once> amount, Frequency<Year> frequency) { return {amount.minor * frequency.value}; }
constexpr Amount<Once> operator*(Amount<Year> amount, Duration<Year> years) { return {amount.minor * years.value}; }
template <class Period>
constexpr Amount<Period> operator*(Amount<Period> amount, Share share) {
  return {amount.minor * share.of_one};
}

template <class Quantity>
inline constexpr Unit unit_of = Unit::ratio;
template <>
inline constexpr Unit unit_of<Amount<Once>> = Unit::money;
template <>
inline constexpr Unit unit_of<Amount<Month>> = Unit::money_per_month;
template <>
inline constexpr Unit unit_of<Amount<Year>> = Unit::money_per_year;
template <>
inline constexpr Unit unit_of<Amount<Chosen>> = Unit::money_per_period;
template <>
inline constexpr Unit unit_of<Share> = Unit::share;
template <>
inline constexpr Unit unit_of<Rate<Month>> = Unit::share_per_month;
template <>
inline constexpr Unit unit_of<Rate<Year>> = Unit::share_per_year;
template <>
inline constexpr Unit unit_of<Rate<Chosen>> = Unit::share_per_period;
template <>
inline constexpr Unit unit_of<Duration<Year>> = Unit::years;
template <>
inline constexpr Unit unit_of<Duration<Month>> = Unit::months;
template <>
inline constexpr Unit unit_of<Duration<Chosen>> = Unit::periods;
template <>
inline constexpr Unit unit_of<Frequency<Year>> = Unit::per_year;
template <>
inline constexpr Unit unit_of<Count> = Unit::count;
template <>
inline constexpr Unit unit_of<Seconds> = Unit::seconds;
template <>
inline constexpr Unit unit_of<Hours> = Unit::hours;
template <>
inline constexpr Unit unit_of<Word> = Unit::choice;

}  // namespace lifeworth
