#include "models/beta_geometric.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/special.h"
#include "models/sbg.h"

namespace lifeworth::beta_geometric {
namespace {

enum { r, alpha, a, b };

double chances_to_leave(Story story, double x) { return story.leaves_at_first ? x + 1 : x; }

/// The part of the log-likelihood that depends on x alone, with derivatives by r, a, b; computed once for each x.
void add_frequency_terms(const Parameters& p, Story story, std::span<const History> histories, Slope<4>& sum) {
  for (const auto& [x, n] : customers_by_frequency(histories)) {
    // Γ(r+kx)/Γ(r) · B(a, b+c)/B(a, b), c chances to leave not taken.
    const double shape = p.r + story.k * x, ab = p.a + p.b, c = chances_to_leave(story, x);
    const double by_a = digamma(ab) - digamma(ab + c), by_ab = trigamma(ab) - trigamma(ab + c);
    sum.value += n * (log_gamma(shape) - log_gamma(p.r) + log_gamma(ab) + log_gamma(p.b + c) - log_gamma(p.b) - log_gamma(ab + c) + p.r * std::log(p.alpha));
    sum.gradient[r] += n * (digamma(shape) - digamma(p.r) + std::log(p.alpha));
    sum.gradient[alpha] += n * p.r / p.alpha;
    sum.gradient[a] += n * by_a;
    sum.gradient[b] += n * (by_a + digamma(p.b + c) - digamma(p.b));
    sum.hessian[r][r] += n * (trigamma(shape) - trigamma(p.r));
    sum.hessian[r][alpha] += n / p.alpha;
    sum.hessian[alpha][alpha] -= n * p.r / (p.alpha * p.alpha);
    sum.hessian[a][a] += n * by_ab;
    sum.hessian[a][b] += n * by_ab;
    sum.hessian[b][b] += n * (by_ab + trigamma(p.b + c) - trigamma(p.b));
  }
}

/// S = Σ_{j<k} (s)_j/j! wʲ with s = r+kx and w = (T−t_x)/(α+T): (1−w)^s S is the probability that no purchase was due since the last one.
/// ln S with its derivatives by r and α.
struct Waiting {
  double value = 0, r = 0, alpha = 0, rr = 0, r_alpha = 0, alpha_alpha = 0;
};

Waiting waiting(const Parameters& p, Story story, double shape, double t_x, double T) {
  if (story.k == 1) return {};
  const double since = p.alpha + T, w = (T - t_x) / since;
  // By s, (s)_j grows by the share Σ 1/(s+i), and twice by (Σ 1/(s+i))² − Σ 1/(s+i)²; by α, wʲ by −j/(α+T).
  double term = 1, by_s = 0, by_ss = 0, sum = 1;
  Waiting by;
  for (int j = 1; j < story.k; ++j) {
    const double last = shape + j - 1;
    term *= last / j * w;
    by_ss += 2 * by_s / last;
    by_s += 1 / last;
    sum += term;
    by.r += term * by_s;
    by.rr += term * by_ss;
    by.alpha -= term * j / since;
    by.r_alpha -= term * by_s * j / since;
    by.alpha_alpha += term * j * (j + 1) / (since * since);
  }
  by.r /= sum;
  by.alpha /= sum;
  return {std::log(sum), by.r, by.alpha, by.rr / sum - by.r * by.r, by.r_alpha / sum - by.r * by.alpha, by.alpha_alpha / sum - by.alpha * by.alpha};
}

/// ln[S (α+T)^−s + a/(b+c−1) (α+t_x)^−s]: alive, or left right after the last purchase.
void add_time_term(const Parameters& p, Story story, const History& h, Slope<4>& sum) {
  const double n = h.customers, shape = p.r + story.k * h.x, chances = chances_to_leave(story, h.x);
  const double since = p.alpha + h.T, log_since = std::log(since);
  const Waiting wait = waiting(p, story, shape, h.t_x, h.T);
  const double alive = wait.value - shape * log_since;
  // Derivatives of the logarithm of the "alive" term.
  const double alive_r = wait.r - log_since, alive_alpha = wait.alpha - shape / since;
  double dead_share = 0;
  double dead_r = 0, dead_alpha = 0, dead_a = 0, dead_b = 0, last = 1;
  double value = alive;
  if (chances > 0) {
    last = p.alpha + h.t_x;
    const double log_last = std::log(last), survived = p.b + (chances - 1);
    const double dead = std::log(p.a / survived) - shape * log_last;
    const double odds = std::exp(dead - alive);  // can be infinite: then surely dead
    dead_share = std::isinf(odds) ? 1 : odds / (1 + odds);
    value = dead > alive ? dead + std::log1p(1 / odds) : alive + std::log1p(odds);
    dead_r = -log_last;
    dead_alpha = -shape / last;
    dead_a = 1 / p.a;
    dead_b = -1 / survived;
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
  sum.hessian[r][r] += n * alive_share * wait.rr;
  sum.hessian[r][alpha] += n * (alive_share * (wait.r_alpha - 1 / since) - dead_share / last);
  sum.hessian[alpha][alpha] += n * (alive_share * (wait.alpha_alpha + shape / (since * since)) + dead_share * shape / (last * last));
  sum.hessian[a][a] -= n * dead_share * dead_a * dead_a;
  sum.hessian[b][b] += n * dead_share * dead_b * dead_b;
}

}  // namespace

Slope<4> log_likelihood(const Parameters& parameters, Story story, std::span<const History> histories) {
  Slope<4> sum;
  add_frequency_terms(parameters, story, histories, sum);
  for (const History& history : histories) add_time_term(parameters, story, history, sum);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < i; ++j) sum.hessian[i][j] = sum.hessian[j][i];
  return sum;
}

LogLikelihood log_likelihood_of(Story story, std::span<const History> histories) {
  return [story, histories](const Vector<4>& log_theta) {
    const Vector<4> theta = {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2]), std::exp(log_theta[3])};
    return in_logarithms<4>(log_likelihood({theta[0], theta[1], theta[2], theta[3]}, story, histories), theta);
  };
}

