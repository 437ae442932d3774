// How lines are cut, guessed from their beginning: delimiters, quotes, escapes, rows in quotes, tables of one column; and the cells that come out.
#include "read/dialect.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "../support/file_rows.h"

using lifeworth::guess_dialect;
using support::document;
using support::FileRows;
using support::read_file;
using Cells = std::vector<std::string>;

namespace {

char delimiter(std::string_view text) { return guess_dialect(text).dialect.delimiter; }

/// One table in a dialect: cells that need no quotes, but for those given.
std::string table(char mark, std::string_view note, std::string_view end = "\n") {
  std::string text;
  const auto line = [&](std::initializer_list<std::string_view> cells) {
    for (std::size_t i = 0; std::string_view cell : cells) (i++ ? text += mark : text).append(cell);
    text.append(end);
  };
  line({"Email", "Date", "Amount", "Note"});
  line({"a@example.org", "2024-01-05", "9.50", note});
  line({"b@example.org", "2024-01-06", "7.00", "fine"});
  line({"c@example.org", "2024-01-07", "8.00", "fine"});
  return text;
}

void check_rows(std::string_view text, const std::vector<Cells>& rows) {
  INFO(text);
  const FileRows file = read_file(text);
  CHECK(file.rows == rows);
  CHECK(file.damaged == 0);
}

}  // namespace

TEST_CASE("every delimiter people use is found, with every line end", "[correctness]") {
  for (char mark : std::string_view(",;\t|~^"))
    for (const char* end : {"\n", "\r\n", "\r"}) {
      const FileRows file = read_file(table(mark, "fine", end));
      CHECK(file.header == Cells{"Email", "Date", "Amount", "Note"});
      CHECK(file.rows.size() == 3);
      CHECK(file.rows.front() == Cells{"a@example.org", "2024-01-05", "9.50", "fine"});
    }
}

TEST_CASE("the separators that control codes were made for are found", "[correctness]") {
  CHECK(delimiter(table('\x1F', "fine")) == '\x1F');
  CHECK(delimiter(table('\x01', "fine")) == '\x01');
}

TEST_CASE("blanks delimit where nothing else does", "[input]") {
  CHECK(delimiter("id day amount\n1 2024-01-05 9.50\n2 2024-01-06 7.00\n3 2024-01-07 8.00\n") == ' ');
  CHECK(delimiter("id:day:amount\n1:2024-01-05:9.50\n2:2024-01-06:7.00\n3:2024-01-07:8.00\n") == ':');
  CHECK(delimiter("time,what\n10:00:01,x\n10:00:02,y\n10:00:03,z\n") == ',');
}

TEST_CASE("lists in one column do not outvote the table", "[input]") {
  CHECK(delimiter("id,date,tags\n1,2024-01-05,a|b|c|d|e|f|g|h\n2,2024-01-06,a|b|c|d|e|f|g|h\n") == ',');
  CHECK(delimiter("id;date;tags\n1;2024-01-05;a,b,c,d\n2;2024-01-06;a,b,c,d\n") == ';');
  CHECK(delimiter("id\tplace\n1\tLima, Peru\n2\tQuito, Ecuador\n3\tCusco, Peru\n") == '\t');
  CHECK(delimiter("a|b|c\nLima, Peru|1|2\nQuito, Ecuador|2|3\n") == '|');
}

TEST_CASE("decimal commas travel with semicolons, also in tiny files", "[input]") {
  CHECK(delimiter("Kunde;Datum;Betrag\na@example.org;05.01.2024;1.009,50\n") == ';');
  CHECK(delimiter("a@example.org;05.01.2024;1.009,50\n") == ';');
  CHECK(delimiter("12,50;2,62\n7,10;1,49\n") == ';');
  CHECK(delimiter("1,5;2,5;3,5\n1,2;2,2;3,1\n") == ';');
  CHECK(delimiter("Titel, mit Komma\nnoch einer, auch\n\nKunde;Betrag\na;9,50\nb;7,00\nc;1,00\n") == ';');
}

TEST_CASE("tables of one column are not cut", "[input]") {
  for (const char* text : {"a@example.org\nb@example.org\nc@example.org\n", "Name\nSmith, Ann\nLopez, Eva\nChen, Li\n", "I like it, really.\nGood, cheap, quick, and nice.\nok\nNo, thanks, never again, sorry.\n",
                           "Comment\nGood\nBad, dear\nSo, so\n"}) {
    INFO(text);
    const FileRows file = read_file(text);
    for (const Cells& row : file.rows) CHECK(row.size() == 1);
  }
  check_rows("name, city\nAnn, Lima\nEva, Quito\n", {{"Ann", " Lima"}, {"Eva", " Quito"}});
}

