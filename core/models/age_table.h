// Numbers that depend on purchases x and age T, for millions of customers: the same few x at thousands of ages. For one x they are smooth functions of T, so
// they are worked out at some ages and interpolated between them, by the barycentric formula at Chebyshev's points (Berrut & Trefethen 2004, SIAM Review
// 46:3). In: what works the numbers out, the histories that will be asked for. Out: the numbers at any of them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <numbers>
#include <span>
#include <vector>

#include "models/purchases.h"

namespace lifeworth {

/// Ages at which numbers are worked out where there are more than this. Errors fall by a factor a point; at 24 they are rounding's for ages of many years.
inline constexpr std::size_t all_ages = 24;

/// ln of what may be nothing (a horizon of no length, a moment that was not asked for); its exponential is 0, and it can be interpolated.
inline double log_or_none(double value) { return value > 0 ? std::log(value) : -1e4; }

template <std::size_t N>
class AgeTable {
 public:
  using Values = std::array<double, N>;

  /// `worked_out(x, ages)`: Values of each of some rising ages. `scale`: a time over which they change with age, such as α. With fewer `points` than all_ages they cost less.
  template <class WorkOut>
  AgeTable(WorkOut&& worked_out, double scale, std::span<const History> histories, std::size_t points) : scale_(scale) {
    for (const History& history : histories) by_x_[history.x].T.push_back(history.T);
    for (auto& [x, ages] : by_x_) {
      std::ranges::sort(ages.T);
      const auto rest = std::ranges::unique(ages.T);
      ages.T.erase(rest.begin(), rest.end());
      if (ages.T.size() > points) place_points(ages, points);
      ages.values = worked_out(x, std::span<const double>(ages.T));
    }
  }

  /// `x` and `T` of one of the histories, or with that x and a T between theirs.
  Values at(double x, double T) const {
    const Ages& ages = by_x_.find(x)->second;
    const auto known = ages.position.empty() ? std::ranges::lower_bound(ages.T, T) : ages.T.end();
    return known != ages.T.end() ? ages.values[std::size_t(known - ages.T.begin())] : interpolated(ages, T);
  }

 private:
  struct Ages {
    std::vector<double> T, position, weight;  ///< position: ln(scale + T), in which interpolation is done
    std::vector<Values> values;
  };

  /// Chebyshev's points in ln(scale + T), with their barycentric weights, instead of all ages.
  void place_points(Ages& ages, std::size_t points) const {
    const double low = std::log(scale_ + ages.T.front()), high = std::log(scale_ + ages.T.back());
    ages.T.clear();
    for (std::size_t i = 0; i < points; ++i) {
      const double angle = (2 * double(i) + 1) / (2 * double(points)) * std::numbers::pi;
      ages.position.push_back((low + high) / 2 - (high - low) / 2 * std::cos(angle));
      ages.weight.push_back((i % 2 ? -1 : 1) * std::sin(angle));
      ages.T.push_back(std::fmax(0, std::exp(ages.position.back()) - scale_));
    }
  }

  Values interpolated(const Ages& ages, double T) const {
    const double position = std::log(scale_ + T);
    Values sum{};
    double all = 0;
    for (std::size_t i = 0; i < ages.position.size(); ++i) {
      const double distance = position - ages.position[i];
      if (distance == 0) return ages.values[i];
      const double share = ages.weight[i] / distance;
      all += share;
      for (std::size_t k = 0; k < N; ++k) sum[k] += share * ages.values[i][k];
    }
    for (double& value : sum) value /= all;
    return sum;
  }

  double scale_;
  std::map<double, Ages> by_x_;
};

}  // namespace lifeworth
