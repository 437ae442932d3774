// What Pareto/NBD expects: each quantity against a slower road written here.
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/pareto_nbd_road.h"
#include "../support/second_road.h"
#include "models/pareto_nbd.h"

using namespace lifeworth;
using pareto_nbd::Parameters;
using test::Customer;
using test::distance;
using test::infamous_customers;
using test::pareto_parameter_sets;

namespace {

constexpr Parameters cdnow{0.553, 10.578, 0.606, 11.669};
constexpr double century = 5218;

/// E[f(μ)] of a customer alive at T: μ ~ gamma(s, β+T), and λ ~ gamma(r+x, α+T) is independent of it. By the trapezoidal rule in ln μ, so far
/// down that for small s, too, nothing is left out.
template <class Function>
double over_mu(const Parameters& p, double T, Function&& f) {
  const double rate = p.beta + T, centre = std::log(p.s / rate), step = std::fmin(0.25, 0.5 / std::sqrt(p.s)), width = 12 / std::sqrt(p.s);
  double sum = 0;
  for (double y = centre - 40 / p.s - width; y < centre + std::log1p(60 / p.s) + width; y += step)
    sum += step * std::exp(p.s * (y + std::log(rate)) - rate * std::exp(y) - std::lgamma(p.s)) * f(std::exp(y));
  return sum;
}

/// E[min(lifetime, t)²] for one μ.
double mean_square_time(double mu, double t) { return mu * t < 1e-12 ? t * t : 2 * boost::math::gamma_p(2, mu * t) / (mu * mu); }

/// Note 009, "conditional expectation", as printed, in long double; s ≠ 1.
double printed_expectation_if_alive(const Parameters& p, const Customer& c, double t) {
  const long double s = p.s, until = static_cast<long double>(p.beta) + c.T;
  return static_cast<double>((p.r + c.x) * until / ((p.alpha + c.T) * (s - 1)) * (1 - std::pow(until / (until + t), s - 1)));
}

/// ln Ψ(s, s; z) as DLMF 13.4.4 has it, ∫_0^∞ e^(−zt) t^(s−1)/(1+t) dt ÷ Γ(s), by the trapezoidal rule in ln t.
long double log_tricomi(long double s, long double z) {
  const long double step = 0.2L / std::sqrt(std::fmax(s, 1.0L)), end = std::log((80 + 10 * s) / z) + 1, peak = std::log(s / z);
  const long double scale = s * peak - s;
  long double sum = 0;
  for (long double y = std::fmin(-60 / s, peak - 20 / std::sqrt(s) - 60 / s); y < end; y += step)
    sum += step * std::exp(s * y - z * std::exp(y) - std::log1p(std::exp(y)) - scale);
  return std::log(sum) + scale - std::lgamma(s);
}

/// Fader, Hardie & Lee (2005), "RFM and CLV", as printed: with the likelihood L of the history in its denominator.
double printed_dert(const Parameters& p, const Customer& c, double delta) {
  const long double r = p.r, alpha = p.alpha, s = p.s, beta = p.beta, until = static_cast<long double>(delta) * (beta + c.T);
  return static_cast<double>(std::exp(r * std::log(alpha) + s * std::log(beta) + (s - 1) * std::log(static_cast<long double>(delta)) +
                                      std::lgamma(r + c.x + 1) - std::lgamma(r) + log_tricomi(s, until) - (r + c.x + 1) * std::log(alpha + c.T) -
                                      test::slow_log_likelihood(p, c.x, c.t_x, c.T)));
}

/// Note 012: alive until t with n purchases, or dead at τ with n purchases before; over τ by the double exponential rule.
double slow_probability_mass(const Parameters& p, int n, double t) {
  const long double r = p.r, alpha = p.alpha, s = p.s, beta = p.beta;
  const long double front = std::lgamma(r + n) - std::lgamma(r) - std::lgamma(n + 1.0L);
  const auto buys = [&](long double tau) { return std::exp(front - r * std::log1p(tau / alpha) + (n > 0 ? n * std::log(tau / (alpha + tau)) : 0)); };
  const auto lives = [&](long double tau) { return std::exp(-s * std::log1p(tau / beta)); };
  static boost::math::quadrature::tanh_sinh<long double> rule(12);
  long double sum = 0;
  for (long double end = t; end > t * 1e-30L; end /= 2) {
    const long double part = rule.integrate([&](long double tau) { return buys(tau) * lives(tau) * s / (beta + tau); }, end / 2, end, 1e-17L);
    sum += part;
    if (part < sum * 1e-22L) break;
  }
  return static_cast<double>(sum + buys(t) * lives(t));
}

}  // namespace

