// What BG/BB expects: the printed tables, and each quantity against integrals over p and θ or sums over what can happen.
#include "models/bg_bb.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/literature.h"
#include "../support/second_road.h"

using namespace lifeworth;
using bg_bb::Parameters;
using lifeworth::test::distance;
using lifeworth::test::log_beta;

namespace {

constexpr Parameters donors{1.20352083040498, 0.749714243061896, 0.656712169147878, 2.78340801635898};  // Hardie's spreadsheet of 2011
constexpr Parameters rounded{1.20, 0.75, 0.66, 2.78};
const std::vector<Parameters> parameter_sets = {donors, {2, 2, 1, 1}, {.4, 6, 1.7, 12}, {8, .5, .2, .9}};

struct Customer {
  int x, t_x, n;
};
const std::vector<Customer> customers = {{0, 0, 6}, {1, 1, 6}, {2, 4, 6}, {6, 6, 6}, {3, 9, 10}, {0, 0, 0}, {1, 1, 1}, {0, 0, 1}, {12, 20, 30}};

double one(double) { return 1; }
double itself(double at) { return at; }
double binomial(int n, int k) { return std::round(std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1))); }

template <class Function>
double mean(const std::vector<test::Node>& nodes, Function&& f) {
  double sum = 0;
  for (const auto& node : nodes) sum += node.weight * f(node.at);
  return sum;
}

/// E[f(p)·g(θ)·likelihood] as Σ over what can have happened, `alive` at n, or gone after m = t_x … n−1 opportunities: given it, p and θ are
/// independent, so that each is integrated out alone.
template <class F, class G>
double over_histories(const Parameters& p, const Customer& c, bool alive_only, F&& f, G&& g) {
  const auto ps = test::beta_nodes(p.alpha, p.beta, p.alpha + p.beta + c.n), thetas = test::beta_nodes(p.gamma, p.delta, p.gamma + p.delta + c.n);
  const auto bought = [&](int m) { return mean(ps, [&](double buy) { return std::pow(buy, c.x) * std::pow(1 - buy, m - c.x) * f(buy); }); };
  double sum = bought(c.n) * mean(thetas, [&](double leave) { return std::pow(1 - leave, c.n) * g(leave); });
  for (int m = c.t_x; m < c.n && !alive_only; ++m) sum += bought(m) * mean(thetas, [&](double leave) { return leave * std::pow(1 - leave, m) * g(leave); });
  return sum;
}

double likelihood(const Parameters& p, const Customer& c) { return over_histories(p, c, false, one, one); }

}  // namespace

TEST_CASE("donors are expected to give in 2002–2006 what the paper's table says, cell by cell", "[correctness]") {
  // Fader, Hardie & Shang (2010), expected number of repeat transactions as a function of recency (columns, 1995 … 2001) and frequency (rows).
  const std::vector<std::vector<double>> printed = {{.07}, {.09, .31, .59, .84, 1.02, 1.15}, {.12, .54, 1.06, 1.44, 1.67}, {.22, 1.03, 1.80, 2.19},
      {.58, 2.03, 2.71}, {1.81, 3.23}, {3.75}};
  for (int x = 0; x <= 6; ++x) {
    const auto& row = printed[static_cast<std::size_t>(x)];
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int t_x = x + int(i);
      CAPTURE(x, t_x);
      CHECK(std::abs(bg_bb::conditional_expected_transactions(donors, x, t_x, 6, 5) - row[i]) < .005001);
    }
  }
}

