// CSV for a person's spreadsheet (RFC 4180, CRLF): cells in, lines out. Every text is quoted, and one that a spreadsheet would run as a formula gets an
// apostrophe before it (OWASP, CSV injection); the readers take that away again.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/money.h"

namespace lifeworth {

/// One text cell, quoted and defused.
std::string safe_csv_text(std::string_view text);

class CsvLines {
 public:
  /// A comma that separates cells cannot also be the decimal mark: then it is a point.
  CsvLines(char delimiter, char decimal_mark) : delimiter_(delimiter), mark_(delimiter == decimal_mark ? '.' : decimal_mark) {}

  char mark() const { return mark_; }
  void text(std::string_view words) { plain(safe_csv_text(words)); }
  /// A name, a number or a day: nothing in it is a delimiter or a quote.
  void plain(std::string_view cell) {
    if (begun_) lines_.push_back(delimiter_);
    begun_ = true;
    lines_ += cell;
  }
  void day(Day day) { plain(iso_text(day)); }
  void money(Minor amount, int digits) { plain(decimal_text(amount, digits, mark_)); }
  void nothing() { plain({}); }
  void end_line() {
    lines_ += "\r\n";
    begun_ = false;
  }
  std::string take() && { return std::move(lines_); }

 private:
  std::string lines_;
  char delimiter_, mark_;
  bool begun_ = false;
};

}  // namespace lifeworth
