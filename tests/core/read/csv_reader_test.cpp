// The CSV reader on documents read by hand: RFC 4180 section 2, and what real files do to it.
#include "read/csv_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "../support/rows.h"

using lifeworth::CsvReader;
using lifeworth::Damage;
using lifeworth::Dialect;
using support::cells_of;
using support::Kept;
using support::KeptRow;
using support::read_csv;
using Cells = std::vector<std::vector<std::string>>;

TEST_CASE("RFC 4180 section 2: each of its seven rules reads as its example shows", "[correctness]") {
  const Cells two = {{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}};
  CHECK(cells_of(read_csv("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n")) == two);            // 1: CRLF ends a record
  CHECK(cells_of(read_csv("aaa,bbb,ccc\r\nzzz,yyy,xxx")) == two);                // 2: the last may lack it
  CHECK(cells_of(read_csv("a b, c ,d")) == Cells{{"a b", " c ", "d"}});          // 4: spaces are part of a field
  CHECK(cells_of(read_csv("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx")) == two);    // 5: fields may be quoted
  CHECK(cells_of(read_csv("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx")) == Cells{{"aaa", "b\r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}});  // 6
  CHECK(cells_of(read_csv("\"aaa\",\"b\"\"bb\",\"ccc\"")) == Cells{{"aaa", "b\"bb", "ccc"}});                                         // 7
}

TEST_CASE("empty cells are cells", "[correctness]") {
  CHECK(cells_of(read_csv(",")) == Cells{{"", ""}});
  CHECK(cells_of(read_csv("a,,b,\n,,,\n")) == Cells{{"a", "", "b", ""}, {"", "", "", ""}});
  CHECK(cells_of(read_csv("\"\",\"\"\n")) == Cells{{"", ""}});
  CHECK(cells_of(read_csv("\"\"\n")) == Cells{{""}});  // a quoted nothing is a row, an empty line is not
}

TEST_CASE("rows keep the width they have", "[input]") {
  CHECK(cells_of(read_csv("a,b,c\n1\n1,2,3,4,5\n1,2,\n")) == Cells{{"a", "b", "c"}, {"1"}, {"1", "2", "3", "4", "5"}, {"1", "2", ""}});
}

TEST_CASE("a quote in the middle of a cell is a letter", "[input]") {
  CHECK(cells_of(read_csv("6\" pipe,a\"b\"c,x\"\n1,2,3")) == Cells{{"6\" pipe", "a\"b\"c", "x\""}, {"1", "2", "3"}});
  CHECK(cells_of(read_csv(" \"a\",b")) == Cells{{" \"a\"", "b"}});
}

TEST_CASE("what stands after a closing quote belongs to the cell", "[input]") {
  CHECK(cells_of(read_csv("\"a\" x,\"b\"y\"z\",c")) == Cells{{"a x", "by\"z\"", "c"}});
  CHECK(cells_of(read_csv("\"a\"b\"\"c,1")) == Cells{{"ab\"\"c", "1"}});
}

TEST_CASE("doubled quotes stand for one, wherever they stand in the cell", "[correctness]") {
  CHECK(cells_of(read_csv("\"\"\"\",\"\"\"a\",\"a\"\"\",\"\"\"\"\"\"")) == Cells{{"\"", "\"a", "a\"", "\"\""}});
  CHECK(cells_of(read_csv("\"say \"\"hi, you\"\"\nnow\",2")) == Cells{{"say \"hi, you\"\nnow", "2"}});
}

TEST_CASE("CR, LF and CRLF end rows, also mixed in one file", "[input]") {
  const Cells three = {{"a", "b"}, {"c", "d"}, {"e", "f"}};
  for (const char* text : {"a,b\nc,d\ne,f\n", "a,b\r\nc,d\r\ne,f\r\n", "a,b\rc,d\re,f\r", "a,b\r\nc,d\ne,f\r", "a,b\rc,d\r\ne,f"}) {
    const Kept kept = read_csv(text);
    CHECK(cells_of(kept) == three);
    CHECK(kept.blank_lines == 0);
    CHECK(kept.rows[2].line == 3);
  }
}

TEST_CASE("blank lines are counted, not rows, and LF CR is a row end and a blank line", "[input]") {
  const Kept kept = read_csv("\n\na,b\r\n\r\n\rc,d\n\n");
  CHECK(kept.rows == std::vector<KeptRow>{{{"a", "b"}, 3}, {{"c", "d"}, 6}});
  CHECK(kept.blank_lines == 5);
  CHECK(read_csv("a,b\n\rc,d").blank_lines == 1);
  CHECK(cells_of(read_csv("  \nx")) == Cells{{"  "}, {"x"}});  // blanks are content to the reader; what they mean is said later
}

TEST_CASE("a row's line is the physical line on which it begins", "[correctness]") {
  const Kept kept = read_csv("h1,h2\n\"two\nlines\",1\r\n\n\"a\r\nb\rc\",2\nlast,3");
  CHECK(kept.rows == std::vector<KeptRow>{{{"h1", "h2"}, 1}, {{"two\nlines", "1"}, 2}, {{"a\r\nb\rc", "2"}, 5}, {{"last", "3"}, 8}});
}

TEST_CASE("a quote that is never closed costs its own line and no other", "[input]") {
  const Kept kept = read_csv("a,b\n1,\"x\n2,y\n3,z\n");
  CHECK(kept.rows == std::vector<KeptRow>{{{"a", "b"}, 1}, {{"1,\"x"}, 2, Damage::open_quote}, {{"2", "y"}, 3}, {{"3", "z"}, 4}});
}

TEST_CASE("an open quote in the last cell, with and without a line end, is one damaged row", "[input]") {
  for (const char* text : {"a,b\n1,\"", "a,b\n1,\"\n", "a,b\n1,\"\r\n"})
    CHECK(read_csv(text).rows == std::vector<KeptRow>{{{"a", "b"}, 1}, {{"1,\""}, 2, Damage::open_quote}});
}

TEST_CASE("behind an open quote, quoted cells are read again", "[input]") {
  const Kept kept = read_csv("\"open\n1,2\n3,4");
  CHECK(kept.rows == std::vector<KeptRow>{{{"\"open"}, 1, Damage::open_quote}, {{"1", "2"}, 2}, {{"3", "4"}, 3}});
}

TEST_CASE("an open quote costs one line also in the middle of a file too long to be kept", "[input]") {
  std::string text = "a,b\n1,\"open\n";
  const std::string_view line = "x,y with some more letters so that there are fewer lines to look at\n";
  while (text.size() < CsvReader::longest_quoted_record + 100) text += line;
  const std::size_t lines = (text.size() - 12) / line.size();
  struct Count : lifeworth::RowSink {
    std::size_t whole = 0, damaged = 0;
    void row(const lifeworth::Row& row) override { ++(row.damage == Damage::none ? whole : damaged); }
  } count;
  CsvReader reader({}, count);
  for (std::size_t at = 0; at < text.size(); at += 1 << 20) reader.push(std::string_view(text).substr(at, 1 << 20));
  CHECK(count.damaged == 1);  // already before the end of the file
  reader.finish();
  CHECK(count.damaged == 1);
  CHECK(count.whole == lines + 1);
}

TEST_CASE("lines that each leave a quote open are read in a time that grows with their number only", "[input]") {
  // Every line opens a quote that the next one closes to open another: read from any line, the last quote stays open.
  const auto seconds = [](std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) text += "a\",\"b\n";
    const auto start = std::chrono::steady_clock::now();
    const Kept kept = read_csv(text);
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    CHECK(kept.rows.size() == lines);
    CHECK(kept.rows.back().line == lines);
    return taken;
  };
  seconds(100);
  // The square of 40 000 lines took a minute; in a straight line it is a fraction of a second, here and in WebAssembly.
  CHECK(seconds(40'000) < 5);
}

TEST_CASE("a delimiter or quote of another dialect is a letter", "[correctness]") {
  CHECK(cells_of(read_csv("a,b;c\t|d", Dialect{';', '"'})) == Cells{{"a,b", "c\t|d"}});
  CHECK(cells_of(read_csv("'a;b';c\"d", Dialect{';', '\''})) == Cells{{"a;b", "c\"d"}});
  CHECK(cells_of(read_csv("a\tb\t\n", Dialect{'\t', '"'})) == Cells{{"a", "b", ""}});
}

TEST_CASE("a backslash that escapes may be the last byte of a chunk, and of the file", "[input]") {
  const Dialect escaping{',', '"', '\\', false};
  const std::string_view text = "\"a\\\"b\",\"c\\\\\"\n\"open\\";
  const Kept whole = read_csv(text, escaping);
  CHECK(whole.rows == std::vector<KeptRow>{{{"a\"b", "c\\"}, 1}, {{"\"open\\"}, 2, Damage::open_quote}});
  for (const auto& pieces : support::all_cuts(text)) CHECK(read_csv(pieces, escaping).rows == whole.rows);
}

TEST_CASE("a note of several lines is one cell, also where its lines have commas", "[input]") {
  const Kept two = read_csv("who,note\nAnn,\"Hi,\nI like it, but it is dear.\nBye\"\nEva,ok\n");
  CHECK(cells_of(two) == Cells{{"who", "note"}, {"Ann", "Hi,\nI like it, but it is dear.\nBye"}, {"Eva", "ok"}});
  const Kept first = read_csv("a,b,c\n\"x\n1,2,3\ny\",2,3\n4,5,6\n");  // the line of the quote is no whole row
  CHECK(cells_of(first) == Cells{{"a", "b", "c"}, {"x\n1,2,3\ny", "2", "3"}, {"4", "5", "6"}});
}

TEST_CASE("quotes left open in two rows cost two lines, not what is between", "[input]") {
  const Kept next = read_csv("a,b,c\n1,2,\"\n3,4,\"\n5,6,7\n");
  CHECK(next.rows == std::vector<KeptRow>{{{"a", "b", "c"}, 1}, {{"1,2,\""}, 2, Damage::open_quote}, {{"3,4,\""}, 3, Damage::open_quote}, {{"5", "6", "7"}, 4}});
  const Kept apart = read_csv("a,b,c\n1,2,\"\n3,4,5\n3,4,5\n3,4,\"\n5,6,7\n");
  CHECK(apart.rows.size() == 6);
  CHECK(apart.rows[1].damage == Damage::open_quote);
  CHECK(apart.rows[4].damage == Damage::open_quote);
}

TEST_CASE("NUL and other control bytes inside a cell are kept", "[input]") {
  const std::string text("a\0b,c\x1a\n", 7);
  CHECK(cells_of(read_csv(text)) == Cells{{std::string("a\0b", 3), "c\x1a"}});
}

TEST_CASE("no text, no rows", "[input]") {
  CHECK(read_csv("").rows.empty());
  CHECK(read_csv("").blank_lines == 0);
  CHECK(read_csv("\r\n").blank_lines == 1);
}
