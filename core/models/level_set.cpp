#include "models/level_set.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace lifeworth {
namespace {

constexpr double no_height = 1e-6;  // of a step's gain: no data could tell it from nothing
constexpr double on_the_level = 1e-4;
constexpr double moving = 1e-3;  // of a reading at the box's bound: if logarithms, a thousandth for each factor of e
constexpr double longest = 8, shortest = 1e-4;  // steps
constexpr int most_steps = 200, idle_steps = 3;

/// Where the search is, with the reading that is to be raised.
struct Place {
  Vector<4> point;
  Slope<4> height;
  Tilt reading;
};

struct Step {
  Vector<4> by{};
  double price = 0;  ///< μ: height that is given for a unit of the reading; 0 where height is all that counts
  double lift = 0;   ///< height that the step would gain if height were all that counts, twice
};

double dot(const Vector<4>& u, const Vector<4>& v) { return u[0] * v[0] + u[1] * v[1] + u[2] * v[2] + u[3] * v[3]; }

double length(const Vector<4>& v) { return std::sqrt(dot(v, v)); }

Vector<4> times(const Matrix<4>& m, const Vector<4>& v) { return {dot(m[0], v), dot(m[1], v), dot(m[2], v), dot(m[3], v)}; }

Vector<4> moved(const Vector<4>& point, const Vector<4>& by, const Box& box) {
  Vector<4> next;
  for (std::size_t i = 0; i < 4; ++i) next[i] = std::clamp(point[i] + by[i], box.low[i], box.high[i]);
  return next;
}

/// The step of the free coordinates. With M = −`bend` + damping, height + g·d − ½ d·M·d is to be `level` and c·d as great as that allows:
/// d = M⁻¹(g + μc), μ² = (2(height − level) + g·M⁻¹g) / (c·M⁻¹c). Without a level, or where it is out of reach, μ = 0: Newton's step upwards. Nothing
/// where M is not positive definite.
std::optional<Step> free_step(const Place& place, const Matrix<4>& bend, const std::array<bool, 4>& held, std::optional<double> level, double damping) {
  Matrix<4> curvature{};
  Vector<4> g{}, c{};
  for (std::size_t i = 0; i < 4; ++i) {
    curvature[i][i] = 1;
    if (held[i]) continue;
    g[i] = place.height.gradient[i], c[i] = place.reading.gradient[i];
    for (std::size_t j = 0; j < 4; ++j)
      if (!held[j]) curvature[i][j] = -bend[i][j] + (i == j ? damping : 0);
  }
  const auto inverted = inverse(curvature);
  if (!inverted) return std::nullopt;
  const Vector<4> up = times(*inverted, g), across = times(*inverted, c);
  Step step{up, 0, dot(g, up)};
  if (!level) return step;
  const double left = 2 * (place.height.value - *level) + step.lift, worth = dot(c, across);
  if (left > 0 && worth > 0) step.price = std::sqrt(left / worth);
  for (std::size_t i = 0; i < 4; ++i) step.by[i] += step.price * across[i];
  return step;
}

/// The step that does not leave the box, coordinates at its bounds being held where it would.
std::optional<Step> inner_step(const Place& place, const Matrix<4>& bend, const Box& box, std::optional<double> level, double damping) {
  std::array<bool, 4> held{};
  for (;;) {
    const auto step = free_step(place, bend, held, level, damping);
    if (!step) return step;
    bool stays = true;
    for (std::size_t i = 0; i < 4; ++i)
      if ((place.point[i] >= box.high[i] && step->by[i] > 0) || (place.point[i] <= box.low[i] && step->by[i] < 0)) held[i] = true, stays = false;
    if (stays) return step;
  }
}

/// The step no longer than `radius`, with as little damping as that takes.
Step step_within(double radius, const Place& place, const Matrix<4>& bend, const Box& box, std::optional<double> level) {
  for (double damping = 0; damping < 1e20; damping = std::fmax(3 * damping, 1e-8)) {
    const auto step = inner_step(place, bend, box, level, damping);
    if (step && length(step->by) <= radius) return *step;
  }
  return {};
}

/// Symmetric rank one (Nocedal & Wright, Numerical Optimization, §6.2): `hessian` made to agree with how the gradient changed by a step.
void learn(Matrix<4>& hessian, const Vector<4>& step, const Vector<4>& change) {
  const Vector<4> known = times(hessian, step);
  Vector<4> news;
  for (std::size_t i = 0; i < 4; ++i) news[i] = change[i] - known[i];
  const double along = dot(news, step);
  if (std::abs(along) <= 1e-8 * length(news) * length(step)) return;
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) hessian[i][j] += news[i] * news[j] / along;
}

/// Whether the reading would still rise if a bound of the box were farther out.
bool moves_at_a_bound(const Place& place, const Box& box) {
  for (std::size_t i = 0; i < 4; ++i) {
    const double outwards = place.reading.gradient[i] * (place.point[i] >= box.high[i] ? 1 : place.point[i] <= box.low[i] ? -1 : 0);
    if (outwards > moving) return true;
  }
  return false;
}

}  // namespace

Summit highest_in(const Box& box, const Height& height, const Vector<4>& from, double enough) {
  Place place{moved(from, {}, box), {}, {}};
  place.height = height(place.point);
  double radius = 1;
  for (int steps = 0; steps < most_steps && radius > shortest && place.height.value < enough; ++steps) {
    const Step step = step_within(radius, place, place.height.hessian, box, std::nullopt);
    if (step.lift < no_height) break;
    const Vector<4> next = moved(place.point, step.by, box);
    const Slope<4> there = height(next);
    if (there.value > place.height.value) {
      place = {next, there, {}};
      radius = std::fmin(2 * radius, longest);
    } else {
      radius = length(step.by) / 4;
    }
  }
  return {place.point, place.height.value};
}

Extreme extreme_above(double level, const Box& box, const Height& height, const ReadingAt& reading, int sign, const Vector<4>& from, double exact) {
  const auto at = [&](const Vector<4>& point) {
    Place place{point, height(point), reading(point)};
    place.reading.value *= sign;
    for (double& each : place.reading.gradient) each *= sign;
    return place;
  };
  Place place = at(from);
  Matrix<4> reading_hessian{};
  double radius = 1, price = 0;
  int idle = 0;
  for (int steps = 0; steps < most_steps && idle < idle_steps; ++steps) {
    Matrix<4> bend = place.height.hessian;
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < 4; ++j) bend[i][j] += price * reading_hessian[i][j];
    const Step step = step_within(radius, place, bend, box, level);
    const Place next = at(moved(place.point, step.by, box));
    Vector<4> by, change;
    for (std::size_t i = 0; i < 4; ++i) by[i] = next.point[i] - place.point[i], change[i] = next.reading.gradient[i] - place.reading.gradient[i];
    learn(reading_hessian, by, change);
    price = step.price;
    // What is lacking in height costs twice what it is worth, so that nothing is gained by it.
    const double penalty = price > 0 ? 2 / price : 1e6;
    const auto merit = [&](const Place& of) { return of.reading.value - penalty * std::fmax(0, level - of.height.value); };
    const double gain = merit(next) - merit(place);
    const bool above = place.height.value > level - on_the_level;
    if (gain > 0) {
      idle = above && gain < exact ? idle + 1 : 0;
      place = next;
      radius = std::fmin(2 * radius, longest);
    } else {
      radius = length(step.by) / 4;
      if (above && radius < std::sqrt(exact)) ++idle;
    }
  }
  return {place.point, sign * place.reading.value, place.height.value, idle >= idle_steps && !moves_at_a_bound(place, box)};
}

}  // namespace lifeworth
