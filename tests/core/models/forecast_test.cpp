// Forecasts: gradients against differences, intervals against draws of the parameters, spread against simulated futures.
#include "models/forecast.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"

using namespace lifeworth;
using bg_nbd::Parameters;
using lifeworth::test::distance;

namespace {

constexpr Parameters truth{0.9, 7.5, 0.8, 2.9};
constexpr double horizon = 52, discount = 0.0018;

std::vector<History> some_histories() {
  auto histories = test::simulated_histories(41, truth, 400, 80);
  for (History& h : histories) h.T = std::ceil(h.T / 8) * 8;  // fewer different ages: quicker, and nothing else
  return histories;
}

struct Plain {
  double p_alive, transactions, discounted;
};

/// One customer's forecast by the models' own functions.
Plain plain_forecast(const Vector<4>& log_theta, const History& h) {
  const Parameters p = bg_nbd::parameters_at(log_theta);
  const double alive = bg_nbd::p_alive(p, h.x, h.t_x, h.T);
  const auto if_alive = bg_nbd::forecast_if_alive(p, h.x, h.T, horizon, discount);
  return {alive, alive * if_alive.transactions, alive * if_alive.discounted_transactions};
}

std::vector<HistoryForecast> forecast(const Fit<4>& fit, const std::vector<History>& histories, double until, double discount_rate) {
  const Forecaster forecaster(PurchaseFit{fit, PurchaseModel::bg_nbd}, histories, until, discount_rate);
  std::vector<HistoryForecast> forecasts;
  for (const History& history : histories) forecasts.push_back(forecaster(history));
  return forecasts;
}

/// Lower triangle L with L·Lᵀ = covariance.
Matrix<4> root_of(const Matrix<4>& m) {
  Matrix<4> lower{};
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = m[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i == j ? std::sqrt(sum) : sum / lower[j][j];
    }
  return lower;
}

}  // namespace

TEST_CASE("each history's forecast is P(alive) times the forecast if alive", "[consistency]") {
  const auto histories = some_histories();
  const auto fit = bg_nbd::fit(histories);
  REQUIRE(fit);
  const auto forecasts = forecast(fit, histories, horizon, discount);
  REQUIRE(forecasts.size() == histories.size());
  for (std::size_t i = 0; i < histories.size(); i += 23) {
    const Plain plain = plain_forecast(fit.log_theta, histories[i]);
    CHECK(forecasts[i].p_alive == plain.p_alive);
    CHECK(distance(forecasts[i].transactions, plain.transactions) < 1e-14);
    CHECK(distance(forecasts[i].discounted_transactions, plain.discounted) < 1e-14);
  }
}

TEST_CASE("forecasts at many ages, which are interpolated, are the model's own", "[consistency]") {
  // Every day of ten years for x of one-time, usual and very frequent buyers; of parameters from shops that could not differ more.
  for (const Parameters& p : {truth, Parameters{0.243, 4.414, 0.793, 2.426}, Parameters{6.5, 40, 1.6, 1.7}, Parameters{0.05, 0.5, 0.1, 3}, Parameters{3, 400, 1, 0.5}}) {
    Fit<4> fit;
    fit.theta = {p.r, p.alpha, p.a, p.b};
    fit.log_theta = test::logarithms_of(fit.theta);
    std::vector<History> histories;
    for (double x : {0.0, 1.0, 7.0, 60.0})
      for (int day = x > 0; day <= 3650; ++day) histories.push_back({x, day / 7.0, day / 7.0, 1});
    const Forecaster forecaster(PurchaseFit{fit, PurchaseModel::bg_nbd}, histories, horizon, discount);
    double worst = 0;
    for (std::size_t i = 0; i < histories.size(); i += 37) {
      const auto each = forecaster(histories[i]);
      const Plain plain = plain_forecast(fit.log_theta, histories[i]);
      worst = std::fmax(worst, std::fmax(distance(each.transactions, plain.transactions), distance(each.discounted_transactions, plain.discounted)));
    }
    CAPTURE(p.r, p.alpha, p.a, p.b);
    CHECK(worst < 1e-10);
  }
}

TEST_CASE("the gradients of ln forecasts are their differences in ln θ", "[consistency]") {
  const std::vector<History> histories = {{0, 0, 30, 1}, {1, 2, 60, 1}, {4, 30, 40, 1}, {25, 79, 80, 1}};
  Fit<4> fit;
  fit.theta = {truth.r, truth.alpha, truth.a, truth.b};
  fit.log_theta = test::logarithms_of(fit.theta);
  for (std::size_t k = 0; k < 4; ++k) fit.covariance[k][k] = 0.01;
  const auto forecasts = forecast(fit, histories, horizon, discount);
  for (std::size_t i = 0; i < histories.size(); ++i)
    for (std::size_t k = 0; k < 4; ++k) {
      CAPTURE(i, k);
      const auto slope = [&](auto member) {
        return test::partial([&](const Vector<4>& at) { return std::log(plain_forecast(at, histories[i]).*member); }, fit.log_theta, k, 0.1);
      };
      CHECK(std::abs(forecasts[i].log_alive_gradient[k] - slope(&Plain::p_alive)) < 1e-8);
      CHECK(std::abs(forecasts[i].log_transactions_gradient[k] - slope(&Plain::transactions)) < 1e-7);
      CHECK(std::abs(forecasts[i].log_discounted_gradient[k] - slope(&Plain::discounted)) < 1e-7);
    }
}

