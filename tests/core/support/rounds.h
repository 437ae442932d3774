// How often a test throws dice. Sanitizers slow a program tenfold and look for other faults than wrong results: they see a fifth of the rounds, the other
// builds all.
#pragma once

namespace support {

constexpr int rounds(int all) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  return all / 5;
#endif
#endif
  return all;
}

}  // namespace support
