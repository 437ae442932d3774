#include "models/regular_outlooks.h"

#include <cmath>

#include "models/erlang_counts.h"
#include "models/quadrature.h"

namespace lifeworth::mbg_cnbd_k {
namespace {

/// E[N] within u = odds · (α+T), with derivatives by what it is made of.
struct At {
  double odds;
  double weight;  ///< dodds of an integral
  double mean;
  CountsSlope slope;
};

/// Derivatives by ln r, ln α, ln a, ln b where λ's rate is α+T.
Vector<4> by_log_parameters(const Parameters& p, double T, const CountsSlope& slope) {
  return {p.r * slope.by_shape, p.alpha / (p.alpha + T) * slope.by_log_rate, p.a * slope.by_a, p.b * slope.by_b};
}

/// Nodes between two odds in v = ln(1 + odds/τ), τ one tick: there the mean's steps are of one width, and the sharper the greater k.
template <class Each>
void between(double from, double to, double ticks, int k, Each&& each) {
  const double low = std::log1p(from * ticks), high = std::log1p(to * ticks), sharp = std::fmax(1, k / 8.0);
  const auto at = [&](double v, double weight) { each(std::expm1(v) / ticks, weight * std::exp(v) / ticks); };
  const double span = (high - low) * sharp, panels = std::ceil(span);
  if (span <= 0.1) return at_gauss_nodes<4>(low, high, at);
  if (span <= 0.4) return at_gauss_nodes<7>(low, high, at);
  for (double panel = 0; panel < panels; ++panel) at_gauss_nodes<15>(low + (high - low) * panel / panels, low + (high - low) * (panel + 1) / panels, at);
}

/// By parts: Σ e^(−δu) over purchases = e^(−δt) N(t) + δ ∫ e^(−δu) N(u) du, nothing negative.
void discount(const Parameters& p, double T, double t, double delta, std::span<const At> nodes, AliveOutlook& outlook) {
  const double rate = p.alpha + T, at_end = std::exp(-delta * t), all = outlook.forecast.transactions;
  double mean = at_end * all;
  Vector<4> gradient;
  for (std::size_t i = 0; i < 4; ++i) gradient[i] = at_end * all * outlook.log_transactions_gradient[i];
  CountsSlope slope;
  for (const At& node : nodes) {
    const double weight = delta * rate * node.weight * std::exp(-delta * rate * node.odds);
    mean += weight * node.mean;
    slope.by_shape += weight * node.slope.by_shape, slope.by_log_rate += weight * node.slope.by_log_rate;
    slope.by_a += weight * node.slope.by_a, slope.by_b += weight * node.slope.by_b;
  }
  const Vector<4> over_time = by_log_parameters(p, T, slope);
  for (std::size_t i = 0; i < 4; ++i) outlook.log_discounted_gradient[i] = (gradient[i] + over_time[i]) / mean;
  outlook.forecast.discounted_transactions = mean;
}

}  // namespace

std::vector<AliveOutlook> outlooks_if_alive(const Parameters& p, double x, int ticks, std::span<const double> ages, double t, double discount_rate) {
  std::vector<AliveOutlook> outlooks(ages.size());
  if (t <= 0) return outlooks;
  const double shape = p.r + p.k * x + ticks;
  const auto counts_at = [&](double odds) { return sloped_counts({shape, 1, p.k - ticks, p.k, p.a, p.b + x + 1}, odds); };
  std::vector<At> nodes;
  double known_to = 0;
  // From the oldest, of whom the least odds are asked.
  for (std::size_t i = ages.size(); i-- > 0;) {
    const double T = ages[i], odds = t / (p.alpha + T);
    const auto [counts, slope] = counts_at(odds);
    AliveOutlook& own = outlooks[i];
    own.forecast = {counts.mean, counts.mean, counts.factorial_moment};
    if (!(counts.mean > 0)) continue;  // so little time that it is nothing to the machine
    own.log_transactions_gradient = by_log_parameters(p, T, slope);
    for (double& by : own.log_transactions_gradient) by /= counts.mean;
    own.log_discounted_gradient = own.log_transactions_gradient;
    if (discount_rate == 0) continue;
    between(known_to, odds, shape + p.k, p.k, [&](double at, double weight) {
      const auto [mean, mean_slope] = counts_at(at);
      nodes.push_back({at, weight, mean.mean, mean_slope});
    });
    known_to = odds;
    discount(p, T, t, discount_rate, nodes, own);
  }
  return outlooks;
}

}  // namespace lifeworth::mbg_cnbd_k