TEST_CASE("sep lines in all their forms", "[correctness]") {
  const std::string rows = "a;b\n1;2,5\n3;4,5\n";
  for (const char* line : {"sep=;\n", "\"sep=;\"\n", "SEP=;\r\n", "Sep=; \n", "sep=;;\n"}) {
    const FileRows file = read_file(line + rows);
    CHECK(file.header == Cells{"a", "b"});
    CHECK(file.rows.size() == 2);
    CHECK(file.lines.preamble == 1);
  }
  CHECK(delimiter("sep=\t\na\tb\n1\t2\n") == '\t');
  CHECK(delimiter("sep=\\t\na\tb\n1\t2\n") == '\t');
  CHECK(delimiter("sep=;\na,b,c\n1,2024-01-05,3\n1,2024-01-06,3\n") == ',');  // saved again with commas, and the line stayed
  CHECK(guess_dialect("sep=ab\n1,2\n").skip_bytes == 0);
}

TEST_CASE("blanks between delimiter and quote are no part of the cell", "[input]") {
  check_rows("\"who\", \"where\", \"n\"\n\"Ann\", \"Lima, Peru\", 5\n\"Eva\",  \"say \"\"hi\"\"\", 6\n", {{"Ann", "Lima, Peru", " 5"}, {"Eva", "say \"hi\"", " 6"}});
}

TEST_CASE("apostrophes quote where they open and close cells, and only there", "[input]") {
  check_rows("'who';'note';'n'\n'O''Brien';'it''s; fine';'5'\n'Ann';'ok';'6'\n", {{"O'Brien", "it's; fine", "5"}, {"Ann", "ok", "6"}});
  check_rows("'who','note','n'\n'O\\'Brien','it\\'s, fine',5\n'Ann','ok',6\n", {{"O'Brien", "it's, fine", "5"}, {"Ann", "ok", "6"}});
  check_rows("who,note,n\n'O''Brien','one, two',5\n'Ann','three, four',6\n", {{"O'Brien", "one, two", "5"}, {"Ann", "three, four", "6"}});
  check_rows("id,zip,n\n'7210448301122,'75008,5\n'7210448301123,'28001,6\n", {{"'7210448301122", "'75008", "5"}, {"'7210448301123", "'28001", "6"}});
  check_rows("who,note,n\nO'Brien,rock 'n' roll,5\nD'Arcy,'tis fine,6\n", {{"O'Brien", "rock 'n' roll", "5"}, {"D'Arcy", "'tis fine", "6"}});
}

TEST_CASE("backslashes escape quotes where that makes the rows agree", "[input]") {
  check_rows("who,note,n\n\"Ann\",\"say \\\"hi, you\\\", twice\",5\n\"Eva\",\"ok\",6\n", {{"Ann", "say \"hi, you\", twice", "5"}, {"Eva", "ok", "6"}});
  check_rows("who,note,n\n\"Ann\",\"say \\\"hi\\\"\",5\n\"Eva\",\"6\\\" pipe\",6\n", {{"Ann", "say \"hi\"", "5"}, {"Eva", "6\" pipe", "6"}});
  check_rows("who,path,n\n\"Ann\",\"C:\\temp\\\",5\n\"Eva\",\"C:\\work\\\",6\n", {{"Ann", "C:\\temp\\", "5"}, {"Eva", "C:\\work\\", "6"}});
}

TEST_CASE("whole rows in quotes: all, only the data, only the header", "[input]") {
  const std::vector<Cells> rows = {{"a@example.org", "2024-01-05", "9.50", "one, \"two\""}, {"b@example.org", "2024-01-06", "7.00", "fine"}, {"c@example.org", "2024-01-07", "8.00", "fine"}};
  const std::string data = "\"a@example.org,2024-01-05,9.50,\"\"one, \"\"\"\"two\"\"\"\"\"\"\"\n\"b@example.org,2024-01-06,7.00,fine\"\n\"c@example.org,2024-01-07,8.00,fine\"\n";
  const Cells header = {"Email", "Date", "Amount", "Note"};
  const FileRows all = read_file("\"Email,Date,Amount,Note\"\n" + data);
  CHECK(all.header == header);
  CHECK(all.rows == rows);
  const FileRows data_only = read_file("Email,Date,Amount,Note\n" + data);
  CHECK(data_only.header == header);
  CHECK(data_only.rows == rows);
  const FileRows header_only = read_file("\"Email,Date,Amount,Note\"\na@example.org,2024-01-05,9.50,\"one, \"\"two\"\"\"\nb@example.org,2024-01-06,7.00,fine\nc@example.org,2024-01-07,8.00,fine\n");
  CHECK(header_only.header == header);
  CHECK(header_only.rows == rows);
  const FileRows some = read_file("Email,Date,Amount,Note\na@example.org,2024-01-05,9.50,x\nb@example.org,2024-01-06,7.00,fine\n\"c@example.org,2024-01-07,8.00,\"\"5\"\"\"\"\"\"\"\nd@example.org,2024-01-08,8.00,y\n");
  CHECK(some.header == header);
  CHECK(some.rows.size() == 4);
  CHECK(some.rows[2] == Cells{"c@example.org", "2024-01-07", "8.00", "5\""});
}

