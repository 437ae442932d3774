#include "base/text_dictionary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/text_words.h"

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

std::uint64_t step(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * spread;
  return hash ^ (hash >> 32);
}

/// From the upper half of a hash to one of so many slots, a power of two.
int shift_for(std::size_t slots) { return 32 - std::countr_zero(slots); }

/// The half of the hash that a slot keeps.
std::uint32_t upper_hash(std::string_view text) { return static_cast<std::uint32_t>(hash_of(text) >> 32); }

}  // namespace

std::uint64_t hash_of(const char* at, std::size_t size) {
  std::uint64_t hash = size * spread_last;
  if (size < 8) {
    hash = step(hash, short_word({at, size}));
  } else {
    for (std::size_t i = 0; i + 8 < size; i += 8) hash = step(hash, load<std::uint64_t>(at + i));
    hash = step(hash, load<std::uint64_t>(at + size - 8));  // may overlap the step before
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
  if (places_.size() * 2 >= slots_.size()) grow();  // half of them free, so that nearly every text has the slot it looks at first
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash >> shift_;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.place == 0) return add(text, slot, hash);
    if (slot.hash != hash) continue;
    const char* found = entry(slot.place - 1);
    const bool same = same_text({found + entry_head, load<std::uint32_t>(found + 4)}, text);
    if (same) return load<std::uint32_t>(found);
  }
}

std::optional<std::uint32_t> TextDictionary::known(std::string_view text) const {
  const std::uint32_t hash = upper_hash(text);
  if (!resting_.empty()) {
    for (std::size_t at = hash >> shift_; resting_[at]; at = (at + 1) & (resting_.size() - 1)) {
      const auto number = load<std::uint32_t>(entry(resting_[at] - 1));
      if ((*this)[number] == text) return number;
    }
    return std::nullopt;
  }
  if (slots_.empty()) return std::nullopt;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash >> shift_; slots_[at].place; at = (at + 1) & mask) {
    if (slots_[at].hash != hash) continue;
    const auto number = load<std::uint32_t>(entry(slots_[at].place - 1));
    if ((*this)[number] == text) return number;
  }
  return std::nullopt;
}

void TextDictionary::numbers_of(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers) {
  constexpr std::size_t together = 32;
  if (slots_.empty() && !texts.empty()) number_of(texts.front());  // below, every group has some entry to look at
  for (std::size_t begin = 0; begin < texts.size(); begin += together) {
    const auto some = texts.subspan(begin, std::min(together, texts.size() - begin));
    // Neither the loads of slots nor those of entries depend on each other or on a branch, so the processor waits for all of them at once. An entry
    // never moves: what the slot names stays right while texts before it in the group are added.
    std::uint32_t hashes[together], places[together];
    Slot slots[together];
    std::uint64_t heads[together];
    for (std::size_t i = 0; i < some.size(); ++i) hashes[i] = upper_hash(some[i]);
    for (std::size_t i = 0; i < some.size(); ++i) slots[i] = slots_[hashes[i] >> shift_];
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < some.size(); ++i) {
      for (std::size_t at = hashes[i] >> shift_; slots[i].place && slots[i].hash != hashes[i]; slots[i] = slots_[at]) at = (at + 1) & mask;
      places[i] = slots[i].place;
    }
    for (std::size_t i = 0; i < some.size(); ++i) heads[i] = load<std::uint64_t>(entry(std::max(places[i], 1u) - 1));
    for (std::size_t i = 0; i < some.size(); ++i) {
      const std::string_view text = some[i];
      const bool known = places[i] && same_text({entry(places[i] - 1) + entry_head, static_cast<std::size_t>(heads[i] >> 32)}, text);
      numbers[begin + i] = known ? static_cast<std::uint32_t>(heads[i]) : find(text, hashes[i]);
    }
  }
}

void TextDictionary::hand_over(ByteWriter& to) const {
  std::vector<std::uint32_t> sizes(size());
  std::string letters;
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::string_view text = (*this)[number];
    sizes[number] = static_cast<std::uint32_t>(text.size());
    letters += text;
  }
  to.column(sizes);
  to.text(letters);
}

TextDictionary::Part TextDictionary::Part::handed_over(ByteReader& from) {
  Part part;
  part.sizes = from.column<std::uint32_t>();
  part.letters = from.text();
  return part;
}

bool TextDictionary::Part::fits() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) sum += sizes[i];
  return sum == letters.size();
}

std::vector<std::uint32_t> TextDictionary::join(const Part& part) {
  constexpr std::size_t together = 1024;
  std::vector<std::uint32_t> numbers(part.sizes.size());
  std::array<std::string_view, together> texts;
  std::string_view letters = part.letters;
  for (std::size_t first = 0; first < numbers.size(); first += together) {
    const std::size_t count = std::min(together, numbers.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      texts[i] = letters.substr(0, part.sizes[first + i]);
      letters.remove_prefix(texts[i].size());
    }
    numbers_of(std::span(texts).first(count), std::span(numbers).subspan(first, count));
  }
  return numbers;
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
  if (!resting_.empty()) return wake();
  std::vector<Slot> wider(slots_.empty() ? first_slots : slots_.size() * 2);
  shift_ = shift_for(wider.size());
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.place == 0) continue;
    std::size_t at = slot.hash >> shift_;
    while (wider[at].place) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

void TextDictionary::rest() {
  if (slots_.empty()) return;
  resting_.resize(std::bit_ceil(size() + size() / 3 + 1));  // a quarter of them free at least
  shift_ = shift_for(resting_.size());
  const std::size_t mask = resting_.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.place == 0) continue;
    std::size_t at = slot.hash >> shift_;
    while (resting_[at]) at = (at + 1) & mask;
    resting_[at] = slot.place;
  }
  slots_ = std::vector<Slot>();  // {} would keep the room
}

/// Of the hashes, which are gone, each is taken again.
void TextDictionary::wake() {
  resting_ = std::vector<std::uint32_t>();
  slots_.resize(std::max(first_slots, std::bit_ceil(2 * size() + 1)));
  shift_ = shift_for(slots_.size());
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::uint32_t hash = upper_hash((*this)[number]);
    std::size_t at = hash >> shift_;
    while (slots_[at].place) at = (at + 1) & mask;
    slots_[at] = {hash, places_[number] + 1};
  }
}

}  // namespace lifeworth
