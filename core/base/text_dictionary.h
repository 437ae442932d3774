// Texts numbered in the order they first came: customers by the million, without an allocation each. In: texts in any order, again and again.
// Out: the same number for the same letters, and the letters of a number.
// Why so: a text that is known costs two places in memory, its slot and its letters, because a slot holds part of the hash and the letters'
// place, and the number stands with the letters. Letters lie in blocks, which never move; only the slots are ever written anew, from
// themselves. Texts are equal when their letters are: a hash only says where to look.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/blocks.h"
#include "base/bytes.h"

namespace lifeworth {

/// 64 bits of a text, eight letters a step; the same on every machine that stores the low byte first.
std::uint64_t hash_of(const char* at, std::size_t size);
inline std::uint64_t hash_of(std::string_view text) { return hash_of(text.data(), text.size()); }

class TextDictionary {
 public:
  /// The number of `text`, which is kept if it is new. There is room for 2^32 texts and about 10^10 letters.
  std::uint32_t number_of(std::string_view text);

  /// The numbers of many texts, as number_of one after the other would give them, in half the time where there are many customers: memory is
  /// asked for several of them at once instead of waited for one by one. `numbers` has room for all.
  void numbers_of(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers);

  /// The number of `text` if it has one.
  std::optional<std::uint32_t> known(std::string_view text) const;

  /// Gives back most of what only new texts need. Everything goes on as before; the next text to be numbered makes it anew.
  void rest();

  std::size_t size() const { return places_.size(); }
  std::string_view operator[](std::uint32_t number) const;

  /// All texts of another dictionary in the order of their numbers, among its bytes.
  struct Part {
    PackedColumn<std::uint32_t> sizes;
    std::string_view letters;
    static Part handed_over(ByteReader& from);
    bool fits() const;
  };
  void hand_over(ByteWriter& to) const;
  /// The numbers here of those texts; the new ones among them are numbered in their order.
  std::vector<std::uint32_t> join(const Part& part);

 private:
  struct Slot {
    std::uint32_t hash;   ///< upper half; its upper bits say where the search for the slot begins
    std::uint32_t place;  ///< of the entry, plus 1; 0 = free
  };

  void grow();
  void wake();
  std::uint32_t find(std::string_view text, std::uint32_t hash);
  std::uint32_t add(std::string_view text, Slot& slot, std::uint32_t hash);
  const char* entry(std::uint32_t place) const;

  std::vector<Slot> slots_;            ///< open addressing, a power of two of them; none while it rests
  std::vector<std::uint32_t> resting_; ///< the slots' places alone, closer together; while it rests
  int shift_ = 32;                     ///< from a hash to its slot
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< entries: number, length, letters
  std::size_t used_ = 0, room_ = 0;    ///< bytes of the last block
  Blocks<std::uint32_t> places_;       ///< by number
};

}  // namespace lifeworth
