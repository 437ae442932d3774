#include "base/text_dictionary.h"

namespace lifeworth {

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  hash = (hash ^ (hash >> 32)) * 0x9FB21C651E98DF25u;
  return hash ^ (hash >> 29);
}

std::string_view TextDictionary::operator[](std::uint32_t number) const {
  const std::size_t start = number ? ends_[number - 1] : 0;
  return std::string_view(letters_).substr(start, ends_[number] - start);
}

std::uint32_t TextDictionary::number_of(std::string_view text) {
  if (ends_.size() * 2 >= slots_.size()) grow();
  const std::uint64_t hash = hash_of(text);
  const auto upper = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot]; slot = (slot + 1) & mask) {
    const std::uint32_t number = slots_[slot] - 1;
    if (hashes_[number] == upper && (*this)[number] == text) return number;
  }
  const auto number = static_cast<std::uint32_t>(ends_.size());
  slots_[slot] = number + 1;
  letters_.append(text);
  ends_.push_back(letters_.size());
  hashes_.push_back(upper);
  return number;
}

void TextDictionary::grow() {
  slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < ends_.size(); ++number) {
    std::size_t slot = hash_of((*this)[number]) & mask;
    while (slots_[slot]) slot = (slot + 1) & mask;
    slots_[slot] = number + 1;
  }
}

}  // namespace lifeworth
