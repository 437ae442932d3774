#include "metrics/response_chances.h"

#include <algorithm>
#include <cmath>

#include "metrics/symmetric.h"

namespace lifeworth {
namespace {

constexpr std::uint64_t fewest_a_trait = 10;
constexpr int most_steps = 60;
/// One row in so many is looked at first, where so many of these answered.
constexpr std::size_t part_of_many = 17, enough_to_begin = 2000;
/// Of a standardised trait: odds e¹⁰ times as high one standard deviation on are those of data that separate.
constexpr double runs_away = 10;

double leaning(std::span<const float> traits, std::span<const double> coefficients) {
  double sum = coefficients[0];
  for (std::size_t i = 0; i < traits.size(); ++i) sum += coefficients[i + 1] * double(traits[i]);
  return sum;
}
double chance(double leaning) { return 1 / (1 + std::exp(-leaning)); }

/// Sums logarithms of numbers between 1 and 2 by their products: one logarithm for many.
class LogSum {
 public:
  void add(double number) {
    product_ *= number;
    if (++factors_ == most_factors) flush();
  }
  double sum() {
    flush();
    return sum_;
  }

 private:
  static constexpr int most_factors = 512;  // 2⁵¹² is a double still
  void flush() {
    sum_ += std::log(product_);
    product_ = 1, factors_ = 0;
  }
  double sum_ = 0, product_ = 1;
  int factors_ = 0;
};

/// ln L of every `step`th row with its slope, and its curvature with the sign turned.
struct Likelihood {
  double value = 0;
  std::vector<double> gradient;
  Symmetric curvature;

