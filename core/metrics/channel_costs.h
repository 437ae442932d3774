// What new customers cost and bring by the channel they came by. In: for each customer the channel of the first order (schema/orders.h), spend by channel, transactions
// with their profit. Out, by channel: cost of a new customer, value by fixed ages as it is and adjusted for when customers joined, value ÷ cost, and which channels
// differ from the others. Differences between groups of people, not what a channel does: whom it reaches and when is part of them.
//
//   cost     spend of the channel ÷ its customers whose first purchase lies in the days of which that spend and the orders are known (metrics/acquisition.h)
//   value    mean profit by an age of each customer's own, over those who have reached it; a refund reduces the purchase before it (metrics/cohort_values.h)
//   ratio    Σ value ÷ Σ cost of the same customers: those who have reached the age, and the spend of the days they joined in (interval as in metrics/payback.h)
//
// Adjusted value: direct standardisation (metrics/value_cells.h) over when customers joined, and over what else their first order says: country, plan, representative. Every
// channel is shown as if its customers had joined when all did, and were made up as all are. Whose first order does not say it, or says what no customer of the other
// channels does, is not among the adjusted values. Instead of the channel, another of these can part the customers; then nothing is spent on any part. Without any spend there is no cost: values are of all who joined in the days of the orders.
//
// Differences: a channel against all others together. Costs: given how many came by either, own ~ binomial with the share of the spend where they cost the same
// (Przyborowski & Wilenski 1940, Biometrika 31:313), here by its score with the months' scatter. Values: Welch's t of the adjusted means, or of the plain ones where
// nothing can be adjusted. All p values of an answer are Holm's (metrics/group_difference.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/acquisition.h"
#include "metrics/channel_match.h"
#include "metrics/value_cells.h"

namespace lifeworth {

/// Channels told one by one, those with most customers first; the others count among "the others".
inline constexpr std::size_t most_told_channels = 20;
/// Combinations of traits that customers are compared within, the most frequent first; and times their months of joining.
inline constexpr std::size_t most_blocks = 400, most_cells = 20'000;

/// A channel's customers at one age.
struct ChannelAge {
  std::uint64_t customers = 0;  ///< who have reached it
  double cost = 0;              ///< of these, minor units: spend and what each costs beside it
  std::optional<Estimate> value, adjusted;        ///< per customer; no adjusted one where there is nothing to adjust by
  std::optional<Estimate> ratio, adjusted_ratio;  ///< nothing where nothing was spent
};

/// A channel beside all others together.
struct ChannelContrast {
  std::optional<Estimate> cost;             ///< own cost ÷ theirs
  std::optional<Estimate> value, adjusted;  ///< own value − theirs at the compared age
  std::optional<double> moved;              ///< adjusted − value
  std::size_t strata = 0;                   ///< that it was adjusted by
  std::uint64_t own = 0, others = 0;        ///< customers in them
  std::uint64_t left_out = 0;               ///< own customers in none of them
  std::optional<double> cost_p, value_p;    ///< Holm's
};

struct ChannelCosts {
  std::size_t channel = 0;     ///< in ChannelMatch::channels
  std::uint64_t joined = 0;    ///< new customers in the days of all spend
  CountedSpend counted;        ///< in the days of its own spend, or of all where it has none
  CountScatter scatter;
  std::optional<Estimate> cost;  ///< of a new customer; nothing below ten customers or without spend
  std::array<ChannelAge, value_ages.size()> ages;
  ChannelContrast contrast;
};

/// What customers are to be alike in when values are compared.
struct AlikeIn {
  const OrderTrait* trait;
  std::vector<std::uint32_t> level_of_name;  ///< ChannelMatch::of_name
};

struct ChannelTable {
  CountedSpend counted;                 ///< all spend, all customers
  std::vector<ChannelCosts> channels;   ///< by customers, those with spend alone last
  ChannelCosts all;                     ///< everybody and all spend: the blended numbers
  std::uint64_t unknown = 0;            ///< new customers whose first order names no channel
  std::size_t further = 0;              ///< channels that are not told one by one
  std::uint64_t further_joined = 0;
  std::vector<std::uint64_t> untold;    ///< beside what they are alike in: new customers whose first order does not say it
  std::size_t blocks = 0;               ///< combinations that customers are compared within
  std::uint64_t rare = 0;               ///< new customers whose combination is beyond the most frequent ones
  std::optional<std::size_t> compared;  ///< place in value_ages of the age that values are compared at
};

/// How the spend is counted: as by counted_spend, with what each customer costs beside it.
struct ChannelRule {
  DayRange observed;              ///< days of which orders are known; the last one ends the observation
  bool acquisition_only = false;
  Day lag = 0;
  double each = 0;
  bool by_joining = true;         ///< values are adjusted for when customers joined
};

/// `came_by`: by customer, the number of a name of ChannelMatch::of_name. Beside when they joined, adjusted values are of customers `alike` in these. Values of `profit` × `factor` are profit; first purchases are those of `revenue`.
ChannelTable channel_costs(const TransactionLog& revenue, const TransactionLog& profit, double factor, const OrderTrait& came_by, const ChannelMatch& match, const Spend& spend,
                           const ChannelRule& rule, std::span<const AlikeIn> alike = {});

}  // namespace lifeworth
