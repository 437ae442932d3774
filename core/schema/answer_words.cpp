#include "schema/answer_words.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

/// Bytes; longer ones are comments.
constexpr std::size_t longest_answer = 80;

struct AnswerWord {
  Vocabulary vocabulary;
  int point;
  std::string_view text;  ///< folded; of Spanish words that have two endings the one in "a"
};

using enum Vocabulary;
constexpr AnswerWord words[] = {
    {groups, 1, "promoter"}, {groups, 1, "promoters"}, {groups, 1, "promotor"}, {groups, 1, "promotora"}, {groups, 1, "promotores"},
    {groups, 0, "passive"}, {groups, 0, "passives"}, {groups, 0, "pasiva"}, {groups, 0, "pasivos"}, {groups, 0, "neutral"}, {groups, 0, "neutra"},
    {groups, -1, "detractor"}, {groups, -1, "detractors"}, {groups, -1, "detractora"}, {groups, -1, "detractores"},

    {good_bad, 1, "good"}, {good_bad, 1, "good i m satisfied"}, {good_bad, 1, "good with comment"}, {good_bad, 1, "positive"}, {good_bad, 1, "happy"},
    {good_bad, 1, "thumbs up"}, {good_bad, 1, "buena"}, {good_bad, 1, "bien"}, {good_bad, 1, "positiva"}, {good_bad, 1, "feliz"}, {good_bad, 1, "contenta"},
    {good_bad, 0, "bad"}, {good_bad, 0, "bad i m unsatisfied"}, {good_bad, 0, "bad with comment"}, {good_bad, 0, "negative"}, {good_bad, 0, "unhappy"},
    {good_bad, 0, "thumbs down"}, {good_bad, 0, "mala"}, {good_bad, 0, "mal"}, {good_bad, 0, "negativa"}, {good_bad, 0, "infeliz"}, {good_bad, 0, "descontenta"},

    {satisfaction, 1, "very dissatisfied"}, {satisfaction, 1, "very unsatisfied"}, {satisfaction, 1, "extremely dissatisfied"}, {satisfaction, 1, "completely dissatisfied"},
    {satisfaction, 1, "totally dissatisfied"}, {satisfaction, 1, "muy insatisfecha"}, {satisfaction, 1, "totalmente insatisfecha"}, {satisfaction, 1, "completamente insatisfecha"},
    {satisfaction, 1, "nada satisfecha"}, {satisfaction, 2, "dissatisfied"}, {satisfaction, 2, "unsatisfied"}, {satisfaction, 2, "somewhat dissatisfied"},
    {satisfaction, 2, "somewhat unsatisfied"}, {satisfaction, 2, "insatisfecha"}, {satisfaction, 2, "algo insatisfecha"}, {satisfaction, 2, "poco satisfecha"},
    {satisfaction, 3, "neutral"}, {satisfaction, 3, "neither"}, {satisfaction, 3, "neither satisfied nor dissatisfied"}, {satisfaction, 3, "neither satisfied nor unsatisfied"},
    {satisfaction, 3, "neither dissatisfied nor satisfied"}, {satisfaction, 3, "ni satisfecha ni insatisfecha"}, {satisfaction, 3, "ni insatisfecha ni satisfecha"},
    {satisfaction, 3, "indiferente"}, {satisfaction, 3, "neutra"}, {satisfaction, 4, "satisfied"}, {satisfaction, 4, "somewhat satisfied"}, {satisfaction, 4, "satisfecha"},
    {satisfaction, 4, "algo satisfecha"}, {satisfaction, 4, "bastante satisfecha"}, {satisfaction, 5, "very satisfied"}, {satisfaction, 5, "extremely satisfied"},
    {satisfaction, 5, "completely satisfied"}, {satisfaction, 5, "totally satisfied"}, {satisfaction, 5, "muy satisfecha"}, {satisfaction, 5, "totalmente satisfecha"},
    {satisfaction, 5, "completamente satisfecha"},

    {quality, 1, "very bad"}, {quality, 1, "very poor"}, {quality, 1, "terrible"}, {quality, 1, "awful"}, {quality, 1, "muy mala"}, {quality, 1, "muy mal"}, {quality, 1, "pesima"},
    {quality, 2, "bad"}, {quality, 2, "poor"}, {quality, 2, "mala"}, {quality, 2, "mal"}, {quality, 2, "deficiente"}, {quality, 3, "average"}, {quality, 3, "fair"},
    {quality, 3, "ok"}, {quality, 3, "okay"}, {quality, 3, "neutral"}, {quality, 3, "regular"}, {quality, 3, "normal"}, {quality, 3, "aceptable"}, {quality, 4, "good"},
    {quality, 4, "buena"}, {quality, 4, "bien"}, {quality, 5, "very good"}, {quality, 5, "excellent"}, {quality, 5, "great"}, {quality, 5, "amazing"}, {quality, 5, "muy buena"},
    {quality, 5, "muy bien"}, {quality, 5, "excelente"},

    {ease, 1, "very difficult"}, {ease, 1, "very hard"}, {ease, 1, "muy dificil"}, {ease, 2, "difficult"}, {ease, 2, "hard"}, {ease, 2, "dificil"}, {ease, 3, "neutral"},
    {ease, 3, "neither"}, {ease, 3, "neither easy nor difficult"}, {ease, 3, "ni facil ni dificil"}, {ease, 4, "easy"}, {ease, 4, "facil"}, {ease, 5, "very easy"},
    {ease, 5, "muy facil"},

    {effort, 1, "very low"}, {effort, 1, "very low effort"}, {effort, 1, "very little effort"}, {effort, 1, "muy baja"}, {effort, 1, "esfuerzo muy bajo"}, {effort, 1, "muy poco esfuerzo"},
    {effort, 2, "low"}, {effort, 2, "low effort"}, {effort, 2, "little effort"}, {effort, 2, "baja"}, {effort, 2, "esfuerzo bajo"}, {effort, 2, "poco esfuerzo"},
    {effort, 3, "neutral"}, {effort, 3, "medium"}, {effort, 3, "moderate"}, {effort, 3, "medium effort"}, {effort, 3, "moderate effort"}, {effort, 3, "media"},
    {effort, 3, "esfuerzo medio"}, {effort, 3, "moderada"}, {effort, 4, "high"}, {effort, 4, "high effort"}, {effort, 4, "much effort"}, {effort, 4, "alta"},
    {effort, 4, "esfuerzo alto"}, {effort, 4, "mucho esfuerzo"}, {effort, 5, "very high"}, {effort, 5, "very high effort"}, {effort, 5, "very much effort"}, {effort, 5, "muy alta"},
    {effort, 5, "esfuerzo muy alto"}, {effort, 5, "muchisimo esfuerzo"},

    {agreement, 1, "strongly disagree"}, {agreement, 1, "totalmente en desacuerdo"}, {agreement, 1, "muy en desacuerdo"}, {agreement, 2, "disagree"},
    {agreement, 2, "en desacuerdo"}, {agreement, 3, "neutral"}, {agreement, 3, "neither"}, {agreement, 3, "neither agree nor disagree"},
    {agreement, 3, "ni de acuerdo ni en desacuerdo"}, {agreement, 4, "agree"}, {agreement, 4, "de acuerdo"}, {agreement, 5, "strongly agree"},
    {agreement, 5, "totalmente de acuerdo"}, {agreement, 5, "muy de acuerdo"},

    {agreement_7, 1, "strongly disagree"}, {agreement_7, 1, "totalmente en desacuerdo"}, {agreement_7, 1, "muy en desacuerdo"}, {agreement_7, 2, "disagree"},
    {agreement_7, 2, "en desacuerdo"}, {agreement_7, 3, "somewhat disagree"}, {agreement_7, 3, "slightly disagree"}, {agreement_7, 3, "algo en desacuerdo"},
    {agreement_7, 3, "ligeramente en desacuerdo"}, {agreement_7, 4, "neutral"}, {agreement_7, 4, "neither"}, {agreement_7, 4, "neither agree nor disagree"},
    {agreement_7, 4, "ni de acuerdo ni en desacuerdo"}, {agreement_7, 5, "somewhat agree"}, {agreement_7, 5, "slightly agree"}, {agreement_7, 5, "algo de acuerdo"},
    {agreement_7, 5, "ligeramente de acuerdo"}, {agreement_7, 6, "agree"}, {agreement_7, 6, "de acuerdo"}, {agreement_7, 7, "strongly agree"},
    {agreement_7, 7, "totalmente de acuerdo"}, {agreement_7, 7, "muy de acuerdo"}};

