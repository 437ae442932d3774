// Do 95 % intervals hold the truth 95 times in a hundred? Shops are simulated from known parameters and predicted as a user would have it;
// the truth of a base total is its expectation under the true parameters, given the same purchases. The small run is part of
// every test; `core_tests [.study]` is the large one.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/shop.h"
#include "base/special.h"
#include "results/prediction.h"

using namespace lifeworth;

namespace {

/// A slow shop: a purchase in 30 weeks, so that days are fine enough for the continuous time of the models.
constexpr bg_nbd::Parameters purchases{0.9, 26, 0.8, 2.9};
constexpr gamma_gamma::Parameters spend{6.0, 4.2, 26.0};
constexpr Day days_observed = 1400, days_to_calibration = 1050;

TransactionLog simulated_shop(std::uint64_t seed, std::uint32_t customers) {
  Random random(seed);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double lambda = random.gamma(purchases.r, purchases.alpha), leave = random.beta(purchases.a, purchases.b);
    const double nu = random.gamma(spend.q, spend.gamma);
    const Day joined = Day(customer % 5) * 150;  // few different ages: quicker, and nothing else
    const auto buy_at = [&](double weeks) {
      orders.push_back({customer, joined + Day(weeks * 7), std::max<Minor>(1, std::llround(random.gamma(spend.p, nu) * 100))});
    };
    buy_at(0);
    test::buy(random, lambda, leave, (days_observed - joined) / 7.0, buy_at);
  }
  return TransactionLog(orders, customers);
}

struct Truth {
  double transactions = 0, clv = 0;
};

Truth true_totals(const Prediction& prediction) {
  const double horizon = (prediction.horizon_end - prediction.observation_end) / 7.0, rate = std::log1p(prediction.settings.discount) * 7 / 365;
  Truth truth;
  for (const CustomerRow& row : prediction.table.rows) {
    const double x = row.frequency, t_x = row.recency / 7.0, T = row.age / 7.0;
    const double alive = bg_nbd::p_alive(purchases, x, t_x, T);
    const auto forecast = bg_nbd::forecast_if_alive(purchases, x, T, horizon, rate);
    const double mean = x > 0 ? double(row.repeat_value) / x / 100 : 0;
    truth.transactions += alive * forecast.transactions;
    truth.clv += prediction.settings.margin * alive * forecast.discounted_transactions * gamma_gamma::expected_spend(spend, x, mean) * 100;
  }
  return truth;
}

bool holds(const std::optional<Interval>& interval, double truth) { return interval && interval->low <= truth && truth <= interval->high; }

struct Coverage {
  std::string of;
  int held = 0;
};

struct Study {
  std::vector<Coverage> coverages = {{"ln r"}, {"ln alpha"}, {"ln a"}, {"ln b"}, {"ln p"}, {"ln q"}, {"ln gamma"},
                                     {"base transactions"}, {"base CLV"}, {"holdout"}};
  int replicates = 0, failed = 0;

  void add(const Prediction& prediction) {
    if (!prediction.purchases() || !prediction.has_money || !prediction.held_out()) {
      ++failed;
      return;
    }
    ++replicates;
    const Vector<4> log_purchases = {std::log(purchases.r), std::log(purchases.alpha), std::log(purchases.a), std::log(purchases.b)};
    const Vector<3> log_spend = {std::log(spend.p), std::log(spend.q), std::log(spend.gamma)};
    const auto near = [](double estimate, double truth, double variance) { return std::abs(estimate - truth) <= z_95 * std::sqrt(variance); };
    for (std::size_t k = 0; k < 4; ++k)
      coverages[k].held += near(prediction.purchases().log_theta[k], log_purchases[k], prediction.purchases().covariance[k][k]);
    for (std::size_t k = 0; k < 3; ++k) coverages[4 + k].held += near(prediction.spend.log_theta[k], log_spend[k], prediction.spend.covariance[k][k]);
    const Truth truth = true_totals(prediction);
    coverages[7].held += holds(prediction.transactions.interval, truth.transactions);
    coverages[8].held += holds(prediction.clv.interval, truth.clv);
    coverages[9].held += holds(prediction.held_out()->expected.interval, double(prediction.actual));
  }
};

Study study(std::uint64_t first_seed, int replicates, std::uint32_t customers) {
  Study result;
  PredictionSettings settings;
  settings.margin = 0.4;
  settings.model = PurchaseModel::bg_nbd;
  for (int i = 0; i < replicates; ++i) {
    const TransactionLog log = simulated_shop(first_seed + std::uint64_t(i), customers);
    settings.observation_end = log.first_day() + days_observed;
    settings.calibration_end = log.first_day() + days_to_calibration;
    result.add(predict(log, settings, 2));
  }
  return result;
}

/// Binomial bounds around 95 %: `errors` standard errors.
void check_coverages(const Study& study, double errors) {
  const double n = study.replicates, allowance = errors * std::sqrt(0.95 * 0.05 / n);
  for (const Coverage& coverage : study.coverages) {
    INFO("the interval of " << coverage.of << " held the truth in " << coverage.held << " of " << n);
    CHECK(coverage.held / n > 0.95 - allowance);
    CHECK(coverage.held / n < 0.95 + allowance + 0.01);  // a little wide is no fault
  }
}

}  // namespace

TEST_CASE("95 % intervals of parameters, base totals and the holdout hold the truth as often as they say", "[consistency]") {
  const Study result = study(5000, test::slow_build ? 15 : 120, 500);
  CHECK(result.failed * 20 <= result.replicates);
  check_coverages(result, 3.5);
}

TEST_CASE("a thousand simulated shops: coverage of all intervals", "[.study]") {
  const Study result = study(100'000, 1000, 500);
  WARN(result.replicates << " replicates, " << result.failed << " without a fit");
  for (const Coverage& coverage : result.coverages) WARN(coverage.of << ": " << 100.0 * coverage.held / result.replicates << " %");
  check_coverages(result, 4);
}
