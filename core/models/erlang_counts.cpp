#include "models/erlang_counts.h"

#include <cmath>
#include <optional>

#include "base/special.h"
#include "models/quadrature.h"

namespace lifeworth {
namespace {

/// N purchases made if nobody left → what they are expected to come to: Σ_{n≤N} w, with w = E[(1−p)^(n−1)] = (b)_{n−1}/(a+b)_{n−1}.
template <bool sloped>
struct Survived {
  double a, b;
  double n = 1, w = 1;
  Counts sum{1, 0};
  double log_w_by_a = 0, log_w_by_b = 0;  ///< derivatives of ln w
  double by_a = 0, by_b = 0;              ///< derivatives of the sum

  void next() {
    const double stay = 1 / (b + n - 1), all = 1 / (a + b + n - 1);
    w *= (b + n - 1) * all;
    ++n;
    sum.mean += w;
    sum.factorial_moment += 2 * (n - 1) * w;
    if constexpr (!sloped) return;
    log_w_by_a -= all;
    log_w_by_b += stay - all;
    by_a += w * log_w_by_a;
    by_b += w * log_w_by_b;
  }
};

/// From here on P(n purchases would come) is all but a straight line between n and n+1: Σ_{n>N} is an integral, by Euler and Maclaurin.
constexpr double many = 4096;

/// Σ w P(M ≥ due + k(n−1)) over n after `from`'s.
Counts of_later_purchases(const Ticking& c, double odds, const Survived<false>& from) {
  // w = Γ(b+n−1)/Γ(a+b+n−1) up to a constant, with y = n + b + (a−3)/2: y^−a (1 + a(a²−1)/(24 y²) + …).
  const auto shifted = [&](double n) { return n + c.b + (c.a - 3) / 2; };
  const auto log_w = [&](double y) { return -c.a * std::log(y) + c.a * (c.a * c.a - 1) / (24 * y * y); };
  const double log_start = std::log(from.w) - log_w(shifted(from.n));
  const auto expected = [&](double n) {
    return std::exp(log_start + log_w(shifted(n))) * regularised_beta_complement(c.shape, c.due + c.k * (n - 1), 1 / (1 + odds));
  };
  const double first = from.n + 0.5, last = (c.shape + 12 * std::sqrt(c.shape) + 45) * (1 + odds) / c.k;
  Counts sum;
  const double here = expected(from.n), next = expected(from.n + 1);
  sum.mean = (next - here) / 24;
  sum.factorial_moment = 2 * (from.n * next - (from.n - 1) * here) / 24;
  const double span = std::log(last / first), panels = std::ceil(4 * span);
  for (double panel = 0; panel < panels; ++panel)
    at_gauss_nodes<15>(span * panel / panels, span * (panel + 1) / panels, [&](double v, double weight) {
      const double n = first * std::exp(v), each = weight * n * expected(n);
      sum.mean += each;
      sum.factorial_moment += 2 * (n - 1) * each;
    });
  return sum;
}

/// Σ over all numbers of ticks; nothing where derivatives are wanted of more purchases than are counted one by one.
template <bool sloped>
std::optional<SlopedCounts> sum_over_ticks(const Ticking& c, double t) {
  // M ticks in t are negative binomial: P(M = m) = (shape)_m/m! (1−z)^shape zᵐ.
  const double odds = t / c.rate, z = odds / (1 + odds);
  const double centre = c.shape * odds, spread = std::sqrt(c.shape * odds * (1 + odds));
  // Many ticks, hardly ever few: the sum begins 12 standard deviations below the mean, and is divided by Σ P(M = m) instead of knowing P there,
  // which would be a difference of large logarithms. Else it begins with the first purchase.
  const bool in_window = centre - 12 * spread > c.due + c.k;
  double m = in_window ? c.due + c.k * std::floor((centre - 12 * spread - c.due) / c.k) : c.due;
  double log_scale = -c.shape * std::log1p(odds);
  for (int i = 0; i < c.due; ++i) log_scale += std::log((c.shape + i) / (i + 1) * z);
  Survived<sloped> survived{c.a, c.b};
  while (survived.n < (m - c.due) / c.k + 1) survived.next();
  // d ln P(M = m): by the shape Σ_{i<m} 1/(shape+i) − ln(1+odds), by ln odds (m − shape·odds)/(1+odds).
  double by_shape = -std::log1p(odds);
  if (sloped && in_window) by_shape += digamma(c.shape + m) - digamma(c.shape);
  else if (sloped)
    for (int i = 0; i < c.due; ++i) by_shape += 1 / (c.shape + i);

  constexpr double huge = 1e200;
  Counts sum, later;
  CountsSlope slope;
  double term = 1, all = 0;
  for (int to_next = c.k; term > 0; ++m) {
    all += term;
    sum.mean += term * survived.sum.mean;
    sum.factorial_moment += term * survived.sum.factorial_moment;
    if constexpr (sloped) {
      slope.by_shape += term * survived.sum.mean * by_shape;
      slope.by_log_rate -= term * survived.sum.mean * (m - centre);
      slope.by_a += term * survived.by_a;
      slope.by_b += term * survived.by_b;
      by_shape += 1 / (c.shape + m);
    }
    const double ratio = (c.shape + m) / (m + 1) * z;
    // What follows is below a geometric series, but for the growth of the moment with m²; that has begun at the second purchase.
    const double bound = std::fmax(ratio, z) * (1 + 2 / m);
    if (bound < 1 && survived.n > 1 && term * survived.sum.factorial_moment * bound <= 1e-17 * sum.factorial_moment * (1 - bound)) break;
    term *= ratio;
    if (term > huge) {
      term /= huge, all /= huge, sum.mean /= huge, sum.factorial_moment /= huge;
      slope.by_shape /= huge, slope.by_log_rate /= huge, slope.by_a /= huge, slope.by_b /= huge;
      log_scale += std::log(huge);
    }
    if (--to_next > 0) continue;
    if (!in_window && survived.n >= many) {
      if constexpr (sloped) {
        return std::nullopt;
      } else {
        // P(M > m) that nothing was counted for yet: this many purchases, and more.
        const double rest = regularised_beta_complement(c.shape, m + 1, 1 / (1 + odds));
        later = of_later_purchases(c, odds, survived);
        later.mean += rest * survived.sum.mean;
        later.factorial_moment += rest * survived.sum.factorial_moment;
        break;
      }
    }
    survived.next();
    to_next = c.k;
  }
  const double scale = in_window ? 1 / all : std::exp(log_scale);
  return SlopedCounts{{sum.mean * scale + later.mean, sum.factorial_moment * scale + later.factorial_moment},
                      {slope.by_shape * scale, slope.by_log_rate * scale / (1 + odds), slope.by_a * scale, slope.by_b * scale}};
}

/// Derivatives as central differences in logarithms.
SlopedCounts by_differences(const Ticking& c, double t) {
  constexpr double h = 1e-4;
  const auto slope = [&](double Ticking::*of) {
    Ticking up = c, down = c;
    up.*of *= std::exp(h), down.*of *= std::exp(-h);
    return (expected_counts(up, t).mean - expected_counts(down, t).mean) / (2 * h);
  };
  return {expected_counts(c, t), {slope(&Ticking::shape) / c.shape, slope(&Ticking::rate), slope(&Ticking::a) / c.a, slope(&Ticking::b) / c.b}};
}

}  // namespace

Counts expected_counts(const Ticking& customer, double t) { return sum_over_ticks<false>(customer, t)->counts; }

SlopedCounts sloped_counts(const Ticking& customer, double t) {
  const auto sums = sum_over_ticks<true>(customer, t);
  return sums ? *sums : by_differences(customer, t);
}

}  // namespace lifeworth
