#include "models/bg_bb.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "models/sbg.h"

namespace lifeworth::bg_bb {
namespace {

constexpr double huge = 1e250;

/// ln (a)ₖ/(c)ₖ = ln a(a+1)…(a+k−1) ÷ c(c+1)…(c+k−1) for k = 0 … longest; a < c. Ratios are multiplied, and logarithms taken of products as
/// long as these fit a double: differences of large log-gammas would cancel.
std::vector<double> log_ratios(double a, double c, int longest) {
  std::vector<double> logs{0};
  double product = 1, taken = 0;
  for (int k = 0; k < longest; ++k) {
    product *= (a + k) / (c + k);
    if (product < 1 / huge) taken += std::log(product), product = 1;
    logs.push_back(taken + std::log(product));
  }
  return logs;
}

double log_ratio(double a, double c, int k) {
  double product = 1, taken = 0;
  for (int j = 0; j < k; ++j) {
    product *= (a + j) / (c + j);
    if (product < 1 / huge) taken += std::log(product), product = 1;
  }
  return taken + std::log(product);
}

/// First and second derivative by c of ln (c)ₖ for k = 0, 1, …
struct Harmonic {
  std::vector<double> first{0}, second{0};

  Harmonic(double c, int longest) {
    for (int k = 0; k < longest; ++k) {
      const double term = 1 / (c + k);
      first.push_back(first.back() + term);
      second.push_back(second.back() - term * term);
    }
  }
};

/// What every likelihood is made of, as far as the histories need it.
struct Tables {
  Parameters p;
  std::vector<double> passed, stayed;  // ln (β)ₖ/(α+β)ₖ, ln (δ)ₖ/(γ+δ)ₖ
  Harmonic alpha, beta, alpha_beta, delta, gamma_delta;

  Tables(const Parameters& parameters, int x, int not_taken, int n)
      : p(parameters), passed(log_ratios(p.beta, p.alpha + p.beta, not_taken)), stayed(log_ratios(p.delta, p.gamma + p.delta, n)), alpha(p.alpha, x),
        beta(p.beta, not_taken), alpha_beta(p.alpha + p.beta, n), delta(p.delta, n), gamma_delta(p.gamma + p.delta, n) {}
};

Tables tables_for(const Parameters& p, std::span<const History> histories) {
  int x = 0, not_taken = 0, n = 0;
  for (const History& h : histories) x = std::max(x, h.x), not_taken = std::max(not_taken, h.n - h.x), n = std::max(n, h.n);
  return {p, x, not_taken, n};
}

enum { alpha, beta, gamma, delta };

/// ln P(x purchases in a given order, alive at n) = ln (α)ₓ (β)ₙ₋ₓ (δ)ₙ / (α+β)ₙ (γ+δ)ₙ.
Slope<4> alive_term(const Tables& t, int x, int n) {
  const auto k = static_cast<std::size_t>(x), m = static_cast<std::size_t>(n - x), all = static_cast<std::size_t>(n);
  Slope<4> s;
  s.value = log_ratio(t.p.alpha, t.p.alpha + t.p.beta + (n - x), x) + t.passed[m] + t.stayed[all];
  s.gradient = {t.alpha.first[k] - t.alpha_beta.first[all], t.beta.first[m] - t.alpha_beta.first[all], -t.gamma_delta.first[all],
                t.delta.first[all] - t.gamma_delta.first[all]};
  s.hessian[alpha][alpha] = t.alpha.second[k] - t.alpha_beta.second[all];
  s.hessian[alpha][beta] = -t.alpha_beta.second[all];
  s.hessian[beta][beta] = t.beta.second[m] - t.alpha_beta.second[all];
  s.hessian[gamma][gamma] = s.hessian[gamma][delta] = -t.gamma_delta.second[all];
  s.hessian[delta][delta] = t.delta.second[all] - t.gamma_delta.second[all];
  return s;
}

/// For one x and n: the terms in which the customer left after n−1, n−2, … opportunities, relative to the one in which the customer is
/// alive at n. Each follows from the one before by a rational factor, never below 1, so that there is nothing to cancel and no exponential
/// to take, and histories that differ in t_x alone share their terms. Sums are scaled down before they leave the range of a double.
class Deaths {
 public:
  Deaths(const Parameters& parameters, int x, int n) : p_(parameters), x_(x), n_(n), m_(n) {}

  /// Includes the deaths after t_x or more opportunities; t_x must not rise from call to call.
  void back_to(int t_x) {
    while (m_ > t_x) add();
  }

  /// The logarithm of all terms so far with its derivatives, relative to the alive term; upper triangle of the Hessian.
  Slope<4> sum() const {
    const double all = alive_ + dead_;
    Slope<4> s;
    s.value = log_scale_ + std::log(all);
    for (std::size_t i = 0; i < 4; ++i) s.gradient[i] = first_[i] / all;
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = i; j < 4; ++j) s.hessian[i][j] = second_[i][j] / all - s.gradient[i] * s.gradient[j];
    return s;
  }

