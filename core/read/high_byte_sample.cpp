#include "read/high_byte_sample.h"

#include <algorithm>

#include "read/utf8.h"

namespace lifeworth {
namespace {

bool is_high(char c) { return static_cast<signed char>(c) < 0; }

std::size_t ascii_run(std::string_view bytes) {
  std::size_t at = plain_run(bytes, 0);
  while (at < bytes.size() && !is_high(bytes[at])) at += 1 + plain_run(bytes, at + 1);
  return at;
}

}  // namespace

void HighByteSample::remember(std::string_view bytes) {
  if (bytes.size() > around) gap_ = true, bytes.remove_prefix(bytes.size() - around);
  before_.append(bytes);
  const auto high = std::find_if(before_.rbegin(), before_.rend(), is_high);
  before_.erase(before_.begin(), high.base());
  if (before_.size() > around) gap_ = true, before_.erase(0, before_.size() - around);
}

void HighByteSample::take(std::string_view bytes) {
  while (!bytes.empty() && !full()) {
    const std::size_t size = ascii_run(bytes);
    std::string_view plain = bytes.substr(0, size);
    bytes.remove_prefix(size);
    const std::string_view behind = plain.substr(0, after_);
    text_.append(behind);
    after_ -= behind.size();
    remember(plain.substr(behind.size()));
    if (bytes.empty()) return;
    if (gap_ && !text_.empty()) text_ += '\n';
    text_.append(before_);
    text_ += bytes.front();
    before_.clear();
    gap_ = false;
    after_ = around;
    bytes.remove_prefix(1);
  }
}

}  // namespace lifeworth
