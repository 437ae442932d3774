#include "models/gamma_gamma.h"

#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "base/special.h"

namespace lifeworth::gamma_gamma {
namespace {

struct ShapeTerm {
  double value, p, q, pp, pq, qq;
};

/// ln Γ(px+q) − ln Γ(px) − ln Γ(q) with derivatives; depends on x alone.
ShapeTerm shape_term(const Parameters& theta, double x) {
  const double px = theta.p * x, sum = px + theta.q;
  const double psi = digamma(sum), psi1 = trigamma(sum);
  return {log_gamma(sum) - log_gamma(px) - log_gamma(theta.q),
          x * (psi - digamma(px)),
          psi - digamma(theta.q),
          x * x * (psi1 - trigamma(px)),
          x * psi1,
          psi1 - trigamma(theta.q)};
}

constexpr std::size_t fewest_spenders = 5;

/// Spenders of one frequency: what the likelihood needs of them.
struct Group {
  double x;
  std::vector<double> totals;  ///< x·m
  double log_totals = 0;       ///< Σ ln(x·m)
};

struct Groups {
  std::vector<Group> by_x;
  double log_means = 0;  ///< Σ ln m
};

/// In units of `unit`.
Groups grouped(std::span<const Spender> spenders, double unit) {
  std::map<double, Group> by_x;
  Groups groups;
  for (const auto& [x, m] : spenders) {
    Group& own = by_x.try_emplace(x, Group{x, {}, 0}).first->second;
    const double log_mean = std::log(m / unit);
    own.totals.push_back(x * (m / unit));
    own.log_totals += std::log(x) + log_mean;
    groups.log_means += log_mean;
  }
  for (auto& [x, group] : by_x) groups.by_x.push_back(std::move(group));
  return groups;
}

/// Of many spenders ten thousand at equal distances, for a first fit; none where there are not many.
std::vector<Spender> sample_of(std::span<const Spender> spenders) {
  constexpr std::size_t size = 10'000;
  std::vector<Spender> sample;
  if (spenders.size() < 4 * size) return sample;
  for (std::size_t i = 0; i < size; ++i) sample.push_back(spenders[i * spenders.size() / size]);
  return sample;
}

Slope<3> log_likelihood(const Parameters& theta, const Groups& groups) {
  enum { p, q, g };
  Slope<3> sum;
  sum.value = -groups.log_means;
  const double log_gamma_parameter = std::log(theta.gamma);
  for (const auto& [x, totals, log_totals] : groups.by_x) {
    const double n = static_cast<double>(totals.size()), shape = theta.p * x + theta.q;
    double log_rests = 0, inverses = 0, squares = 0;
    for (const double total : totals) {
      const double rest = theta.gamma + total, inverse = 1 / rest;
      log_rests += std::log(rest);
      inverses += inverse;
      squares += inverse * inverse;
    }
    const ShapeTerm term = shape_term(theta, x);
    sum.value += n * (term.value + theta.q * log_gamma_parameter) + theta.p * x * log_totals - shape * log_rests;
    sum.gradient[p] += n * term.p + x * (log_totals - log_rests);
    sum.gradient[q] += n * (term.q + log_gamma_parameter) - log_rests;
    sum.gradient[g] += n * theta.q / theta.gamma - shape * inverses;
    sum.hessian[p][p] += n * term.pp;
    sum.hessian[p][q] += n * term.pq;
    sum.hessian[q][q] += n * term.qq;
    sum.hessian[p][g] -= x * inverses;
    sum.hessian[q][g] += n / theta.gamma - inverses;
    sum.hessian[g][g] += -n * theta.q / (theta.gamma * theta.gamma) + shape * squares;
  }
  sum.hessian[q][p] = sum.hessian[p][q];
  sum.hessian[g][p] = sum.hessian[p][g];
  sum.hessian[g][q] = sum.hessian[q][g];
  return sum;
}

auto function_of(const Groups& groups) {
  return [&groups](const Vector<3>& log_theta) {
    const Parameters theta = parameters_at(log_theta);
    return in_logarithms<3>(log_likelihood(theta, groups), {theta.p, theta.q, theta.gamma});
  };
}

}  // namespace

Parameters parameters_at(const Vector<3>& log_theta) { return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2])}; }

Slope<3> log_likelihood(const Parameters& theta, std::span<const Spender> spenders) { return log_likelihood(theta, grouped(spenders, 1)); }

Vector<3> weighted_score(const Parameters& theta, std::span<const Spender> spenders, std::span<const double> weights) {
  Vector<3> sum{};
  std::map<double, double> weight_by_x;
  const double log_gamma_parameter = std::log(theta.gamma);
  for (std::size_t i = 0; i < spenders.size(); ++i) {
    const auto& [x, m] = spenders[i];
    const double rest = theta.gamma + x * m, log_rest = std::log(rest);
    weight_by_x[x] += weights[i];
    sum[0] += weights[i] * x * (std::log(x) + std::log(m) - log_rest);
    sum[1] += weights[i] * (log_gamma_parameter - log_rest);
    sum[2] += weights[i] * (theta.q / theta.gamma - (theta.p * x + theta.q) / rest);
  }
  for (const auto& [x, weight] : weight_by_x) {
    const ShapeTerm term = shape_term(theta, x);
    sum[0] += weight * term.p;
    sum[1] += weight * term.q;
  }
  return {theta.p * sum[0], theta.q * sum[1], theta.gamma * sum[2]};
}

Fit<3> fit(std::span<const Spender> spenders) {
  Fit<3> none;
  none.customers = spenders.size();
  none.failed = NoFit::too_few;
  if (spenders.size() < fewest_spenders) return none;
  const double n = static_cast<double>(spenders.size());
  double mean = 0;
  for (const Spender& spender : spenders) mean += spender.m / n;
  // Fitted in units of the mean, so that yen and dollars take the same road; γ and the density are scaled back below.
  const Groups all = grouped(spenders, mean);
  // Starts share the observed mean: p·γ/(q−1) = 1.
  const auto start = [](double p, double q) { return Vector<3>{std::log(p), std::log(q), std::log((q - 1) / p)}; };
  const std::array<Vector<3>, 4> starts = {start(5, 4), start(2, 2), start(20, 6), start(1, 10)};
  const std::vector<Spender> sample = sample_of(spenders);
  const Groups sketch = grouped(sample, mean);
  Fit<3> fit = sample.empty() ? fit_from<3>(function_of(all), starts, spenders.size())
                              : fit_from_sketch<3>(function_of(sketch), function_of(all), starts, spenders.size());
  if (!fit) return fit;
  fit.theta[2] *= mean;
  fit.standard_error[2] *= mean;
  fit.log_theta[2] += std::log(mean);
  fit.log_likelihood -= n * std::log(mean);
  return fit;
}

double mean_spend(const Parameters& theta) {
  return theta.q > 1 ? theta.p * theta.gamma / (theta.q - 1) : std::numeric_limits<double>::infinity();
}

double expected_spend(const Parameters& theta, double x, double m) {
  if (x == 0) return mean_spend(theta);
  return theta.p * (theta.gamma + x * m) / (theta.p * x + theta.q - 1);
}

Vector<3> log_spend_gradient(const Parameters& theta, double x, double m) {
  const double denominator = theta.p * x + theta.q - 1;
  return {1 - theta.p * x / denominator, -theta.q / denominator, theta.gamma / (theta.gamma + x * m)};
}

}  // namespace lifeworth::gamma_gamma
