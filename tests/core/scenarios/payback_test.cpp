// When the cost of a customer is back: published values, and the closed form against counting month by month.
#include "scenarios/payback.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "runs.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::of_any_size;
using lifeworth::test::Run;

namespace {

/// A margin of 20 a month, 97 % retention, 1 % discount a month.
Run example(double cost) {
  Run run("clv_cac");
  run.with("acquisition_spend", 100 * cost).with("new_customers", 100).with("margin_per_month", 20).with("retention_per_month", .97);
  run.with("discount", std::pow(1.01, 12) - 1);
  return run;
}

/// What a customer has brought after some months, counted one by one.
double brought(int months, double margin, double retention, double discount) {
  long double sum = 0, worth = margin;
  for (int month = 1; month <= months; ++month) {
    worth /= 1 + static_cast<long double>(discount);
    sum += worth;
    worth *= retention;
  }
  return static_cast<double>(sum);
}

}  // namespace

TEST_CASE("300 spent on a customer of 20 a month is back after 15, 19.63 and 22.68 months", "[scenarios][correctness]") {
  // mission.md §3.8.
  const Run run = example(300);
  CHECK(std::abs(run["payback_plain"] - 15.0) < 1e-12);
  CHECK(std::abs(run["payback_with_churn"] - 19.63) < .005);
  CHECK(std::abs(run["payback_discounted"] - 22.68) < .005);
  CHECK(distance(run["clv"], 500'00) < 1e-12);
  CHECK(std::abs(run["clv_to_cac"] - 1.67) < .005);
  CHECK(distance(run["cac"], 300'00) < 1e-14);
  CHECK(distance(run["discount_per_month"], .01) < 1e-13);
  CHECK(distance(run["lifetime"], 1 / .03) < 1e-12);
  CHECK(run.meaning() == "means_clv_cac");
}

TEST_CASE("600 spent on a customer worth 500 never comes back, whatever the plain payback says", "[scenarios][correctness]") {
  // mission.md §3.8.
  const Run run = example(600);
  CHECK(run["payback_discounted"] == never);
  CHECK(std::abs(run["payback_plain"] - 30) < 1e-12);
  CHECK(run["payback_with_churn"] < never);  // undiscounted a customer brings 666.67
  CHECK(example(700)["payback_with_churn"] == never);
  CHECK(run.meaning() == "means_never_paid_back");
  CHECK(run.notes("note_plain_payback_misleads"));
  CHECK_FALSE(example(300).notes("note_plain_payback_misleads"));
}

TEST_CASE("payback is where counting month by month reaches the cost", "[scenarios][consistency]") {
  Random random(3);
  for (int draw = 0; draw < 500; ++draw) {
    const double margin = between(random, 1, 1000), retention = between(random, 0, 1), discount = between(random, 0, .05);
    const double whole = margin / (1 + discount - retention), cost = between(random, 0, 1.2) * std::min(whole, 300 * margin);
    const double months = payback_discounted({cost}, {margin}, {retention}, {discount}).value;
    CAPTURE(margin, retention, discount, cost, months);
    if (cost >= whole) {
      CHECK(months == never);
      CHECK(brought(5000, margin, retention, discount) < cost * (1 + 1e-12));
      continue;
    }
    REQUIRE(months < never);
    if (months > 5000) continue;
    const int before = static_cast<int>(std::floor(months));
    CHECK(brought(before, margin, retention, discount) <= cost * (1 + 1e-9));
    CHECK(brought(before + 1, margin, retention, discount) >= cost * (1 - 1e-9));
  }
}

TEST_CASE("a cost that whole months bring back exactly is back after so many months", "[scenarios][consistency]") {
  for (double retention : {.3, .9, .97, 1.0}) {
    for (double discount : {0.0, .01, .04}) {
      for (int months : {1, 2, 7, 30}) {
        if (brought(months, 20, retention, discount) > (1 - 1e-10) * 20 / (1 + discount - retention)) continue;  // no digits left to tell
        CAPTURE(retention, discount, months);
        CHECK(distance(payback_discounted({brought(months, 20, retention, discount)}, {20}, {retention}, {discount}).value, months) < 1e-5);
        CHECK(distance(payback_plain({20.0 * months}, {20}).value, months) < 1e-14);
      }
    }
  }
}

TEST_CASE("payback at its ends: nothing spent, no margin, nobody stays, nobody leaves", "[scenarios][consistency]") {
  CHECK(payback_plain({0}, {0}).value == 0);
  CHECK(payback_plain({1}, {0}).value == never);
  CHECK(payback_discounted({0}, {0}, {.9}, {0}).value == 0);
  CHECK(payback_discounted({1}, {0}, {.9}, {0}).value == never);
  CHECK(payback_discounted({20}, {20}, {0}, {0}).value == 1);
  CHECK(payback_discounted({20.01}, {20}, {0}, {0}).value == never);
  CHECK(payback_discounted({300}, {20}, {1}, {0}).value == 15);
}

TEST_CASE("payback falls with margin and retention and rises with cost and discount", "[scenarios][consistency]") {
  Random random(4);
  for (int draw = 0; draw < 2000; ++draw) {
    const double margin = of_any_size(random, 1, 1000), retention = between(random, .5, .995), discount = between(random, .0001, .03);
    const double cost = between(random, 1.1, 40) * margin;  // within the first month there is nothing to leave from
    const auto payback = [&](double c, double m, double r, double d) { return payback_discounted({c}, {m}, {r}, {d}).value; };
    const double months = payback(cost, margin, retention, discount);
    CAPTURE(margin, retention, discount, cost, months);
    CHECK(payback_plain({cost}, {margin}).value <= payback(cost, margin, retention, 0));
    CHECK(payback(cost, margin, retention, 0) <= months);
    if (months == never) {
      CHECK(payback(cost * 1.01, margin, retention, discount) == never);
      continue;
    }
    CHECK(payback(cost * 1.01, margin, retention, discount) > months);
    CHECK(payback(cost, margin * 1.01, retention, discount) < months);
    CHECK(payback(cost, margin, retention + .001, discount) < months);
    CHECK(payback(cost, margin, retention, discount + .001) > months);
    CHECK(payback_plain({cost * 1.01}, {margin}).value > payback_plain({cost}, {margin}).value);
  }
}

TEST_CASE("within the first month churn does not shorten payback", "[scenarios][consistency]") {
  for (double share : {.1, .5, .9})
    for (double retention : {0.0, 1e-6, .3, .9, .99}) {
      CAPTURE(share, retention);
      CHECK(payback_discounted({20 * share}, {20}, {retention}, {0}).value >= payback_plain({20 * share}, {20}).value * (1 - 1e-12));
    }
}

TEST_CASE("at the break-even retention a customer brings exactly what it cost", "[scenarios][consistency]") {
  Random random(5);
  int met = 0;
  for (int draw = 0; draw < 500; ++draw) {
    const Amount<Month> margin{between(random, 1, 100)};
    const Amount<Once> cost{margin.minor * of_any_size(random, .5, 500)};
    const Rate<Month> discount{between(random, 0, .03)}, needed = break_even_retention(cost, margin, discount);
    CAPTURE(margin.minor, cost.minor, discount.of_one, needed.of_one);
    if (needed.of_one == never) {
      CHECK(margin.minor <= discount.of_one * cost.minor * (1 + 1e-12));  // not even a perpetuity
    } else if (needed.of_one == 0) {
      CHECK(margin.minor / (1 + discount.of_one) >= cost.minor * (1 - 1e-12));
    } else {
      ++met;
      CHECK(distance(margin.minor / (1 + discount.of_one - needed.of_one), cost.minor) < 1e-9);
    }
  }
  CHECK(met > 200);
  CHECK(break_even_retention<Month>({0}, {0}, {.01}).of_one == 0);
}

TEST_CASE("customers who cost nothing have no ratio", "[scenarios][input]") {
  const Run run = Run("clv_cac").with("acquisition_spend", 0);
  CHECK(std::isnan(run["clv_to_cac"]));
  CHECK(run["payback_plain"] == 0);
  CHECK(run.meaning() == "means_no_cac");
  CHECK(run.notes("note_same_window"));
}

TEST_CASE("customers who never leave and money without a price have no value that ends", "[scenarios][input]") {
  CHECK(Run("clv_cac").with("retention_per_month", 1).with("discount", 0).problem() == "retention_per_month: sum_never_ends");
  CHECK(Run("clv_cac").with("retention_per_month", 1).problem().empty());
}

TEST_CASE("the picture crosses zero at the paybacks", "[scenarios][consistency]") {
  const Run run = example(300);
  const auto charts = run.charts();
  REQUIRE(charts[0].series.size() == 3);
  for (const Series& series : charts[0].series) {
    const double payback = run["payback_" + std::string(series.name)];
    const auto before = static_cast<std::size_t>(std::ceil(payback)) - 1;
    CAPTURE(series.name, payback);
    REQUIRE(series.points.size() > before + 1);
    CHECK(series.points[before].first == static_cast<double>(before));
    CHECK(series.points[before].second < 0);
    CHECK(series.points[before + 1].second > -1e-6);
    CHECK(series.points[0].second == -300'00);
  }
}
