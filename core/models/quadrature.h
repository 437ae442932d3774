// Gauss and Legendre's rule: integrals of smooth functions over (−1, 1).
#pragma once

#include <boost/math/quadrature/gauss.hpp>

namespace lifeworth {

/// Calls f(node, weight) for each of the rule's nodes.
template <unsigned Nodes, class Function>
void at_gauss_nodes(Function&& f) {
  using Rule = boost::math::quadrature::gauss<double, Nodes>;
  const auto& nodes = Rule::abscissa();
  const auto& weights = Rule::weights();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    f(nodes[i], weights[i]);
    if (nodes[i] != 0) f(-nodes[i], weights[i]);
  }
}

}  // namespace lifeworth
