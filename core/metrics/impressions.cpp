#include "metrics/impressions.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "metrics/resampling.h"
#include "metrics/score_changes.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

double goodness(const ScoreScale& scale, const ScoreAnswer& answer) { return scale.measure == SurveyMeasure::ces_low ? -scale.points(answer.score) : scale.points(answer.score); }

/// `use(customer, answers)` of each who is known.
template <class Use>
void each_customer(std::span<const ScoreAnswer> answers, Use&& use) {
  for (std::size_t from = 0, to; from < answers.size() && answers[from].customer != nobody; from = to) {
    for (to = from + 1; to < answers.size() && answers[to].customer == answers[from].customer;) ++to;
    use(answers[from].customer, answers.subspan(from, to - from));
  }
}

std::span<const Transaction> transactions_of(const TransactionLog& log, std::uint32_t customer) { return customer < log.customers() ? log.of(customer) : std::span<const Transaction>{}; }

}  // namespace

std::vector<Impressions> impressions_of(const TransactionLog& log, std::span<const ScoreAnswer> answers, const ScoreScale& scale, Day observation_end, int window) {
  std::vector<Impressions> all;
  each_customer(answers, [&](std::uint32_t customer, std::span<const ScoreAnswer> own) {
    while (!own.empty() && own.back().day + window > observation_end) own = own.first(own.size() - 1);
    if (own.size() < 2) return;
    const auto bought = transactions_of(log, customer);
    if (const Day first = first_purchase(bought); first == no_day || first >= own.back().day) return;
    Impressions one{customer, static_cast<std::uint32_t>(own.size()), goodness(scale, own.back()), 0, goodness(scale, own.front()), goodness(scale, own.front()),
                    spend_change(bought, own.back().day, own.back().day, window).after};
    for (const ScoreAnswer& answer : own) {
      const double good = goodness(scale, answer);
      one.mean += good / double(own.size()), one.worst = std::fmin(one.worst, good), one.best = std::fmax(one.best, good);
    }
    all.push_back(one);
  });
  return all;
}

Aftermaths aftermaths(const TransactionLog& log, std::span<const ScoreAnswer> answers, const ScoreScale& scale, Day observation_end, int months) {
  Aftermaths result;
  result.groups.resize(score_groups(scale));
  const auto length = static_cast<std::size_t>(months);
  for (Aftermath& group : result.groups) group.after.resize(length), group.change.resize(length);
  const int window = months * days_of_month;
  each_customer(answers, [&](std::uint32_t customer, std::span<const ScoreAnswer> own) {
    ++result.answered;
    const auto bought = transactions_of(log, customer);
    const Day first = first_purchase(bought);
    NotAround reason = NotAround::not_in_orders;
    for (const ScoreAnswer& answer : own) {
      if (first == no_day) break;
      if (answer.day - window < log.first_day()) reason = NotAround::too_early;
      else if (first > answer.day - window) reason = NotAround::too_new;
      else if (answer.day + window > observation_end) reason = NotAround::too_late;
      else {
        Aftermath& group = result.groups[score_group(scale, answer.mark)];
        const double before = spend_change(bought, answer.day, answer.day, window).before / months;
        double whole = 0;
        for (std::size_t month = 0; month < length; ++month) {
          const double spent = spend_change(bought, answer.day, answer.day + static_cast<int>(month) * days_of_month, days_of_month).after;
          group.after[month].add(spent), group.change[month].add(spent - before);
          whole += spent - before;
        }
        group.before.add(before), group.whole.add(whole);
        ++result.followed;
        return;
      }
    }
    ++result.left_out[static_cast<std::size_t>(reason)];
  });
  return result;
}

std::optional<Contrast> contrast(std::span<const Weighted> groups) {
  double value = 0, variance = 0, parts = 0;
  std::uint64_t n = 0;
  for (const auto& [sums, weight] : groups) {
    if (sums->n() < fewest_to_measure) return std::nullopt;
    const double own = weight * weight * sums->variance() / double(sums->n());
    value += weight * sums->mean(), variance += own, parts += own * own / double(sums->n() - 1), n += sums->n();
  }
  if (!(variance > 0)) return std::nullopt;
  const double degrees = variance * variance / parts, half = student_t_quantile(0.975, degrees) * std::sqrt(variance);
  return Contrast{{value, Interval{value - half, value + half}, n}, p_by_interval(std::abs(value), half, degrees)};
}

