#include "metrics/symmetric.h"

#include <cmath>

namespace lifeworth {
namespace {

/// What is left of a row after those before it, as a share of it, below which it says nothing new.
constexpr double nothing_new = 1e-9;

}  // namespace

Solver::Solver(const Symmetric& matrix) : lower_(matrix.size()) {
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!uses(j)) continue;
      double sum = matrix.at(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= lower_.at(i, k) * lower_.at(j, k);
      lower_.at(i, j) = sum / lower_.at(j, j);
    }
    double left = matrix.at(i, i);
    for (std::size_t k = 0; k < i; ++k) left -= lower_.at(i, k) * lower_.at(i, k);
    if (left > nothing_new * matrix.at(i, i)) lower_.at(i, i) = std::sqrt(left), ++rank_;
    else
      for (std::size_t k = 0; k < i; ++k) lower_.at(i, k) = 0;
  }
}

std::vector<double> Solver::solve(std::vector<double> x) const {
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= lower_.at(i, k) * x[k];
    x[i] = uses(i) ? x[i] / lower_.at(i, i) : 0;
  }
  for (std::size_t i = x.size(); i-- > 0;) {
    for (std::size_t k = i + 1; k < x.size(); ++k) x[i] -= lower_.at(k, i) * x[k];
    x[i] = uses(i) ? x[i] / lower_.at(i, i) : 0;
  }
  return x;
}

}  // namespace lifeworth
