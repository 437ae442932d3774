// Everything the core says in words, as a code from one closed list with its arguments. The English wording stands in
// sentences.def and data_sentences.def; the page translates by code. Three parts, house rule for errors: what is wrong, what we saw, what you can do.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/money.h"
#include "base/unit.h"

namespace lifeworth {

enum class Code {
#define SENTENCE(code, wrong, saw, hint) code,
#include "base/data_sentences.def"
#include "base/sentences.def"
#undef SENTENCE
};

/// A number with its unit: money in minor units, shares 0–1; infinity is "never".
struct Figure {
  double value;
  Unit unit;
  CurrencyCode currency = {};
  int minor_digits = 2;
};

/// A value that fills `{name}` in the wording. Numbers stay numbers so that the page can write them in its locale.
struct Argument {
  std::string name;
  std::variant<std::int64_t, double, std::string, Figure> value;
};

struct Sentence {
  Code code;
  std::vector<Argument> arguments = {};
};

/// Every error that leaves the core is a sentence of the same list.
using Error = Sentence;

template <class T>
using Expected = std::expected<T, Error>;

/// The wording of a code, with `{name}` places; parts that a code does not have are empty.
struct Wording {
  std::string_view code, wrong, saw, hint;
};
Wording wording(Code code);
std::span<const Wording> all_wordings();

/// Whether a wording has a place `{name}`.
bool has_place(const Wording& wording, std::string_view name);

/// English text of one part, places filled.
std::string filled(std::string_view wording, std::span<const Argument> arguments);

/// The parts of a sentence that are not empty, in order, as one English text.
std::string english(const Sentence& sentence);

}  // namespace lifeworth
