// Whole years of customers' lives: by hand, against slow counting, and against shops whose truth is known.
#include "metrics/customer_years.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"
#include "customers/customer_table.h"
#include "models/sbg.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::day;
using test::log_of;

namespace {

bool holds(const Estimate& estimate, double truth) { return estimate.interval && estimate.interval->low <= truth && truth <= estimate.interval->high; }

/// `copies` customers like each of the written ones.
TransactionLog crowd(const std::vector<test::WrittenOrder>& written, std::uint32_t customers, std::uint32_t copies) {
  std::vector<Order> orders;
  for (const auto& [customer, iso, amount] : written)
    for (std::uint32_t copy = 0; copy < copies; ++copy) orders.push_back({customer + customers * copy, day(iso), amount});
  return TransactionLog(orders, std::size_t{customers} * copies);
}

RatioSums sums_of(const std::vector<RatioPart>& parts) {
  RatioSums sums;
  for (const RatioPart& part : parts) sums.add(part);
  return sums;
}

}  // namespace

TEST_CASE("a year of life ends the day before the anniversary, and counts when that day was observed", "[consistency]") {
  const TransactionLog log = log_of({{0, "2022-03-10", 100}, {0, "2023-03-09", 100}, {0, "2023-03-10", 100}, {0, "2024-03-09", 100}});
  const auto at = [&](std::string_view end) { return customer_years(log, day(end)).years; };
  CHECK(at("2023-03-08").empty());
  REQUIRE(at("2023-03-09").size() == 1);
  CHECK((at("2023-03-09")[0].observed == 1 && at("2023-03-09")[0].purchase_days == 2 && at("2023-03-09")[0].at_risk == 0));
  CHECK(at("2024-03-08").size() == 1);
  const auto both = at("2024-03-09");
  REQUIRE(both.size() == 2);
  CHECK((both[1].active == 1 && both[1].purchase_days == 2 && both[1].value == 200));
  CHECK((both[0].at_risk == 1 && both[0].retained == 1));
}

TEST_CASE("a customer of the 29th of February has anniversaries on the 28th, and on the 29th of leap years", "[consistency]") {
  const TransactionLog log = log_of({{0, "2020-02-29", 100}, {0, "2021-02-28", 100}, {0, "2024-02-28", 100}, {0, "2024-02-29", 100}});
  const auto years = customer_years(log, day("2025-02-27")).years;
  REQUIRE(years.size() == 5);
  const std::uint64_t expected[] = {1, 1, 0, 1, 1};
  for (std::size_t k = 0; k < 5; ++k) CHECK(years[k].purchase_days == expected[k]);
}

TEST_CASE("years by hand: who was active, who was at risk, who came back", "[consistency]") {
  // Observed to 2024-12-31. Customer 0 has four whole years, skips the third and returns; 1 has three, buys in the first only;
  // 2 has two, both active; 3 has half a year.
  const TransactionLog log = log_of({{0, "2021-01-01", 1000}, {0, "2021-06-01", 2000}, {0, "2022-12-31", 500}, {0, "2024-05-05", 700},
                                     {1, "2021-07-01", 300}, {1, "2022-06-30", 400},
                                     {2, "2022-10-10", 100}, {2, "2023-10-10", 200}, {2, "2024-10-10", 900},
                                     {3, "2024-07-01", 5000}});
  const CustomerYears result = customer_years(log, day("2024-12-31"));
  CHECK(result.customers == 4);
  const LifeYear expected[] = {{3, 3, 5, 3800, 3, 2}, {3, 2, 2, 700, 1, 0}, {2, 0, 0, 0, 0, 0}, {1, 1, 1, 700, 0, 0}};
  REQUIRE(result.years.size() == 4);
  for (std::size_t k = 0; k < 4; ++k) {
    CAPTURE(k);
    CHECK(result.years[k].observed == expected[k].observed);
    CHECK(result.years[k].active == expected[k].active);
    CHECK(result.years[k].purchase_days == expected[k].purchase_days);
    CHECK(result.years[k].value == expected[k].value);
    CHECK(result.years[k].at_risk == expected[k].at_risk);
    CHECK(result.years[k].retained == expected[k].retained);
  }
  CHECK_FALSE(result.order_value);  // four customers
}

