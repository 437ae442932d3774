// BG/NBD where other implementations give inf or NaN, or lose digits: daily buyers, horizons of a century, a at and about 1, tiny parameters.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/infamous_customers.h"
#include "../support/long_double.h"
#include "../support/second_road.h"
#include "models/bg_nbd.h"

using namespace lifeworth;
using bg_nbd::Parameters;
using lifeworth::test::Customer;
using lifeworth::test::distance;

namespace {

// Weeks, and days with an α to match; the infamous: nobody's rate known (α tiny), nearly all leave (b tiny), hardly any does (a tiny).
const std::vector<Parameters> parameter_sets = {{0.243, 4.414, 0.793, 2.426}, {0.243, 30.9, 1, 2.426}, {0.243, 4.414, 1 + 1e-9, 2.426}, {6.5, 40, 1.6, 1.7},
                                                {0.3, 0.01, 0.5, 0.4},        {0.5, 1e-3, 0.8, 2},     {2, 5, 1e-3, 0.7},              {0.9, 7.5, 0.8, 0.01},
                                                {0.05, 0.5, 0.6, 1.5},        {40, 300, 2, 5},         {1.5, 50, 30, 60}};
const std::vector<Customer>& customers = test::infamous_customers;

/// E[(1 − e^(−λpt))/p] of who is alive at T: λ ~ gamma(r+x, α+T) by hand, p ~ beta(a, b+x) in long double by the trapezoidal rule in its logit s.
long double transactions_if_alive(const Parameters& parameters, const Customer& c, double t) {
  const long double shape = parameters.r + c.x, odds = t / (static_cast<long double>(parameters.alpha) + c.T), a = parameters.a, b = parameters.b + c.x;
  const auto weight = [&](long double s) { return std::exp(-a * std::log1p(std::exp(-s)) - b * std::log1p(std::exp(s)) + (a + b) * std::log(2.0L)); };
  const auto number = [&](long double s) { return -std::expm1(-shape * std::log1p(odds / (1 + std::exp(-s)))) * (1 + std::exp(-s)); };
  const long double step = 0.2L / std::sqrt(1 + std::fmin(a, b));
  const long double from = -50 - std::log((1 + shape * odds) * (1 + a + b)), to = 50 + std::log(1 + a + b);
  // Beyond these points the weights are geometric, as a and b may be tiny, and the number is constant.
  const long double steps = std::ceil((to - from) / step);
  const long double left = weight(from) / std::expm1(a * step), right = weight(from + steps * step) / std::expm1(b * step);
  long double sum = left * number(from) + right * number(from + steps * step), all = left + right;
  for (long double i = 0; i <= steps; ++i) {
    const long double s = from + i * step, here = weight(s);
    all += here;
    sum += here * number(s);
  }
  return sum / all;
}

}  // namespace

TEST_CASE("expected purchases of extreme customers over a century are E[(1 − e^(−λpt))/p]", "[consistency]") {
  test::needs_long_double();
  for (const Parameters& p : parameter_sets)
    for (const Customer& c : customers)
      for (double t : {0.5, 5200.0, 36500.0}) {
        CAPTURE(p.r, p.alpha, p.a, p.b, c.x, c.T, t);
        CHECK(distance(bg_nbd::forecast_if_alive(p, c.x, c.T, t, 0, Moments::first).transactions, static_cast<double>(transactions_if_alive(p, c, t))) < 1e-12);
      }
}

TEST_CASE("discounted purchases of extreme customers are E[λ(1 − e^(−(λp+δ)t))/(λp+δ)], for ever E[λ/(λp+δ)]", "[consistency]") {
  for (const Parameters& p : {parameter_sets[0], parameter_sets[1], parameter_sets[3], parameter_sets[4], parameter_sets[10]})
    for (const Customer& c : customers) {
      const auto lambdas = test::gamma_nodes(p.r + c.x, p.alpha + c.T, 30 + 2 * c.x), leave = test::beta_nodes(p.a, p.b + c.x, 30);
      // Divided by what the weights add up to, so that rounding in ln Γ of thousands does not tell.
      const double all = test::expectation(lambdas, leave, [](double, double) { return 1; });
      const auto over_all = [&](auto&& f) { return test::expectation(lambdas, leave, f) / all; };
      for (double delta : {0.00026, 0.0018, 0.2}) {
        CAPTURE(p.r, p.alpha, p.a, p.b, c.x, c.T, delta);
        const double for_ever = over_all([&](double lambda, double q) { return lambda / (lambda * q + delta); });
        const double alive = bg_nbd::p_alive(p, c.x, c.t_x, c.T);
        CHECK(distance(bg_nbd::discounted_expected_residual_transactions(p, c.x, c.t_x, c.T, delta), alive * for_ever) < 1e-10);
        const double t = 36500;
        const double century = over_all([&](double lambda, double q) {
          return -lambda * std::expm1(-(lambda * q + delta) * t) / (lambda * q + delta);
        });
        CHECK(distance(bg_nbd::forecast_if_alive(p, c.x, c.T, t, delta, Moments::first).discounted_transactions, century) < 1e-10);
      }
    }
}

