// Days as integers. In: civil dates. Out: days since 1970-01-01 and back.
// The proleptic Gregorian calendar of <chrono>; no clock, no time zone: the day that was written is the day we keep.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace lifeworth {

/// Days since 1970-01-01.
using Day = std::int32_t;

struct CivilDate {
  int year;
  unsigned month;  ///< 1–12
  unsigned day;    ///< 1–31
};

/// The day of a civil date; nothing when there is no such date (a 31st of June is never rolled over).
std::optional<Day> day_of(CivilDate date);

CivilDate civil_of(Day day);

/// `YYYY-MM-DD`.
std::string iso_text(Day day);

/// Reads exactly `YYYY-MM-DD`; the form requests use.
std::optional<Day> parse_iso_day(std::string_view text);

/// The same day of the month `months` later; the last day of that month where there is no such day.
Day add_months(Day day, int months);

/// Months since year 0; equal for days of one calendar month.
int month_index(Day day);

/// `YYYY-MM` of a `month_index`.
std::string month_text(int month_index);

}  // namespace lifeworth
