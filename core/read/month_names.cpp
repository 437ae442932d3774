#include "read/month_names.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

struct Month {
  std::string_view name;
  unsigned number;
};

// Folded: lower case without accents. Sorted for binary search.
constexpr Month months[] = {
    {"abr", 4},        {"abril", 4},     {"ago", 8},       {"agosto", 8},    {"aout", 8},      {"apr", 4},      {"april", 4},
    {"aug", 8},        {"august", 8},    {"avr", 4},       {"avril", 4},     {"dec", 12},       {"december", 12}, {"decembre", 12}, {"dez", 12},
    {"dezember", 12},  {"dezembro", 12}, {"dic", 12},      {"diciembre", 12}, {"ene", 1},       {"enero", 1},     {"feb", 2},      {"febr", 2},
    {"febrero", 2},    {"februar", 2},   {"february", 2},  {"fev", 2},       {"fevereiro", 2},  {"fevr", 2},      {"fevrier", 2},  {"jaenner", 1},
    {"jan", 1},        {"janeiro", 1},   {"janner", 1},    {"januar", 1},    {"january", 1},    {"janv", 1},      {"janvier", 1},  {"juil", 7},
    {"juillet", 7},    {"juin", 6},      {"jul", 7},       {"julho", 7},     {"juli", 7},       {"julio", 7},     {"july", 7},     {"jun", 6},
    {"june", 6},       {"junho", 6},     {"juni", 6},      {"junio", 6},     {"maerz", 3},      {"mai", 5},       {"maio", 5},     {"mar", 3},
    {"march", 3},      {"marco", 3},     {"mars", 3},      {"marz", 3},      {"marzo", 3},      {"may", 5},       {"mayo", 5},     {"mrz", 3},
    {"nov", 11},       {"november", 11}, {"novembre", 11}, {"novembro", 11}, {"noviembre", 11}, {"oct", 10},      {"october", 10}, {"octobre", 10},
    {"octubre", 10},   {"okt", 10},      {"oktober", 10},  {"out", 10},      {"outubro", 10},   {"sep", 9},       {"sept", 9},     {"septbre", 9},
    {"september", 9},  {"septembre", 9}, {"septiembre", 9}, {"set", 9},      {"setbro", 9},     {"setembro", 9},  {"setiembre", 9}};

// "segunda-feira" is two words to the reader of dates; the second one is named here as well.
constexpr std::string_view weekdays[] = {
    "di",     "dienstag", "dim",     "dimanche",   "do",     "dom",   "domingo", "donnerstag", "feira",  "fr",     "freitag", "fri",     "friday",
    "jeu",    "jeudi",    "jue",     "jueves",     "lun",    "lundi", "lunes",   "mar",        "mardi",  "martes", "mer",     "mercredi", "mi",
    "mie",    "miercoles", "mittwoch", "mo",       "mon",    "monday", "montag", "qua",        "quarta", "qui",    "quinta",  "sa",      "sab",
    "sabado", "sam",      "samedi",  "samstag",    "sat",    "saturday", "seg",  "segunda",    "sex",    "sexta",  "so",      "sonnabend", "sonntag",
    "sun",    "sunday",   "ter",     "terca",      "thu",    "thur",  "thurs",   "thursday",   "tue",    "tues",   "tuesday", "ven",     "vendredi",
    "vie",    "viernes",  "wed",     "wednesday"};

constexpr std::string_view joints[] = {"de", "del", "den", "der", "do", "el", "le", "of", "the"};

static_assert(std::ranges::is_sorted(months, {}, &Month::name) && std::ranges::is_sorted(weekdays) && std::ranges::is_sorted(joints));

constexpr std::size_t longest_word = 24;  // bytes; accents count two or three

std::string plain_name(std::string_view word) {
  const bool accents = std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return accents ? folded(word) : ascii_lowered(word);
}

}  // namespace

unsigned month_of(std::string_view word) {
  if (word.size() < 3 || word.size() > longest_word) return 0;
  const std::string name = plain_name(word);
  const auto found = std::ranges::lower_bound(months, std::string_view(name), {}, &Month::name);
  return found != std::end(months) && found->name == name ? found->number : 0;
}

bool is_weekday(std::string_view word) {
  return word.size() >= 2 && word.size() <= longest_word && std::ranges::binary_search(weekdays, std::string_view(plain_name(word)));
}

bool joins_date_parts(std::string_view word) {
  return word.size() >= 2 && word.size() <= 3 && std::ranges::binary_search(joints, std::string_view(ascii_lowered(word)));
}

}  // namespace lifeworth
