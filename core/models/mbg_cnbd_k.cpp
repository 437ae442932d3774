#include "models/mbg_cnbd_k.h"

#include <cmath>
#include <vector>

#include "base/special.h"
#include "models/beta_geometric.h"
#include "models/bg_nbd.h"
#include "models/erlang_counts.h"
#include "models/quadrature.h"

namespace lifeworth::mbg_cnbd_k {
namespace {

beta_geometric::Parameters shared(const Parameters& p) { return {p.r, p.alpha, p.a, p.b}; }
beta_geometric::Story story(int k) { return {.k = k, .leaves_at_first = true}; }

/// Who did not leave at the first purchase buys on as a BG/NBD customer with b+1.
bg_nbd::Parameters after_the_first(const Parameters& p) { return {p.r, p.alpha, p.a, p.b + 1}; }

/// The part of the log-likelihood that no parameter moves.
double constant(std::span<const History> histories, int k, double sum_of_log_gaps) {
  if (k == 1) return 0;
  double repeats = 0;
  for (const History& h : histories) repeats += h.customers * h.x;
  return (k - 1) * sum_of_log_gaps - repeats * log_gamma(k);
}

/// What a customer who is alive may be like, one possibility for each number of ticks since the last purchase, and how likely that is.
struct Possibility {
  double share;
  Ticking customer;
};

std::vector<Possibility> if_alive(const Parameters& p, double x, double t_x, double T) {
  const auto ticks = ticks_since(p, x, t_x, T);
  std::vector<Possibility> all;
  // s and the rate of λ grow with what was seen.
  for (int j = 0; j < p.k && ticks[std::size_t(j)].share > 0; ++j)
    all.push_back({ticks[std::size_t(j)].share, {p.r + p.k * x + j, p.alpha + T, p.k - j, p.k, p.a, p.b + x + 1}});
  return all;
}

Counts counts(const std::vector<Possibility>& possibilities, double t) {
  Counts sum;
  if (t <= 0) return sum;
  for (const auto& [share, customer] : possibilities) {
    const Counts each = expected_counts(customer, t);
    sum.mean += share * each.mean;
    sum.factorial_moment += share * each.factorial_moment;
  }
  return sum;
}

}  // namespace

Parameters parameters_at(const Vector<4>& log_theta, int k) {
  return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2]), std::exp(log_theta[3]), k};
}

Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories, double sum_of_log_gaps) {
  Slope<4> slope = beta_geometric::log_likelihood(shared(parameters), story(parameters.k), histories);
  slope.value += constant(histories, parameters.k, sum_of_log_gaps);
  return slope;
}

LogLikelihood log_likelihood_of(std::span<const History> histories, int k) { return beta_geometric::log_likelihood_of(story(k), histories); }

Starts starts(double log_mean_age, int k) { return beta_geometric::starts(story(k), log_mean_age); }

Fit<4> fit(std::span<const History> histories, int k, double sum_of_log_gaps) {
  Fit<4> fit = beta_geometric::fit(story(k), histories);
  if (fit) fit.log_likelihood += constant(histories, k, sum_of_log_gaps);
  return fit;
}

RegularFit fit_regular(std::span<const History> histories, double sum_of_log_gaps) {
  RegularFit best{2, fit(histories, 2, sum_of_log_gaps)};
  if (!best.fit && best.fit.failed != NoFit::no_maximum) return best;
  for (int k = 3; k <= most_regular; ++k) {
    const Fit<4> next = fit(histories, k, sum_of_log_gaps);
    if (!next) continue;
    if (best.fit && next.log_likelihood < best.fit.log_likelihood) break;
    best = {k, next};
  }
  return best;
}

RegularFit fit_with_k(std::span<const History> histories, double sum_of_log_gaps) {
  const RegularFit irregular{1, fit(histories, 1, sum_of_log_gaps)};
  if (!irregular.fit && irregular.fit.failed != NoFit::no_maximum) return irregular;
  const RegularFit regular = fit_regular(histories, sum_of_log_gaps);
  return !regular.fit || (irregular.fit && irregular.fit.log_likelihood > regular.fit.log_likelihood) ? irregular : regular;
}

