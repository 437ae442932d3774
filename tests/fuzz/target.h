// What fuzz targets share: libFuzzer's entry as a function of text, and a way to say that something must hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fuzz {

void run(std::string_view bytes);

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// Calls `push` with pieces of the text; the first byte says how long they are.
template <class Push>
void in_pieces(std::string_view text, unsigned char choice, Push&& push) {
  const std::size_t size = 1 + choice % 61;
  for (std::size_t at = 0; at < text.size(); at += size) push(text.substr(at, size));
}

}  // namespace fuzz

extern "C" __attribute__((weak)) int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
