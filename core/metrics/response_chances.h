// How likely each customer was to answer, by traits → the score that all would have, each answer standing for as many customers as its chance says (inverse
// probability weights). In: traits of every customer of the base and the mark of those who answered.
//
// Chances: logistic regression by maximum likelihood (Newton's method). Score: Σ w y ÷ Σ w with w = 1/p (Horvitz & Thompson 1952, J. American Statistical
// Association 47:663, in Hájek's form), weights cut off at five times their mean (DeBell & Krosnick 2009, ANES Technical Report nes012427). Interval: linearised, with
// the fitted chances allowed for (Lunceford & Davidian 2004, Statistics in Medicine 23:2937): each customer's influence is r·w·(y − score) − (r − p)·x'γ,
// γ = (Σ p(1 − p)xx')⁻¹ Σ r·w·(1 − p)·(y − score)·x, where the weight was not cut off. Given the traits of all customers, p·x'γ of it does not vary: the score's variance
// is Σ of squares of the rest, as that of cells is given their sizes.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <vector>

#include "metrics/response_weights.h"

namespace lifeworth {

/// The mark of somebody who did not answer.
inline constexpr std::int8_t no_answer = 127;

/// Traits row by row: those of a customer beside each other. `standardise` gives each mean 0 and variance 1; one that is the same for all stays 0.
struct TraitRows {
  std::size_t traits = 0;
  std::vector<float> values;
  std::span<const float> of(std::size_t row) const { return {values.data() + row * traits, traits}; }
};
void standardise(TraitRows& rows);

enum class NoChances : std::uint8_t {
  too_few,    ///< below ten who answered, or ten who did not, a trait (Peduzzi et al. 1996, J. Clinical Epidemiology 49:1373)
  separated   ///< who answered can be told from the traits without error, or nearly: no greatest likelihood
};

struct ResponseModel {
  std::vector<double> coefficients;  ///< the intercept, then one a trait; 0 of one that follows from those before it
  std::vector<double> errors;        ///< their standard errors
  std::vector<double> chances;       ///< by row
  std::vector<double> curvature;     ///< of −ln L: lower half, row by row
};
/// `marks`: one a row. `rows` standardised.
std::expected<ResponseModel, NoChances> response_model(const TraitRows& rows, std::span<const std::int8_t> marks);

inline constexpr double most_of_mean = 5;

struct ChanceWeighted {
  WeightedScore score;
  std::uint64_t trimmed = 0;  ///< answers whose weight was cut off
};
ChanceWeighted weighted_by_chances(const TraitRows& rows, std::span<const std::int8_t> marks, const ResponseModel& model, SurveyMeasure measure);

}  // namespace lifeworth
