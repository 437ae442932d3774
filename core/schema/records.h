// Rows + mapping → records of what is no order: survey responses, contacts, spend, subscriptions, customers with totals, events, traffic. One reader a
// file. As with orders, every row is used or left out for a counted reason, and dates and amounts wait for the whole column.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/blocks.h"
#include "base/sentence.h"
#include "base/text_dictionary.h"
#include "read/row.h"
#include "schema/cells.h"
#include "schema/currency_count.h"
#include "schema/exchange.h"
#include "schema/left_out.h"
#include "schema/mapping.h"
#include "schema/read_as.h"

namespace lifeworth {

inline constexpr std::uint32_t nobody = ~std::uint32_t{0};
inline constexpr Day no_day = INT32_MIN;

/// The records of one file, as columns; those whose role has no column are empty.
struct Records {
  RecordKind kind = RecordKind::responses;
  std::uint32_t file = 0;
  std::uint64_t rows_read = 0, rows_used = 0;
  LeftOutRows left_out;
  ReadAs read_as;
  CurrencyCode currency;
  std::vector<CurrencyCount> currencies;  ///< as found, in order of first appearance
  std::vector<ConvertedRows> converted;   ///< of other currencies, at rates a person typed
  std::uint64_t rounded = 0;

  std::vector<std::uint32_t> customers;  ///< numbers in the session's dictionary; nobody
  std::vector<Day> days, ends;           ///< no_day where there is none
  std::vector<Minor> amounts, refunds;
  /// Numbers and words of a role: a score may be either ("9", "Good"). Of Role::segment there are as many as columns without a role whose words part the rows, with words alone.
  struct Values {
    Role role;
    std::vector<double> numbers;        ///< NaN where the cell does not begin with a number
    std::vector<std::uint32_t> words;   ///< number in `dictionary`; nobody where the cell is empty
    TextDictionary dictionary;
    std::string name = {};              ///< of a segment: its column's
  };
  std::vector<Values> values;

  /// The first of a role; null where there is none.
  const Values* values_of(Role role) const;
};

class RecordReader : public RowSink {
 public:
  /// `customers` and `record_ids` (hashes; looked up only) are those of all files of a session and outlive the reader.
  /// `header`: what the columns are called; without it none is a segment.
  RecordReader(std::uint32_t file, const Mapping& mapping, std::span<const std::string> header, bool json, TextDictionary& customers, std::unordered_set<std::uint64_t>& record_ids);
  void row(const Row& row) override;
  /// Error: two_currencies (and none was chosen), with the number of the file. A file of which no row can be used is told by its counts.
  Expected<Records> finish();

 private:
  struct Waiting {
    std::optional<WrittenDate> date, end;
    std::optional<WrittenAmount> amount, refund;
    std::uint32_t customer, line;
    std::uint8_t currency;
  };
  std::optional<LeftOut> take(const Row& row);
  std::optional<LeftOut> convert(const Waiting& waiting);
  void keep_segments(std::span<const std::string> header);
  void take_segments(const Row& row);
  void settle_segments();

  Mapping mapping_;
  RoleColumns columns_;
  bool json_;
  TextDictionary& customers_;
  std::unordered_set<std::uint64_t>& record_ids_;
  RuleCheck rules_;
  CurrencyCounts currencies_;
  Exchange exchange_;
  Blocks<Waiting> waiting_;
  Records records_;
  std::uint64_t money_ = 0;
  /// A column that may part the answers, until it has too many words.
  struct Segment {
    std::size_t column;
    Records::Values values;
  };
  std::vector<Segment> segments_;
};

}  // namespace lifeworth
