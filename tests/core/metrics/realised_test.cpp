// Means, shares and concentration, by hand.
#include "metrics/realised.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "base/random.h"
#include "metrics/share.h"

using namespace lifeworth;
using lifeworth::test::distance;

TEST_CASE("a mean comes with the interval of Student's t", "[correctness]") {
  // NIST/SEMATECH e-Handbook 1.3.5.2, ZARR13 heat flow data: n = 195, mean 9.26146, sd .02279, 95 % limits 9.25824 and 9.26468.
  // Values with just this mean and spread, in 10⁻⁷: pairs at mean ± d and one at the mean, d² · 194 = 194 · sd².
  constexpr double mean = 92'614'600, sd = 227'900;
  std::vector<Minor> values = {Minor(mean)};
  for (int pair = 0; pair < 97; ++pair) values.push_back(Minor(mean - sd)), values.push_back(Minor(mean + sd));
  const Estimate estimate = mean_of(values);
  REQUIRE(estimate.interval);
  CHECK(estimate.n == 195);
  CHECK(std::abs(estimate.value - mean) < 1e-6);
  CHECK(std::abs(estimate.interval->low / 1e7 - 9.25824) < 5e-6);
  CHECK(std::abs(estimate.interval->high / 1e7 - 9.26468) < 5e-6);
}

TEST_CASE("a mean of two values has the t of one degree, and of one value or none no interval", "[consistency]") {
  // 100 and 300: mean 200, standard error 100, t(.975, 1) = 12.7062 (the printed tables).
  const Estimate two = mean_of(std::vector<Minor>{100, 300});
  REQUIRE(two.interval);
  CHECK(two.value == 200);
  CHECK(std::abs(two.interval->high - 1470.62) < 0.01);
  CHECK(std::abs(two.interval->low + 1070.62) < 0.01);
  const Estimate one = mean_of(std::vector<Minor>{250});
  CHECK((one.value == 250 && one.n == 1));
  CHECK_FALSE(one.interval);
  CHECK_FALSE(mean_of({}).interval);
  CHECK(mean_of({}).n == 0);
}

