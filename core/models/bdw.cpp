#include "models/bdw.h"

#include <array>
#include <cmath>
#include <limits>

#include "base/special.h"
#include "models/quadrature.h"

namespace lifeworth::bdw {
namespace {

/// t^c − (t−1)^c without its cancellation.
double growth(double c, int t) { return t == 1 ? 1 : std::pow(t - 1, c) * std::expm1(c * std::log1p(1 / (t - 1.0))); }

double log_retention(const Parameters& theta, int t) { return log_beta_ratio(theta.gamma, theta.delta + std::pow(t - 1, theta.c), growth(theta.c, t)); }

/// The terms of a residual lifetime, S(n+t)/S(n)/(1+d)^t, as a function of any real t > 0. Far out they follow a power of time, S ∝ τ^−cγ.
class Terms {
 public:
  Terms(const Parameters& theta, int renewals, double discount)
      : theta_(theta), n_(renewals), rate_(std::log1p(discount)), base_(std::pow(n_, theta.c)), delta_(theta.delta + base_),
        log_far_(std::log(theta.gamma * (delta_ + theta.gamma) + delta_ + 1) + 37),
        far_(log_beta_ratio(theta.gamma, delta_, std::exp(log_far_)) + theta.gamma * log_far_) {}

  double log_at(double t) const { return log_survival(std::log(n_ + t), std::log1p(t / n_)) - rate_ * t; }

  /// ∫ of the terms over (from, ∞) as one over s with time n+t = (n+from)·e^s, panel by panel. A panel is as wide as lets the terms fall
  /// by e^−8 and stays away from the poles of τ^c = −δ. The sum starts from the size of what has been added before.
  double integral(double from, double added) const {
    const double start = std::log(n_ + from), stretch = std::log1p(from / n_), widest = 2 / (1 + theta_.c);
    const auto later = [&](double s) { return rate_ == 0 ? 0 : from + (n_ + from) * std::expm1(s); };
    const auto log_at_s = [&](double s) { return log_survival(start + s, stretch + s) - rate_ * later(s) + start + s; };
    double sum = 0, here = log_at_s(0);
    for (double s = 0; s < 1e5;) {
      double width = widest, there = log_at_s(s + width);
      while (std::abs(there - here) > 8 && width > 1e-9) width /= 2, there = log_at_s(s + width);
      at_gauss_nodes<20>([&](double node, double weight) { sum += weight * width / 2 * std::exp(log_at_s(s + width * (1 + node) / 2)); });
      s += width;
      if (rate_ == 0 && theta_.c * (start + s) > log_far_) return sum + std::exp(there) / (theta_.c * theta_.gamma - 1);
      if (there <= here && std::exp(there) <= 1e-19 * (added + sum)) return sum;
      here = there;
    }
    return sum;
  }

 private:
  /// ln S(n+t)/S(n) from ln(n+t) and ln(1+t/n).
  double log_survival(double log_time, double log_stretch) const {
    if (theta_.c * log_time > log_far_) return far_ - theta_.gamma * theta_.c * log_time;
    const double grown = n_ > 0 ? base_ * std::expm1(theta_.c * log_stretch) : std::exp(theta_.c * log_time);
    return log_beta_ratio(theta_.gamma, delta_, grown);
  }

