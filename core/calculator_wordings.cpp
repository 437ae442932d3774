// The sentences of calculators by code, instead of core/base/wordings.cpp: no file is read here, and what is said about files would be an eighth of all that is sent.
#include "base/sentence.h"

namespace lifeworth {
namespace {

constexpr Wording wordings[] = {
#define SENTENCE(code, wrong, saw, hint) Wording{},
#include "base/data_sentences.def"
#undef SENTENCE
#define SENTENCE(code, wrong, saw, hint) Wording{#code, wrong, saw, hint},
#include "base/sentences.def"
#undef SENTENCE
};

}  // namespace

std::span<const Wording> all_wordings() { return wordings; }

}  // namespace lifeworth
