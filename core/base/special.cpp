#include "base/special.h"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>

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

double student_t_quantile(double probability, double degrees) {
  return boost::math::quantile(boost::math::students_t_distribution<double, Policy>(degrees), probability);
}

double hypergeometric_2f1_negative(double a, double b, double c, double z) {
  if (z == 0) return 1;
  const double w = z / (1 + z);
  // F(a, c−b; c; w) (1+z)^−a = F(c−a, b; c; w) (1+z)^−b. Terms fall like n^(b−a−1) wⁿ in the second, like n^(a−b−1) wⁿ in the first, which
  // for frequent buyers first rises for a·z terms. The second changes sign at first where a > c: taken only where that costs no digits.
  const bool second = a > b && (a - c) * std::fmax(1, b) * w < 0.5 * c;
  const double u = second ? c - a : a, v = second ? b : c - b;
  // Terms are rescaled so that neither the power nor the sum leaves the range of a double.
  constexpr double huge = 1e280;
  double log_scale = -(second ? b : a) * std::log1p(z), term = 1, sum = 1;
  for (int n = 0; n < 50'000'000; ++n) {
    const double ratio = (u + n) * (v + n) / ((c + n) * (n + 1.0)) * w;
    term *= ratio;
    sum += term;
    if (sum > huge) {
      term /= huge;
      sum /= huge;
      log_scale += std::log(huge);
    }
    // Ratios fall towards w from above or rise towards it from below: past the peak the rest is below a geometric series.
    const double bound = std::fmax(ratio, w);
    if (bound < 1 && std::abs(term) * bound <= sum * 1e-17 * (1 - bound)) return std::exp(log_scale + std::log(sum));
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace lifeworth