TEST_CASE("donors' P(alive in 2002), counts and totals are those of the paper's tables and Hardie's spreadsheet", "[correctness]") {
  CHECK(std::abs(bg_bb::p_alive(donors, 0, 0, 6) - .11) < .005);
  CHECK(std::abs(bg_bb::p_alive(donors, 2, 4, 6) - .59) < .005);
  CHECK(std::abs(bg_bb::p_alive(donors, 6, 6, 6) - .93) < .005);
  // Of 11,104 donors 3,454.9 are expected to give at none of six occasions and 1,253.1 at all.
  CHECK(std::abs(11104 * bg_bb::probability_mass(donors, 0, 6) - 3454.9) < .05);
  CHECK(std::abs(11104 * bg_bb::probability_mass(donors, 6, 6) - 1253.1) < .05);
  double expected = 0;
  for (const auto& row : test::rows_of(test::literature("donations_bgbb_rf_matrix.csv")))
    expected += test::number(row[3]) * bg_bb::conditional_expected_transactions(donors, int(test::number(row[0])), int(test::number(row[1])), 6, 5);
  CHECK(std::abs(expected - 12884.2) < .05);
}

TEST_CASE("BG/BB expectations are those printed by the R package BTYD", "[correctness]") {
  // BTYD 2.4.3: bgbb.Expectation(c(1.20, 0.75, 0.66, 2.78), 1:10), and customers A and B of its walkthrough, which fits to four digits.
  const std::vector<double> printed = {0.4973166, 0.9207078, 1.2927317, 1.6266289, 1.9309062, 2.2113893, 2.4722624, 2.7166434, 2.9469256, 3.1649902};
  for (int n = 1; n <= 10; ++n) CHECK(std::abs(bg_bb::expected_transactions(rounded, n) - printed[static_cast<std::size_t>(n - 1)]) < 5.1e-8);
  CHECK(std::abs(bg_bb::conditional_expected_transactions(donors, 0, 0, 6, 10) - 0.1302) < 5e-5);
  CHECK(std::abs(bg_bb::conditional_expected_transactions(donors, 4, 5, 6, 10) - 3.628) < 5e-4);
}

TEST_CASE("BG/BB's P(alive) is the share of the integrated likelihood that survives one period more", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Customer& c : customers) {
      CAPTURE(p.alpha, c.x, c.t_x, c.n);
      const double alive = over_histories(p, c, true, one, [](double leave) { return 1 - leave; });
      CHECK(distance(bg_bb::p_alive(p, c.x, c.t_x, c.n), alive / likelihood(p, c)) < 1e-10);
    }
  }
}

TEST_CASE("posterior means are E[p] and E[θ] under the likelihood", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Customer& c : customers) {
      CAPTURE(p.alpha, c.x, c.t_x, c.n);
      const double all = likelihood(p, c);
      const auto means = bg_bb::posterior_means(p, c.x, c.t_x, c.n);
      CHECK(distance(means.p, over_histories(p, c, false, itself, one) / all) < 1e-10);
      CHECK(distance(means.theta, over_histories(p, c, false, one, itself) / all) < 1e-10);
    }
  }
}

TEST_CASE("BG/BB's conditional expectation and second moment are Σ over the opportunities to come, integrated", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Customer& c : customers) {
      for (int n_star : {0, 1, 5, 52}) {
        CAPTURE(p.alpha, c.x, c.t_x, c.n, n_star);
        const double all = likelihood(p, c);
        const double expected = over_histories(p, c, true, itself, [&](double leave) {
          double sum = 0;
          for (int t = 1; t <= n_star; ++t) sum += std::pow(1 - leave, t);
          return sum;
        });
        const double pairs = over_histories(p, c, true, [](double buy) { return buy * buy; }, [&](double leave) {
          double sum = 0;
          for (int t = 2; t <= n_star; ++t) sum += 2 * (t - 1) * std::pow(1 - leave, t);
          return sum;
        });
        const auto forecast = bg_bb::forecast_if_alive(p, c.x, c.n, n_star, 0);
        CHECK(distance(bg_bb::conditional_expected_transactions(p, c.x, c.t_x, c.n, n_star), expected / all) < 1e-10);
        CHECK(distance(bg_bb::p_alive(p, c.x, c.t_x, c.n) * forecast.second_factorial_moment, pairs / all) < 1e-10);
        CHECK(forecast.discounted_transactions == forecast.transactions);
      }
    }
  }
}

