// Days as numbers: the proleptic Gregorian calendar, checked by hand and by counting.
#include "base/date.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

using lifeworth::add_months;
using lifeworth::civil_of;
using lifeworth::Day;
using lifeworth::day_of;
using lifeworth::iso_text;
using lifeworth::parse_iso_day;

namespace {

Day day(std::string_view iso) {
  const auto parsed = parse_iso_day(iso);
  REQUIRE(parsed);
  return *parsed;
}

}  // namespace

TEST_CASE("known days have their known numbers", "[correctness]") {
  CHECK(day("1970-01-01") == 0);
  CHECK(day("1969-12-31") == -1);
  CHECK(day("2000-03-01") == 11'017);
  CHECK(day("2001-09-09") == 11'574);  // Unix second 1 000 000 000
  CHECK(day("2038-01-19") == 24'855);  // Unix second 2^31
}

TEST_CASE("a calendar counted day by day agrees", "[consistency]") {
  const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Day number = -25'567;  // 1900-01-01
  for (int year = 1900; year <= 2110; ++year)
    for (unsigned month = 1; month <= 12; ++month) {
      const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      const unsigned length = lengths[month - 1] + (month == 2 && leap);
      for (unsigned date = 1; date <= length; ++date, ++number) {
        REQUIRE(day_of({year, month, date}) == number);
        const auto civil = civil_of(number);
        REQUIRE((civil.year == year && civil.month == month && civil.day == date));
        REQUIRE(parse_iso_day(iso_text(number)) == number);
      }
      REQUIRE_FALSE(day_of({year, month, length + 1}));
    }
}

TEST_CASE("only a day that exists, written YYYY-MM-DD, is one", "[input]") {
  for (std::string_view text : {"", "2024", "2024-1-5", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024/01/05", "2024-01-05 ", " 2024-01-05",
                                "2024-01-0x", "+024-01-05", "20240105", "2024-01-055"})
    CHECK_FALSE(parse_iso_day(text));
}

TEST_CASE("months later is the same day of the month, or the month's last", "[correctness]") {
  CHECK(add_months(day("2024-01-15"), 1) == day("2024-02-15"));
  CHECK(add_months(day("2024-01-31"), 1) == day("2024-02-29"));
  CHECK(add_months(day("2023-01-31"), 1) == day("2023-02-28"));
  CHECK(add_months(day("2024-02-29"), 12) == day("2025-02-28"));
  CHECK(add_months(day("2024-02-29"), 48) == day("2028-02-29"));
  CHECK(add_months(day("2024-11-30"), 3) == day("2025-02-28"));
  CHECK(add_months(day("2024-12-31"), 120) == day("2034-12-31"));
  CHECK(add_months(day("2024-03-31"), -1) == day("2024-02-29"));
  CHECK(add_months(day("2024-03-31"), 0) == day("2024-03-31"));
}

TEST_CASE("month numbers follow each other and are written as months", "[correctness]") {
  CHECK(lifeworth::month_index(day("2024-12-31")) + 1 == lifeworth::month_index(day("2025-01-01")));
  CHECK(lifeworth::month_index(day("2024-02-01")) == lifeworth::month_index(day("2024-02-29")));
  CHECK(lifeworth::month_text(lifeworth::month_index(day("2024-12-31"))) == "2024-12");
  CHECK(lifeworth::month_text(lifeworth::month_index(day("2025-01-01"))) == "2025-01");
}
