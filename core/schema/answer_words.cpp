#include "schema/answer_words.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

/// Bytes; longer ones are comments.
constexpr std::size_t longest_answer = 80;

/// Texts that mean one point, parted by bars: folded; of Spanish words that have two endings the one in "a".
struct AnswerWords {
  Vocabulary vocabulary;
  int point;
  std::string_view texts;
};

using enum Vocabulary;
constexpr AnswerWords words[] = {
    {groups, 1, "promoter|promoters|promotor|promotora|promotores"},
    {groups, 0, "passive|passives|pasiva|pasivos|neutral|neutra"},
    {groups, -1, "detractor|detractors|detractora|detractores"},

    {good_bad, 1, "good|good i m satisfied|good with comment|positive|happy|thumbs up|buena|bien|positiva|feliz|contenta|👍"},
    {good_bad, 0, "bad|bad i m unsatisfied|bad with comment|negative|unhappy|thumbs down|mala|mal|negativa|infeliz|descontenta|👎"},

    {satisfaction, 1, "very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied|totally dissatisfied|muy insatisfecha|totalmente insatisfecha|completamente insatisfecha|"
                      "extremadamente insatisfecha|nada satisfecha"},
    {satisfaction, 2, "dissatisfied|unsatisfied|somewhat dissatisfied|somewhat unsatisfied|insatisfecha|algo insatisfecha|poco satisfecha"},
    {satisfaction, 3, "neutral|neither|neither satisfied nor dissatisfied|neither satisfied nor unsatisfied|neither dissatisfied nor satisfied|ni satisfecha ni insatisfecha|"
                      "ni insatisfecha ni satisfecha|indiferente|neutra"},
    {satisfaction, 4, "satisfied|somewhat satisfied|satisfecha|algo satisfecha|bastante satisfecha"},
    {satisfaction, 5, "very satisfied|extremely satisfied|completely satisfied|totally satisfied|muy satisfecha|totalmente satisfecha|completamente satisfecha|extremadamente satisfecha"},

    {satisfaction_7, 1, "very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied|totally dissatisfied|muy insatisfecha|totalmente insatisfecha|completamente insatisfecha|"
                        "extremadamente insatisfecha"},
    {satisfaction_7, 2, "dissatisfied|unsatisfied|moderately dissatisfied|mostly dissatisfied|insatisfecha|moderadamente insatisfecha|bastante insatisfecha"},
    {satisfaction_7, 3, "somewhat dissatisfied|somewhat unsatisfied|slightly dissatisfied|algo insatisfecha|ligeramente insatisfecha|un poco insatisfecha"},
    {satisfaction_7, 4, "neutral|neither|neither satisfied nor dissatisfied|neither satisfied nor unsatisfied|neither dissatisfied nor satisfied|ni satisfecha ni insatisfecha|"
                        "ni insatisfecha ni satisfecha|indiferente|neutra"},
    {satisfaction_7, 5, "somewhat satisfied|slightly satisfied|algo satisfecha|ligeramente satisfecha|un poco satisfecha"},
    {satisfaction_7, 6, "satisfied|moderately satisfied|mostly satisfied|satisfecha|moderadamente satisfecha|bastante satisfecha"},
    {satisfaction_7, 7, "very satisfied|extremely satisfied|completely satisfied|totally satisfied|muy satisfecha|totalmente satisfecha|completamente satisfecha|extremadamente satisfecha"},

    {satisfaction_extent, 1, "not at all satisfied|nada satisfecha"},
    {satisfaction_extent, 2, "not so satisfied|not very satisfied|slightly satisfied|no tan satisfecha|no muy satisfecha|poco satisfecha|ligeramente satisfecha"},
    {satisfaction_extent, 3, "somewhat satisfied|moderately satisfied|algo satisfecha|moderadamente satisfecha|medianamente satisfecha"},
    {satisfaction_extent, 4, "very satisfied|muy satisfecha"},
    {satisfaction_extent, 5, "extremely satisfied|completely satisfied|extremadamente satisfecha|sumamente satisfecha|totalmente satisfecha|completamente satisfecha"},

    {satisfaction_amount, 1, "nada satisfecha"},
    {satisfaction_amount, 2, "poco satisfecha"},
    {satisfaction_amount, 3, "algo satisfecha|medianamente satisfecha|moderadamente satisfecha"},
    {satisfaction_amount, 4, "bastante satisfecha"},
    {satisfaction_amount, 5, "muy satisfecha"},

    {quality, 1, "very bad|very poor|terrible|awful|muy mala|muy mal|pesima"},
    {quality, 2, "bad|poor|mala|mal|deficiente"},
    {quality, 3, "average|fair|ok|okay|neutral|regular|normal|aceptable"},
    {quality, 4, "good|buena|bien"},
    {quality, 5, "very good|excellent|great|amazing|muy buena|muy bien|excelente"},

    {ease, 1, "very difficult|very hard|extremely difficult|muy dificil|extremadamente dificil"},
    {ease, 2, "difficult|hard|somewhat difficult|dificil|algo dificil"},
    {ease, 3, "neutral|neither|neither easy nor difficult|neither difficult nor easy|ni facil ni dificil|ni dificil ni facil"},
    {ease, 4, "easy|somewhat easy|facil|algo facil"},
    {ease, 5, "very easy|extremely easy|muy facil|extremadamente facil"},

    {ease_7, 1, "very difficult|very hard|extremely difficult|muy dificil|extremadamente dificil"},
    {ease_7, 2, "difficult|hard|moderately difficult|dificil|moderadamente dificil|bastante dificil"},
    {ease_7, 3, "somewhat difficult|slightly difficult|algo dificil|ligeramente dificil|un poco dificil"},
    {ease_7, 4, "neutral|neither|neither easy nor difficult|neither difficult nor easy|ni facil ni dificil|ni dificil ni facil"},
    {ease_7, 5, "somewhat easy|slightly easy|algo facil|ligeramente facil|un poco facil"},
    {ease_7, 6, "easy|moderately easy|facil|moderadamente facil|bastante facil"},
    {ease_7, 7, "very easy|extremely easy|muy facil|extremadamente facil"},

    {ease_extent, 1, "not at all easy|nada facil"},
    {ease_extent, 2, "not so easy|not very easy|slightly easy|no tan facil|no muy facil|poco facil"},
    {ease_extent, 3, "somewhat easy|moderately easy|algo facil|moderadamente facil|medianamente facil"},
    {ease_extent, 4, "very easy|muy facil"},
    {ease_extent, 5, "extremely easy|extremadamente facil|sumamente facil"},

    {effort, 1, "very low|very low effort|very little effort|muy baja|esfuerzo muy bajo|muy poco esfuerzo"},
    {effort, 2, "low|low effort|little effort|baja|esfuerzo bajo|poco esfuerzo"},
    {effort, 3, "neutral|medium|moderate|medium effort|moderate effort|media|esfuerzo medio|moderada"},
    {effort, 4, "high|high effort|much effort|alta|esfuerzo alto|mucho esfuerzo"},
    {effort, 5, "very high|very high effort|very much effort|muy alta|esfuerzo muy alto|muchisimo esfuerzo"},

    {agreement, 1, "strongly disagree|completely disagree|totalmente en desacuerdo|completamente en desacuerdo|muy en desacuerdo"},
    {agreement, 2, "disagree|somewhat disagree|en desacuerdo|algo en desacuerdo"},
    {agreement, 3, "neutral|neither|neither agree nor disagree|ni de acuerdo ni en desacuerdo"},
    {agreement, 4, "agree|somewhat agree|de acuerdo|algo de acuerdo"},
    {agreement, 5, "strongly agree|completely agree|totalmente de acuerdo|completamente de acuerdo|muy de acuerdo"},

    {agreement_7, 1, "strongly disagree|completely disagree|totalmente en desacuerdo|completamente en desacuerdo|muy en desacuerdo"},
    {agreement_7, 2, "disagree|mostly disagree|moderately disagree|en desacuerdo"},
    {agreement_7, 3, "somewhat disagree|slightly disagree|algo en desacuerdo|ligeramente en desacuerdo"},
    {agreement_7, 4, "neutral|neither|neither agree nor disagree|ni de acuerdo ni en desacuerdo"},
    {agreement_7, 5, "somewhat agree|slightly agree|algo de acuerdo|ligeramente de acuerdo"},
    {agreement_7, 6, "agree|mostly agree|moderately agree|de acuerdo"},
    {agreement_7, 7, "strongly agree|completely agree|totalmente de acuerdo|completamente de acuerdo|muy de acuerdo"},

    {faces_3, 1, "😡|😠|🤬|😢|😭|😞|🙁|☹|😕|😟|😒"},
    {faces_3, 2, "😐|😑|😶"},
    {faces_3, 3, "🙂|😊|☺|😃|😄|😀|😁|😍|🤩|🥰"},

    {faces, 1, "😡|😠|🤬|😢|😭"},
    {faces, 2, "😞|🙁|☹|😕|😟|😒"},
    {faces, 3, "😐|😑|😶"},
    {faces, 4, "🙂|😊|☺"},
    {faces, 5, "😃|😄|😀|😁|😍|🤩|🥰"}};

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

