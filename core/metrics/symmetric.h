// Systems of linear equations with a symmetric matrix of a few rows, as regressions have them. Rows that say nothing new (a trait that follows from others) are
// left out, and their unknowns are 0.
#pragma once

#include <cstddef>
#include <vector>

namespace lifeworth {

/// Its lower half, row by row: j ≤ i.
class Symmetric {
 public:
  explicit Symmetric(std::size_t size) : size_(size), cells_(size * (size + 1) / 2) {}
  std::size_t size() const { return size_; }
  double& at(std::size_t i, std::size_t j) { return cells_[i * (i + 1) / 2 + j]; }
  double at(std::size_t i, std::size_t j) const { return cells_[i * (i + 1) / 2 + j]; }

 private:
  std::size_t size_;
  std::vector<double> cells_;
};

/// Cholesky's way, of a matrix without negative eigenvalues.
class Solver {
 public:
  explicit Solver(const Symmetric& matrix);
  std::size_t rank() const { return rank_; }
  bool uses(std::size_t row) const { return lower_.at(row, row) > 0; }
  std::vector<double> solve(std::vector<double> right) const;

 private:
  Symmetric lower_;
  std::size_t rank_ = 0;
};

}  // namespace lifeworth
