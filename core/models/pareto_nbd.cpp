#include "models/pareto_nbd.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/special.h"
#include "models/pareto_nbd_deaths.h"
#include "models/quadrature.h"

namespace lifeworth::pareto_nbd {
namespace {

/// ∫_0^ℓ e^(−k v) dv, also at k = 0, where the papers' formulas for s = 1 divide by zero.
double growth(double k, double length) { return k == 0 ? length : -std::expm1(-k * length) / k; }

/// How long a customer is there to buy in the time t to come, given by S(u) = (B/(B+u))^s, the chance to live u longer; B = β+T.
struct Time {
  double discounted = 0;     ///< ∫_0^t S(u) e^(−δu) du; for t = ∞ it is B^s δ^(s−1) Ψ(s, s; δB)
  double second_moment = 0;  ///< ∫_0^t 2u S(u) du = E[min(lifetime, t)²]
};

Time time_alive(double s, double B, double t, double delta, Moments moments) {
  Time time;
  double begin = 0, log_begin = 0;  // of the panel; the logarithm is of 1 + u/B
  while (begin < t) {
    const double discounting = delta * begin < negligible_exponent ? panel_exponent / delta : HUGE_VAL;
    const double reach = std::min({discounting, panel_exponent / (s + 1) * (B + begin), panel_growth * (B + begin)});
    const double end = std::min(begin + reach, t), log_end = std::log1p(end / B);
    over_panel(log_end - log_begin, (end - begin) / reach, [&](double y, double weight) {
      const double log_growth = log_begin + y, u = B * std::expm1(log_growth);
      const double du = weight * (B + u) * std::exp(-s * log_growth);
      time.discounted += du * std::exp(-delta * u);
      if (moments == Moments::second) time.second_moment += du * 2 * u;
    });
    // In ln(B+u) the integrands fall at least like (B+u)^(2−s), and without the second moment like (B+u)^(1−s) e^(−δu).
    if (moments == Moments::second ? (s - 2) * log_end > negligible_exponent : (s - 1) * log_end + delta * end > negligible_exponent) break;
    begin = end;
    log_begin = log_end;
  }
  return time;
}

/// Odds that the customer has died in (t_x, T].
double odds_of_death(const Parameters& p, double x, double t_x, double T) {
  double dead = 0;
  at_deaths(p, x, t_x, T, [&](const Death& death) { dead += death.weight; });
  // In one exponent: either factor may leave the range of a double where their product does not.
  return std::exp(std::log(dead) + (p.r + x) * std::log1p((T - t_x) / (p.alpha + t_x)) + p.s * std::log1p((T - t_x) / (p.beta + t_x)));
}

/// ∫_0^t of the density of a death at τ × the probability of n purchases in (0, τ]. `log_front` is ln of the latter's factor Γ(r+n)/(Γ(r) n!).
double mass_of_the_dead(const Parameters& p, int n, double t, double log_front) {
  // From t downwards: in ln τ the integrand has one peak, so what has become negligible stays so.
  constexpr int low_degree = 12;  // up to it the power of τ is a polynomial that the rule takes exactly, down to τ = 0
  constexpr double least_logarithm = -745;  // of a double
  const double nearer = std::min(p.alpha, p.beta);
  double sum = 0;
  for (double end = t; end > 0;) {
    const double steps = std::min({std::log1p(panel_growth), n <= low_degree ? panel_exponent / std::max(n, 1) : HUGE_VAL});
    double begin = (nearer + end) * std::exp(-steps) - nearer;
    begin = std::max(begin, end + (p.alpha + end) * std::expm1(-panel_exponent / p.r));
    begin = std::max({begin, end + (p.beta + end) * std::expm1(-panel_exponent / (p.s + 1)), 0.0});
    if (n > low_degree) {  // τ/(α+τ) may fall by e^(8/n)
      const double fall = -std::expm1(-panel_exponent / n);
      begin = std::max(begin, p.alpha * end * (1 - fall) / (p.alpha + end * fall));
    }
    double part = 0;
    over_panel(std::log1p((end - begin) / (nearer + begin)), 1, [&](double y, double weight) {
      const double tau = begin + (nearer + begin) * std::expm1(y);
      const double log_buying = -(n > 0 ? n * std::log1p(p.alpha / tau) : 0) - p.r * std::log1p(tau / p.alpha);
      part += weight * (nearer + tau) * p.s / (p.beta + tau) * std::exp(log_front + log_buying - p.s * std::log1p(tau / p.beta));
    });
    sum += part;
    if ((sum > 0 && part <= sum * 1e-18) || begin == end) break;
    if (n > 0 && log_front - n * std::log1p(p.alpha / begin) < least_logarithm) break;
    end = begin;
  }
  return sum;
}

}  // namespace

Parameters parameters_at(const Vector<4>& log_theta) {
  return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2]), std::exp(log_theta[3])};
}

