// What a file records, which column plays which role, which rows are left out, and how its cells are to be read. Every item remembers whether a
// person set it; a guess may be replaced by a better guess, a person's choice never.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/exchange_rate.h"
#include "base/money.h"
#include "base/sentence.h"
#include "read/types.h"
#include "schema/format.h"
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

/// A rule of the format, or one guessed from a status column, on a column of this file.
struct MappedRule {
  RowRule rule;
  std::size_t column;
  bool on = true;  ///< a person may switch it off
};

/// What one of a currency is worth in the currency that is shown.
struct NamedRate {
  CurrencyCode currency;
  ExchangeRate rate;
};

struct Mapping {
  Choice<RecordKind> kind{RecordKind::orders};
  std::string format;               ///< its name; "" = none was recognised
  std::vector<Sentence> recognised;  ///< why this format or kind
  std::array<ColumnChoice, role_count> columns;
  std::vector<MappedRule> rules;
  /// unknown = decided by the whole column
  Choice<DateOrder> date_order{DateOrder::unknown};
  /// 0 = decided by the whole column
  Choice<char> decimal_mark{0};
  /// The one currency to use; "" = whatever single currency the data name
  Choice<CurrencyCode> currency{""};
  /// Typed by a person; they hold for `currency` alone, and rows of other currencies are left out
  std::vector<NamedRate> rates;
  /// Where the column's numbers are days of a spreadsheet: from which day they count
  Choice<DateNumbers> serials{DateNumbers::serial};
  CurrencyCode header_currency;     ///< named by the amount's column: "Amount spent (EUR)"
  Choice<bool> minor_units{false};  ///< amounts are whole numbers of minor units
  Choice<bool> refund_rows{false};  ///< every amount is a refund
  bool item_rows = false;           ///< one order id on several rows is how this export is
  std::vector<Sentence> doubts;     ///< what amounts may be instead: a person is told, and shown what to choose then
  std::string note;                 ///< of the format

  const ColumnChoice& operator[](Role role) const { return columns[static_cast<std::size_t>(role)]; }
  ColumnChoice& operator[](Role role) { return columns[static_cast<std::size_t>(role)]; }
};

}  // namespace lifeworth