TEST_CASE("P(alive) of infamous customers is the share of the alive in the integral in long double", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    for (const Customer& c : infamous_customers) {
      CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.t_x, c.T);
      const double alive = pareto_nbd::p_alive(p, c.x, c.t_x, c.T), slow = test::slow_p_alive(p, c.x, c.t_x, c.T);
      CHECK((alive >= 0 && alive <= 1));
      if (slow > 1e-305) CHECK(distance(alive, slow) < 1e-11);
      else CHECK(alive < 1e-304);
    }
  }
}

TEST_CASE("P(alive) is the share of the individual likelihood in which the customer lives", "[consistency]") {
  for (const Customer& c : {Customer{0, 0, 38.86}, Customer{2, 30.43, 38.86}, Customer{3, 5.5, 39}, Customer{1, 0.143, 0.143}}) {
    for (const Parameters& p : {cdnow, Parameters{1.7, 6, 1, 6}}) {
      const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + c.x), mus = test::gamma_nodes(p.s, p.beta, p.s + 1);
      const double alive = test::expectation(lambdas, mus, [&](double lambda, double mu) { return std::pow(lambda, c.x) * std::exp(-(lambda + mu) * c.T); });
      const double dead = test::expectation(lambdas, mus, [&](double lambda, double mu) {
        return std::pow(lambda, c.x) * mu / (lambda + mu) * (std::exp(-(lambda + mu) * c.t_x) - std::exp(-(lambda + mu) * c.T));
      });
      CAPTURE(p.r, c.x, c.t_x, c.T);
      CHECK(distance(pareto_nbd::p_alive(p, c.x, c.t_x, c.T), alive / (alive + dead)) < 1e-10);
    }
  }
}

TEST_CASE("who has just bought is alive, and the longer ago, the less", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    CHECK(pareto_nbd::p_alive(p, 7, 40, 40) == 1);
    double before = 1;
    for (double T : {41.0, 60.0, 200.0, 3000.0}) {
      const double alive = pareto_nbd::p_alive(p, 7, 40, T);
      CHECK((alive < before || alive == 0));
      before = alive;
    }
  }
}

TEST_CASE("the gradient of ln P(alive) is its differences in the logarithms of the parameters", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    for (const Customer& c : infamous_customers) {
      const double alive = pareto_nbd::p_alive(p, c.x, c.t_x, c.T);
      const auto gradient = pareto_nbd::log_alive_gradient(p, {c.x, c.t_x, c.T, 1}, alive);
      if (alive < 1e-200) continue;  // its differences are of nothing
      const Vector<4> log_theta = test::logarithms_of<4>({p.r, p.alpha, p.s, p.beta});
      const auto log_alive = [&](const Vector<4>& at) { return std::log(pareto_nbd::p_alive(pareto_nbd::parameters_at(at), c.x, c.t_x, c.T)); };
      for (std::size_t k = 0; k < 4; ++k) {
        const double by_differences = test::partial(log_alive, log_theta, k, 0.05 / std::sqrt(1 + p.r + c.x));
        CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.t_x, c.T, k);
        CHECK(std::abs(gradient[k] - by_differences) < 1e-7 * (1 + std::abs(by_differences)));
      }
    }
  }
}

