// The profit of a company that keeps more of its customers: published values, and the recursion against a company whose customers of
// every age are counted one age at a time.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/second_road.h"
#include "runs.h"
#include "scenarios/retention_profit.h"

using namespace lifeworth;
using lifeworth::test::between;
using lifeworth::test::distance;
using lifeworth::test::Run;

namespace {

/// A company with a count of customers for every age up to some hundreds.
class Counted {
 public:
  Counted(const Profile& profile, double cost, double before, double after, double saved) : cost_(cost), after_(after), alive_(ages) {
    for (std::size_t age = 0; age < ages; ++age) profit_of_age_.push_back(profile.in_year(static_cast<int>(age) + 1));
    double left = 1, base = 0;
    for (double& each : alive_) each = left, base += left, left *= before;
    // To hold the base, as many must be won as are lost of it at the new retention.
    won_ = 1 - saved * (1 - base * (1 - after));
  }
  double profit() const {
    double sum = -cost_ * alive_[0];
    for (std::size_t age = 0; age < ages; ++age) sum += alive_[age] * profit_of_age_[age];
    return sum;
  }
  double customers() const {
    double sum = 0;
    for (double each : alive_) sum += each;
    return sum;
  }
  void next_year() {
    for (std::size_t age = ages - 1; age > 0; --age) alive_[age] = after_ * alive_[age - 1];
    alive_[0] = won_;
  }

 private:
  static constexpr std::size_t ages = 900;
  double cost_, after_, won_;
  std::vector<double> profit_of_age_, alive_;
};

Run level(double retention) { return Run("retention_profit").preset("level_profit").with("retention_per_year", retention); }

/// Per cent of more profit in a year, of the picture's first reading.
double in_picture(const Run& run, std::size_t year) { return 100 * run.charts()[0].series[0].points[year].second; }

}  // namespace

TEST_CASE("from 90 to 95 % a company earns 5.0 % more in the first year and 75.0 % more after 27", "[scenarios][correctness]") {
  // mission.md §3.9, company view: the same number of new customers each year, the same profit from each customer and year.
  const Run run = level(.9);
  CHECK(std::abs(100 * run["company_year_1_points"] - 5.0) < .05);
  CHECK(std::abs(100 * run["company_year_5_points"] - 22.6) < .05);
  CHECK(std::abs(100 * run["company_year_10_points"] - 40.1) < .05);
  CHECK(std::abs(100 * run["company_ceiling_points"] - 100) < 1e-9);
  // 1 − .95ᵗ = .75 at t = 27.03: after 27 years it is 74.97 %. Within a year profit is taken to rise evenly.
  CHECK(std::abs(std::log(.25) / std::log(.95) - 27) < .05);
  CHECK(std::abs(run["years_to_target_points"] - std::log(.25) / std::log(.95)) < .02);
  CHECK(std::abs(in_picture(run, 3) - 14.3) < .05);
  CHECK(std::abs(in_picture(run, 20) - 64.2) < .05);
  CHECK(std::abs(in_picture(run, 27) - 75) < .05);
  CHECK(in_picture(run, 28) > 75);
}

TEST_CASE("five points more lift the ceiling by 33, 20 and 14 % from 80, 70 and 60 %", "[scenarios][correctness]") {
  // mission.md §3.9.
  CHECK(std::abs(100 * level(.8)["company_ceiling_points"] - 33) < .5);
  CHECK(std::abs(100 * level(.7)["company_ceiling_points"] - 20) < .5);
  CHECK(std::abs(100 * level(.6)["company_ceiling_points"] - 14) < .5);
  CHECK(distance(Run("retention_profit").preset("leaky_bucket")["company_ceiling_points"], level(.6)["company_ceiling_points"]) < 1e-12);
}

TEST_CASE("with level profits the base closes in on its ceiling by the new retention each year", "[scenarios][consistency]") {
  // N₁ + (N₀−N₁)·r₁ᵗ
  Company company({{1, 1, 1, 1, 1}, 0}, {0}, {.9}, {.95}, {0});
  for (int year = 0; year <= 60; ++year, company.next_year()) CHECK(distance(company.profit(), 20 - 10 * std::pow(.95, year)) < 1e-12);
  CHECK(distance(company.ceiling(), 20) < 1e-12);
}

