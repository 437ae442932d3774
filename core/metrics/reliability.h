// How good probabilities were that something would happen, held against whether it did. In: a probability a customer, and what happened. Out: predicted and
// actual shares by group, the mean squared error, how well those to whom it happened were told from the others, and the same of naive forecasts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"

namespace lifeworth {

/// Customers with probabilities alike.
struct ReliabilityGroup {
  double low, high;   ///< the least and the greatest probability of them
  double predicted;   ///< the mean
  Estimate actual;    ///< the share to whom it happened, Wilson's interval
};

/// Of each of the two outcomes; below it there is no interval to be trusted, and nothing is judged.
inline constexpr std::uint64_t fewest_of_each = 10;

/// At most so many groups, and fewer where they would hold fewer customers than this.
inline constexpr std::size_t most_groups = 10, fewest_in_group = 20;

/// Groups of equal size by rising probability; equal probabilities stay together, so that some may be larger.
std::vector<ReliabilityGroup> reliability(std::span<const double> predicted, std::span<const std::uint8_t> happened);

/// Of each customer (p − 1)² where it happened and p² where it did not; their mean is Brier's score (1950, Monthly Weather Review 78:1), 0 at best.
std::vector<double> squared_errors(std::span<const double> predicted, std::span<const std::uint8_t> happened);

/// The same of a naive forecast: the share of the customer's group, numbered from 0, to whom it happened, the customer left out; of a group of one, the share
/// of all others. It is told afterwards what no forecast knows before: how often it happened in this very period.
std::vector<double> hindsight_errors(std::span<const std::uint32_t> groups, std::span<const std::uint8_t> happened);

/// The mean with Student's interval.
Estimate mean_error(std::span<const double> errors);

/// How much smaller the first error is, customer by customer.
Estimate error_saved(std::span<const double> errors, std::span<const double> naive);

/// How often, of two customers, the one to whom it happened had the higher probability, ties counting half: the area under the ROC curve. Variance of DeLong,
/// DeLong & Clarke-Pearson (1988, Biometrics 44:837), by ranks (Sun & Xu 2014, IEEE Signal Processing Letters 21:1389), interval on the logit. Nothing with
/// fewer than `fewest_of_each` of an outcome; no interval where the two do not overlap.
std::optional<Estimate> concordance(std::span<const double> predicted, std::span<const std::uint8_t> happened);

}  // namespace lifeworth
