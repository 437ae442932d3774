// Do 95 % intervals hold the truth 95 times in a hundred? Shops are simulated from known parameters and predicted as a user would have it;
// the truth of a base total is its expectation under the true parameters, given the same purchases. The small run is part of
// every test; the large one is part of `npm run study`.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "../support/worlds.h"
#include "base/special.h"

using namespace lifeworth;
using namespace lifeworth::test;

namespace {

/// Years active, and worth.
std::pair<double, double> true_new_customer(const World& world, const Prediction& prediction) {
  const double weeks = (prediction.horizon_end - prediction.observation_end) / 7.0, rate = std::log1p(prediction.settings.discount) * 7 / 365;
  const double repeats = discounted_transactions(world.parameters(), weeks, rate);
  return {expected_time_active(world.parameters(), weeks) * 7 / 365, prediction.settings.margin * 100 * gamma_gamma::mean_spend(spend) * (1 + repeats)};
}

struct Coverage {
  std::string of;
  bool total = false;  ///< a figure of the whole base, which must hold whatever the model and however few its customers are
  int held = 0;
};

struct Study {
  std::vector<Coverage> coverages = {{"ln theta 1"}, {"ln theta 2"}, {"ln theta 3"}, {"ln theta 4"}, {"ln p"}, {"ln q"}, {"ln gamma"},
                                     {"base transactions", true}, {"base CLV", true},
                                     {"holdout", true}, {"years active"}, {"worth of a new customer", true}};
  int replicates = 0, failed = 0;

  /// Nothing can be said of shops whose data settle no model.
  void add(const World& truth_of, const Prediction& prediction) {
    // A shop of regular customers whose data show no rhythm, or another k, is answered by another model.
    if (!prediction.purchases() || prediction.purchases().model != truth_of.model || prediction.purchases().k != truth_of.k || !prediction.has_money || !prediction.held_out()) {
      ++failed;
      return;
    }
    ++replicates;
    const Vector<4> log_purchases = truth_of.log_theta();
    const Vector<3> log_spend = {std::log(spend.p), std::log(spend.q), std::log(spend.gamma)};
    const auto near = [](double estimate, double truth, double variance) { return std::abs(estimate - truth) <= z_95 * std::sqrt(variance); };
    for (std::size_t k = 0; k < 4; ++k)
      coverages[k].held += near(prediction.purchases().log_theta[k], log_purchases[k], prediction.purchases().covariance[k][k]);
    for (std::size_t k = 0; k < 3; ++k) coverages[4 + k].held += near(prediction.spend.log_theta[k], log_spend[k], prediction.spend.covariance[k][k]);
    const Truth truth = true_totals(truth_of, prediction);
    coverages[7].held += holds(prediction.transactions.interval, truth.transactions);
    coverages[8].held += holds(prediction.clv.interval, truth.clv);
    coverages[9].held += holds(prediction.held_out()->expected.interval, double(prediction.actual));
    const auto [active, worth] = true_new_customer(truth_of, prediction);
    coverages[10].held += holds(prediction.new_customer->years_active.interval, active);
    coverages[11].held += holds(prediction.new_customer->worth->interval, worth);
  }
};

Study study(const World& world, std::uint64_t first_seed, int replicates, std::uint32_t customers) {
  Study result;
  PredictionSettings settings;
  settings.margin = 0.4;
  settings.model = world.model;
  for (int i = 0; i < replicates; ++i) {
    const TransactionLog log = simulated_shop(world, first_seed + std::uint64_t(i), customers);
    settings.observation_end = log.first_day() + days_observed;
    settings.calibration_end = log.first_day() + days_to_calibration;
    result.add(world, predict(log, settings, 2));
  }
  return result;
}

/// Binomial bounds around 95 %: `errors` standard errors.
void check_coverages(const Study& study, double errors, bool totals_alone = false) {
  const double n = study.replicates, allowance = errors * std::sqrt(0.95 * 0.05 / n);
  for (const Coverage& coverage : study.coverages) {
    if (totals_alone && !coverage.total) continue;
    INFO("the interval of " << coverage.of << " held the truth in " << coverage.held << " of " << n);
    CHECK(coverage.held / n > 0.95 - allowance);
    CHECK(coverage.held / n < 0.95 + allowance + 0.01);  // a little wide is no fault
  }
}

}  // namespace

TEST_CASE("95 % intervals of parameters, base totals, new customers and the holdout hold the truth as often as they say", "[consistency][slow]") {
  const Study result = study(bg, 5000, slow_build ? 15 : 120, 500);
  CHECK(result.failed * 20 <= result.replicates);
  check_coverages(result, 3.5);
}

TEST_CASE("thousands of simulated shops of each model: coverage of all intervals", "[.study]") {
  for (const auto& [name, world] : {std::pair("BG/NBD", bg), std::pair("MBG/NBD", mbg), std::pair("Pareto/NBD", pareto), std::pair("MBG/CNBD-3", regular)})
    for (const std::uint32_t customers : {500u, 2000u})
      DYNAMIC_SECTION(name << ", " << customers << " customers") {
        const Study result = study(world, 100'000, 1000, customers);
        std::printf("%s, %u customers: %d shops, %d more without a fit\n", name, customers, result.replicates, result.failed);
        for (const Coverage& coverage : result.coverages) std::printf("  %-24s %5.1f %%\n", coverage.of.c_str(), 100.0 * coverage.held / result.replicates);
        check_coverages(result, 4, true);
      }
}
