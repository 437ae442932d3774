// Dates as written, by the forms of the export catalogue (section 0.5), and what a whole column says about day and month.
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "read/column.h"
#include "read/types.h"

using lifeworth::DateEvidence;
using lifeworth::DateOrder;
using lifeworth::iso_text;
using lifeworth::WrittenDate;
using Why = DateEvidence::Decision::Why;

namespace {

/// The day as YYYY-MM-DD; "no date" where the text is none, "no day" where there is no such day.
std::string read(std::string_view text, DateOrder order = DateOrder::dmy) {
  const auto date = WrittenDate::parse(text);
  if (!date) return "no date";
  const auto day = date->day(order);
  return day ? iso_text(*day) : "no day";
}

DateEvidence evidence(std::initializer_list<std::string_view> dates) {
  DateEvidence evidence;
  for (std::string_view text : dates) {
    const auto date = WrittenDate::parse(text);
    REQUIRE(date);
    evidence.add(*date);
  }
  return evidence;
}

}  // namespace

TEST_CASE("dates with the year first need no order", "[correctness]") {
  for (DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}) {
    CHECK(read("2024-03-31", order) == "2024-03-31");
    CHECK(read("2024/3/5", order) == "2024-03-05");
    CHECK(read("2024.03.05", order) == "2024-03-05");
    CHECK(read("20240331", order) == "2024-03-31");
  }
}

TEST_CASE("one date, three orders of writing", "[correctness]") {
  CHECK(read("05/03/2024", DateOrder::dmy) == "2024-03-05");
  CHECK(read("05/03/2024", DateOrder::mdy) == "2024-05-03");
  CHECK(read("5.3.2024", DateOrder::dmy) == "2024-03-05");
  CHECK(read("5-3-24", DateOrder::mdy) == "2024-05-03");
  CHECK(read("31/12/1999", DateOrder::dmy) == "1999-12-31");
  CHECK(read("05/03/2024", DateOrder::ymd) == "no day");
}

TEST_CASE("two-digit years turn at 69, as POSIX strptime's do", "[correctness]") {
  CHECK(read("08/14/25", DateOrder::mdy) == "2025-08-14");
  CHECK(read("01/01/68") == "2068-01-01");
  CHECK(read("01/01/69") == "1969-01-01");
  CHECK(read("01/01/00") == "2000-01-01");
  CHECK(read("01/01/99") == "1999-01-01");
}

TEST_CASE("a time or zone behind the date never moves the day", "[correctness]") {
  for (std::string_view text : {"2025-10-07 09:50:26 +0200", "2025-10-07T23:59:59Z", "2025-10-07T00:00:00+14:00", "2025-10-07T08:04:21.123456-11:00",
                                "2025-10-07 23:30", "2025/10/07 10:26:52 p. m. GMT-3", "2025/10/07 10:06:45 AM MDT", "2025-10-07 11:16:41 PST", "20251007 11:16",
                                "2025-10-07 24:00:00", "2025-10-07 "})
    CHECK(read(text) == "2025-10-07");
  CHECK(read("07/10/2025, 2:30:00 PM") == "2025-10-07");
  CHECK(read("7.10.2025 14.30") == "2025-10-07");
  CHECK(read("5/31/2016 0:37", DateOrder::mdy) == "2016-05-31");
}

TEST_CASE("what is no date is not read as one", "[input]") {
  for (std::string_view text : {"", "-", "yesterday", "2024", "2024-03", "03/2024", "12.50", "1,234", "10:30:00", "192.168.1.10", "2024-3-4-5", "1/2/3/4",
                                "31/03/024", "31/03/20245", "331/03/2024", "31/333/2024", "2024-03-31 at noon", "2024-03-31 99:00", "a2024-03-31", "-2024-03-31",
                                "12345678", "20241332", "20240001", "20240100", "2024033", "202403311", "3/4/", "//2024", "2024-03-31x", "99/99/2024", "2024-99-01",
                                "31-03/2024", "2024-03/31", "#REF!", "1E5", "612 345 678"})
    CHECK(read(text) == "no date");
}

TEST_CASE("days that do not exist are not rolled over", "[correctness]") {
  CHECK(read("30/02/2024") == "no day");
  CHECK(read("29/02/2023") == "no day");
  CHECK(read("29/02/2024") == "2024-02-29");
  CHECK(read("29/02/1900") == "no day");
  CHECK(read("29/02/2000") == "2000-02-29");
  CHECK(read("31/04/2024") == "no day");
  CHECK(read("2023-02-29") == "no day");
  CHECK(read("0000-00-00") == "no day");
  CHECK(read("00/01/2024") == "no day");
  CHECK(read("13/13/2024") == "no day");
}