TEST_CASE("expected purchases are the printed formula, a century ahead too", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    if (p.s == 1) continue;
    for (const Customer& c : infamous_customers) {
      for (double t : {2.0, 39.0, century}) {
        CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.t_x, c.T, t);
        const double printed = printed_expectation_if_alive(p, c, t);
        CHECK(distance(pareto_nbd::forecast_if_alive(p, c.x, c.T, t, 0).transactions, printed) < 1e-11);
        const double alive = test::slow_p_alive(p, c.x, c.t_x, c.T);
        if (alive > 1e-300) CHECK(distance(pareto_nbd::conditional_expected_transactions(p, c.x, c.t_x, c.T, t), printed * alive) < 1e-10);
      }
    }
  }
}

TEST_CASE("the expectation passes s = 1, where the printed formula divides by zero, without a step", "[consistency]") {
  const auto at = [](double s) { return pareto_nbd::expected_transactions({0.553, 10.578, s, 11.669}, 39); };
  CHECK(at(1 - 1e-6) > at(1));
  CHECK(at(1) > at(1 + 1e-6));
  CHECK(std::abs(at(1 - 1e-6) + at(1 + 1e-6) - 2 * at(1)) < 1e-11);
  // E[λ] β ln(1 + t/β), its limit.
  CHECK(distance(at(1), 0.553 / 10.578 * 11.669 * std::log1p(39 / 11.669)) < 1e-14);
  CHECK(distance(at(std::nextafter(1, 2)), at(1)) < 1e-14);
}

TEST_CASE("discounted purchases and second moments are expectations over λ and μ", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    for (const Customer& c : infamous_customers) {
      for (double delta : {0.00183, 0.2}) {
        for (double t : {0.5, 52.0, century}) {
          const auto forecast = pareto_nbd::forecast_if_alive(p, c.x, c.T, t, delta);
          const double shape = p.r + c.x, rate = shape / (p.alpha + c.T);
          const double time = over_mu(p, c.T, [&](double mu) { return -std::expm1(-(mu + delta) * t) / (mu + delta); });
          const double squares = over_mu(p, c.T, [&](double mu) { return mean_square_time(mu, t); });
          CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.T, delta, t);
          CHECK(distance(forecast.discounted_transactions, rate * time) < 1e-10);
          CHECK(distance(forecast.second_factorial_moment, rate * (shape + 1) / (p.alpha + c.T) * squares) < 1e-10);
        }
      }
    }
  }
}

TEST_CASE("DERT is the formula of Fader, Hardie & Lee with Tricomi's function", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    for (const Customer& c : infamous_customers) {
      for (double delta : {1e-6, 0.0027, 0.5}) {
        const double printed = printed_dert(p, c, delta);
        if (printed < 1e-300) continue;
        CAPTURE(p.r, p.alpha, p.s, p.beta, c.x, c.t_x, c.T, delta);
        CHECK(distance(pareto_nbd::discounted_expected_residual_transactions(p, c.x, c.t_x, c.T, delta), printed) < 1e-10);
      }
    }
  }
}

TEST_CASE("DERT without discount is the mean of all purchases to come where there is one, and infinite elsewhere", "[consistency]") {
  const Parameters p{6.5, 40, 3.5, 2.5};
  // E[λ] E[1/μ] = (r+x)/(α+T) · (β+T)/(s−1).
  const double mean = pareto_nbd::p_alive(p, 3, 5.5, 39) * 9.5 / 79 * 41.5 / 2.5;
  CHECK(distance(pareto_nbd::discounted_expected_residual_transactions(p, 3, 5.5, 39, 0), mean) < 1e-14);
  CHECK(std::isinf(pareto_nbd::discounted_expected_residual_transactions(cdnow, 3, 5.5, 39, 0)));
  CHECK(std::isinf(pareto_nbd::discounted_expected_residual_transactions(cdnow, 3000, 1, century, 0)));
}