TEST_CASE("a sum's variance is that of the total as a function of all parameters", "[consistency]") {
  Fit<4> purchases;
  Fit<3> spend;
  purchases.covariance = {{{0.04, 0.01, 0, 0}, {0.01, 0.09, 0, 0.02}, {0, 0, 0.16, 0}, {0, 0.02, 0, 0.25}}};
  spend.covariance = {{{0.01, 0, 0}, {0, 0.02, 0.005}, {0, 0.005, 0.03}}};
  // Two customers by hand: gradients of the sum are 3·g1 + 5·g2.
  ForecastSum sum;
  sum.add(3, {1, 0, 0, 1}, {1, 0, 0});
  sum.add(5, {0, 2, 0, 0}, {0, 1, -1});
  CHECK(sum.value == 8);
  // g = (3, 10, 0, 3): 9·.04 + 2·30·.01 + 100·.09 + 2·30·.02 + 9·.25 = 13.41; spend (3, 5, −5): .09 + .5 − .25 + .75 = 1.09.
  CHECK(distance(sum.variance(purchases), 13.41) < 1e-14);
  CHECK(distance(sum.variance(purchases, &spend), 14.50) < 1e-14);
}

TEST_CASE("the interval of a total agrees with draws of the parameters", "[consistency]") {
  // ln θ drawn from N(fit, covariance), the total recomputed each time: its spread in logarithms is the delta method's.
  const auto histories = some_histories();
  const auto fit = bg_nbd::fit(histories);
  REQUIRE(fit);
  ForecastSum total;
  const auto forecasts = forecast(fit, histories, horizon, discount);
  for (std::size_t i = 0; i < forecasts.size(); i += 4) total.add(forecasts[i].transactions, forecasts[i].log_transactions_gradient);
  const Interval interval = log_interval(total.value, total.variance(fit) / (total.value * total.value));
  const Matrix<4> root = root_of(fit.covariance);
  Random random(42);
  const int draws = test::slow_build ? 25 : 100;
  double mean = 0, squares = 0;
  for (int draw = 0; draw < draws; ++draw) {
    Fit<4> drawn = fit;
    Vector<4> normal;
    for (double& z : normal) z = random.normal();
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j <= i; ++j) drawn.log_theta[i] += root[i][j] * normal[j];
    double sum = 0;
    for (std::size_t i = 0; i < histories.size(); i += 4) sum += plain_forecast(drawn.log_theta, histories[i]).transactions;
    mean += std::log(sum) / draws;
    squares += std::log(sum) * std::log(sum) / draws;
  }
  const double drawn_sd = std::sqrt(squares - mean * mean), delta_sd = std::log(interval.high / interval.low) / (2 * z_95);
  // A standard deviation from n draws has relative error 1/√(2n); curvature adds some.
  CHECK(std::abs(delta_sd / drawn_sd - 1) < 4 / std::sqrt(2.0 * draws) + 0.05);
}

TEST_CASE("the interval of P(alive) lies in 0 to 1 around it and is {1, 1} for one-time buyers", "[consistency]") {
  auto histories = some_histories();
  histories.push_back({40, 10, 80, 1});   // surely gone
  histories.push_back({40, 80, 80, 1});   // surely here
  const auto fit = bg_nbd::fit(histories);
  REQUIRE(fit);
  for (const auto& each : forecast(fit, histories, horizon, discount)) {
    const Interval interval = p_alive_interval(fit.covariance, each);
    CHECK((interval.low >= 0 && interval.low <= each.p_alive && each.p_alive <= interval.high && interval.high <= 1));
    if (each.p_alive == 1) CHECK((interval.low == 1 && interval.high == 1));
  }
}

TEST_CASE("the variance of a customer's number of purchases is that of simulated futures", "[consistency]") {
  // Customers alive at T: λ ~ gamma(r+x, α+T), p ~ beta(a, b+x); alive with P(alive). 4 standard errors by the fourth moment.
  Fit<4> fit;
  fit.theta = {truth.r, truth.alpha, truth.a, truth.b};
  fit.log_theta = test::logarithms_of(fit.theta);
  const History history{4, 30, 40, 1};
  const auto expected = forecast(fit, std::vector{history}, horizon, 0).front();
  Random random(43);
  const int futures = test::slow_build ? 5'000 : 40'000;
  std::vector<double> counts;
  double mean = 0, variance = 0, fourth = 0;
  for (int i = 0; i < futures; ++i) {
    double n = 0;
    if (random.uniform() < expected.p_alive)
      test::buy(random, random.gamma(truth.r + history.x, truth.alpha + history.T), random.beta(truth.a, truth.b + history.x), horizon, [&](double) { ++n; });
    counts.push_back(n);
    mean += n / futures;
  }
  for (double n : counts) variance += (n - mean) * (n - mean) / futures, fourth += std::pow(n - mean, 4) / futures;
  CHECK(std::abs(mean - expected.transactions) < 4 * std::sqrt(variance / futures));
  CHECK(std::abs(variance - expected.variance) < 4 * std::sqrt((fourth - variance * variance) / futures));
}
