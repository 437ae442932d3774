// Special functions and quantiles: Boost.Math under a policy that cannot throw, and the one hypergeometric function the purchase
// models need, which Boost has no fast form of.
#pragma once

namespace lifeworth {

/// z(0.975), the half width of a 95 % interval in standard errors.
inline constexpr double z_95 = 1.959963984540054;

double log_gamma(double x);   ///< x > 0
double digamma(double x);     ///< x > 0
double trigamma(double x);    ///< x > 0
/// I_x(a, b), the distribution function of beta(a, b); a, b > 0 and 0 ≤ x ≤ 1.
double regularised_beta(double a, double b, double x);
double regularised_beta_complement(double a, double b, double x);  ///< 1 − I_x(a, b), exact where that is small
/// ln B(a, b+v) − ln B(a, b) for a, b > 0 and v ≥ 0. Nothing large cancels: twelve digits of it are good also where it is near 0 (a, v down to
/// 10⁻⁸) and where a, b or v are vast.
double log_beta_ratio(double a, double b, double v);
/// Quantile of Student's t with `degrees` > 0 degrees of freedom.
double student_t_quantile(double probability, double degrees);
/// P(|T| ≥ |t|) of the same.
double student_t_two_sided(double t, double degrees);

/// 2F1(a, b; c; −z) for z ≥ 0 and c > b > 0, a > 0. Pfaff's transformations (DLMF 15.8.1) turn it into a series of positive terms in
/// z/(1+z) < 1: nothing cancels, so the sum is good to rounding. Where the series is long, Taylor's series carry it on from a nearer point;
/// the work grows with ln z, and with a where that is far above b and c.
double hypergeometric_2f1_negative(double a, double b, double c, double z);

}  // namespace lifeworth
