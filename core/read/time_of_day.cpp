#include "read/time_of_day.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

bool is_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }
bool is_word_byte(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

void skip(std::string_view& text, std::string_view signs) {
  text.remove_prefix(std::min(text.find_first_not_of(signs), text.size()));
}

std::size_t digits_at_start(std::string_view text) { return std::min(text.find_first_not_of("0123456789"), text.size()); }

/// Takes exactly two digits that make a number up to `most`.
bool take_two(std::string_view& text, int most) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1]) || (text[0] - '0') * 10 + text[1] - '0' > most) return false;
  return text.remove_prefix(2), true;
}

void take_fraction(std::string_view& text) {
  if (text.size() > 1 && (text.front() == '.' || text.front() == ',' || text.front() == ':') && is_digit(text[1])) {
    text.remove_prefix(1);
    text.remove_prefix(digits_at_start(text));
  }
}

/// `AM`, `p.m.`, `a. m.` in any case.
bool take_half(std::string_view& text) {
  std::string_view rest = text;
  skip(rest, " ");
  if (rest.empty() || (ascii_lower(rest.front()) != 'a' && ascii_lower(rest.front()) != 'p')) return false;
  rest.remove_prefix(1);
  if (rest.starts_with('.')) rest.remove_prefix(1);
  skip(rest, " ");
  if (rest.empty() || ascii_lower(rest.front()) != 'm') return false;
  rest.remove_prefix(1);
  if (!rest.empty() && is_word_byte(rest.front())) return false;
  if (rest.starts_with('.')) rest.remove_prefix(1);
  return text = rest, true;
}

/// `+02`, `-0300`, `+05:30`, `-3`.
bool take_offset(std::string_view& text) {
  std::string_view rest = text;
  if (rest.empty() || (rest.front() != '+' && rest.front() != '-')) return false;
  rest.remove_prefix(1);
  const std::size_t digits = digits_at_start(rest);
  if (digits == 0 || digits == 3 || digits > 4) return false;
  rest.remove_prefix(digits);
  if (digits <= 2 && rest.starts_with(':')) {
    rest.remove_prefix(1);
    if (!take_two(rest, 59)) return false;
  }
  return text = rest, true;
}

std::string_view take_word(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_word_byte);
  const std::string_view word = text.substr(0, std::size_t(end - text.begin()));
  text.remove_prefix(word.size());
  return word;
}

/// Words before a time: "31 March 2024 *at* 10:00", "*um*", "*à*", "*a las*", "*às*", "*kl*".
void skip_joints(std::string_view& text) {
  for (int words = 0; words < 2; ++words) {
    std::string_view rest = text;
    const std::string word = ascii_lowered(take_word(rest));
    const bool joint = word == "at" || word == "um" || word == "a" || word == "las" || word == "la" || word == "as" || word == "kl" ||
                       word == "\xC3\xA0" || word == "\xC3\xA0s";
    if (!joint) return;
    skip(rest, " .");
    text = rest;
  }
}

}  // namespace

bool take_time(std::string_view& text, bool bare) {
  std::string_view rest = text;
  const std::size_t digits = digits_at_start(rest);
  if (bare && (digits == 4 || digits == 6)) {
    if (!take_two(rest, 24) || !take_two(rest, 59) || (digits == 6 && !take_two(rest, 60))) return false;
    take_fraction(rest);
    return text = rest, true;
  }
  if (digits < 1 || digits > 2) return false;
  const int hour = digits == 1 ? rest[0] - '0' : (rest[0] - '0') * 10 + rest[1] - '0';
  if (hour > 24) return false;
  rest.remove_prefix(digits);
  if (!rest.empty() && (rest.front() == ':' || rest.front() == '.')) {
    const char mark = rest.front();
    rest.remove_prefix(1);
    if (!take_two(rest, 59)) return false;
    if (rest.size() > 1 && rest.front() == mark && is_digit(rest[1])) {
      rest.remove_prefix(1);
      if (!take_two(rest, 60)) return false;
      take_fraction(rest);
    }
    if (!rest.empty() && is_digit(rest.front())) return false;
    take_half(rest);
    return text = rest, true;
  }
  if (take_half(rest)) return text = rest, true;
  // 10h, 10h30, 10 h 30, 10h30m15s
  skip(rest, " ");
  if (rest.empty() || ascii_lower(rest.front()) != 'h') return false;
  rest.remove_prefix(1);
  std::string_view minutes = rest;
  skip(minutes, " ");
  if (take_two(minutes, 59)) {
    rest = minutes;
    if (rest.starts_with('m')) rest.remove_prefix(1);
    std::string_view seconds = rest;
    if (take_two(seconds, 60)) {
      rest = seconds;
      if (rest.starts_with('s')) rest.remove_prefix(1);
    }
  }
  return text = rest, true;
}

