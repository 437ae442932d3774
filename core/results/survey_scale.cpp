#include "results/survey_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <variant>

#include "base/json_fields.h"
#include "base/text.h"
#include "schema/cells.h"

namespace lifeworth {
namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr int most_points = 10;
/// Below this many answers the points nobody chose may still have been there.
constexpr std::uint64_t enough_for_short_scales = 20;
/// Answers of 1 without any of 0 by which a question that is called NPS was probably asked from 1: where 0 can be chosen, it is as a rule commoner than 1.
constexpr std::uint64_t telling_ones = 5;
constexpr std::size_t most_examples = 3;
/// One answer in so many halfway between two points tells of a scale of halves (stars); fewer may be slips.
constexpr std::uint64_t answers_to_a_half = 50;
/// From end to end: between 0 and 1 a half is a share or a doubt.
constexpr int fewest_points_in_halves = 2;

/// One text that answers, however often.
struct AnswerText {
  double number = no_number;
  AnswerPoints points;
  std::uint64_t count = 0;
};

/// "Very satisfied (5)"
double number_behind(std::string_view text) {
  const auto open = text.rfind('(');
  return text.ends_with(')') && open != text.npos ? number_of(text.substr(open + 1)).value_or(no_number) : no_number;
}

/// `answers`: the scores' words, nobody where a row is not looked at.
std::vector<AnswerText> wordings_of(const Records::Values& scores, const std::vector<std::uint32_t>& answers) {
  std::vector<AnswerText> all(scores.dictionary.size());
  for (std::uint32_t word = 0; word < all.size(); ++word) {
    const std::string_view text = scores.dictionary[word];
    all[word].points = points_of(text);
    if (std::ranges::none_of(all[word].points, [](const auto& point) { return point.has_value(); })) all[word].number = number_behind(text);
  }
  for (std::size_t row = 0; row < answers.size(); ++row) {
    if (answers[row] == nobody) continue;
    AnswerText& wording = all[answers[row]];
    ++wording.count;
    if (!std::isnan(scores.numbers[row])) wording.number = scores.numbers[row];
  }
  return all;
}

/// What the numbers come to that can be on a scale of up to ten.
struct Numbers {
  std::uint64_t all = 0, usable = 0, of_ten = 0, of_five = 0;
  std::array<std::uint64_t, most_points + 1> at{};
  std::array<std::uint64_t, most_points> halves{};  ///< above each point
  std::uint64_t between = 0;                        ///< two points, wherever

