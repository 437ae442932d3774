// How long a cell takes, by the way it is written: `core_tests "[.bench]"`. Hidden, since its answer depends on the machine.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "read/column.h"

namespace {

/// Nanoseconds a cell over a column of made-up cells; `use` gives something to add up, so that no work is left out.
template <class Make, class Use>
void measure(const char* name, Make&& make, Use&& use) {
  lifeworth::Random random(3);
  std::vector<std::string> cells;
  for (int i = 0; i < 4'096; ++i) cells.push_back(make(random));
  double best = 1e9;
  std::int64_t sum = 0;
  for (int round = 0; round < 30; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& cell : cells) sum += use(std::string_view(cell));
    best = std::min(best, std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / double(cells.size()));
  }
  std::printf("%-28s %6.1f ns a cell (%lld)\n", name, best, static_cast<long long>(sum % 10));
}

template <class... Numbers>
std::string written(const char* format, Numbers... numbers) {
  char text[64];
  std::snprintf(text, sizeof text, format, numbers...);
  return text;
}

}  // namespace

TEST_CASE("nanoseconds a cell", "[.bench]") {
  using lifeworth::Random;
  const auto year = [](Random& random) { return int(2015 + random.below(10)); };
  const auto small = [](Random& random) { return int(1 + random.below(12)); };
  const auto date = [](std::string_view text) -> std::int64_t {
    const auto read = lifeworth::WrittenDate::parse(text);
    return read ? std::int64_t(read->kind()) + read->certain() : -1;
  };
  measure("2024-03-31", [&](Random& r) { return written("%d-%02d-%02d", year(r), small(r), small(r)); }, date);
  measure("2024-03-31 10:15:30 +0200", [&](Random& r) { return written("%d-%02d-%02d 10:15:30 +0200", year(r), small(r), small(r)); }, date);
  measure("2024-03-31T10:15:30.123Z", [&](Random& r) { return written("%d-%02d-%02dT10:15:30.%03dZ", year(r), small(r), small(r), small(r)); }, date);
  measure("31/03/2024", [&](Random& r) { return written("%02d/%02d/%d", small(r), small(r), year(r)); }, date);
  measure("3/31/2024 0:37", [&](Random& r) { return written("%d/%d/%d %d:37", small(r), small(r), year(r), small(r)); }, date);
  measure("Mar 31, 2024 10:00:00 AM", [&](Random& r) { return written("Mar %d, %d %d:00:00 AM", small(r), year(r), small(r)); }, date);
  measure("31 de marzo de 2024", [&](Random& r) { return written("%d de marzo de %d", small(r), year(r)); }, date);
  measure("1711843200", [&](Random& r) { return written("17118432%02d", small(r)); }, date);
  lifeworth::DateEvidence dates;
  measure("31/03/2024 and its evidence", [&](Random& r) { return written("%02d/%02d/%d", small(r), small(r), year(r)); }, [&](std::string_view text) {
    dates.add(*lifeworth::WrittenDate::parse(text));
    return std::int64_t(dates.either);
  });
  const auto amount = [](std::string_view text) -> std::int64_t {
    const auto read = lifeworth::WrittenAmount::parse(text);
    return read ? read->digits + read->after : -1;
  };
  const auto any = [](Random& random) { return int(random.below(2) ? random.below(10'000) : random.below(100)); };
  measure("1234", [&](Random& r) { return written("%d", any(r)); }, amount);
  measure("123.45", [&](Random& r) { return written("%d.%02d", any(r), small(r)); }, amount);
  measure("-12.5", [&](Random& r) { return written("-%d.%d", any(r), small(r)); }, amount);
  measure("1,234.56", [&](Random& r) { return written("%d,%03d.%02d", small(r), small(r), small(r)); }, amount);
  measure("$45.00", [&](Random& r) { return written("$%d.%02d", any(r), small(r)); }, amount);
  measure("12,50 €", [&](Random& r) { return written("%d,%02d €", any(r), small(r)); }, amount);
  measure("R$ 1.234,56", [&](Random& r) { return written("R$ %d.%03d,56", small(r), small(r)); }, amount);
}