bool is_zone_or_nothing(std::string_view text) {
  skip(text, " ,");
  if (text.empty() || text == "Z" || text == "z") return true;
  // Names in words end in "Time" or begin with "hora"; what else is in them does not matter.
  const bool named = text.find("Time") != std::string_view::npos || text.find("time") != std::string_view::npos || text.starts_with("hora");
  for (int pieces = 0; pieces < 8 && !text.empty(); ++pieces, skip(text, " ")) {
    if (text.front() == '(' || text.front() == '[') {
      const std::size_t end = text.find(text.front() == '(' ? ')' : ']');
      if (end == std::string_view::npos || end < 2) return false;
      text.remove_prefix(end + 1);
      continue;
    }
    if (take_offset(text)) continue;
    const std::string_view word = take_word(text);
    if (word.empty()) return false;
    if (named) continue;
    if (!text.empty() && (text.front() == '/' || text.front() == '_')) {  // Europe/Berlin, America/Argentina/Buenos_Aires
      while (!text.empty() && (text.front() == '/' || text.front() == '_')) {
        text.remove_prefix(1);
        if (take_word(text).empty()) return false;
      }
      continue;
    }
    const std::string lower = ascii_lowered(word);
    const bool clock_word = lower == "uhr" || lower == "h" || lower == "hs" || lower == "hrs" || lower == "hours" || lower == "horas" ||
                            lower == "heures";
    const bool abbreviation = word.size() <= 5 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!clock_word && !abbreviation && lower != "utc" && lower != "gmt") return false;
    if (clock_word && text.starts_with('.')) text.remove_prefix(1);
  }
  return text.empty();
}

bool is_time_or_nothing(std::string_view rest) {
  if (rest.empty() || rest == "." || rest == "Z" || rest == "z") return true;
  std::string_view zone = rest;
  if (take_offset(zone) && zone.empty() && rest.find(':') != std::string_view::npos) return true;  // 2024-03-31+02:00, an XML Schema date
  bool bare = false;
  if (rest.front() == 'T' || rest.front() == 't') {
    bare = true;
    rest.remove_prefix(1);
  } else if (rest.front() == ':' || rest.front() == '-') {  // 31/Mar/2024:10:15:00, 2024-03-31-10:15
    rest.remove_prefix(1);
  } else if (rest.front() == ' ' || rest.front() == ',' || rest.front() == '.') {
    if (rest.front() == '.' && rest.size() > 1 && rest[1] != ' ' && rest[1] != ',') return false;
    rest.remove_prefix(1);
    skip(rest, " ,");
    if (rest.starts_with("T ") || (rest.starts_with('T') && rest.size() > 1 && is_digit(rest[1]))) rest.remove_prefix(1);
    skip(rest, " ");
    if (rest.starts_with("- ")) rest.remove_prefix(2);  // 31/03/2024 - 10:15
    if (rest.empty()) return true;
    if (rest.starts_with("UTC") || rest.starts_with("GMT") || rest == "Z" || rest.front() == '(') return is_zone_or_nothing(rest);
    bare = digits_at_start(rest) == 6;
    if (!is_digit(rest.front())) skip_joints(rest);
  } else {
    return false;
  }
  return take_time(rest, bare) && is_zone_or_nothing(rest);
}

}  // namespace lifeworth
