// Second roads that need more than a double: WebAssembly's C library computes exp, log and pow of a long double as those of a double, without its
// range and digits, so that there only the native build can take them.
#pragma once

#include <catch2/catch_test_macros.hpp>

namespace lifeworth::test {

inline void needs_long_double() {
#ifdef __EMSCRIPTEN__
  SKIP("functions of a long double are those of a double in this build");
#endif
}

}  // namespace lifeworth::test
