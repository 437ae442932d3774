// Which column plays which role and how its cells are to be read. Every item remembers whether a person set it; a guess may be
// replaced by a better guess, a person's choice never.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/sentence.h"
#include "read/types.h"
#include "schema/role.h"

namespace lifeworth {

enum class SetBy : std::uint8_t { guess, person };

struct ColumnChoice {
  std::optional<std::size_t> column;  ///< index into the header; nothing = not in this file
  SetBy by = SetBy::guess;
  std::vector<Sentence> reasons = {};
};

template <class Value>
struct Choice {
  Value value;
  SetBy by = SetBy::guess;
};

struct Mapping {
  std::array<ColumnChoice, roles.size()> columns;
  /// unknown = decided by the whole column
  Choice<DateOrder> date_order{DateOrder::unknown};
  /// 0 = decided by the whole column
  Choice<char> decimal_mark{0};
  /// The one currency to use; "" = whatever single currency the data name
  Choice<CurrencyCode> currency{""};

  const ColumnChoice& operator[](Role role) const { return columns[static_cast<std::size_t>(role)]; }
  ColumnChoice& operator[](Role role) { return columns[static_cast<std::size_t>(role)]; }
};

}  // namespace lifeworth
