// Gauss and Legendre's rules for the models' integrals. In: a smooth integrand. Out: its values at nodes, with weights. Every model cuts
// its integral into panels by what it knows of the integrand beforehand, so nothing is tried twice.
#pragma once

#include <array>
#include <boost/math/quadrature/gauss.hpp>

namespace lifeworth {

/// Boost writes out the rules of 7, 10, 15 … points alone.
struct GaussOfFour {
  static constexpr std::array<double, 2> abscissa() { return {0.33998104358485626, 0.86113631159405258}; }
  static constexpr std::array<double, 2> weights() { return {0.65214515486254614, 0.34785484513745386}; }
};

template <unsigned N>
struct GaussOf : boost::math::quadrature::gauss<double, N> {};
template <>
struct GaussOf<4> : GaussOfFour {};

/// Calls f(node, weight) for the nodes of the N-point rule on (−1, 1).
template <unsigned N, class Function>
void at_gauss_nodes(Function&& f) {
  const auto& nodes = GaussOf<N>::abscissa();
  const auto& weights = GaussOf<N>::weights();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    f(nodes[i], weights[i]);
    if (nodes[i] != 0) f(-nodes[i], weights[i]);
  }
}

/// The same on (from, to).
template <unsigned N, class Function>
void at_gauss_nodes(double from, double to, Function&& f) {
  const double half = 0.5 * (to - from);
  at_gauss_nodes<N>([&](double node, double weight) { f(from + half * (1 + node), half * weight); });
}

// A full panel is one over which c+τ grows at most 13 times, and each of two powers of such sums changes by a factor of e^8 at most. In
// ln(c+τ) the integrand is then like e^(−16 y) on (0, 1), for which 15 points err by 16^30/(4^30·30!) = 4e−15,
// and where such a sum is zero, π away from the real line, costs less. The same bound gives 2e−14 for 7 points on a sixth of a panel and
// 3e−13 for 4 points on a fortieth.
inline constexpr double panel_exponent = 8, panel_growth = 12;

/// Calls f(y, weight) over (0, length), with as many nodes as a part of a panel needs; `part` 1 is a full one.
template <class Function>
void over_panel(double length, double part, Function&& f) {
  if (part <= 1.0 / 40) at_gauss_nodes<4>(0, length, f);
  else if (part <= 1.0 / 6) at_gauss_nodes<7>(0, length, f);
  else at_gauss_nodes<15>(0, length, f);
}

/// What is below e^−40 = 4e−18 of an integrand's beginning, and falling, is left out.
inline constexpr double negligible_exponent = 40;

}  // namespace lifeworth
