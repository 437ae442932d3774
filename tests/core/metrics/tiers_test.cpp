// Tiers: thresholds, who exceeds them and who is just under, by hand and by slow counting.
#include "metrics/tiers.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::day;

namespace {

/// Customers of one purchase each, of these values, on these days.
CustomerTable table_of(const std::vector<Minor>& values, const std::vector<Day>& first_days = {}) {
  CustomerTable table;
  table.observation_end = day("2025-06-30");
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const Day first = first_days.empty() ? day("2020-01-01") : first_days[i];
    table.rows.push_back({i, first, first, 0, 0, table.observation_end - first, values[i], 0, 0});
  }
  return table;
}

std::vector<Tier> tiers_by(const std::vector<Minor>& values, const TierRule& rule) { return tiers_of(table_of(values), rule).of; }

/// P(l ≤ B < u) for B ~ binomial(n, q), term by term.
long double binomial_between(int l, int u, int n, long double q) {
  long double sum = 0;
  const auto log_factorial = [](int m) { return std::lgamma(m + 1.0L); };
  for (int k = l; k < u; ++k) sum += std::exp(log_factorial(n) - log_factorial(k) - log_factorial(n - k) + k * std::log(q) + (n - k) * std::log1p(-q));
  return sum;
}

using enum Tier;

}  // namespace

