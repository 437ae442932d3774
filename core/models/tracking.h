// What customers won on different days are expected to buy, all together, as time goes by: the curve that is held against what they did (Fader, Hardie &
// Lee 2005, Marketing Science 24(2), figures 5 and 6). In: a fit, how many customers were won on each day, the days to look at. Out: repeat purchases
// expected until then, of everybody from the own first purchase on, whatever they did since.
#pragma once

#include <span>
#include <vector>

#include "base/estimate.h"
#include "models/purchase_model.h"

namespace lifeworth {

/// `won[d]`: customers whose first purchase was on day d. `ends`: days, rising, counted as those; `days_per_unit`: in the fit's unit of time. The
/// interval is a prediction interval: for what so many customers, won on these days, buy; it holds the parameters' and the customers' chance. The work
/// is some 24 expectations and days won × ends; expectations are within 1e-6 relative.
std::vector<Estimate> tracked(const PurchaseFit& fit, std::span<const double> won, std::span<const int> ends, double days_per_unit);

}  // namespace lifeworth
