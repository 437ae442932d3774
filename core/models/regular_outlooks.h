// What regular customers (MBG/CNBD-k with k > 1) who are alive will do, for AliveTable: those of one x and one number of ticks since the last purchase,
// at many ages T. In: parameters, x, ticks, ages, the horizon. Out: forecasts with derivatives by the ln-parameters, analytically.
// The mean number of purchases in u is a function of u/(α+T) alone, λ being gamma(s, α+T): one function, looked at from all ages, so that the integral
// over a discounted time shares its nodes between them.
#pragma once

#include <span>
#include <vector>

#include "models/alive_table.h"
#include "models/mbg_cnbd_k.h"

namespace lifeworth::mbg_cnbd_k {

/// `ages` rising; `ticks` < k since the last purchase; the horizon t and δ ≥ 0 in the fit's time unit.
std::vector<AliveOutlook> outlooks_if_alive(const Parameters& parameters, double x, int ticks, std::span<const double> ages, double t, double discount_rate);

}  // namespace lifeworth::mbg_cnbd_k