TEST_CASE("DERT is E[p(1−θ)/(d+θ)] over the living", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Customer& c : customers) {
      for (double d : {1.0, .1, .002, 1e-6}) {
        CAPTURE(p.alpha, c.x, c.t_x, c.n, d);
        const double integral = over_histories(p, c, true, itself, [d](double leave) { return (1 - leave) / (d + leave); });
        CHECK(distance(bg_bb::discounted_expected_residual_transactions(p, c.x, c.t_x, c.n, d), integral / likelihood(p, c)) < 1e-10);
      }
    }
  }
}

TEST_CASE("DERT is the limit of discounted forecasts, and without discount infinite where γ ≤ 1", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    const double alive = bg_bb::p_alive(p, 2, 4, 6), dert = bg_bb::discounted_expected_residual_transactions(p, 2, 4, 6, .1);
    CHECK(distance(dert, alive * bg_bb::forecast_if_alive(p, 2, 6, 500, .1).discounted_transactions) < 1e-12);
  }
  CHECK(std::isinf(bg_bb::discounted_expected_residual_transactions(donors, 2, 4, 6, 0)));
  CHECK(std::isinf(bg_bb::discounted_expected_residual_transactions({1, 1, 1, 3}, 2, 4, 6, 0)));
  // γ = 3: Σ S(n+t)/S(n) = (δ+n)/(γ−1).
  const double finite = bg_bb::discounted_expected_residual_transactions({1, 1, 3, 5}, 6, 6, 6, 0);
  CHECK(distance(finite, 7. / 8 * (11. / 2)) < 1e-13);
}

TEST_CASE("BG/BB's probability mass is that of all histories with so many purchases, and adds up to 1", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    double all = 0, expected = 0, pairs = 0;
    for (int x = 0; x <= 12; ++x) {
      const double mass = bg_bb::probability_mass(p, x, 12);
      all += mass, expected += x * mass, pairs += x * (x - 1) * mass;
      // Σ over last purchases of the likelihood of one such history times how many there are.
      double sum = x == 0 ? likelihood(p, {0, 0, 12}) : 0;
      for (int t_x = x; x > 0 && t_x <= 12; ++t_x) sum += binomial(t_x - 1, x - 1) * likelihood(p, {x, t_x, 12});
      CAPTURE(p.alpha, x);
      CHECK(distance(mass, sum) < 1e-10);
    }
    CHECK(std::abs(all - 1) < 1e-13);
    CHECK(distance(expected, bg_bb::expected_transactions(p, 12)) < 1e-12);
    CHECK(distance(pairs, p.delta / (p.gamma + p.delta) * bg_bb::forecast_if_alive(p, 0, 0, 12, 0).second_factorial_moment) < 1e-12);
    CHECK((bg_bb::probability_mass(p, -1, 12) == 0 && bg_bb::probability_mass(p, 13, 12) == 0 && bg_bb::probability_mass(p, 0, 0) == 1));
  }
}

TEST_CASE("BG/BB's expectation is the printed formula, also where that divides by zero", "[consistency]") {
  // E[X(n)] = α/(α+β) · δ/(γ−1) · {1 − Γ(γ+δ)/Γ(γ+δ+n) · Γ(1+δ+n)/Γ(1+δ)}.
  for (const Parameters& p : {donors, Parameters{.4, 6, 1.7, 12}, Parameters{8, .5, .2, .9}}) {
    for (int n : {1, 6, 500}) {
      const long double g = p.gamma, d = p.delta;
      const long double rest = std::exp(std::lgamma(g + d) - std::lgamma(g + d + n) + std::lgamma(1 + d + n) - std::lgamma(1 + d));
      CHECK(distance(bg_bb::expected_transactions(p, n), static_cast<double>(p.alpha / (p.alpha + p.beta) * d / (g - 1) * (1 - rest))) < 1e-11);
    }
  }
  const auto at = [](double g) { return bg_bb::expected_transactions({1, 1, g, 2}, 50); };
  CHECK(at(1 - 1e-6) > at(1));
  CHECK(std::abs(at(1 - 1e-6) + at(1 + 1e-6) - 2 * at(1)) < 1e-9);
  double harmonic = 0;
  for (int t = 1; t <= 50; ++t) harmonic += 2. / (2 + t);  // γ = 1: S(t) = δ/(δ+t)
  CHECK(distance(at(1), harmonic / 2) < 1e-14);
}

