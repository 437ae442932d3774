// Rank correlation: a worked example, ranks counted slowly, influences by numerical derivatives of the weighted definition, intervals by simulation.
#include "metrics/rank_correlation.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"

using namespace lifeworth;
using lifeworth::test::distance;
using Values = std::vector<double>;

namespace {

RankCorrelation correlation(const Values& x, const Values& y) {
  const auto found = rank_correlation(Ranks(x), Ranks(y));
  REQUIRE(found);
  return *found;
}

/// By the definition with weights: each customer's distribution function counted over all others, in long double.
long double slow_correlation(const Values& x, const Values& y, const std::vector<long double>& weights) {
  long double total = 0, xy = 0, xx = 0, yy = 0;
  for (const long double weight : weights) total += weight;
  const auto centred = [&](const Values& values, std::size_t i) {
    long double below = 0;
    for (std::size_t j = 0; j < values.size(); ++j) below += weights[j] * (values[j] < values[i] ? 1.0L : values[j] == values[i] ? 0.5L : 0.0L);
    return below / total - 0.5L;
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    const long double u = centred(x, i), v = centred(y, i);
    xy += weights[i] * u * v, xx += weights[i] * u * u, yy += weights[i] * v * v;
  }
  return xy / std::sqrt(xx * yy);
}

/// Customers as they are: how often they bought, and what they spent later, most of them nothing.
void add_customer(Random& random, Values& bought, Values& spent) {
  const double rate = random.gamma(0.6, 0.5);
  double times = 1, later = 0;
  for (double time = random.exponential(rate); time < 1; time += random.exponential(rate)) ++times;
  for (double time = random.exponential(0.7 * rate); time < 1; time += random.exponential(0.7 * rate)) later += std::round(random.gamma(2, 0.1));
  bought.push_back(times);
  spent.push_back(later);
}

struct Base {
  Values x, y;
  explicit Base(std::uint64_t seed, std::size_t customers) {
    Random random(seed);
    while (x.size() < customers) add_customer(random, x, y);
  }
  Base(Random& random, const Base& whole, std::size_t customers) {
    for (std::size_t i = 0; i < customers; ++i) {
      const auto drawn = random.below(whole.x.size());
      x.push_back(whole.x[drawn]), y.push_back(whole.y[drawn]);
    }
  }
};

bool holds(const Estimate& estimate, double truth) { return estimate.interval && estimate.interval->low <= truth && truth <= estimate.interval->high; }

}  // namespace

TEST_CASE("Spearman's rank correlation without ties: 1 − 6Σd²/(n(n² − 1))", "[correctness]") {
  // Σd² = 194 for n = 10, the example of the encyclopaedias (IQ against hours of television): −29/165.
  const Values iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110}, hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
  CHECK(distance(correlation(iq, hours).value, -29.0 / 165) < 1e-14);
}

TEST_CASE("ties share the mean of their ranks, and influences are the derivatives of the definition", "[consistency]") {
  const Base base(5, 60);
  const std::vector<long double> equal(60, 1.0L);
  const RankCorrelation found = correlation(base.x, base.y);
  CHECK(distance(found.value, double(slow_correlation(base.x, base.y, equal))) < 1e-14);
  double sum = 0;
  for (std::size_t i = 0; i < 60; ++i) {
    // One more of the customer's weight, by ε on either side: the derivative by the share 1/n is n times that by the weight.
    const long double step = 1e-4L;
    auto more = equal, less = equal;
    more[i] += step, less[i] -= step;
    const long double slope = 60 * (slow_correlation(base.x, base.y, more) - slow_correlation(base.x, base.y, less)) / (2 * step);
    CHECK(std::abs(found.influence[i] - double(slope)) < 2e-6);
    sum += found.influence[i];
  }
  CHECK(std::abs(sum) < 1e-4);
}

TEST_CASE("without any connection the variance is 1/(n − 1), with ties as without", "[correctness]") {
  // Kendall & Gibbons 1990, Rank Correlation Methods, 5.
  Random random(11);
  double z_widths = 0;
  constexpr int runs = 200, n = 400;
  for (int run = 0; run < runs; ++run) {
    Values x, y;
    for (int i = 0; i < n; ++i) x.push_back(double(random.below(3))), y.push_back(random.uniform() < 0.7 ? 0 : random.uniform());
    const Estimate estimate = correlation(x, y).estimate();
    z_widths += (std::atanh(estimate.interval->high) - std::atanh(estimate.interval->low)) / runs;
  }
  CHECK(std::abs(z_widths / (2 * 1.966 / std::sqrt(n - 1.0)) - 1) < 0.02);
}

