// What customers spent more or less than customers like them who were never heard: the guard against regression to the mean. Whoever answers in a bad month is likely to buy
// more afterwards, whatever the answer; customers with an equally bad month who never answered show by how much. In: the customers of one group, transactions, who never
// answered. Out: Σ (change of spend − change of like customers' spend) ÷ n, money per customer in a window.
//
//   beyond = Σ_s n_s (Ā_s − M_s) ÷ n      M_s = Ā'_s + β_s (B̄_s − B̄'_s)
//
// B, A: spend before and after; the dash is of those who never answered. They are given the answer days of customers of the group, drawn at random, must have bought before the
// first of these days, and count several times with other days where they are few. Strata s: by spend before (nothing; then the group's own quantiles), within these by tenure;
// a stratum with fewer than ten of them is put together with its neighbour, or not parted by tenure. What the strata leave of a difference in spend before is taken away along the
// line β_s of A on B among those who never answered (Rubin 1973, Biometrics 29:185), so that both spent the same before, and what is compared is the change: matched difference in
// differences (Heckman, Ichimura & Todd 1997, Review of Economic Studies 64:605). Nearest neighbours would not do: the bootstrap does not hold for them (Abadie & Imbens 2008,
// Econometrica 76:1537). Interval: bootstrap of both sides by customers (resampling.h), strata as they are.
//
// Draws can be made a few at a time, for there may be a second's work of them.
//
// It cannot see what the history before does not show: why these customers were asked, and that they were still there to answer a second time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "metrics/resampling.h"
#include "metrics/score_changes.h"

namespace lifeworth {

struct MatchedChange {
  std::uint64_t controls = 0;   ///< customers who never answered, of those looked at
  std::uint64_t strata = 0, joined = 0;  ///< used; put together because too few of those who never answered were in them
  Resampled beyond;             ///< minor units a customer and window; its n are the group's customers
  double before = 0, after = 0; ///< of the group, per customer
  double alike_after = 0;       ///< of like customers; their spend before is the group's
  std::optional<Resampled> share;  ///< the same as a part of the group's spend before: (after − alike after) ÷ before; nothing where that is not above 0
};

inline constexpr std::uint64_t fewest_controls = 10;

/// A comparison while its interval is drawn.
class MatchedDraws {
 public:
  struct State;
  explicit MatchedDraws(std::unique_ptr<State> state);
  MatchedDraws(MatchedDraws&&) noexcept;
  MatchedDraws& operator=(MatchedDraws&&) noexcept;
  ~MatchedDraws();

  /// Draws until about so many steps are made (a step: one group of customers drawn, or its sums added to a stratum), once at least. Returns the steps made.
  std::uint64_t draw(std::uint64_t steps, Random& random);
  /// Of the draws that were asked for, those that are made.
  double drawn() const;
  bool done() const { return drawn() == 1; }
  /// Once it is done.
  MatchedChange result() &&;

 private:
  std::unique_ptr<State> state_;
};

/// Customers who may be compared with.
class NeverAnswered {
 public:
  /// `answered`: by the log's number of a customer.
  NeverAnswered(const TransactionLog& log, const std::vector<bool>& answered);
  std::size_t size() const { return customers_.size(); }
  /// Nothing where the group has fewer than ten, or fewer than ten of those who never answered were customers then. Draws are to go on with the same random numbers.
  std::optional<MatchedDraws> begin(std::span<const ChangedCustomer> group, int window, std::uint64_t draws, Random& random) const;
  /// The same with all draws.
  std::optional<MatchedChange> beside(std::span<const ChangedCustomer> group, int window, std::uint64_t draws, Random& random) const;

 private:
  struct Bought {
    std::uint32_t customer;
    Day first;
  };
  const TransactionLog& log_;
  std::vector<Bought> customers_;
};

}  // namespace lifeworth
