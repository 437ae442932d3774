// A whole document read as the page reads it: opened by its beginning, pushed in pieces, finished. What tests of dialects and of where the table is compare.
#pragma once

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "rows.h"
#include "schema/file_reader.h"

namespace support {

struct FileRows : lifeworth::RowSink {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;   ///< data only
  std::vector<std::vector<std::string>> other;  ///< rows of every other kind, in order
  std::array<std::size_t, 6> kinds{};           ///< rows given, by RowKind
  std::size_t damaged = 0;
  lifeworth::LineAccount lines;
  lifeworth::Reading reading;

  std::size_t count(lifeworth::RowKind kind) const { return kinds[std::size_t(kind)]; }
  std::size_t given() const {
    std::size_t sum = 0;
    for (std::size_t rows_of_kind : kinds) sum += rows_of_kind;
    return sum;
  }
  void row(const lifeworth::Row& row) override {
    ++kinds[std::size_t(row.kind)];
    damaged += row.damage != lifeworth::Damage::none;
    (row.kind == lifeworth::RowKind::data ? rows : other).emplace_back(row.cells.begin(), row.cells.end());
  }
};

inline void push_file(FileRows& file, std::string_view text, std::size_t piece) {
  lifeworth::FileReader reader(file.reading, file);
  for (std::size_t at = 0; at < text.size(); at += piece) REQUIRE(reader.push(std::string(text.substr(at, piece))));
  REQUIRE(reader.finish());
  file.header = reader.header();
  file.lines = reader.lines();
}

/// Physical lines of a text: a last line without an end counts.
inline std::uint64_t lines_of(std::string_view text) {
  const bool open_end = !text.empty() && text.back() != '\n' && text.back() != '\r';
  return lifeworth::line_ends_in(text) + open_end;
}

/// Reads a document, whole and in pieces, and sees that every line is accounted for.
inline FileRows read_file(std::string_view text, const lifeworth::FileReader::Told& told = {}) {
  FileRows whole;
  auto reading = lifeworth::FileReader::open(text, true, told);
  INFO(text.substr(0, 1500));
  REQUIRE(reading);
  whole.reading = *reading;
  push_file(whole, text, text.size());
  const auto& lines = whole.lines;
  CHECK(lines.lines == lines_of(text.substr(0, text.find_last_not_of(std::string_view("\0\x1A", 2)) + 1)));  // end marks of old systems are no line
  CHECK(lines.preamble + lines.header + whole.given() + lines.blank + lines.continued == lines.lines);
  for (std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
    if (text.size() / piece > 20'000) continue;
    FileRows pieces;
    pieces.reading = *reading;
    push_file(pieces, text, piece);
    CHECK(pieces.rows == whole.rows);
    CHECK(pieces.other == whole.other);
    CHECK(pieces.kinds == whole.kinds);
  }
  return whole;
}

/// Lines joined with a line end each.
inline std::string document(std::initializer_list<std::string_view> lines, std::string_view end = "\n") {
  std::string text;
  for (std::string_view line : lines) text.append(line).append(end);
  return text;
}

}  // namespace support