TEST_CASE("of normal values the interval is Bonett & Wright's", "[correctness]") {
  // 2000, Psychometrika 65:23: the variance of Fisher's z is (1 + ρ²/2)/(n − 3).
  Random random(12);
  Values x, y;
  constexpr int n = 20'000;
  for (int i = 0; i < n; ++i) {
    const double common = random.normal();
    x.push_back(common + random.normal()), y.push_back(common + random.normal());
  }
  const Estimate estimate = correlation(x, y).estimate();
  const double z_width = std::atanh(estimate.interval->high) - std::atanh(estimate.interval->low);
  const double theirs = 2 * 1.96 * std::sqrt((1 + estimate.value * estimate.value / 2) / (n - 3));
  CHECK(std::abs(z_width / theirs - 1) < 0.02);
  CHECK(std::abs(estimate.value - 6 / std::numbers::pi * std::asin(0.25)) < 0.02);  // ρ_s = 6/π · asin(ρ/2), Pearson's ρ = ½
}

TEST_CASE("intervals of correlations and of their differences hold the truth 95 times in a hundred", "[consistency]") {
  // The truth is known: it is the base's, from which customers are drawn. The second measure is the first, blurred.
  Base whole(21, 4'000);
  Random blur(22);
  Values second;
  for (const double bought : whole.x) second.push_back(bought + blur.normal() * 2);
  const double rho = correlation(whole.x, whole.y).value, other = correlation(second, whole.y).value;
  REQUIRE(rho - other > 0.05);
  Random random(23);
  const int runs = test::slow_build ? 150 : 1500;
  for (const std::size_t n : {50uz, 200uz}) {
    int held = 0, held_difference = 0;
    for (int run = 0; run < runs; ++run) {
      Values x, x2, y;
      for (std::size_t i = 0; i < n; ++i) {
        const auto drawn = random.below(whole.x.size());
        x.push_back(whole.x[drawn]), x2.push_back(second[drawn]), y.push_back(whole.y[drawn]);
      }
      const RankCorrelation one = correlation(x, y), two = correlation(x2, y);
      held += holds(one.estimate(), rho);
      held_difference += holds(strength_difference(one, two), rho - other);
    }
    INFO("n " << n << " held " << held << " and " << held_difference << " of " << runs);
    const double slack = 3 * std::sqrt(0.05 * 0.95 / runs);
    CHECK(std::abs(held / double(runs) - 0.95) < 0.01 + slack);
    CHECK(std::abs(held_difference / double(runs) - 0.95) < 0.01 + slack);
  }
}

TEST_CASE("of measures that are equally good one is called clearly the best at most 5 times in a hundred", "[consistency]") {
  // Gutmann & Maymin 1987, Annals of Statistics 15:456: the best of many against the next needs no further correction.
  Random random(31);
  const int runs = test::slow_build ? 100 : 1000;
  int called = 0;
  for (int run = 0; run < runs; ++run) {
    std::array<Values, 5> measures;
    Values later;
    for (int i = 0; i < 150; ++i) {
      const double kind = random.normal();
      for (Values& measure : measures) measure.push_back(std::round(kind + random.normal()));
      later.push_back(std::max(0.0, kind + random.normal()));
    }
    std::vector<RankCorrelation> found;
    for (const Values& measure : measures) found.push_back(correlation(measure, later));
    const auto best = std::ranges::max_element(found, {}, &RankCorrelation::value);
    bool clear = true;
    for (auto other = found.begin(); other != found.end(); ++other) clear = clear && (other == best || strength_difference(*best, *other).interval->low > 0);
    called += clear;
  }
  INFO(called << " of " << runs);
  CHECK(called <= 0.05 * runs + 2 * std::sqrt(0.05 * 0.95 * runs));
}

TEST_CASE("the top by one number who are the top by the other, equal ones by lot", "[consistency]") {
  const Ranks x(Values{9, 5, 5, 5, 1, 0}), y(Values{0, 8, 0, 0, 7, 0});
  // The two largest by y are the second and the fifth; of the three that share the second place by x, each has a chance of a third.
  const Estimate share = top_share(x, true, y, 2);
  CHECK(distance(share.value, (1.0 / 3 + 0) / 2) < 1e-7);
  CHECK(share.n == 2);
  CHECK(distance(top_share(x, false, y, 2).value, 1.0 / 2) < 1e-7);
  CHECK(x.among(4, true) == std::vector<float>{1, 1, 1, 1, 0, 0});
  CHECK(x.among(1, false) == std::vector<float>{0, 0, 0, 0, 0, 1});

  // Lots drawn: equal ones in random order, twenty thousand times.
  const Base base(41, 40);
  Random random(42);
  double both = 0;
  constexpr int draws = 20'000, count = 8;
  for (int draw = 0; draw < draws; ++draw) {
    const auto top = [&](const Values& values) {
      std::vector<std::pair<std::pair<double, double>, int>> lots;
      for (int i = 0; i < 40; ++i) lots.push_back({{-values[std::size_t(i)], random.uniform()}, i});
      std::ranges::sort(lots);
      std::array<bool, 40> in{};
      for (int i = 0; i < count; ++i) in[std::size_t(lots[std::size_t(i)].second)] = true;
      return in;
    };
    const auto by_x = top(base.x), by_y = top(base.y);
    for (std::size_t i = 0; i < 40; ++i) both += by_x[i] && by_y[i];
  }
  CHECK(std::abs(top_share(Ranks(base.x), true, Ranks(base.y), count).value - both / draws / count) < 0.005);
}

TEST_CASE("the interval of the share of the top that was found holds the truth 95 times in a hundred", "[consistency][slow]") {
  // Ties and none, strong and weak orders, the later best as a fifth of all and as all who bought; the truth is that of the base that customers are drawn from.
  Random random(52);
  struct Case {
    const char* what;
    Base whole;
    Top top;
  };
  const auto normal = [&](double common) {
    Base base(51, 0);
    for (int i = 0; i < 20'000; ++i) {
      const double kind = random.normal();
      base.x.push_back(kind), base.y.push_back(common * kind + std::sqrt(1 - common * common) * random.normal() + 10);
    }
    return base;
  };
  Base few(53, 20'000);
  for (double& spent : few.y) spent = std::max(0.0, spent - 40);  // who spent much, some one in ten
  std::vector<Case> cases = {{"shop", Base(51, 20'000), Top::of_all}, {"normal, 0.9", normal(0.9), Top::of_all}, {"normal, 0", normal(0), Top::of_all}, {"few", few, Top::above_border}};
  for (const auto& [what, whole, top] : cases) {
    const auto found = [by = top](const Base& base) {
      const auto buyers = std::uint64_t(std::ranges::count_if(base.y, [](double spent) { return spent > 0; }));
      return top_share(Ranks(base.x), true, Ranks(base.y), by == Top::of_all ? base.x.size() / 5 : buyers, by);
    };
    const double truth = found(whole).value;
    for (const std::size_t n : {250uz, 1'000uz}) {
      const int runs = test::slow_build ? 60 : 800;
      int held = 0;
      for (int run = 0; run < runs; ++run) held += holds(found(Base(random, whole, n)), truth);
      INFO(what << ", n " << n << ": " << held << " of " << runs << " around " << truth);
      CHECK(std::abs(held / double(runs) - 0.95) < 0.02 + 2.5 * std::sqrt(0.05 * 0.95 / runs));
    }
  }
}

TEST_CASE("where all or none of the top were found the interval is that of a plain share", "[input]") {
  Values up, down;
  for (int i = 0; i < 60; ++i) up.push_back(i), down.push_back(-i);
  const Estimate all = top_share(Ranks(up), true, Ranks(up), 12), none = top_share(Ranks(up), true, Ranks(down), 12);
  CHECK((all.value == 1 && all.n == 12 && all.interval->high == 1));
  CHECK(distance(all.interval->low, 12 / (12 + 1.959963984540054 * 1.959963984540054)) < 1e-12);
  CHECK((none.value == 0 && none.interval->low == 0));
}

TEST_CASE("where all are the same there is no rank, and where the order is the same throughout no interval", "[input]") {
  const Values same = {3, 3, 3}, up = {1, 2, 3};
  CHECK_FALSE(rank_correlation(Ranks(same), Ranks(up)));
  CHECK_FALSE(rank_correlation(Ranks(up), Ranks(same)));
  CHECK_FALSE(rank_correlation(Ranks(Values{}), Ranks(Values{})));
  const Estimate perfect = correlation(up, up).estimate();
  CHECK(perfect.value == 1);
  CHECK_FALSE(perfect.interval);
  const Estimate itself = strength_difference(correlation(up, {1, 3, 2}), correlation(up, {1, 3, 2}));
  CHECK((itself.value == 0 && itself.interval->low == 0 && itself.interval->high == 0));
}
