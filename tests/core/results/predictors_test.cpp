// Which measure foretold later spend: every number by a slow second road from the rows, nothing known that was not known then, planted answers, and data that
// cannot say.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "metrics/predictors.h"
#include "results/predictors.h"
#include "sample/sample_orders.h"
#include "session.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::day;
using test::ResultJson;

namespace {

struct Sale {
  int customer;
  Day day;
  int cents;
};

std::string csv_of(const std::vector<Sale>& rows) {
  std::string csv = "customer,date,amount\n";
  for (const Sale& row : rows) {
    char amount[40];
    std::snprintf(amount, sizeof amount, "%.2f", row.cents / 100.0);
    csv += "c" + std::to_string(row.customer) + "," + iso_text(row.day) + "," + amount + "\n";
  }
  return csv;
}

ResultJson ask(std::initializer_list<std::string> tables, const std::string& fields = "") {
  return test::answer_to(R"({"kind":"predictors")" + fields + "}", tables);
}

std::map<std::string, std::string> places_of(const ResultJson& json) {
  std::map<std::string, std::string> places;
  for (std::size_t i = 0; i < json.size("/measures"); ++i) places[json.text("/measures/" + std::to_string(i) + "/name")] = "/measures/" + std::to_string(i);
  return places;
}

/// Two years of customers who buy and sometimes send something back; the last order is of the last day.
std::vector<Sale> shop(std::uint64_t seed, int customers) {
  Random random(seed);
  const Day first = day("2023-01-01"), last = day("2024-12-31");
  std::vector<Sale> rows = {{0, last, 1'000}, {1, first, 2'000}};
  for (int customer = 0; customer < customers; ++customer) {
    const double rate = random.gamma(0.9, 120), mean = 20 + random.gamma(3, 0.05);
    for (double at = double(random.below(500)); at < double(last - first); at += random.exponential(rate)) {
      const int cents = 100 * int(1 + mean * random.gamma(6, 6.0));
      rows.push_back({customer, first + Day(at), cents});
      if (random.uniform() < 0.05) rows.push_back({customer, std::min(last, first + Day(at) + 9), -cents / 2 / 100 * 100});
      if (random.uniform() < 0.1) break;
    }
  }
  return rows;
}

/// What was known of a customer on a day, and the spend after it, from the rows one by one.
struct Known {
  double value = 0, purchase_days = 0, last = -1, first = -1, later = 0;
};

std::vector<Known> slowly(const std::vector<Sale>& rows, Day until) {
  std::map<int, std::map<Day, int>> days;
  for (const Sale& row : rows) days[row.customer][row.day] += row.cents;
  std::vector<Known> known;
  for (const auto& [customer, sums] : days) {
    Known own;
    bool bought_later = false;
    for (const auto& [at, cents] : sums) {
      const bool purchase = cents >= 0;
      if (at <= until) {
        own.value += cents;
        if (purchase) own.purchase_days += 1, own.last = at, own.first = own.first < 0 ? at : own.first;
      } else {
        bought_later = bought_later || purchase;
        own.later += bought_later ? cents : 0;
      }
    }
    if (own.purchase_days > 0) known.push_back(own);
  }
  return known;
}

template <class Of>
double slow_spearman(const std::vector<Known>& known, Of&& of) {
  const auto ranks = [&](auto&& number) {
    std::vector<double> result;
    for (const Known& one : known) {
      double rank = 0.5;
      for (const Known& other : known) rank += number(other) < number(one) ? 1 : number(other) == number(one) ? 0.5 : 0;
      result.push_back(rank);
    }
    return result;
  };
  const auto x = ranks(of), y = ranks([](const Known& one) { return one.later; });
  const double n = double(known.size()), mean = (n + 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < known.size(); ++i) xy += (x[i] - mean) * (y[i] - mean), xx += (x[i] - mean) * (x[i] - mean), yy += (y[i] - mean) * (y[i] - mean);
  return xy / std::sqrt(xx * yy);
}

}  // namespace

