// "segments" as the page gets them: each customer is in one, sums are those of a slow road over customers and of the whole base, and intervals hold what the truth expects of a segment.
#include "results/segments.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <string>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/worlds.h"

using namespace lifeworth;
using namespace lifeworth::test;

namespace {

Prediction prediction_of(const TransactionLog& log, std::optional<PurchaseModel> model, double margin) {
  PredictionSettings settings;
  settings.margin = margin, settings.model = model;
  settings.observation_end = log.first_day() + days_observed;
  return predict(log, settings, 2);
}

std::string quarter_of(Day at) {
  const std::string text = iso_text(at);
  return text.substr(0, 5) + std::to_string((std::stoi(text.substr(5, 2)) + 2) / 3);
}

/// By the calendar, read from the text of the day; by if and else.
std::string slow_place(const CustomerRow& row, SegmentBy by) {
  if (by == SegmentBy::joined) return quarter_of(row.first_day);
  const int number = by == SegmentBy::purchases ? row.frequency + 1 : row.age - row.recency;
  if (by == SegmentBy::purchases) return number >= 11 ? "11" : number >= 6 ? "6" : number >= 4 ? "4" : std::to_string(number);
  return number > 730 ? "731" : number > 365 ? "366" : number > 180 ? "181" : number > 90 ? "91" : number > 30 ? "31" : "0";
}

std::string place_of(const Segment& segment, SegmentBy by) { return by == SegmentBy::joined ? quarter_of(Day(segment.from)) : std::to_string(segment.from); }

}  // namespace

TEST_CASE("segments have the customers, the money and the expectations of a slow road, and add up to the base", "[consistency]") {
  const TransactionLog log = simulated_shop(mbg, 5, 900);
  const Prediction prediction = prediction_of(log, PurchaseModel::mbg_nbd, 0.4);
  REQUIRE(prediction.knows_profit());
  const Profits profits(log, 0.4);
  for (const SegmentBy by : {SegmentBy::joined, SegmentBy::purchases, SegmentBy::silence}) {
    const Segments result = segments_of(prediction, profits, by);
    struct Slow {
      std::uint64_t customers = 0;
      double so_far = 0, alive = 0, transactions = 0, clv = 0;
    };
    std::map<std::string, Slow> slow;
    for (const CustomerRow& row : prediction.table.rows) {
      Slow& own = slow[slow_place(row, by)];
      const CustomerForecast forecast = prediction.forecast_of(row);
      ++own.customers, own.so_far += 0.4 * double(row.value), own.alive += forecast.p_alive.value;
      own.transactions += forecast.transactions.value, own.clv += forecast.clv->value;
    }
    CAPTURE(int(by));
    CHECK(result.months == (by == SegmentBy::joined ? 3 : 0));  // they came within two years
    REQUIRE(result.segments.size() == slow.size());
    double transactions = 0, clv = 0, low = 0, high = 0;
    for (const Segment& segment : result.segments) {
      REQUIRE(slow.contains(place_of(segment, by)));
      const Slow& own = slow[place_of(segment, by)];
      CAPTURE(segment.from);
      CHECK(segment.customers == own.customers);
      CHECK(distance(segment.so_far, own.so_far) < 1e-12);
      CHECK(distance(segment.alive->value, own.alive) < 1e-9);
      CHECK(distance(segment.transactions->value, own.transactions) < 1e-9);
      CHECK(distance(segment.clv->value, own.clv) < 1e-9);
      CHECK((segment.clv->interval->low < segment.clv->value && segment.clv->value < segment.clv->interval->high));
      transactions += segment.transactions->value, clv += segment.clv->value;
      low += segment.clv->interval->low, high += segment.clv->interval->high;
    }
    CHECK(distance(transactions, prediction.transactions.value) < 1e-9);
    CHECK(distance(clv, prediction.clv.value) < 1e-9);
    // The same parameters err for all: segments together are no surer than the base, and doubts that go together do not exceed the sum.
    CHECK(high - low >= (prediction.clv.interval->high - prediction.clv.interval->low) * 0.999);
  }
}

TEST_CASE("a segment's interval holds what the truth expects of it about as often as it says", "[consistency][slow]") {
  const int shops = test::slow_build ? 20 : 150;
  std::map<std::int64_t, int> held, seen;
  for (int i = 0; i < shops; ++i) {
    const TransactionLog log = simulated_shop(bg, 7000 + std::uint64_t(i), 700);
    const Prediction prediction = prediction_of(log, PurchaseModel::bg_nbd, 1);
    if (!prediction.purchases() || prediction.purchases().model != PurchaseModel::bg_nbd) continue;
    const Segments result = segments_of(prediction, Profits(log, 1), SegmentBy::purchases);
    const double horizon = (prediction.horizon_end - prediction.observation_end) / 7.0;
    for (const Segment& segment : result.segments) {
      double truth = 0;
      for (const CustomerRow& row : prediction.table.rows) {
        if (slow_place(row, SegmentBy::purchases) != std::to_string(segment.from)) continue;
        const History history{double(row.frequency), row.recency / 7.0, row.age / 7.0, 1};
        truth += p_alive(bg.parameters(), history) * forecast_if_alive(bg.parameters(), history, horizon, 0, Moments::first).transactions;
      }
      ++seen[segment.from];
      held[segment.from] += holds(segment.transactions->interval, truth);
    }
  }
  REQUIRE(seen.size() >= 5);
  for (const auto& [from, n] : seen) {
    if (n < shops * 9 / 10) continue;
    INFO("from " << from << " purchases: " << held[from] << " of " << n);
    CHECK(std::abs(held[from] / double(n) - 0.95) < 3.5 * std::sqrt(0.05 * 0.95 / n) + 0.02);
  }
}