TEST_CASE("what a customer is worth for ever is what he is worth over ten thousand years", "[consistency]") {
  for (const Parameters& p : parameter_sets) {
    const auto forecast = bg_nbd::forecast_if_alive(p, 3, 39, 520'000, 0.0018, Moments::first);
    const double alive = bg_nbd::p_alive(p, 3, 30, 39);
    CAPTURE(p.r, p.alpha, p.a, p.b);
    CHECK(distance(bg_nbd::discounted_expected_residual_transactions(p, 3, 30, 39, 0.0018), alive * forecast.discounted_transactions) < 1e-10);
  }
}

TEST_CASE("the most absurd parameters that a search may try, of customers won on the last day, are answered at once", "[consistency]") {
  // Rates of 10¹⁰ a week and more, or customers all alike: such likelihoods have no maximum, and the search for their bounds comes by here.
  for (const double log_r : {-14.0, 0.0, 14.0})
    for (const double log_alpha : {-37.0, -14.0, 14.0})
      for (const double log_leaving : {-20.0, 0.0, 8.0})
        for (const double log_b : {-14.0, 0.0, 14.0}) {
          CAPTURE(log_r, log_alpha, log_leaving, log_b);
          const Parameters p{std::exp(log_r), std::exp(log_alpha), std::exp(log_leaving + log_b), std::exp(log_b)};
          const double all = bg_nbd::forecast_if_alive(p, 0, 0, 52, 0, Moments::first).transactions, bought = p.r / p.alpha * 52;
          CHECK((all > 0 && all <= bought * (1 + 1e-9)));
          // Who never leaves buys at the mean rate.
          if (log_leaving == -20 && log_b == 14 && log_r == 14 && log_alpha == 14) CHECK(distance(all, bought) < 1e-6);
        }
}

TEST_CASE("without a discount a customer is worth (a+b+x−1)/(a−1) purchases where a > 1, and no bound where it is not", "[consistency]") {
  // E[1/p] of beta(a, b+x).
  CHECK(distance(bg_nbd::discounted_expected_residual_transactions({0.5, 4, 1.6, 1.7}, 2, 30, 30, 0),
                 bg_nbd::p_alive({0.5, 4, 1.6, 1.7}, 2, 30, 30) * 4.3 / 0.6) < 1e-11);
  CHECK(std::isinf(bg_nbd::discounted_expected_residual_transactions({0.5, 4, 1, 1.7}, 2, 30, 30, 0)));
}

TEST_CASE("likelihood and P(alive) of extreme customers are those of the paper's equations in long double", "[consistency]") {
  for (const Parameters& p : parameter_sets)
    for (const Customer& c : customers) {
      if (c.x == 0) continue;
      const long double r = p.r, alpha = p.alpha, a = p.a, b = p.b, x = c.x;
      const long double log_odds = std::log(a / (b + x - 1)) + (r + x) * std::log1p((static_cast<long double>(c.T) - c.t_x) / (alpha + c.t_x));
      CAPTURE(p.r, p.alpha, p.a, p.b, c.x, c.t_x, c.T);
      const auto alive = static_cast<double>(1 / (1 + std::exp(log_odds)));
      CHECK(std::abs(bg_nbd::p_alive(p, c.x, c.t_x, c.T) - alive) <= 1e-11 * alive);
      const long double value = std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha) + std::lgamma(a + b) + std::lgamma(b + x) - std::lgamma(b) -
                                std::lgamma(a + b + x) - (r + x) * std::log(alpha + c.T) + std::fmax(log_odds, 0.0L) +
                                std::log1p(std::exp(-std::abs(log_odds)));
      const auto slope = bg_nbd::log_likelihood(p, std::vector<History>{{c.x, c.t_x, c.T, 1}});
      CHECK(std::abs(slope.value - static_cast<double>(value)) < 1e-12 * (1 + std::abs(static_cast<double>(value))));
      test::check_finite("BG/NBD", slope);
    }
}
