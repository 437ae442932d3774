// Rates as typed, and money through them: by hand, and against the definition in integers of another size.
#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <limits>
#include <string>

#include "base/exchange_rate.h"
#include "base/random.h"

using lifeworth::ExchangeRate;
using lifeworth::Minor;

namespace {

std::optional<Minor> converted(const char* rate, Minor amount, int from_digits, int to_digits) {
  const auto read = ExchangeRate::parse(rate);
  REQUIRE(read);
  return read->convert(amount, from_digits, to_digits);
}

}  // namespace

TEST_CASE("a rate is decimal digits with a point, and more than nothing", "[input]") {
  for (const char* text : {"0.92", "1", "150", "0.0061", "0.000000000000000001", "999999999999999999", "1.100", "00.5"}) CHECK(ExchangeRate::parse(text));
  for (const char* text : {"", "0", "0.00", "-1", "+1", "1,5", ".5", "5.", "1.2.3", "1e3", " 1", "1 ", "inf", "0.0000000000000000001", "1234567890123456789", "１"})
    CHECK_FALSE(ExchangeRate::parse(text));
  CHECK(ExchangeRate::parse("1.100")->text() == "1.1");
  CHECK(ExchangeRate::parse("2.000")->text() == "2");
  CHECK(ExchangeRate::parse("0.0061")->text() == "0.0061");
  CHECK(ExchangeRate::parse("1.000000000000000000")->digits == 1);
}

TEST_CASE("halves of a minor unit are rounded away from zero, whatever the number of decimals of both currencies", "[correctness]") {
  CHECK(converted("0.92", 2000, 2, 2) == 1840);   // $20.00 → €18.40
  CHECK(converted("0.92", 1234, 2, 2) == 1135);   // 1135.28
  CHECK(converted("0.5", 1, 2, 2) == 1);          // half a cent
  CHECK(converted("0.5", -1, 2, 2) == -1);
  CHECK(converted("0.5", 5, 2, 2) == 3);          // 2.5
  CHECK(converted("0.5", -5, 2, 2) == -3);
  CHECK(converted("0.499999999999999999", 1, 2, 2) == 0);
  CHECK(converted("0.0061", 1500, 0, 2) == 915);  // ¥1500 → €9.15
  CHECK(converted("0.0061", 250, 0, 2) == 153);   // 152.5 cents
  CHECK(converted("163.25", 100, 2, 0) == 163);   // €1.00 → ¥163.25
  CHECK(converted("163.5", 100, 2, 0) == 164);
  CHECK(converted("163.5", -100, 2, 0) == -164);
  CHECK(converted("3.0045", 1000, 3, 2) == 300);  // KD 1.000 → €3.0045
  CHECK(converted("3.005", 1000, 3, 2) == 301);   // 300.5 cents
  CHECK(converted("0.3333", 1, 2, 3) == 3);       // 0.01 → 3.333 fils
  CHECK(converted("0.35", 1, 2, 3) == 4);         // 3.5 fils
  CHECK(converted("2", 7, 0, 3) == 14'000);
}

TEST_CASE("what no number holds is said, not wrapped around", "[input]") {
  constexpr Minor most = std::numeric_limits<Minor>::max();
  CHECK(converted("1", most, 2, 2) == most);
  CHECK(converted("1", -most, 2, 2) == -most);
  CHECK_FALSE(converted("2", most, 2, 2));
  CHECK_FALSE(converted("1", most, 0, 3));
  CHECK_FALSE(converted("999999999999999999", most, 0, 3));
  CHECK(converted("0.000000000000000001", most, 3, 0) == 0);
  CHECK(converted("999999999999999.999", 1'000'000'000'000, 3, 0) == std::nullopt);
}

TEST_CASE("a conversion is the nearest whole number, checked by multiplying back", "[consistency]") {
  lifeworth::Random random(11);
  for (int round = 0; round < 2000; ++round) {
    const auto digits = std::int64_t(1 + random.below(99'999));
    const int decimals = int(random.below(5)), from = int(random.below(4)), to = int(random.below(4));
    const auto amount = std::int64_t(random.below(2'000'001)) - 1'000'000;
    const auto result = ExchangeRate{digits, decimals}.convert(amount, from, to);
    REQUIRE(result);
    // |result × 10^(from + decimals) − amount × digits × 10^to| ≤ half of 10^(from + decimals), and a half goes away from zero.
    const std::int64_t scale = lifeworth::power_of_ten(from + decimals), exact = amount * digits * lifeworth::power_of_ten(to);
    const std::int64_t off = 2 * (*result * scale - exact);
    REQUIRE(off <= scale);
    REQUIRE(-off <= scale);
    if (amount > 0) REQUIRE(-off < scale);
    if (amount < 0) REQUIRE(off < scale);
  }
}
