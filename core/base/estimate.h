// A number with what it is worth: interval and n. Shared by everything that is counted, fitted or supposed.
#pragma once

#include <cstdint>
#include <optional>

namespace lifeworth {

struct Interval {
  double low, high;
};

struct Estimate {
  double value;
  std::optional<Interval> interval;  ///< 95 %; nothing where the data give none
  std::uint64_t n = 0;               ///< how many observations carry it
};

/// The same in other units: a factor ≥ 0 that is taken as known.
inline Estimate scaled(Estimate estimate, double factor) {
  estimate.value *= factor;
  if (estimate.interval) estimate.interval = {estimate.interval->low * factor, estimate.interval->high * factor};
  return estimate;
}

/// Of a quantity that cannot exceed `most`: neither can the interval.
inline Estimate at_most(double most, Estimate estimate) {
  if (estimate.interval && estimate.interval->high > most) estimate.interval->high = most;
  return estimate;
}

/// Of a quantity that cannot be below `least`.
inline Estimate at_least(double least, Estimate estimate) {
  if (estimate.interval && estimate.interval->low < least) estimate.interval->low = least;
  return estimate;
}

}  // namespace lifeworth