TEST_CASE("the profit of a company is that of its customers counted by age", "[scenarios][consistency]") {
  Random random(9);
  for (int draw = 0; draw < 40; ++draw) {
    Profile profile{{}, between(random, -.3, .02)};
    for (double& profit : profile.profit) profit = between(random, -20, 100);
    const double cost = between(random, 0, 200), before = between(random, 0, .94), after = between(random, before, .94), saved = between(random, 0, 1);
    CAPTURE(profile.later_change, cost, before, after, saved);
    Company company(profile, {cost}, {before}, {after}, {saved});
    Counted counted(profile, cost, before, after, saved);
    const auto equal = [](double one, double other) { return std::abs(one - other) < 1e-9 * (1000 + std::abs(other)); };
    CHECK(equal(company.profit_before(), counted.profit()));
    for (int year = 0; year < 40; ++year) {
      REQUIRE(equal(company.profit(), counted.profit()));
      company.next_year();
      counted.next_year();
    }
    const double ceiling = company.ceiling();
    for (int year = 0; year < 860; ++year) counted.next_year();
    CHECK(equal(ceiling, counted.profit()));
  }
}

TEST_CASE("a company that saves every acquisition it no longer needs keeps its base and earns what they cost", "[scenarios][consistency]") {
  const double cost = 30, before = .8, after = .9;
  Company company({{10, 10, 10, 10, 10}, 0}, {cost}, {before}, {after}, {1});
  const double now = company.profit_before();
  CHECK(distance(now, 10 / (1 - before) - cost) < 1e-12);
  for (int year = 1; year < 5; ++year) {
    company.next_year();
    CHECK(distance(company.profit(), now + cost / 2) < 1e-12);  // half as many are lost
  }
  CHECK(distance(company.ceiling(), now + cost / 2) < 1e-12);
}

TEST_CASE("the years to a target end in the first year in which counting by age reaches it", "[scenarios][consistency]") {
  Random random(10);
  int reached = 0;
  for (int draw = 0; draw < 30; ++draw) {
    Run run("retention_profit");
    const double before = between(random, .5, .9), target = between(random, .02, .6), saved = random.below(2) ? between(random, 0, 1) : 0;
    run.with("retention_per_year", before).with("target_gain", target).with("saved_acquisitions", saved).with("acquisition_cost", between(random, 0, 60));
    const Profile profile{{30, 42, 44, 49, 55}, .002};
    Counted counted(profile, run.value("acquisition_cost") / 100, before, before + .05, saved);
    const double wanted = counted.profit() * (1 + target);
    int year = 0;
    double last = counted.profit();
    while (counted.profit() < wanted && year < 300) last = counted.profit(), counted.next_year(), ++year;
    CAPTURE(before, target, saved);
    const double evenly = year == 0 ? 0 : year - 1 + (wanted - last) / (counted.profit() - last);
    if (year < 300) CHECK(distance(run["years_to_target_points"], evenly) < 1e-6);
    else CHECK(run["years_to_target_points"] == never);
    reached += year < 300;
  }
  CHECK((reached > 5 && reached < 30));
}

TEST_CASE("more retention lifts the company's profit in every year, and more so later", "[scenarios][consistency]") {
  Random random(11);
  for (int draw = 0; draw < 100; ++draw) {
    Run run("retention_profit");
    run.with("retention_per_year", between(random, .5, .9)).with("change", between(random, .01, .05));
    for (std::string reading : {"points", "relative", "fewer_losses"}) {
      const double years[] = {0, run["company_year_1_" + reading], run["company_year_5_" + reading], run["company_year_10_" + reading], run["company_ceiling_" + reading]};
      for (std::size_t i = 1; i < 5; ++i) CHECK(years[i] > years[i - 1]);
    }
    CHECK(run["company_ceiling_points"] > run["company_ceiling_relative"]);
  }
}
