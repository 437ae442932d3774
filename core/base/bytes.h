// Values as bytes and back: what one session hands to another of the same build, so nothing is translated. In: numbers, structs of them, texts and
// columns, in an order that both sides know. Out: the same. A reader of too few bytes gives nothings and says so in the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/blocks.h"
#include "base/text_words.h"

namespace lifeworth {

template <class Value>
concept AsBytes = std::is_trivially_copyable_v<Value>;

class ByteWriter {
 public:
  /// Room for what is known to come.
  void reserve(std::size_t bytes) { bytes_.reserve(bytes_.size() + bytes); }

  template <AsBytes Value>
  void value(const Value& value) { raw(&value, sizeof value); }
  void text(std::string_view text) {
    value(text.size());
    bytes_.append(text);
  }
  template <AsBytes Value>
  void column(const std::vector<Value>& values) {
    value(values.size());
    raw(values.data(), values.size() * sizeof(Value));
  }
  template <AsBytes Value>
  void column(const Blocks<Value>& values) {
    value(values.size());
    values.each_run([this](std::span<const Value> run) { raw(run.data(), run.size_bytes()); });
  }
  std::string bytes() && { return std::move(bytes_); }

 private:
  void raw(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }

  std::string bytes_;
};

/// Values that lie side by side among bytes, wherever those stand in memory.
template <AsBytes Value>
class PackedColumn {
 public:
  PackedColumn() = default;
  PackedColumn(const char* at, std::size_t size) : at_(at), size_(size) {}
  std::size_t size() const { return size_; }
  Value operator[](std::size_t index) const { return load<Value>(at_ + index * sizeof(Value)); }
  void copy(std::size_t first, std::size_t count, Value* to) const { std::memcpy(static_cast<void*>(to), at_ + first * sizeof(Value), count * sizeof(Value)); }

 private:
  const char* at_ = nullptr;
  std::size_t size_ = 0;
};

/// Texts and columns lie in the bytes, which must outlive them.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <AsBytes Value>
  Value value() {
    Value value{};
    if (const char* from = raw(1, sizeof value)) std::memcpy(static_cast<void*>(&value), from, sizeof value);
    return value;
  }
  std::string_view text() {
    const auto size = value<std::size_t>();
    const char* from = raw(size, 1);
    return from ? std::string_view(from, size) : std::string_view();
  }
  template <AsBytes Value>
  PackedColumn<Value> column() {
    const auto size = value<std::size_t>();
    const char* from = raw(size, sizeof(Value));
    return from ? PackedColumn<Value>(from, size) : PackedColumn<Value>();
  }
  /// Whether all that was asked for was there.
  bool good() const { return good_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  const char* raw(std::size_t count, std::size_t size) {
    if (!good_ || count > bytes_.size() / size) {
      good_ = false;
      return nullptr;
    }
    const char* from = bytes_.data();
    bytes_.remove_prefix(count * size);
    return from;
  }

  std::string_view bytes_;
  bool good_ = true;
};

}  // namespace lifeworth