  Parameters theta_;
  double n_, rate_, base_, delta_, log_far_, far_;
};

/// ln B(γ, δ+t^c) with its derivatives by γ, δ, c, up to what does not depend on t; the value is left to log_retention.
Slope<3> log_beta_at(const Parameters& theta, int t) {
  enum { gamma, delta, c };
  const double log_time = t > 1 ? std::log(t) : 0, grown = std::pow(t, theta.c), by_c = grown * log_time;
  const double low = theta.delta + grown, high = low + theta.gamma;
  const double slope = digamma(low) - digamma(high), bend = trigamma(low) - trigamma(high);
  Slope<3> s;
  s.gradient = {-digamma(high), slope, by_c * slope};
  s.hessian[gamma][gamma] = s.hessian[gamma][delta] = -trigamma(high);
  s.hessian[gamma][c] = -by_c * trigamma(high);
  s.hessian[delta][delta] = bend;
  s.hessian[delta][c] = by_c * bend;
  s.hessian[c][c] = by_c * (log_time * slope + by_c * bend);
  return s;
}

}  // namespace

Parameters parameters_at(const Vector<3>& log_theta) { return {std::exp(log_theta[0]), std::exp(log_theta[1]), std::exp(log_theta[2])}; }

double retention(const Parameters& theta, int t) { return std::exp(log_retention(theta, t)); }

double survival(const Parameters& theta, int t) { return t == 0 ? 1 : std::exp(log_beta_ratio(theta.gamma, theta.delta, std::pow(t, theta.c))); }

double probability_mass(const Parameters& theta, int t) { return survival(theta, t - 1) * -std::expm1(log_retention(theta, t)); }

double discounted_expected_lifetime(const Parameters& theta, double discount) { return 1 + discounted_expected_residual_lifetime(theta, 0, discount); }

double discounted_expected_residual_lifetime(const Parameters& theta, int renewals, double discount) {
  if (discount == 0 && theta.c * theta.gamma <= 1) return std::numeric_limits<double>::infinity();
  // The first terms one by one; the rest as an integral from half a period before them, with the first four of Gauss and Encke's corrections
  // by differences about that point (Euler and Maclaurin's in differences; they fall like powers of 1/N).
  constexpr int N = 48;
  const Terms terms(theta, renewals, discount);
  std::array<double, N + 4> term{};
  double sum = 0;
  for (int t = 1; t < N + 4; ++t) {
    const double each = std::exp(terms.log_at(t));
    if (each < 1e-19 * sum) return sum;
    term[static_cast<std::size_t>(t)] = each;
    if (t < N) sum += each;
  }
  const auto apart = [&](std::size_t k) { return term[N - 1 + k] - term[N - k]; };  // terms 2k−1 apart around N−½
  const double d1 = apart(1), d3 = apart(2) - 3 * d1, d5 = apart(3) - 5 * apart(2) + 10 * d1, d7 = apart(4) - 7 * apart(3) + 21 * apart(2) - 35 * d1;
  return sum + terms.integral(N - 0.5, sum) + (d1 / 24 - d3 * 17 / 5760 + d5 * 367 / 967680 - d7 * 27859 / 464486400);
}

Slope<3> log_likelihood(const Parameters& theta, const Renewals& renewals) {
  Slope<3> sum, before = log_beta_at(theta, 0);
  for (std::size_t i = 0; i < renewals.periods.size(); ++i) {
    const int t = static_cast<int>(i) + 1;
    const Slope<3> after = log_beta_at(theta, t);
    const auto& [there, stayed] = renewals.periods[i];
    const double lost = there - stayed, log_stay = log_retention(theta, t);
    // ln r for who stays, ln(1−r) for who leaves, whose derivatives by ln r are −r/(1−r) and −r/(1−r)².
    const double leave = -std::expm1(log_stay), odds = std::exp(log_stay) / leave;
    sum.value += (stayed > 0 ? stayed * log_stay : 0) + (lost > 0 ? lost * std::log(leave) : 0);
    const double first = stayed - (lost > 0 ? lost * odds : 0), second = lost > 0 ? -lost * odds / leave : 0;
    Vector<3> by;
    for (std::size_t k = 0; k < 3; ++k) by[k] = after.gradient[k] - before.gradient[k];
    for (std::size_t k = 0; k < 3; ++k) {
      sum.gradient[k] += first * by[k];
      for (std::size_t j = k; j < 3; ++j) sum.hessian[k][j] += first * (after.hessian[k][j] - before.hessian[k][j]) + second * by[k] * by[j];
    }
    before = after;
  }
  for (std::size_t k = 0; k < 3; ++k)
    for (std::size_t j = 0; j < k; ++j) sum.hessian[k][j] = sum.hessian[j][k];
  return sum;
}

Fit<3> fit(const Renewals& renewals) {
  Fit<3> none;
  none.failed = NoFit::too_few;
  if (!renewals.enough_for(3)) return none;
  const std::array<Vector<3>, 5> starts = {Vector<3>{0, 1, 0}, Vector<3>{-1, 0.5, 0.4}, Vector<3>{1, 2.5, -0.4}, Vector<3>{-2, -1, 0.8}, Vector<3>{2, 3.5, 0}};
  const auto function = [&](const Vector<3>& log_theta) {
    const Parameters theta = parameters_at(log_theta);
    return in_logarithms<3>(log_likelihood(theta, renewals), {theta.gamma, theta.delta, theta.c});
  };
  return fit_from<3>(function, starts, renewals.whole_customers());
}

}  // namespace lifeworth::bdw
