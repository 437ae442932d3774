// What the compiler refuses: the point of having units as types.
#include "scenarios/quantities.h"

#include <catch2/catch_test_macros.hpp>
#include <concepts>
#include <type_traits>

#include "../support/second_road.h"
#include "scenarios/calculator.h"
#include "scenarios/payback.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

template <class From, class To>
constexpr bool becomes = std::is_convertible_v<From, To> || std::is_constructible_v<To, From> || std::is_assignable_v<To&, From>;

template <class... Quantity>
struct List {
  template <class To>
  static constexpr bool only_itself_becomes = ((becomes<Quantity, To> == std::is_same_v<Quantity, To>) && ...);
  static constexpr bool none_becomes_another = (only_itself_becomes<Quantity> && ...);
  static constexpr bool none_is_a_plain_number = ((!std::is_convertible_v<double, Quantity> && !std::is_convertible_v<Quantity, double>) && ...);
  template <class Of>
  static constexpr int with_the_unit_of = ((unit_of<Quantity> == unit_of<Of> ? 1 : 0) + ...);
  static constexpr bool units_differ = ((with_the_unit_of<Quantity> == 1) && ...);
};
using Quantities = List<Amount<Once>, Amount<Month>, Amount<Year>, Amount<Chosen>, Rate<Once>, Rate<Month>, Rate<Year>, Rate<Chosen>, Duration<Month>,
                        Duration<Year>, Duration<Chosen>, Frequency<Year>, Count, Seconds, Hours, Word, Ratio, Points>;

template <class One, class Other>
concept Multiplies = requires(One one, Other other) { one * other; };
template <class One, class Other>
concept Adds = requires(One one, Other other) { one + other; };

}  // namespace

TEST_CASE("no quantity becomes another by itself, and none a plain number", "[scenarios][consistency]") {
  STATIC_CHECK_FALSE(std::is_convertible_v<Amount<Month>, Amount<Year>>);
  STATIC_CHECK_FALSE(std::is_constructible_v<Duration<Year>, Duration<Month>>);
  STATIC_CHECK_FALSE(std::is_convertible_v<double, Share>);
  STATIC_CHECK(std::is_same_v<Share, Rate<Once>>);
  STATIC_CHECK(Quantities::none_becomes_another);
  STATIC_CHECK(Quantities::none_is_a_plain_number);
}

TEST_CASE("every quantity has a unit of its own", "[scenarios][consistency]") {
  STATIC_CHECK(Quantities::units_differ);
  STATIC_CHECK(unit_of<Amount<Year>> == Unit::money_per_year);
  STATIC_CHECK(unit_of<Rate<Month>> == Unit::share_per_month);
  STATIC_CHECK(unit_of<Duration<Year>> == Unit::years);
}

TEST_CASE("only what makes sense multiplies, and nothing adds", "[scenarios][consistency]") {
  STATIC_CHECK(std::same_as<decltype(Amount<Once>{} * Frequency<Year>{}), Amount<Year>>);
  STATIC_CHECK(std::same_as<decltype(Amount<Year>{} * Duration<Year>{}), Amount<Once>>);
  STATIC_CHECK(std::same_as<decltype(Amount<Month>{} * Share{}), Amount<Month>>);
  STATIC_CHECK_FALSE(Multiplies<Amount<Month>, Duration<Year>>);
  STATIC_CHECK_FALSE(Multiplies<Amount<Year>, Frequency<Year>>);
  STATIC_CHECK_FALSE(Multiplies<Amount<Once>, Rate<Year>>);
  STATIC_CHECK_FALSE(Multiplies<Amount<Once>, double>);
  STATIC_CHECK_FALSE(Adds<Amount<Once>, Amount<Once>>);
  STATIC_CHECK_FALSE(Adds<Share, double>);
}

TEST_CASE("formulas and outputs take quantities of their own period only", "[scenarios][consistency]") {
  STATIC_CHECK(std::is_invocable_v<decltype(payback_plain), Amount<Once>, Amount<Month>>);
  STATIC_CHECK_FALSE(std::is_invocable_v<decltype(payback_plain), Amount<Once>, Amount<Year>>);
  STATIC_CHECK_FALSE(std::is_invocable_v<decltype(payback_plain), Amount<Month>, Amount<Month>>);
  STATIC_CHECK_FALSE(std::is_invocable_v<decltype(payback_discounted), Amount<Once>, Amount<Month>, Rate<Month>, Rate<Year>>);
  STATIC_CHECK(requires(Outcome out, const Output<Amount<Year>>& at) { out.set(at, Amount<Year>{1}); });
  const auto takes = []<class Quantity>(Quantity quantity) { return requires(Outcome out, const Output<Amount<Year>>& at) { out.set(at, quantity); }; };
  CHECK(takes(Amount<Year>{1}));
  CHECK_FALSE(takes(Amount<Month>{1}));
  CHECK_FALSE(takes(1.0));
}

TEST_CASE("five percent is a twentieth, and a share becomes a rate by naming its period", "[scenarios][consistency]") {
  STATIC_CHECK(percent(5).of_one == 0.05);
  STATIC_CHECK(of_one(0.05).of_one == 0.05);
  STATIC_CHECK(std::same_as<decltype(per<Year>(percent(85))), Rate<Year>>);
  STATIC_CHECK(per<Year>(percent(85)).of_one == 0.85);
  STATIC_CHECK(std::same_as<decltype(per<Month>(Amount<Once>{250})), Amount<Month>>);
}

TEST_CASE("1 % a month is 1.01¹²−1 a year", "[scenarios][correctness]") {
  // 12.6825 %: the textbook's effective annual rate of 1 % a month.
  CHECK(std::abs(std::pow(1.01, 12) - 1 - 0.126825) < 5e-7);
  CHECK(distance(compounded_monthly({std::pow(1.01, 12) - 1}).of_one, 0.01) < 1e-13);
  for (double year : {0.0, 0.02, 0.1, 0.5, 1.0}) CHECK(distance(std::pow(1 + compounded_monthly({year}).of_one, 12), 1 + year) < 1e-14);
}
