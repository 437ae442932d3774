// The parametric bootstrap: the same draws however they are cut into batches, the delta method's interval where there are many customers, and the truth as often as it says.
#include "results/bootstrap.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "../support/worlds.h"

using namespace lifeworth;
using namespace lifeworth::test;

namespace {

TransactionLog shop(std::uint64_t seed, std::uint32_t customers) { return simulated_shop(bg, seed, customers); }

Prediction predicted(const TransactionLog& log) {
  PredictionSettings settings;
  settings.margin = 0.4;
  settings.model = PurchaseModel::bg_nbd;
  settings.observation_end = log.first_day() + days_observed;
  settings.calibration_end = settings.observation_end;  // nothing is held out: it is not asked about here
  return predict(log, settings, 2);
}

}  // namespace

TEST_CASE("an interval's ends are percentiles, moved where draws lie to one side", "[correctness]") {
  std::vector<double> drawn(999);
  std::iota(drawn.begin(), drawn.end(), 1.0);
  const Interval even = bootstrap_interval(500.5, drawn);  // as many above as below, but for one: percentiles 2.5 and 97.5 of 1 … 999
  CHECK(std::abs(even.low - 25) < 0.2);
  CHECK(std::abs(even.high - 975) < 0.2);
  // 84.13 % of the draws below the estimate, one standard deviation: Φ(2 − 1.96) and Φ(2 + 1.96) of them (Efron & Tibshirani 1993, eq. 14.10 with a = 0).
  std::ranges::reverse(drawn);
  const Interval above = bootstrap_interval(841.3447 + 0.05, drawn);
  CHECK(std::abs(above.low - 515.98) < 0.6);
  CHECK(above.high > 998.5);
  CHECK(above.high <= 999);
}

TEST_CASE("draws are the same however they are cut into batches, and others with another seed", "[consistency]") {
  const Prediction prediction = predicted(shop(1, 300));
  Bootstrap whole(prediction, 1), cut(prediction, 1), other(prediction, 2);
  whole.draw(prediction, 9);
  for (const std::uint64_t batch : {1, 5, 3}) cut.draw(prediction, batch);
  other.draw(prediction, 9);
  CHECK(cut.drawn() == 9);
  REQUIRE(whole.settled() > 4);
  CHECK(whole.drawn_transactions() == cut.drawn_transactions());
  CHECK(whole.drawn_clv() == cut.drawn_clv());
  CHECK(whole.drawn_transactions() != other.drawn_transactions());
}

TEST_CASE("no interval from few draws, or where drawn shops settle nothing", "[consistency]") {
  const Prediction prediction = predicted(shop(1, 300));
  Bootstrap bootstrap(prediction, 1);
  bootstrap.draw(prediction, 20);
  CHECK(bootstrap.transactions(prediction)->value == prediction.transactions.value);
  CHECK_FALSE(bootstrap.transactions(prediction)->interval);
  const Prediction nothing = predicted(shop(1, 6));
  REQUIRE_FALSE(nothing.purchases());
  CHECK_FALSE(Bootstrap(nothing, 1).transactions(nothing));
}

TEST_CASE("of a thousand customers the bootstrap's intervals are about the delta method's", "[consistency][slow]") {
  const Prediction prediction = predicted(shop(3, 1000));
  Bootstrap bootstrap(prediction, 1);
  bootstrap.draw(prediction, fewest_draws);
  const auto alike = [](const Estimate& u, const Estimate& v) {
    REQUIRE((u.interval && v.interval));
    const double ratio = (u.interval->high - u.interval->low) / (v.interval->high - v.interval->low);
    CHECK(ratio > 0.8);  // two hundred draws know the width to within a tenth
    CHECK(ratio < 1.25);
    CHECK(std::abs(std::log(u.interval->low / v.interval->low)) < 0.1);
  };
  alike(*bootstrap.transactions(prediction), prediction.transactions);
  alike(*bootstrap.clv(prediction), prediction.clv);
}

TEST_CASE("hundreds of small simulated shops: how often delta method and bootstrap hold the truth", "[.study]") {
  for (const std::uint32_t customers : {150u, 300u}) {
    int shops = 0, without = 0, delta = 0, drawn = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
      const Prediction prediction = predicted(shop(9000 + seed, customers));
      if (!prediction.purchases() || !prediction.has_money) continue;
      Bootstrap bootstrap(prediction, 1);
      bootstrap.draw(prediction, fewest_draws);
      const auto own = bootstrap.clv(prediction);
      if (!own->interval) {
        ++without;
        continue;
      }
      ++shops;
      const double truth = true_totals(bg, prediction).clv;
      delta += holds(prediction.clv.interval, truth), drawn += holds(own->interval, truth);
    }
    std::printf("%u customers: %d shops, %d more without an interval; base CLV: delta method %.1f %%, bootstrap %.1f %%\n", customers, shops, without, 100.0 * delta / shops,
                100.0 * drawn / shops);
    CHECK(drawn > 0.95 * shops - 4 * std::sqrt(0.95 * 0.05 * shops));
  }
}
