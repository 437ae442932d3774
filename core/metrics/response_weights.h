// Who answered and who did not → the score that all customers would have, if those who did not answer would say what those like them said. In: marks of the
// customers who answered (each one's last), cells of alike customers with how many are in each. Out: a weighted score with its interval, how far it is from the plain
// mean of the answers, and what the weights cost.
//
// Post-stratification (Holt & Smith 1979, J. Royal Statistical Society A 142:33; Cochran 1977, 5A.9): Σ W_h ȳ_h with W_h = N_h/N, variance Σ W_h² s_h²/n_h given how
// many answered in each cell, with Satterthwaite's degrees of freedom. No finite-population correction: customers at hand stand for others like them, as everywhere
// here, so that where nearly all answered the interval is wider than it need be.
// Interval of any weighted score: that of as many answers of equal weight as would have its variance (Korn & Graubard 1998, Survey Methodology 24:193), by Tango's or
// Wilson's method as in metrics/scores.h. Design effect 1 + CV²(w) and effective n = (Σw)²/Σw² (Kish 1965, Survey Sampling, 11.7).
// Difference from the plain mean: the linearised variance of both at once, so that the chance by which those who answered fall into cells is part of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "metrics/scores.h"

namespace lifeworth {

/// Answers of alike customers, by mark: −1, 0, 1.
using Said = std::array<std::uint64_t, 3>;
inline std::uint64_t answered(const Said& said) { return said[0] + said[1] + said[2]; }

struct WeightedScore {
  Estimate score{0, std::nullopt, 0};  ///< −1 … 1
  Estimate difference{0, std::nullopt, 0};  ///< score − plain mean
  double p = 1;               ///< two-sided, of the difference
  double design_effect = 1;   ///< Kish's
  double effective = 0;       ///< n ÷ design effect
  double largest = 1;         ///< the largest weight ÷ the mean one
};

/// Answers that share a mark and a weight.
struct WeightedAnswers {
  int mark;
  double count, weight;
  double influence;  ///< by how much one of them moves the score, given all customers' traits; Σ of squares is the score's variance
  double history = 0;  ///< by how much the customer's traits move it, answered or not
};

/// `degrees` of freedom of the variance. `others`: Σ of squares of what the traits of those who did not answer move. At least `fewest_to_measure` answers, else
/// no intervals.
WeightedScore weighted_score(std::span<const WeightedAnswers> answers, SurveyMeasure measure, double degrees, double others = 0);

/// Which of `count` bands with about as many customers each value lies in, by the share of customers with less; equal values share one, so that some may stay empty.
std::vector<std::uint8_t> bands_of(std::span<const double> values, std::size_t count);

/// Alike customers of the base, and what those who answered said.
struct ResponseCell {
  std::uint64_t customers = 0;
  Said said{};
};

/// Below this many answers a cell's mean says too little.
inline constexpr std::uint64_t fewest_in_cell = 5;

struct Collapsed {
  std::vector<ResponseCell> cells;        ///< each with `fewest_in_cell` answers, or the only one
  std::vector<std::uint32_t> cell_of;     ///< by the cell it was made of
  std::uint64_t few = 0;                  ///< cells with customers that had fewer
};
/// Cells with too few answers are joined with the nearest. `cells`: row by row, `columns` a row; how far two are apart is told by the mean row and column of their
/// customers. The one with the fewest answers is joined first.
Collapsed collapse(std::span<const ResponseCell> cells, std::size_t columns);

/// Every cell that has customers must have answers, and there must be answers.
WeightedScore post_stratified(std::span<const ResponseCell> cells, SurveyMeasure measure);

}  // namespace lifeworth
