// Sixty-four bytes at a time: which of them equal a letter, as the bits of one word. The one place that knows vector instructions: WebAssembly's and
// SSE2's by their intrinsics, every other machine by plain loops, which also are the twin that tests compare the others with.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace lifeworth {

/// The plain twin: eight bytes a step without vector instructions.
class ScalarBlock {
 public:
  explicit ScalarBlock(const char* bytes) { std::memcpy(bytes_, bytes, sizeof bytes_); }
  std::uint64_t equal(char letter) const {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i) bits |= std::uint64_t(bytes_[i] == letter) << i;
    return bits;
  }

 private:
  char bytes_[64];
};

#if defined(__wasm_simd128__)

class Block {
 public:
  explicit Block(const char* bytes) {
    for (int i = 0; i < 4; ++i) parts_[i] = wasm_v128_load(bytes + 16 * i);
  }
  std::uint64_t equal(char letter) const {
    const v128_t wanted = wasm_i8x16_splat(letter);
    std::uint64_t bits = 0;
    for (int i = 0; i < 4; ++i) bits |= std::uint64_t(wasm_i8x16_bitmask(wasm_i8x16_eq(parts_[i], wanted))) << (16 * i);
    return bits;
  }

 private:
  v128_t parts_[4];
};

#elif defined(__SSE2__)

class Block {
 public:
  explicit Block(const char* bytes) {
    for (int i = 0; i < 4; ++i) parts_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
  }
  std::uint64_t equal(char letter) const {
    const __m128i wanted = _mm_set1_epi8(letter);
    std::uint64_t bits = 0;
    for (int i = 0; i < 4; ++i) bits |= std::uint64_t(static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(parts_[i], wanted)))) << (16 * i);
    return bits;
  }

 private:
  __m128i parts_[4];
};

#else

using Block = ScalarBlock;

#endif

}  // namespace lifeworth
