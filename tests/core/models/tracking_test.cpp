// Expected purchases of customers won on different days: published curves, sums over customers one by one, and new customers who live the story.
#include "models/tracking.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "../support/literature.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"
#include "models/forecast.h"
#include "results/histories.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

std::string printed(double number, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, number);
  return text;
}

/// A fit whose parameters are known.
PurchaseFit at(PurchaseModel model, const Vector<4>& theta) {
  PurchaseFit fit;
  fit.model = model;
  fit.failed = NoFit::none;
  fit.theta = theta;
  for (std::size_t k = 0; k < 4; ++k) fit.log_theta[k] = std::log(theta[k]);
  return fit;
}

double probability(const PurchaseFit& fit, int n, double t) {
  return std::visit([&](const auto& own) { return probability_mass(own, n, t); }, parameters_at(fit.model, fit.log_theta));
}

/// Of one customer, from the probabilities of all numbers.
double variance_of(const PurchaseFit& fit, double t) {
  double mean = 0, squares = 0;
  for (int n = 1; n < 3000; ++n) {
    const double mass = probability(fit, n, t);
    mean += n * mass, squares += double(n) * n * mass;
  }
  return squares - mean * mean;
}

const std::vector<PurchaseFit> lifelike = {at(PurchaseModel::bg_nbd, {0.243, 4.414, 0.793, 2.426}), at(PurchaseModel::bg_nbd, {0.9, 0.4, 1, 2.9}),
                                           at(PurchaseModel::mbg_nbd, {0.525, 6.183, 0.891, 1.614}),
                                           at(PurchaseModel::pareto_nbd, {0.553, 10.578, 0.606, 11.669}),
                                           at(PurchaseModel::pareto_nbd, {1.2, 29, 1, 0.05})};  // β ≪ α

}  // namespace

TEST_CASE("CDNOW's expected repeat transactions are those of BTYD's walkthrough, in total and week by week", "[correctness]") {
  // BTYD's vignette, "Buy 'Til You Die: A Walkthrough", its tables cum.tracking[,20:25] and inc.tracking[,20:25] of Pareto/NBD. A week ends there when
  // seven whole days have gone by since the first customer came, a day later than in the table of what was bought.
  const TransactionLog log = test::cdnow_log();
  const CustomerTable table = customer_table(log, test::cdnow_calibration_end());
  const PurchaseFit fit = fit_purchases(PurchaseModel::pareto_nbd, histories_of(table).unique, 0);
  REQUIRE(fit);
  std::vector<double> won(84);
  for (const CustomerRow& row : table.rows) ++won[static_cast<std::size_t>(row.first_day - log.first_day())];
  std::vector<int> ends;
  for (int week = 19; week <= 25; ++week) ends.push_back(7 * week);
  const std::vector<Estimate> course = tracked(fit, won, ends, 7);
  const char *cumulative[] = {"1309", "1385", "1460", "1533", "1604", "1674"}, *weekly[] = {"78.31", "76.42", "74.65", "72.98", "71.41", "69.93"};
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(printed(course[i + 1].value, 0) == cumulative[i]);
    CHECK(std::abs(course[i + 1].value - course[i].value - test::number(weekly[i])) < 0.011);
    CHECK(course[i + 1].n == 2357);
  }
}

TEST_CASE("the expected course is the sum over the customers of what the model expects of each since the first purchase", "[consistency]") {
  std::vector<double> won(1000);
  for (std::size_t day = 0; day < won.size(); day += 3) won[day] = 1 + double(day % 7);
  const std::vector<int> ends = {-1, 0, 1, 6, 27, 500, 999, 1500, 1825};
  for (const PurchaseFit& fit : lifelike) {
    const auto course = tracked(fit, won, ends, 7);
    REQUIRE(course.size() == ends.size());
    for (std::size_t i = 0; i < ends.size(); ++i) {
      double sum = 0, customers = 0;
      for (int day = 0; day <= std::min(ends[i], 999); ++day) {
        const double n = won[static_cast<std::size_t>(day)];
        customers += n;
        if (n > 0) sum += n * expected_transactions(parameters_at(fit.model, fit.log_theta), (ends[i] - day) / 7.0);
      }
      CAPTURE(int(fit.model), fit.theta[1], ends[i]);
      CHECK(distance(course[i].value, sum) < 1e-9);
      CHECK(course[i].n == static_cast<std::uint64_t>(customers));
    }
  }
}