/// Feminine endings made of masculine ones, word by word: satisfecho → satisfecha, ni bueno ni malo → ni buena ni mala; "no" stays.
std::string with_one_ending(std::string_view folded_text) {
  std::string text(folded_text);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == 'o' && i >= 3 && (i + 1 == text.size() || text[i + 1] == ' ')) text[i] = 'a';
  return text;
}

/// How many ★ an answer of nothing else has; hollow ones (☆) are those not given.
std::optional<int> stars_in(std::string_view answer) {
  constexpr std::string_view full[] = {"\u2605", "\u2B50", "\U0001F31F"}, beside[] = {"\u2606", "\uFE0F", " "};
  int count = 0;
  while (!answer.empty()) {
    const auto begins = [&](std::string_view sign) { return answer.starts_with(sign); };
    const auto star = std::ranges::find_if(full, begins);
    if (star != std::end(full)) {
      ++count;
      answer.remove_prefix(star->size());
    } else if (const auto other = std::ranges::find_if(beside, begins); other != std::end(beside)) answer.remove_prefix(other->size());
    else return std::nullopt;
  }
  return count >= 1 && count <= 5 ? std::optional(count) : std::nullopt;
}

bool has_word_beginning(std::string_view text, std::string_view beginning) {
  for (std::size_t at = text.find(beginning); at != std::string_view::npos; at = text.find(beginning, at + 1))
    if (at == 0 || text[at - 1] == ' ') return true;
  return false;
}

}  // namespace

