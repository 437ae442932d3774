// Months and weeks by name: the first day of each; what is a day, half a date or anything else is none.
#include "read/written_period.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

using namespace lifeworth;

namespace {

std::string first_day(std::string_view text) {
  const auto written = parse_period(text);
  const auto day = written ? written->day(DateOrder::unknown) : std::nullopt;
  return day ? iso_text(*day) : "";
}

}  // namespace

TEST_CASE("a month is named in many ways and begins on its first day", "[correctness]") {
  for (const std::string_view text : {"2025-01", "2025-1", "2025/01", "01/2025", "1/2025", "01.2025", "202501", "Jan 2025", "Jan-25", "jan. 2025", "January, 2025", "2025 January", "2025-Jan", "ene-25", "enero 2025",
                                      "enero de 2025", "Janvier 2025", "Januar 2025", "janeiro de 2025", "Jan '25", " 2025-01 "})
    CHECK(first_day(text) == "2025-01-01");
  CHECK(first_day("2024-12") == "2024-12-01");
}

TEST_CASE("weeks begin on the Mondays that ISO 8601 says", "[correctness]") {
  CHECK(first_day("2025-W01") == "2024-12-30");
  CHECK(first_day("2021-W01") == "2021-01-04");
  CHECK(first_day("2020-W53") == "2020-12-28");
  CHECK(first_day("2021W53") == "");  // 2021 has 52
  CHECK(first_day("1969-W01") == "1968-12-30");
  CHECK(first_day("2025-W00") == "");
}

TEST_CASE("what is no month or week has no day", "[input]") {
  for (const std::string_view text : {"", "2025", "January", "01/25", "25-Jan", "2025-13", "2025-00", "13/2025", "1/2/2025", "2025-01-05", "1899-12", "2101-01", "209901x", "202513", "Q1 2025", "month 1", "total 2025", "W1", "-W01", "2025-Wxx"})
    CHECK(first_day(text) == "");
}