Starts starts(Story story, double log_mean_age) {
  const double age = log_mean_age - std::log(story.k);  // the clock ticks k times a purchase
  return {{{std::log(0.5), age - 1, std::log(0.5), std::log(2.0)},
           {std::log(2.0), age + 0.5, std::log(1.0), std::log(6.0)},
           {std::log(0.2), age - 2.5, std::log(2.0), std::log(4.0)},
           {0, age, 0, 0}}};
}

Fit<4> fit(Story story, std::span<const History> histories) {
  const CustomerBase base = base_of(histories);
  if (base.refused != NoFit::none) return refused_fit<4>(base);
  const std::vector<History> sample = sample_of(histories);
  const LogLikelihood of_all = log_likelihood_of(story, histories);
  const Starts from = starts(story, base.log_mean_age);
  if (sample.empty()) return fit_from<4>(of_all, from, base.customers);
  return fit_from_sketch<4>(log_likelihood_of(story, sample), of_all, from, base.customers);
}

double p_alive(const Parameters& p, Story story, double x, double t_x, double T) {
  const double chances = chances_to_leave(story, x), shape = p.r + story.k * x;
  if (chances == 0) return 1;
  // ln((α+T)/(α+t_x)) as log1p: for who bought often it is multiplied by thousands.
  const double log_odds_of_death = std::log(p.a / (p.b + (chances - 1))) + shape * std::log1p((T - t_x) / (p.alpha + t_x)) -
                                   waiting(p, story, shape, t_x, T).value;
  return 1 / (1 + std::exp(log_odds_of_death));
}

Vector<4> log_alive_gradient(const Parameters& p, Story story, const History& h, double p_alive) {
  const double chances = chances_to_leave(story, h.x), shape = p.r + story.k * h.x;
  if (chances == 0) return {};
  const double since = p.alpha + h.T, last = p.alpha + h.t_x, gap = h.T - h.t_x;
  const Waiting wait = waiting(p, story, shape, h.t_x, h.T);
  const Vector<4> log_odds_of_death = {p.r * (std::log1p(gap / last) - wait.r), p.alpha * (-shape * gap / (since * last) - wait.alpha), 1,
                                       -p.b / (p.b + (chances - 1))};
  Vector<4> gradient;
  for (std::size_t k = 0; k < 4; ++k) gradient[k] = -(1 - p_alive) * log_odds_of_death[k];
  return gradient;
}

double discounted_for_ever_if_alive(const Parameters& p, Story story, double x, double t_x, double T, double delta) {
  const double shape = p.r + story.k * x, rate = p.alpha + T, gap = T - t_x;
  const sbg::Parameters leaving{p.a, p.b + chances_to_leave(story, x)};
  // After j < k ticks since the last purchase the next is due in k−j. With g = λ/(λ+δ), what a tick from now is worth, it and all later ones are
  // worth g^(k−j) (1 + E[1−p] gᵏ + E[(1−p)²] g²ᵏ + …): a lifetime of the sBG with periods of k ticks.
  const auto ticks_and_worth = [&](double lambda) {
    const double log_g = -std::log1p(delta / lambda), period = std::expm1(-story.k * log_g);
    double ticks = 1, all = 0, worth = 0;
    for (int j = 0; j < story.k; ++j) {
      all += ticks;
      worth += ticks * std::exp((story.k - j) * log_g);
      ticks *= lambda * gap / (j + 1);
    }
    return std::pair{all, worth * (period > 1e17 ? 1 : sbg::discounted_expected_lifetime(leaving, period))};
  };
  // Alive at T: the density of λ is ∝ λ^(s−1) e^(−λ(α+T)) Σ_{j<k} (λ(T−t_x))ʲ/j!. Integrated by the trapezoidal rule in y = ln(λ/λ₀), which converges
  // exponentially. Where the shape is large the rule gives the constant, too: there ln Γ would be a difference of large numbers.
  const bool often = shape > 30;
  const double lambda_0 = std::fmax(shape, 1) / rate, most = shape + story.k, step = std::fmin(0.2, 0.7 / std::sqrt(most));
  double from = -10 / std::sqrt(shape) - 46 / shape;
  if (!often) from = std::fmax(from, std::fmin(0, std::log(delta / lambda_0)) - 46 / (shape + 1));
  const double to = std::log((most + 50 + 10 * std::sqrt(most)) / (rate * lambda_0));
  double sum = 0, weights = 0;
  for (double y = from; y < to; y += step) {
    const double weight = std::exp(shape * y - rate * lambda_0 * std::expm1(y));
    const auto [all, worth] = ticks_and_worth(lambda_0 * std::exp(y));
    weights += weight * all;
    sum += weight * worth;
  }
  if (!often) weights = std::exp(log_gamma(shape) + rate * lambda_0 - shape * std::log(rate * lambda_0) + waiting(p, story, shape, t_x, T).value) / step;
  return sum / weights;
}

}  // namespace lifeworth::beta_geometric