TEST_CASE("equal values have an interval of no width, however large", "[consistency]") {
  const Estimate estimate = mean_of(std::vector<Minor>(7, 9'007'199'254'740'991));
  REQUIRE(estimate.interval);
  CHECK(estimate.interval->low == estimate.value);
  CHECK(estimate.interval->high == estimate.value);
}

TEST_CASE("the interval of a mean of normal values covers 95 times in a hundred", "[consistency]") {
  Random random(51);
  const int samples = 2000;
  int covered = 0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<Minor> values;
    for (int i = 0; i < 5; ++i) values.push_back(std::llround(100'000 + 20'000 * random.normal()));
    const Estimate estimate = mean_of(values);
    covered += estimate.interval->low <= 100'000 && 100'000 <= estimate.interval->high;
  }
  CHECK(std::abs(covered / double(samples) - 0.95) < 4 * std::sqrt(0.95 * 0.05 / samples));
}

TEST_CASE("Wilson's interval has its published values", "[correctness]") {
  // 40 of 1,000: .02951 to .05401. Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81/263 → .2553, .3662;
  // 15/148 → .0624, .1605; 0/20 → 0, .1611; 1/29 → .0061, .1718.
  const struct {
    std::uint64_t count, n;
    double low, high, half_digit;
  } table[] = {{40, 1000, .02951, .05401, 5.1e-6}, {81, 263, .2553, .3662, 5.1e-5}, {15, 148, .0624, .1605, 5.1e-5},
               {0, 20, 0, .1611, 5.1e-5},          {1, 29, .0061, .1718, 5.1e-5}};
  for (const auto& row : table) {
    const Estimate share = share_of(row.count, row.n);
    CAPTURE(row.count, row.n);
    REQUIRE(share.interval);
    CHECK(share.value == double(row.count) / double(row.n));
    CHECK(share.n == row.n);
    CHECK(std::abs(share.interval->low - row.low) < row.half_digit);
    CHECK(std::abs(share.interval->high - row.high) < row.half_digit);
  }
}

TEST_CASE("the interval of a share stays within 0 and 1, holds the share, and mirrors", "[consistency]") {
  for (std::uint64_t n : {1u, 2u, 7u, 1000u}) {
    for (std::uint64_t count : {std::uint64_t{0}, n / 3, n}) {
      const Estimate share = share_of(count, n), rest = share_of(n - count, n);
      CHECK((share.interval->low >= 0 && share.interval->high <= 1));
      CHECK((share.interval->low <= share.value && share.value <= share.interval->high));
      CHECK(std::abs(share.interval->low - (1 - rest.interval->high)) < 1e-15);
    }
  }
  CHECK_FALSE(share_of(0, 0).interval);
}

TEST_CASE("concentration of a hundred customers by hand", "[consistency]") {
  // One of 5,000, four of 500, ninety-five of 30: total 9,850.
  std::vector<Minor> values(95, 30);
  values.insert(values.begin() + 40, 5000);
  values.insert(values.end(), 4, 500);
  const Concentration result = concentration_of(values);
  REQUIRE(result.top.size() == 4);
  const struct {
    int percent;
    std::uint64_t customers;
    double share;
  } expected[] = {{1, 1, 5000 / 9850.0}, {5, 5, 7000 / 9850.0}, {10, 10, 7150 / 9850.0}, {20, 20, 7450 / 9850.0}};
  for (int i = 0; i < 4; ++i) {
    CHECK(result.top[std::size_t(i)].percent == expected[i].percent);
    CHECK(result.top[std::size_t(i)].customers == expected[i].customers);
    CHECK(distance(result.top[std::size_t(i)].share, expected[i].share) < 1e-15);
  }
  CHECK(result.curve.size() == 101);
}

TEST_CASE("concentration rounds the number of best customers up, and names no share of less than one customer", "[consistency]") {
  // Of three customers even 20 % is less than one; curve points at 0, ⅓, ⅔ and 1 only.
  const Concentration three = concentration_of({100, 500, 400});
  CHECK(three.top.empty());
  REQUIRE(three.curve.size() == 4);
  CHECK((three.curve[2].customers == 2 / 3.0 && three.curve[2].value == 0.9));
  // Of twelve, 10 % is 1.2 customers: two of them, a sixth. 1 % and 5 % are less than one.
  const Concentration twelve = concentration_of({9, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
  REQUIRE(twelve.top.size() == 2);
  CHECK((twelve.top[0].percent == 10 && twelve.top[0].customers == 2 && twelve.top[0].customer_share == 2 / 12.0 && twelve.top[0].share == 17 / 27.0));
  CHECK((twelve.top[1].percent == 20 && twelve.top[1].customers == 3));
  const Concentration one = concentration_of({7});
  CHECK(one.curve.size() == 2);
}

TEST_CASE("where all customers are equal the curve is the diagonal", "[consistency]") {
  for (std::size_t n : {10u, 100u, 1234u})
    for (const CurvePoint& point : concentration_of(std::vector<Minor>(n, 250)).curve) CHECK(std::abs(point.value - point.customers) < 1e-12);
}

TEST_CASE("customers who cost more than they brought lift the curve above 1 before it ends at 1", "[input]") {
  const Concentration result = concentration_of({-200, 900, 300, 0, 0});
  CHECK(distance(result.top.back().share, 0.9) < 1e-15);  // 20 % of 5 is 1 customer, 900 of 1,000
  double highest = 0;
  for (const CurvePoint& point : result.curve) highest = std::fmax(highest, point.value);
  CHECK(distance(highest, 1.2) < 1e-15);
  CHECK(distance(result.curve.back().value, 1) < 1e-15);
}

TEST_CASE("nobody, nothing and less than nothing have no concentration", "[input]") {
  for (const std::vector<Minor>& values : {std::vector<Minor>{}, {0, 0}, {-5, 5}, {-10, 3}}) {
    CHECK(concentration_of(values).top.empty());
    CHECK(concentration_of(values).curve.empty());
  }
}

TEST_CASE("the concentration curve rises, bends down and does not depend on the order of customers", "[consistency]") {
  Random random(52);
  std::vector<Minor> values;
  for (int i = 0; i < 777; ++i) values.push_back(std::llround(1000 * random.gamma(0.5, 1)));
  const Concentration one = concentration_of(values);
  std::ranges::reverse(values);
  const Concentration reversed = concentration_of(values);
  REQUIRE(one.curve.size() == reversed.curve.size());
  for (std::size_t i = 0; i < one.curve.size(); ++i) {
    CHECK(one.curve[i].value == reversed.curve[i].value);
    if (i < 2) continue;
    const auto slope = [&](std::size_t at) {
      return (one.curve[at].value - one.curve[at - 1].value) / (one.curve[at].customers - one.curve[at - 1].customers);
    };
    CHECK(slope(i) >= 0);
    CHECK(slope(i) <= slope(i - 1) + 1e-12);
  }
}
