// Rows + mapping → orders: customer, day, money. Every row is used or left out for one reason that is counted. Dates and amounts
// are kept as written until the last row was seen, because only the whole column says how to read them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/sentence.h"
#include "base/text_dictionary.h"
#include "read/column.h"
#include "read/row.h"
#include "schema/mapping.h"

namespace lifeworth {

/// Why a row was left out.
enum class LeftOut : std::uint8_t {
  damaged, blank, repeated_header, total_row, note, other_table, no_customer, no_date, unreadable_date, impossible_date, no_amount, unreadable_amount, unclear_amount, other_currency
};
inline constexpr std::array<std::string_view, 14> left_out_names = {
    "damaged", "blank", "repeated_header", "total_row", "note", "other_table", "no_customer", "no_date", "unreadable_date", "impossible_date",
    "no_amount", "unreadable_amount", "unclear_amount", "other_currency"};

struct LeftOutRow {
  std::uint32_t file;  ///< 0 = the first file
  std::uint64_t line;
  LeftOut reason;
  std::string text;  ///< its first cells, for the list a person can look at
};

struct Order {
  std::uint32_t customer;  ///< number in `Orders::customers`
  Day day;
  Minor amount;  ///< negative: a refund
};

/// How the cells of a file were read in the end.
struct ReadAs {
  DateOrder date_order = DateOrder::ymd;
  DateEvidence::Decision::Why date_why = DateEvidence::Decision::Why::written;
  DateEvidence dates;
  char decimal_mark = '.';
  bool decimal_asked = false;
  AmountEvidence amounts;
};

struct CurrencyCount {
  CurrencyCode code;  ///< "" = not said
  std::uint64_t rows;
};

struct Orders {
  TextDictionary customers;
  std::vector<Order> orders;
  CurrencyCode currency;
  std::vector<CurrencyCount> currencies;  ///< as found, in order of first appearance
  std::uint64_t rows_read = 0;
  std::array<std::uint64_t, left_out_names.size()> left_out{};
  std::vector<LeftOutRow> left_out_rows;  ///< the first `listed_rows` of each reason, by file and line
  std::uint64_t rounded = 0;              ///< amounts with more decimals than the currency has
  std::uint64_t shared_order_ids = 0;     ///< used rows whose order id stood on an earlier row
  std::vector<ReadAs> read_as;            ///< one a file
  std::vector<std::string> unread_columns;  ///< columns that tell of refunds or cancelled orders and were not read

  static constexpr std::size_t listed_rows = 200;
  std::uint64_t rows_left_out() const;
};

/// Takes rows file by file; `finish` decides and gives the orders.
class OrderReader : public RowSink {
 public:
  /// The rows that follow belong to a new file with this mapping; `header` names its columns.
  /// `json`: amounts that are JSON numbers have a decimal point by definition.
  void begin_file(const Mapping& mapping, std::vector<std::string> header, bool json = false);
  void row(const Row& row) override;

  /// Errors: two_currencies (and none was chosen), no_usable_rows. The reader is empty afterwards.
  Expected<Orders> finish();

  std::uint64_t rows_read() const { return orders_.rows_read; }

 private:
  /// A row as it waits for the decision about its columns.
  struct Waiting {
    std::int64_t digits;
    WrittenDate date;
    std::uint32_t customer;
    std::uint32_t line;
    std::uint8_t after;
    WrittenAmount::Mark mark;
    bool mark_is_comma;
    std::uint8_t currency;
  };
  struct File {
    Mapping mapping;
    std::vector<std::string> header;
    ReadAs read_as;
    std::size_t first_waiting = 0;
    bool json = false;
  };

  /// Counts a row and, while its reason has not been listed often enough, lists it with what `text()` says of it.
  template <class Text>
  void leave_out(std::uint32_t file, std::uint64_t line, LeftOut reason, Text&& text);
  std::optional<LeftOut> take(const Row& row);
  std::uint8_t currency_number(std::string_view code);
  Expected<void> choose_currency();
  void decide(std::uint32_t file);
  void convert(std::uint32_t file, const Waiting& waiting, std::size_t index);

  std::vector<File> files_;
  std::vector<Waiting> waiting_;
  std::vector<std::uint64_t> order_id_hashes_;  ///< beside waiting_, when a file has order ids; 0 = none
  std::uint64_t money_ = 0;  ///< sum of the sizes of all amounts taken, in minor units
  Orders orders_;
};

}  // namespace lifeworth
