// From a sample to the whole base: worked examples of Cochran (1977), closed forms, and intervals by drawing from finite, skewed bases.
#include "metrics/whole_base.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

/// Cochran, table 2.1: signatures on 50 of 676 sheets of a petition.
std::vector<double> signatures() {
  const std::vector<std::pair<double, int>> table = {{42, 23}, {41, 4}, {36, 1}, {32, 1}, {29, 1}, {27, 2}, {23, 1}, {19, 1}, {16, 2}, {15, 2},
                                                     {14, 1}, {11, 1}, {10, 1}, {9, 1}, {7, 1}, {6, 3}, {5, 2}, {4, 1}, {3, 1}};
  std::vector<double> values;
  for (const auto& [signed_by, sheets] : table) values.insert(values.end(), std::size_t(sheets), signed_by);
  return values;
}

double half(const Estimate& estimate) { return (estimate.interval->high - estimate.interval->low) / 2; }
bool holds(const Estimate& estimate, double truth) { return estimate.interval && estimate.interval->low <= truth && truth <= estimate.interval->high; }

/// `count` of the customers, each set of them as likely as any other.
std::vector<std::size_t> drawn(Random& random, std::size_t customers, std::size_t count) {
  std::vector<std::size_t> all(customers);
  for (std::size_t i = 0; i < customers; ++i) all[i] = i;
  for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + random.below(customers - i)]);
  all.resize(count);
  return all;
}

}  // namespace

