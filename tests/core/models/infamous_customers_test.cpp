// Customers on whom other implementations broke, through every model of buying in continuous time: P(alive), forecasts, expectations and DERT against a
// second road that has none of the models' formulas for them.
#include "../support/infamous_customers.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "../support/mixture_road.h"
#include "../support/pareto_nbd_road.h"
#include "../support/shop.h"
#include "../support/story_road.h"
#include "models/bg_nbd.h"
#include "models/forecast.h"
#include "models/mbg_cnbd_k.h"
#include "models/pareto_nbd.h"

using namespace lifeworth;
using test::Customer;
using test::distance;
using test::infamous_customers;
using test::log_growth;

namespace {

constexpr double century = 5218, for_ever = std::numeric_limits<double>::infinity();

/// 1 / (1 + a/(b+c−1) ((α+T)/(α+t_x))^s): alive, or left after the last of c chances (Fader, Hardie & Lee 2005, eq. 9).
template <class Parameters>
double printed_p_alive(const Parameters& p, double chances, const Customer& c) {
  const long double log_odds = std::log(static_cast<long double>(p.a) / (static_cast<long double>(p.b) + chances - 1)) +
                               (static_cast<long double>(p.r) + c.x) * log_growth(p.alpha + c.t_x, c.T - c.t_x);
  return static_cast<double>(1 / (1 + std::exp(log_odds)));
}

/// λp of who is alive at T: λ ~ gamma(r+x, α+T), p ~ beta(a, b + chances taken).
template <class Parameters>
double beta_road(const Parameters& p, double chances, const Customer& c, double t, double delta) {
  const double shape = p.r + c.x, rate = p.alpha + c.T;
  return test::purchases_of_the_alive(shape / rate, test::wide_gamma_nodes(shape + 1, rate), test::wide_beta_nodes(p.a, p.b + chances), delta, t,
                                      [](double lambda, double leave) { return lambda * leave; });
}

struct BgNbd {
  using Parameters = bg_nbd::Parameters;
  static std::vector<Parameters> parameters() {
    return {{0.243, 4.414, 0.793, 2.426},  // CDNOW
            {0.243, 4.414, 1, 2.426},      // a = 1, where the printed expectation divides by zero
            {0.10, 50.16 / 7, 0.40, 0.81}, // lifetimes overflowed with these (its issue 332, there in days)
            {0.3, 0.01, 0.5, 0.4},         // a + b < 1 and α tiny
            {0.02, 0.5, 0.6, 1.5},         // r tiny: nearly nobody buys again
            {40, 300, 2, 5}};              // customers nearly alike
  }
  static double slow_p_alive(const Parameters& p, const Customer& c) { return c.x == 0 ? 1 : printed_p_alive(p, c.x, c); }
  static double road(const Parameters& p, const Customer& c, double t, double delta) { return beta_road(p, c.x, c, t, delta); }
  static AliveForecast forecast(const Parameters& p, const Customer& c, double t, double delta) {
    return bg_nbd::forecast_if_alive(p, c.x, c.T, t, delta, Moments::first);
  }
};

struct MbgNbd {
  using Parameters = mbg_cnbd_k::Parameters;
  static std::vector<Parameters> parameters() {
    return {{0.525, 6.183, 0.891, 1.614, 1}, {0.525, 6.183, 1, 1.614, 1}, {0.3, 0.01, 0.5, 0.4, 1}, {0.02, 0.5, 0.6, 1.5, 1}, {40, 300, 2, 5, 1}};
  }
  static double slow_p_alive(const Parameters& p, const Customer& c) { return printed_p_alive(p, c.x + 1, c); }
  static double road(const Parameters& p, const Customer& c, double t, double delta) { return beta_road(p, c.x + 1, c, t, delta); }
  static AliveForecast forecast(const Parameters& p, const Customer& c, double t, double delta) {
    return mbg_cnbd_k::forecast_if_alive(p, c.x, c.t_x, c.T, t, delta, Moments::first);
  }
};

struct ParetoNbd {
  using Parameters = pareto_nbd::Parameters;
  static std::vector<Parameters> parameters() {
    std::vector<Parameters> all = test::pareto_parameter_sets;
    all.push_back({0.553, 10, 0.606, 10});                    // α = β, where the difference of two 2F1 has no argument
    all.push_back({1.217, 200.9 / 7, 0.04391, 0.3345 / 7});   // what CLVTools was reported to find without standard errors (its issue 112, there in days)
    all.push_back({1e-3, 10, 0.6, 12});                       // r tiny
    return all;
  }
  static double slow_p_alive(const Parameters& p, const Customer& c) { return test::slow_p_alive(p, c.x, c.t_x, c.T); }
  static double road(const Parameters& p, const Customer& c, double t, double delta) {
    // λ and μ are independent of each other.
    return test::purchases_of_the_alive((p.r + c.x) / (p.alpha + c.T), {{1, 1}}, test::wide_gamma_nodes(p.s, p.beta + c.T), delta, t,
                                        [](double, double mu) { return mu; });
  }
  static AliveForecast forecast(const Parameters& p, const Customer& c, double t, double delta) {
    return pareto_nbd::forecast_if_alive(p, c.x, c.T, t, delta, Moments::first);
  }
};

}  // namespace