double p_alive(const Parameters& p, double x, double t_x, double T) { return 1 / (1 + odds_of_death(p, x, t_x, T)); }

Vector<4> log_alive_gradient(const Parameters& p, const History& h, double p_alive) {
  const double power = p.r + h.x, passed = h.T - h.t_x;
  double dead = 0;
  Vector<4> by{};  // means over the time of death of the derivatives by r, α, s, β
  at_deaths(p, h.x, h.t_x, h.T, [&](const Death& death) {
    dead += death.weight;
    by[0] -= death.weight * death.log_alpha_growth;
    by[1] -= death.weight * power / death.alpha_and_time;
    by[2] -= death.weight * death.log_beta_growth;
    by[3] -= death.weight * (p.s + 1) / death.beta_and_time;
  });
  if (dead == 0) return {};
  const double log_alpha_growth = std::log1p(passed / (p.alpha + h.t_x)), log_beta_growth = std::log1p(passed / (p.beta + h.t_x));
  const double share = 1 - p_alive;
  return {-share * p.r * (by[0] / dead + log_alpha_growth), -share * p.alpha * (by[1] / dead + power / (p.alpha + h.T)),
          -share * (p.s * (by[2] / dead + log_beta_growth) + 1), -share * p.beta * (by[3] / dead + p.s / (p.beta + h.T))};
}

double expected_transactions(const Parameters& parameters, double t) {
  return forecast_if_alive(parameters, 0, 0, t, 0, Moments::first).transactions;
}

double expected_time_active(const Parameters& p, double t) { return p.beta * growth(p.s - 1, std::log1p(t / p.beta)); }

AliveForecast forecast_if_alive(const Parameters& p, double x, double T, double t, double discount_rate, Moments moments) {
  const double shape = p.r + x, rate = shape / (p.alpha + T), B = p.beta + T;
  const double transactions = rate * B * growth(p.s - 1, std::log1p(t / B));
  if (discount_rate == 0 && moments == Moments::first) return {transactions, transactions, 0};
  const Time time = time_alive(p.s, B, t, discount_rate, moments);
  return {transactions, discount_rate == 0 ? transactions : rate * time.discounted, rate * (shape + 1) / (p.alpha + T) * time.second_moment};
}

double buys_again_if_alive(const Parameters& p, double x, double T, double t) {
  // E[λ e^(−λu)] E[e^(−μu)] is the integrand over times of death with purchase and death changed about.
  const Parameters turned{p.s, p.beta, p.r + x, p.alpha};
  constexpr double for_ever = 1e200;  // what is left after it is nothing; infinity has no logarithm
  double sum = 0;
  at_deaths(turned, 0, T, std::fmin(T + t, for_ever), [&](const Death& purchase) { sum += purchase.weight; });
  return std::fmin(sum, 1);
}

double conditional_expected_transactions(const Parameters& p, double x, double t_x, double T, double t) {
  return p_alive(p, x, t_x, T) * forecast_if_alive(p, x, T, t, 0, Moments::first).transactions;
}

double discounted_expected_residual_transactions(const Parameters& p, double x, double t_x, double T, double discount_rate) {
  constexpr double for_ever = std::numeric_limits<double>::infinity();
  const double if_alive = forecast_if_alive(p, x, T, for_ever, discount_rate, Moments::first).discounted_transactions;
  return std::isinf(if_alive) ? if_alive : p_alive(p, x, t_x, T) * if_alive;
}

double probability_mass(const Parameters& p, int n, double t) {
  if (t == 0) return n == 0;
  const double log_front = log_gamma(p.r + n) - log_gamma(p.r) - log_gamma(n + 1.0);
  const double log_buying = -(n > 0 ? n * std::log1p(p.alpha / t) : 0) - p.r * std::log1p(t / p.alpha);
  return std::exp(log_front + log_buying - p.s * std::log1p(t / p.beta)) + mass_of_the_dead(p, n, t, log_front);
}

}  // namespace lifeworth::pareto_nbd