TEST_CASE("for extreme parameters and decades the course is still the sum to six digits", "[consistency]") {
  for (const PurchaseFit& fit : {at(PurchaseModel::bg_nbd, {0.3, 0.01, 0.5, 0.4}), at(PurchaseModel::mbg_nbd, {0.05, 0.02, 1, 3}),
                                 at(PurchaseModel::bg_nbd, {40, 50, 60, 900}), at(PurchaseModel::pareto_nbd, {0.5, 1e-3, 0.3, 2e3})}) {
    const auto course = tracked(fit, std::vector<double>{1, 0, 5}, std::vector<int>{1, 2, 9, 100, 3000, 7300}, 7);
    const auto p = parameters_at(fit.model, fit.log_theta);
    std::size_t i = 0;
    for (const int end : {1, 2, 9, 100, 3000, 7300}) {
      CAPTURE(int(fit.model), fit.theta[1], end);
      CHECK(distance(course[i++].value, expected_transactions(p, end / 7.0) + (end >= 2 ? 5 * expected_transactions(p, (end - 2) / 7.0) : 0)) < 1e-6);
    }
  }
}

TEST_CASE("the interval of the course holds the variance of the customers' numbers and that of the parameters", "[consistency]") {
  for (PurchaseFit fit : {lifelike[0], lifelike[2], lifelike[3]}) {
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < 4; ++j) fit.covariance[i][j] = i == j ? 0.01 * double(i + 1) : 0.002;
    const std::vector<double> won = {300, 0, 200};
    const std::vector<int> ends = {200};
    const Estimate course = tracked(fit, won, ends, 7).front();
    const double chance = 300 * variance_of(fit, 200 / 7.0) + 200 * variance_of(fit, 198 / 7.0);
    Vector<4> gradient;
    for (std::size_t k = 0; k < 4; ++k)
      gradient[k] = test::derivative([&](double moved) {
        Vector<4> log_theta = fit.log_theta;
        log_theta[k] = moved;
        const auto p = parameters_at(fit.model, log_theta);
        return 300 * expected_transactions(p, 200 / 7.0) + 200 * expected_transactions(p, 198 / 7.0);
      }, fit.log_theta[k], 0.05);
    CAPTURE(int(fit.model));
    REQUIRE(course.interval);
    CHECK(distance(course.interval->high, course.value + z_95 * std::sqrt(chance + quadratic_form(fit.covariance, gradient))) < 1e-6);
    CHECK(distance(course.interval->high + course.interval->low, 2 * course.value) < 1e-12);
  }
}

TEST_CASE("95 % intervals of the course hold what as many new customers buy about 19 times in 20", "[consistency][slow]") {
  // Two shops from the same story: one to fit, one to foresee. 200 pairs: between 90.5 % and 98.5 % is three standard errors about 95 %.
  const bg_nbd::Parameters truth{0.9, 7.5, 0.8, 2.9};
  constexpr int customers = 500;
  const int pairs = test::slow_build ? 40 : 200;
  std::vector<double> won(200);
  for (int i = 0; i < customers; ++i) ++won[static_cast<std::size_t>(i % 200)];
  Random random(23);
  int held = 0, fitted = 0;
  for (int pair = 0; pair < pairs; ++pair) {
    std::vector<History> known;
    double bought = 0;
    for (int i = 0; i < customers; ++i) known.push_back(test::simulated_history(random, truth, (365 - i % 200) / 7.0));
    for (int i = 0; i < customers; ++i) bought += test::simulated_history(random, truth, (500 - i % 200) / 7.0).x;
    const PurchaseFit fit = fit_purchases(PurchaseModel::bg_nbd, known, 0);
    if (!fit) continue;
    ++fitted;
    const Estimate course = tracked(fit, won, std::vector<int>{500}, 7).front();
    held += course.interval->low <= bought && bought <= course.interval->high;
  }
  CHECK(fitted > 0.9 * pairs);
  const double share = double(held) / fitted, spread = 3 * std::sqrt(0.95 * 0.05 / fitted);
  CAPTURE(share);
  CHECK(std::abs(share - 0.95) < spread);
}
