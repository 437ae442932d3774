// A list that grows by blocks: nothing is copied when it grows, and what was read can be given back block by block. For columns of millions of rows.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace lifeworth {

template <class Value>
  requires std::is_trivially_copyable_v<Value> && std::is_trivially_destructible_v<Value>
class Blocks {
 public:
  /// Blocks of all lists are about equally large, so that what one gives back another can have.
  static constexpr std::size_t block_size = std::bit_floor((std::size_t{1} << 16) / sizeof(Value));

  Blocks() = default;
  Blocks(Blocks&& other) noexcept { swap(other); }
  Blocks& operator=(Blocks&& other) noexcept {
    Blocks(std::move(other)).swap(*this);
    return *this;
  }

  void push_back(const Value& value) {
    if (next_ == end_) begin_block();
    *next_++ = value;
  }
  /// `more` values in few calls: `fill(first, count, to)` writes `count` of them, from number `first` on.
  template <class Fill>
  void append(std::size_t more, Fill&& fill) {
    for (std::size_t done = 0; done < more;) {
      if (next_ == end_) begin_block();
      const std::size_t count = std::min(static_cast<std::size_t>(end_ - next_), more - done);
      fill(done, count, next_);
      next_ += count;
      done += count;
    }
  }
  /// All values that were not released, as runs that lie side by side: `use(run)`.
  template <class Use>
  void each_run(Use&& use) const {
    const std::size_t all = size();
    for (std::size_t block = released_; block < blocks_.size(); ++block) use(std::span<const Value>(at(block), std::min(block_size, all - block * block_size)));
  }
  const Value& operator[](std::size_t index) const { return at(index / block_size)[index % block_size]; }
  Value& operator[](std::size_t index) { return const_cast<Value&>(std::as_const(*this)[index]); }
  std::size_t size() const { return blocks_.size() * block_size - static_cast<std::size_t>(end_ - next_); }
  bool empty() const { return blocks_.empty(); }
  /// Gives back the memory of the blocks that end before `index`.
  void release_before(std::size_t index) {
    for (const std::size_t until = std::min(index / block_size, blocks_.size()); released_ < until; ++released_) blocks_[released_].reset();
  }

 private:
  struct Block {
    alignas(Value) std::byte bytes[block_size * sizeof(Value)];
  };

  [[gnu::noinline]] void begin_block() {
    blocks_.push_back(std::make_unique_for_overwrite<Block>());
    next_ = const_cast<Value*>(at(blocks_.size() - 1));
    end_ = next_ + block_size;
  }
  const Value* at(std::size_t block) const { return reinterpret_cast<const Value*>(blocks_[block]->bytes); }
  void swap(Blocks& other) {
    std::swap(blocks_, other.blocks_), std::swap(next_, other.next_), std::swap(end_, other.end_), std::swap(released_, other.released_);
  }

  std::vector<std::unique_ptr<Block>> blocks_;
  Value *next_ = nullptr, *end_ = nullptr;  ///< the free room of the last block
  std::size_t released_ = 0;
};

}  // namespace lifeworth
