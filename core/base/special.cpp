#include "base/special.h"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>
#include <optional>

namespace lifeworth {
namespace {

namespace policies = boost::math::policies;
// Results are the same in both builds only without long double; errors become NaN, which callers test for.
using Policy = policies::policy<policies::promote_double<false>, policies::domain_error<policies::errno_on_error>,
                                policies::pole_error<policies::errno_on_error>, policies::overflow_error<policies::errno_on_error>,
                                policies::evaluation_error<policies::errno_on_error>, policies::rounding_error<policies::errno_on_error>>;

}  // namespace

double log_gamma(double x) { return std::lgamma(x); }
double digamma(double x) { return boost::math::digamma(x, Policy()); }
double trigamma(double x) { return boost::math::trigamma(x, Policy()); }
double regularised_beta(double a, double b, double x) { return boost::math::ibeta(a, b, x, Policy()); }
double regularised_beta_complement(double a, double b, double x) { return boost::math::ibetac(a, b, x, Policy()); }

namespace {

/// What Stirling's formula with its first correction leaves out of ln Γ(z), z ≥ 12 (DLMF 5.11.1).
double stirling_rest(double z) {
  const double s = 1 / (z * z);
  return -s / z * (1. / 360 - s * (1. / 1260 - s * (1. / 1680 - s * (1. / 1188 - s * (691. / 360360)))));
}

}  // namespace

double log_beta_ratio(double a, double b, double v) {
  if (std::isinf(v)) return -v;
  // ln Γ(b+v)Γ(b+a) ÷ Γ(b)Γ(b+a+v): the same for a and v exchanged, and larger by ln(1 + av/(b(b+a+v))) for b+1. Far enough up, Stirling's
  // formulas for the four are subtracted in closed form.
  double sum = 0;
  const auto step = [&] { return std::log1p(a / b * (v / (b + a + v))); };
  for (; b < 12; ++b) sum -= step();
  const double ba = b + a, bv = b + v, all = b + a + v;
  const double stirling = (b - 0.5) * step() - a * std::log1p(v / ba) - v * std::log1p(a / bv);
  const double first = -a / b / ba * (v / bv) * ((b + all) / all) / 12;  // of 1/(12z)
  return sum + stirling + first + ((stirling_rest(ba) - stirling_rest(b)) - (stirling_rest(all) - stirling_rest(bv)));
}

double student_t_two_sided(double t, double degrees) { return regularised_beta(degrees / 2, 0.5, degrees / (degrees + t * t)); }

double student_t_quantile(double probability, double degrees) {
  return boost::math::quantile(boost::math::students_t_distribution<double, Policy>(degrees), probability);
}

namespace {

/// exp(log_scale) · value, and the derivative in the same scale: what would leave the range of a double.
struct Scaled {
  double value, slope, log_scale;
};

/// F(u, v; c; w) by its series, 0 < w < 1, whose terms must have (nearly) one sign; nothing where `terms` of them are too few.
std::optional<Scaled> by_series(double u, double v, double c, double w, int terms) {
  constexpr double huge = 1e280;
  double term = 1, sum = 1, slope = 0, log_scale = 0;
  for (int n = 0; n < terms; ++n) {
    const double ratio = (u + n) * (v + n) / ((c + n) * (n + 1.0)) * w;
    term *= ratio;
    sum += term;
    slope += (n + 1) * term;
    if (sum > huge) {
      term /= huge;
      sum /= huge;
      slope /= huge;
      log_scale += std::log(huge);
    }
    // Ratios fall towards w from above or rise towards it from below: past the peak the rest is below a geometric series.
    const double bound = std::fmax(ratio, w);
    if (bound < 1 && std::abs(term) * bound <= sum * 1e-17 * (1 - bound)) return Scaled{sum, slope / w, log_scale};
  }
  return std::nullopt;
}

/// F(u, v; c; ·) carried from 1−e to 1−e+h by its Taylor series there, whose coefficients follow from the hypergeometric equation
/// (DLMF 15.10.1).
Scaled stepped(double u, double v, double c, double e, double h, const Scaled& f) {
  const double w = 1 - e;
  double before = 1, here = f.slope / f.value * h, sum = before + here, slope = here;  // coefficients times hⁿ
  for (int n = 0; n < 2000 && std::abs(here) + std::abs(before) > 1e-18 * sum; ++n) {
    const double next = ((n + u) * (n + v) * before * h + (n + 1) * ((w - e) * n + (u + v + 1) * w - c) * here) * h / (w * e * (n + 2) * (n + 1));
    before = here;
    here = next;
    sum += here;
    slope += (n + 2) * here;
  }
  return {1, slope / h / sum, f.log_scale + std::log(f.value * sum)};
}

/// ln ∫ p^b (1−p)^(c−b) (1+zp)^−a dy with y = logit p, by the trapezoidal rule from the peak out; `shift` = ln(1+z). The integrand is smooth in y and
/// bell-shaped, one peak, the rule's error below rounding for a step of 0.7 of the bell's width.
double log_beta_mean(double a, double b, double c, double shift) {
  const auto log1p_exp = [](double y) { return y > 0 ? y + std::log1p(std::exp(-y)) : std::log1p(std::exp(y)); };
  const auto share = [](double y) { return 1 / (1 + std::exp(-y)); };
  const auto height = [&](double y) { return b * y - (c - a) * log1p_exp(y) - a * log1p_exp(y + shift); };
  double low = -800, high = 800;
  for (int i = 0; i < 100; ++i) {
    const double y = (low + high) / 2;
    (b - (c - a) * share(y) - a * share(y + shift) > 0 ? low : high) = y;
  }
  const double peak = low, top = height(peak), p = share(peak), q = share(peak + shift);
  const double step = std::fmin(0.2, 0.7 / std::sqrt(std::fmax(1, (c - a) * p * (1 - p) + a * q * (1 - q))));
  double sum = 1;
  for (const double side : {-step, step}) {
    // Far out the integrand is a power of p, or of 1−p, and the rest a geometric series.
    const double power = side < 0 ? b : c - b, far = side < 0 ? -40 - shift - std::log(c + a) : 40 + std::log(c + a);
    for (double y = peak + side;; y += side) {
      const double term = std::exp(height(y) - top);
      const bool straight = side < 0 ? y < far : y > far;
      sum += straight ? term / -std::expm1(-power * step) : term;
      if (straight || term < 1e-18 * sum) break;
    }
  }
  return top + std::log(step * sum);
}

}  // namespace

double hypergeometric_2f1_negative(double a, double b, double c, double z) {
  if (z == 0) return 1;
  // F(a, c−b; c; w) (1+z)^−a = F(c−a, b; c; w) (1+z)^−b with w = z/(1+z). With the greater of a and b in the power, all terms are positive
  // but rise for a·z terms; with the lesser, F stays bounded, but changes sign at first where a > c: taken where that costs no digits.
  const double more = std::fmax(a, b), less = std::fmin(a, b);
  const auto flat_is_exact = [&](double w) { return a <= b || (a - c) * std::fmax(1, b) * w < 0.5 * c; };
  const auto series = [&](bool flat, double w, int terms) { return flat ? by_series(less, c - more, c, w, terms) : by_series(more, c - less, c, w, terms); };
  const double w = z / (1 + z), log_e = -std::log1p(z);
  bool flat = flat_is_exact(w);
  if (const auto found = series(flat, w, 600)) return std::exp(found->log_scale + (flat ? less : more) * log_e + std::log(found->value));
  // Of so great a or c the steps below would be millions: E[(1+zp)^−a] over p ~ beta(b, c−b) instead, to nine digits.
  if (a > 1e4 || c > 1e5) return std::exp(log_beta_mean(a, b, c, -log_e) - log_beta_mean(0, b, c, 0));
  // From here on the bounded F is carried on by Taylor's series: each step at most halves the distance to w = 1 (40·z terms would do the same).
  const double start = std::fmin(z, std::fmin(8, 100 / more));
  double e = 1 / (1 + start);
  flat = flat_is_exact(1 - e);
  auto f = series(flat, 1 - e, 50'000'000);
  if (!f) return std::numeric_limits<double>::quiet_NaN();
  if (!flat) *f = {f->value, f->slope - (more - less) / e * f->value, f->log_scale + (more - less) * std::log(e)};
  // Steps stay within half of the way to either singular point. They are shorter where c or |a−b| is large, lest rounding wake up what else
  // solves the equation: w^(1−c), (1−w)^|a−b|.
  for (const double end = std::exp(log_e); e > end;) {
    const double h = std::fmin(std::fmin(e * std::fmin(0.5, 4 / (more - less)), (1 - e) * std::fmin(0.5, 4 / c)), e - end);
    *f = stepped(less, c - more, c, e, h, *f);
    e = h < e - end ? e - h : end;
  }
  return std::exp(f->log_scale + less * log_e + std::log(f->value));
}

}  // namespace lifeworth
