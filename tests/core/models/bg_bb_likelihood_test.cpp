// BG/BB's likelihood against integrals and against its own differences; its fit against the published one and what a fit must be.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/literature.h"
#include "../support/long_double.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "models/bg_bb.h"

using namespace lifeworth;
using bg_bb::Parameters;
using Histories = std::vector<bg_bb::History>;
using lifeworth::test::distance;
using lifeworth::test::log_beta;

namespace {

constexpr Parameters donors{1.204, .75, .657, 2.783};
const std::vector<Parameters> parameter_sets = {donors, {2, 2, 1, 1}, {.4, 6, 1.7, 12}, {8, .5, .2, .9}};
const Histories mixed = {{0, 0, 6, 3}, {1, 1, 6, 1}, {2, 4, 6, 2}, {2, 5, 6, 1}, {6, 6, 6, 4}, {3, 9, 10, 1}, {0, 0, 0, 5}, {1, 1, 1, 1}, {0, 0, 1, 2},
    {12, 20, 30, 1}, {2, 6, 6, 7}};

Histories donations() {
  Histories histories;
  for (const auto& row : test::rows_of(test::literature("donations_bgbb_rf_matrix.csv")))
    histories.push_back({int(test::number(row[0])), int(test::number(row[1])), int(test::number(row[2])), test::number(row[3])});
  return histories;
}

/// The paper's likelihood as printed, in long double, each term by its own log-gammas.
double printed_log_likelihood(const Parameters& p, const bg_bb::History& h) {
  const long double a = p.alpha, b = p.beta, g = p.gamma, d = p.delta, start = log_beta(a, b) + log_beta(g, d);
  long double sum = std::exp(log_beta(a + h.x, b + h.n - h.x) + log_beta(g, d + h.n) - start);
  for (int i = 0; i < h.n - h.t_x; ++i) sum += std::exp(log_beta(a + h.x, b + h.t_x - h.x + i) + log_beta(g + 1, d + h.t_x + i) - start);
  return static_cast<double>(std::log(sum));
}

/// The story of the paper told by random numbers.
Histories simulated(Random& random, const Parameters& truth, int customers, int n) {
  Histories histories;
  for (int i = 0; i < customers; ++i) {
    const double buy = random.beta(truth.alpha, truth.beta), leave = random.beta(truth.gamma, truth.delta);
    bg_bb::History h{0, 0, n, 1};
    for (int t = 1; t <= n && random.uniform() >= leave; ++t)
      if (random.uniform() < buy) ++h.x, h.t_x = t;
    histories.push_back(h);
  }
  return histories;
}

}  // namespace

TEST_CASE("BG/BB has the published parameters and log-likelihood of the donations", "[correctness]") {
  // Fader, Hardie & Shang (2010): α 1.204, β .750, γ .657, δ 2.783, LL −33225.6; Hardie's spreadsheet has the parameters to more digits.
  const auto fit = bg_bb::fit(donations());
  REQUIRE(fit);
  const Vector<4> printed = {1.204, .750, .657, 2.783}, spreadsheet = {1.20352083040498, 0.749714243061896, 0.656712169147878, 2.78340801635898};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(std::abs(fit.theta[i] - printed[i]) < 5.1e-4);
    CHECK(distance(fit.theta[i], spreadsheet[i]) < 1e-4);
  }
  CHECK(std::abs(fit.log_likelihood + 33225.6) < .05);
  CHECK(fit.log_likelihood >= bg_bb::log_likelihood(test::parameters_of<Parameters>(spreadsheet), donations()).value);
  CHECK(fit.customers == 11104);
}

TEST_CASE("the BG/BB likelihood is the printed one in long double", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    double sum = 0;
    for (const auto& h : mixed) {
      const double printed = printed_log_likelihood(p, h);
      sum += h.customers * printed;
      CAPTURE(p.alpha, h.x, h.t_x, h.n);
      CHECK(std::abs(bg_bb::log_likelihood(p, Histories{{h.x, h.t_x, h.n, 1}}).value - printed) < 1e-13 * (1 + std::abs(printed)));
    }
    CHECK(distance(bg_bb::log_likelihood(p, mixed).value, sum) < 1e-13);
  }
}

TEST_CASE("the BG/BB likelihood of long histories is right where its terms leave the range of a double", "[consistency]") {
  test::needs_long_double();
  for (const Parameters& p : parameter_sets) {
    for (const bg_bb::History& h : Histories{{3000, 3000, 3000, 1}, {3000, 3000, 7000, 1}, {3000, 7000, 7000, 1}, {1, 1, 7000, 1}, {0, 0, 7000, 1}}) {
      const double value = bg_bb::log_likelihood(p, Histories{h}).value, printed = printed_log_likelihood(p, h);
      CAPTURE(p.alpha, h.x, h.t_x, h.n);
      CHECK(std::abs(value - printed) < 1e-12 * (1 + std::abs(printed)));
    }
  }
}

