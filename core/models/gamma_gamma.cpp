#include "models/gamma_gamma.h"

#include <cmath>
#include <limits>
#include <map>
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

}  // namespace

Parameters parameters_at(const Vector<3>& log_theta) { return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2])}; }

Slope<3> log_likelihood(const Parameters& theta, std::span<const Spender> spenders) {
  enum { p, q, g };
  Slope<3> sum;
  std::map<double, double> count_by_x;
  const double log_gamma_parameter = std::log(theta.gamma);
  for (const Spender& spender : spenders) {
    const double x = spender.x, m = spender.m, rest = theta.gamma + x * m, log_rest = std::log(rest);
    const double log_xm = std::log(x) + std::log(m), shape = theta.p * x + theta.q;
    ++count_by_x[x];
    sum.value += theta.q * log_gamma_parameter + theta.p * x * log_xm - std::log(m) - shape * log_rest;
    sum.gradient[p] += x * (log_xm - log_rest);
    sum.gradient[q] += log_gamma_parameter - log_rest;
    sum.gradient[g] += theta.q / theta.gamma - shape / rest;
    sum.hessian[p][g] -= x / rest;
    sum.hessian[q][g] += 1 / theta.gamma - 1 / rest;
    sum.hessian[g][g] += -theta.q / (theta.gamma * theta.gamma) + shape / (rest * rest);
  }
  for (const auto& [x, n] : count_by_x) {
    const ShapeTerm term = shape_term(theta, x);
    sum.value += n * term.value;
    sum.gradient[p] += n * term.p;
    sum.gradient[q] += n * term.q;
    sum.hessian[p][p] += n * term.pp;
    sum.hessian[p][q] += n * term.pq;
    sum.hessian[q][q] += n * term.qq;
  }
  sum.hessian[q][p] = sum.hessian[p][q];
  sum.hessian[g][p] = sum.hessian[p][g];
  sum.hessian[g][q] = sum.hessian[q][g];
  return sum;
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
  std::vector<Spender> scaled(spenders.begin(), spenders.end());
  for (Spender& spender : scaled) spender.m /= mean;
  // Starts share the observed mean: p·γ/(q−1) = 1.
  const auto start = [](double p, double q) { return Vector<3>{std::log(p), std::log(q), std::log((q - 1) / p)}; };
  const std::array<Vector<3>, 4> starts = {start(5, 4), start(2, 2), start(20, 6), start(1, 10)};
  const auto function = [&](const Vector<3>& log_theta) {
    const Parameters theta = parameters_at(log_theta);
    return in_logarithms<3>(log_likelihood(theta, scaled), {theta.p, theta.q, theta.gamma});
  };
  Fit<3> fit = fit_from<3>(function, starts, spenders.size());
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
