// BdW: sBG where c = 1, the curve against integrals over θ, lifetimes against sums, derivatives against differences, fits against what is held out.
#include "models/bdw.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/literature.h"
#include "../support/long_double.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "models/sbg.h"

using namespace lifeworth;
using bdw::Parameters;
using lifeworth::test::distance;

namespace {

const std::vector<Parameters> parameter_sets = {{.704, 1.182, 1}, {.26, 1.72, 1.58}, {3.8, 15.2, .6}, {.067, .267, 1.2}, {1, 2, 2.5}, {12, 40, .3}};

/// A segment of the published table, years 0 … last.
std::vector<double> segment(std::size_t column, std::size_t last) {
  std::vector<double> survivors;
  for (const auto& row : test::rows_of(test::literature("retention_two_segment.csv")))
    if (survivors.size() <= last) survivors.push_back(test::number(row[column]));
  return survivors;
}

/// S(t) in long double, by log-gammas.
long double survival_in_long_double(const Parameters& p, long double t) {
  const long double g = p.gamma, d = p.delta, v = std::pow(t, static_cast<long double>(p.c));
  return std::exp(std::lgamma(d + v) - std::lgamma(g + d + v) - std::lgamma(d) + std::lgamma(g + d));
}

/// Σ_{t≥1} [S(n+t)/S(n)]/(1+d)^t, term by term to 10⁻¹⁶ of the sum.
double residual_by_summing(const Parameters& p, int n, long double d) {
  const long double start = survival_in_long_double(p, n);
  long double worth = 1, sum = 0;
  for (int t = 1; t < 2'000'000; ++t) {
    worth /= 1 + d;
    const long double term = survival_in_long_double(p, n + t) / start * worth;
    sum += term;
    if (term < sum * d * 1e-16L) break;
  }
  return static_cast<double>(sum);
}

std::vector<double> simulated_survivors(Random& random, const Parameters& truth, int customers, std::size_t periods) {
  std::vector<double> survivors(periods + 1);
  for (int i = 0; i < customers; ++i) {
    // (1−θ)^(t^c) ≥ u: the last t a customer survives.
    const double theta = random.beta(truth.gamma, truth.delta), power = std::log(random.uniform()) / std::log1p(-theta);
    ++survivors[0];
    for (std::size_t t = 1; t <= periods && std::pow(t, truth.c) <= power; ++t) ++survivors[t];
  }
  return survivors;
}

}  // namespace

TEST_CASE("BdW with c = 1 is sBG: curve, lifetimes and likelihood", "[consistency]") {
  const std::vector<double> survivors = {1000, 869, 743, 653, 593, 551, 517, 491};
  for (const auto& [a, b] : {std::pair(.704, 1.182), std::pair(3.8, 15.2), std::pair(.067, .267), std::pair(1., 2.), std::pair(2e6, 8e6), std::pair(12.,
      .5)}) {
    const Parameters p{a, b, 1};
    CAPTURE(a, b);
    for (int t : {1, 2, 7, 40, 1000}) {
      CHECK(distance(bdw::retention(p, t), sbg::retention({a, b}, t)) < 1e-14);
      CHECK(distance(bdw::survival(p, t), sbg::survival({a, b}, t)) < 1e-12);
      CHECK(distance(bdw::probability_mass(p, t), sbg::probability_mass({a, b}, t)) < 1e-12);
    }
    for (double d : {3., .5, .1, .01, 1e-4, 1e-7, 1e-12, 1e-100, 0.}) {
      for (int n : {0, 1, 7, 600}) {
        CAPTURE(d, n);
        const double here = bdw::discounted_expected_residual_lifetime(p, n, d), there = sbg::discounted_expected_residual_lifetime({a, b}, n, d);
        CHECK((std::isinf(there) ? std::isinf(here) : distance(here, there) < 1e-11));
      }
    }
    CHECK(distance(bdw::log_likelihood(p, survivors).value, sbg::log_likelihood({a, b}, survivors).value) < 1e-13);
  }
}