TEST_CASE("what was counted a year ago against what came, by a slow road from the rows", "[consistency]") {
  const auto rows = shop(3, 150);
  const ResultJson json = ask({csv_of(rows)});
  const Day until = day("2023-12-31");
  CHECK(json.text("/known_until") == "2023-12-31");
  CHECK(json.number("/months") == 12);
  const auto known = slowly(rows, until);
  CHECK(json.number("/customers") == double(known.size()));
  const double buyers = double(std::ranges::count_if(known, [](const Known& one) { return one.later > 0; }));
  CHECK(json.number("/buyers") == buyers);
  double spend = 0;
  for (const Known& one : known) spend += one.later;
  CHECK(json.number("/spend") == spend);
  auto places = places_of(json);
  const auto agrees = [&](const std::string& name, double expected) {
    INFO(name);
    CHECK(std::abs(json.number(places[name] + "/correlation/value") - expected) < 1e-12);
    CHECK(json.number(places[name] + "/correlation/low") < expected);
    CHECK(json.number(places[name] + "/correlation/high") > expected);
  };
  agrees("value", slow_spearman(known, [](const Known& one) { return one.value; }));
  agrees("purchase_days", slow_spearman(known, [](const Known& one) { return one.purchase_days; }));
  agrees("days_since_last", slow_spearman(known, [&](const Known& one) { return until - one.last; }));
  agrees("tenure", slow_spearman(known, [&](const Known& one) { return until - one.first; }));
  agrees("order_value", slow_spearman(known, [](const Known& one) { return one.value / one.purchase_days; }));
  // Strongest first, and each behind the best by the difference.
  const double best = std::abs(json.number("/measures/0/correlation/value"));
  CHECK(json.text("/best") == json.text("/measures/0/name"));
  CHECK(json.null("/measures/0/behind"));
  for (std::size_t i = 1; i < json.size("/measures"); ++i) {
    const std::string at = "/measures/" + std::to_string(i);
    const double own = std::abs(json.number(at + "/correlation/value"));
    CHECK(own <= std::abs(json.number("/measures/" + std::to_string(i - 1) + "/correlation/value")));
    CHECK(std::abs(json.number(at + "/behind/value") - (best - own)) < 1e-12);
  }
  // Of the best by later spend those with the most days: found by sorting, where no border has equals.
  const double top = std::min(std::floor(double(known.size()) / 5), buyers);
  CHECK(json.number("/later_best") == top);
  CHECK(distance(json.number("/measures/0/lift/value"), json.number("/measures/0/found/value") * double(known.size()) / top) < 1e-14);
}

TEST_CASE("nothing is known that was not known then", "[consistency]") {
  auto rows = shop(4, 600);
  const Day until = day("2023-12-31");
  const std::string survey = "customer,date,score\nc5,2023-05-05,3\nc6,2023-06-05,7\n", late = survey + "c5,2024-01-01,10\nc9,2024-02-01,9\n";
  const ResultJson before = ask({csv_of(rows), late});
  // Later orders of three times the value: the order of what came is the same, and so must be all that was known.
  for (Sale& row : rows)
    if (row.day > until) row.cents *= 3;
  const ResultJson after = ask({csv_of(rows), survey});
  REQUIRE(before.size("/measures") == after.size("/measures"));
  CHECK(before.text("/model") == after.text("/model"));
  for (std::size_t i = 0; i < before.size("/measures"); ++i) {
    const std::string at = "/measures/" + std::to_string(i);
    INFO(before.text(at + "/name"));
    CHECK(before.text(at + "/name") == after.text(at + "/name"));
    if (before.text(at + "/name") == "score") CHECK((before.number(at + "/known") == 2 && after.number(at + "/known") == 2));
    else CHECK(before.number(at + "/correlation/value") == after.number(at + "/correlation/value"));
  }
}

