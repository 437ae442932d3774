// An export that is known: how to tell it by its column names, which column is what, and which of its rows are left out. Formats are data
// (core/formats/*/format.json, embedded when the core is built; a person may add one of their own): a closed list of keys, no code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/sentence.h"
#include "read/types.h"
#include "schema/left_out.h"
#include "schema/role.h"

namespace lifeworth {

/// Leaves out rows by what a column of theirs says. Values are compared trimmed and in lower case.
struct RowRule {
  enum class Test : std::uint8_t { is, is_not, filled, empty };
  std::string column;  ///< its name
  Test test = Test::is;
  std::vector<std::string> values;  ///< of is and is_not
  LeftOut reason = LeftOut::other_event;
  bool refund = false;  ///< such a row is not left out: its amount is a refund, whatever its sign
  bool operator==(const RowRule&) const = default;
};

struct Format {
  std::string name, title, certainty, source;
  RecordKind kind = RecordKind::orders;
  std::vector<std::vector<std::string>> signature;  ///< one of each, all needed; folded
  std::vector<std::pair<Role, std::vector<std::string>>> columns;  ///< folded names, the best first; "amount spent *" for "Amount spent (EUR)"
  std::vector<RowRule> rules;
  std::optional<DateOrder> date_order;
  std::optional<char> decimal_mark;
  bool minor_units = false;  ///< amounts are whole numbers of minor units
  bool refund_rows = false;  ///< every amount is a refund
  bool item_rows = false;    ///< rows are line items: one order id on several rows
  bool contract = false;     ///< orders that are payments of contracts: what a billing service of subscriptions exports
  bool sales_channel = false; ///< the channel of its orders is where they were placed (web shop, till), not how the customer was found
  std::string note;          ///< "" or what a person must know: no_customer, no_dates, live_only, one_period, names_only
};

/// Errors: bad_format, which says what is wrong.
Expected<Format> parse_format(std::string_view json);
/// One rule as formats and requests write it. `value` must be a JSON object.
Expected<RowRule> parse_row_rule(std::string_view json);

/// A column's name made comparable, with a star at the end where a format writes "(*)".
std::string folded_name(std::string_view name);

/// The formats that the core knows; parsed once a call, so keep them.
std::vector<Format> built_in_formats();

struct Recognition {
  const Format* format = nullptr;  ///< nothing: no format knows these columns
  std::vector<std::pair<Role, std::size_t>> columns;
  std::string currency;            ///< from the name of the amount's column
  std::vector<std::string> evidence;  ///< the columns of the signature, as the file names them
};
/// The format whose signature the header has; of several the one that knows more of the columns.
Recognition recognise_format(const std::vector<std::string>& header, const std::vector<Format>& formats);

}  // namespace lifeworth