  Likelihood(const TraitRows& rows, std::span<const std::int8_t> marks, std::span<const double> coefficients, std::size_t step) : gradient(coefficients.size()), curvature(coefficients.size()) {
    std::vector<double> x(coefficients.size(), 1);
    LogSum tails;
    for (std::size_t row = 0; row < marks.size(); row += step) {
      const auto traits = rows.of(row);
      std::ranges::copy(traits, x.begin() + 1);
      const double eta = leaning(traits, coefficients), tail = std::exp(-std::abs(eta)), p = eta >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
      const bool said = marks[row] != no_answer;
      value += said ? std::fmin(eta, 0) : -std::fmax(eta, 0);
      tails.add(1 + tail);
      const double off = double(said) - p, spread = p * (1 - p);
      for (std::size_t i = 0; i < x.size(); ++i) {
        gradient[i] += off * x[i];
        for (std::size_t j = 0; j <= i; ++j) curvature.at(i, j) += spread * x[i] * x[j];
      }
    }
    value -= tails.sum();
  }
};

/// From these coefficients up to the greatest likelihood of every `step`th row, of which `said` answered.
std::expected<Likelihood, NoChances> climb(const TraitRows& rows, std::span<const std::int8_t> marks, std::vector<double>& coefficients, std::size_t step, double said) {
  Likelihood here(rows, marks, coefficients, step);
  for (int round = 0;; ++round) {
    const std::vector<double> move = Solver(here.curvature).solve(here.gradient);
    double gain = 0;
    for (std::size_t i = 0; i < move.size(); ++i) gain += move[i] * here.gradient[i];
    if (gain < 1e-14 * said) return here;
    if (round == most_steps) return std::unexpected(NoChances::separated);
    // Halved until it climbs: far from the top a full step may overshoot.
    for (double part = 1;; part /= 2) {
      std::vector<double> there = coefficients;
      for (std::size_t i = 0; i < there.size(); ++i) there[i] += part * move[i];
      Likelihood next(rows, marks, there, step);
      if (!(next.value >= here.value - 1e-12 * std::abs(here.value)) && part > 1e-6) continue;
      coefficients = std::move(there), here = std::move(next);
      break;
    }
    for (std::size_t i = 1; i < coefficients.size(); ++i)
      if (!(std::abs(coefficients[i]) < runs_away)) return std::unexpected(NoChances::separated);
  }
}

}  // namespace

void standardise(TraitRows& rows) {
  if (rows.traits == 0) return;
  const std::size_t count = rows.values.size() / rows.traits;
  for (std::size_t trait = 0; trait < rows.traits; ++trait) {
    double sum = 0, squares = 0;
    for (std::size_t row = 0; row < count; ++row) sum += double(rows.values[row * rows.traits + trait]);
    const double mean = sum / double(count);
    for (std::size_t row = 0; row < count; ++row) squares += std::pow(double(rows.values[row * rows.traits + trait]) - mean, 2);
    const double deviation = std::sqrt(squares / double(count));
    for (std::size_t row = 0; row < count; ++row) {
      float& value = rows.values[row * rows.traits + trait];
      value = deviation > 1e-6 * std::abs(mean) ? static_cast<float>((double(value) - mean) / deviation) : 0;
    }
  }
}

std::expected<ResponseModel, NoChances> response_model(const TraitRows& rows, std::span<const std::int8_t> marks) {
  const auto said = static_cast<std::uint64_t>(std::ranges::count_if(marks, [](std::int8_t mark) { return mark != no_answer; }));
  if (std::min(said, marks.size() - said) < fewest_a_trait * std::max<std::size_t>(rows.traits, 1)) return std::unexpected(NoChances::too_few);
  ResponseModel model;
  model.coefficients.assign(rows.traits + 1, 0);
  model.coefficients[0] = std::log(double(said) / double(marks.size() - said));
  // Of very many, a part brings us near the top at a part of the cost; where it does not, nothing is lost.
  if (said / part_of_many >= enough_to_begin) {
    std::vector<double> near = model.coefficients;
    if (climb(rows, marks, near, part_of_many, double(said / part_of_many))) model.coefficients = std::move(near);
  }
  const auto top = climb(rows, marks, model.coefficients, 1, double(said));
  if (!top) return std::unexpected(top.error());
  const Likelihood& here = *top;
  const Solver solver(here.curvature);
  for (std::size_t i = 0; i < model.coefficients.size(); ++i) {
    std::vector<double> unit(model.coefficients.size());
    unit[i] = 1;
    model.errors.push_back(std::sqrt(solver.solve(std::move(unit))[i]));
    for (std::size_t j = 0; j <= i; ++j) model.curvature.push_back(here.curvature.at(i, j));
  }
  for (std::size_t row = 0; row < marks.size(); ++row) model.chances.push_back(chance(leaning(rows.of(row), model.coefficients)));
  return model;
}

ChanceWeighted weighted_by_chances(const TraitRows& rows, std::span<const std::int8_t> marks, const ResponseModel& model, SurveyMeasure measure) {
  ChanceWeighted result;
  double n = 0, sum = 0, total = 0, scored = 0;
  for (std::size_t row = 0; row < marks.size(); ++row)
    if (marks[row] != no_answer) ++n, sum += 1 / model.chances[row];
  const double most = most_of_mean * sum / n;
  const auto weight = [&](std::size_t row) { return std::fmin(1 / model.chances[row], most); };
  for (std::size_t row = 0; row < marks.size(); ++row) {
    if (marks[row] == no_answer) continue;
    total += weight(row), scored += weight(row) * marks[row];
    result.trimmed += 1 / model.chances[row] > most;
  }
  const double score = scored / total;
  const std::size_t count = model.coefficients.size();
  Symmetric curvature(count);
  for (std::size_t i = 0, at = 0; i < count; ++i)
    for (std::size_t j = 0; j <= i; ++j) curvature.at(i, j) = model.curvature[at++];
  std::vector<double> moved(count);
  for (std::size_t row = 0; row < marks.size(); ++row) {
    if (marks[row] == no_answer || 1 / model.chances[row] > most) continue;
    const double own = weight(row) * (1 - model.chances[row]) * (marks[row] - score);
    const auto traits = rows.of(row);
    moved[0] += own;
    for (std::size_t i = 0; i < traits.size(); ++i) moved[i + 1] += own * double(traits[i]);
  }
  const std::vector<double> gamma = Solver(curvature).solve(moved);
  const double lost = std::sqrt(n / std::fmax(1, n - double(count)));
  std::vector<WeightedAnswers> answers;
  double others = 0;
  for (std::size_t row = 0; row < marks.size(); ++row) {
    const bool said = marks[row] != no_answer;
    const double told = leaning(rows.of(row), gamma), history = model.chances[row] * told / total;
    if (said) answers.push_back({marks[row], 1, weight(row), lost * (weight(row) * (marks[row] - score) - told) / total, history});
    else others += history * history;
  }
  result.score = weighted_score(answers, measure, std::fmax(1, n - double(count)), others);
  return result;
}

}  // namespace lifeworth
