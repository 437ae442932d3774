// Any cell is a date or none; a date has a day that exists, within the years that are accepted.
#include "base/date.h"
#include "read/column.h"
#include "target.h"

void fuzz::run(std::string_view bytes) {
  lifeworth::DateEvidence evidence;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view cell = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    const auto date = lifeworth::WrittenDate::parse(cell);
    if (!date) {
      evidence.add_unreadable(cell);
      continue;
    }
    evidence.add(*date);
    for (auto order : {lifeworth::DateOrder::ymd, lifeworth::DateOrder::dmy, lifeworth::DateOrder::mdy}) {
      const auto day = date->day(order);
      if (!day) continue;
      const auto civil = lifeworth::civil_of(*day);
      must(civil.year >= 1900 && civil.year <= 2100, "the year is one that people live in");
      must(lifeworth::day_of(civil) == day, "the day exists");
    }
  }
  evidence.decide(lifeworth::DateOrder::dmy);
}
