#include "metrics/response_weights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/special.h"
#include "metrics/mean_sums.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

/// Cells that were joined, and where their customers are on average.
struct Joined {
  std::vector<std::size_t> of;
  ResponseCell cell;
  double row = 0, column = 0;  ///< Σ over customers

  double apart(const Joined& other) const {
    const double n = double(cell.customers), m = double(other.cell.customers), rows = row / n - other.row / m, columns = column / n - other.column / m;
    return rows * rows + columns * columns;
  }
  void take(const Joined& other) {
    of.insert(of.end(), other.of.begin(), other.of.end());
    cell.customers += other.cell.customers;
    for (std::size_t mark = 0; mark < cell.said.size(); ++mark) cell.said[mark] += other.cell.said[mark];
    row += other.row, column += other.column;
  }
};

}  // namespace

WeightedScore weighted_score(std::span<const WeightedAnswers> answers, SurveyMeasure measure, double degrees, double others) {
  WeightedScore result;
  double n = 0, sum = 0, squares = 0, above = 0, below = 0, plain = 0, most = 0;
  for (const WeightedAnswers& each : answers) {
    const double weight = each.count * each.weight;
    n += each.count, sum += weight, squares += weight * each.weight, plain += each.count * each.mark;
    above += each.mark > 0 ? weight : 0, below += each.mark < 0 ? weight : 0;
    if (each.count > 0) most = std::fmax(most, each.weight);
  }
  if (!(sum > 0)) return result;
  above /= sum, below /= sum, plain /= n;
  double variance = 0, apart = others;
  for (const WeightedAnswers& each : answers) {
    const double own = each.influence + each.history - (each.mark - plain) / n;
    variance += each.count * each.influence * each.influence, apart += each.count * own * own;
  }
  result.effective = sum * sum / squares;
  result.design_effect = n / result.effective;
  result.largest = most * n / sum;
  const auto count = static_cast<std::uint64_t>(std::llround(n));
  result.score = {above - below, std::nullopt, count};
  result.difference = {above - below - plain, std::nullopt, count};
  if (count < fewest_to_measure) return result;
  const double t = student_t_quantile(0.975, n - 1), spread = above + below - (above - below) * (above - below);
  double alike = result.effective;  // where all say the same there is no variance to go by
  if (variance > 0 && spread > 0) alike = spread / variance * std::pow(t / student_t_quantile(0.975, std::fmax(degrees, 1)), 2);
  result.score.interval = measure == SurveyMeasure::nps ? score_interval(above * alike, below * alike, alike) : share_of_expected(above * alike, alike).interval;
  const double error = std::sqrt(apart), difference = result.difference.value;
  result.difference.interval = Interval{difference - t * error, difference + t * error};
  result.p = error > 0 ? student_t_two_sided(difference / error, n - 1) : 1;
  return result;
}

std::vector<std::uint8_t> bands_of(std::span<const double> values, std::size_t count) {
  std::vector<double> some(values.begin(), values.end());
  // Where the bands after the first begin: at the smallest value that so many customers are below.
  std::vector<double> begins;
  auto from = some.begin();
  for (std::size_t band = 1; band < count; ++band) {
    const auto at = some.begin() + static_cast<std::ptrdiff_t>((band * some.size() + count - 1) / count);
    if (at == some.end()) break;
    std::nth_element(from, at, some.end());
    double begin = *at;
    if (std::find(from, at, begin) != at) {  // some of these customers lie in the band before: the next larger value
      begin = std::numeric_limits<double>::infinity();
      std::for_each(at, some.end(), [&begin, tied = *at](double value) { begin = value > tied && value < begin ? value : begin; });
    }
    if (begin < std::numeric_limits<double>::infinity()) begins.push_back(begin);
    from = at;
  }
  std::vector<std::uint8_t> bands;
  bands.reserve(values.size());
  for (const double value : values) bands.push_back(static_cast<std::uint8_t>(std::ranges::upper_bound(begins, value) - begins.begin()));
  return bands;
}

Collapsed collapse(std::span<const ResponseCell> cells, std::size_t columns) {
  Collapsed result;
  result.cell_of.resize(cells.size());
  std::vector<Joined> groups;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const double customers = double(cells[at].customers);
    if (cells[at].customers) groups.push_back({{at}, cells[at], customers * double(at / columns), customers * double(at % columns)});
    result.few += cells[at].customers && answered(cells[at].said) < fewest_in_cell;
  }
  const auto answers = [](const Joined& group) { return answered(group.cell.said); };
  while (groups.size() > 1) {
    const auto least = std::ranges::min_element(groups, {}, answers);
    if (answers(*least) >= fewest_in_cell) break;
    const Joined small = std::move(*least);
    groups.erase(least);
    std::ranges::min_element(groups, {}, [&](const Joined& group) { return group.apart(small); })->take(small);
  }
  for (std::size_t number = 0; number < groups.size(); ++number) {
    result.cells.push_back(groups[number].cell);
    for (const std::size_t at : groups[number].of) result.cell_of[at] = static_cast<std::uint32_t>(number);
  }
  return result;
}

WeightedScore post_stratified(std::span<const ResponseCell> cells, SurveyMeasure measure) {
  const auto mean_of = [](const Said& said) { return (double(said[2]) - double(said[0])) / double(answered(said)); };
  double customers = 0, score = 0, variance = 0, fourth = 0, others = 0;
  for (const ResponseCell& cell : cells) customers += double(cell.customers), score += answered(cell.said) ? double(cell.customers) * mean_of(cell.said) : 0;
  score /= customers;
  std::vector<WeightedAnswers> answers;
  for (const ResponseCell& cell : cells) {
    const double n = double(answered(cell.said)), share = double(cell.customers) / customers;
    if (!(n > 0)) continue;
    const double mean = mean_of(cell.said), squares = double(cell.said[2] + cell.said[0]) - n * mean * mean, history = (mean - score) / customers;
    others += (double(cell.customers) - n) * history * history;
    for (int mark = -1; mark <= 1; ++mark) {
      const double influence = n > 1 ? share / n * (mark - mean) * std::sqrt(n / (n - 1)) : 0;
      answers.push_back({mark, double(cell.said[static_cast<std::size_t>(mark + 1)]), double(cell.customers) / n, influence, history});
    }
    if (n < 2) continue;
    const double own = share * share * squares / (n - 1) / n;
    variance += own, fourth += own * own / (n - 1);
  }
  return weighted_score(answers, measure, fourth > 0 ? variance * variance / fourth : 1, others);
}

}  // namespace lifeworth
