#include "base/date.h"

#include <cstdio>
#include <string_view>

namespace lifeworth {

using namespace std::chrono;

std::optional<Day> day_of(CivilDate date) {
  const year_month_day ymd{year{date.year}, month{date.month}, day{date.day}};
  if (!ymd.ok()) return std::nullopt;
  return static_cast<Day>(sys_days{ymd}.time_since_epoch().count());
}

CivilDate civil_of(Day day) {
  const year_month_day ymd{sys_days{days{day}}};
  return {int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day())};
}

std::string iso_text(Day day) {
  const CivilDate date = civil_of(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", date.year, date.month, date.day);
  return text;
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  unsigned parts[3] = {0, 0, 0};
  const int starts[] = {0, 5, 8}, lengths[] = {4, 2, 2};
  for (int part = 0; part < 3; ++part) {
    for (char digit : text.substr(std::size_t(starts[part]), std::size_t(lengths[part]))) {
      if (digit < '0' || digit > '9') return std::nullopt;
      parts[part] = parts[part] * 10 + unsigned(digit - '0');
    }
  }
  return day_of({int(parts[0]), parts[1], parts[2]});
}

Day add_months(Day day, int months_later) {
  const year_month_day from{sys_days{days{day}}};
  year_month_day to = from + months{months_later};
  if (!to.ok()) to = to.year() / to.month() / last;
  return static_cast<Day>(sys_days{to}.time_since_epoch().count());
}

int month_index(Day day) {
  const CivilDate date = civil_of(day);
  return date.year * 12 + int(date.month) - 1;
}

std::string month_text(int index) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", index / 12, index % 12 + 1);
  return text;
}

}  // namespace lifeworth
