#include "base/sentence.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace lifeworth {
namespace {

std::string short_text(double number, const char* format = "%.4g") {
  char text[32];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

std::string text_of(const Figure& figure) {
  if (std::isnan(figure.value)) return "unknown";
  if (std::isinf(figure.value)) return "never";
  if (is_share(figure.unit)) return short_text(100 * figure.value) + "%";
  if (!is_money(figure.unit)) return short_text(figure.value, std::abs(figure.value) >= 1000 ? "%.0f" : "%.4g");
  if (std::abs(figure.value) > 9e15) return short_text(figure.value / static_cast<double>(power_of_ten(figure.minor_digits)));
  const std::string text = decimal_text(std::llround(figure.value), figure.minor_digits);
  return figure.currency.empty() ? text : text + " " + figure.currency;
}

std::string text_of(const Argument& argument) {
  if (const auto* whole = std::get_if<std::int64_t>(&argument.value)) return std::to_string(*whole);
  if (const auto* text = std::get_if<std::string>(&argument.value)) return *text;
  if (const auto* figure = std::get_if<Figure>(&argument.value)) return text_of(*figure);
  return short_text(std::get<double>(argument.value));
}

}  // namespace

Wording wording(Code code) { return all_wordings()[static_cast<std::size_t>(code)]; }

bool has_place(const Wording& wording, std::string_view name) {
  const std::string place = "{" + std::string(name) + "}";
  for (std::string_view part : {wording.wrong, wording.saw, wording.hint})
    if (part.find(place) != std::string_view::npos) return true;
  return false;
}

std::string filled(std::string_view wording, std::span<const Argument> arguments) {
  std::string out;
  while (!wording.empty()) {
    const std::size_t open = wording.find('{');
    const std::size_t close = wording.find('}', open);
    out.append(wording.substr(0, open));
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const std::string_view name = wording.substr(open + 1, close - open - 1);
    for (const Argument& argument : arguments)
      if (argument.name == name) out.append(text_of(argument));
    wording.remove_prefix(close + 1);
  }
  return out;
}

std::string english(const Sentence& sentence) {
  const Wording words = wording(sentence.code);
  std::string out;
  for (std::string_view part : {words.wrong, words.saw, words.hint}) {
    if (part.empty()) continue;
    if (!out.empty()) out.push_back(' ');
    out += filled(part, sentence.arguments);
  }
  return out;
}

}  // namespace lifeworth