TEST_CASE("BG/NBD knows nothing of one-time buyers' being there, few years are cut into quarters, and no model leaves what was counted", "[correctness]") {
  std::string orders = "customer,date,amount\n";
  for (int i = 0; i < 40; ++i) orders += "c" + std::to_string(i) + ",2024-0" + std::to_string(1 + i % 9) + "-15,10.00\n";
  const ResultJson json = answer_to(R"({"kind":"segments","segment_by":"joined","margin":0.5})", {orders});
  CHECK(json.number("/months") == 3);
  CHECK(json.size("/segments") == 3);
  CHECK(json.text("/segments/0/from") == "2024-01-01");
  CHECK(json.text("/segments/2/to") == "2024-09-30");
  CHECK(json.number("/segments/0/customers") == 15);
  CHECK(json.number("/segments/0/so_far") == 15 * 500);
  CHECK(json.null("/segments/0/clv"));
  CHECK(json.null("/segments/0/transactions"));

  const TransactionLog log = simulated_shop(bg, 3, 700);
  const Prediction prediction = prediction_of(log, PurchaseModel::bg_nbd, 1);
  const Segments by_purchases = segments_of(prediction, Profits(log, 1), SegmentBy::purchases);
  CHECK_FALSE(by_purchases.segments[0].alive);
  CHECK(by_purchases.segments[1].alive);
  CHECK((by_purchases.segments[0].from == 1 && by_purchases.segments[0].to == 1));
  CHECK_FALSE(by_purchases.segments.back().to);
}

TEST_CASE("cut by the last answer, each customer is in one group, those without an answer in the last", "[consistency]") {
  std::string orders = "customer,date,amount,currency\n", answers = "customer,date,nps\n";
  for (int i = 0; i < 40; ++i) {
    const std::string name = "c" + std::to_string(i);
    orders += name + ",2024-0" + std::to_string(1 + i % 9) + "-15," + std::to_string(10 + i) + ".00,EUR\n";
    if (i < 10) answers += name + ",2024-10-01,10\n" + name + ",2024-11-01,2\n";  // the last one counts
    else if (i < 16) answers += name + ",2024-10-01,8\n";
    else if (i < 30) answers += name + ",2024-10-01,9\n";
  }
  answers += "stranger,2024-10-01,9\n";
  ReadTables read({orders, answers});
  const ResultJson json = read.answer_to(R"({"kind":"segments","segment_by":"answer","file":1,"margin":0.5})");
  CHECK(json.text("/by") == "answer");
  REQUIRE(json.size("/segments") == 4);
  const struct {
    const char* name;
    int customers, from;
  } groups[] = {{"detractor", 10, 0}, {"passive", 6, 10}, {"promoter", 14, 16}, {"no_answer", 10, 30}};
  for (int group = 0; group < 4; ++group) {
    const std::string at = "/segments/" + std::to_string(group);
    const auto& [name, customers, from] = groups[group];
    CHECK(json.text(at + "/name") == name);
    CHECK(json.null(at + "/from"));
    CHECK(json.number(at + "/customers") == customers);
    CHECK(json.number(at + "/so_far") == 50 * (customers * 10 + customers * from + customers * (customers - 1) / 2));
  }
  CHECK(read.answer_to(R"({"kind":"segments","segment_by":"answer","file":0})").text("/error/code") == "survey_no_file");
}

TEST_CASE("expectations of groups by name add up to the base", "[consistency]") {
  const TransactionLog log = simulated_shop(mbg, 5, 900);
  const Prediction prediction = prediction_of(log, PurchaseModel::mbg_nbd, 0.4);
  NamedGroups groups{{"a", "b", "c"}, {}};
  for (std::size_t customer = 0; customer < log.customers(); ++customer) groups.of.push_back(static_cast<std::uint8_t>(customer % 3));
  const Segments result = segments_of(prediction, Profits(log, 0.4), SegmentBy::answer, groups);
  REQUIRE(result.segments.size() == 3);
  double clv = 0;
  for (std::size_t group = 0; group < 3; ++group) {
    double slow = 0;
    for (const CustomerRow& row : prediction.table.rows)
      if (row.customer % 3 == group) slow += prediction.forecast_of(row).clv->value;
    CHECK(distance(result.segments[group].clv->value, slow) < 1e-9);
    clv += result.segments[group].clv->value;
  }
  CHECK(distance(clv, prediction.clv.value) < 1e-9);
}
