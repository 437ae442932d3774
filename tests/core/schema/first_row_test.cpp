// Is the first row a header? Names over values, numbers that are names, and tables of words only.
#include "schema/first_row.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "read/csv_reader.h"

namespace {

/// Lines of cells apart by bars.
bool header_in(std::initializer_list<std::string_view> lines) {
  std::vector<std::vector<std::string>> rows;
  for (std::string_view line : lines) rows.push_back(lifeworth::split_record(line, {'|', '"'}));
  return lifeworth::first_row_is_header(rows);
}

}  // namespace

TEST_CASE("a header is names where the rows below have dates and numbers", "[correctness]") {
  CHECK(header_in({"email|date|total", "a@example.org|2024-01-05|1.50", "b@example.org|2024-01-06|2.50"}));
  CHECK(header_in({"x|y|z", "a@example.org|2024-01-05|1.50"}));
  CHECK_FALSE(header_in({"a@example.org|2024-01-05|1.50", "b@example.org|2024-01-06|2.50"}));
  CHECK_FALSE(header_in({"u7|05/01/2024|1,50", "u8|06/01/2024|2,50"}));
  CHECK(header_in({"email|date|total"}));
  CHECK_FALSE(header_in({"a@example.org|2024-01-05|1.50"}));
  CHECK(header_in({"customer|city", "u7|Lima", "u8|Quito"}));
  CHECK_FALSE(header_in({"u6|Bogota", "u7|Lima", "u8|Quito"}));
  CHECK_FALSE(header_in({}));
  CHECK(header_in({"email|date|total", "a@example.org||n/a", "b@example.org|2024-01-06|2.50", "c@example.org|2024-01-06|2.50", "d@example.org|2024-01-06|2.50", "e@example.org|2024-01-06|2.50"}));
}

TEST_CASE("years and months over sums are names", "[input]") {
  CHECK(header_in({"Country|2021|2022|2023", "Spain|100|120|130", "Peru|90|95|99"}));
  CHECK(header_in({"cohort|0|1|2|3", "2024-01|100.0|42.0|31.5|20.1", "2024-02|100.0|40.0|30.5|21.1"}));
  CHECK(header_in({"Channel|2024-01-01|2024-02-01", "Email|100.5|120", "Social|90|95.2"}));
  CHECK_FALSE(header_in({"1|2|3", "2|3|4", "3|4|5"}));
  CHECK_FALSE(header_in({"Spain|2021|2022", "Peru|2022|2023"}));
}

TEST_CASE("missing values and shares do not hide a column of numbers", "[input]") {
  CHECK(header_in({"Campaign|Clicks|CTR", "A|--|1.2%", "B|12|10,34%", "C|(not set)|2%"}));
  CHECK_FALSE(header_in({"a@example.org|x", "b@example.org|y"}));
  CHECK(header_in({"who|what", "b@example.org|y", "c@example.org|z"}));
}
