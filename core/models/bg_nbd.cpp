#include "models/bg_nbd.h"

#include <cmath>

#include "base/special.h"
#include "models/beta_geometric.h"
#include "models/quadrature.h"

namespace lifeworth::bg_nbd {
namespace {

constexpr beta_geometric::Story story{.k = 1, .leaves_at_first = false};

beta_geometric::Parameters shared(const Parameters& p) { return {p.r, p.alpha, p.a, p.b}; }

}  // namespace

Parameters parameters_at(const Vector<4>& log_theta) {
  return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2]), std::exp(log_theta[3])};
}

Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories) {
  return beta_geometric::log_likelihood(shared(parameters), story, histories);
}

LogLikelihood log_likelihood_of(std::span<const History> histories) { return beta_geometric::log_likelihood_of(story, histories); }

Starts starts(double log_mean_age) { return beta_geometric::starts(story, log_mean_age); }

Fit<4> fit(std::span<const History> histories) { return beta_geometric::fit(story, histories); }

double p_alive(const Parameters& parameters, double x, double t_x, double T) { return beta_geometric::p_alive(shared(parameters), story, x, t_x, T); }

Vector<4> log_alive_gradient(const Parameters& parameters, const History& history, double p_alive) {
  return beta_geometric::log_alive_gradient(shared(parameters), story, history, p_alive);
}

AliveForecast forecast_if_alive(const Parameters& p, double x, double T, double t, double discount_rate, Moments moments) {
  // Alive at T: λ ~ gamma(r+x, α+T), p ~ beta(a, b+x). The rate of purchases u later is E[λ e^(−λpu)]
  //   = (r+x)/(α+T) · 2F1(r+x+1, a; a+b+x; −u/(α+T)).
  // Integrated in v = ln(1+u/τ), τ being the shortest time in which something changes: λ's and p's spread show, customers leave, or money
  // loses value. There it is smooth however long t is, and fifteen points on every two units are exact to rounding.
  const double scale = p.alpha + T, shape = p.r + x, total = p.a + p.b + x;
  const double tau = 1 / std::fmax(std::fmax(1, (shape + 1) * p.a / total) / scale, discount_rate);
  const double span = std::log1p(t / tau);
  AliveForecast sum{0, 0, 0};
  const auto add = [&](double v, double weight) {
    const double u = tau * std::expm1(v), z = u / scale, du = weight * tau * std::exp(v);
    const double rate = shape / scale * hypergeometric_2f1_negative(shape + 1, p.a, total, z);
    sum.transactions += du * rate;
    sum.discounted_transactions += du * rate * std::exp(-discount_rate * u);
    if (moments == Moments::first) return;
    // A purchase at u and an earlier one, survived: 2 u E[λ² (1−p) e^(−λpu)].
    sum.second_factorial_moment += du * 2 * u * shape * (shape + 1) / (scale * scale) * (p.b + x) / total *
                                   hypergeometric_2f1_negative(shape + 2, p.a, total + 1, z);
  };
  const double panels = std::fmax(1, std::ceil(span / 2));
  for (double panel = 0; panel < panels; ++panel) at_gauss_nodes<15>(span * panel / panels, span * (panel + 1) / panels, add);
  return sum;
}

double expected_transactions(const Parameters& parameters, double t) {
  return forecast_if_alive(parameters, 0, 0, t, 0, Moments::first).transactions;
}

double expected_time_active(const Parameters& p, double t) {
  // In v = ln(1+u/τ), τ the time in which rates' spread shows or customers leave, as in forecast_if_alive.
  const double total = p.a + p.b, tau = p.alpha / std::fmax(1, p.r * p.a / total), span = std::log1p(t / tau), panels = std::fmax(1, std::ceil(span / 2));
  double sum = 0;
  for (double panel = 0; panel < panels; ++panel)
    at_gauss_nodes<15>(span * panel / panels, span * (panel + 1) / panels, [&](double v, double weight) {
      sum += weight * tau * std::exp(v) * hypergeometric_2f1_negative(p.r, p.a, total, tau * std::expm1(v) / p.alpha);
    });
  return sum;
}

double conditional_expected_transactions(const Parameters& parameters, double x, double t_x, double T, double t) {
  return p_alive(parameters, x, t_x, T) * forecast_if_alive(parameters, x, T, t, 0, Moments::first).transactions;
}

double discounted_expected_residual_transactions(const Parameters& parameters, double x, double t_x, double T, double discount_rate) {
  return p_alive(parameters, x, t_x, T) * beta_geometric::discounted_for_ever_if_alive(shared(parameters), story, x, t_x, T, discount_rate);
}

double probability_mass(const Parameters& p, int n, double t) {
  const auto log_beta = [](double u, double v) { return log_gamma(u) + log_gamma(v) - log_gamma(u + v); };
  const double log_start = log_beta(p.a, p.b);
  if (t == 0) return n == 0;
  // Γ(r+n)/(Γ(r) n!) (α/(α+t))^r (t/(α+t))^n: n purchases if nobody left.
  const double share = t / (p.alpha + t);
  const double negative_binomial = log_gamma(p.r + n) - log_gamma(p.r) - log_gamma(n + 1.0) - p.r * std::log1p(t / p.alpha) + n * std::log(share);
  const double still = std::exp(log_beta(p.a, p.b + n) - log_start + negative_binomial);
  if (n == 0) return still;
  // n or more if nobody left: not as 1 − Σ of the smaller ones, which cancels in the tail.
  return still + std::exp(log_beta(p.a + 1, p.b + n - 1) - log_start) * regularised_beta(n, p.r, share);
}

}  // namespace lifeworth::bg_nbd
