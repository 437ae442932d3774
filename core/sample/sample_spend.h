// What the made-up shop spent on finding its customers: weeks by channel, so that the page has something to show. More is spent in weeks in which more customers come, as
// shops do, and a newsletter goes to customers the shop already has. Deterministic: one seed, one file.
#pragma once

#include <string>

#include "sample/sample_orders.h"

namespace lifeworth {

/// Of search and social together: for each new customer, and every week whatever comes of it (for each thousand customers of the shop). Major units.
inline constexpr double sample_cost_of_further = 22, sample_spend_a_week = 100;

/// A CSV export: week, channel, spend, currency, new_customers (as the channel claims). Weeks begin on Sundays, as the sample's first day.
std::string sample_spend_csv(const SampleOptions& options);

}  // namespace lifeworth
