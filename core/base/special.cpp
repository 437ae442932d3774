#include "base/special.h"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>

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

double student_t_quantile(double probability, double degrees) {
  return boost::math::quantile(boost::math::students_t_distribution<double, Policy>(degrees), probability);
}

double hypergeometric_2f1_negative(double a, double b, double c, double z) {
  if (z == 0) return 1;
  // (1+z)^−a · 2F1(a, c−b; c; w); terms are rescaled so that neither the power nor the sum leaves the range of a double.
  const double w = z / (1 + z);
  constexpr double huge = 1e280;
  double log_scale = -a * std::log1p(z), term = 1, sum = 1;
  for (int n = 0; n < 10'000'000; ++n) {
    const double ratio = (a + n) * (c - b + n) / ((c + n) * (n + 1.0)) * w;
    term *= ratio;
    sum += term;
    if (sum > huge) {
      term /= huge;
      sum /= huge;
      log_scale += std::log(huge);
    }
    // Ratios fall towards w from above or rise towards it from below: past the peak the rest is below a geometric series.
    const double bound = ratio > w ? ratio : w;
    if (ratio < 1 && term * bound <= sum * 1e-17 * (1 - bound)) break;
  }
  return std::exp(log_scale + std::log(sum));
}

}  // namespace lifeworth
