// Why a row was left out, and the list a person can look at.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "read/row.h"

namespace lifeworth {

enum class LeftOut : std::uint8_t {
  // what the table's layout says
  damaged, blank, repeated_header, total_row, note, other_table,
  // what a rule of its format says
  cancelled, unpaid, refunded, test, not_live, other_event, merged, incomplete,
  // what its cells say
  no_customer, no_date, unreadable_date, impossible_date, no_amount, unreadable_amount, unclear_amount, other_currency, no_score, unreadable_number,
  // what the other rows say
  duplicate
};
inline constexpr std::array<std::string_view, 25> left_out_names = {
    "damaged", "blank", "repeated_header", "total_row", "note", "other_table", "cancelled", "unpaid", "refunded", "test", "not_live", "other_event", "merged",
    "incomplete", "no_customer", "no_date", "unreadable_date", "impossible_date", "no_amount", "unreadable_amount", "unclear_amount", "other_currency",
    "no_score", "unreadable_number", "duplicate"};
constexpr std::string_view name_of(LeftOut reason) { return left_out_names[static_cast<std::size_t>(reason)]; }

struct LeftOutRow {
  std::uint32_t file;  ///< 0 = the first file
  std::uint64_t line;
  LeftOut reason;
  std::string text;  ///< its first cells
};

/// Counts every row that is left out and lists the first of each reason.
class LeftOutRows {
 public:
  static constexpr std::size_t listed_of_each = 200;

  /// `text()` says what the row was; it is asked only while the reason is still listed.
  template <class Text>
  void add(std::uint32_t file, std::uint64_t line, LeftOut reason, Text&& text) {
    if (++counts_[static_cast<std::size_t>(reason)] <= listed_of_each) rows_.push_back({file, line, reason, text()});
  }
  void add(std::uint32_t file, const Row& row, LeftOut reason);
  void hand_over(ByteWriter& to) const;
  static LeftOutRows handed_over(ByteReader& from);
  /// The rows of `later` stood in `file` behind these, and behind `lines_before` lines.
  void join(const LeftOutRows& later, std::uint32_t file, std::uint64_t lines_before);
  /// Puts the list in the order of files and lines.
  void sort();

  const std::array<std::uint64_t, left_out_names.size()>& counts() const { return counts_; }
  std::uint64_t count(LeftOut reason) const { return counts_[static_cast<std::size_t>(reason)]; }
  std::uint64_t total() const;
  LeftOut commonest() const;
  const std::vector<LeftOutRow>& rows() const { return rows_; }

 private:
  std::array<std::uint64_t, left_out_names.size()> counts_{};
  std::vector<LeftOutRow> rows_;
};

/// The reason of a row that is none of its table.
LeftOut reason_of(RowKind kind);

}  // namespace lifeworth
