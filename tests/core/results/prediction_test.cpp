// Predictions as the page gets them: totals that are the sums of their rows, and null where a fit failed.
#include "results/prediction.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "sample/sample_orders.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::day;
using test::ResultJson;

namespace {

TransactionLog sample_log(std::uint64_t customers, std::uint64_t seed, Minor factor = 1) {
  std::vector<Order> orders;
  for (const SampleOrder& order : sample_orders({customers, seed, true})) orders.push_back({order.customer, order.day, order.amount * factor});
  return TransactionLog(orders, customers);
}

}  // namespace

TEST_CASE("base totals are the sums over customers, and the mean is the total by customers", "[consistency]") {
  const Prediction prediction = predict(sample_log(400, 1), {}, 2);
  REQUIRE(prediction.has_money);
  const CustomerScores& scores = prediction.scores;
  REQUIRE(scores.clv.size() == prediction.table.rows.size());
  double alive = 0, transactions = 0, clv = 0;
  for (std::size_t i = 0; i < scores.clv.size(); ++i) {
    const CustomerForecast each = prediction.forecast_of(prediction.table.rows[i]);
    if (prediction.table.rows[i].frequency > 0) alive += each.p_alive.value;  // repeat buyers only
    transactions += each.transactions.value, clv += each.clv->value;
    for (const Forecasted& one : {each.p_alive, each.transactions, *each.clv, each.buys})
      if (!(one.interval.low <= one.value && one.value <= one.interval.high)) FAIL("an interval does not hold its value");
    if (float(each.p_alive.value) != scores.p_alive[i] || float(each.transactions.value) != scores.transactions[i] || float(each.buys.value) != scores.buys[i] || distance(each.clv->value, double(scores.clv[i])) > 1e-7)
      FAIL("what customers are ordered by is not what is shown");
  }
  CHECK(distance(prediction.alive.value, alive) < 1e-12);
  CHECK(distance(prediction.transactions.value, transactions) < 1e-12);
  CHECK(distance(prediction.clv.value, clv) < 1e-12);
  CHECK(distance(prediction.mean_clv.value * 400, prediction.clv.value) < 1e-12);
  CHECK(distance(prediction.mean_clv.interval->high * 400, prediction.clv.interval->high) < 1e-12);
  CHECK(prediction.alive.n == prediction.repeaters);
  CHECK(prediction.alive.interval->high <= double(prediction.repeaters));
}

TEST_CASE("a customer's CLV is margin × discounted purchases × expected spend", "[consistency]") {
  PredictionSettings settings{0.4, 0.12, 24, std::nullopt, std::nullopt, PurchaseModel::bg_nbd};
  const Prediction prediction = predict(sample_log(400, 1), settings, 2);
  REQUIRE(prediction.has_money);
  const auto p = bg_nbd::parameters_at(prediction.purchases().log_theta);
  const auto spend = gamma_gamma::parameters_at(prediction.spend.log_theta);
  const double days = prediction.horizon_end - prediction.observation_end;
  CHECK(prediction.horizon_end == add_months(prediction.observation_end, 24));
  for (std::size_t i = 0; i < 400; i += 29) {
    const CustomerRow& row = prediction.table.rows[i];
    const double x = row.frequency, mean = x > 0 ? double(row.repeat_value) / x / 100 : 0;
    // The purchase rate, discounted day by day at (1+d)^(−days/365): a sum over days, each at its middle.
    double purchases = 0;
    for (int at = 0; at < int(days); ++at) {
      const auto until = [&](int to) { return bg_nbd::conditional_expected_transactions(p, x, row.recency / 7.0, row.age / 7.0, to / 7.0); };
      if (at % 10 == 0 && at + 10 <= int(days)) purchases += (until(at + 10) - until(at)) * std::pow(1.12, -(at + 5) / 365.0);
    }
    const int rest = int(days) / 10 * 10;
    purchases += (bg_nbd::conditional_expected_transactions(p, x, row.recency / 7.0, row.age / 7.0, days / 7) -
                  bg_nbd::conditional_expected_transactions(p, x, row.recency / 7.0, row.age / 7.0, rest / 7.0)) * std::pow(1.12, -(rest + days) / 2 / 365);
    const double clv = 0.4 * purchases * gamma_gamma::expected_spend(spend, mean > 0 ? x : 0, mean) * 100;
    CAPTURE(i);
    CHECK(distance(prediction.forecast_of(row).clv->value, clv) < 1e-5);
  }
}

TEST_CASE("half the margin is half the CLV with half its interval, and nothing else", "[consistency]") {
  const TransactionLog log = sample_log(400, 2);
  PredictionSettings full, half;
  half.margin = 0.5;
  const Prediction one = predict(log, full, 2), other = predict(log, half, 2);
  CHECK(distance(other.clv.value * 2, one.clv.value) < 1e-13);
  CHECK(distance(other.clv.interval->low * 2, one.clv.interval->low) < 1e-13);
  CHECK(other.transactions.value == one.transactions.value);
}

TEST_CASE("a margin of nothing makes a CLV of nothing, without NaN", "[input]") {
  PredictionSettings settings;
  settings.margin = 0;
  const Prediction prediction = predict(sample_log(400, 2), settings, 2);
  CHECK(prediction.clv.value == 0);
  for (const CustomerRow& row : prediction.table.rows) {
    const Forecasted clv = *prediction.forecast_of(row).clv;
    if (!(clv.value == 0 && clv.interval.low == 0 && clv.interval.high == 0)) FAIL("not 0");
  }
}