TEMPLATE_TEST_CASE("infamous customers have the P(alive), forecasts and DERT of a slow second road", "[consistency]", BgNbd, MbgNbd, ParetoNbd) {
  for (const auto& p : TestType::parameters()) {
    for (const Customer& c : infamous_customers) {
      CAPTURE(p.r, p.alpha, c.x, c.t_x, c.T);
      const double alive = p_alive(p, c.x, c.t_x, c.T), slow = TestType::slow_p_alive(p, c);
      REQUIRE((alive >= 0 && alive <= 1));
      if (slow > 1e-300) CHECK(distance(alive, slow) < 1e-10);
      else CHECK(alive < 1e-299);
      for (const double t : {1.0 / 7, 52.0, century}) {
        CAPTURE(t);
        const double plain = TestType::road(p, c, t, 0), discounted = TestType::road(p, c, t, 0.0018);
        CHECK(distance(TestType::forecast(p, c, t, 0).transactions, plain) < 1e-10);
        CHECK(distance(TestType::forecast(p, c, t, 0.0018).discounted_transactions, discounted) < 1e-10);
        if (slow > 1e-290) CHECK(distance(conditional_expected_transactions(p, c.x, c.t_x, c.T, t), slow * plain) < 1e-10);
      }
      const double worth = discounted_expected_residual_transactions(p, c.x, c.t_x, c.T, 0.0018);
      if (slow > 1e-290) CHECK(distance(worth, slow * TestType::road(p, c, for_ever, 0.0018)) < 1e-10);
      else CHECK((worth >= 0 && worth < 1e-280));
    }
  }
}

TEST_CASE("infamous customers with a rhythm have the P(alive) and the year of the story, purchase by purchase", "[consistency]") {
  // MBG/CNBD-k, every second and every twelfth tick a purchase.
  for (const mbg_cnbd_k::Parameters& p : {mbg_cnbd_k::Parameters{1.2, 2.5, 1, 1.7, 2}, mbg_cnbd_k::Parameters{2, 1.4, 0.9, 3, 12}})
    for (const Customer& c : infamous_customers) {
      if (test::slow_build && c.x > 1000) continue;
      CAPTURE(p.k, c.x, c.t_x, c.T);
      const double alive = mbg_cnbd_k::p_alive(p, c.x, c.t_x, c.T);
      REQUIRE((alive >= 0 && alive <= 1));
      const auto forecast = mbg_cnbd_k::forecast_if_alive(p, c.x, c.t_x, c.T, 52, 0.0018, Moments::first);
      CHECK((std::isfinite(forecast.transactions) && forecast.discounted_transactions <= forecast.transactions));
      if (p.k == 12 && c.x > 300) continue;  // minutes
      const auto moments = test::survival_moments(p.a, p.b + c.x + 1, 80'000);
      const double slow = test::given_nothing_due(p.r + p.k * c.x, p.alpha + c.T, c.T - c.t_x, p.k,
                                                  [&](double lambda, int j) { return test::purchases_to_come(lambda, moments, p.k, j, 52, 0.0018); });
      CHECK(distance(forecast.discounted_transactions, slow) < 1e-10);
    }
}

TEST_CASE("forecasts of many ages, interpolated, are the model's own where β is far below α", "[consistency]") {
  // Interpolated over ln(α+T) they were wrong by 3 % on the first day: lives, too, make a forecast change with age.
  PurchaseFit fit;
  fit.model = PurchaseModel::pareto_nbd;
  fit.failed = NoFit::none;
  fit.log_theta = {std::log(1.2), std::log(29.0), std::log(0.05), std::log(0.05)};
  std::vector<History> histories;
  for (int days = 0; days < 1826; ++days) histories.push_back({1, 0, days / 7.0, 1});
  const Forecaster forecaster(fit, histories, 52, 0.0018);
  const pareto_nbd::Parameters p = pareto_nbd::parameters_at(fit.log_theta);
  for (const History& h : histories) {
    CAPTURE(h.T);
    CHECK(distance(forecaster(h).transactions, pareto_nbd::conditional_expected_transactions(p, h.x, h.t_x, h.T, 52)) < 1e-7);
  }
}
