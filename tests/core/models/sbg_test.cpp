// sBG: the published segments, the curve against integrals over θ, lifetimes against sums, derivatives against differences.
#include "models/sbg.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/second_road.h"
#include "../support/shop.h"

using namespace lifeworth;
using lifeworth::test::distance;
using sbg::Parameters;

namespace {

constexpr Parameters regular{.704, 1.182}, high_end{.668, 3.806};  // as published
const std::vector<double> regular_survivors = {1000, 631, 468, 382, 326, 289, 262, 241};
const std::vector<double> high_end_survivors = {1000, 869, 743, 653, 593, 551, 517, 491};
const std::vector<Parameters> parameter_sets = {regular, high_end, {3.8, 15.2}, {.067, .267}, {1, 2}, {12, 40}};

Parameters of(const Fit<2>& fit) { return {fit.theta[0], fit.theta[1]}; }

/// Σ_{t≥1} [S(n+t)/S(n)]/(1+d)^t, term by term to 10⁻¹⁸ of the sum; takes about 40/d terms.
double residual_by_summing(const Parameters& p, int n, long double d) {
  const long double alpha = p.alpha, beta = p.beta;
  long double term = 1, sum = 0;
  for (int t = 1; t < 20'000'000; ++t) {
    term *= (beta + (n + t - 1)) / (alpha + beta + (n + t - 1)) / (1 + d);
    sum += term;
    if (term < sum * d * 1e-18L) break;
  }
  return static_cast<double>(sum);
}

/// Survivors of a simulated cohort: each customer leaves at the end of each period with an own probability.
std::vector<double> simulated_survivors(Random& random, const Parameters& truth, int customers, std::size_t periods) {
  std::vector<double> survivors(periods + 1);
  for (int i = 0; i < customers; ++i) {
    const double theta = random.beta(truth.alpha, truth.beta);
    ++survivors[0];
    for (std::size_t t = 1; t <= periods && random.uniform() >= theta; ++t) ++survivors[t];
  }
  return survivors;
}

}  // namespace

TEST_CASE("sBG has the published parameters of the Regular and High-end segments and projects their twelfth year", "[correctness]") {
  // Fader & Hardie (2007), seven years of twelve: Regular .704 and 1.182, High-end .668 and 3.806. In year 12 17.3 % and 39.4 % were left.
  const auto first = sbg::fit(regular_survivors), second = sbg::fit(high_end_survivors);
  REQUIRE(first);
  REQUIRE(second);
  CHECK((std::abs(first.theta[0] - .704) < 5e-4 && std::abs(first.theta[1] - 1.182) < 5e-4));
  CHECK((std::abs(second.theta[0] - .668) < 5e-4 && std::abs(second.theta[1] - 3.806) < 5e-4));
  CHECK(std::abs(sbg::survival(of(first), 12) - .170) < 5e-4);
  CHECK(std::abs(sbg::survival(of(second), 12) - .378) < 5e-4);
  CHECK((first.customers == 1000 && second.customers == 1000));
}

TEST_CASE("a Regular customer stays 5.70 of the first 21 years, where a constant first retention says 2.71", "[correctness]") {
  const auto fit = sbg::fit(regular_survivors);
  double expected = 0, constant = 0;
  for (int t = 0; t <= 20; ++t) expected += sbg::survival(of(fit), t), constant += std::pow(.631, t);
  CHECK(std::abs(expected - 5.70) < 5e-3);
  CHECK(std::abs(constant - 2.71) < 5e-3);
}

TEST_CASE("one constant retention hides 12.2 and 41.4 % of a base's residual value, and 44.7 and 25.0 % of the segments'", "[correctness]") {
  // Fader & Hardie (2010): five cohorts, 10 %; equal mean retention, little and much heterogeneity.
  CHECK(std::abs(sbg::share_hidden_by_constant_retention({3.8, 15.2}, 5, .1) - .122) < 5e-4);
  CHECK(std::abs(sbg::share_hidden_by_constant_retention({.067, .267}, 5, .1) - .414) < 5.1e-4);
  CHECK(std::abs(sbg::share_hidden_by_constant_retention(of(sbg::fit(regular_survivors)), 8, .1) - .447) < 5e-4);
  CHECK(std::abs(sbg::share_hidden_by_constant_retention(of(sbg::fit(high_end_survivors)), 8, .1) - .250) < 5e-4);
}

TEST_CASE("constant retention hides nothing of customers who are alike, and everything where the truth is infinite", "[consistency]") {
  CHECK(std::abs(sbg::share_hidden_by_constant_retention({2e7, 8e7}, 6, .1)) < 1e-6);
  CHECK(sbg::share_hidden_by_constant_retention(regular, 6, 0) == 1);
  const double with_end = sbg::share_hidden_by_constant_retention({1.5, 6}, 6, 0);
  CHECK((with_end > 0 && with_end < 1));
}

