// Whether a customer is late against his or her own rhythm. In: the days of the purchases, the observation end. Out: the silence since the last
// purchase beside the gaps before it, and how often a gap would be so long if the rhythm went on.
// The rule supposes nothing but that gaps come in no particular order (exchangeability): then the next one is equally likely to take each place
// among all n+1, and it is longer than all but m of the n before with a probability of (m+1)/(n+1) at most; this is conformal prediction, Vovk,
// Gammerman & Shafer (2005), "Algorithmic Learning in a Random World". It is of a gap watched from its beginning. On a fixed day it holds exactly
// for customers who buy at random, errs on the careful side for regular ones, and calls those who buy in bursts late too often.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "customers/customer_table.h"

namespace lifeworth {

/// With fewer gaps, a silence longer than all of them would be nothing unusual.
inline constexpr std::size_t fewest_gaps = 4;

struct Rhythm {
  std::size_t gaps = 0;    ///< between purchases; all below is of them
  std::size_t longer = 0;  ///< than the silence
  Day silence = 0;         ///< days since the last purchase
  Day longest = 0;
  double median = 0;       ///< days; 0 without gaps
  double chance = 1;       ///< at most, of a gap longer than the silence, if the rhythm went on
  bool enough = false;     ///< gaps to speak of a rhythm
  /// Longer than all gaps, or the chance is 5 % at most.
  bool late = false;
};

/// `days`: of the purchases, rising; one or more, none after `end`.
Rhythm rhythm_of(std::span<const Day> days, Day end);

enum class Lateness : std::uint8_t { too_few_gaps, on_time, late };

/// The same of every customer, by row of the table, at its observation end.
std::vector<Lateness> lateness_of(const TransactionLog& log, const CustomerTable& table);

}  // namespace lifeworth