TEST_CASE("BdW's survival is E[(1−θ)^(t^c)] over θ ~ beta(γ, δ), and what leaves adds up to 1", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    double gone = 0;
    for (int t = 1; t <= 30; ++t) {
      CAPTURE(p.gamma, p.c, t);
      gone += bdw::probability_mass(p, t);
      CHECK(std::abs(gone + bdw::survival(p, t) - 1) < 1e-13);
      CHECK(distance(bdw::retention(p, t), bdw::survival(p, t) / bdw::survival(p, t - 1)) < 1e-12);
      if (t % 10 != 1) continue;
      double stay = 0;
      const double power = std::pow(t, p.c);
      for (const auto& theta : test::beta_nodes(p.gamma, p.delta, p.delta + power)) stay += theta.weight * std::exp(power * std::log1p(-theta.at));
      CHECK(distance(bdw::survival(p, t), stay) < 1e-9);
    }
  }
}

TEST_CASE("BdW's discounted lifetimes are their sums", "[consistency]") {
  test::needs_long_double();
  for (double d : {3., .5, .1, .04, .008, 1e-3}) {
    for (const Parameters& p : parameter_sets) {
      for (int n : {0, 1, 7, 60}) {
        CAPTURE(d, p.gamma, p.c, n);
        CHECK(distance(bdw::discounted_expected_residual_lifetime(p, n, d), residual_by_summing(p, n, d)) < 1e-11);
      }
    }
  }
  CHECK(distance(bdw::discounted_expected_lifetime(parameter_sets[1], .1), 1 + residual_by_summing(parameter_sets[1], 0, .1)) < 1e-12);
}

TEST_CASE("BdW's survivors' residual lifetimes follow from one another period by period, at any discount", "[consistency]") {
  const std::vector<Parameters> sets = {{.704, 1.182, 1}, {.26, 1.72, 1.58}, {3.8, 15.2, .6}, {1, 2, 2.5}, {12, 40, .3}, {1e-3, 1e-3, 2}, {200, 900, .1},
      {1e6, 9e6, 1.3}, {1, 1e-6, 6}, {.5, 2, 2.0000001}};
  for (double d : {1e-3, 1e-7, 1e-12, 1e-100, 0.}) {
    for (const Parameters& p : sets) {
      if (d == 0 && p.c * p.gamma <= 1) continue;
      for (int n : {0, 3, 40, 5000}) {
        const double here = bdw::discounted_expected_residual_lifetime(p, n, d), next = bdw::discounted_expected_residual_lifetime(p, n + 1, d);
        CAPTURE(d, p.gamma, p.delta, p.c, n, here);
        CHECK(std::isfinite(here));
        CHECK(distance(here, bdw::retention(p, n + 1) * (1 + next) / (1 + d)) < 1e-11);
      }
    }
  }
}

TEST_CASE("without discount BdW's lifetime is infinite for cγ ≤ 1, and grows like 1/(cγ−1) above", "[consistency]") {
  CHECK(std::isinf(bdw::discounted_expected_lifetime({.5, 2, 2}, 0)));
  CHECK(std::isinf(bdw::discounted_expected_lifetime({2, 2, .4}, 0)));
  CHECK(std::isfinite(bdw::discounted_expected_lifetime({2, 2, .5001}, 0)));
  // γ = 1: S(t) = δ/(δ+t^c); for c = 2 and δ = 1 the sum is (π coth π − 1)/2.
  const double pi = 3.14159265358979323846;
  CHECK(distance(bdw::discounted_expected_residual_lifetime({1, 1, 2}, 0, 0), (pi / std::tanh(pi) - 1) / 2) < 1e-13);
  // The tail's constant is Γ(γ+δ)/Γ(δ): residues at cγ = 1.
  const double small = 1e-7;
  CHECK(distance(bdw::discounted_expected_residual_lifetime({.5, 2, 2 * (1 + small)}, 0, 0) * small, std::exp(std::lgamma(2.5) - std::lgamma(2.))) < 1e-5);
  // Below, the sum grows like d^(cγ−1).
  const auto at = [](double d) { return bdw::discounted_expected_residual_lifetime({.25, 2, 2}, 0, d); };
  CHECK(distance(std::log(at(1e-14) / at(1e-12)) / std::log(100.0), .5) < 1e-6);
}

