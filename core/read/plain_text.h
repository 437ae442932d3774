// One cell → the same cell in plain signs, so that the readers of dates and amounts know one space, one minus and one apostrophe. In: UTF-8 as
// it stands in a file. Out: a short text in a buffer of its own. What is made plain is listed in the Unicode charts: spaces (U+2000–200A …),
// hyphens, full-width forms (U+FF01–FF5E), and marks without a width that programs leave in copied dates (U+200E …).
#pragma once

#include <cstddef>
#include <string_view>

namespace lifeworth {

class PlainText {
 public:
  enum class For {
    date,    ///< every dash is a hyphen
    amount,  ///< HTML entities are read (`&euro;`, `&#36;`); a long dash stays apart from a minus, as `dash`
  };
  PlainText(std::string_view cell, For purpose);

  /// Without white space at the ends and without what makes a spreadsheet take it for text (`'12`, `="12"`). Empty where the cell is too long to be a
  /// date or an amount, or has control characters.
  std::string_view text() const { return text_; }

  static constexpr char dash = '\x16';  ///< U+2012–2014 in an amount; no text has this character
  static constexpr std::size_t longest = 120;

 private:
  void add(char32_t character, For purpose);
  std::size_t add_entity(std::string_view text, For purpose);

  char buffer_[longest + 4];
  std::size_t size_ = 0;
  std::string_view text_;
};

}  // namespace lifeworth