namespace {

/// What spread and likeness are made of; those of all customers less one customer's are those without the customer.
struct AnswerSums {
  double customers = 0, answers = 0, sum = 0, squared_sizes = 0;
  double between = 0;  ///< Σ nᵢ mᵢ²
  double within = 0;   ///< Σ Σ (x − mᵢ)²

  AnswerSums operator-(const AnswerSums& one) const {
    return {customers - one.customers, answers - one.answers, sum - one.sum, squared_sizes - one.squared_sizes, between - one.between, within - one.within};
  }
  void add(const AnswerSums& one) {
    customers += one.customers, answers += one.answers, sum += one.sum, squared_sizes += one.squared_sizes, between += one.between, within += one.within;
  }
  double within_mean() const { return within / (answers - customers); }
  double alike() const {
    const double between_mean = (between - sum * sum / answers) / (customers - 1), size = (answers - squared_sizes / answers) / (customers - 1);
    return (between_mean - within_mean()) / (between_mean + (size - 1) * within_mean());
  }
};

/// Of a smooth function of the sums on a scale on which it is nearly normal.
template <class Of, class Back>
std::optional<Estimate> jackknifed(const std::vector<AnswerSums>& each, const AnswerSums& all, Of&& of, Back&& back) {
  const double n = double(each.size()), whole = of(all);
  if (n < double(fewest_to_measure) || !std::isfinite(whole)) return std::nullopt;
  MeanSums pseudo;
  for (const AnswerSums& one : each) {
    const double without = of(all - one);
    if (!std::isfinite(without)) return std::nullopt;
    pseudo.add(n * whole - (n - 1) * without);
  }
  const Estimate scaled = pseudo.estimate();
  const double half = (scaled.interval->high - scaled.interval->low) / 2;
  return Estimate{back(whole), Interval{back(whole - half), back(whole + half)}, each.size()};
}

}  // namespace

Consistency consistency_of(std::span<const ScoreAnswer> answers, const ScoreScale& scale) {
  constexpr int most_answers = 5;
  Consistency result;
  for (int n = 2; n <= most_answers; ++n) result.rows.push_back({.answers = n, .without_bad = {}});
  std::vector<AnswerSums> each;
  AnswerSums all;
  std::vector<std::uint64_t> without(result.rows.size());
  std::vector<std::vector<std::size_t>> numbers(result.rows.size());
  double bad_answers = 0;
  each_customer(answers, [&](std::uint32_t, std::span<const ScoreAnswer> own) {
    if (own.size() < 2) return;
    AnswerSums one{1, double(own.size()), 0, double(own.size() * own.size()), 0, 0};
    std::uint64_t bad = 0;
    for (const ScoreAnswer& answer : own) one.sum += scale.points(answer.score), bad += score_group(scale, answer.mark) == 0;
    const double mean = one.sum / one.answers;
    for (const ScoreAnswer& answer : own) one.within += (scale.points(answer.score) - mean) * (scale.points(answer.score) - mean);
    one.between = one.answers * mean * mean;
    all.add(one), each.push_back(one);
    bad_answers += double(bad);
    const std::size_t row = std::min<std::size_t>(own.size(), most_answers) - 2;
    ++result.rows[row].customers, without[row] += bad == 0, numbers[row].push_back(own.size());
  });
  result.customers = each.size(), result.answers = static_cast<std::uint64_t>(all.answers);
  if (each.empty()) return result;
  const double good = 1 - bad_answers / all.answers;
  std::uint64_t none_bad = 0;
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    ConsistencyRow& own = result.rows[row];
    none_bad += without[row];
    if (own.customers == 0) continue;
    own.without_bad = where_it_holds(share_of(without[row], own.customers));
    for (const std::size_t n : numbers[row]) own.by_chance += std::pow(good, double(n)) / double(own.customers);
  }
  std::erase_if(result.rows, [](const ConsistencyRow& row) { return row.customers == 0; });
  result.without_bad = where_it_holds(share_of(none_bad, result.customers));
  result.spread = jackknifed(each, all, [](const AnswerSums& sums) { return std::log(sums.within_mean()) / 2; }, [](double log) { return std::exp(log); });
  result.alike = jackknifed(each, all, [](const AnswerSums& sums) { return std::atanh(sums.alike()); }, [](double z) { return std::tanh(z); });
  return result;
}

}  // namespace lifeworth
