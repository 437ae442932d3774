// Whole documents: every line is accounted for whatever the document, pieces change nothing, and the time for nasty ones grows with their length only.
#include "schema/file_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "../support/file_rows.h"
#include "../support/rounds.h"
#include "base/random.h"

using lifeworth::FileReader;
using lifeworth::Random;
using support::FileRows;
using support::read_file;

namespace {

/// Documents made of what real ones are made of, in any order.
std::string random_document(Random& random) {
  constexpr std::string_view lines[] = {
      "Email,Date,Amount", "a@example.org,2024-01-05,9.50", "b@example.org,2024-01-06,7.00", "\"c, d\",2024-01-07,\"1,000.00\"", "", ",,", "Total,,16.50", "Report, of January", "# comment",
      "Subtotal", "\"open,2024-01-08,3.00", "x,\"y\nz\",1.00", "a@example.org,2024-01-05", "a@example.org,2024-01-05,9.50,more,and more", "\"a@example.org,2024-01-05,9.50\"", "6\" pipe,2024-01-05,1",
      "Product,Units,Price,Stock", "sep=,", "   ", "a@example.org,2024-01-05,\"", ";;;", "'x','y','z'", "b,{\"ImportId\":\"a\"}", "Copyright 2024 Acme", "1\t2\t3", "\"\"", "\"\"\"\",\"\",\"\\\"\"",
  };
  constexpr std::string_view ends[] = {"\n", "\r\n", "\r", "\n\n", "\r\r\n"};
  const std::string_view end = ends[random.below(std::size(ends))];
  std::string text;
  for (std::size_t count = 1 + random.below(14); count > 0; --count) {
    text += lines[random.below(3) ? random.below(4) : random.below(std::size(lines))];
    text += random.below(20) ? end : ends[random.below(std::size(ends))];
  }
  if (random.below(4) == 0) text.pop_back();
  return text;
}

struct Count : lifeworth::RowSink {
  std::size_t rows = 0;
  void row(const lifeworth::Row&) override { ++rows; }
};

/// Seconds to open and read a document as the page does, in pieces of 1 MiB.
double seconds_to_read(const std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  const auto reading = FileReader::open(std::string_view(text).substr(0, std::size_t{1} << 20), false, {});
  REQUIRE(reading);
  Count count;
  FileReader reader(*reading, count);
  for (std::size_t at = 0; at < text.size(); at += std::size_t{1} << 20) REQUIRE(reader.push(std::string_view(text).substr(at, std::size_t{1} << 20)));
  REQUIRE(reader.finish());
  const auto lines = reader.lines();
  CHECK(lines.preamble + lines.header + count.rows + lines.blank + lines.continued == lines.lines);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string repeated(std::string_view header, std::string_view line, std::size_t bytes) {
  std::string text(header);
  while (text.size() < bytes) text += line;
  return text;
}

}  // namespace

TEST_CASE("lines of a file = preamble + header + rows + blank + continued, for thousands of random documents in any pieces", "[consistency]") {
  Random random(2026);
  for (int round = 0; round < support::rounds(3'000); ++round) {
    const std::string text = random_document(random);
    if (!FileReader::open(text, true, {})) continue;  // a header and nothing else, or blanks
    read_file(text);                                  // checks the sum
  }
}

TEST_CASE("the time to read nasty documents grows with their length only", "[input][slow]") {
  constexpr std::size_t bytes = std::size_t{16} << 20;
  const std::string header = "Email,Date,Amount,Note\n";
  const std::pair<const char*, std::string> nasty[] = {
      {"stray quotes in every row", repeated(header, "somebody@example.org,2024-01-05,9.50,6\" pipe\n", bytes)},
      {"an open quote in every row", repeated(header, "somebody@example.org,2024-01-05,9.50,\"open\n", bytes)},
      {"an open quote in every last cell", repeated(header, "somebody@example.org,2024-01-05,9.50,\"\n", bytes)},
      {"one open quote, early", header + "a,\"b,c\n" + repeated("", "somebody@example.org,2024-01-05,9.50,a note of some words\n", bytes)},
      {"notes of several lines", repeated(header, "somebody@example.org,2024-01-05,9.50,\"one, two\nthree, four, five, six\nseven\"\n", bytes)},
      {"doubled quotes", repeated(header, "\"some\"\"body\",2024-01-05,9.50,\"\"\"\"\n", bytes)},
      {"totals", repeated(header, "Total,,9.50,\n", bytes)},
      {"names like totals", repeated(header, "Total Wine,2024-01-05,9.50,\n", bytes)},
      {"headers", repeated(header, "Email,Date,Amount,Note\n", bytes)},
      {"a blank line after each row", repeated(header, "somebody@example.org,2024-01-05,9.50,a note of some words\n\n", bytes)},
      {"quotes only", repeated(header, "\"", bytes)},
      {"quotes and line ends", repeated(header, "\"\n", bytes)},
      {"one line", repeated(header, "x", bytes)},
      {"one line of delimiters", repeated(header, ",", bytes)},
      {"rows in quotes", repeated("\"Email,Date,Amount,Note\"\n", "\"somebody@example.org,2024-01-05,9.50,a note of some words\"\n", bytes)},
      {"rows of delimiters", repeated(header, ",,,\n", bytes)},
      {"blank lines", repeated(header + "somebody@example.org,2024-01-05,9.50,x\n", "\n", bytes)},
      {"letters behind closed quotes", repeated(header, "\"a\"b,\"c\nd\"e,1\n", bytes)},
  };
  for (const auto& [what, text] : nasty) {
    const double quarter = seconds_to_read(text.substr(0, bytes / 4)), whole = seconds_to_read(text);
    INFO(what << ": " << whole << " s; a quarter of it: " << quarter << " s");
    CHECK(whole < 10 * quarter + 0.5);  // the square would be 16 times a second and more
  }
}

TEST_CASE("the layout is found quickly in tables of very many columns", "[input]") {
  std::string text;
  for (int row = 0; row < 200; ++row)
    for (int column = 0; column < 2'000; ++column) text += (row ? std::to_string(row * column) : "c" + std::to_string(column)) + (column < 1'999 ? "," : "\n");
  CHECK(seconds_to_read(text) < 4);
}
