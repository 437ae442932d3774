// Histories, in weeks, on which other implementations of the models of buying broke, or break by the formulas as they are printed: overflow, differences of
// nearly equal numbers, logarithms of nothing. Every model must give finite and right values for all of them. Named is who broke where that is on record.
#pragma once

#include <vector>

#include "second_road.h"

namespace lifeworth::test {

inline const std::vector<Customer> infamous_customers = {
    // Bought once. lifetimes' BG/NBD gave NaN for the purchases of who bought once where a + b < 1: the logarithm of a negative 2F1 (its issue 442,
    // customers of 1,257 days).
    {0, 0, 1257 / 7.0},
    {0, 0, 0},              // won on the last day: T = 0
    {0, 0, 1.0 / 7},        // a day old
    {0, 0, 38.86},          // CDNOW's first of them
    {0, 0, 5218},           // not seen for a century
    // Bought again, at the edges of time.
    {1, 0, 30},             // twice on the first day
    {1, 1.0 / 7, 1.0 / 7},  // yesterday and today: t_x = T
    {1, 1.0 / 7, 5218},     // and nothing for a century
    {1, 5000, 5218},        // a first repeat purchase after 96 years
    {2, 30.43, 38.86},      // CDNOW's first customer, on whom nobody broke
    {26, 30.86, 31},        // weekly, and just now
    {40, 10, 10},           // just bought
    {11, 1e-3, 38},         // many purchases at once, then nothing: t_x ≪ T
    // Frequent. lifetimes' Pareto/NBD took its A₀ for 0 and P(alive) for NaN from some 300 purchases on, as both powers are infinite (its issue 25);
    // the BG/NBD spreadsheet showed #NUM! (Fader & Hardie 2013, note 027); lifetimes' BG/NBD overflowed in P(alive) ("very high frequency", pull
    // request 113) and in the conditional expectation (issue 332), and its likelihood in the sum of two exponentials (pull request 381).
    {310, 51, 52},
    {1653, 0.2068, 0.3181}, // whose odds of having left are near the end of the range of a double
    {3000, 428, 429},       // daily for eight years, and still
    {3000, 428, 428},       // the same, on the day
    {3000, 428, 5000},      // and long gone
    {3000, 1, 5218},        // all in a week, a century ago
    {3000, 36500, 36500},   // as many in a century, were these days
};

}  // namespace lifeworth::test
