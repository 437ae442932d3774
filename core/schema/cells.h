// Cells of a row by role, and what every reader of records asks of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/text_dictionary.h"
#include "read/row.h"
#include "schema/mapping.h"

namespace lifeworth {

/// Trimmed; empty where the role has no column or the row ends before it.
inline std::string_view cell_of(const Row& row, const ColumnChoice& choice) {
  if (!choice.column || *choice.column >= row.cells.size()) return {};
  return trimmed(row.cells[*choice.column]);
}

/// Texts that exports write for "nothing here".
bool is_missing(std::string_view text);

/// The number of a customer: e-mail addresses compare in lower case, and an apostrophe that keeps a spreadsheet from calculating is none of an id.
std::uint32_t customer_number(TextDictionary& customers, std::string_view written);
std::string_view without_guard(std::string_view text);

/// A money cell; JSON's joined parts ("5.00; 2.50") are added up. Nothing where it is no amount.
std::optional<WrittenAmount> money_of(std::string_view text, bool json);

/// The number a cell begins with: 10, "10 - Extremely likely", "7.00 / 10", 4,5.
std::optional<double> number_of(std::string_view text);

/// Applies the rules of a mapping to rows. The last answer of each rule is kept, for statuses hardly change from row to row.
class RuleCheck {
 public:
  explicit RuleCheck(const Mapping& mapping);
  /// Why a row is left out; nothing when no rule says so.
  std::optional<LeftOut> operator()(const Row& row);

 private:
  struct Rule {
    MappedRule mapped;
    std::string last;
    bool holds = false, asked = false;
  };
  std::vector<Rule> rules_;
};

}  // namespace lifeworth