TEST_CASE("a survey that tells what comes is ahead of the best among those who answered", "[consistency]") {
  Random random(6);
  std::vector<Sale> rows = {{0, day("2024-12-31"), 500}};
  std::string survey = "customer,date,score\n";
  for (int customer = 0; customer < 300; ++customer) {
    rows.push_back({customer, day("2023-01-01") + Day(random.below(300)), 1'000 + 10 * int(random.below(500))});
    const int score = int(random.below(11));
    if (customer % 2) survey += "c" + std::to_string(customer) + ",2023-11-11," + std::to_string(score) + "\n";
    if (score > 3) rows.push_back({customer, day("2024-03-01") + Day(random.below(200)), 1'000 * score});
  }
  const ResultJson json = ask({csv_of(rows), survey});
  auto places = places_of(json);
  REQUIRE(places.contains("score"));
  CHECK(json.number(places["score"] + "/known") == 150);
  CHECK(json.number(places["score"] + "/correlation/value") > 0.9);
  CHECK(json.number(places["score"] + "/correlation/n") == 150);
  // No measure of all customers foretells here by more than chance; where one happens to, the survey is ahead of it.
  if (!json.null("/best")) CHECK(json.number(places["score"] + "/behind/high") < 0);
  else CHECK(json.null(places["score"] + "/behind"));
  CHECK(json.number(places["score"] + "/found/value") > 0.5);
}

TEST_CASE("a history that allows fewer months says so, and one of less than a year cannot look back", "[input]") {
  auto rows = shop(7, 150);
  const ResultJson shorter = ask({csv_of(rows)}, R"(,"months":24)");
  CHECK(shorter.number("/wanted_months") == 24);
  CHECK(shorter.number("/months") == 17);  // 2023-07-31 is more than six months after the first day, 2023-06-30 less
  CHECK(shorter.text("/known_until") == "2023-07-31");
  CHECK(shorter.has_code("/caveats", "predictors_shorter"));
  const ResultJson early = ask({csv_of(rows)}, R"(,"observation_end":"2023-12-31")");
  CHECK(early.null("/known_until"));
  CHECK(early.has_code("/caveats", "predictors_too_short"));
  // Whole months of 2023-01-01 to 2023-12-31.
  CHECK(early.number("/caveats/0/arguments/months") == 11);
  const ResultJson half = ask({csv_of(rows)}, R"(,"observation_end":"2024-01-01")");
  CHECK(half.number("/months") == 6);
  CHECK(half.text("/known_until") == "2023-07-01");
}

TEST_CASE("too few customers give a sentence and no numbers", "[input]") {
  const ResultJson json = ask({csv_of(shop(8, 30))});
  CHECK(json.size("/measures") == 0);
  CHECK(json.null("/best"));
  CHECK(json.has_code("/caveats", "predictors_too_few"));
}

TEST_CASE("RFM by hand: fifths of how lately, how often, for how much", "[consistency]") {
  const std::vector<double> days = {10, 20, 30, 40, 50}, often = {1, 1, 1, 1, 9}, money = {5, 4, 3, 2, 1};
  // Of five each is a fifth; the four that bought once share the middle of the lower four fifths, the third.
  CHECK(rfm_scores(days, often, money) == std::vector<double>{5 + 3 + 5, 4 + 3 + 4, 3 + 3 + 3, 2 + 3 + 2, 1 + 5 + 1});
}

TEST_CASE("measures nobody differs in, and measures known of few, have no correlation", "[input]") {
  Random random(9);
  std::vector<double> later, few(60, std::nan("")), good;
  for (int i = 0; i < 60; ++i) later.push_back(i % 3 ? 0 : 100 + i), good.push_back(later.back() + random.normal() * 30);
  few[0] = 1, few[3] = 2;
  const std::vector<Measure> measures = {{"same", [] { return std::vector<double>(60, 7.0); }}, {"few", [&] { return few; }}, {"good", [&] { return good; }}};
  const Rating rating = rate(measures, later);
  REQUIRE(rating.measures.size() == 3);
  CHECK(rating.best == "good");
  CHECK(rating.clear);  // nothing else can be compared
  for (const RatedMeasure& rated : rating.measures) {
    INFO(rated.name);
    CHECK(rated.correlation.has_value() == (rated.name == "good"));
    CHECK(rated.known == (rated.name == "few" ? 2 : 60));
  }
  // Of sixty a fifth.
  CHECK(later_best(later) == 12);
}

TEST_CASE("two hundred thousand customers are rated in less than a second", "[.bench]") {
  Session session;
  const std::string csv = sample_csv({200'000, 1, true});
  session.peek(csv, true);
  session.push(csv);
  session.finish();
  for (int run = 0; run < 3; ++run) {
    const auto begun = std::chrono::steady_clock::now();
    const std::string answer = session.compute(R"({"kind":"predictors"})");
    WARN(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count() << " s");
    CHECK(answer.starts_with(R"({"kind":"predictors")"));
  }
}
