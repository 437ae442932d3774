// The CSV reader against itself under every cut, and against a second reader that is slow and obvious.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../support/rows.h"
#include "base/random.h"
#include "read/csv_reader.h"

using lifeworth::Damage;
using lifeworth::Random;
using support::Kept;
using support::read_csv;

namespace {

/// Line ends in a text: CRLF is one.
std::uint64_t line_ends(std::string_view text) {
  std::uint64_t ends = 0;
  for (std::size_t i = 0; i < text.size(); ++i) ends += text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
  return ends;
}

bool is_end(char c) { return c == '\r' || c == '\n'; }

std::size_t behind_line_end(std::string_view text, std::size_t at) {
  if (at < text.size()) at += text.substr(at, 2) == "\r\n" ? 2 : 1;
  return at;
}

std::size_t cells_in(std::string_view line, char delimiter) { return std::size_t(std::count(line.begin(), line.end(), delimiter)) + 1; }

/// Whether a cell in quotes is rather the end of one row, whole rows, and the beginning of another up to its own quote: all lines that can be judged
/// have the cells of a row. `before`: cells of the record in front of this one.
bool spans_rows(std::string_view quoted, std::size_t before, bool ends_record, char delimiter, std::size_t width) {
  std::vector<std::string> lines(1);
  for (char c : quoted.substr(0, quoted.size() - 1)) {
    if (is_end(c)) lines.emplace_back();
    else lines.back() += c;
  }
  if (lines.size() < 2 || width < 2 || before + cells_in(lines[0], delimiter) != width) return false;
  const std::string& last = lines.back();
  if (ends_record ? cells_in(last, delimiter) != width : cells_in(last, delimiter) + 1 > width) return false;
  std::size_t between = 0, odd = 0;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    ++between;
    odd += cells_in(lines[i], delimiter) != width;
  }
  if (odd * 5 > between) return false;
  if (last.ends_with(delimiter)) return true;
  return between >= 3 || (between >= 1 && (last.empty() || width >= 4));
}

/// Reads one record that begins at `at`, letter by letter, and moves `at` to its line end. False: a quote stays open, or closes lines later where
/// another row opens one.
bool plain_record(std::string_view text, char delimiter, std::size_t width, std::size_t& at, std::vector<std::string>& cells) {
  for (;;) {
    std::string cell;
    if (at < text.size() && text[at] == '"') {
      const std::size_t open = at;
      for (++at;; ++at) {
        if (at == text.size()) return false;
        if (text[at] == '"' && text.substr(at + 1, 1) == "\"") ++at;
        else if (text[at] == '"') break;
        cell += text[at];
      }
      ++at;
      const std::string_view quoted = text.substr(open, at - open);
      const bool ends = at == text.size() || text[at] == delimiter || is_end(text[at]);
      const bool ends_record = at == text.size() || is_end(text[at]);
      if (ends ? spans_rows(quoted, cells.size(), ends_record, delimiter, width) : line_ends(quoted) > 0) return false;
    }
    while (at < text.size() && text[at] != delimiter && !is_end(text[at])) cell += text[at++];
    cells.push_back(cell);
    if (at == text.size() || is_end(text[at])) return true;
    ++at;
  }
}

/// The whole document by the same rules as the fast reader, with the whole text in hand.
Kept slow_read(std::string_view text, char delimiter) {
  Kept kept;
  std::size_t width = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::uint64_t line = 1 + line_ends(text.substr(0, start));
    std::size_t at = start;
    std::vector<std::string> cells;
    if (is_end(text[start])) {
      ++kept.blank_lines;
    } else if (plain_record(text, delimiter, width, at, cells)) {
      width = cells.size();
      kept.rows.push_back({cells, line, Damage::none});
    } else {
      at = start;
      while (at < text.size() && !is_end(text[at])) ++at;
      kept.rows.push_back({{std::string(text.substr(start, at - start))}, line, Damage::open_quote});
    }
    start = behind_line_end(text, at);
  }
  return kept;
}

std::string random_document(Random& random, std::size_t longest) {
  constexpr std::string_view alphabet = "a\",;\r\n ";
  std::string text;
  for (std::size_t length = random.below(longest); length > 0; --length) text += alphabet[random.below(alphabet.size())];
  return text;
}

std::string shown(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '\r' ? "\\r" : c == '\n' ? "\\n" : std::string(1, c);
  return out;
}

}  // namespace

TEST_CASE("small nasty documents read the same whatever the cuts", "[consistency]") {
  const std::string_view documents[] = {
      "a,b\r\nc,d\r\n",
      "a,b\rc,d\r\re,f",
      "\r\n\r\n\na\n\r",
      "a,\"b\"\"c\",d\r\n\"x\r\ny\",\"\"\r\n",
      "\"\"\"\",\"\"\n\"a\"\"\"\"b\"\r\n",
      "a,\"open\r\nb,c\r\n\"d\",e\r\n",
      "x\n\"\r\"\n\"\n",
      "1,\"2\n3,4\n5,\"6\n",
      "\"a\"b\"c\",\"d\" \n ,\n",
      "a\",\"b\na\",\"b\na\",\"b\n",
      "\"a,b\r\n\"\"\r\n\",\"\r",
      "\xC3\xA9,\"\xE2\x82\xAC\n\",1,50 \xE2\x82\xAC\r\n",
      ",,,\r\n\"\",\"\",\r\n,\"\n\",\"",
  };
  for (std::string_view document : documents) {
    const Kept whole = read_csv(document);
    INFO(shown(document));
    for (const auto& pieces : support::all_cuts(document)) {
      const Kept kept = read_csv(pieces);
      REQUIRE(kept.rows == whole.rows);
      REQUIRE(kept.blank_lines == whole.blank_lines);
    }
  }
}

TEST_CASE("the fast reader agrees with a slow one on thousands of random documents, cut at random", "[consistency]") {
  Random random(4180);
  std::size_t damaged = 0, quoted_line_ends = 0;
  for (int round = 0; round < 14'000; ++round) {
    const std::string document = random_document(random, round < 12'000 ? 40 : 400);  // the long ones span several blocks of the index
    const char delimiter = random.below(2) ? ',' : ';';
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < document.size(); ++at)
      if (random.below(4) == 0) places.push_back(at);
    const Kept slow = slow_read(document, delimiter);
    const Kept fast = read_csv(support::cut_at(document, places), {delimiter, '"'});
    INFO(shown(document));
    REQUIRE(fast.rows == slow.rows);
    REQUIRE(fast.blank_lines == slow.blank_lines);
    for (const auto& row : slow.rows) {
      damaged += row.damage != Damage::none;
      for (const auto& cell : row.cells) quoted_line_ends += row.damage == Damage::none && cell.find_first_of("\r\n") != std::string::npos;
    }
  }
  CHECK(damaged > 500);  // the documents do reach what they are for
  CHECK(quoted_line_ends > 500);
}

TEST_CASE("every line of a document is a row's, a blank one, or inside a quoted cell", "[consistency]") {
  Random random(7);
  for (int round = 0; round < 3'000; ++round) {
    std::string document = random_document(random, 60);
    if (!document.empty() && !is_end(document.back())) document += '\n';
    const Kept kept = read_csv(document);
    std::uint64_t lines = kept.blank_lines;
    for (const auto& row : kept.rows) {
      ++lines;
      if (row.damage == Damage::none)
        for (const auto& cell : row.cells) lines += line_ends(cell);
    }
    INFO(shown(document));
    REQUIRE(lines == line_ends(document));
  }
}
