#include "base/text_dictionary.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace lifeworth {
namespace {

// Odd constants with about as many ones as zeros, scattered: multiplying by them spreads every bit upwards.
constexpr std::uint64_t spread = 0x9FB21C651E98DF25u, spread_last = 0x9E3779B97F4A7C15u;

// A place counts units of 4 bytes, and a block holds 2^16 of them, so that 32 bits name a block and a unit in it. A text longer than a block
// has a bigger one to itself.
constexpr int unit = 4;
constexpr int block_bits = 16;
constexpr std::size_t block_bytes = std::size_t{unit} << block_bits;
constexpr std::size_t entry_head = 8;
constexpr std::size_t first_slots = 1024;

template <class Word>
Word load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

std::uint64_t step(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * spread;
  return hash ^ (hash >> 32);
}

/// Up to 7 letters in one word; texts of the same size that differ give different words.
std::uint64_t short_word(std::string_view text) {
  const std::size_t size = text.size();
  const auto letter = [text](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(text[at])}; };
  if (size >= 4) return load<std::uint32_t>(text.data()) | std::uint64_t{load<std::uint32_t>(text.data() + size - 4)} << 32;
  return size == 0 ? 0 : letter(0) | letter(size / 2) << 8 | letter(size - 1) << 16;
}

/// memcmp for what is short and mostly equal: no call, and a word at a time in WebAssembly too.
bool same_letters(const char* one, const char* other, std::size_t size) {
  if (size < 8) return short_word({one, size}) == short_word({other, size});
  std::size_t at = 0;
  for (; at + 8 < size; at += 8)
    if (load<std::uint64_t>(one + at) != load<std::uint64_t>(other + at)) return false;
  return load<std::uint64_t>(one + size - 8) == load<std::uint64_t>(other + size - 8);
}

/// Whether one of eight letters is A–Z: bit 7 of each byte says "at least A" and "beyond Z", for bytes below 128.
bool has_capitals(std::uint64_t word) {
  constexpr std::uint64_t each = 0x0101010101010101u;
  const std::uint64_t seven = word & each * 0x7F;
  return (((seven + each * (0x80 - 'A')) ^ (seven + each * (0x7F - 'Z'))) & ~word & each * 0x80) != 0;
}

bool has_capitals(std::string_view text) {
  const std::size_t size = text.size();
  if (size < 8) return std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  for (std::size_t at = 0; at + 8 < size; at += 8)
    if (has_capitals(load<std::uint64_t>(text.data() + at))) return true;
  return has_capitals(load<std::uint64_t>(text.data() + size - 8));
}

/// The half of the hash that a slot keeps.
std::uint32_t upper_hash(std::string_view text) { return static_cast<std::uint32_t>(hash_of(text) >> 32); }

}  // namespace

std::uint64_t hash_of(std::string_view text) {
  const std::size_t size = text.size();
  std::uint64_t hash = size * spread_last;
  if (size < 8) {
    hash = step(hash, short_word(text));
  } else {
    for (std::size_t at = 0; at + 8 < size; at += 8) hash = step(hash, load<std::uint64_t>(text.data() + at));
    hash = step(hash, load<std::uint64_t>(text.data() + size - 8));  // may overlap the step before
  }
  hash *= spread_last;
  return hash ^ (hash >> 29);
}

const char* TextDictionary::entry(std::uint32_t place) const {
  return blocks_[place >> block_bits].get() + (place & ((1u << block_bits) - 1)) * std::size_t{unit};
}

std::string_view TextDictionary::operator[](std::uint32_t number) const {
  const char* found = entry(places_[number]);
  return {found + entry_head, load<std::uint32_t>(found + 4)};
}

std::uint32_t TextDictionary::number_of(std::string_view text) { return find(text, upper_hash(text)); }

std::uint32_t TextDictionary::find(std::string_view text, std::uint32_t hash) {
  if (places_.size() * 3 >= slots_.size() * 2) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash >> shift_;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.place == 0) return add(text, slot, hash);
    if (slot.hash != hash) continue;
    const char* found = entry(slot.place - 1);
    const bool same = load<std::uint32_t>(found + 4) == text.size() && same_letters(found + entry_head, text.data(), text.size());
    if (same) return load<std::uint32_t>(found);
  }
}

std::uint32_t TextDictionary::number_of_lowered(std::string_view text) {
  if (!has_capitals(text)) return number_of(text);
  lowered_.assign(text);
  for (char& c : lowered_) c = ascii_lower(c);
  return number_of(lowered_);
}

void TextDictionary::numbers_of(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers) {
  constexpr std::size_t together = 32;
  if (slots_.empty()) grow();
  for (std::size_t begin = 0; begin < texts.size(); begin += together) {
    const auto some = texts.subspan(begin, std::min(together, texts.size() - begin));
    // The loads of each loop do not depend on each other, so the processor waits for all of them at once. An entry never moves: what the first
    // slot names stays right while texts before it in the group are added.
    std::uint32_t hashes[together], places[together];
    std::uint64_t heads[together];
    for (std::size_t i = 0; i < some.size(); ++i) {
      hashes[i] = upper_hash(some[i]);
      const Slot& slot = slots_[hashes[i] >> shift_];
      places[i] = slot.hash == hashes[i] ? slot.place : 0;
    }
    for (std::size_t i = 0; i < some.size(); ++i) heads[i] = places[i] ? load<std::uint64_t>(entry(places[i] - 1)) : 0;
    for (std::size_t i = 0; i < some.size(); ++i) {
      const std::string_view text = some[i];
      const bool known = places[i] && heads[i] >> 32 == text.size() && same_letters(entry(places[i] - 1) + entry_head, text.data(), text.size());
      numbers[begin + i] = known ? static_cast<std::uint32_t>(heads[i]) : find(text, hashes[i]);
    }
  }
}

std::uint32_t TextDictionary::add(std::string_view text, Slot& slot, std::uint32_t hash) {
  const std::size_t bytes = (entry_head + text.size() + unit - 1) / unit * unit;
  if (used_ + bytes > room_) {
    room_ = std::max(block_bytes, bytes);
    used_ = 0;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(room_));
  }
  const auto place = static_cast<std::uint32_t>((blocks_.size() - 1) << block_bits | used_ / unit);
  const auto number = static_cast<std::uint32_t>(places_.size());
  const auto size = static_cast<std::uint32_t>(text.size());
  char* at = blocks_.back().get() + used_;
  std::memcpy(at, &number, 4);
  std::memcpy(at + 4, &size, 4);
  if (size) std::memcpy(at + entry_head, text.data(), size);
  used_ += bytes;
  slot = {hash, place + 1};
  places_.push_back(place);
  return number;
}

void TextDictionary::grow() {
  std::vector<Slot> wider(slots_.empty() ? first_slots : slots_.size() * 2);
  shift_ = slots_.empty() ? 22 : shift_ - 1;  // 2^10 slots at first
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.place == 0) continue;
    std::size_t at = slot.hash >> shift_;
    while (wider[at].place) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

}  // namespace lifeworth