TEST_CASE("customers who are all alike have the discrete Weibull's lifetime", "[consistency]") {
  // γ, δ without bound with γ/(γ+δ) = .2: S(t) = .8^(t^c).
  for (double c : {.5, 1.7}) {
    double sum = 0;
    for (int t = 1; t < 20'000; ++t) sum += std::pow(.8, std::pow(t, c)) * std::pow(1.02, -t);
    CHECK(distance(bdw::discounted_expected_residual_lifetime({2e11, 8e11, c}, 0, .02), sum) < 1e-7);
  }
}

TEST_CASE("the BdW likelihood is that of the periods in which customers left", "[consistency]") {
  const std::vector<double> survivors = {1000, 869, 743, 653, 593, 551, 517, 491};
  for (const Parameters& p : parameter_sets) {
    long double expected = 491 * std::log(survival_in_long_double(p, 7));
    for (std::size_t t = 1; t <= 7; ++t) {
      const long double left = survival_in_long_double(p, static_cast<long double>(t) - 1) - survival_in_long_double(p, static_cast<long double>(t));
      expected += (survivors[t - 1] - survivors[t]) * std::log(left);
    }
    CHECK(distance(bdw::log_likelihood(p, survivors).value, static_cast<double>(expected)) < 1e-13);
  }
}

TEST_CASE("the BdW gradient and Hessian are the differences of the value and of the gradient", "[consistency]") {
  const std::vector<double> survivors = {1000, 869, 743, 743, 593, 551, 517, 491};
  for (const Parameters& p : parameter_sets)
    test::check_derivatives<3>("BdW", {p.gamma, p.delta, p.c}, [&](const Vector<3>& theta) {
      return bdw::log_likelihood(test::parameters_of<Parameters>(theta), survivors);
    });
}

TEST_CASE("BdW has the published parameters of the High End segment", "[correctness]") {
  // Fader et al. (2018), fitted on the first four renewals: γ .259, δ 1.722, c 1.584. A unit of the last digit is granted to their optimiser.
  const auto fit = bdw::fit(segment(2, 4));
  REQUIRE(fit);
  CHECK(std::abs(fit.theta[0] - .259) < 1e-3);
  CHECK(std::abs(fit.theta[1] - 1.722) < 1e-3);
  CHECK(std::abs(fit.theta[2] - 1.584) < 1e-3);
  CHECK(fit.customers == 1000);
}

TEST_CASE("BdW projects the published segments' eight later years from four, better than sBG", "[correctness]") {
  // The paper's point: sBG takes customers who change for customers who differ, and is wrong on the High End segment.
  for (std::size_t column : {1, 2}) {
    const auto all = segment(column, 12), four = segment(column, 4);
    const auto fit = bdw::fit(four);
    const auto simple = sbg::fit(four);
    REQUIRE(fit);
    REQUIRE(simple);
    CHECK(fit.log_likelihood >= simple.log_likelihood);
    double worst = 0, simple_worst = 0;
    for (std::size_t t = 5; t <= 12; ++t) {
      worst = std::fmax(worst, std::abs(bdw::survival(bdw::parameters_at(fit.log_theta), int(t)) - all[t] / 1000));
      simple_worst = std::fmax(simple_worst, std::abs(sbg::survival({simple.theta[0], simple.theta[1]}, int(t)) - all[t] / 1000));
    }
    CAPTURE(column, worst, simple_worst);
    CHECK(worst < .015);
    CHECK(worst < simple_worst);
  }
}

TEST_CASE("no probed point is higher than BdW's maximum on the published segments", "[consistency]") {
  for (std::size_t column : {1, 2}) {
    for (std::size_t last : {4, 7, 12}) {
      const auto survivors = segment(column, last);
      const auto fit = bdw::fit(survivors);
      REQUIRE(fit);
      const auto value_at = [&](const Vector<3>& at) { return bdw::log_likelihood(bdw::parameters_at(at), survivors).value; };
      test::check_no_probe_is_higher("BdW", fit, 10 * column + last, 1000, value_at, 1e-9, .3);
    }
  }
}

TEST_CASE("a curve that is BdW's own is fitted exactly, from one cohort or from several of different ages", "[consistency]") {
  for (const Parameters& p : {Parameters{.26, 1.72, 1.58}, Parameters{.704, 1.182, 1}, Parameters{1, 2, .8}}) {
    std::vector<std::vector<double>> cohorts;
    for (int age : {9, 6, 4, 2, 1, 0}) {
      cohorts.emplace_back();
      for (int t = 0; t <= age; ++t) cohorts.back().push_back((1000 + 100 * age) * bdw::survival(p, t));
    }
    const auto one = bdw::fit(cohorts[0]), several = bdw::fit(cohorts);
    const auto simple = sbg::fit(cohorts);
    for (const auto& fit : {one, several}) {
      REQUIRE(fit);
      CHECK(distance(fit.theta[0], p.gamma) < 1e-5);
      CHECK(distance(fit.theta[1], p.delta) < 1e-5);
      CHECK(distance(fit.theta[2], p.c) < 1e-5);
    }
    CHECK(several.customers == 6 * 1000 + 100 * 22);
    CHECK(several.standard_error[0] < one.standard_error[0]);
    CHECK(bool(simple));
    CHECK(several.log_likelihood >= simple.log_likelihood - 1e-9);
  }
}

TEST_CASE("several cohorts have the sum of their likelihoods, in any order", "[consistency]") {
  const std::vector<std::vector<double>> cohorts = {{1000, 869, 743, 653}, {500, 420}, {70}, {800, 700, 610}},
      turned = {cohorts[3], cohorts[2], cohorts[1], cohorts[0]};
  for (const Parameters& p : parameter_sets) {
    double sum = 0, simple = 0;
    for (const auto& cohort : cohorts) sum += bdw::log_likelihood(p, cohort).value, simple += sbg::log_likelihood({p.gamma, p.delta}, cohort).value;
    CHECK(distance(bdw::log_likelihood(p, cohorts).value, sum) < 1e-14);
    CHECK(distance(sbg::log_likelihood({p.gamma, p.delta}, cohorts).value, simple) < 1e-14);
    CHECK(bdw::log_likelihood(p, cohorts).value == bdw::log_likelihood(p, turned).value);
  }
}

TEST_CASE("95 % intervals of BdW's parameters hold the truth as often as they say", "[consistency][slow]") {
  Random random(43);
  const Vector<3> truth = {.6, 2, 1.3};
  test::check_intervals("BdW", truth, test::slow_build ? 80 : 400, 98, [&] {
    return bdw::fit(simulated_survivors(random, test::parameters_of<Parameters>(truth), 8000, 10));
  });
}

TEST_CASE("BdW refuses what is no survivor series or too short, and finds no maximum where there is none", "[input]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::vector<double>& survivors : {std::vector<double>{}, {1000}, {1000, 631}, {1000, 631, 468}, {0, 0, 0, 0}, {1000, 500, 600, 400},
      {1000, -5, -9, -9}, {1000, nan, 400, 300}, {HUGE_VAL, 500, 400, 300}})
    test::check_refused("BdW", bdw::fit(survivors), NoFit::too_few);
  for (const std::vector<std::vector<double>>& cohorts : {std::vector<std::vector<double>>{}, {{1000, 631, 468}, {500, 300}}, {{1000, 631, 468, 382},
      {500, 600}}})
    test::check_refused("BdW", bdw::fit(cohorts), NoFit::too_few);
  for (const std::vector<double>& survivors : {std::vector<double>{1000, 1000, 1000, 1000, 1000}, {1000, 0, 0, 0, 0}, {1000, 800, 640, 512, 409.6},
      {1000, 900, 700, 400, 100}, {3, 2, 1, 1, 1}}) {
    CAPTURE(survivors[1]);
    test::check_refused("BdW", bdw::fit(survivors), NoFit::no_maximum);
  }
}

TEST_CASE("BdW's infamous parameters give finite curves and lifetimes", "[input]") {
  for (double gamma : {1e-7, 1., 1e7}) {
    for (double delta : {1e-7, 1., 1e7}) {
      for (double c : {1e-3, .5, 1., 4., 50.}) {
        for (int n : {0, 7, 3000}) {
          CAPTURE(gamma, delta, c, n);
          const Parameters p{gamma, delta, c};
          const double left = bdw::survival(p, n + 1), renew = bdw::retention(p, n + 1), gone = bdw::probability_mass(p, n + 1);
          CHECK((left >= 0 && left <= 1 && renew >= 0 && renew <= 1 && gone >= 0 && gone <= 1));
          for (double d : {.1, 1e-9}) {
            const double lifetime = bdw::discounted_expected_residual_lifetime(p, n, d);
            CHECK((lifetime >= 0 && lifetime <= (1 + 1e-9) / d));
          }
        }
      }
    }
  }
}
