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

constexpr int offsets_at_once = 8;

/// What one block hands to the next.
struct Carry {
  bool inside = false;         ///< the next byte is inside quotes
  bool after_cell = true;      ///< the byte before was a delimiter or a line end, or there was none
  bool after_close = false;    ///< the byte before closed a quote
};

/// Where cells and lines end in one block.
struct Ends {
  std::uint64_t cells, lines;
};

/// False: a quote stands where none can, or a line ends inside quotes.
template <class AnyBlock>
bool structure_of(const AnyBlock& block, const Dialect& dialect, Carry& carry, Ends& ends, bool& quotes) {
  const std::uint64_t lines = block.equal('\n') | block.equal('\r'), all = block.equal(dialect.delimiter) | lines;
  const std::uint64_t quote = dialect.quote ? block.equal(dialect.quote) : 0;
  if (quote == 0 && !carry.inside) {
    ends = {all, lines};
    const bool regular = !carry.after_close || (all & 1);
    carry.after_cell = all >> 63;
    carry.after_close = false;
    return regular;
  }
  quotes = true;
  if (dialect.escape && block.equal(dialect.escape)) return false;
  const std::uint64_t inside = parity_up_to(quote) ^ (carry.inside ? ~std::uint64_t{0} : 0);
  if (lines & inside) return false;
  ends = {all & ~inside, lines};
  const std::uint64_t opens = quote & inside, closes = quote & ~inside;
  const std::uint64_t after_cell = ends.cells << 1 | std::uint64_t(carry.after_cell);
  const std::uint64_t after_close = closes << 1 | std::uint64_t(carry.after_close);
  // A quote opens at the start of a cell, or right after one that closed: two quotes that stand for one.
  const bool regular = (opens & ~(after_cell | after_close)) == 0 && (after_close & ~(ends.cells | opens)) == 0;
  carry = {(inside >> 63) != 0, (ends.cells >> 63) != 0, (closes >> 63) != 0};
  return regular;
}

/// Writes the offsets of bits, eight at a time whether or not there are so many: how many there are is hard to foresee for a processor.
std::uint32_t* write_offsets(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  std::uint32_t* const end = out + std::popcount(bits);
  while (bits) {
    for (int i = 0; i < offsets_at_once; ++i, bits &= bits - 1) out[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
    out += offsets_at_once;
  }
  return end;
}

}  // namespace

template <class AnyBlock>
void index_structure(std::string_view text, const Dialect& dialect, Structure& structure) {
  constexpr std::size_t width = 64;
  structure.quotes = false;
  structure.end = 0;
  const std::size_t room = text.size() + offsets_at_once;  // one each byte at most
  if (structure.at.size() < room) structure.at.resize(room), structure.lines.resize(room);
  std::uint32_t* out = structure.at.data();
  std::uint32_t* line = structure.lines.data();
  Carry carry;
  char last[width];
  for (std::size_t at = 0; at < text.size(); at += width) {
    const char* bytes = text.data() + at;
    const std::size_t left = text.size() - at;
    if (left < width) {
      std::fill(std::copy_n(bytes, left, last), last + width, ' ');  // a quote that closes at the very end looks out of place then
      bytes = last;
    }
    Ends ends;
    if (!structure_of(AnyBlock(bytes), dialect, carry, ends, structure.quotes)) break;
    if (left < width) ends.cells &= (std::uint64_t{1} << left) - 1;
    const auto before = static_cast<std::uint32_t>(out - structure.at.data());
    for (std::uint64_t bits = ends.lines; bits; bits &= bits - 1)
      *line++ = before + static_cast<std::uint32_t>(std::popcount(ends.cells & ((bits & -bits) - 1)));
    out = write_offsets(ends.cells, static_cast<std::uint32_t>(at), out);
    structure.end = std::min(at + width, text.size());
  }
  structure.count = static_cast<std::size_t>(out - structure.at.data());
  structure.line_count = static_cast<std::size_t>(line - structure.lines.data());
}

template void index_structure<Block>(std::string_view, const Dialect&, Structure&);
#if defined(__wasm_simd128__) || defined(__SSE2__)
template void index_structure<ScalarBlock>(std::string_view, const Dialect&, Structure&);
#endif

}  // namespace lifeworth
