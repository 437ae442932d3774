// A list that grows by blocks: nothing is copied when it grows, and what was read can be given back block by block. For columns of millions of rows.
#pragma once

#include <cstddef>
#include <vector>

namespace lifeworth {

template <class Value>
class Blocks {
 public:
  static constexpr std::size_t block_size = std::size_t{1} << 14;

  void push_back(const Value& value) {
    if (size_ % block_size == 0) blocks_.emplace_back().reserve(block_size);
    blocks_.back().push_back(value);
    ++size_;
  }
  const Value& operator[](std::size_t index) const { return blocks_[index / block_size][index % block_size]; }
  std::size_t size() const { return size_; }
  /// Gives back the memory of the blocks that end before `index`.
  void release_before(std::size_t index) {
    if (index % block_size) return;
    for (std::size_t block = released_; block < index / block_size; ++block) std::vector<Value>().swap(blocks_[block]);
    released_ = index / block_size;
  }

 private:
  std::vector<std::vector<Value>> blocks_;
  std::size_t size_ = 0, released_ = 0;
};

}  // namespace lifeworth
