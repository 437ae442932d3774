// Texts numbered in the order they first came: customers by the hundred thousand, without an allocation each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lifeworth {

/// FNV-1a with a final mix; the same on every machine.
std::uint64_t hash_of(std::string_view text);

class TextDictionary {
 public:
  /// The number of `text`, which is kept if it is new.
  std::uint32_t number_of(std::string_view text);

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::uint32_t number) const;

 private:
  void grow();

  std::string letters_;                ///< all texts, one after the other
  std::vector<std::size_t> ends_;      ///< where each ends in letters_
  std::vector<std::uint32_t> slots_;   ///< open addressing: number + 1, 0 = free
  std::vector<std::uint32_t> hashes_;  ///< upper hash bits of each text, to compare fewer letters
};

}  // namespace lifeworth