WordScale scale_of(Vocabulary vocabulary) {
  switch (vocabulary) {
    case groups: return {-1, 1};
    case good_bad: return {0, 1};
    case agreement_7: return {1, 7};
    default: return {1, 5};
  }
}

AnswerPoints points_of(std::string_view answer) {
  static const std::multimap<std::string, const AnswerWord*> known = [] {
    std::multimap<std::string, const AnswerWord*> by_text;
    for (const AnswerWord& word : words) by_text.emplace(with_one_ending(word.text), &word);
    return by_text;
  }();
  AnswerPoints points;
  if (answer.size() > longest_answer) return points;
  points[static_cast<std::size_t>(stars)] = stars_in(answer);
  const auto [from, to] = known.equal_range(with_one_ending(folded(answer)));
  for (auto word = from; word != to; ++word) points[static_cast<std::size_t>(word->second->vocabulary)] = word->second->point;
  return points;
}

std::optional<int> out_of(std::string_view answer) {
  std::size_t at = 0;
  while (at < answer.size() && (is_digit(answer[at]) || answer[at] == '.' || answer[at] == ',')) ++at;
  if (at == 0) return std::nullopt;
  const std::string rest = folded(answer.substr(at));
  const bool slash = trimmed(answer.substr(at)).starts_with('/');
  std::string_view number = rest;
  for (std::string_view word : {"out of ", "of ", "de ", "sobre "})
    if (rest.starts_with(word)) number = std::string_view(rest).substr(word.size());
  if (!slash && number.size() == rest.size()) return std::nullopt;
  int points = 0;
  std::size_t digits = 0;
  while (digits < number.size() && is_digit(number[digits]) && digits < 4) points = points * 10 + (number[digits++] - '0');
  return digits > 0 && digits < 4 && (digits == number.size() || number[digits] == ' ') ? std::optional(points) : std::nullopt;
}

AskedAbout asked_about(std::string_view question) {
  const std::string text = folded(question);
  const auto any = [&](std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return has_word_beginning(text, beginning); });
  };
  AskedAbout asked;
  asked.recommending = any({"nps", "recommend", "recom", "promoter", "promotor"});
  asked.satisfaction = any({"csat", "satisf", "rating", "valoracion", "calificacion", "stars", "estrellas"});
  asked.effort = any({"effort", "esfuerzo"});
  asked.ease = any({"easy", "easi", "ease", "facil", "difficult", "dificil"});
  asked.ces = text == "ces" || any({"ces "}) || text.ends_with(" ces");
  return asked;
}

}  // namespace lifeworth