TEST_CASE("averages by hand, of forty customers like four", "[consistency]") {
  const std::vector<test::WrittenOrder> written = {{0, "2021-01-01", 1000}, {0, "2021-06-01", 2000}, {0, "2022-12-31", 500}, {0, "2024-05-05", 700},
                                                   {1, "2021-07-01", 300}, {1, "2022-06-30", 400},
                                                   {2, "2022-10-10", 100}, {2, "2023-10-10", 200}, {2, "2024-10-10", 900},
                                                   {3, "2024-07-01", 5000}};
  const CustomerYears result = customer_years(crowd(written, 4, 10), day("2024-12-31"));
  // Value 11,100 over 10 purchase days; in the six active whole years 8 purchase days and 5,200; of four at risk two came back.
  REQUIRE((result.order_value && result.orders_per_year && result.value_per_year && result.retention_per_year));
  CHECK(distance(result.order_value->value, 1110) < 1e-14);
  CHECK(result.order_value->n == 40);
  CHECK(distance(result.orders_per_year->value, 8 / 6.0) < 1e-14);
  CHECK(result.orders_per_year->n == 30);
  CHECK(distance(result.value_per_year->value, 5200 / 6.0) < 1e-14);
  CHECK(distance(result.value_per_month->value * 12, result.value_per_year->value) < 1e-14);
  CHECK(distance(result.value_per_month->interval->high * 12, result.value_per_year->interval->high) < 1e-14);
  CHECK(result.retention_per_year->value == 0.5);
  CHECK(result.retention_per_year->n == 40);
  CHECK(distance(std::pow(result.retention_per_month->value, 12), 0.5) < 1e-13);
  CHECK(distance(std::pow(result.retention_per_month->interval->low, 12), result.retention_per_year->interval->low) < 1e-13);
  CHECK((result.lifespan && result.lifespan->value == 2 && result.lifespan->n == 40));
  CHECK(distance(result.lifespan->interval->high, 1 / (1 - result.retention_per_year->interval->high)) < 1e-14);
  // Year by year: 3,800 over three, 700 over two; nobody is active in the third, so the fourth is not given either.
  CHECK(distance(result.value_in_year[0]->value, 3800 / 3.0) < 1e-14);
  CHECK((distance(result.value_in_year[1]->value, 350) < 1e-14 && result.value_in_year[1]->n == 20));
  for (std::size_t k = 2; k < CustomerYears::longest; ++k) CHECK_FALSE(result.value_in_year[k]);
}

TEST_CASE("a customer who returns after an empty year is at risk again, and was not retained before", "[consistency]") {
  const CustomerYears result = customer_years(crowd({{0, "2018-05-01", 100}, {0, "2020-08-01", 100}, {0, "2021-08-01", 100}}, 1, 12), day("2022-04-30"));
  REQUIRE(result.years.size() == 4);
  CHECK((result.years[0].at_risk == 12 && result.years[0].retained == 0));
  CHECK((result.years[1].observed == 12 && result.years[1].active == 0 && result.years[1].at_risk == 0));
  CHECK((result.years[2].at_risk == 12 && result.years[2].retained == 12));
  CHECK((result.years[3].active == 12 && result.years[3].at_risk == 0));
  REQUIRE(result.retention_per_year);
  CHECK((result.retention_per_year->value == 0.5 && result.retention_per_year->n == 24));
}

TEST_CASE("a refund reduces the year of the purchase before it, and the first one where there is none before", "[input]") {
  const TransactionLog log = log_of({{0, "2020-12-30", -40}, {0, "2021-01-01", 1000}, {0, "2021-12-20", 500}, {0, "2022-01-10", -100}, {0, "2022-09-01", 50},
                                     {0, "2023-06-01", -20}, {1, "2021-03-03", -7}});
  const CustomerYears result = customer_years(log, day("2023-12-31"));
  REQUIRE(result.years.size() == 3);
  CHECK(result.years[0].value == 1360);
  CHECK(result.years[1].value == 30);
  CHECK((result.years[2].active == 0 && result.years[2].value == 0));  // a refund is no purchase
  CHECK((result.customers == 1 && result.without_purchase == 1));
}

