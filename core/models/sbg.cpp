#include "models/sbg.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/special.h"

namespace lifeworth::sbg {
namespace {

// A lifetime is F = 2F1(1, b; α+b; 1/(1+d)). Simulations ask for it by the million and with any discount, so there are two roads, each
// short where the other is long: both are good to 11 digits and more, and take a fifth of a microsecond at most.

/// Gauss's continued fraction (DLMF §15.7) after Pfaff's transformation (15.8.1), freed of its divisions: with c = α+b
///   F = (1+d) ÷ (d + α ÷ (c + p₂ ÷ (d·(c+1) + p₃ ÷ (c+2 + p₄ ÷ (d·(c+3) + …))))), p₂ₘ = m(b+m−1), p₂ₘ₊₁ = (α+m)(c+m−1).
/// No term is negative: nothing cancels, and F lies between any two neighbouring convergents. The steps it takes grow with 1/√d.
double by_continued_fraction(double alpha, double b, double d) {
  constexpr double huge = 1e100, tolerance = 1e-13;
  const double c = alpha + b;
  // Two neighbouring convergents of what stands below 1+d.
  double above = d, below = 1, above_next = d * c + alpha, below_next = c;
  for (double m = 1; m < 1e5; ++m) {
    const double even = d * (c + 2 * m - 1), p_even = m * (b + m - 1), odd = c + 2 * m, p_odd = (alpha + m) * (c + m - 1);
    above = even * above_next + p_even * above;
    below = even * below_next + p_even * below;
    above_next = odd * above + p_odd * above_next;
    below_next = odd * below + p_odd * below_next;
    const double one = above * below_next, other = above_next * below;
    if (std::abs(one - other) <= tolerance * one) break;
    if (above_next > huge) above /= huge, below /= huge, above_next /= huge, below_next /= huge;
  }
  return (1 + d) * below_next / above_next;
}

/// [ln Γ(g+ε) − ln Γ(g) + ln Γ(1−ε)] ÷ ε for −1 < ε ≤ ½, also where ε is (nearly) 0: there the mean of the derivative, by Gauss's
/// quadrature of three points.
double mean_slope(double g, double epsilon) {
  if (std::abs(epsilon) > 0.05) return (log_gamma(g + epsilon) - log_gamma(g) + log_gamma(1 - epsilon)) / epsilon;
  const auto slope = [=](double share) { return digamma(g + epsilon * share) - digamma(1 - epsilon * share); };
  const double reach = std::sqrt(0.15);
  return (5 * slope(0.5 - reach) + 8 * slope(0.5) + 5 * slope(0.5 + reach)) / 18;
}

/// For small e = d/(1+d) = 1 − 1/(1+d). F is expanded in e (DLMF 15.8.4): powers e^k and e^(α−1+j), k, j = 0, 1, …, whose coefficients grow
/// without bound, against each other, where α comes near a whole number (15.8.10 is the limit). So with m the whole number next to α,
/// ε = α−m and g = b+m−1, the powers e^k below e^(m−1) are summed alone, the others in pairs of e^(m−1+j) and e^(α−1+j), their
/// differences divided by ε in closed form. Needs e·(b+α) well below 1.
double by_small_discount(double alpha, double b, double e) {
  const double m = std::fmax(1, std::round(alpha)), epsilon = alpha - m, g = b + m - 1;
  double sum = 0, coefficient = alpha + b - 1;
  for (double k = 0; k < m - 1; ++k) {
    const double term = coefficient / (alpha - 1 - k);
    sum += term;
    coefficient = -term * e * (b + k);
    if (std::abs(coefficient) < 1e-18 * sum) return sum;
  }
  const double exponent = mean_slope(g, epsilon) + std::log(e);
  double power = std::exp(epsilon * exponent);  // the second of a pair; the first is 1 for j = 0
  double difference = epsilon == 0 ? -exponent : -std::expm1(epsilon * exponent) / epsilon;
  double pairs = difference;
  for (double j = 0; j < 200; ++j) {
    difference = e * (difference * (g + j) + power * (g - 1 + epsilon) / (1 + j)) / (1 + j - epsilon);
    power *= e * (g + epsilon + j) / (1 + j);
    pairs += difference;
    if (std::abs(difference) < 1e-16 * std::abs(pairs)) break;
  }
  return sum + coefficient * pairs;
}

/// 2F1(1, b; α+b; 1/(1+d)) for b ≥ 1, d > 0.
double lifetime_sum(double alpha, double b, double d) {
  const double e = d / (1 + d);
  return e * (b + alpha + 4) < 0.5 ? by_small_discount(alpha, b, e) : by_continued_fraction(alpha, b, d);
}

}  // namespace

Parameters parameters_at(const Vector<2>& log_theta) { return {std::exp(log_theta[0]), std::exp(log_theta[1])}; }

double retention(const Parameters& theta, int t) { return (theta.beta + t - 1) / (theta.alpha + theta.beta + t - 1); }

double survival(const Parameters& theta, int t) {
  double left = 1;
  for (int period = 1; period <= t; ++period) left *= retention(theta, period);
  return left;
}

double probability_mass(const Parameters& theta, int t) { return survival(theta, t - 1) * theta.alpha / (theta.alpha + theta.beta + t - 1); }

double discounted_expected_lifetime(const Parameters& theta, double discount) { return 1 + discounted_expected_residual_lifetime(theta, 0, discount); }

double discounted_expected_residual_lifetime(const Parameters& theta, int renewals, double discount) {
  const double b = theta.beta + renewals;
  if (discount == 0) return theta.alpha > 1 ? b / (theta.alpha - 1) : std::numeric_limits<double>::infinity();
  // The first renewal is taken out, so that a short lifetime is not what 1 leaves of F.
  return b / (theta.alpha + b) / (1 + discount) * lifetime_sum(theta.alpha, b + 1, discount);
}

double share_hidden_by_constant_retention(const Parameters& theta, int ages, double discount) {
  double left = 1, everyone = 0, renewed = 0, could_renew = 0, truth = 0;
  for (int age = 0; age < ages; ++age) {
    if (age > 0) could_renew += left, left *= retention(theta, age), renewed += left;
    everyone += left;
    truth += left * discounted_expected_residual_lifetime(theta, age, discount);
  }
  const double aggregate = renewed / could_renew;
  return 1 - everyone * aggregate / (1 + discount - aggregate) / truth;
}

std::optional<Parameters> parameters_from_retention(double first, double second) {
  if (!(0 < first && first < second && second < 1)) return std::nullopt;
  const double sum = (1 - second) / (second - first);  // α+β, from r(1) = β/(α+β) and r(2) = (β+1)/(α+β+1)
  return Parameters{(1 - first) * sum, first * sum};
}

Slope<2> log_likelihood(const Parameters& theta, const Renewals& renewals) {
  enum { alpha, beta };
  Slope<2> sum;
  // Period by period: who stays has r(t), who leaves 1−r(t) = α/(α+β+t−1).
  for (std::size_t t = 0; t < renewals.periods.size(); ++t) {
    const auto& [there, stayed] = renewals.periods[t];
    const double lost = there - stayed, b = theta.beta + static_cast<double>(t), c = theta.alpha + b;
    sum.value += stayed * std::log(b / c) + lost * std::log(theta.alpha / c);
    sum.gradient[alpha] += lost / theta.alpha - there / c;
    sum.gradient[beta] += stayed / b - there / c;
    sum.hessian[alpha][alpha] += there / (c * c) - lost / (theta.alpha * theta.alpha);
    sum.hessian[alpha][beta] += there / (c * c);
    sum.hessian[beta][beta] += there / (c * c) - stayed / (b * b);
  }
  sum.hessian[beta][alpha] = sum.hessian[alpha][beta];
  return sum;
}

Fit<2> fit(const Renewals& renewals) {
  Fit<2> none;
  none.failed = NoFit::too_few;
  if (!renewals.enough_for(2)) return none;
  const std::array<Vector<2>, 4> starts = {Vector<2>{0, 0}, Vector<2>{0, 1.5}, Vector<2>{-2, -1}, Vector<2>{2, 3.5}};
  const auto function = [&](const Vector<2>& log_theta) {
    const Parameters theta = parameters_at(log_theta);
    return in_logarithms<2>(log_likelihood(theta, renewals), {theta.alpha, theta.beta});
  };
  return fit_from<2>(function, starts, renewals.whole_customers());
}

}  // namespace lifeworth::sbg
