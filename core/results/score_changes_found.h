// What is found out about customers who changed their answer, transition by transition. In: their spend before and after, customers who never answered. Out: changes with intervals, what is
// clear among them, and the claims that are told of such customers. Intervals are drawn, a few at a time if wanted: with very many customers there is a second's work of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/estimate.h"
#include "metrics/matched_change.h"
#include "metrics/resampling.h"
#include "metrics/score_changes.h"
#include "schema/records.h"

namespace lifeworth {

struct Tested {
  double p = 1, p_holm = 1;
};

/// What is told of customers who changed their answer, without a source, beside what those at hand did.
struct ClaimedChange {
  std::string_view name;
  std::string_view quantity;     ///< of the calculator of conversions
  double claimed;
  std::optional<Estimate> own;   ///< Σ after ÷ Σ before − 1, as it came; nothing where nobody spent before
  std::uint64_t customers = 0;
  std::optional<Tested> apart;   ///< whether that is another change than what is told
};
/// Of NPS.
std::vector<ClaimedChange> claimed_changes(const ScoreChanges& changes, std::uint64_t draws, std::uint64_t seed);
/// The same customers beside those like them who never answered: what of the change is no swing back, as a part of their spend before. Nothing where ten cannot be compared with ten.
struct CorrectedChange {
  std::string_view quantity;
  std::uint64_t customers = 0;
  std::optional<Estimate> beyond;
};
std::vector<CorrectedChange> corrected_changes(const TransactionLog& log, const ScoreChanges& changes, const std::vector<bool>& answered, std::uint64_t draws, std::uint64_t seed);
/// Customers with an answer, on the scale or not, by the log's number.
std::vector<bool> answered_of(const Records& records, std::size_t customers);

/// Two independent estimates apart, and a part of an independent amount ≥ 0: intervals from those of each (Zou & Donner 2008, Statistics in Medicine 27:1693).
Estimate against_staying(const Estimate& moved, const Estimate& stayed);
Estimate part_of(const Estimate& spend, const Estimate& part);

/// What is claimed of detractors who end up in a group.
std::optional<double> claimed_of(const ScoreScale& scale, std::size_t group);

/// Σ after ÷ Σ before − 1.
std::optional<Estimate> change_of(const std::optional<Resampled>& ratio);

struct Told {
  std::uint64_t n = 0;
  Estimate before{}, after{}, difference{}, more{};
  double median = 0;
  std::optional<Resampled> change, orders;
  std::optional<Compared> rest;
  std::optional<MatchedChange> matched;
  std::optional<Tested> none, others, unlike;  ///< is there a change; another than that of all others; another than that of customers like these
};

/// All that is found out about the customers of a file.
struct Found {
  std::size_t groups;
  std::vector<Told> cells;  ///< [from × groups + to]
  Told all;
  std::vector<ClaimedChange> of_claims;
  std::uint64_t compared = 0;  ///< how many differences share the correction, those from what is told among them
};

class ChangesSearch {
 public:
  ChangesSearch(const TransactionLog& log, ScoreChanges changes, const ScoreScale& scale, const std::vector<bool>& answered, std::uint64_t draws, std::uint64_t seed);

  /// About so many steps further (a step: one customer, or a group of them, drawn or looked at). What is found is the same in however many slices.
  void draw(std::uint64_t steps);
  /// Share of the work that is done, as far as it is known beforehand; 1 at the end and not before.
  double drawn() const;

  const ScoreChanges& changes() const { return changes_; }
  const ScoreScale& scale() const { return scale_; }
  const NeverAnswered& never_answered() const { return never_; }
  std::uint64_t draws() const { return draws_; }
  /// Whole once all is drawn.
  const Found& found() const { return found_; }

 private:
  std::size_t cells() const { return found_.groups * found_.groups; }
  bool done() const { return at_ > cells(); }
  std::size_t cell_of(const ChangedCustomer& one) const;
  double weight(std::size_t cell) const;
  std::uint64_t begin_cell();
  void end_cell();
  void finish();

  ScoreChanges changes_;
  ScoreScale scale_;
  NeverAnswered never_;
  bool has_refunds_;
  std::uint64_t draws_, seed_;
  Found found_;
  std::vector<std::uint64_t> customers_;  ///< by cell
  std::size_t at_ = 0;  ///< the cell that is next, or drawn now; beyond the last: the claims, and beyond these the end
  std::optional<MatchedDraws> matched_;
  Random of_matched_{0};
};

}  // namespace lifeworth
