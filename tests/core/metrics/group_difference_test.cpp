// How two groups differ: published numbers, slow roads, simulated coverage, differences planted and none.
#include "metrics/group_difference.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

struct Sample {
  std::vector<double> values;
  std::vector<Member> members;
  std::size_t strata = 1;

  void add(double value, bool first, std::size_t stratum = 0) {
    values.push_back(value);
    members.push_back({first, std::uint8_t(stratum)});
    strata = std::max(strata, stratum + 1);
  }
  GroupDifference numbers() const { return difference_of_numbers(values, members, strata); }
  GroupDifference shares() const { return difference_of_shares(values, members, strata); }
};

Sample shares_of(int hits, int n, int rest_hits, int rest_n) {
  Sample sample;
  for (int i = 0; i < n; ++i) sample.add(i < hits, true);
  for (int i = 0; i < rest_n; ++i) sample.add(i < rest_hits, false);
  return sample;
}

/// g as its definition says, over strata; the slow road.
double standardised(const Sample& sample, bool adjust) {
  double sums[2] = {}, counts[2] = {}, squares = 0;
  for (std::size_t i = 0; i < sample.values.size(); ++i) sums[sample.members[i].first] += sample.values[i], ++counts[sample.members[i].first];
  const double means[2] = {sums[0] / counts[0], sums[1] / counts[1]};
  for (std::size_t i = 0; i < sample.values.size(); ++i) squares += std::pow(sample.values[i] - means[sample.members[i].first], 2);
  const double degrees = counts[0] + counts[1] - 2, correction = 1 - 3 / (4 * degrees - 1);
  if (!adjust) return correction * (means[1] - means[0]) / std::sqrt(squares / degrees);
  double above = 0, weights = 0;
  for (std::size_t k = 0; k < sample.strata; ++k) {
    double sum[2] = {}, n[2] = {};
    for (std::size_t i = 0; i < sample.values.size(); ++i)
      if (sample.members[i].stratum == k) sum[sample.members[i].first] += sample.values[i], ++n[sample.members[i].first];
    if (n[0] < 2 || n[1] < 2) continue;
    const double weight = n[0] * n[1] / (n[0] + n[1]);
    above += weight * (sum[1] / n[1] - sum[0] / n[0]);
    weights += weight;
  }
  return correction * above / weights / std::sqrt(squares / degrees);
}

/// Standard error by leaving out one customer after the other, group by group.
double jackknife_error(const Sample& sample, bool adjust) {
  double variance = 0;
  for (const bool group : {false, true}) {
    std::vector<double> left;
    for (std::size_t i = 0; i < sample.values.size(); ++i) {
      if (sample.members[i].first != group) continue;
      Sample without = sample;
      without.values.erase(without.values.begin() + std::ptrdiff_t(i));
      without.members.erase(without.members.begin() + std::ptrdiff_t(i));
      left.push_back(standardised(without, adjust));
    }
    double mean = 0, squares = 0;
    for (double each : left) mean += each / double(left.size());
    for (double each : left) squares += (each - mean) * (each - mean);
    variance += squares * (double(left.size()) - 1) / double(left.size());
  }
  return std::sqrt(variance);
}

bool holds(const std::optional<Estimate>& estimate, double truth) { return estimate && estimate->interval->low <= truth && truth <= estimate->interval->high; }
double half(const Estimate& estimate) { return (estimate.interval->high - estimate.interval->low) / 2; }

/// Skewed values of unequal spread, more of one group in late strata, and a value that rises with the stratum.
Sample skewed_sample(Random& random, int n, double lift, double confounding) {
  Sample sample;
  for (int i = 0; i < n; ++i) {
    const std::size_t stratum = random.below(4);
    const bool first = random.uniform() < 0.15 + 0.12 * double(stratum);
    const double noise = first ? 1.4 * random.gamma(2, 2) : random.gamma(2, 2);
    sample.add(noise - (first ? 1.4 : 1) + confounding * double(stratum) + (first ? lift : 0), first, stratum);
  }
  return sample;
}

}  // namespace

TEST_CASE("Hedges' g agrees with the worked example of Borenstein and others", "[correctness]") {
  // Introduction to Meta-Analysis (2009), ch. 4: means 103 and 100, standard deviations 5.5 and 4.5, 50 each: g = 0.5924.
  Sample sample;
  std::vector<double> shape;
  for (int i = 0; i < 50; ++i) shape.push_back(std::log((i + 0.5) / (49.5 - i)));  // symmetric; scaled below
  double squares = 0;
  for (double each : shape) squares += each * each;
  for (double each : shape) sample.add(103 + 5.5 * each / std::sqrt(squares / 49), true);
  for (double each : shape) sample.add(100 + 4.5 * each / std::sqrt(squares / 49), false);
  const GroupDifference result = sample.numbers();
  REQUIRE(result.raw);
  CHECK(std::abs(result.raw->value - 0.5924) < 5e-5);
  CHECK(result.raw->n == 100);
  CHECK(distance(result.first.mean, 103) < 1e-14);
  CHECK(std::abs(half(*result.raw) / 1.99 - 0.2011) < 0.005);  // the book's standard error, which takes the values for normal
}

