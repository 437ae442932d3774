#include "metrics/plan_period.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/text.h"

namespace lifeworth {
namespace {

using enum BillingPeriod;

struct Word {
  std::string_view text;  ///< as `folded` gives it
  BillingPeriod period;
};
/// They say how often, wherever they stand. "Biannual" and "bimonthly" may mean twice or every other, and tell nothing.
constexpr Word how_often[] = {{"weekly", week},         {"semanal", week},           {"monthly", month},       {"mensual", month},        {"quarterly", quarter},
                              {"trimestral", quarter},  {"semiannual", half_year},   {"semiannually", half_year}, {"semestral", half_year}, {"yearly", year},
                              {"annual", year},         {"annually", year},          {"anual", year}};
/// They may also be part of a name.
constexpr Word units[] = {{"week", week}, {"semana", week},    {"month", month},        {"mes", month},  {"quarter", quarter}, {"trimestre", quarter},
                          {"semester", half_year}, {"semestre", half_year}, {"year", year}, {"ano", year}};

template <std::size_t N>
std::optional<BillingPeriod> found(const Word (&list)[N], std::string_view word) {
  const auto at = std::ranges::find(list, word, &Word::text);
  return at == std::end(list) ? std::nullopt : std::optional(at->period);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char letter : folded(text)) {
    if (letter == ' ') words.emplace_back();
    else words.back() += letter;
  }
  return words;
}

/// So many of a unit: 12 months are a year.
std::optional<BillingPeriod> several(int count, std::string_view unit) {
  const auto is = [unit](std::initializer_list<std::string_view> list) { return std::ranges::find(list, unit) != list.end(); };
  const auto among = [count](std::initializer_list<std::pair<int, BillingPeriod>> list) -> std::optional<BillingPeriod> {
    for (const auto& [number, period] : list)
      if (number == count) return period;
    return std::nullopt;
  };
  if (is({"day", "days", "dia", "dias", "d"})) return among({{7, week}, {28, four_weeks}, {30, month}, {90, quarter}, {91, quarter}, {180, half_year}, {182, half_year}, {365, year}});
  if (is({"week", "weeks", "semana", "semanas", "w"})) return among({{1, week}, {4, four_weeks}, {13, quarter}, {26, half_year}, {52, year}});
  if (is({"month", "months", "mes", "meses", "m"})) return among({{1, month}, {3, quarter}, {6, half_year}, {12, year}});
  if (is({"quarter", "quarters", "trimestre", "trimestres"})) return among({{1, quarter}, {2, half_year}, {4, year}});
  if (is({"semester", "semesters", "semestre", "semestres"})) return among({{1, half_year}, {2, year}});
  if (is({"year", "years", "ano", "anos", "y"})) return among({{1, year}});
  return std::nullopt;
}

/// Before a word that says how often they make it another one: half-yearly, semi-annual, bi-monthly.
constexpr std::string_view changing[] = {"half", "semi", "bi", "tri", "twice", "every", "other", "non", "not", "no"};

/// What words say of how often, wherever they stand; "semi annual" says nothing here.
std::optional<BillingPeriod> how_often_at(const std::vector<std::string>& words, std::size_t at) {
  return at > 0 && std::ranges::find(changing, words[at - 1]) != std::end(changing) ? std::nullopt : found(how_often, words[at]);
}

/// The one period that is told; nothing where two are.
class Told {
 public:
  void add(std::optional<BillingPeriod> period) {
    if (!period) return;
    contradicted_ |= told_ && *told_ != *period;
    told_ = period;
  }
  std::optional<BillingPeriod> period() const { return contradicted_ ? std::nullopt : told_; }

 private:
  std::optional<BillingPeriod> told_;
  bool contradicted_ = false;
};

}  // namespace

std::optional<BillingPeriod> period_of_interval(std::string_view cell) {
  const std::vector<std::string> words = words_of(cell);
  Told told;
  int count = 1;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    // "3 months", "3months", "3m"
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const std::string_view rest(end, word.data() + word.size());
    if (end != word.data()) count = error == std::errc{} ? number : 0;
    if (!rest.empty()) told.add(several(count, rest));
    told.add(how_often_at(words, at));
  }
  return told.period();
}

std::optional<BillingPeriod> period_of_plan(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  Told told;
  for (std::size_t at = 0; at < words.size(); ++at) told.add(how_often_at(words, at));
  const bool numbered = words.size() > 1 && words[words.size() - 2].find_first_of("0123456789") != std::string::npos;  // "Pro 1st year", "2 month"
  if (!numbered) told.add(found(units, words.back()));
  return told.period();
}

}  // namespace lifeworth
