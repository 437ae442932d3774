// A share of n with its interval.
#pragma once

#include "base/estimate.h"

namespace lifeworth {

/// Wilson's score interval, 95 % (Wilson 1927; Brown, Cai & DasGupta 2001 recommend it for all n).
Estimate share_of(std::uint64_t count, std::uint64_t n);

/// The same of a count that is an expectation, or an n that is what another design comes to, and so need not be whole; 0 ≤ count ≤ n.
Estimate share_of_expected(double count, double n);

}  // namespace lifeworth
