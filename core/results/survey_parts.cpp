#include "results/survey_parts.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/text.h"
#include "metrics/group_difference.h"
#include "metrics/mean_sums.h"

namespace lifeworth {
namespace {

/// Longest spans for which months and quarters are shown unless a person says otherwise.
constexpr int most_months = 24, most_months_by_quarter = 96;

std::vector<ScoreAnswer> of_level(std::span<const ScoreAnswer> answers, bool by_customer, std::optional<Grain> grain) {
  return by_customer ? last_answers(answers, grain) : std::vector<ScoreAnswer>(answers.begin(), answers.end());
}

/// Whether half of the periods have enough answers for an interval.
bool has_enough(std::span<const ScoreAnswer> answers, Grain grain) {
  std::map<int, std::uint64_t> counts;
  for (const ScoreAnswer& answer : answers) ++counts[period_of(answer.day, grain)];
  const auto enough = std::ranges::count_if(counts, [](const auto& period) { return period.second >= fewest_to_measure; });
  return 2 * static_cast<std::size_t>(enough) >= counts.size();
}

Grain grain_of(std::span<const ScoreAnswer> answers) {
  const auto [first, last] = std::ranges::minmax(answers, {}, &ScoreAnswer::day);
  const int months = month_index(last.day) - month_index(first.day) + 1;
  Grain grain = months <= most_months ? Grain::month : months <= most_months_by_quarter ? Grain::quarter : Grain::year;
  while (grain != Grain::year && !has_enough(answers, grain)) grain = static_cast<Grain>(static_cast<int>(grain) + 1);
  return grain;
}

void add_periods(std::span<const ScoreAnswer> answers, const ScoreScale& scale, bool by_customer, SurveyParts& parts) {
  const std::vector<ScoreAnswer> level = of_level(answers, by_customer, parts.grain);
  std::map<int, std::vector<ScoreAnswer>> by_period;  // sorted as they are
  for (const ScoreAnswer& answer : level) by_period[period_of(answer.day, parts.grain)].push_back(answer);
  for (const auto& [period, own] : by_period) {
    const auto [first, last] = std::ranges::minmax(own, {}, &ScoreAnswer::day);
    parts.periods.push_back({period, first.day, last.day, summary_of(own, scale)});
  }
  std::vector<int> newest;
  for (auto period = parts.periods.rbegin(); period != parts.periods.rend() && newest.size() < 2; ++period)
    if (period->summary.score.interval) newest.push_back(period->period);
  if (newest.size() < 2) return;
  std::vector<Side> sides;
  for (const ScoreAnswer& answer : level) {
    const int period = period_of(answer.day, parts.grain);
    sides.push_back(period == newest[0] ? Side::first : period == newest[1] ? Side::rest : Side::neither);
  }
  SurveyChange& change = parts.change.emplace(SurveyChange{newest[1], newest[0], {*compare(level, sides, scale).difference}, std::nullopt});
  if (const auto both = paired(level, sides)) change.both = Tested{*both};
}

void add_segments(std::span<const ScoreAnswer> answers, const ScoreScale& scale, bool by_customer, const Records::Values& words, SurveyParts& parts) {
  const std::vector<ScoreAnswer> level = of_level(answers, by_customer, std::nullopt);
  // Words that differ in capitals and accents only are one segment.
  std::map<std::string, std::uint32_t> numbers;
  struct Found {
    std::uint32_t word;
    std::uint64_t answers = 0;
  };
  std::vector<Found> found;
  std::vector<std::uint32_t> of_word(words.dictionary.size() + 1), of_answer;
  const auto number_of_key = [&](std::string key, std::uint32_t word) {
    const auto [place, added] = numbers.try_emplace(std::move(key), static_cast<std::uint32_t>(found.size()));
    if (added) found.push_back({word});
    return place->second;
  };
  for (std::uint32_t word = 0; word < words.dictionary.size(); ++word) {
    const std::string_view text = words.dictionary[word];
    const std::string key = folded(text);
    of_word[word] = number_of_key(key.empty() ? std::string(text) : key, word);
  }
  of_word.back() = number_of_key({}, nobody);
  for (const ScoreAnswer& answer : level) {
    const std::uint32_t word = words.words[answer.row];
    of_answer.push_back(word == nobody ? of_word.back() : of_word[word]);
    ++found[of_answer.back()].answers;
  }
  std::vector<std::uint32_t> order(found.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t segment) { return found[segment].answers; });
  std::vector<Side> sides(level.size());
  for (const std::uint32_t segment : order) {
    if (found[segment].answers == 0) break;
    if (parts.segments.size() == most_segments) {
      ++parts.other_segments;
      parts.other_answers += found[segment].answers;
      continue;
    }
    std::ranges::transform(of_answer, sides.begin(), [segment](std::uint32_t own) { return own == segment ? Side::first : Side::rest; });
    const ScoreComparison compared = compare(level, sides, scale);
    const std::uint32_t word = found[segment].word;
    parts.segments.push_back({word == nobody ? std::string() : std::string(words.dictionary[word]), compared.first,
                              compared.difference ? std::optional(Tested{*compared.difference}) : std::nullopt});
  }
}

void correct(SurveyParts& parts) {
  std::vector<Tested*> all;
  if (parts.change) all.push_back(&parts.change->difference);
  if (parts.change && parts.change->both) all.push_back(&*parts.change->both);
  // Of two segments each one's rest is the other: one comparison.
  const bool mirrored = parts.segments.size() == 2 && parts.other_segments == 0;
  for (SurveySegment& segment : parts.segments)
    if (segment.difference && !(mirrored && &segment == &parts.segments.back())) all.push_back(&*segment.difference);
  std::vector<double> p;
  for (const Tested* each : all) p.push_back(each->found.p);
  const std::vector<double> together = holm(p);
  for (std::size_t i = 0; i < all.size(); ++i) all[i]->p_holm = together[i];
  if (mirrored && parts.segments[0].difference && parts.segments[1].difference) parts.segments[1].difference->p_holm = parts.segments[0].difference->p_holm;
  parts.compared = all.size();
}

}  // namespace

SurveyParts survey_parts(std::span<const ScoreAnswer> answers, const ScoreScale& scale, bool by_customer, std::optional<Grain> grain, const Records::Values* segments) {
  SurveyParts parts;
  if (answers.empty()) return parts;
  parts.grain = grain ? *grain : grain_of(answers);
  add_periods(answers, scale, by_customer, parts);
  if (segments) add_segments(answers, scale, by_customer, *segments, parts);
  correct(parts);
  return parts;
}

}  // namespace lifeworth