/// A sign without what only changes how it looks: U+FE0F, and the colours of skin (U+1F3FB–1F3FF) of a thumb.
std::string without_looks(std::string text) {
  for (std::string_view look : {"\uFE0F", "\U0001F3FB", "\U0001F3FC", "\U0001F3FD", "\U0001F3FE", "\U0001F3FF"})
    for (std::size_t at = text.find(look); at != std::string::npos; at = text.find(look)) text.erase(at, look.size());
  return text;
}

bool has_word_beginning(std::string_view text, std::string_view beginning) {
  for (std::size_t at = text.find(beginning); at != std::string_view::npos; at = text.find(beginning, at + 1))
    if (at == 0 || text[at - 1] == ' ') return true;
  return false;
}

bool has_any_beginning(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return has_word_beginning(text, beginning); });
}

}  // namespace

WordScale scale_of(Vocabulary vocabulary) {
  switch (vocabulary) {
    case groups: return {-1, 1};
    case good_bad: return {0, 1};
    case faces_3: return {1, 3};
    case satisfaction_7:
    case ease_7:
    case agreement_7: return {1, 7};
    default: return {1, 5};
  }
}

AnswerPoints points_of(std::string_view answer) {
  static const std::multimap<std::string, const AnswerWords*> known = [] {
    std::multimap<std::string, const AnswerWords*> by_text;
    for (const AnswerWords& word : words)
      for (const auto text : std::views::split(word.texts, '|')) by_text.emplace(with_one_ending(std::string_view(text)), &word);
    return by_text;
  }();
  AnswerPoints points;
  if (answer.size() > longest_answer) return points;
  points[static_cast<std::size_t>(stars)] = stars_in(answer);
  const auto [from, to] = known.equal_range(with_one_ending(without_looks(folded(answer))));
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

Occasion occasion_of(std::string_view survey_type) {
  const std::string text = folded(survey_type);
  if (has_any_beginning(text, {"relation", "relacion"})) return Occasion::relationship;
  return has_any_beginning(text, {"transac", "interac", "post purchase", "post compra", "postcompra", "after purchase"}) ? Occasion::event : Occasion::unknown;
}

AskedAbout asked_about(std::string_view question) {
  const std::string text = folded(question);
  const auto any = [&](std::initializer_list<std::string_view> beginnings) { return has_any_beginning(text, beginnings); };
  AskedAbout asked;
  asked.recommending = any({"nps", "recommend", "recom", "promoter", "promotor"});
  asked.satisfaction = any({"csat", "satisf", "rating", "valoracion", "calificacion", "stars", "estrellas"});
  asked.effort = any({"effort", "esfuerzo"});
  asked.ease = any({"easy", "easi", "ease", "facil", "difficult", "dificil"});
  asked.ces = text == "ces" || any({"ces "}) || text.ends_with(" ces");
  return asked;
}

}  // namespace lifeworth
