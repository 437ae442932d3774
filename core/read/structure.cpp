#include "read/structure.h"

#include <algorithm>
#include <bit>

namespace lifeworth {
namespace {

/// Bit i of the result: the parity of bits 0…i.
std::uint64_t parity_up_to(std::uint64_t bits) {
  for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// What one block hands to the next.
struct Carry {
  bool inside = false;         ///< the next byte is inside quotes
  bool after_cell = true;      ///< the byte before was a delimiter or a line end, or there was none
  bool after_close = false;    ///< the byte before closed a quote
};

/// Delimiters and line ends outside quotes; false: a quote stands where none can.
template <class AnyBlock>
bool structure_of(const AnyBlock& block, const Dialect& dialect, Carry& carry, std::uint64_t& bits, bool& quotes) {
  const std::uint64_t ends = block.equal(dialect.delimiter) | block.equal('\n') | block.equal('\r');
  const std::uint64_t quote = dialect.quote ? block.equal(dialect.quote) : 0;
  if (quote == 0 && !carry.inside) {
    bits = ends;
    const bool regular = !carry.after_close || (ends & 1);
    carry.after_cell = ends >> 63;
    carry.after_close = false;
    return regular;
  }
  quotes = true;
  if (dialect.escape && block.equal(dialect.escape)) return false;
  const std::uint64_t inside = parity_up_to(quote) ^ (carry.inside ? ~std::uint64_t{0} : 0);
  bits = ends & ~inside;
  const std::uint64_t opens = quote & inside, closes = quote & ~inside;
  const std::uint64_t after_cell = bits << 1 | std::uint64_t(carry.after_cell);
  const std::uint64_t after_close = closes << 1 | std::uint64_t(carry.after_close);
  // A quote opens at the start of a cell, or right after one that closed: two quotes that stand for one.
  const bool regular = (opens & ~(after_cell | after_close)) == 0 && (after_close & ~(bits | opens)) == 0;
  carry = {(inside >> 63) != 0, (bits >> 63) != 0, (closes >> 63) != 0};
  return regular;
}

}  // namespace

template <class AnyBlock>
void index_structure(std::string_view text, const Dialect& dialect, Structure& structure) {
  constexpr std::size_t width = 64;
  structure.quotes = false;
  structure.end = 0;
  if (structure.at.size() < text.size()) structure.at.resize(text.size());  // one each byte at most
  std::uint32_t* out = structure.at.data();
  Carry carry;
  char last[width];
  for (std::size_t at = 0; at < text.size(); at += width) {
    const char* bytes = text.data() + at;
    const std::size_t left = text.size() - at;
    if (left < width) {
      std::fill(std::copy_n(bytes, left, last), last + width, ' ');  // a quote that closes at the very end looks out of place then
      bytes = last;
    }
    std::uint64_t bits;
    const bool regular = structure_of(AnyBlock(bytes), dialect, carry, bits, structure.quotes);
    if (left < width) bits &= (std::uint64_t{1} << left) - 1;
    if (!regular) break;
    for (; bits; bits &= bits - 1) *out++ = static_cast<std::uint32_t>(at + std::size_t(std::countr_zero(bits)));
    structure.end = std::min(at + width, text.size());
  }
  structure.count = static_cast<std::size_t>(out - structure.at.data());
}

template void index_structure<Block>(std::string_view, const Dialect&, Structure&);
#if defined(__wasm_simd128__) || defined(__SSE2__)
template void index_structure<ScalarBlock>(std::string_view, const Dialect&, Structure&);
#endif

}  // namespace lifeworth