  Numbers(const std::vector<AnswerText>& wordings, const TextDictionary& texts) {
    for (std::uint32_t word = 0; word < wordings.size(); ++word) {
      const auto& [number, points, count] = wordings[word];
      if (std::isnan(number)) continue;
      all += count;
      const auto of = out_of(texts[word]);
      of_ten += of == 10 ? count : 0, of_five += of == 5 ? count : 0;
      if (number < 0 || number > most_points) continue;
      usable += count;
      const double below = std::floor(number);
      if (number == below) {
        at[static_cast<std::size_t>(below)] += count;
        continue;
      }
      between += count;
      if (number - below == 0.5) halves[static_cast<std::size_t>(below)] += count;
    }
  }
  /// Whether more than slips of the finger are at this end.
  bool among(int from, int to) const {
    std::uint64_t count = 0;
    for (int point = from; point <= to; ++point) count += at[static_cast<std::size_t>(point)];
    return 200 * count > usable;
  }
  int last() const {
    std::uint64_t count = 0;
    for (std::size_t point = most_points; point > 0; --point) {
      count += at[point] + (in_halves() ? halves[point - 1] : 0);
      if (200 * count > usable) return static_cast<int>(point);
    }
    return 0;
  }
  std::uint64_t all_halves() const { return std::accumulate(halves.begin(), halves.end(), std::uint64_t{0}); }
  /// Whether points have halves between them. Means of several answers have thirds and tenths, too: those are no points.
  bool in_halves() const { return all_halves() * answers_to_a_half >= usable && 2 * all_halves() > between; }
  int first() const {
    int point = 0;
    while (point < most_points && at[static_cast<std::size_t>(point)] == 0) ++point;
    return point;
  }
};

struct Guess {
  std::optional<ScoreScale> scale;
  Code why;
};

constexpr ScoreScale nps_scale{SurveyMeasure::nps, 0, 10};

/// Satisfaction as it was asked: in halves where there are any, from 0 where half a point is the lowest.
ScoreScale with_halves(ScoreScale scale, const Numbers& numbers) {
  if (scale.measure == SurveyMeasure::csat && scale.high - scale.low >= fewest_points_in_halves && numbers.in_halves()) scale.steps = 2;
  if (scale.steps > 1 && scale.low == 1 && 200 * numbers.halves[0] > numbers.usable) scale.low = 0;
  return scale;
}

Guess guess_whole_points(const Numbers& numbers, const AskedAbout& asked) {
  const bool about_effort = asked.effort || asked.ease || asked.ces;
  const int last = numbers.of_ten * 2 > numbers.usable ? 10 : numbers.of_five * 2 > numbers.usable ? 5 : numbers.last();
  if (numbers.usable * 5 < numbers.all * 4) return {std::nullopt, Code::survey_unclear};
  if (last > 7) {
    const bool zero = numbers.at[0] > 0;
    if (about_effort && !asked.recommending) return {std::nullopt, Code::survey_unclear};
    if (asked.satisfaction && !asked.recommending) return {ScoreScale{SurveyMeasure::csat, zero ? 0 : 1, 10}, Code::survey_csat_by_name};
    if (zero) return {nps_scale, Code::survey_nps_by_zero};
    if (asked.recommending && numbers.at[1] < telling_ones) return {nps_scale, Code::survey_nps_by_name};
    return {std::nullopt, Code::survey_from_one};
  }
  if (asked.recommending) return {std::nullopt, Code::survey_short_scale};
  if (numbers.among(0, 0)) {
    if (last <= 1 && !about_effort) return {ScoreScale{SurveyMeasure::csat, 0, 1}, Code::survey_csat_by_numbers};
    if (last <= 5 && asked.satisfaction) return {ScoreScale{SurveyMeasure::csat, 0, 5}, Code::survey_csat_by_name};
    return {std::nullopt, Code::survey_short_scale};
  }
  if (about_effort) {
    // "How much effort" is low where it is good (2010); "made it easy" high (2.0), as are seven points. Five points of a column called CES alone are asked either way.
    if (!asked.effort && !asked.ease && last <= 5) return {std::nullopt, Code::survey_ces_direction};
    const bool low_is_good = asked.effort;
    return {ScoreScale{low_is_good ? SurveyMeasure::ces_low : SurveyMeasure::ces_high, 1, last <= 5 ? 5 : 7}, low_is_good ? Code::survey_ces_low : Code::survey_ces_high};
  }
  const bool many = numbers.usable >= enough_for_short_scales;
  if (last < 3 && many) return {std::nullopt, Code::survey_short_scale};
  return {ScoreScale{SurveyMeasure::csat, 1, last <= 3 && many ? 3 : last <= 5 ? 5 : 7}, asked.satisfaction ? Code::survey_csat_by_name : Code::survey_csat_by_numbers};
}

Guess guess_numbers(const Numbers& numbers, const AskedAbout& asked) {
  Guess guess = guess_whole_points(numbers, asked);
  if (guess.scale) guess.scale = with_halves(*guess.scale, numbers);
  if (guess.scale && guess.scale->steps > 1) guess.why = Code::survey_csat_halves;
  return guess;
}

Guess guess_words(Vocabulary words, const AskedAbout& asked) {
  const auto [low, high] = scale_of(words);
  const auto as = [low, high](SurveyMeasure measure) { return ScoreScale{measure, low, high}; };
  switch (words) {
    case Vocabulary::groups: return {as(SurveyMeasure::nps), Code::survey_nps_by_words};
    case Vocabulary::ease:
    case Vocabulary::ease_7:
    case Vocabulary::ease_extent: return {as(SurveyMeasure::ces_high), Code::survey_ces_high_by_words};
    case Vocabulary::effort: return {as(SurveyMeasure::ces_low), Code::survey_ces_low_by_words};
    case Vocabulary::agreement:
    case Vocabulary::agreement_7:
      if (asked.ease || asked.ces) return {as(SurveyMeasure::ces_high), Code::survey_ces_high_by_words};
      return {std::nullopt, Code::survey_words_unclear};
    default: return {as(SurveyMeasure::csat), Code::survey_csat_by_words};
  }
}

/// How well a vocabulary reads what was written: first by how many answers, then by how few texts it takes for the same (on a scale of five "satisfied" and "somewhat satisfied" are one).
struct ReadBy {
  std::uint64_t answers = 0;
  std::int64_t alike = 0;  ///< texts beyond the points they take; negative, for that more is better