double p_alive(const Parameters& parameters, double x, double t_x, double T) {
  return beta_geometric::p_alive(shared(parameters), story(parameters.k), x, t_x, T);
}

Vector<4> log_alive_gradient(const Parameters& parameters, const History& history, double p_alive) {
  return beta_geometric::log_alive_gradient(shared(parameters), story(parameters.k), history, p_alive);
}

std::array<TicksSince, most_regular> ticks_since(const Parameters& p, double x, double t_x, double T) {
  const double shape = p.r + p.k * x, since = p.alpha + T, w = (T - t_x) / since;
  std::array<TicksSince, most_regular> ticks{};
  double term = 1, by_shape = 0, sum = 0, sum_by_r = 0, sum_by_alpha = 0;
  for (int j = 0; j < p.k; ++j) {
    TicksSince& own = ticks[std::size_t(j)];
    own = {term, p.r * by_shape, -j * p.alpha / since};
    sum += term, sum_by_r += term * own.by_log_r, sum_by_alpha += term * own.by_log_alpha;
    by_shape += 1 / (shape + j);
    term *= (shape + j) / (j + 1) * w;
  }
  for (TicksSince& own : std::span(ticks).first(std::size_t(p.k))) own.share /= sum, own.by_log_r -= sum_by_r / sum, own.by_log_alpha -= sum_by_alpha / sum;
  return ticks;
}

double buys_again_if_alive(const Parameters& p, double x, double t_x, double T, double t) {
  const double shape = p.r + p.k * x, since = p.alpha + T;
  // One tick: λ ~ gamma(s, α+T) has made none with probability ((α+T)/(α+T+t))^s.
  if (p.k == 1) return -std::expm1(-shape * std::log1p(t / since));
  if (std::isinf(t)) return 1;
  const auto ticks = ticks_since(p, x, t_x, T);
  double sum = 0;
  for (int j = 0; j < p.k; ++j)
    if (const double share = ticks[std::size_t(j)].share; share > 0) sum += share * regularised_beta(p.k - j, shape + j, t / (since + t));
  return sum;
}

BuysAgainSlope buys_again_slope(const Parameters& p, double x, double t_x, double T, double t) {
  const double since = p.alpha + T, w = t / (since + t);
  const auto ticks = ticks_since(p, x, t_x, T);
  double sum = 0, by_log_r = 0, by_log_alpha = 0;
  for (int j = 0; j < p.k; ++j) {
    const auto& [share, share_by_log_r, share_by_log_alpha] = ticks[std::size_t(j)];
    if (share == 0) continue;
    // Too few ticks come with a probability of Σ (s)_i/i! wⁱ (1−w)^s over i < k−j.
    const double shape = p.r + p.k * x + j, stays = -std::log1p(t / since), chance = regularised_beta(p.k - j, shape, w);
    double term = std::exp(shape * stays), term_by_shape = stays, by_shape = 0, by_log_rate = 0;
    for (int i = 0; i < p.k - j; ++i) {
      by_shape -= term * term_by_shape;
      by_log_rate -= term * (shape * w - i * (1 - w));
      term_by_shape += 1 / (shape + i);
      term *= (shape + i) / (i + 1) * w;
    }
    sum += share * chance;
    by_log_r += share * (chance * share_by_log_r + p.r * by_shape);
    by_log_alpha += share * (chance * share_by_log_alpha + p.alpha / since * by_log_rate);
  }
  return {sum, sum > 0 ? by_log_r / sum : 0, sum > 0 ? by_log_alpha / sum : 0};
}

