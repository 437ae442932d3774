// A list that grows by blocks: nothing is copied when it grows, and what was read can be given back block by block. For columns of millions of rows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace lifeworth {

template <class Value>
  requires std::is_trivially_copyable_v<Value> && std::is_trivially_destructible_v<Value>
class Blocks {
 public:
  static constexpr std::size_t block_size = std::size_t{1} << 14;

  void push_back(const Value& value) {
    if (size_ % block_size == 0) blocks_.push_back(std::make_unique_for_overwrite<Block>());
    std::construct_at(blocks_.back()->at(size_ % block_size), value);
    ++size_;
  }
  /// `more` values in few calls: `fill(first, count, to)` writes `count` of them, from number `first` on.
  template <class Fill>
  void append(std::size_t more, Fill&& fill) {
    for (std::size_t done = 0; done < more;) {
      if (size_ % block_size == 0) blocks_.push_back(std::make_unique_for_overwrite<Block>());
      const std::size_t count = std::min(block_size - size_ % block_size, more - done);
      fill(done, count, blocks_.back()->at(size_ % block_size));
      size_ += count;
      done += count;
    }
  }
  /// All values that were not released, as runs that lie side by side: `use(run, count)`.
  template <class Use>
  void each_run(Use&& use) const {
    for (std::size_t block = released_; block < blocks_.size(); ++block)
      use(static_cast<const Value*>(blocks_[block]->at(0)), std::min(block_size, size_ - block * block_size));
  }
  const Value& operator[](std::size_t index) const { return *blocks_[index / block_size]->at(index % block_size); }
  std::size_t size() const { return size_; }
  /// Gives back the memory of the blocks that end before `index`.
  void release_before(std::size_t index) {
    for (; released_ < index / block_size; ++released_) blocks_[released_].reset();
  }

 private:
  struct Block {
    alignas(Value) std::byte bytes[block_size * sizeof(Value)];
    Value* at(std::size_t index) { return reinterpret_cast<Value*>(bytes) + index; }
  };
  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t size_ = 0, released_ = 0;
};

}  // namespace lifeworth