  auto operator<=>(const ReadBy&) const = default;
};

ReadBy read_by(Vocabulary vocabulary, const std::vector<AnswerText>& wordings) {
  ReadBy read;
  std::set<int> points;
  for (const AnswerText& wording : wordings) {
    const auto point = wording.points[static_cast<std::size_t>(vocabulary)];
    if (!point || wording.count == 0) continue;
    read.answers += wording.count;
    if (!points.insert(*point).second) --read.alike;
  }
  return read;
}

/// The vocabulary that reads them best; nothing where numbers read as many.
std::optional<Vocabulary> vocabulary_of(const std::vector<AnswerText>& wordings, std::uint64_t numbers) {
  ReadBy most{numbers, 0};
  std::optional<Vocabulary> best;
  for (const Vocabulary vocabulary : vocabularies) {
    const ReadBy read = read_by(vocabulary, wordings);
    if (read.answers > numbers && read > most) most = read, best = vocabulary;
  }
  return best;
}

/// The commonest texts that `is_one` holds for.
std::string commonest(const std::vector<AnswerText>& wordings, const TextDictionary& texts, auto&& is_one) {
  std::optional<std::uint32_t> best;
  for (std::uint32_t word = 0; word < wordings.size(); ++word)
    if (is_one(wordings[word]) && (!best || wordings[word].count > wordings[*best].count)) best = word;
  return best ? std::string(texts[*best]) : std::string();
}

/// What a person chose, on the scale that the answers have or the person says.
std::optional<ScoreScale> chosen(const SurveyRequest& request, const SurveyScale& found, const Numbers& numbers) {
  if (!request.measure && !request.scale_low && !request.scale_high) return found.guess;
  const std::optional<SurveyMeasure> measure = request.measure ? request.measure : found.guess ? std::optional(found.guess->measure) : std::nullopt;
  if (!measure || !found.possible[static_cast<std::size_t>(*measure)]) return std::nullopt;
  if (found.words) return ScoreScale{*measure, scale_of(*found.words).low, scale_of(*found.words).high};
  if (*measure == SurveyMeasure::nps) return nps_scale;
  const int last = numbers.last(), zero = numbers.among(0, 0) ? 0 : 1;
  ScoreScale scale{*measure, zero, last <= 5 ? 5 : last <= 7 ? 7 : 10};
  if (found.guess && found.guess->measure != SurveyMeasure::nps) scale.low = found.guess->low, scale.high = found.guess->high;
  scale = with_halves(scale, numbers);
  scale.low = request.scale_low.value_or(scale.low);
  scale.high = request.scale_high.value_or(scale.high);
  if (scale.high - scale.low < fewest_points_in_halves) scale.steps = 1;
  return scale;
}

std::variant<int, OffScale> place(const AnswerText& wording, const SurveyScale& found) {
  if (found.words) {
    const auto point = wording.points[static_cast<std::size_t>(*found.words)];
    return point ? std::variant<int, OffScale>(*point) : OffScale::other_words;
  }
  if (std::isnan(wording.number)) return OffScale::no_number;
  if (wording.number < found.scale->low || wording.number > found.scale->high) return OffScale::outside;
  const double score = wording.number * found.scale->steps;
  if (score != std::floor(score)) return OffScale::not_whole;
  return static_cast<int>(score);
}

bool tells(const AskedAbout& asked) { return asked.recommending || asked.satisfaction || asked.effort || asked.ease || asked.ces; }

/// By the type of all answers that are looked at, or by the name of the column.
AskedAbout what_is_asked(const Records::Values* types, std::string_view question, const SurveyRequest& request) {
  if (request.only_type && tells(asked_about(*request.only_type))) return asked_about(*request.only_type);
  if (!request.only_type && types && types->dictionary.size() == 1 && tells(asked_about(types->dictionary[0]))) return asked_about(types->dictionary[0]);
  return asked_about(question);
}

/// Of the rows with an answer, the commonest first.
std::vector<AnswerType> counted_types(const Records::Values& types, const std::vector<std::uint32_t>& answers) {
  std::vector<AnswerType> counted(types.dictionary.size());
  for (std::uint32_t word = 0; word < counted.size(); ++word) counted[word].name = types.dictionary[word];
  for (std::size_t row = 0; row < answers.size(); ++row)
    if (answers[row] != nobody && types.words[row] != nobody) ++counted[types.words[row]].answers;
  std::erase_if(counted, [](const AnswerType& type) { return type.answers == 0; });
  std::ranges::stable_sort(counted, std::ranges::greater{}, &AnswerType::answers);
  if (counted.size() < 2) counted.clear();
  return counted;
}

/// Answers of other types become nobody's; false where none is left.
bool keep_type(const Records::Values* types, std::string_view type, std::vector<std::uint32_t>& answers) {
  bool any = false;
  for (std::size_t row = 0; row < answers.size(); ++row) {
    const bool own = types && types->words[row] != nobody && types->dictionary[types->words[row]] == type;
    if (!own) answers[row] = nobody;
    any = any || answers[row] != nobody;
  }
  return any;
}

/// Kinds of questions that the types tell of: NPS, satisfaction, effort.
std::size_t questions_in(const std::vector<AnswerType>& types) {
  bool nps = false, csat = false, effort = false;
  for (const AnswerType& type : types) {
    const AskedAbout asked = asked_about(type.name);
    if (asked.recommending) nps = true;
    else if (asked.satisfaction) csat = true;
    else if (tells(asked)) effort = true;
  }
  return std::size_t{nps} + std::size_t{csat} + std::size_t{effort};
}

/// Whether some were asked about the whole relationship and others about one event.
bool mixes_occasions(const std::vector<AnswerType>& types) {
  const auto any = [&](Occasion occasion) { return std::ranges::any_of(types, [&](const AnswerType& type) { return occasion_of(type.name) == occasion; }); };
  return any(Occasion::relationship) && any(Occasion::event);
}

std::string list_of(const std::vector<AnswerType>& types) {
  std::string list;
  for (const AnswerType& type : types) list += (list.empty() ? "" : ", ") + type.name;
  return list;
}

}  // namespace