TEST_CASE("one stray quote costs one line, wherever it stands", "[input]") {
  std::string before = "Email,Date,Amount,Note\n", behind;
  for (int i = 0; i < 10; ++i) before += "a@example.org,2024-01-05,9.50,fine\n", behind += "b@example.org,2024-01-06,7.00,fine\n";
  for (const char* line : {"\"c@example.org,2024-01-07,8.00,x", "c@example.org,\"2024-01-07,8.00,x", "c@example.org,2024-01-07,8.00,\"", "c@example.org,2024-01-07,8.00,\"x",
                           "c@example.org,2024-01-07,8.00,6\" pipe", "c@example.org,2024-01-07,8.00,pipe 6\"", "c@example.org,2024-01-07,8.00,\"a\"b\""}) {
    INFO(line);
    const FileRows alone = read_file(before + line + "\n" + behind);
    CHECK(alone.rows.size() == 21);
    CHECK(alone.damaged <= 1);
    const FileRows twice = read_file(before + line + "\n" + line + "\n" + behind);
    CHECK(twice.rows.size() == 22);
    const FileRows apart = read_file(before + line + "\n" + behind + line + "\n" + behind);
    CHECK(apart.rows.size() == 32);
    const FileRows last = read_file(before + line);
    CHECK(last.rows.size() == 11);
  }
}

TEST_CASE("where every cell stands in quotes, a missing one costs its line", "[input]") {
  const std::string good = "\"a@example.org\",\"2024-01-05\",\"9.50\",\"fine\"\n";
  std::string before = "\"Email\",\"Date\",\"Amount\",\"Note\"\n", behind;
  for (int i = 0; i < 10; ++i) before += good, behind += good;
  for (const char* line : {"\"c@example.org\",\"2024-01-07\",\"8.00\",\"x", "\"c@example.org,\"2024-01-07\",\"8.00\",\"x\"", "\"c@example.org\",\"2024-01-07\",\"8.00,\"x\"",
                           "c@example.org\",\"2024-01-07\",\"8.00\",\"x\"", "\"c@example.org\",\"2024-01-07\",\"8.00\",x\"", "\"c@example.org\",2024-01-07\",\"8.00\",\"x\""}) {
    INFO(line);
    const FileRows file = read_file(before + line + "\n" + behind);
    CHECK(file.rows.size() == 21);
    std::size_t whole = 0;
    for (const Cells& row : file.rows) whole += row == Cells{"a@example.org", "2024-01-05", "9.50", "fine"};
    CHECK(whole == 20);
  }
}

TEST_CASE("a table with tabs that knows no quotes keeps them as letters", "[input]") {
  const FileRows file = read_file("sku\tproduct-name\titem-price\n1\t\"Big mug\t9.50\n2\tSmall mug\t7.00\n3\t\"Old\" mug\t7.00\n4\tMug 5\"\t7.00\n");
  CHECK(file.rows.size() == 4);
  CHECK(file.damaged == 0);
  CHECK(file.rows[0] == Cells{"1", "\"Big mug", "9.50"});
}

TEST_CASE("wide tables and narrow ones, tiny ones and mixed line ends", "[input]") {
  std::string wide;
  for (int row = 0; row < 5; ++row)
    for (int column = 0; column < 300; ++column) wide += (row ? std::to_string(row * column) : "c" + std::to_string(column)) + (column < 299 ? "," : "\n");
  const FileRows file = read_file(wide);
  CHECK(file.header.size() == 300);
  CHECK(file.rows.size() == 4);
  check_rows("Email,Amount\na@example.org,9.50\n", {{"a@example.org", "9.50"}});
  check_rows("Email,Amount\na@example.org,9.50", {{"a@example.org", "9.50"}});
  CHECK(read_file("Email,Amount\r\na@example.org,9.50\nb@example.org,7.00\rc@example.org,7.00\r\n").rows.size() == 3);
  const FileRows doubled = read_file("Email,Amount\r\r\na@example.org,9.50\r\r\nb@example.org,7.00\r\r\n");
  CHECK(doubled.rows.size() == 2);
  CHECK(doubled.lines.blank == 3);
}

TEST_CASE("NUL and Ctrl-Z at the end spoil no other row", "[input]") {
  const FileRows file = read_file("Email,Date,Amount\na@example.org,2024-01-05,9.50\nb@example.org,2024-01-06,7.00\n\x1A");
  CHECK(file.header == Cells{"Email", "Date", "Amount"});
  REQUIRE(file.rows.size() + file.other.size() <= 3);
  CHECK(file.rows[1] == Cells{"b@example.org", "2024-01-06", "7.00"});
}