TEST_CASE("dates that systems write for never are no days", "[input]") {
  for (std::string_view text : {"0001-01-01", "9999-12-31", "1899-12-30", "2101-01-01", "31/12/9999"}) CHECK(read(text) == "no day");
  CHECK(read("1900-01-01") == "1900-01-01");
  CHECK(read("2100-12-31") == "2100-12-31");
}

TEST_CASE("one date over 12 decides the whole column, wherever it stands", "[correctness]") {
  for (int place : {0, 1, 500, 19'999}) {
    DateEvidence day_first, month_first;
    for (int i = 0; i < 20'000; ++i) {
      day_first.add(*WrittenDate::parse(i == place ? "13/01/2024" : "03/04/2024"));
      month_first.add(*WrittenDate::parse(i == place ? "01/13/2024" : "03/04/2024"));
    }
    CHECK(day_first.decide(DateOrder::mdy).order == DateOrder::dmy);
    CHECK(day_first.decide(DateOrder::mdy).why == Why::evidence);
    CHECK(month_first.decide(DateOrder::dmy).order == DateOrder::mdy);
  }
}

TEST_CASE("without such a date, the order under which the column is sorted counts, forwards or backwards", "[correctness]") {
  const auto forward = evidence({"10/01/2024", "11/01/2024", "12/01/2024", "01/02/2024", "05/02/2024", "02/03/2024", "01/04/2024"});
  CHECK(forward.decide(DateOrder::mdy).order == DateOrder::dmy);
  CHECK(forward.decide(DateOrder::mdy).why == Why::sorted);
  const auto backward = evidence({"04/01/2024", "03/02/2024", "02/05/2024", "02/01/2024", "01/12/2024", "01/11/2024", "01/10/2024"});
  CHECK(backward.decide(DateOrder::dmy).order == DateOrder::mdy);
  CHECK(backward.decide(DateOrder::dmy).why == Why::sorted);
}

TEST_CASE("a column without evidence goes by convention and says so", "[correctness]") {
  const auto same = evidence({"01/01/2024", "01/02/2024", "02/02/2024", "03/03/2024"});  // sorted under both
  for (DateOrder order : {DateOrder::dmy, DateOrder::mdy}) {
    CHECK(same.decide(order).order == order);
    CHECK(same.decide(order).why == Why::convention);
    CHECK(same.decide(order).asked);
  }
  // Where day and month are the same number, there is nothing to ask.
  CHECK_FALSE(evidence({"01/01/2024", "02/02/2024"}).decide(DateOrder::dmy).asked);
  CHECK(evidence({"03/04/2024"}).decide(DateOrder::dmy).why == Why::convention);
}

TEST_CASE("where dates disagree, the order of the majority counts and both are told", "[input]") {
  const auto column = evidence({"13/01/2024", "14/01/2024", "01/15/2024", "03/04/2024"});
  CHECK(column.decide(DateOrder::mdy).order == DateOrder::dmy);
  CHECK(column.first_over_12 == 2);
  CHECK(column.second_over_12 == 1);
  CHECK(column.either == 1);
}

TEST_CASE("a draw between the orders is settled by sorting or convention, never by losing every row", "[input]") {
  const auto column = evidence({"13/01/2024", "01/15/2024"});
  CHECK(column.decide(DateOrder::dmy).order == DateOrder::dmy);
  CHECK(column.decide(DateOrder::mdy).order == DateOrder::mdy);
  CHECK(column.decide(DateOrder::mdy).why == Why::convention);
}

TEST_CASE("dates with the year first give no evidence about the others", "[correctness]") {
  CHECK(evidence({"2024-03-31", "2024-01-02"}).decide(DateOrder::dmy).order == DateOrder::ymd);
  CHECK(evidence({"2024-03-31", "2024-01-02"}).decide(DateOrder::dmy).why == Why::written);
  CHECK(evidence({"2024-01-13", "03/04/2024"}).decide(DateOrder::mdy).why == Why::convention);
}

TEST_CASE("days of two centuries read back from the four ways of writing it", "[consistency]") {
  for (lifeworth::Day day = -25'567; day < 47'846; day += 7) {  // 1900 to 2100
    const auto [year, month, number] = lifeworth::civil_of(day);
    const std::string y = std::to_string(year), m = std::to_string(month), d = std::to_string(number), iso = iso_text(day);
    REQUIRE(WrittenDate::parse(iso)->day(DateOrder::ymd) == day);
    REQUIRE(WrittenDate::parse(d + "/" + m + "/" + y)->day(DateOrder::dmy) == day);
    REQUIRE(WrittenDate::parse(m + "." + d + "." + y)->day(DateOrder::mdy) == day);
    REQUIRE(WrittenDate::parse(iso + "T12:00:00Z")->day(DateOrder::mdy) == day);
  }
}
