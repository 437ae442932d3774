// All sentences by code. By itself in a file, so that a door which says only some of them can bring a shorter list in its stead (core/calculator_wordings.cpp).
#include "base/sentence.h"

namespace lifeworth {
namespace {

constexpr Wording wordings[] = {
#define SENTENCE(code, wrong, saw, hint) Wording{#code, wrong, saw, hint},
#include "base/data_sentences.def"
#include "base/sentences.def"
#undef SENTENCE
};

}  // namespace

std::span<const Wording> all_wordings() { return wordings; }

}  // namespace lifeworth
