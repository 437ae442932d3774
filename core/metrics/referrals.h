// Who recommended whom. In: referrals (a new customer, who recommended, the day), answers on a scale, when customers joined. Out: by what those who recommended had answered last
// before it, how many referrals a customer and year make; which share of referrals comes from the best group; what referred customers bring beside the others.
//
// A referral on a day belongs to the last answer given before that day. The same rule parts each customer's time: from the first purchase to the first answer nobody knows
// what the customer thinks; after an answer its group holds up to the day of the next one. Referrals ÷ years of all customers in a group is its rate.
//
// Share: Σ a ÷ Σ m over customers who recommended after an answer, m referrals each, a of them as members of the best group. Referrals of one customer are not independent:
// the variance is the ratio's by linearisation over customers (Cochran 1977, Sampling Techniques, 6.4; G ÷ (G − 1)), and the interval Wilson's of as many independent
// referrals as would have it (Korn & Graubard 1998, Survey Methodology 24:193), with Student's t of G* − 1 degrees of freedom, G* = (Σ m)² ÷ Σ m² (Kish 1965) the number of
// equal customers that tell as much. Half of its weight has G* itself, as if all referrals of a customer were alike: a variance estimated from few customers is often
// too small. None below ten referrals, or G* of ten. Rates: score intervals of a Poisson count with the scatter between customers (metrics/acquisition.h);
// none where those who recommended tell as much as fewer than three equal ones.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "metrics/scores.h"
#include "metrics/value_cells.h"

namespace lifeworth {

struct Referral {
  std::uint32_t customer;  ///< who came
  std::uint32_t referrer;  ///< who recommended; nobody where the name is in no file
  Day day;                 ///< of the first purchase, else of the row; no_day
};

/// Those who recommended by one answer, or without any.
struct ReferralGroup {
  std::uint64_t referrals = 0, referrers = 0;
  std::uint64_t customers = 0;   ///< who were in the group at any time
  double years = 0;              ///< that they were, together
  std::optional<Estimate> rate;  ///< referrals a customer and year, of those in these years; nothing below ten customers (n)
};

struct ReferralTable {
  std::vector<ReferralGroup> groups;  ///< score_groups, from the worst to the best; the last one had not answered
  std::uint64_t answered = 0, referrers = 0;  ///< referrals after an answer, and who made them
  double effective = 0;                       ///< G*
  std::optional<Estimate> share;              ///< of these from the best group; n: referrals
};

/// `answers`: sorted (sort_answers). `joined`: by customer, first purchase; no_day. Up to `end`. Referrals without a day or referrer are not counted.
ReferralTable referrals_by_answer(std::span<const Referral> referrals, std::span<const ScoreAnswer> answers, const ScoreScale& scale, std::span<const Day> joined, Day end);

struct ClusterCount {
  std::uint64_t count, n;  ///< count ≤ n
};
struct ClusteredShare {
  double effective = 0;  ///< G*
  Estimate share{0, std::nullopt, 0};
};
ClusteredShare share_of_clusters(std::span<const ClusterCount> clusters);

/// What referred customers bring beside all others who joined from the first of them on.
struct ReferredWorth {
  struct At {
    std::uint64_t referred = 0, others = 0;  ///< who have reached the age
    std::optional<Estimate> of_referred, of_others, difference;  ///< nothing below ten on a side
    std::optional<Estimate> adjusted;        ///< the difference, for when they joined
    std::uint64_t compared = 0;              ///< customers in it
  };
  std::array<At, value_ages.size()> ages;
};
/// `referred`: by customer. Values of `profit` × `factor`.
ReferredWorth referred_worth(const TransactionLog& profit, double factor, std::span<const Day> joined, const std::vector<bool>& referred, Day end);

}  // namespace lifeworth
