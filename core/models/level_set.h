// How far a reading goes where the height is not below a level: for a likelihood and a prediction, the prediction's profile likelihood interval. In: height
// with gradient and Hessian, reading with gradient, level, box. Out: the highest point of the box, or that of the most extreme reading.
// Each step solves the problem for a height that is a parabola and a reading that is a plane, in closed form (what Venzon & Moolgavkar 1988,
// Applied Statistics 37:1, do for a parameter); damping (Levenberg 1944) keeps it where that is true enough to gain. Bends of the reading
// are learnt on the way. In a box, since along a ridge there is no inner point to arrive at; a coordinate at a bound that the step would leave is held.
#pragma once

#include <functional>

#include "models/newton.h"

namespace lifeworth {

/// A function's value and gradient.
struct Tilt {
  double value = 0;
  Vector<4> gradient{};
};

using Height = std::function<Slope<4>(const Vector<4>& point)>;
using ReadingAt = std::function<Tilt(const Vector<4>& point)>;

struct Box {
  Vector<4> low, high;
};

struct Summit {
  Vector<4> point;
  double height;
};

/// Climbs from `from` until it is `enough`, or until no step gains what data could tell from nothing: along a ridge the rest of the way gains little.
Summit highest_in(const Box& box, const Height& height, const Vector<4>& from, double enough = HUGE_VAL);

struct Extreme {
  Vector<4> point;
  double value;   ///< of the reading
  double height;
  bool bounded;   ///< false where the reading still moves at the box's bound, or the search did not end
};

/// The greatest reading (`sign` 1) or the least (−1) with a height not below `level`. `exact`: a gain of the reading that is nothing. Where there are
/// several such extremes it is the one that is reached from `from`, which need not be above the level.
Extreme extreme_above(double level, const Box& box, const Height& height, const ReadingAt& reading, int sign, const Vector<4>& from, double exact);

}  // namespace lifeworth
