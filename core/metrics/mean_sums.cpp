#include "metrics/mean_sums.h"

#include <cmath>

#include "base/special.h"

namespace lifeworth {

void MeanSums::add(double number) {
  sum_ += number;
  const double before = number - mean_;
  mean_ += before / static_cast<double>(++n_);
  squares_ += before * (number - mean_);
}

void MeanSums::add(const MeanSums& others) {
  if (others.n_ == 0) return;
  const auto own = static_cast<double>(n_), more = static_cast<double>(others.n_);
  const double apart = others.mean_ - mean_;
  n_ += others.n_;
  sum_ += others.sum_;
  mean_ += apart * more / (own + more);
  squares_ += others.squares_ + apart * apart * own * more / (own + more);
}

Estimate MeanSums::estimate() const {
  if (n_ < 2) return {mean(), std::nullopt, n_};
  const auto n = static_cast<double>(n_);
  const double half = student_t_quantile(0.975, n - 1) * std::sqrt(squares_ / (n - 1) / n);
  return {mean(), Interval{mean() - half, mean() + half}, n_};
}

}  // namespace lifeworth
