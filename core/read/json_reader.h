// JSON text in chunks of any size → rows of cells. Records are objects: the elements of a top-level array, the elements of one
// array inside a top-level object ({"orders":[…]}), or one object a line. A small scanner cuts the text into records, so that
// the whole file is never in memory; simdjson reads each. What stands around the records (the skeleton) is kept and
// must itself be valid JSON. Nested objects become columns with dots; numbers stay the text that was written.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/sentence.h"
#include "read/row.h"
#include "read/text_kind.h"

namespace lifeworth {

/// The key whose array holds the records of a top-level object: "orders" or another well-known name first, else the first
/// key with an array of objects. "" when there is none.
std::string find_records_key(std::string_view text);

class JsonReader {
 public:
  /// `records_key` only for TextKind::json_object.
  JsonReader(TextKind kind, std::string records_key, RowSink& sink);
  ~JsonReader();

  /// Fails at the first record that is not valid JSON (in an array), with its line.
  Expected<void> push(std::string_view text);
  Expected<void> finish();

  /// Flattened keys in the order they were first seen. Rows are as long as the columns known when they were read.
  const std::vector<std::string>& columns() const { return columns_; }
  std::uint64_t rows() const { return rows_; }
  std::uint64_t blank_lines() const { return blank_lines_; }

 private:
  struct Parser;  // keeps simdjson out of this header

  Expected<void> push_nested(std::string_view text);
  Expected<void> push_lines(std::string_view text);
  void structural(char c);
  void look_for_stray(char c);
  void damaged_row(std::string_view text, std::uint64_t line);
  Expected<void> record(std::string_view json, std::uint64_t line);
  bool parse_record(std::string_view json);
  void cell(std::string_view column, std::string_view text);

  TextKind kind_;
  std::string records_key_;
  RowSink& sink_;
  std::unique_ptr<Parser> parser_;

  // Scanner state between two bytes.
  int depth_ = 0;
  int records_depth_ = -1;  ///< depth inside the records array; −1 outside
  bool in_string_ = false, escaped_ = false, records_seen_ = false, record_done_ = false;
  std::string skeleton_, record_, key_, stray_;
  std::uint64_t line_ = 1, record_line_ = 1;

  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::size_t> column_index_;  // looked up only; never iterated
  std::vector<std::string> values_;
  std::vector<std::string_view> cells_;
  std::uint64_t rows_ = 0, blank_lines_ = 0;
};

}  // namespace lifeworth
