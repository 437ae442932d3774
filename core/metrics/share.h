// A share of n with its interval.
#pragma once

#include "base/estimate.h"

namespace lifeworth {

/// Wilson's score interval, 95 % (Wilson 1927; Brown, Cai & DasGupta 2001 recommend it for all n).
Estimate share_of(std::uint64_t count, std::uint64_t n);

}  // namespace lifeworth