TEST_CASE("Cochran's petition: 19,888 signatures, 80 % limits 18,107 and 21,669", "[correctness]") {
  const auto values = signatures();
  const auto spread = spread_of(values);
  REQUIRE(spread);
  CHECK(std::round(spread->deviation * spread->deviation * 10) / 10 == 229.0);
  const WholeBase found = whole_base(std::vector<Stratum>{{676, values, 0}});
  CHECK(std::round(found.total.value) == 19'888);
  // The book has t = 1.28 where our 95 % interval has Student's with 49 degrees of freedom.
  const double at_80 = half(found.total) / student_t_quantile(0.975, 49) * 1.28;
  CHECK(std::abs(found.total.value - at_80 - 18'107) < 1.5);
  CHECK(std::abs(found.total.value + at_80 - 21'669) < 1.5);
  CHECK(distance(found.mean.value * 676, found.total.value) < 1e-14);
}

TEST_CASE("Cochran's seedlings: of 430 beds 78 must be counted", "[correctness]") {
  // 4.6: mean 19, variance 85.6, ±10 % at t = 2: 95 of a vast number of beds (94.85 before rounding), 78 of these.
  const Spread spread{19, std::sqrt(85.6)};
  CHECK(customers_needed(spread, 0.1, std::nullopt, 2) == 95);
  CHECK(customers_needed(spread, 0.1, 430, 2) == 78);
  // As many as needed give the wanted width: n = n₀/(1 + n₀/N) solves z·s·√((1 − n/N)/n) = d.
  const auto n = double(*customers_needed({50, 70}, 0.05, 20'000, z_95));
  const auto width = [](double m) { return z_95 * 70 * std::sqrt((1 - m / 20'000) / m); };
  CHECK((width(n) <= 2.5 && width(n - 1) > 2.5));
  CHECK_FALSE(customers_needed({0, 70}, 0.05, 20'000, z_95));
  CHECK_FALSE(customers_needed({-3, 70}, 0.05, std::nullopt, z_95));
  CHECK(customers_needed({50, 70}, 1e-6, 20'000, z_95) == 20'000);
}

TEST_CASE("who has counted everybody knows it", "[consistency]") {
  const WholeBase found = whole_base(std::vector<Stratum>{{4, {1, 2, 3, 10}, 1}});
  CHECK((found.mean.value == 4 && half(found.mean) == 0 && found.total.value == 16));
  CHECK((found.repeat_share.value == 0.25 && half(found.repeat_share) == 0 && found.repeat_buyers.value == 1));
}

TEST_CASE("strata by hand", "[consistency]") {
  // W = 0.3 and 0.7; means 4 and 20; s² = 4 and 50; v = 0.09·(1 − 3/30)·4/3 + 0.49·(1 − 2/70)·50/2.
  const WholeBase found = whole_base(std::vector<Stratum>{{30, {2, 4, 6}, 1}, {70, {15, 25}, 1}});
  CHECK(distance(found.mean.value, 0.3 * 4 + 0.7 * 20) < 1e-14);
  CHECK(distance(found.total.value, 1'520) < 1e-14);
  const double one = 0.09 * 0.9 * 4 / 3, two = 0.49 * (1 - 2.0 / 70) * 25, degrees = (one + two) * (one + two) / (one * one / 2 + two * two / 1);
  CHECK(distance(half(found.mean), student_t_quantile(0.975, degrees) * std::sqrt(one + two)) < 1e-12);
  CHECK(distance(found.repeat_share.value, 0.3 / 3 + 0.7 / 2) < 1e-14);
  // A stratum of which one of several was seen leaves the spread untold; one that is wholly seen adds none.
  CHECK_FALSE(whole_base(std::vector<Stratum>{{30, {2, 4, 6}, 1}, {70, {15}, 1}}).mean.interval);
  CHECK(whole_base(std::vector<Stratum>{{30, {2, 4, 6}, 1}, {1, {15}, 1}}).mean.interval);
  // One stratum is the simple sample, and strata that do not differ come to nearly the same.
  const WholeBase simple = whole_base(std::vector<Stratum>{{1'000, signatures(), 20}});
  auto twice = signatures();
  twice.insert(twice.end(), twice.begin(), twice.end());
  const WholeBase halves = whole_base(std::vector<Stratum>{{500, signatures(), 20}, {500, signatures(), 20}});
  CHECK(distance(simple.mean.value, halves.mean.value) < 1e-14);
  CHECK(std::abs(half(halves.mean) / half(whole_base(std::vector<Stratum>{{1'000, twice, 40}}).mean) - 1) < 0.01);
}

TEST_CASE("the share's limits solve the score's equation, and never contradict who was seen", "[correctness]") {
  const WholeBase found = whole_base(std::vector<Stratum>{{300, std::vector<double>(100, 1.0), 30}});
  for (const double limit : {found.repeat_share.interval->low, found.repeat_share.interval->high})
    CHECK(distance((0.3 - limit) * (0.3 - limit), z_95 * z_95 * limit * (1 - limit) / 100 * 200 / 299) < 1e-10);
  const WholeBase nearly = whole_base(std::vector<Stratum>{{101, std::vector<double>(100, 1.0), 30}});
  CHECK(nearly.repeat_buyers.interval->low >= 30 - 1e-9);
  CHECK(nearly.repeat_buyers.interval->high <= 31 + 1e-9);
}

TEST_CASE("drawn from a finite and skewed base, intervals hold the truth 95 times in a hundred", "[consistency]") {
  constexpr std::size_t customers = 900, sampled = 300;
  Random random(7);
  std::vector<double> value;
  std::vector<std::size_t> stratum;
  std::vector<bool> repeats;
  double total = 0, repeaters = 0;
  for (std::size_t i = 0; i < customers; ++i) {
    stratum.push_back(i % 3);
    value.push_back(random.gamma(0.8, 0.01) * (1 + double(i % 3)));
    repeats.push_back(random.uniform() < 0.2 + 0.1 * double(i % 3));
    total += value.back(), repeaters += repeats.back();
  }
  const int runs = test::slow_build ? 200 : 2000;
  std::map<const char*, int> held;
  for (int run = 0; run < runs; ++run) {
    Stratum all{customers, {}, 0};
    std::vector<Stratum> strata(3, {customers / 3, {}, 0});
    for (const std::size_t i : drawn(random, customers, sampled)) {
      for (Stratum* of : {&all, &strata[stratum[i]]}) of->values.push_back(value[i]), of->repeaters += repeats[i];
    }
    const WholeBase simple = whole_base(std::vector{all}), stratified = whole_base(strata);
    held["simple total"] += holds(simple.total, total), held["stratified total"] += holds(stratified.total, total);
    held["simple repeaters"] += holds(simple.repeat_buyers, repeaters), held["stratified repeaters"] += holds(stratified.repeat_buyers, repeaters);
  }
  for (const auto& [what, count] : held) {
    INFO(what << ": " << count << " of " << runs);
    CHECK(std::abs(count / double(runs) - 0.95) < 0.01 + 3 * std::sqrt(0.05 * 0.95 / runs));
  }
}
