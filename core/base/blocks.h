// A list that grows by blocks: nothing is copied when it grows, and what was read can be given back block by block. For columns of millions of rows.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <iterator>
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
  /// Blocks of all lists are equally large, to the byte, so that what one gives back another can have.
  static constexpr std::size_t block_bytes = std::size_t{1} << 16;
  static constexpr std::size_t block_size = block_bytes / sizeof(Value);

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
  const Value& back() const { return (*this)[size() - 1]; }
  std::size_t size() const { return blocks_.size() * block_size - static_cast<std::size_t>(end_ - next_); }
  bool empty() const { return blocks_.empty(); }
  /// Gives back the memory of the blocks that end before `index`.
  void release_before(std::size_t index) {
    for (const std::size_t until = std::min(index / block_size, blocks_.size()); released_ < until; ++released_) blocks_[released_].reset();
  }

  /// `Own`: the list, const or not.
  template <class Own>
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    using reference = decltype(std::declval<Own&>()[0]);
    using pointer = std::remove_reference_t<reference>*;

    Iterator() = default;
    Iterator(Own& own, std::size_t at) : own_(&own), at_(at) {}
    reference operator*() const { return (*own_)[at_]; }
    pointer operator->() const { return &**this; }
    reference operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator+=(difference_type n) { return at_ += static_cast<std::size_t>(n), *this; }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator& one, const Iterator& other) { return static_cast<difference_type>(one.at_ - other.at_); }
    friend bool operator==(const Iterator& one, const Iterator& other) { return one.at_ == other.at_; }
    friend auto operator<=>(const Iterator& one, const Iterator& other) { return one.at_ <=> other.at_; }

   private:
    Own* own_ = nullptr;
    std::size_t at_ = 0;
  };
  auto begin() { return Iterator<Blocks>(*this, 0); }
  auto end() { return Iterator<Blocks>(*this, size()); }
  auto begin() const { return Iterator<const Blocks>(*this, 0); }
  auto end() const { return Iterator<const Blocks>(*this, size()); }

 private:
  struct Block {
    alignas(Value) std::byte bytes[block_bytes];
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
