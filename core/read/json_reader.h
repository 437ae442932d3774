// JSON text in chunks of any size → rows of cells. Records are objects: the members of a top-level list, those of one list inside a top-level
// object ({"orders":[…]}), one object a line, objects one after the other, or a single one. json_scanner cuts the text into records, so that the
// whole file is never in memory; json_text reads each strictly by RFC 8259; json_columns makes it a row. Numbers stay the text that was written.
// Lines of a Shopify bulk export that belong to another (`__parentId`) are rows of their own: parents need not stand beside their children, and
// what belongs together the schema knows.
// A list whose first list or object is a list is a table of cells: [["id","total"],["7","2.50"]]. Its first row is the header when all of it is
// text and no two names are the same; else the columns are #1, #2 …
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sentence.h"
#include "read/json_columns.h"
#include "read/json_kind.h"
#include "read/json_scanner.h"
#include "read/json_text.h"
#include "read/row.h"
#include "read/text_kind.h"

namespace lifeworth {

class JsonReader : private JsonScanner::Sink {
 public:
  /// `records_key` only for TextKind::json_object; see json_shape.
  JsonReader(TextKind kind, std::string records_key, RowSink& sink);
  ~JsonReader() override;
  JsonReader(const JsonReader&) = delete;  // its scanner points to it
  JsonReader& operator=(const JsonReader&) = delete;

  /// In a list, fails where it is no JSON (broken_json: line on which the entry begins, line and byte where it breaks; json_beyond_bounds).
  /// One object a line: a broken line is a damaged row. What is valid JSON but no record (null in a list of objects) is a damaged row, too.
  Expected<void> push(std::string_view text);
  /// Fails, too, where nothing of it was a record: no_records_in_json when it is JSON, broken_json when no line is.
  Expected<void> finish();

  /// Flattened keys in the order they were first seen. Rows are as long as the columns known when they were read.
  const std::vector<std::string>& columns() const { return is_table_ ? table_columns_ : flat_.columns(); }
  std::uint64_t rows() const { return rows_; }
  std::uint64_t blank_lines() const { return blank_lines_; }
  /// Values left out because the records had more columns than JsonColumns::most_columns.
  std::uint64_t values_left_out() const { return flat_.left_out() + table_left_out_; }
  /// Keys of lists of objects that stand beside the one that is read.
  const std::vector<std::string>& unread_lists() const { return unread_lists_; }

 private:
  enum class Read : std::uint8_t { row, no_record, broken, too_deep };

  static constexpr std::size_t most_unread_lists = 20;  // that are named

  Expected<void> value(const JsonScanner::Value& value) override;
  void note_list(const JsonScanner::Value& value);
  Expected<void> push_undecided(std::string_view text, bool whole_text);
  void push_lines(std::string_view text);
  void line(std::string_view text);
  bool several_on_line(std::string_view text);
  void end_line();
  void settle_held();
  Read record(std::string_view json, std::uint64_t line);
  Read object(std::string_view json, std::uint64_t line);
  Read table_row(std::string_view json, std::uint64_t line);
  void damaged_row(std::string_view text, std::uint64_t line);
  JsonPlace fault_place(std::string_view json, JsonPlace begin) const;

  RowSink& sink_;
  JsonText text_;
  JsonColumns flat_;
  std::unique_ptr<JsonScanner> scanner_;  ///< empty: one record a line

  bool bom_checked_ = false, undecided_ = false, records_known_ = false, is_table_ = false, header_next_ = true, overlong_ = false;
  std::string mark_;     ///< the first bytes, while they may be a byte order mark
  std::string pending_;  ///< the beginning while it is undecided, then the beginning of the line
  std::size_t decide_at_ = 0;
  std::optional<std::string> held_;  ///< a first line with a comma behind it: a record if another follows
  std::uint64_t held_line_ = 0, line_ = 1;
  std::optional<Error> first_broken_;

  std::vector<std::string> unread_lists_;
  std::vector<std::string> table_columns_;
  std::vector<std::string_view> cells_;
  std::uint64_t rows_ = 0, good_ = 0, blank_lines_ = 0, table_left_out_ = 0;
};

}  // namespace lifeworth
