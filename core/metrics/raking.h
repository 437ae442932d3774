// Weights that make those who answered look like all customers by several traits at once, where cells of all of them together would hold too few: raking, or
// iterative proportional fitting (Deming & Stephan 1940, Annals of Mathematical Statistics 11:427). In: how many customers each class of each trait has (margins),
// and what was said in each combination of classes. Out: a weight a combination, and the score by them.
//
// Interval: raking solves Σ_answered w x = Σ_all x with w = exp(x'λ), so that by linearisation the score's variance is that of what the classes leave unexplained,
// Σ (w e)², e the residuals of a regression of the marks on the classes by the same weights (Deville & Särndal 1992, J. American Statistical Association 87:376),
// each divided by 1 − its leverage (as the jackknife would; MacKinnon & White 1985, J. Econometrics 29:305), with n − classes degrees of freedom.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/response_weights.h"

namespace lifeworth {

inline constexpr std::size_t raked_traits = 3;

/// Customers of one combination of classes. With fewer traits the further ones have one class.
struct RakedCell {
  std::array<std::uint8_t, raked_traits> classes{};
  Said said{};
  std::uint64_t customers = answered(said);  ///< those who did not answer among them
};
/// Customers by class, of each trait; all sum to the same.
using Margins = std::array<std::vector<double>, raked_traits>;

/// Weight of one answer by cell; they sum to the customers. Nothing where margins are not met to 1 in 10⁹ within 2,000 rounds, as where a class has customers and no answers.
std::optional<std::vector<double>> rake(std::span<const RakedCell> cells, const Margins& margins);

/// Nothing where the weights do not settle.
std::optional<WeightedScore> raked_score(std::span<const RakedCell> cells, const Margins& margins, SurveyMeasure measure);

/// Below this many answers a class of a margin bends the weights more than it is worth.
inline constexpr std::uint64_t fewest_in_class = 10;

/// Which classes stay together so that each has `fewest_in_class` answers: by class the one it becomes part of, numbered anew from 0. Neighbours are joined.
std::vector<std::uint8_t> joined_classes(std::span<const ResponseCell> classes);

}  // namespace lifeworth