AliveForecast forecast_if_alive(const Parameters& p, double x, double t_x, double T, double t, double discount_rate, Moments moments) {
  if (p.k == 1) return bg_nbd::forecast_if_alive(after_the_first(p), x, T, t, discount_rate, moments);
  const auto possibilities = if_alive(p, x, t_x, T);
  const Counts all = counts(possibilities, t);
  AliveForecast forecast{all.mean, all.mean, moments == Moments::first ? 0 : all.factorial_moment};
  if (discount_rate == 0) return forecast;
  // By parts: Σ e^(−δu) over purchases = e^(−δt) N(t) + δ ∫ e^(−δu) N(u) du, nothing negative. N(u) first rises by steps, a purchase each k ticks,
  // which blur the sooner the smaller k: so in v = ln(1+u/τ), τ one tick, with panels the shorter the more regular.
  const double tau = 1 / ((p.r + p.k * x + p.k) / (p.alpha + T) + discount_rate);
  const double span = std::log1p(std::fmin(t, 60 / discount_rate) / tau);
  double sum = std::exp(-discount_rate * t) * all.mean;
  const double panels = std::ceil(span * std::fmax(0.6, p.k / 8.0));
  for (double panel = 0; panel < panels; ++panel)
    at_gauss_nodes<15>(span * panel / panels, span * (panel + 1) / panels, [&](double v, double weight) {
      const double u = tau * std::expm1(v);
      sum += discount_rate * weight * tau * std::exp(v - discount_rate * u) * counts(possibilities, u).mean;
    });
  forecast.discounted_transactions = sum;
  return forecast;
}

double expected_transactions(const Parameters& p, double t) {
  return p.b / (p.a + p.b) * forecast_if_alive(p, 0, 0, 0, t, 0, Moments::first).transactions;
}

double expected_time_active(const Parameters& p, double t) {
  const double stays = p.b / (p.a + p.b);
  if (p.k == 1) return stays * bg_nbd::expected_time_active(after_the_first(p), t);
  if (t <= 0) return 0;
  // Of those who stayed at first, p ~ beta(a, b+1): P(left by u) = Σ E[p (1−p)^(n−1)] P(n purchases come by u), and E[p (1−p)^(n−1)] is E[p] times
  // what (1−p)^(n−1) is expected to be where p ~ beta(a+1, b+1). In v = ln(1+u/τ), τ one tick, with panels as in forecast_if_alive.
  const double leaves = p.a / (p.a + p.b + 1), tau = p.alpha / (p.r + p.k), span = std::log1p(t / tau), panels = std::ceil(span * std::fmax(1, p.k / 8.0));
  double sum = 0;
  for (double panel = 0; panel < panels; ++panel)
    at_gauss_nodes<15>(span * panel / panels, span * (panel + 1) / panels, [&](double v, double weight) {
      const double left = leaves * expected_counts({p.r, p.alpha, p.k, p.k, p.a + 1, p.b + 1}, tau * std::expm1(v)).mean;
      sum += weight * tau * std::exp(v) * std::fmax(0, 1 - left);
    });
  return stays * sum;
}

double conditional_expected_transactions(const Parameters& p, double x, double t_x, double T, double t) {
  return p_alive(p, x, t_x, T) * forecast_if_alive(p, x, t_x, T, t, 0, Moments::first).transactions;
}

double discounted_expected_residual_transactions(const Parameters& p, double x, double t_x, double T, double discount_rate) {
  return p_alive(p, x, t_x, T) * beta_geometric::discounted_for_ever_if_alive(shared(p), story(p.k), x, t_x, T, discount_rate);
}

double probability_mass(const Parameters& p, int n, double t) {
  if (t == 0) return n == 0;
  // E over p of (1−p)^(n+1), still there after n purchases, and of p (1−p)ⁿ, left at the nth.
  const double log_start = log_gamma(p.a + p.b) - log_gamma(p.b);
  const double still = std::exp(log_start + log_gamma(p.b + n + 1) - log_gamma(p.a + p.b + n + 1));
  const double left = still * p.a / (p.b + n);
  const double share = t / (p.alpha + t), ticks = static_cast<double>(p.k) * n;
  // From kn to kn+k−1 ticks, negative binomial.
  double term = std::exp(log_gamma(p.r + ticks) - log_gamma(p.r) - log_gamma(ticks + 1) - p.r * std::log1p(t / p.alpha) + ticks * std::log(share));
  double exactly = 0;
  for (int j = 0; j < p.k; ++j) {
    exactly += term;
    term *= (p.r + ticks + j) / (ticks + j + 1) * share;
  }
  return still * exactly + left * (n == 0 ? 1 : regularised_beta(ticks, p.r, share));
}

}  // namespace lifeworth::mbg_cnbd_k