TEST_CASE("the derivatives of BG/BB's ln P(alive) are its differences", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    for (const Customer& c : customers) {
      const Vector<4> gradient = bg_bb::log_alive_gradient(p, {c.x, c.t_x, c.n, 1});
      const Vector<4> log_theta = test::logarithms_of<4>({p.alpha, p.beta, p.gamma, p.delta});
      const auto log_alive = [&](const Vector<4>& at) { return std::log(bg_bb::p_alive(bg_bb::parameters_at(at), c.x, c.t_x, c.n)); };
      for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(p.alpha, c.x, c.t_x, c.n, i);
        CHECK(std::abs(gradient[i] - test::partial(log_alive, log_theta, i, .1)) < 1e-8);
      }
    }
  }
}

TEST_CASE("BG/BB's infamous customers get finite and right values", "[consistency]") {
  const double tiny = 1e-7, vast = 1e7;
  const std::vector<Parameters> extremes = {donors, {tiny, tiny, tiny, tiny}, {vast, vast, vast, vast}, {tiny, vast, tiny, vast}, {vast, tiny, vast, tiny},
      {1, 1, 1, 1}};
  const std::vector<Customer> infamous = {{0, 0, 0}, {0, 0, 36525}, {3000, 3000, 3000}, {3000, 3000, 36525}, {3000, 36525, 36525}, {1, 1, 3000},
      {1, 3000, 3000}, {36525, 36525, 36525}};
  for (const Parameters& p : extremes) {
    for (const Customer& c : infamous) {
      CAPTURE(p.alpha, p.beta, p.gamma, p.delta, c.x, c.t_x, c.n);
      const double alive = bg_bb::p_alive(p, c.x, c.t_x, c.n), expected = bg_bb::conditional_expected_transactions(p, c.x, c.t_x, c.n, 36525);
      const double dert = bg_bb::discounted_expected_residual_transactions(p, c.x, c.t_x, c.n, 1e-4);
      const auto means = bg_bb::posterior_means(p, c.x, c.t_x, c.n);
      CHECK((alive >= 0 && alive <= 1));
      CHECK((expected >= 0 && expected <= 36525 * alive * (1 + 1e-11)));
      CHECK((dert >= 0 && dert <= 10'000 * alive * (1 + 1e-11)));
      CHECK((means.p >= 0 && means.p <= 1 && means.theta >= 0 && means.theta <= 1));
      const auto value = bg_bb::log_likelihood(p, std::vector<bg_bb::History>{{c.x, c.t_x, c.n, 1}});
      CHECK(value.value < 1e-8);
      test::check_finite("BG/BB", value);
    }
  }
}

TEST_CASE("a customer who bought 3,000 times has the P(alive) of long double", "[consistency]") {
  // Each term by its own log-gammas.
  for (const Customer& c : {Customer{3000, 3000, 3000}, Customer{3000, 3000, 3010}, Customer{3000, 3400, 3700}, Customer{20, 900, 1000},
      Customer{0, 0, 3000}}) {
    for (const Parameters& p : parameter_sets) {
      const long double a = p.alpha, b = p.beta, g = p.gamma, d = p.delta;
      const auto relative = [&](int m) {  // left after m opportunities ÷ alive at n
        return std::exp(log_beta(a + c.x, b + m - c.x) - log_beta(a + c.x, b + c.n - c.x) + log_beta(g + 1, d + m) - log_beta(g, d + c.n));
      };
      long double dead = 0;
      for (int m = c.t_x; m < c.n; ++m) dead += relative(m);
      CAPTURE(p.alpha, c.x, c.t_x, c.n);
      CHECK(distance(bg_bb::p_alive(p, c.x, c.t_x, c.n), static_cast<double>(1 / (1 + dead) * (d + c.n) / (g + d + c.n))) < 1e-10);
    }
  }
}