TEST_CASE("purchases after the observation end are named, not counted", "[input]") {
  const TransactionLog log = log_of({{0, "2021-01-01", 1000}, {0, "2022-01-01", 500}, {0, "2022-01-02", -100}, {1, "2022-06-01", 70}});
  const CustomerYears result = customer_years(log, day("2021-12-31"));
  CHECK((result.customers == 1 && result.later_days == 2));
  REQUIRE(result.years.size() == 1);
  CHECK(result.years[0].value == 1000);
  CHECK(customer_years(log, day("2020-12-31")).customers == 0);
}

TEST_CASE("nine customers give no average, and less than a year no yearly one", "[input]") {
  const std::vector<test::WrittenOrder> regular = {{0, "2021-01-01", 1000}, {0, "2022-02-01", 800}};
  const CustomerYears nine = customer_years(crowd(regular, 1, 9), day("2023-01-05")), ten = customer_years(crowd(regular, 1, 10), day("2023-01-05"));
  CHECK_FALSE((nine.order_value || nine.orders_per_year || nine.retention_per_year || nine.lifespan || nine.value_per_year || nine.value_in_year[0]));
  CHECK((ten.order_value && ten.orders_per_year && ten.retention_per_year && ten.value_per_year && ten.value_in_year[1]));
  CHECK((ten.retention_per_year->value == 1 && ten.retention_per_year->interval->low < 1));
  CHECK_FALSE(ten.lifespan);  // all came back: it has no end
  const CustomerYears young = customer_years(crowd({{0, "2021-01-01", 1000}, {0, "2021-12-01", 800}}, 1, 50), day("2021-12-30"));
  CHECK(young.order_value);
  CHECK(young.years.empty());
  CHECK_FALSE((young.orders_per_year || young.retention_per_year || young.retention_per_month || young.value_per_year || young.value_per_month || young.value_in_year[0]));
}

TEST_CASE("years count what slow counting over all days counts, and add up to the customer table", "[consistency]") {
  Random random(71);
  std::vector<Order> orders;
  const Day first = day("2019-12-01"), end = first + 1650;
  for (int i = 0; i < 2500; ++i) orders.push_back({std::uint32_t(random.below(300)), first + Day(random.below(1700)), std::llround(1000 * random.normal() + 700)});
  const TransactionLog log(orders, 300);
  std::vector<LifeYear> expected(6);
  for (std::uint32_t customer = 0; customer < 300; ++customer) {
    std::vector<Day> purchases;
    for (const Transaction& t : log.of(customer))
      if (!t.refund && t.day <= end) purchases.push_back(t.day);
    if (purchases.empty()) continue;
    const auto days_in = [&](int k) {
      std::uint64_t days = 0;
      for (Day at : purchases) days += at >= add_months(purchases[0], 12 * (k - 1)) && at < add_months(purchases[0], 12 * k);
      return days;
    };
    for (int k = 1; add_months(purchases[0], 12 * k) <= end + 1; ++k) {
      LifeYear& year = expected[std::size_t(k) - 1];
      ++year.observed;
      year.active += days_in(k) > 0;
      year.purchase_days += days_in(k);
      if (days_in(k) == 0 || add_months(purchases[0], 12 * (k + 1)) > end + 1) continue;
      ++year.at_risk;
      year.retained += days_in(k + 1) > 0;
    }
  }
  const CustomerYears result = customer_years(log, end);
  for (std::size_t k = 0; k < result.years.size(); ++k) {
    CAPTURE(k);
    CHECK(result.years[k].observed == expected[k].observed);
    CHECK(result.years[k].active == expected[k].active);
    CHECK(result.years[k].purchase_days == expected[k].purchase_days);
    CHECK(result.years[k].at_risk == expected[k].at_risk);
    CHECK(result.years[k].retained == expected[k].retained);
  }
  CHECK(expected[result.years.size()].observed == 0);
  const CustomerTable table = customer_table(log, end);
  double value = 0, days = 0;
  for (const CustomerRow& row : table.rows) value += double(row.value), days += row.frequency + 1;
  CHECK(result.customers == table.rows.size());
  CHECK(distance(result.order_value->value, value / days) < 1e-13);
}

