// What came beside what was expected, period by period: counts by hand, and CDNOW through the front door.
#include "results/tracking.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "../support/literature.h"
#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "models/tracking.h"
#include "session.h"

using namespace lifeworth;
using test::ResultJson;

namespace {

/// A customer a day over `days`, who buys again `gap` and 3·gap days later: no model can be fitted to that.
TransactionLog steady_shop(int days, int gap) {
  std::vector<Order> orders;
  const Day first = test::day("2022-01-01");
  for (int i = 0; i < days; ++i) {
    const auto customer = static_cast<std::uint32_t>(i);
    for (const int after : {0, gap, 3 * gap}) orders.push_back({customer, first + i + after, 1000});
  }
  return TransactionLog(orders, static_cast<std::size_t>(days));
}

/// Eight hundred customers won over 200 days, who buy at rates of their own; every tenth pays back something the week after.
TransactionLog lively_shop() {
  std::vector<Order> orders;
  Random random(4);
  const Day first = test::day("2023-01-01"), last = test::day("2024-06-30");
  for (std::uint32_t customer = 0; customer < 800; ++customer) {
    const Day joined = first + static_cast<Day>(customer % 200);
    orders.push_back({customer, joined, 1000});
    if (customer % 10 == 0) orders.push_back({customer, joined + 7, -100});
    test::buy(random, random.gamma(1.2, 8), random.beta(0.9, 1.4), (last - joined) / 7.0,
              [&](double weeks) { orders.push_back({customer, joined + static_cast<Day>(weeks * 7), 1000}); });
  }
  return TransactionLog(orders, 800);
}

Prediction predicted(const TransactionLog& log, std::string_view observation_end, std::string_view calibration_end) {
  PredictionSettings settings;
  settings.observation_end = test::day(observation_end);
  settings.calibration_end = test::day(calibration_end);
  return predict(log, settings, 2);
}

}  // namespace

TEST_CASE("purchases are counted by whole weeks, of those who came before the calibration end, and refunds are none", "[consistency]") {
  const TransactionLog log = lively_shop();
  const Prediction prediction = predicted(log, "2024-06-30", "2023-05-31");
  const Tracking tracking = tracking_of(log, prediction);
  CHECK(tracking.calibration_end == test::day("2023-05-31"));
  CHECK(tracking.first_day == log.first_day());
  CHECK(tracking.weeks_a_period == 1);
  REQUIRE(tracking.ends.size() == 78);  // a last day is left out
  std::uint64_t early = 0;
  for (const CustomerRow& row : prediction.table.rows) early += row.first_day <= test::day("2023-05-31");
  CHECK(tracking.customers == early);
  CHECK(early < prediction.table.rows.size());
  for (std::size_t week = 0; week < 78; ++week) {
    const Day end = log.first_day() + 7 * Day(week) + 6;
    std::int64_t repeats = 0;
    for (const CustomerRow& row : prediction.table.rows)
      if (row.first_day <= test::day("2023-05-31")) repeats += test::purchase_days_between(log, row.customer, row.first_day, end);
    CAPTURE(week);
    CHECK(tracking.ends[week] == end);
    CHECK(std::int64_t(tracking.actual[week]) == repeats);
  }
}

TEST_CASE("each model's course is the one of its fit to what was known at the calibration end", "[consistency]") {
  const TransactionLog log = lively_shop();
  const Prediction prediction = predicted(log, "2024-06-30", "2023-12-31");
  const Tracking tracking = tracking_of(log, prediction);
  CHECK(tracking.calibration_end == test::day("2023-12-31"));
  CHECK(tracking.customers == 800);
  std::vector<double> won(200);
  for (const CustomerRow& row : prediction.table.rows) ++won[static_cast<std::size_t>(row.first_day - tracking.first_day)];
  for (std::size_t i = 0; i < prediction.models.size(); ++i) {
    const PurchaseFit& fit = prediction.models[i].calibration;
    CAPTURE(i);
    REQUIRE(tracking.expected[i].size() == (fit ? tracking.ends.size() : 0));
    if (!fit) continue;
    const int last = tracking.ends.back() - tracking.first_day;
    CHECK(tracking.expected[i].back().value == tracked(fit, won, std::vector<int>{last}, 7).front().value);
  }
}

TEST_CASE("with nothing held out everybody is followed, by fits to all", "[consistency]") {
  const TransactionLog log = steady_shop(40, 10);
  const Tracking tracking = tracking_of(log, predicted(log, "2022-03-21", "2022-04-30"));
  CHECK_FALSE(tracking.calibration_end);
  CHECK(tracking.customers == 40);
}

TEST_CASE("years are followed by periods of up to four weeks, whole ones", "[consistency]") {
  const TransactionLog log = steady_shop(40, 10);
  const std::tuple<const char*, int, std::size_t> cases[] = {{"2023-12-30", 1, 104}, {"2024-01-04", 1, 104}, {"2024-01-05", 2, 52}, {"2032-01-01", 4, 130}};
  for (const auto& [end, weeks, periods] : cases) {
    const Tracking tracking = tracking_of(log, predicted(log, end, "2022-02-20"));
    CAPTURE(end);
    CHECK(tracking.weeks_a_period == weeks);
    CHECK(tracking.ends.size() == periods);
    CHECK(tracking.actual.back() == 80);
  }
}

TEST_CASE("CDNOW is tracked through the front door: the published actual curve, and BG/NBD 4 % below it by week 78", "[correctness]") {
  // Fader, Hardie & Lee 2005, figure 5 and §4: repeat transactions week by week; the model underforecasts by 4 % at the end.
  const std::string csv = test::literature("cdnow_sample_elog.csv");
  const auto published = test::rows_of(test::literature("cdnow_sample_cumulative_tracking.csv"));
  Session session;
  session.peek(csv, true);
  session.map(R"({"customer":1,"date":2,"amount":4,"order_id":null,"currency_code":"USD"})");
  session.push(csv);
  session.finish();
  const ResultJson result(session.compute(R"({"kind":"tracking","observation_end":"1998-06-30","calibration_end":"1997-09-30"})"));
  CHECK(result.number("/customers") == 2357);
  CHECK(result.text("/calibration_end") == "1997-09-30");
  CHECK(result.number("/calibration_weeks") == 39);
  CHECK(result.text("/ends/38") == "1997-09-30");
  CHECK(result.number("/weeks/77") == 78);
  double before = 0;
  for (std::size_t week = 0; week < 78; ++week) {
    const double actual = test::number(published[week][1]);
    const std::string place = std::to_string(week);
    CHECK(result.number("/actual/" + place) == actual);
    CHECK(result.number("/actual_in_period/" + place) == actual - before);
    before = actual;
  }
  CHECK(result.text("/models/0/code") == "bg_nbd");
  const double expected = result.number("/models/0/expected/77/0");
  CHECK(std::round(100 * (expected / before - 1)) == -4);
  CHECK(test::distance(result.number("/models/0/expected_in_period/77"), expected - result.number("/models/0/expected/76/0")) < 1e-9);
  CHECK(result.number("/models/0/expected/77/1") < expected);
  CHECK(result.number("/models/0/expected/77/2") > before);  // what came lies within
}
