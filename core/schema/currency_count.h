// The currencies that the rows of files name, with how many rows name each; two are never added.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/money.h"
#include "base/sentence.h"
#include "base/text_words.h"

namespace lifeworth {

struct CurrencyCount {
  CurrencyCode code;  ///< "" = not said
  std::uint64_t rows;
  std::uint64_t left_out = 0;  ///< of the rows, because another currency is shown
};

class CurrencyCounts {
 public:
  /// The number of a currency as written (a code or a sign), which counts one row more.
  std::uint8_t number_of(std::string_view written) {
    // Nearly always the next row names what the row before named.
    if (found_.empty() || !same_text(written, last_)) number_ = find(written);
    ++found_[number_].rows;
    return number_;
  }
  const std::vector<CurrencyCount>& found() const { return found_; }

  void hand_over(ByteWriter& to) const;
  static CurrencyCounts handed_over(ByteReader& from);
  bool can_join(const CurrencyCounts& later) const;
  /// Counts the rows of `later`, which stood behind these; gives its numbers' numbers here.
  std::vector<std::uint8_t> join(const CurrencyCounts& later);

  /// What is told, else the one currency that the rows name, else none. Error: two_currencies.
  Expected<CurrencyCode> choose(const CurrencyCode& told) const;

 private:
  std::uint8_t find(std::string_view written);
  std::uint8_t find_code(std::string code);

  std::vector<CurrencyCount> found_;
  std::string last_;  ///< as written, and its number
  std::uint8_t number_ = 0;
};

}  // namespace lifeworth
