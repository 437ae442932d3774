// The calculators themselves, one a file; calculators() lists them.
#pragma once

#include "scenarios/calculator.h"

namespace lifeworth {

extern const Calculator simple_clv, margin_multiple, retention_curve, retention_profit, nps_conversion, clv_cac, break_even, referral_value, unhappy_customer, capacity;

/// For calculators whose limits say everything.
inline void nothing_impossible(const Values&, Problems&) {}

}  // namespace lifeworth