TEST_CASE("a forecast without discount is the discounted one at rate 0, and over no time there is nothing", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    const auto plain = pareto_nbd::forecast_if_alive(p, 3, 39, 52, 0), discounted = pareto_nbd::forecast_if_alive(p, 3, 39, 52, 0.01);
    CHECK(plain.discounted_transactions == plain.transactions);
    CHECK(discounted.transactions == plain.transactions);
    CHECK(discounted.discounted_transactions < plain.transactions);
    CHECK(distance(pareto_nbd::forecast_if_alive(p, 3, 39, 52, 1e-13).discounted_transactions, plain.transactions) < 1e-11);
    CHECK(pareto_nbd::forecast_if_alive(p, 3, 39, 52, 0.01, Moments::first).second_factorial_moment == 0);
    const auto none = pareto_nbd::forecast_if_alive(p, 2, 39, 0, 0.1);
    CHECK((none.transactions == 0 && none.discounted_transactions == 0 && none.second_factorial_moment == 0));
    CHECK(pareto_nbd::probability_mass(p, 0, 0) == 1);
    CHECK(pareto_nbd::probability_mass(p, 1, 0) == 0);
  }
}

TEST_CASE("a customer alive at T is a new one with parameters r+x, α+T, s, β+T", "[consistency]") {
  const Parameters then{cdnow.r + 3, cdnow.alpha + 39, cdnow.s, cdnow.beta + 39};
  CHECK(distance(pareto_nbd::forecast_if_alive(cdnow, 3, 39, 26, 0).transactions, pareto_nbd::expected_transactions(then, 26)) < 1e-13);
}

TEST_CASE("the probability of n purchases is the printed integral over the time of death", "[consistency]") {
  for (const Parameters& p : pareto_parameter_sets) {
    for (double t : {1.0, 39.0, century}) {
      for (int n : {0, 1, 2, 7, 12, 13, 40, 1000}) {
        const double slow = slow_probability_mass(p, n, t);
        CAPTURE(p.r, p.alpha, p.s, p.beta, t, n);
        if (slow > 1e-290) CHECK(distance(pareto_nbd::probability_mass(p, n, t), slow) < 1e-10);
        else CHECK(pareto_nbd::probability_mass(p, n, t) < 1e-289);
      }
    }
  }
}

TEST_CASE("the probability of n purchases is the individual's integrated over λ and μ", "[consistency]") {
  // Note 012: e^(−(λ+μ)t) (λt)^n/n! + λ^n μ/(λ+μ)^(n+1) · P(n+1, (λ+μ)t), P being the regularised incomplete gamma function.
  const double t = 39;
  for (const Parameters& p : {cdnow, Parameters{1.7, 6, 1, 6}}) {
    const auto lambdas = test::gamma_nodes(p.r, p.alpha, p.r + 12), mus = test::gamma_nodes(p.s, p.beta, p.s + 1);
    for (int n : {0, 1, 12}) {
      const double integral = test::expectation(lambdas, mus, [&](double lambda, double mu) {
        const double sum = lambda + mu;
        return std::exp(n * std::log(lambda * t) - sum * t - std::lgamma(n + 1.0)) +
               std::pow(lambda / sum, n) * mu / sum * boost::math::gamma_p(n + 1.0, sum * t);
      });
      CAPTURE(p.r, n);
      CHECK(distance(pareto_nbd::probability_mass(p, n, t), integral) < 1e-10);
    }
  }
}

TEST_CASE("probabilities of n purchases add up to 1, and their moments are the forecast's", "[consistency]") {
  for (const Parameters& p : {cdnow, Parameters{1.7, 6, 1, 6}, Parameters{6.5, 40, 3.5, 2.5}}) {
    const double t = 39;
    const auto sums = test::moments_of("Pareto/NBD", 1500, [&](int n) { return pareto_nbd::probability_mass(p, n, t); });
    CAPTURE(p.r);
    CHECK(std::abs(sums.all - 1) < 1e-11);
    CHECK(distance(pareto_nbd::expected_transactions(p, t), sums.mean) < 1e-10);
    CHECK(distance(pareto_nbd::forecast_if_alive(p, 0, 0, t, 0).second_factorial_moment, sums.second) < 1e-10);
  }
}
