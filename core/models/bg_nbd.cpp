#include "models/bg_nbd.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "models/quadrature.h"

namespace lifeworth::bg_nbd {
namespace {

/// ln[(α+T)^−(r+x) + δ a/(b+x−1) (α+t_x)^−(r+x)]: alive, or left right after the last purchase.
void add_time_term(const Parameters& p, const History& h, Slope<4>& sum) {
  enum { r, alpha, a, b };
  const double n = h.customers, power = p.r + h.x;
  const double since = p.alpha + h.T, log_since = std::log(since);
  const double alive = -power * log_since;
  // Derivatives of the logarithm of the "alive" term.
  const double alive_r = -log_since, alive_alpha = -power / since;
  double dead_share = 0;
  double dead_r = 0, dead_alpha = 0, dead_a = 0, dead_b = 0, last = 1;
  double value = alive;
  if (h.x > 0) {
    last = p.alpha + h.t_x;
    const double log_last = std::log(last);
    const double dead = std::log(p.a / (p.b + h.x - 1)) - power * log_last;
    const double odds = std::exp(dead - alive);  // can be infinite: then surely dead
    dead_share = std::isinf(odds) ? 1 : odds / (1 + odds);
    value = dead > alive ? dead + std::log1p(1 / odds) : alive + std::log1p(odds);
    dead_r = -log_last;
    dead_alpha = -power / last;
    dead_a = 1 / p.a;
    dead_b = -1 / (p.b + h.x - 1);
  }
  const double alive_share = 1 - dead_share, mixed = alive_share * dead_share;
  const Vector<4> difference = {dead_r - alive_r, dead_alpha - alive_alpha, dead_a, dead_b};
  sum.value += n * value;
  sum.gradient[r] += n * (alive_share * alive_r + dead_share * dead_r);
  sum.gradient[alpha] += n * (alive_share * alive_alpha + dead_share * dead_alpha);
  sum.gradient[a] += n * dead_share * dead_a;
  sum.gradient[b] += n * dead_share * dead_b;
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = i; j < 4; ++j) sum.hessian[i][j] += n * mixed * difference[i] * difference[j];
  sum.hessian[r][alpha] += n * -(alive_share / since + dead_share / last);
  sum.hessian[alpha][alpha] += n * power * (alive_share / (since * since) + dead_share / (last * last));
  sum.hessian[a][a] -= n * dead_share * dead_a * dead_a;
  sum.hessian[b][b] += n * dead_share * dead_b * dead_b;
}

/// ln[B(a, b+x) ÷ B(a, b)], which depends on x alone.
void add_survival_terms(const Parameters& p, double x, double n, Slope<4>& sum) {
  enum { r, alpha, a, b };
  const double ab = p.a + p.b;
  const double by_a = digamma(ab) - digamma(ab + x), by_ab = trigamma(ab) - trigamma(ab + x);
  sum.value += n * (log_gamma(ab) + log_gamma(p.b + x) - log_gamma(p.b) - log_gamma(ab + x));
  sum.gradient[a] += n * by_a;
  sum.gradient[b] += n * (by_a + digamma(p.b + x) - digamma(p.b));
  sum.hessian[a][a] += n * by_ab;
  sum.hessian[a][b] += n * by_ab;
  sum.hessian[b][b] += n * (by_ab + trigamma(p.b + x) - trigamma(p.b));
}

}  // namespace

Parameters parameters_at(const Vector<4>& log_theta) {
  return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2]), std::exp(log_theta[3])};
}

Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories) {
  Slope<4> sum;
  for (const auto& [x, customers] : customers_by_frequency(histories)) {
    add_rate_terms(parameters.r, parameters.alpha, x, customers, sum);
    add_survival_terms(parameters, x, customers, sum);
  }
  for (const History& history : histories) add_time_term(parameters, history, sum);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < i; ++j) sum.hessian[i][j] = sum.hessian[j][i];
  return sum;
}

Fit<4> fit(std::span<const History> histories) {
  const Base base = base_of(histories);
  if (base.refused != NoFit::none) return refused_fit<4>(base);
  const double age = base.log_mean_age;
  const std::array<Vector<4>, 4> starts = {{{std::log(0.5), age - 1, std::log(0.5), std::log(2.0)},
                                            {std::log(2.0), age + 0.5, std::log(1.0), std::log(6.0)},
                                            {std::log(0.2), age - 2.5, std::log(2.0), std::log(4.0)},
                                            {0, age, 0, 0}}};
  const auto function = [&](const Vector<4>& log_theta) {
    const Parameters p = parameters_at(log_theta);
    return in_logarithms<4>(log_likelihood(p, histories), {p.r, p.alpha, p.a, p.b});
  };
  return fit_from<4>(function, starts, base.customers);
}

double p_alive(const Parameters& p, double x, double t_x, double T) {
  if (x == 0) return 1;
  const double log_odds = std::log(p.a / (p.b + x - 1)) + (p.r + x) * std::log((p.alpha + T) / (p.alpha + t_x));
  return 1 / (1 + std::exp(log_odds));
}

Vector<4> log_alive_gradient(const Parameters& p, const History& h, double p_alive) {
  if (h.x == 0) return {};
  const double since = p.alpha + h.T, last = p.alpha + h.t_x;
  const Vector<4> log_odds_of_death = {p.r * std::log(since / last), p.alpha * (p.r + h.x) * (1 / since - 1 / last), 1, -p.b / (p.b + h.x - 1)};
  Vector<4> gradient;
  for (std::size_t k = 0; k < 4; ++k) gradient[k] = -(1 - p_alive) * log_odds_of_death[k];
  return gradient;
}

AliveForecast forecast_if_alive(const Parameters& p, double x, double T, double t, double discount_rate, Moments moments) {
  // Alive at T: λ ~ gamma(r+x, α+T), p ~ beta(a, b+x). The rate of purchases u later is E[λ e^(−λpu)]
  //   = (r+x)/(α+T) · 2F1(r+x+1, a; a+b+x; −u/(α+T)); integrated in v = ln(1+u/(α+T)), where it is smooth.
  const double scale = p.alpha + T, shape = p.r + x, total = p.a + p.b + x;
  const double span = std::log1p(t / scale);
  AliveForecast sum{0, 0, 0};
  const auto add = [&](double node, double weight) {
    const double v = span * 0.5 * (1 + node), u = scale * std::expm1(v);
    const double z = u / scale, du = weight * 0.5 * span * scale * std::exp(v);
    const double rate = shape / scale * hypergeometric_2f1_negative(shape + 1, p.a, total, z);
    sum.transactions += du * rate;
    sum.discounted_transactions += du * rate * std::exp(-discount_rate * u);
    if (moments == Moments::first) return;
    // A purchase at u and an earlier one, survived: 2 u E[λ² (1−p) e^(−λpu)].
    sum.second_factorial_moment += du * 2 * u * shape * (shape + 1) / (scale * scale) * (p.b + x) / total *
                                   hypergeometric_2f1_negative(shape + 2, p.a, total + 1, z);
  };
  // A year ahead of a customer seen for some months is a short way in v; fifteen nodes are exact to rounding there.
  if (span < 1 && shape < 50) at_gauss_nodes<15>(add);
  else at_gauss_nodes<30>(add);
  return sum;
}

double expected_transactions(const Parameters& parameters, double t) {
  return forecast_if_alive(parameters, 0, 0, t, 0, Moments::first).transactions;
}

double conditional_expected_transactions(const Parameters& parameters, double x, double t_x, double T, double t) {
  return p_alive(parameters, x, t_x, T) * forecast_if_alive(parameters, x, T, t, 0, Moments::first).transactions;
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