TEST_CASE("who exceeds the mean, who is just under it and what those lack, by hand", "[consistency]") {
  // Mean 400.00; who has exactly that does not exceed it and lacks a cent.
  const Tiers tiers = tiers_of(table_of({10'000, 36'000, 40'000, 35'999, 78'001}), {});
  CHECK(distance(tiers.threshold.value, 40'000) < 1e-15);
  CHECK(tiers.of == std::vector{under, just_under, just_under, under, above});
  CHECK((tiers.above == 1 && tiers.just_under == 2 && tiers.under == 2 && tiers.too_new == 0));
  CHECK((tiers.above_revenue == 78'001 && tiers.total_revenue == 200'000));
  REQUIRE(tiers.cliff);
  CHECK(tiers.cliff->from == 36'000);
  CHECK((tiers.cliff->missing == 4'001 + 1 && tiers.cliff->most == 4'001));
  CHECK(tiers.cliff->one_order == 2);
}

TEST_CASE("the distance of the cliff and one more order are taken as given", "[consistency]") {
  CustomerTable table = table_of({9'000, 8'000, 30'000});
  table.rows[0].frequency = 8;  // nine orders of 10.00: one more is enough for 10.01 only if it is worth that much
  table.rows[1].frequency = 1;  // two of 40.00
  const Tiers tiers = tiers_of(table, {.threshold = ThresholdBy::value, .own_value = 10'000, .distance = 0.2});
  CHECK(tiers.of == std::vector{just_under, just_under, above});
  CHECK((tiers.cliff->missing == 1'001 + 2'001 && tiers.cliff->most == 2'001 && tiers.cliff->one_order == 1));
  CHECK(tiers_of(table, {.threshold = ThresholdBy::value, .own_value = 10'000, .distance = 0}).just_under == 0);
}

TEST_CASE("of customers who are all alike none exceeds mean, median or any quantile, at any margin", "[consistency]") {
  for (const double margin : {1.0, 0.3, 0.1, 1e-7})
    for (const ThresholdBy by : {ThresholdBy::mean, ThresholdBy::median, ThresholdBy::quantile})
      for (const Minor value : {1, 33, 1'000'003, -7}) {
        CAPTURE(margin, int(by), value);
        CHECK(tiers_of(table_of(std::vector<Minor>(7, value)), {.threshold = by, .quantile = 0.7, .margin = margin}).above == 0);
      }
}

TEST_CASE("a margin changes the money and not who exceeds the mean; an own value is of profit", "[consistency]") {
  const std::vector<Minor> values = {100, 250, 251, 900, -40, 3};
  const Tiers revenue = tiers_of(table_of(values), {}), profit = tiers_of(table_of(values), {.margin = 0.3});
  CHECK(revenue.of == profit.of);
  CHECK(distance(profit.threshold.value, revenue.threshold.value * 0.3) < 1e-15);
  // 30 of profit at 30 % are 100 of revenue, whatever rounding makes of 30 ÷ 0.3.
  CHECK(tiers_by({99, 100, 101}, {.threshold = ThresholdBy::value, .own_value = 30, .margin = 0.3}) == std::vector{just_under, just_under, above});
  CHECK(tiers_by({-300, 5}, {.threshold = ThresholdBy::mean}) == std::vector{under, above});
}

TEST_CASE("three years with you are over on the third anniversary of the first purchase", "[consistency]") {
  const std::vector<Day> first = {day("2022-06-30"), day("2022-07-01"), day("2020-02-29"), day("2022-06-29"), day("2025-01-01")};
  const Tiers tiers = tiers_of(table_of({900, 900, 10, 95, 5}, first), {.threshold = ThresholdBy::value, .own_value = 100, .tenure_months = 36});
  CHECK(tiers.of == std::vector{above, too_new, under, just_under, too_new});
  CHECK((tiers.too_new == 2 && tiers.too_new_above == 1 && tiers.total_revenue == 1910 && tiers.above_revenue == 900));
}

TEST_CASE("without a threshold above zero nobody is just under it", "[input]") {
  const Tiers tiers = tiers_of(table_of({-500, -400, 0, 200}), {.threshold = ThresholdBy::median});
  CHECK(tiers.threshold.value == -200);
  CHECK_FALSE(tiers.cliff);
  CHECK(tiers.of == std::vector{under, under, above, above});
}

TEST_CASE("quantiles and the intervals of order statistics agree with published values", "[correctness]") {
  std::vector<Minor> values(10);
  std::iota(values.begin(), values.end(), 1);
  // R's documentation of quantile(): type 7 of 1:10.
  CHECK(distance(quantile_of(values, 0.9).value, 9.1) < 1e-15);
  CHECK(distance(quantile_of(values, 0.25).value, 3.25) < 1e-15);
  CHECK((quantile_of(values, 0).value == 1 && quantile_of(values, 1).value == 10));
  CHECK_FALSE(quantile_of(values, 1).interval);
  // Tables of the sign test: of 10 values the 2nd and 9th hold the median in 97.9 %, of 20 the 6th and 15th in 95.9 %, of 6 the first and last in 96.9 %.
  const auto median = [](std::size_t n) {
    std::vector<Minor> numbers(n);
    std::iota(numbers.begin(), numbers.end(), 1);
    return quantile_of(numbers, 0.5).interval;
  };
  CHECK((median(10)->low == 2 && median(10)->high == 9));
  CHECK((median(20)->low == 6 && median(20)->high == 15));
  CHECK((median(6)->low == 1 && median(6)->high == 6));
  CHECK_FALSE(median(5));
}

TEST_CASE("the interval of a quantile is the narrowest that leaves 2.5 % on either side", "[consistency]") {
  for (const int n : {11, 37, 100, 413})
    for (const double q : {0.1, 0.5, 0.8, 0.95}) {
      std::vector<Minor> values(static_cast<std::size_t>(n));
      std::iota(values.begin(), values.end(), 1);
      const Estimate quantile = quantile_of(values, q);
      CAPTURE(n, q);
      if (!quantile.interval) {
        CHECK((binomial_between(0, 1, n, q) > 0.025L || binomial_between(n, n + 1, n, q) > 0.025L));
        continue;
      }
      const int l = int(quantile.interval->low), u = int(quantile.interval->high);
      CHECK(binomial_between(0, l, n, q) <= 0.025L);
      CHECK(binomial_between(0, l + 1, n, q) > 0.025L);
      CHECK(binomial_between(u, n + 1, n, q) <= 0.025L);
      CHECK(binomial_between(u - 1, n + 1, n, q) > 0.025L);
    }
}

TEST_CASE("the histogram parts at the threshold and counts everybody with the tenure once", "[consistency]") {
  Random random(4);
  std::vector<Minor> values;
  std::vector<Day> days;
  for (int i = 0; i < 3000; ++i) {
    values.push_back(static_cast<Minor>(random.gamma(0.7, 0.0001)) - 500);
    days.push_back(day("2022-01-01") + Day(random.below(1000)));
  }
  const CustomerTable table = table_of(values, days);
  for (const TierRule& rule : {TierRule{}, TierRule{.threshold = ThresholdBy::median, .tenure_months = 12},
                               TierRule{.threshold = ThresholdBy::quantile, .quantile = 0.99}, TierRule{.threshold = ThresholdBy::value, .own_value = 0},
                               TierRule{.threshold = ThresholdBy::value, .own_value = 3'000, .margin = 0.25},
                               TierRule{.threshold = ThresholdBy::value, .own_value = 3}, TierRule{.threshold = ThresholdBy::value, .own_value = -1e6},
                               TierRule{.threshold = ThresholdBy::value, .own_value = 1e9}}) {
    const Tiers tiers = tiers_of(table, rule);
    const TierHistogram histogram = tier_histogram(table, rule, tiers);
    const double edge = (tiers.threshold.value - histogram.from) / histogram.width;
    const auto left = static_cast<std::ptrdiff_t>(std::llround(edge));
    CHECK(std::abs(edge - double(left)) < 1e-9);
    CHECK(histogram.first_above == std::size_t(left));
    const auto sum = [](auto begin, auto end) { return std::accumulate(begin, end, std::uint64_t{0}); };
    CHECK(sum(histogram.counts.begin() + left, histogram.counts.end()) + histogram.above == tiers.above);
    CHECK(sum(histogram.counts.begin(), histogram.counts.begin() + left) + histogram.below == tiers.under + tiers.just_under);
    CHECK(histogram.counts.size() <= 80);
  }
}