Expected<SurveyAnswers> survey_answers(const Records& records, std::string_view question, const SurveyRequest& request) {
  SurveyAnswers result;
  SurveyScale& found = result.scale;
  const Records::Values& scores = *records.values_of(Role::score);
  const Records::Values* types = records.values_of(Role::type);
  std::vector<std::uint32_t> answers = scores.words;
  if (types && types->dictionary.size() > 1) result.types = counted_types(*types, answers);
  if (request.only_type && !keep_type(types, *request.only_type, answers)) return std::unexpected(misunderstood("No answer is of the type “" + *request.only_type + "”."));
  const std::vector<AnswerText> wordings = wordings_of(scores, answers);
  const Numbers numbers(wordings, scores.dictionary);
  const AskedAbout asked = what_is_asked(types, question, request);
  found.words = vocabulary_of(wordings, numbers.all);
  const bool mixed = !request.only_type && questions_in(result.types) > 1, mixed_occasions = !request.only_type && mixes_occasions(result.types);
  const auto in_words = [&](const AnswerText& wording) { return found.words && wording.points[static_cast<std::size_t>(*found.words)].has_value(); };
  std::uint64_t written = 0, in_known_words = 0;
  for (const AnswerText& wording : wordings) written += wording.count, in_known_words += in_words(wording) ? wording.count : 0;
  const auto guessed = [&]() -> Guess {
    if (mixed) return {std::nullopt, Code::survey_mixed};
    if (mixed_occasions) return {std::nullopt, Code::survey_mixed_occasions};
    if (found.words) return 2 * in_known_words < written ? Guess{std::nullopt, Code::survey_words_unknown} : guess_words(*found.words, asked);
    return numbers.all ? guess_numbers(numbers, asked) : Guess{std::nullopt, Code::survey_no_answers};
  };
  const Guess guess = guessed();
  found.guess = guess.scale;
  const bool groups = found.words == Vocabulary::groups;
  if (found.words || numbers.all) found.possible = {!found.words || groups, !groups, !groups, !groups};
  const auto is_half = [](const AnswerText& wording) { return wording.number - std::floor(wording.number) == 0.5; };
  const auto is_unknown = [&](const AnswerText& wording) { return std::isnan(wording.number) && !in_words(wording); };
  const std::uint64_t read = found.words ? in_known_words : guess.why == Code::survey_unclear ? numbers.all : numbers.usable;
  found.reason = {guess.why,
                  {{"answers", static_cast<std::int64_t>(read)}, {"first", std::int64_t{numbers.first()}}, {"last", std::int64_t{numbers.last()}}, {"header", std::string(question)},
                   {"halves", static_cast<std::int64_t>(numbers.all_halves())}, {"half", commonest(wordings, scores.dictionary, is_half)},
                   {"low", std::int64_t{guess.scale ? guess.scale->low : 0}}, {"high", std::int64_t{guess.scale ? guess.scale->high : 0}},
                   {"word", commonest(wordings, scores.dictionary, in_words)}, {"written", static_cast<std::int64_t>(written)}, {"other", commonest(wordings, scores.dictionary, is_unknown)},
                   {"types", list_of(result.types)}}};
  std::erase_if(found.reason.arguments, [words = wording(guess.why)](const Argument& argument) { return !has_place(words, argument.name); });
  found.scale = chosen(request, found, numbers);
  found.by_person = request.measure || request.scale_low || request.scale_high;
  found.misfit = request.measure && !found.possible[static_cast<std::size_t>(*request.measure)];
  if (!found.scale) return result;
  if (found.scale->low >= found.scale->high) return std::unexpected(misunderstood("“scale_low” must be below “scale_high”."));

  std::vector<std::variant<int, OffScale>> places;
  std::vector<std::uint32_t> by_count(wordings.size());
  for (std::uint32_t word = 0; word < wordings.size(); ++word) places.push_back(place(wordings[word], found)), by_count[word] = word;
  std::ranges::stable_sort(by_count, std::ranges::greater{}, [&](std::uint32_t word) { return wordings[word].count; });
  for (const std::uint32_t word : by_count) {
    const auto off = std::get_if<OffScale>(&places[word]);
    if (!off || wordings[word].count == 0) continue;
    OffScaleAnswers& left = result.off_scale[static_cast<std::size_t>(*off)];
    left.answers += wordings[word].count;
    if (left.examples.size() < most_examples) left.examples.emplace_back(scores.dictionary[word]);
  }
  for (std::size_t row = 0; row < answers.size(); ++row) {
    if (answers[row] == nobody || records.days.empty() || records.days[row] == no_day) continue;
    const auto score = std::get_if<int>(&places[answers[row]]);
    if (!score) continue;
    result.answers.push_back({records.customers.empty() ? nobody : records.customers[row], records.days[row], static_cast<std::uint32_t>(row),
                              static_cast<std::int8_t>(*score), static_cast<std::int8_t>(found.scale->mark(*score))});
  }
  sort_answers(result.answers);
  return result;
}

}  // namespace lifeworth
