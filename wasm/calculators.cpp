// The small door: calculators alone, which need no file. It is what embedded calculators ship, so that only what calculate() reaches is linked.
#include <emscripten/bind.h>

#include <string>

#include "calculators.h"

namespace {

std::string calculate(const std::string& request) { return lifeworth::calculate(request); }

}  // namespace

EMSCRIPTEN_BINDINGS(lifeworth_calculators) { emscripten::function("calculate", &calculate); }