TEST_CASE("survival is E[(1−θ)^t] over θ ~ beta(α, β), and what leaves adds up to 1", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    double gone = 0;
    for (int t = 1; t <= 40; ++t) {
      CAPTURE(p.alpha, t);
      gone += sbg::probability_mass(p, t);
      CHECK(std::abs(gone + sbg::survival(p, t) - 1) < 1e-13);
      CHECK(distance(sbg::retention(p, t), sbg::survival(p, t) / sbg::survival(p, t - 1)) < 1e-13);
      if (t % 10 != 1) continue;
      double stay = 0, leave = 0;
      for (const auto& theta : test::beta_nodes(p.alpha, p.beta, p.beta + t)) {
        stay += theta.weight * std::pow(1 - theta.at, t);
        leave += theta.weight * theta.at * std::pow(1 - theta.at, t - 1);
      }
      CHECK(distance(sbg::survival(p, t), stay) < 1e-9);
      CHECK(distance(sbg::probability_mass(p, t), leave) < 1e-9);
    }
  }
}

TEST_CASE("retention rises with age towards 1", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (int t = 1; t < 30; ++t) CHECK(sbg::retention(p, t) < sbg::retention(p, t + 1));
    CHECK(sbg::retention(p, 1'000'000) > 0.9999);
  }
}

TEST_CASE("discounted lifetimes are their sums, whichever road they take", "[consistency]") {
  std::vector<double> discounts = {3, .5, .1, .04, .02, .008, 1e-3};
  if (!test::slow_build) discounts.push_back(3e-5);
  for (double d : discounts) {
    for (Parameters p : parameter_sets) {
      for (double nudge : {0.0, 1e-13, -1e-7, 1e-3, -.04, .06}) {  // beside whole α, where terms without bound cancel
        p.alpha = p.alpha * (1 + nudge);
        for (int n : {0, 1, 7, 60}) {
          CAPTURE(d, p.alpha, p.beta, n);
          CHECK(distance(sbg::discounted_expected_residual_lifetime(p, n, d), residual_by_summing(p, n, d)) < 1e-11);
        }
      }
    }
  }
}

TEST_CASE("a new customer's lifetime is the period under way and the residual one", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    CHECK(distance(sbg::discounted_expected_lifetime(p, .1), 1 + residual_by_summing(p, 0, .1)) < 1e-12);
  CHECK(sbg::discounted_expected_lifetime({1e-3, 1e-9}, .1) >= 1);
  CHECK(distance(sbg::discounted_expected_residual_lifetime({5, 1e-9}, 0, .1), residual_by_summing({5, 1e-9}, 0, .1)) < 1e-11);  // not what 1 leaves
}

TEST_CASE("survivors' residual lifetimes follow from one another period by period", "[consistency]") {
  // e(n) = r(n+1)·(1 + e(n+1))/(1+d), at any discount: no sum could be waited for at these.
  for (double d : {1e-4, 1e-7, 1e-12, 1e-100}) {
    for (const Parameters& p : parameter_sets) {
      for (int n : {0, 3, 40}) {
        const double here = sbg::discounted_expected_residual_lifetime(p, n, d), next = sbg::discounted_expected_residual_lifetime(p, n + 1, d);
        CAPTURE(d, p.alpha, n);
        CHECK(distance(here, sbg::retention(p, n + 1) * (1 + next) / (1 + d)) < 1e-12);
      }
    }
  }
}

TEST_CASE("customers who are all alike have the geometric lifetime", "[consistency]") {
  // α/(α+β) = .2 and β without bound: r/(1+d−r).
  for (double d : {0.0, 1e-6, .01, .1}) CHECK(distance(sbg::discounted_expected_residual_lifetime({2e9, 8e9}, 3, d), .8 / (.2 + d)) < 1e-7);
}

TEST_CASE("without discount a residual lifetime is (β+n)/(α−1), infinite for α ≤ 1, and the limit of small discounts", "[consistency]") {
  CHECK(distance(sbg::discounted_expected_residual_lifetime({3.8, 15.2}, 4, 0), 19.2 / 2.8) < 1e-15);
  CHECK(distance(sbg::discounted_expected_residual_lifetime({3.8, 15.2}, 4, 1e-13), 19.2 / 2.8) < 1e-11);
  CHECK(distance(sbg::discounted_expected_residual_lifetime({2, 15.2}, 4, 1e-16), 19.2) < 1e-11);
  CHECK(distance(sbg::discounted_expected_residual_lifetime({1.2, 3}, 0, 1e-80), 15) < 1e-11);
  CHECK(std::isinf(sbg::discounted_expected_residual_lifetime({1, 15.2}, 4, 0)));
  CHECK(std::isinf(sbg::discounted_expected_lifetime(regular, 0)));
  // At α = 1 the sum grows like ln(1/d), below like d^(α−1).
  const auto at = [](double alpha, double d) { return sbg::discounted_expected_residual_lifetime({alpha, 3}, 0, d); };
  CHECK(distance((at(1, 1e-14) - at(1, 1e-12)) / (3 * std::log(100.0)), 1) < 1e-9);
  CHECK(distance(std::log(at(.5, 1e-14) / at(.5, 1e-12)) / std::log(100.0), .5) < 1e-6);
}

