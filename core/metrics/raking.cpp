#include "metrics/raking.h"

#include <algorithm>
#include <cmath>

#include "metrics/symmetric.h"

namespace lifeworth {
namespace {

constexpr int most_rounds = 2000;
constexpr double margins_met = 1e-9;

}  // namespace

std::optional<std::vector<double>> rake(std::span<const RakedCell> cells, const Margins& margins) {
  std::vector<double> weights(cells.size(), 1);
  for (int round = 0; round < most_rounds; ++round) {
    double farthest = 0;
    for (std::size_t trait = 0; trait < raked_traits; ++trait) {
      std::vector<double> sums(margins[trait].size());
      for (std::size_t at = 0; at < cells.size(); ++at) sums[cells[at].classes[trait]] += weights[at] * double(answered(cells[at].said));
      for (std::size_t of = 0; of < sums.size(); ++of) {
        if (margins[trait][of] > 0 && !(sums[of] > 0)) return std::nullopt;
        if (margins[trait][of] > 0) farthest = std::fmax(farthest, std::abs(sums[of] / margins[trait][of] - 1));
      }
      for (std::size_t at = 0; at < cells.size(); ++at)
        if (const std::size_t of = cells[at].classes[trait]; sums[of] > 0) weights[at] *= margins[trait][of] / sums[of];
    }
    if (farthest < margins_met) return weights;
  }
  return std::nullopt;
}

std::optional<WeightedScore> raked_score(std::span<const RakedCell> cells, const Margins& margins, SurveyMeasure measure) {
  const auto weights = rake(cells, margins);
  if (!weights) return std::nullopt;
  // Regression on the first trait's classes and the others' but their first ones.
  std::array<std::size_t, raked_traits> begins{};
  std::size_t count = margins[0].size();
  for (std::size_t trait = 1; trait < raked_traits; ++trait) begins[trait] = count - 1, count += margins[trait].size() - 1;
  const auto columns = [&](const RakedCell& cell) {
    std::vector<std::size_t> of = {cell.classes[0]};
    for (std::size_t trait = 1; trait < raked_traits; ++trait)
      if (cell.classes[trait] > 0) of.push_back(begins[trait] + cell.classes[trait]);
    return of;
  };
  Symmetric products(count);
  std::vector<double> right(count);
  double n = 0, total = 0;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const double answers = double(answered(cells[at].said)), weight = (*weights)[at], marks = double(cells[at].said[2]) - double(cells[at].said[0]);
    n += answers, total += answers * weight;
    const auto own = columns(cells[at]);
    for (const std::size_t i : own) {
      right[i] += weight * marks;
      for (const std::size_t j : own)
        if (j <= i) products.at(i, j) += weight * answers;
    }
  }
  const Solver solver(products);
  const std::vector<double> means = solver.solve(right);
  const double left = n - double(solver.rank());
  if (!(left >= 1)) return std::nullopt;
  const auto mean_of = [&](const RakedCell& cell) {
    double mean = 0;
    for (const std::size_t i : columns(cell)) mean += means[i];
    return mean;
  };
  double customers = 0, score = 0, others = 0;
  for (const RakedCell& cell : cells) customers += double(cell.customers), score += double(cell.customers) * mean_of(cell);
  score /= customers;
  std::vector<WeightedAnswers> answers;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const double mean = mean_of(cells[at]), history = (mean - score) / customers;
    others += double(cells[at].customers - answered(cells[at].said)) * history * history;
    if (answered(cells[at].said) == 0) continue;
    std::vector<double> own(count);
    for (const std::size_t i : columns(cells[at])) own[i] = 1;
    const std::vector<double> solved = solver.solve(own);
    double pull = 0;  // leverage: how far an answer draws its own mean
    for (const std::size_t i : columns(cells[at])) pull += (*weights)[at] * solved[i];
    const double part = (*weights)[at] / total / std::fmax(0.1, 1 - pull);
    for (int mark = -1; mark <= 1; ++mark) answers.push_back({mark, double(cells[at].said[static_cast<std::size_t>(mark + 1)]), (*weights)[at], part * (mark - mean), history});
  }
  return weighted_score(answers, measure, left, others);
}

std::vector<std::uint8_t> joined_classes(std::span<const ResponseCell> classes) {
  std::vector<std::uint64_t> answers;
  std::vector<std::uint8_t> part(classes.size());
  for (std::size_t at = 0; at < classes.size(); ++at) {
    answers.push_back(answered(classes[at].said));
    part[at] = static_cast<std::uint8_t>(at);
  }
  while (answers.size() > 1) {
    const auto least = static_cast<std::size_t>(std::ranges::min_element(answers) - answers.begin());
    if (answers[least] >= fewest_in_class) break;
    const bool before = least + 1 == answers.size() || (least > 0 && answers[least - 1] <= answers[least + 1]);
    const std::size_t first = before ? least - 1 : least;
    answers[first] += answers[first + 1];
    answers.erase(answers.begin() + static_cast<std::ptrdiff_t>(first) + 1);
    for (std::uint8_t& each : part) each -= each > first;
  }
  return part;
}

}  // namespace lifeworth
