// Probabilities against what happened: errors by hand, concordance by counting pairs and by leaving customers out, intervals by simulation.
#include "metrics/reliability.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"

using namespace lifeworth;
using lifeworth::test::distance;
using Values = std::vector<double>;
using Outcomes = std::vector<std::uint8_t>;

namespace {

struct Judged {
  Values p;
  Outcomes happened;

  /// Right probabilities, rounded so that many are equal.
  Judged(Random& random, std::size_t n, double steps) {
    for (std::size_t i = 0; i < n; ++i) {
      p.push_back(std::round(random.beta(0.7, 1.4) * steps) / steps);
      happened.push_back(random.uniform() < p.back());
    }
  }
};

/// Every pair of one to whom it happened and one to whom it did not.
double by_pairs(const Values& p, const Outcomes& happened, std::size_t without = ~std::size_t{0}) {
  double sum = 0, pairs = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < p.size(); ++j) {
      if (i == without || j == without || !happened[i] || happened[j]) continue;
      sum += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
      ++pairs;
    }
  return sum / pairs;
}

bool holds(const Estimate& estimate, double truth) { return estimate.interval && estimate.interval->low <= truth && truth <= estimate.interval->high; }

}  // namespace

TEST_CASE("concordance is the share of pairs, and its variance what leaving out each customer gives", "[consistency]") {
  Random random(3);
  const Judged judged(random, 180, 12);
  const Estimate found = *concordance(judged.p, judged.happened);
  const double area = by_pairs(judged.p, judged.happened);
  CHECK(distance(found.value, area) < 1e-13);
  CHECK(found.n == 180);
  // DeLong's variance is the jackknife's, outcome by outcome (Arvesen 1969): (m − 1)/m Σ (θ₋ᵢ − θ)².
  double variance = 0;
  for (const int outcome : {0, 1}) {
    const double m = double(std::ranges::count(judged.happened, outcome));
    double squares = 0;
    for (std::size_t i = 0; i < judged.p.size(); ++i)
      if (judged.happened[i] == outcome) squares += std::pow(by_pairs(judged.p, judged.happened, i) - area, 2);
    variance += squares * (m - 1) / m;
  }
  const auto logit = [](double share) { return std::log(share / (1 - share)); };
  const double half = (logit(found.interval->high) - logit(found.interval->low)) / 2;
  CHECK(distance(half, z_95 * std::sqrt(variance) / (area * (1 - area))) < 1e-10);
  CHECK(distance((logit(found.interval->high) + logit(found.interval->low)) / 2, logit(area)) < 1e-10);
}

TEST_CASE("concordance of two normal distributions is Φ(d/√2), and the interval holds it 95 times in a hundred", "[correctness]") {
  const double d = 1, truth = 0.5 * std::erfc(-d / 2);
  Random random(5);
  const int runs = test::slow_build ? 150 : 1500;
  int held = 0;
  for (int run = 0; run < runs; ++run) {
    Values p;
    Outcomes happened;
    for (int i = 0; i < 120; ++i) happened.push_back(i < 40), p.push_back(random.normal() + d * (i < 40));
    held += holds(*concordance(p, happened), truth);
  }
  INFO(held << " of " << runs);
  CHECK(std::abs(held / double(runs) - 0.95) < 0.01 + 3 * std::sqrt(0.05 * 0.95 / runs));
}

TEST_CASE("those who can be told apart without fail have no interval, and too few of an outcome no concordance", "[input]") {
  Values p;
  Outcomes happened;
  for (int i = 0; i < 30; ++i) p.push_back(i), happened.push_back(i >= 12);
  CHECK(concordance(p, happened)->value == 1);
  CHECK_FALSE(concordance(p, happened)->interval);
  CHECK(concordance(Values(30, 0.3), happened)->value == 0.5);
  happened.assign(30, 0);
  std::fill_n(happened.begin(), 9, 1);
  CHECK_FALSE(concordance(p, happened));
  happened[9] = 1;
  CHECK(concordance(p, happened)->value < 1e-12);
  CHECK_FALSE(concordance(p, happened)->interval);
}

TEST_CASE("squared errors by hand, and the naive ones by asking all others of the group", "[correctness]") {
  const Values errors = squared_errors(Values{0.7, 0.2, 1}, Outcomes{1, 0, 0});
  CHECK((distance(errors[0], 0.09) < 1e-12 && distance(errors[1], 0.04) < 1e-12 && errors[2] == 1));
  const std::vector<std::uint32_t> groups = {4, 0, 0, 4, 4, 0, 2, 0};
  const Outcomes happened = {1, 0, 1, 1, 0, 0, 1, 0};
  const Values naive = hindsight_errors(groups, happened);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    double n = 0, sum = 0, all = 0, all_sum = 0;
    for (std::size_t j = 0; j < groups.size(); ++j) {
      if (i == j) continue;
      ++all, all_sum += happened[j];
      if (groups[i] == groups[j]) ++n, sum += happened[j];
    }
    const double p = n > 0 ? sum / n : all_sum / all;
    CHECK(distance(naive[i], (p - happened[i]) * (p - happened[i])) < 1e-12);
  }
  CHECK(hindsight_errors({}, {}).empty());
  const Estimate saved = error_saved(Values(20, 0.1), Values(20, 0.3));
  CHECK((distance(saved.value, 0.2) < 1e-12 && saved.n == 20));
}

TEST_CASE("groups hold a tenth each, equal probabilities stay together, and all customers are there once", "[consistency]") {
  Random random(7);
  for (const double steps : {1e9, 30.0, 3.0}) {
    const Judged judged(random, 1'000, steps);
    const auto groups = reliability(judged.p, judged.happened);
    double customers = 0, predicted = 0, actual = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const ReliabilityGroup& own = groups[i];
      const double n = double(own.actual.n);
      customers += n, predicted += own.predicted * n, actual += own.actual.value * n;
      CHECK((own.low <= own.predicted + 1e-12 && own.predicted <= own.high + 1e-12));
      if (i) CHECK(groups[i - 1].high < own.low);
      if (steps > 1e6) CHECK(n == 100);
    }
    double p = 0, happened = 0;
    for (std::size_t i = 0; i < 1'000; ++i) p += judged.p[i], happened += judged.happened[i];
    CHECK(customers == 1'000);
    CHECK(distance(predicted, p) < 1e-12);
    CHECK(distance(actual, happened) < 1e-12);
    CHECK(groups.size() <= (steps == 3 ? 4 : 10));
  }
  const Judged few(random, 45, 1e9);
  CHECK(reliability(few.p, few.happened).size() == 2);
}

TEST_CASE("where probabilities are right the groups' intervals hold them 95 times in a hundred", "[consistency]") {
  Random random(9);
  const int runs = test::slow_build ? 30 : 300;
  int held = 0, groups = 0;
  for (int run = 0; run < runs; ++run) {
    const Judged judged(random, 600, 1e9);
    for (const ReliabilityGroup& own : reliability(judged.p, judged.happened)) ++groups, held += holds(own.actual, own.predicted);
  }
  INFO(held << " of " << groups);
  CHECK(std::abs(held / double(groups) - 0.955) < 0.01 + 3 * std::sqrt(0.05 * 0.95 / groups));
}