TEST_CASE("the probabilities of all BG/BB histories of six opportunities add up to 1", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    double all = 0;
    for (int pattern = 0; pattern < 64; ++pattern) {
      int x = 0, t_x = 0;
      for (int t = 1; t <= 6; ++t)
        if (pattern >> (t - 1) & 1) ++x, t_x = t;
      all += std::exp(bg_bb::log_likelihood(p, Histories{{x, t_x, 6, 1}}).value);
    }
    CHECK(std::abs(all - 1) < 1e-13);
  }
}

TEST_CASE("the BG/BB gradient and Hessian are the differences of the value and of the gradient", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    test::check_derivatives<4>("BG/BB", {p.alpha, p.beta, p.gamma, p.delta}, [](const Vector<4>& theta) {
      return bg_bb::log_likelihood(test::parameters_of<Parameters>(theta), mixed);
    });
}

TEST_CASE("neither the order of BG/BB histories nor merging equal ones changes the likelihood at all", "[consistency]") {
  Histories apart = test::one_by_one(mixed);
  const Slope<4> one = bg_bb::log_likelihood(donors, mixed), many = bg_bb::log_likelihood(donors, apart);
  std::ranges::reverse(apart);
  const Slope<4> reversed = bg_bb::log_likelihood(donors, apart);
  CHECK((one.value == many.value && many.value == reversed.value));
  CHECK((one.gradient == many.gradient && many.gradient == reversed.gradient));
  CHECK((one.hessian == many.hessian && many.hessian == reversed.hessian));
}

TEST_CASE("no probed point is higher than BG/BB's maximum", "[consistency]") {
  const Histories histories = donations();
  const auto fit = bg_bb::fit(histories);
  REQUIRE(fit);
  const auto value_at = [&](const Vector<4>& at) { return bg_bb::log_likelihood(bg_bb::parameters_at(at), histories).value; };
  test::check_no_probe_is_higher("BG/BB", fit, 3, 2000, value_at, 1e-7);
}

TEST_CASE("95 % intervals of BG/BB's parameters hold the truth as often as they say", "[consistency]") {
  Random random(17);
  const Vector<4> truth = {1.2, .75, .66, 2.8};
  test::check_intervals("BG/BB", truth, test::slow_build ? 60 : 250, 95, [&] {
    return bg_bb::fit(simulated(random, test::parameters_of<Parameters>(truth), 1500, 8));
  });
}

TEST_CASE("cohorts with different numbers of opportunities are fitted together", "[consistency]") {
  Random random(23);
  const Parameters truth{1.2, .75, .66, 2.8};
  Histories histories;
  for (int n : {3, 5, 9, 14}) std::ranges::copy(simulated(random, truth, test::slow_build ? 1000 : 4000, n), std::back_inserter(histories));
  const auto fit = bg_bb::fit(histories);
  REQUIRE(fit);
  const Vector<4> theta = {truth.alpha, truth.beta, truth.gamma, truth.delta};
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(fit.theta[i] - theta[i]) < 4 * fit.standard_error[i]);
}

TEST_CASE("BG/BB refuses too few customers and bases where nobody repeats, without numbers", "[input]") {
  for (const Histories& few : {Histories{}, Histories{{3, 5, 9, 9}}, Histories{{1, 5, 9, 4}, {0, 0, 9, 500}}})
    test::check_refused("BG/BB", bg_bb::fit(few), NoFit::too_few);
  test::check_refused("BG/BB", bg_bb::fit(Histories{{0, 0, 9, 500}}), NoFit::nobody_repeats);
}

TEST_CASE("BG/BB histories that many parameters explain equally have no maximum, and never NaN", "[input]") {
  const std::vector<Histories> flat = {
      {{2, 5, 9, 50}},                               // everybody the same
      {{9, 9, 9, 500}},                              // everybody always
      {{0, 0, 1, 100}, {1, 1, 1, 100}},              // one opportunity
      {{0, 0, 2, 10}, {1, 1, 2, 10}, {1, 2, 2, 10}, {2, 2, 2, 10}},  // three numbers for four parameters
      {{3, 9, 9, 30}, {4, 9, 9, 30}, {5, 9, 9, 30}}  // nobody has left
  };
  for (std::size_t i = 0; i < flat.size(); ++i) {
    CAPTURE(i);
    test::check_refused("BG/BB", bg_bb::fit(flat[i]), NoFit::no_maximum);
  }
}