TEST_CASE("sums over a million parts of money do not cancel", "[consistency]") {
  // Amounts of 10^12 that differ by ±1: the variance of their mean is n·1/(n−1)/n.
  RatioSums sums;
  for (int i = 0; i < 1'000'000; ++i) sums.add({1e12 + (i % 2 ? 1 : -1), 1});
  CHECK(sums.ratio() == 1e12);
  CHECK(distance(sums.variance(), 1.0 / 999'999) < 1e-4);
}

TEST_CASE("a ratio of sums has the delta method's interval", "[consistency]") {
  // Parts (2,1), (3,2), (7,3): ratio 2, residuals 0, −1, 1; variance 2·3/2/36, t(.975, 2) = 4.30265.
  const Estimate ratio = ratio_of(sums_of({{2, 1}, {3, 2}, {7, 3}}));
  CHECK((ratio.value == 2 && ratio.n == 3));
  CHECK(std::abs(ratio.interval->high - 2 - 4.30265 * std::sqrt(3.0) / 6) < 1e-5);
  CHECK(distance(2 - ratio.interval->low, ratio.interval->high - 2) < 1e-14);
  CHECK_FALSE(ratio_of(sums_of({{2, 1}})).interval);
}

TEST_CASE("a share of customers who each count once has Wilson's interval with t, and one of alike pairs half its n", "[consistency]") {
  const auto parts_of = [](int yes, int no, double size) {
    std::vector<RatioPart> parts(std::size_t(yes), {size, size});
    parts.resize(std::size_t(yes + no), {0, size});
    return sums_of(parts);
  };
  // 81 of 263: .2553 to .3662 (Newcombe 1998), a little wider by t of 262 degrees and by n/(n−1).
  const Estimate once = share_of_parts(parts_of(81, 182, 1)), pairs = share_of_parts(parts_of(81, 182, 2));
  CHECK(once.n == 263);
  CHECK((once.interval->low > .2545 && once.interval->low < .2553 && once.interval->high > .3662 && once.interval->high < .3670));
  CHECK(pairs.n == 526);
  CHECK(distance(pairs.interval->low, once.interval->low) < 1e-12);
  CHECK(distance(pairs.interval->high, once.interval->high) < 1e-12);
  const Estimate all = share_of_parts(parts_of(12, 0, 1)), none = share_of_parts(parts_of(0, 12, 1));
  CHECK((all.value == 1 && all.interval->high == 1 && all.interval->low < .8 && none.value == 0 && none.interval->low == 0));
  CHECK(std::abs(all.interval->low + none.interval->high - 1) < 1e-14);
}

namespace {

/// A shop whose truth is known: from year to year customers stay with an own probability ~ 1 − beta(α, β) and do not return; in a year they
/// buy once and, with probability ½ each time, once more; amounts are gamma around an own mean and rise by a tenth a year.
struct Shop {
  static constexpr sbg::Parameters leaving{1.2, 2.8};
  static constexpr int oldest = 5;  ///< whole years of the oldest cohort; cohorts of 1 … 5 years
  static constexpr double mean = 4000, rise = 0.1;

  static TransactionLog simulated(std::uint64_t seed, std::uint32_t customers) {
    Random random(seed);
    std::vector<Order> orders;
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
      const double leaves = random.beta(leaving.alpha, leaving.beta), scale = mean * random.gamma(4, 4);
      const int years = 1 + int(customer % oldest);
      const Day joined = add_months(end() + 1, -12 * years);
      for (int k = 1; k <= years; ++k) {
        Day at = add_months(joined, 12 * (k - 1));
        do {
          orders.push_back({customer, at, std::max<Minor>(1, std::llround(scale * (1 + rise * (k - 1)) * random.gamma(3, 3)))});
          at += 1 + Day(random.below(9));
        } while (random.uniform() < 0.5);
        if (random.uniform() < leaves) break;
      }
    }
    return TransactionLog(orders, customers);
  }
  static Day end() { return day("2025-06-30"); }

  /// Customers active in year k, of one in each cohort, with at least `years` whole years.
  static double active(int k, int years) { return sbg::survival(leaving, k - 1) * (oldest - years + 1); }
  static double retention() {
    double at_risk = 0, retained = 0;
    for (int k = 1; k < oldest; ++k) at_risk += active(k, k + 1), retained += active(k + 1, k + 1);
    return retained / at_risk;
  }
  static double order_value() {
    double value = 0, years = 0;
    for (int k = 1; k <= oldest; ++k) years += active(k, k), value += active(k, k) * mean * (1 + rise * (k - 1));
    return value / years;
  }
};

struct Coverage {
  std::string of;
  int given = 0, held = 0;
};

std::vector<Coverage> coverages(std::uint64_t first_seed, int samples, std::uint32_t customers) {
  std::vector<Coverage> held = {{"order value"}, {"orders a year"}, {"retention"}, {"retention a month"}, {"lifespan"}, {"value a year"}, {"value in year 1"}, {"value in year 3"}};
  const double retention = Shop::retention(), order_value = Shop::order_value();
  for (int i = 0; i < samples; ++i) {
    const CustomerYears result = customer_years(Shop::simulated(first_seed + std::uint64_t(i), customers), Shop::end());
    const std::pair<std::optional<Estimate>, double> each[] = {{result.order_value, order_value},
                                                               {result.orders_per_year, 2},
                                                               {result.retention_per_year, retention},
                                                               {result.retention_per_month, std::pow(retention, 1 / 12.0)},
                                                               {result.lifespan, 1 / (1 - retention)},
                                                               {result.value_per_year, 2 * order_value},
                                                               {result.value_in_year[0], 2 * Shop::mean},
                                                               {result.value_in_year[2], 2 * Shop::mean * (1 + 2 * Shop::rise)}};
    for (std::size_t k = 0; k < held.size(); ++k) {
      if (!each[k].first) continue;
      ++held[k].given;
      held[k].held += holds(*each[k].first, each[k].second);
    }
  }
  return held;
}

}  // namespace

TEST_CASE("intervals of what a file measures hold the truth as often as they say", "[consistency]") {
  const int samples = test::slow_build ? 60 : 400;
  const double allowance = 3.5 * std::sqrt(0.95 * 0.05 / samples);
  for (const Coverage& coverage : coverages(7000, samples, 400)) {
    INFO("the interval of " << coverage.of << " held the truth in " << coverage.held << " of " << samples);
    CHECK(coverage.given == samples);
    CHECK(std::abs(coverage.held / double(samples) - 0.95) < allowance);
  }
}

TEST_CASE("measured in thousands of shops of 40, 100, 400 and 2,000 customers: coverage of all intervals", "[.study]") {
  for (std::uint32_t customers : {40u, 100u, 400u, 2000u})
    for (const Coverage& coverage : coverages(1'000'000, 4000, customers)) WARN(customers << " customers, " << coverage.of << ": " << 100.0 * coverage.held / coverage.given << " %");
}

TEST_CASE("retention in many kinds of shops: coverage of Wilson's interval by the design effect", "[.study]") {
  // Alike customers; very different ones; ones who skip years and return; loyal ones; mostly lost ones.
  const auto transitions = [](Random& random, int kind, int years) {
    double retained = 0, at_risk = 0;
    const double stay = kind == 0 ? 0.6 : kind == 1 ? random.beta(0.6, 0.6) : kind == 2 ? 1 - std::exp(-random.gamma(0.5, 0.5)) : kind == 3 ? 0.97 : random.beta(0.3, 2);
    bool active = true;
    for (int k = 1; k < years; ++k) {
      const bool next = (active || kind == 2) && random.uniform() < stay;
      if (active) ++at_risk, retained += next;
      active = next;
    }
    return RatioPart{retained, at_risk};
  };
  Random random(8);
  for (int kind = 0; kind < 5; ++kind) {
    for (int oldest : {3, 8}) {
      RatioPart all{0, 0};
      for (int i = 0; i < 1'000'000; ++i) {
        const RatioPart part = transitions(random, kind, 2 + i % (oldest - 1));
        all.numerator += part.numerator, all.denominator += part.denominator;
      }
      for (int customers : {12, 30, 100, 500}) {
        int held = 0;
        for (int sample = 0; sample < 4000; ++sample) {
          RatioSums parts;
          for (int i = 0; i < customers; ++i) parts.add(transitions(random, kind, 2 + i % (oldest - 1)));
          held += holds(share_of_parts(parts), all.numerator / all.denominator);
        }
        WARN("kind " << kind << ", up to " << oldest << " years, " << customers << " customers: " << held / 40.0 << " %");
        CHECK(held / 4000.0 > 0.9);
      }
    }
  }
}
