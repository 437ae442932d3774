// Pareto/NBD's likelihood and fit. A history's likelihood is Γ(r+x)/Γ(r) α^r β^s times
//   (α+T)^−(r+x) (β+T)^−s + ∫_{t_x}^T s (α+τ)^−(r+x) (β+τ)^−(s+1) dτ        alive at T, or dead since τ (note 009).
// With D(t) the integral from t to the end of the table, it is [(α+T)^−(r+x) (β+T)^−s − D(T)] + D(t_x): both terms are positive, whatever
// follows T (to die after T is less likely than to be alive at T), so the sum keeps all digits. And both depend on x and one time only:
// they are tabled per x and distinct time, of which there are far fewer than histories, by adding the integral between neighbouring times.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "models/pareto_nbd.h"
#include "models/pareto_nbd_deaths.h"

namespace lifeworth::pareto_nbd {
namespace {

/// A part of a likelihood with its derivatives: value, four first ones, and the second in rows of the upper triangle.
using Part = std::array<double, 15>;

struct Derivatives {
  Vector<4> first;  ///< of the logarithm of an integrand
  double r_alpha, alpha_alpha, s_s, s_beta, beta_beta;  ///< second derivatives of the logarithm, those that are not zero
};

/// Adds weight × {1, first derivatives, second derivatives} of something whose logarithm has these.
void add(Part& part, double weight, const Derivatives& log) {
  const auto& [r, alpha, s, beta] = log.first;
  part[0] += weight;
  part[1] += weight * r;
  part[2] += weight * alpha;
  part[3] += weight * s;
  part[4] += weight * beta;
  part[5] += weight * r * r;
  part[6] += weight * (r * alpha + log.r_alpha);
  part[7] += weight * r * s;
  part[8] += weight * r * beta;
  part[9] += weight * (alpha * alpha + log.alpha_alpha);
  part[10] += weight * alpha * s;
  part[11] += weight * alpha * beta;
  part[12] += weight * (s * s + log.s_s);
  part[13] += weight * (s * beta + log.s_beta);
  part[14] += weight * (beta * beta + log.beta_beta);
}

/// A distinct time t of the customers with one x. Parts are in units of (α+t)^−(r+x) (β+t)^−s, whose logarithm is log_unit.
struct Moment {
  double log_unit;
  Part dead_later;  ///< D(t)
  Part the_rest;    ///< 1 − D(t): alive at t and not dead by the end of the table
};

/// Histories sorted so that customers with one x are together, each with the places of its times among the distinct times of that x.
struct Grid {
  struct Row {
    std::uint32_t last, end;  ///< places of t_x and T
    double customers;
  };
  struct Group {
    double x, customers;
    std::vector<double> times;  ///< ascending
    std::vector<Row> rows;
  };
  std::vector<Group> groups;
};

Grid::Group group_of(std::span<const History> histories) {
  Grid::Group group{histories[0].x, 0, {}, {}};
  group.times.reserve(2 * histories.size());
  for (const History& h : histories) {
    group.customers += h.customers;
    if (group.times.empty() || group.times.back() != h.t_x) group.times.push_back(h.t_x);
    group.times.push_back(h.T);
  }
  std::ranges::sort(group.times);
  const auto rest = std::ranges::unique(group.times);
  group.times.erase(rest.begin(), rest.end());
  group.times.shrink_to_fit();  // of many histories a few times are distinct
  const auto place = [&](double time) { return static_cast<std::uint32_t>(std::ranges::lower_bound(group.times, time) - group.times.begin()); };
  group.rows.reserve(histories.size());
  for (const History& h : histories) group.rows.push_back({place(h.t_x), place(h.T), h.customers});
  return group;
}

/// Histories of a table come sorted, perhaps by the million; others are sorted in `room`.
std::span<const History> sorted(std::span<const History> histories, std::vector<History>& room) {
  const auto before = [](const History& one, const History& other) {
    return std::tie(one.x, one.t_x, one.T, one.customers) < std::tie(other.x, other.t_x, other.T, other.customers);
  };
  if (std::ranges::is_sorted(histories, before)) return histories;
  room.assign(histories.begin(), histories.end());
  std::ranges::sort(room, before);
  return room;
}

Grid grid_of_sorted(std::span<const History> histories) {
  Grid grid;
  for (std::size_t begin = 0, end = 0; begin < histories.size(); begin = end) {
    while (end < histories.size() && histories[end].x == histories[begin].x) ++end;
    grid.groups.push_back(group_of(histories.subspan(begin, end - begin)));
  }
  return grid;
}

Grid grid_of(std::span<const History> histories) {
  std::vector<History> room;
  return grid_of_sorted(sorted(histories, room));
}

/// Fills `table` for the times of a group, from the last to the first.
void tabulate(const Parameters& p, const Grid::Group& group, std::vector<Moment>& table) {
  const double power = p.r + group.x;
  table.assign(group.times.size(), {});
  for (std::size_t i = group.times.size(); i-- > 0;) {
    const double t = group.times[i], alpha_and_t = p.alpha + t, beta_and_t = p.beta + t;
    const double log_alpha = std::log(alpha_and_t), log_beta = std::log(beta_and_t);
    Moment& here = table[i];
    here.log_unit = -power * log_alpha - p.s * log_beta;
    if (i + 1 < group.times.size()) {
      const double units = std::exp(table[i + 1].log_unit - here.log_unit);
      for (std::size_t k = 0; k < here.dead_later.size(); ++k) here.dead_later[k] = units * table[i + 1].dead_later[k];
      at_deaths(p, group.x, t, group.times[i + 1], [&](const Death& death) {
        const double alpha = 1 / death.alpha_and_time, beta = 1 / death.beta_and_time;
        add(here.dead_later, death.weight,
            {{-log_alpha - death.log_alpha_growth, -power * alpha, 1 / p.s - log_beta - death.log_beta_growth, -(p.s + 1) * beta},
             -alpha, power * alpha * alpha, -1 / (p.s * p.s), -beta, (p.s + 1) * beta * beta});
      });
    }
    const double alpha = 1 / alpha_and_t, beta = 1 / beta_and_t;
    add(here.the_rest, 1, {{-log_alpha, -power * alpha, -log_beta, -p.s * beta}, -alpha, power * alpha * alpha, 0, -beta, p.s * beta * beta});
    for (std::size_t k = 0; k < here.the_rest.size(); ++k) here.the_rest[k] -= here.dead_later[k];
  }
}

/// Adds the customers of a row: the logarithm of its two parts' sum, with derivatives.
void add_row(const Moment& last, const Moment& end, double customers, Part& sum) {
  const double units = std::exp(end.log_unit - last.log_unit);
  Part whole;
  for (std::size_t k = 0; k < whole.size(); ++k) whole[k] = last.dead_later[k] + units * end.the_rest[k];
  const double scale = 1 / whole[0];
  sum[0] += customers * (std::log(whole[0]) + last.log_unit);
  for (std::size_t k = 1; k < whole.size(); ++k) whole[k] *= scale;
  for (std::size_t k = 1; k < 5; ++k) sum[k] += customers * whole[k];
  for (std::size_t i = 1, k = 5; i < 5; ++i)
    for (std::size_t j = i; j < 5; ++j, ++k) sum[k] += customers * (whole[k] - whole[i] * whole[j]);
}

Slope<4> log_likelihood(const Parameters& p, const Grid& grid) {
  Slope<4> slope;
  Part sum{};
  std::vector<Moment> table;
  for (const Grid::Group& group : grid.groups) {
    add_rate_terms(p.r, p.alpha, group.x, group.customers, slope);
    sum[0] += group.customers * p.s * std::log(p.beta);
    sum[3] += group.customers * std::log(p.beta);
    sum[4] += group.customers * p.s / p.beta;
    sum[13] += group.customers / p.beta;
    sum[14] -= group.customers * p.s / (p.beta * p.beta);
    tabulate(p, group, table);
    for (const Grid::Row& row : group.rows) add_row(table[row.last], table[row.end], row.customers, sum);
  }
  slope.value += sum[0];
  for (std::size_t i = 0; i < 4; ++i) slope.gradient[i] += sum[i + 1];
  for (std::size_t i = 0, k = 5; i < 4; ++i)
    for (std::size_t j = i; j < 4; ++j, ++k) slope.hessian[j][i] = slope.hessian[i][j] += sum[k];
  return slope;
}

LogLikelihood function_of(Grid grid) {
  return [grid = std::move(grid)](const Vector<4>& log_theta) {
    const Parameters p = parameters_at(log_theta);
    return in_logarithms<4>(log_likelihood(p, grid), {p.r, p.alpha, p.s, p.beta});
  };
}

}  // namespace

Slope<4> log_likelihood(const Parameters& parameters, std::span<const History> histories) {
  return log_likelihood(parameters, grid_of(histories));
}

LogLikelihood log_likelihood_of(std::span<const History> histories) { return function_of(grid_of(histories)); }

Starts starts(double age) {
  return {{{std::log(0.5), age - 1, std::log(0.5), age - 1},
           {std::log(2.0), age + 0.5, std::log(1.5), age + 0.5},
           {std::log(0.2), age - 2.5, std::log(0.3), age - 2},
           {0, age, 0, age}}};
}

Fit<4> fit(std::span<const History> histories) {
  const CustomerBase base = base_of(histories);
  if (base.refused != NoFit::none) return refused_fit<4>(base);
  std::vector<History> room;
  const std::span<const History> all = sorted(histories, room);
  const std::vector<History> sample = sample_of(all);
  const LogLikelihood of_all = function_of(grid_of_sorted(all));
  const Starts from = starts(base.log_mean_age);
  if (sample.empty()) return fit_from<4>(of_all, from, base.customers);
  return fit_from_sketch<4>(function_of(grid_of_sorted(sample)), of_all, from, base.customers);
}

}  // namespace lifeworth::pareto_nbd
