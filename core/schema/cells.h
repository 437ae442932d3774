// Cells of a row by role, and what every reader of records asks of them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/text_dictionary.h"
#include "base/text_words.h"
#include "read/row.h"
#include "schema/mapping.h"

namespace lifeworth {

/// The columns of a mapping by role, as a reader asks for them row by row.
class RoleColumns {
 public:
  explicit RoleColumns(const Mapping& mapping) {
    for (std::size_t role = 0; role < role_count; ++role) columns_[role] = mapping.columns[role].column.value_or(nowhere);
  }
  bool has(Role role) const { return columns_[static_cast<std::size_t>(role)] != nowhere; }
  /// Trimmed; empty where the role has no column or the row ends before it.
  std::string_view cell(const Row& row, Role role) const {
    return trimmed(row.cells.at(columns_[static_cast<std::size_t>(role)]));
  }
  /// The same of many rows: `use(row, text)` for one after the other while it says so; how many they were.
  template <class Use>
  std::size_t each_cell(const RowRun& rows, std::size_t count, Role role, Use&& use) const {
    const std::size_t column = columns_[static_cast<std::size_t>(role)];
    for (std::size_t row = 0; row < count; ++row)
      if (!use(row, trimmed(rows.cells(row).at(column)))) return row;
    return count;
  }

 private:
  static constexpr std::size_t nowhere = ~std::size_t{0};
  std::array<std::size_t, role_count> columns_;
};

/// Texts that exports write for "nothing here".
bool is_word_for_missing(std::string_view text);
inline bool is_missing(std::string_view text) {
  if (text.empty() || text.size() > 9) return text.empty();
  const char first = ascii_lower(text.front());
  return (first == '-' || first == 'n' || first == '(' || first == '\xE2' || (first == '#' && text.size() == 4) || first == '\\') && is_word_for_missing(text);
}

/// Without the apostrophe that writers of CSV, this core among them, put before what a spreadsheet would run.
std::string_view without_formula_guard(std::string_view text);
/// Nor the one that makes a number text; only of what is no words, for "'90s" is one.
std::string_view without_guard_slowly(std::string_view text);
inline std::string_view without_guard(std::string_view text) {
  if (text.empty() || text.front() != '\'') return text;
  const std::string_view without = without_guard_slowly(text);
  return {without.data(), without.size()};  // as in trimmed()
}
/// Whether it is an e-mail address in capitals: addresses compare in lower case.
inline bool is_shouted_email(std::string_view text) { return has_capitals(text) && text.find('@') != std::string_view::npos; }
/// The number of a customer as written.
std::uint32_t customer_number(TextDictionary& customers, std::string_view written);
/// The number of a customer whom somebody asks for, by the name that is shown or as a file has it; nothing where there is none.
std::optional<std::uint32_t> customer_known_as(const TextDictionary& customers, std::string_view written);

/// A money cell; JSON's joined parts ("5.00; 2.50") are added up. Nothing where it is no amount.
std::optional<WrittenAmount> money_of(std::string_view text, bool json);

/// The number a cell begins with: 10, "10 - Extremely likely", "7.00 / 10", 4,5.
std::optional<double> number_of(std::string_view text);

/// Whether a trimmed cell is a rule's word, in any capitals.
bool is_word(std::string_view text, std::string_view lower_case);

/// Applies the rules of a mapping to rows.
class RuleCheck {
 public:
  explicit RuleCheck(const Mapping& mapping);
  /// Why a row is left out; nothing when no rule says so.
  std::optional<LeftOut> operator()(const Row& row) const;
  /// How many rows stand before the first one for which the above is something.
  std::size_t rows_before_any(const RowRun& run) const;
  /// Whether a rule says that its amount is a refund.
  bool is_refund(const Row& row) const;
  bool name_refunds() const { return !refund_rules_.empty(); }

 private:
  std::vector<MappedRule> rules_, refund_rules_;
};

}  // namespace lifeworth