 private:
  void add() {
    --m_;
    const double bought = p_.alpha + p_.beta + m_, passed = p_.beta + m_ - x_, stayed = p_.delta + m_;
    // The alive term has no death; every other has one, with γ, and one period less of survival than its successor.
    const bool latest = m_ == n_ - 1;
    const double dying = latest ? p_.gamma : p_.gamma + p_.delta + m_ + 1, in = 1 / bought, out = 1 / passed, death = 1 / dying, stay = 1 / stayed;
    weight_ *= bought * dying * out * stay;
    by_[alpha] += in;
    by_[beta] += in - out;
    by_[gamma] += death;
    by_[delta] += (latest ? 0 : death) - stay;
    bend_[alpha][alpha] -= in * in;
    bend_[alpha][beta] -= in * in;
    bend_[beta][beta] += out * out - in * in;
    bend_[gamma][gamma] -= death * death;
    if (!latest) bend_[gamma][delta] -= death * death;
    bend_[delta][delta] += stay * stay - (latest ? 0 : death * death);
    if (weight_ > huge) scale_down();
    dead_ += weight_;
    for (std::size_t i = 0; i < 4; ++i) {
      first_[i] += weight_ * by_[i];
      for (std::size_t j = i; j < 4; ++j) second_[i][j] += weight_ * (by_[i] * by_[j] + bend_[i][j]);
    }
  }

  void scale_down() {
    log_scale_ += std::log(huge);
    weight_ /= huge, alive_ /= huge, dead_ /= huge;
    for (double& each : first_) each /= huge;
    for (auto& row : second_)
      for (double& each : row) each /= huge;
  }

  Parameters p_;
  int x_, n_, m_;
  double weight_ = 1, alive_ = 1, dead_ = 0, log_scale_ = 0;
  Vector<4> by_{}, first_{};     // derivatives of ln weight; Σ weight × them
  Matrix<4> bend_{}, second_{};  // second derivatives of ln weight; Σ weight × (them + products of the first)
};

/// Equal x and n together, latest t_x first, equal histories merged.
std::vector<History> in_order(std::span<const History> histories) {
  std::vector<History> sorted(histories.begin(), histories.end());
  std::ranges::sort(sorted, [](const History& a, const History& b) { return std::tie(a.n, a.x, b.t_x) < std::tie(b.n, b.x, a.t_x); });
  std::vector<History> merged;
  for (const History& h : sorted) {
    if (!merged.empty() && merged.back().n == h.n && merged.back().x == h.x && merged.back().t_x == h.t_x) merged.back().customers += h.customers;
    else merged.push_back(h);
  }
  return merged;
}

Slope<4> log_likelihood_in_order(const Parameters& p, std::span<const History> histories) {
  const Tables tables = tables_for(p, histories);
  Slope<4> sum;
  for (std::size_t at = 0; at < histories.size();) {
    const int x = histories[at].x, n = histories[at].n;
    const Slope<4> alive = alive_term(tables, x, n);
    Deaths deaths(p, x, n);
    for (; at < histories.size() && histories[at].x == x && histories[at].n == n; ++at) {
      deaths.back_to(histories[at].t_x);
      const Slope<4> rest = deaths.sum();
      const double customers = histories[at].customers;
      sum.value += customers * (alive.value + rest.value);
      for (std::size_t i = 0; i < 4; ++i) {
        sum.gradient[i] += customers * (alive.gradient[i] + rest.gradient[i]);
        for (std::size_t j = i; j < 4; ++j) sum.hessian[i][j] += customers * (alive.hessian[i][j] + rest.hessian[i][j]);
      }
    }
  }
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < i; ++j) sum.hessian[i][j] = sum.hessian[j][i];
  return sum;
}

/// Calls f(m, weight) for each death after m = t_x … n−1 opportunities and returns the weight of being alive at n. Weights are relative to
/// the first, which no later death exceeds, so that they stay within the range of a double.
template <class Function>
double for_each_death(const Parameters& p, int x, int t_x, int n, Function&& f) {
  double weight = 1;
  for (int m = t_x; m < n; ++m) {
    f(m, weight);
    const double dying = m == n - 1 ? p.gamma : p.gamma + p.delta + m + 1;
    weight *= (p.beta + m - x) / (p.alpha + p.beta + m) * ((p.delta + m) / dying);
  }
  return weight;
}

/// E[p] of a customer who is alive at n: then what is known of p does not depend on θ or t_x.
double rate_if_alive(const Parameters& p, int x, int n) { return (p.alpha + x) / (p.alpha + p.beta + n); }

}  // namespace

Parameters parameters_at(const Vector<4>& log_theta) {
  return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2]), std::exp(log_theta[3])};
}

Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories) {
  return log_likelihood_in_order(parameters, in_order(histories));
}

