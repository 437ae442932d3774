#include "base/sentence.h"

#include <array>
#include <cstdio>

namespace lifeworth {
namespace {

constexpr Wording wordings[] = {
#define SENTENCE(code, wrong, saw, hint) Wording{#code, wrong, saw, hint},
#include "base/sentences.def"
#undef SENTENCE
};

std::string text_of(const Argument& argument) {
  if (const auto* whole = std::get_if<std::int64_t>(&argument.value)) return std::to_string(*whole);
  if (const auto* text = std::get_if<std::string>(&argument.value)) return *text;
  char number[32];
  std::snprintf(number, sizeof number, "%.4g", std::get<double>(argument.value));
  return number;
}

}  // namespace

Wording wording(Code code) { return wordings[static_cast<std::size_t>(code)]; }

std::span<const Wording> all_wordings() { return wordings; }

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