TEST_CASE("two rising retentions are α and β", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    const auto found = sbg::parameters_from_retention(sbg::retention(p, 1), sbg::retention(p, 2));
    REQUIRE(found);
    CHECK(distance(found->alpha, p.alpha) < 1e-11);
    CHECK(distance(found->beta, p.beta) < 1e-11);
  }
}

TEST_CASE("retentions that do not rise between 0 and 1 are no sBG", "[input]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [first, second] : {std::pair(.8, .8), std::pair(.8, .7), std::pair(0., .5), std::pair(-.1, .5), std::pair(.5, 1.), std::pair(nan, .5), std::pair(.5, nan)})
    CHECK_FALSE(sbg::parameters_from_retention(first, second));
}

TEST_CASE("the sBG likelihood is that of the periods in which customers left", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    double expected = 241 * std::log(sbg::survival(p, 7));
    for (std::size_t t = 1; t <= 7; ++t) expected += (regular_survivors[t - 1] - regular_survivors[t]) * std::log(sbg::probability_mass(p, int(t)));
    CHECK(distance(sbg::log_likelihood(p, regular_survivors).value, expected) < 1e-13);
  }
}

TEST_CASE("the sBG gradient and Hessian are the differences of the value and of the gradient", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    test::check_derivatives<2>("sBG", {p.alpha, p.beta}, [](const Vector<2>& theta) {
      return sbg::log_likelihood(test::parameters_of<Parameters>(theta), high_end_survivors);
    });
}

TEST_CASE("a cohort ten times as large has the same sBG fit with standard errors √10 smaller", "[consistency]") {
  std::vector<double> tenfold = regular_survivors;
  for (double& alive : tenfold) alive *= 10;
  const auto one = sbg::fit(regular_survivors), ten = sbg::fit(tenfold);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(distance(ten.theta[i], one.theta[i]) < 1e-7);
    CHECK(distance(one.standard_error[i] / ten.standard_error[i], std::sqrt(10.0)) < 1e-6);
  }
}

TEST_CASE("a curve that is sBG's own is fitted exactly, also in fractions of customers", "[consistency]") {
  for (const Parameters& p : {regular, high_end, Parameters{3.8, 15.2}}) {
    std::vector<double> survivors;
    for (int t = 0; t <= 8; ++t) survivors.push_back(5000.5 * sbg::survival(p, t));
    const auto fit = sbg::fit(survivors);
    REQUIRE(fit);
    CHECK(distance(fit.theta[0], p.alpha) < 1e-6);
    CHECK(distance(fit.theta[1], p.beta) < 1e-6);
    CHECK(fit.customers == 5001);
  }
}

TEST_CASE("95 % intervals of sBG's parameters hold the truth as often as they say", "[consistency]") {
  Random random(41);
  for (const auto& [truth, customers] : {std::pair(regular, 300), std::pair(high_end, 1000)})
    test::check_intervals<2>("sBG", {truth.alpha, truth.beta}, test::slow_build ? 100 : 600, 99, [&] {
      return sbg::fit(simulated_survivors(random, truth, customers, 7));
    });
}

TEST_CASE("survivors of too few periods, or of no cohort, are refused without numbers", "[input]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::vector<double>& survivors : {std::vector<double>{}, {1000}, {1000, 631}, {0, 0, 0}, {1000, 500, 600},
      {1000, -5, -9}, {1000, nan, 400}, {HUGE_VAL, 500, 400}})
    test::check_refused("sBG", sbg::fit(survivors), NoFit::too_few);
}

TEST_CASE("where retention does not rise the sBG parameters run away and there is no fit", "[input]") {
  const std::vector<std::vector<double>> cohorts = {
      {1000, 1000, 1000, 1000},  // nobody was lost
      {1000, 0, 0, 0},           // nobody stayed
      {1000, 800, 640, 512},     // retention is constant
      {1000, 900, 700, 400},     // and falls
      {1e6, 999'999, 999'998, 999'997}, {3, 2, 1, 1}, {1, .631, .468, .382}};
  for (std::size_t i = 0; i < cohorts.size(); ++i) {
    CAPTURE(i);
    test::check_refused("sBG", sbg::fit(cohorts[i]), NoFit::no_maximum);
  }
}