TEST_CASE("without discount the CLV is purchases times spend, and discounting only lowers it", "[consistency]") {
  const TransactionLog log = sample_log(400, 2);
  PredictionSettings none, some;
  none.discount = 0;
  some.discount = 0.3;
  const Prediction undiscounted = predict(log, none, 2), discounted = predict(log, some, 2);
  CHECK(discounted.clv.value < undiscounted.clv.value);
  CHECK(discounted.clv.value > undiscounted.clv.value / 1.3);
}

TEST_CASE("minor units of another size are another scale of the same money", "[consistency]") {
  // The same amounts as if in thousandths: ten times the minor units at three digits.
  const Prediction cents = predict(sample_log(400, 3), {}, 2), thousandths = predict(sample_log(400, 3, 10), {}, 3);
  REQUIRE(cents.has_money);
  REQUIRE(thousandths.has_money);
  CHECK(distance(thousandths.clv.value, cents.clv.value * 10) < 1e-6);
  CHECK(distance(thousandths.spend.theta[2], cents.spend.theta[2]) < 1e-6);
}

TEST_CASE("where nobody bought twice the JSON has null for every fitted number, and says why", "[input]") {
  std::vector<Order> orders;
  for (std::uint32_t i = 0; i < 200; ++i) orders.push_back({i, 20'000 + Day(i), 1000});
  const Prediction prediction = predict(TransactionLog(orders, 200), {}, 2);
  CHECK(!prediction.forecast_of);
  const ResultJson json(prediction_json(prediction, "EUR", 2));
  for (const char* fitted : {"/purchases", "/spend", "/base", "/holdout"}) CHECK(json.null(fitted));
  CHECK(json.has_code("/caveats", "fit_nobody_repeats"));
  CHECK(json.text("/holdout_skipped/code") == "fit_nobody_repeats");
  CHECK(json.number("/customers") == 200);
}

TEST_CASE("where the spend does not differ purchases are predicted and money is not", "[input]") {
  std::vector<Order> orders;
  for (const SampleOrder& order : sample_orders({600, 4, false})) orders.push_back({order.customer, order.day, 2500});
  // Purchases of one day would add up; keep one a day.
  std::vector<Order> single;
  for (const Order& order : orders)
    if (std::ranges::none_of(single, [&](const Order& o) { return o.customer == order.customer && o.day == order.day; })) single.push_back(order);
  const Prediction prediction = predict(TransactionLog(single, 600), {}, 2);
  CHECK_FALSE(prediction.has_money);
  const ResultJson json(prediction_json(prediction, "EUR", 2));
  CHECK(json.null("/spend"));
  CHECK(json.null("/base/clv"));
  CHECK(json.null("/base/mean_clv"));
  CHECK(json.number("/base/transactions/value") > 0);
  CHECK(json.has_code("/caveats", "spend_no_maximum"));
}

TEST_CASE("repeat purchases refunded to nothing are left out of the spend model and counted", "[input]") {
  std::vector<Order> orders;
  for (const SampleOrder& order : sample_orders({400, 5, false})) orders.push_back({order.customer, order.day, order.amount});
  const std::uint32_t refunded = 400;
  for (int i = 0; i < 3; ++i) orders.push_back({refunded, 20'000 + 30 * i, 1000});
  orders.push_back({refunded, 20'070, -2000});
  PredictionSettings settings;
  settings.observation_end = day("2025-12-31");
  const Prediction prediction = predict(TransactionLog(orders, 401), settings, 2);
  CHECK(prediction.spend_excluded == 1);
  CHECK(ResultJson(prediction_json(prediction, "EUR", 2)).has_code("/caveats", "spend_excluded"));
  REQUIRE(prediction.has_money);
  // Their purchases are still worth what the base's are.
  const auto& row = prediction.table.rows.back();
  REQUIRE(row.customer == refunded);
  CHECK(row.repeat_value == 0);
  CHECK(prediction.scores.clv.back() > 0);
}

TEST_CASE("a calibration outside the data is skipped with its reason, and the prediction stands", "[input]") {
  const TransactionLog log = sample_log(400, 6);
  for (const char* end : {"2022-12-31", "2025-12-31", "2030-01-01"}) {
    PredictionSettings settings;
    settings.observation_end = day("2025-12-31");
    settings.calibration_end = day(end);
    const Prediction prediction = predict(log, settings, 2);
    CHECK_FALSE(prediction.held_out());
    REQUIRE(prediction.holdout_skipped);
    CHECK(prediction.holdout_skipped->code == Code::calibration_out_of_range);
    CHECK(prediction.purchases());
  }
}

TEST_CASE("a prediction does not depend on the order of the rows", "[consistency]") {
  std::vector<Order> orders;
  for (const SampleOrder& order : sample_orders({400, 7, true})) orders.push_back({order.customer, order.day, order.amount});
  const Prediction one = predict(TransactionLog(orders, 400), {}, 2);
  std::ranges::reverse(orders);
  CHECK(prediction_json(predict(TransactionLog(orders, 400), {}, 2), "EUR", 2) == prediction_json(one, "EUR", 2));
}