Fit<4> fit(std::span<const History> histories) {
  double customers = 0, repeaters = 0;
  for (const History& h : histories) {
    customers += h.customers;
    if (h.x > 0) repeaters += h.customers;
  }
  const CustomerBase base{static_cast<std::uint64_t>(customers), too_little_to_fit(customers, repeaters), 0};
  if (base.refused != NoFit::none) return refused_fit<4>(base);
  const std::vector<History> ordered = in_order(histories);
  const auto start = [](double a, double b, double c, double d) { return Vector<4>{std::log(a), std::log(b), std::log(c), std::log(d)}; };
  const std::array<Vector<4>, 4> starts = {start(1, 1, 0.5, 3), start(0.5, 3, 1, 10), start(4, 4, 0.3, 1), start(0.3, 0.3, 2, 5)};
  const auto function = [&](const Vector<4>& log_theta) {
    const Parameters p = parameters_at(log_theta);
    return in_logarithms<4>(log_likelihood_in_order(p, ordered), {p.alpha, p.beta, p.gamma, p.delta});
  };
  return fit_from<4>(function, starts, base.customers);
}

double p_alive(const Parameters& p, int x, int t_x, int n) {
  double dead = 0;
  const double alive = for_each_death(p, x, t_x, n, [&](int, double weight) { dead += weight; });
  return alive / (alive + dead) * ((p.delta + n) / (p.gamma + p.delta + n));
}

Vector<4> log_alive_gradient(const Parameters& p, const History& h) {
  Deaths deaths(p, h.x, h.n);
  deaths.back_to(h.t_x);
  // The share of the alive term in the sum, and the survival of one more period, (δ+n)/(γ+δ+n).
  const Vector<4> sum = deaths.sum().gradient;
  const double after = p.gamma + p.delta + h.n, survived = p.gamma / (after * (p.delta + h.n));
  return {-p.alpha * sum[alpha], -p.beta * sum[beta], -p.gamma * (sum[gamma] + 1 / after), p.delta * (survived - sum[delta])};
}

double expected_transactions(const Parameters& p, int n) {
  return p.delta / (p.gamma + p.delta) * forecast_if_alive(p, 0, 0, n, 0).transactions;
}

AliveForecast forecast_if_alive(const Parameters& p, int x, int n, int n_star, double discount) {
  double alive = 1, present = 1, lived = 0, discounted = 0, pairs = 0;
  for (int t = 1; t <= n_star; ++t) {
    present /= 1 + discount;
    lived += alive;
    discounted += alive * present;
    pairs += alive * (t - 1);
    alive *= (p.delta + n + t) / (p.gamma + p.delta + n + t);
  }
  const double rate = rate_if_alive(p, x, n), next_rate = (p.alpha + x + 1) / (p.alpha + p.beta + n + 1);  // E[p], E[p²]/E[p]
  return {rate * lived, rate * discounted, 2 * rate * next_rate * pairs};
}

double conditional_expected_transactions(const Parameters& parameters, int x, int t_x, int n, int n_star) {
  return p_alive(parameters, x, t_x, n) * forecast_if_alive(parameters, x, n, n_star, 0).transactions;
}

double probability_mass(const Parameters& p, int x, int n) {
  if (x < 0 || x > n) return 0;
  // Bought at each of the first x opportunities and then left, or was still alive; then one opportunity more, in any order, and so on.
  const double c = p.alpha + p.beta, g = p.gamma + p.delta;
  double log_scale = log_ratio(p.alpha, c, x) + log_ratio(p.delta, g, x);
  double alive = 1, gone = 0;  // relative to exp(log_scale)
  for (int m = x; m < n; ++m) {
    gone += alive * (p.gamma / (g + m));
    alive *= (m + 1.0) / (m + 1 - x) * ((p.beta + m - x) / (c + m)) * ((p.delta + m) / (g + m));
    if (gone + alive > huge) gone /= huge, alive /= huge, log_scale += std::log(huge);
  }
  return std::exp(log_scale + std::log(gone + alive));
}

double discounted_expected_residual_transactions(const Parameters& p, int x, int t_x, int n, double discount) {
  const double after_next = sbg::discounted_expected_residual_lifetime({p.gamma, p.delta}, n + 1, discount);
  return p_alive(p, x, t_x, n) * rate_if_alive(p, x, n) * (1 + after_next) / (1 + discount);
}

PosteriorMeans posterior_means(const Parameters& p, int x, int t_x, int n) {
  double dead = 0;
  PosteriorMeans sum{0, 0};
  const double g = p.gamma + p.delta;
  const double alive = for_each_death(p, x, t_x, n, [&](int m, double weight) {
    dead += weight;
    sum.p += weight * rate_if_alive(p, x, m);
    sum.theta += weight * (p.gamma + 1) / (g + m + 1);
  });
  return {(sum.p + alive * rate_if_alive(p, x, n)) / (alive + dead), (sum.theta + alive * p.gamma / (g + n)) / (alive + dead)};
}

}  // namespace lifeworth::bg_bb
