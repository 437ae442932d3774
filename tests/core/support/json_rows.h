// What the JSON reader makes of a text, whole or in pieces: what its tests compare.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "read/json_reader.h"
#include "rows.h"

namespace support {

struct ReadJson {
  std::vector<KeptRow> rows;
  std::vector<std::string> columns;
  std::uint64_t blank_lines = 0, left_out = 0;
  std::optional<lifeworth::Code> refusal;
  std::int64_t line = 0, at = 0, column = 0;  ///< of the refusal
  bool operator==(const ReadJson&) const = default;

  std::vector<std::vector<std::string>> cells() const {
    std::vector<std::vector<std::string>> all;
    for (const KeptRow& row : rows) all.push_back(row.cells);
    return all;
  }
  /// The cell of one column in one row; "" where the row ends before.
  std::string cell(std::size_t row, std::string_view name) const {
    for (std::size_t i = 0; i < columns.size() && i < rows.at(row).cells.size(); ++i)
      if (columns[i] == name) return rows[row].cells[i];
    return "";
  }
  bool broken() const { return refusal == lifeworth::Code::broken_json; }
  bool no_records() const { return refusal == lifeworth::Code::no_records_in_json; }

  friend std::ostream& operator<<(std::ostream& out, const ReadJson& json) {
    for (const std::string& name : json.columns) out << name << "|";
    for (const KeptRow& row : json.rows) out << "\n" << row;
    if (json.refusal) out << "\nrefused " << lifeworth::wording(*json.refusal).code << " " << json.line << " " << json.at << ":" << json.column;
    return out;
  }
};

inline ReadJson read_json(std::span<const std::string> pieces, const lifeworth::JsonShape& shape) {
  Kept kept;
  lifeworth::JsonReader reader(shape.kind, shape.records_key, kept);
  lifeworth::Expected<void> result;
  for (const std::string& piece : pieces)
    if (result) result = reader.push(std::string(piece));  // a copy that dies: views must not outlive it
  if (result) result = reader.finish();
  ReadJson json{std::move(kept.rows), reader.columns(), reader.blank_lines(), reader.values_left_out(), std::nullopt};
  if (!result) {
    json.refusal = result.error().code;
    for (const lifeworth::Argument& argument : result.error().arguments) {
      const std::int64_t number = std::get<std::int64_t>(argument.value);
      (argument.name == "line" ? json.line : argument.name == "at" ? json.at : json.column) = number;
    }
  }
  return json;
}

/// The whole text, in the shape its beginning has; text that is no JSON at all counts as broken on line 0.
inline ReadJson read_json(std::string_view text) {
  const std::string whole(text);
  const auto shape = lifeworth::json_shape(text, true);
  if (!shape) {
    ReadJson none;
    none.refusal = lifeworth::Code::broken_json;
    return none;
  }
  return read_json(std::span(&whole, 1), *shape);
}

}  // namespace support