TEST_CASE("for normal values of equal spread the interval is the usual one", "[correctness]") {
  Sample sample;
  Random random(8);
  for (int i = 0; i < 40'000; ++i) sample.add(random.normal() + (i % 4 == 0 ? 0.8 : 0), i % 4 == 0);
  const Estimate g = *sample.numbers().raw;
  // Hedges & Olkin (1985): 1/n₁ + 1/n₀ + g²/2N.
  CHECK(distance(half(g), 1.96 * std::sqrt(1 / 10'000. + 1 / 30'000. + g.value * g.value / 80'000)) < 0.01);
}

TEST_CASE("differences of shares agree with Newcombe's table", "[correctness]") {
  // Statistics in Medicine 17 (1998) 873, table II, method 10.
  const struct {
    int a, m, b, n;
    double low, high;
  } rows[] = {{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}, {5, 56, 0, 29, -0.0381, 0.1926}};
  for (const auto& [a, m, b, n, low, high] : rows) {
    const GroupDifference result = shares_of(a, m, b, n).shares();
    REQUIRE(result.raw);
    CHECK(std::abs(result.raw->interval->low - low) < 6e-5);
    CHECK(std::abs(result.raw->interval->high - high) < 6e-5);
    CHECK(distance(result.raw->value, double(a) / m - double(b) / n) < 1e-13);
    CHECK_FALSE(result.adjusted);
  }
}

TEST_CASE("Holm's p values by hand", "[correctness]") {
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
  const auto adjusted = holm(std::vector{0.01, 0.04, 0.03, 0.005});
  const double expected[] = {0.03, 0.06, 0.06, 0.02};
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(adjusted[i] - expected[i]) < 1e-15);
  CHECK(holm(std::vector{0.9, 0.8}) == std::vector{1.0, 1.0});
  CHECK(holm({}).empty());
}

TEST_CASE("g, medians, Cliff's delta and its variance agree with counting every pair", "[consistency]") {
  Random random(3);
  for (int round = 0; round < 20; ++round) {
    Sample sample;
    std::vector<double> groups[2];
    for (int i = 0; i < 60; ++i) {
      const bool first = i < 12 || random.uniform() < 0.4;
      const double value = std::floor(random.gamma(1, 0.2)) - 3;  // ties and negative ones
      sample.add(value, first && i < 48);
      groups[first && i < 48].push_back(value);
    }
    const GroupDifference result = sample.numbers();
    REQUIRE((result.raw && result.delta));
    CHECK(distance(result.raw->value, standardised(sample, false)) < 1e-12);
    std::vector<double> of_first(groups[1].size()), of_rest(groups[0].size());
    double delta = 0;
    for (std::size_t i = 0; i < groups[1].size(); ++i)
      for (std::size_t j = 0; j < groups[0].size(); ++j) {
        const double sign = (groups[1][i] > groups[0][j]) - (groups[1][i] < groups[0][j]);
        of_first[i] += sign / double(of_rest.size());
        of_rest[j] += sign / double(of_first.size());
        delta += sign / double(of_first.size() * of_rest.size());
      }
    double variance = 0;
    for (const auto* each : {&of_first, &of_rest}) {
      double squares = 0;
      for (double d : *each) squares += (d - delta) * (d - delta);
      variance += squares / double(each->size() - 1) / double(each->size());
    }
    CHECK(std::abs(result.delta->value - delta) < 1e-13);
    // Feng & Cliff (2004): (δ − δ³ ± zσ √((1 − δ²)² + z²σ²)) ÷ (1 − δ² + z²σ²).
    const double zz = 3.841458820694124, scale = 1 - delta * delta + zz * variance;
    const double root = std::sqrt(zz * variance * (std::pow(1 - delta * delta, 2) + zz * variance));
    CHECK(std::abs(result.delta->interval->low - std::max(-1.0, (delta - std::pow(delta, 3) - root) / scale)) < 1e-12);
    CHECK(std::abs(result.delta->interval->high - std::min(1.0, (delta - std::pow(delta, 3) + root) / scale)) < 1e-12);
    for (const bool first : {false, true}) {
      auto sorted = groups[first];
      std::ranges::sort(sorted);
      CHECK((first ? result.first : result.rest).median == (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2);
    }
  }
}

TEST_CASE("the delta method's errors agree with leaving out one customer after the other", "[consistency]") {
  Random random(11);
  const Sample sample = skewed_sample(random, 400, 0.5, 0.3);
  const GroupDifference result = sample.numbers();
  REQUIRE((result.raw && result.adjusted));
  CHECK(distance(result.adjusted->value, standardised(sample, true)) < 1e-12);
  CHECK(std::abs(half(*result.raw) / 1.975 / jackknife_error(sample, false) - 1) < 0.05);
  CHECK(std::abs(half(*result.adjusted) / 1.975 / jackknife_error(sample, true) - 1) < 0.05);
}

TEST_CASE("95 % intervals hold the truth as often as they say: skewed values, unequal spread, unequal groups", "[consistency]") {
  // The truth is that of a sample so large that it hardly varies.
  Random large(21);
  const Sample population = skewed_sample(large, test::slow_build ? 200'000 : 1'000'000, 0.5, 0.3);
  const double raw = standardised(population, false), adjusted = standardised(population, true);
  double delta = 0;
  {
    const GroupDifference all = population.numbers();
    delta = all.delta->value;
  }
  int held_raw = 0, held_adjusted = 0, held_delta = 0, held_share = 0;
  const int rounds = test::slow_build ? 200 : 2000;
  Random random(22);
  for (int round = 0; round < rounds; ++round) {
    const GroupDifference result = skewed_sample(random, 200, 0.5, 0.3).numbers();
    held_raw += holds(result.raw, raw);
    held_adjusted += holds(result.adjusted, adjusted);
    held_delta += holds(result.delta, delta);
    Sample shares;  // a share that differs by 0.15 in each stratum
    for (int i = 0; i < 200; ++i) {
      const std::size_t stratum = random.below(5);
      const bool first = random.uniform() < 0.1 + 0.1 * double(stratum);
      shares.add(random.uniform() < 0.1 + 0.1 * double(stratum) + (first ? 0.15 : 0), first, stratum);
    }
    held_share += holds(shares.shares().adjusted, 0.15);
  }
  for (const int held : {held_raw, held_adjusted, held_delta, held_share}) {
    INFO(held_raw << ' ' << held_adjusted << ' ' << held_delta << ' ' << held_share << " of " << rounds);
    CHECK(held > (test::slow_build ? 0.90 : 0.93) * rounds);
    CHECK(held < (test::slow_build ? 0.99 : 0.97) * rounds);
  }
}

TEST_CASE("what tenure alone brings about is gone when it is adjusted for, and what was planted stays", "[consistency]") {
  Random random(5);
  int found = 0, found_raw = 0, false_alarms = 0;
  const int rounds = test::slow_build ? 40 : 200;
  for (int round = 0; round < rounds; ++round) {
    const GroupDifference none = skewed_sample(random, 800, 0, 0.8).numbers(), planted = skewed_sample(random, 800, 0.5, 0.8).numbers();
    found_raw += none.raw->interval->low > 0;
    false_alarms += *none.p < 0.05;
    found += planted.adjusted->interval->low > 0;
  }
  CHECK(found_raw > 0.9 * rounds);
  CHECK(false_alarms < 0.1 * rounds);
  CHECK(found > 0.95 * rounds);
}

TEST_CASE("where a comparison cannot be made there is no number", "[input]") {
  Sample few, same, unknown, apart;
  for (int i = 0; i < 40; ++i) {
    few.add(i, i < 9);
    same.add(0.1, i % 2 == 0);
    unknown.add(i < 30 ? std::numeric_limits<double>::quiet_NaN() : i, i % 2 == 0);
    apart.add(i < 20 ? 100 + i : i, i < 20, std::size_t(i) / 20);  // no stratum has both groups
  }
  for (const Sample* sample : {&few, &same, &unknown}) {
    const GroupDifference result = sample->numbers();
    CHECK_FALSE((result.raw || result.adjusted || result.delta || result.p));
  }
  CHECK((few.numbers().first.n == 9 && unknown.numbers().rest.n == 5 && same.numbers().first.median == double(0.1F)));
  const GroupDifference result = apart.numbers();
  CHECK((result.raw && !result.adjusted && result.p));
  // Nobody overlaps: the interval ends at 1 and begins below it.
  CHECK((result.delta->value == 1 && result.delta->interval->high == 1 && result.delta->interval->low < 0.75 && result.delta->interval->low > 0.5));
  CHECK_FALSE(shares_of(0, 30, 0, 30).shares().raw);
  CHECK_FALSE(shares_of(30, 30, 30, 30).shares().p);
}

TEST_CASE("strata with one group only count nowhere, and n says so", "[consistency]") {
  Random random(6);
  Sample sample;
  for (int i = 0; i < 300; ++i) {
    const std::size_t stratum = std::size_t(i) % 3;
    const bool first = stratum == 1 || (stratum == 0 && i % 2 == 0);
    sample.add(random.normal() + double(stratum), first, stratum);
  }
  CHECK(sample.numbers().raw->n == 300);
  CHECK(sample.numbers().adjusted->n == 100);
  CHECK(distance(sample.numbers().adjusted->value, standardised(sample, true)) < 1e-12);
}
